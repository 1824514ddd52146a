// What a seal is made with: a certificate file, or the pair of files that Korean firms hold, and the words on it.
// The passphrase of the key is asked for and handed on once. It is kept nowhere, unless the user asks for the keychain
// of the computer; the page never sees what the keychain holds.

import { call } from '../ipc/call';
import type { SealRequest } from '../ipc/generated';

/** What of it may be kept over a lock: everything but the passphrase. */
export interface SealWords {
  pair: boolean;
  keyFile: string;
  certificate: string;
  signer: string;
  reason: string;
  tsa: string;
}

export class SealChoice {
  /** Whether certificate and key are two files (NPKI). */
  pair = $state(false);
  keyFile = $state('');
  certificate = $state('');
  secret = $state('');
  /** Whether the computer has a keychain, and whether it keeps the passphrase of the key file that was asked about. */
  keychain = $state({ path: '', available: false, kept: false });
  /** Whether the passphrase shall be kept there. */
  keep = $state(false);
  signer = $state('');
  reason = $state('');
  /** The address of a timestamp authority that is asked at once. */
  tsa = $state('');

  /** Whether the files are named. */
  get complete(): boolean {
    return this.keyFile.trim() !== '' && (!this.pair || this.certificate.trim() !== '');
  }

  /** Whether an empty passphrase means the one in the keychain. */
  get kept(): boolean {
    return this.keychain.kept && this.keychain.path === this.keyFile;
  }

  /** Asks what the keychain has of the key file. A file that does not read says so when it is used. */
  async ask(): Promise<void> {
    const path = this.keyFile;
    const found = path.trim() === '' ? null : await call('pdf.kept_passphrase', { path }).catch(() => null);
    if (path === this.keyFile) this.keychain = { path, available: found?.available ?? false, kept: found?.kept ?? false };
  }

  /** Forgets the passphrase that was handed on, and asks again what the keychain has. */
  async used(): Promise<void> {
    const asked = this.keep;
    this.secret = '';
    this.keep = false;
    if (asked) await this.ask();
  }

  /** Takes the passphrase out of the keychain. */
  async forget(): Promise<void> {
    await call('pdf.forget_passphrase', { path: this.keyFile });
    await this.ask();
  }

  /** All of it as it is sent. */
  request(): SealRequest {
    return {
      pkcs12: this.pair ? null : this.keyFile,
      certificate: this.pair ? this.certificate : null,
      key: this.pair ? this.keyFile : null,
      passphrase: this.kept && this.secret === '' ? null : this.secret,
      keep: this.keep && this.keychain.available,
      name: this.signer.trim() || null,
      reason: this.reason.trim(),
      tsa: this.tsa.trim() || null,
    };
  }

  words(): SealWords {
    const { pair, keyFile, certificate, signer, reason, tsa } = this;
    return { pair, keyFile, certificate, signer, reason, tsa };
  }

  giveBack(held: SealWords): void {
    Object.assign(this, held);
  }
}

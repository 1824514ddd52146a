// What a seal is made with: a certificate file, or the pair of files that Korean firms hold, and the words on it.
// The passphrase of the key is asked for, handed on once, and kept nowhere.

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
  signer = $state('');
  reason = $state('');
  /** The address of a timestamp authority that is asked at once. */
  tsa = $state('');

  /** Whether the files are named. */
  get complete(): boolean {
    return this.keyFile.trim() !== '' && (!this.pair || this.certificate.trim() !== '');
  }

  /** All of it as it is sent. */
  request(): SealRequest {
    return {
      pkcs12: this.pair ? null : this.keyFile,
      certificate: this.pair ? this.certificate : null,
      key: this.pair ? this.keyFile : null,
      passphrase: this.secret,
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

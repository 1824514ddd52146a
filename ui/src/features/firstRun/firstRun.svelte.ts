// The first run: what the user enters to create a vault, and the verbs that create it or the practice vault.
// Ends when the recovery code has been confirmed; the code is held nowhere else.

import { t } from '../../i18n';
import { call } from '../../ipc/call';
import type { DemoView, ProfileView, VaultView } from '../../ipc/generated';

/** Where the first run stands. */
export type FirstRunStep = 'form' | 'creating' | 'recovery';

/** What can be wrong with the entries before they are sent. */
export type EntryFault = 'blank' | 'mismatch';

/** The entries that are checked before they are sent. */
export type Checked = keyof Entries | 'dutyReason';

/** The entries of the form. */
export interface Entries {
  institution: string;
  address: string;
  officer: string;
  contact: string;
  phone: string;
  user: string;
  dir: string;
  passphrase: string;
  passphrase2: string;
}

export class FirstRunController {
  step = $state<FirstRunStep>('form');
  entries = $state<Entries>({
    institution: '',
    address: '',
    officer: '',
    contact: '',
    phone: '',
    user: '',
    dir: '',
    passphrase: '',
    passphrase2: '',
  });
  faults = $state<Partial<Record<Checked, EntryFault>>>({});
  fault = $state.raw<unknown>();
  /** The folder that the last fault is about. */
  faultDir = $state('');
  busyWithDemo = $state(false);
  /** Whether one person drafts, reviews and decides; the reason is kept with the choice. */
  duties = $state<'one' | 'separate'>('one');
  dutyReason = $state(t('firstRun.duties.reason.default'));
  recoveryCode = $state('');
  #vault: VaultView | undefined;

  constructor(
    proposedDir: string,
    private readonly opened: (vault: VaultView, demo?: DemoView) => void,
  ) {
    this.entries.dir = proposedDir;
  }

  /** The first entry that is wrong, in the order of the form. */
  check(): Checked | undefined {
    const faults: Partial<Record<Checked, EntryFault>> = {};
    for (const name of Object.keys(this.entries) as (keyof Entries)[]) {
      if (name !== 'address' && this.entries[name].trim() === '') faults[name] = 'blank';
    }
    if (!faults.passphrase2 && this.entries.passphrase !== this.entries.passphrase2) faults.passphrase2 = 'mismatch';
    if (this.duties === 'one' && this.dutyReason.trim() === '') faults.dutyReason = 'blank';
    this.faults = faults;
    const order = (Object.keys(this.entries) as Checked[]).flatMap((name): Checked[] => (name === 'passphrase' ? ['dutyReason', name] : [name]));
    return order.find((name) => faults[name]);
  }

  /** Creates the vault; the recovery code is shown next. */
  async create(): Promise<void> {
    const { institution, address, officer, contact, phone, user, dir, passphrase } = this.entries;
    const profile: ProfileView = {
      institution_name: institution.trim(),
      institution_address: address.trim(),
      officer_name: officer.trim(),
      contact_name: contact.trim(),
      contact_phone: phone.trim(),
      internal_target: null,
    };
    this.fault = undefined;
    this.faultDir = dir.trim();
    this.step = 'creating';
    try {
      const created = await call('vault.create', {
        dir: dir.trim(),
        user: user.trim(),
        passphrase,
        profile,
        separate_duties: this.duties === 'separate',
        small_firm_reason: this.duties === 'one' ? this.dutyReason.trim() : null,
      });
      this.#vault = created.vault;
      this.recoveryCode = created.recovery_code;
      this.entries.passphrase = '';
      this.entries.passphrase2 = '';
      this.step = 'recovery';
    } catch (fault) {
      this.fault = fault;
      this.step = 'form';
    }
  }

  /** Builds the practice vault beside the proposed folder; it is open afterwards. */
  async openDemo(): Promise<void> {
    this.fault = undefined;
    this.faultDir = `${this.demoDir}/vault`;
    this.busyWithDemo = true;
    try {
      const demo = await call('demo.create', { dir: this.demoDir });
      // The practice vault is left open by the program that built it.
      const { vault } = await call('app.status', {});
      if (vault) this.opened(vault, demo);
    } catch (fault) {
      this.fault = fault;
    } finally {
      this.busyWithDemo = false;
    }
  }

  /** Where the practice material is put. */
  get demoDir(): string {
    return `${this.entries.dir.trim().replace(/[/\\]+$/, '')}-practice`;
  }

  /** The user has confirmed that the recovery code is on paper. */
  finish(): void {
    if (!this.#vault) return;
    this.recoveryCode = '';
    this.opened(this.#vault);
  }
}

// What is known of customers and addresses, once for every report: found, entered, and read from imported transfers.
// A list is fetched page by page; an answer to an old question is thrown away.

import type { Call } from '../../form/filing.svelte';
import { Attempt } from '../../ipc/attempt.svelte';
import type { PartiesGathered, PartyView, SavePartyRequest, SaveWalletRequest, WalletView } from '../../ipc/generated';

/** What the list shows. */
export type Kind = 'parties' | 'wallets';

const PAGE = 50;

export class KnownController extends Attempt {
  kind = $state<Kind>('parties');
  text = $state('');
  parties = $state.raw<PartyView[]>([]);
  wallets = $state.raw<WalletView[]>([]);
  total = $state(0);
  loaded = $state(false);
  #question = 0;
  /** What was searched for in what is here. */
  #answered = '';
  readonly #call: Call;

  constructor(call: Call) {
    super();
    this.#call = call;
  }

  /** How many are here. */
  get here(): number {
    return this.kind === 'parties' ? this.parties.length : this.wallets.length;
  }

  /** Fetches the first page. */
  async load(): Promise<void> {
    await this.#fetch(0);
  }

  /** Fetches the next page. */
  async more(): Promise<void> {
    // What is here answers another question: the next page of the new one would follow it.
    await this.#fetch(this.text.trim() === this.#answered ? this.here : 0);
  }

  /** Shows the other list, searched for the same. */
  async show(kind: Kind): Promise<void> {
    this.kind = kind;
    this.loaded = false;
    await this.load();
  }

  /** Searches for something else. */
  async find(text: string): Promise<void> {
    this.text = text;
    await this.load();
  }

  /** Enters a customer; whether it was taken. */
  async saveParty(request: SavePartyRequest): Promise<boolean> {
    return this.once(async () => {
      await this.#call('party.save', request);
      await this.load();
    });
  }

  /** Enters an address; whether it was taken. */
  async saveWallet(request: SaveWalletRequest): Promise<boolean> {
    return this.once(async () => {
      await this.#call('wallet.save', request);
      await this.load();
    });
  }

  /** Reads from imported transfers what they say of customers and addresses. */
  async gather(): Promise<PartiesGathered | null> {
    let gathered: PartiesGathered | null = null;
    await this.once(async () => {
      gathered = await this.#call('party.gather', {});
      await this.load();
    });
    return gathered;
  }

  async #fetch(offset: number): Promise<void> {
    this.fault = null;
    const question = ++this.#question;
    const request = { text: this.text.trim(), offset, limit: PAGE };
    const { kind } = this;
    try {
      if (kind === 'parties') {
        const { parties, total } = await this.#call('party.list', request);
        if (question !== this.#question) return;
        this.parties = offset === 0 ? parties : [...this.parties, ...parties];
        this.total = total;
      } else {
        const { wallets, total } = await this.#call('wallet.list', request);
        if (question !== this.#question) return;
        this.wallets = offset === 0 ? wallets : [...this.wallets, ...wallets];
        this.total = total;
      }
      this.#answered = request.text;
      this.loaded = true;
    } catch (fault) {
      if (question === this.#question) this.fault = fault;
    }
  }
}

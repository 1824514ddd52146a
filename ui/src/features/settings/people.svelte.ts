// Users, their roles, and the division of duties.

import { Attempt } from '../../ipc/attempt.svelte';
import { call } from '../../ipc/call';
import type { AddPersonRequest, ChangePersonRequest, PeopleView, PersonView } from '../../ipc/generated';

/** Every role, in the order of a report's way through the house. */
export const ROLES = ['drafter', 'reviewer', 'officer', 'administrator', 'auditor', 'examiner'] as const;

export class PeopleController extends Attempt {
  view = $state.raw<PeopleView>();
  log = $state.raw<PersonView[]>([]);
  /** A passphrase that was made up for somebody, until it has been passed on. */
  oneTime = $state<{ name: string; passphrase: string }>();

  async load(): Promise<void> {
    await this.run(async () => {
      this.view = await call('user.list', {});
      this.log = (await call('user.log', {})).entries;
    });
  }

  /** Whether it was done; otherwise `fault` says why not. */
  add(person: AddPersonRequest): Promise<boolean> {
    return this.#change(async () => {
      const { people, one_time } = await call('user.add', person);
      if (one_time !== null) this.oneTime = { name: person.display || person.name, passphrase: one_time };
      return people;
    });
  }

  change(person: ChangePersonRequest): Promise<boolean> {
    return this.#change(() => call('user.change_roles', person));
  }

  deactivate(name: string, reason: string): Promise<boolean> {
    return this.#change(() => call('user.deactivate', { name, reason }));
  }

  setDuties(one_person: boolean, reason: string): Promise<boolean> {
    return this.#change(() => call('user.set_duties', { one_person, reason }));
  }

  async #change(verb: () => Promise<PeopleView>): Promise<boolean> {
    return this.run(async () => {
      this.view = await verb();
      this.log = (await call('user.log', {})).entries;
    });
  }
}

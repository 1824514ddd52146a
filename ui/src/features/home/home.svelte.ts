// What the home screen shows and does: deadlines, drafts, the month, a new filing.

import { call } from '../../ipc/call';
import type { DeadlineView, FilingSummary, FormSummary, HomeView } from '../../ipc/generated';

export class HomeController {
  view = $state.raw<HomeView>();
  forms = $state.raw<FormSummary[]>([]);
  fault = $state.raw<unknown>();
  /** Workings that were asked for, by filing. */
  workings = $state<Record<number, DeadlineView>>({});
  creating = $state(false);

  /** Loads the screen; the forms are those in force today in Korea. */
  async load(): Promise<void> {
    this.fault = undefined;
    try {
      this.view = await call('home.show', {});
      this.forms = (await call('form.list', { on: this.view.today })).forms;
    } catch (fault) {
      this.fault = fault;
    }
  }

  /** Shows or hides how a filing's deadline was counted. */
  async toggleWorking(filing: FilingSummary): Promise<void> {
    if (this.workings[filing.id]) {
      delete this.workings[filing.id];
      return;
    }
    const { deadline } = await call('filing.show', { id: filing.id });
    if (deadline) this.workings[filing.id] = deadline;
  }

  /** Starts a filing and returns its id. */
  async create(form: FormSummary): Promise<number> {
    this.creating = true;
    try {
      return (await call('filing.create', { form: form.form, on: null, corrects: null, follows: null })).id;
    } finally {
      this.creating = false;
    }
  }
}

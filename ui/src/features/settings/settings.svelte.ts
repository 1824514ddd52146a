// The settings: the institution's profile, the calendar, and the forms with their sources.

import { call } from '../../ipc/call';
import type { CalendarView, FormList, FormSummary, FormUnread, FormView, ProfileView } from '../../ipc/generated';

export class SettingsController {
  profile = $state<ProfileView>();
  calendar = $state.raw<CalendarView>();
  forms = $state.raw<FormSummary[]>([]);
  unread = $state.raw<FormUnread[]>([]);
  today = $state('');
  fault = $state.raw<unknown>();
  saving = $state(false);
  /** The profile as it is stored, to tell what was typed. */
  #stored = '';
  /** What was typed into it before the vault was locked. */
  #held: ProfileView | null = null;

  /** Loads everything the settings show. */
  async load(): Promise<void> {
    this.fault = undefined;
    try {
      const [profile, calendar, forms, status] = await Promise.all([
        call('profile.show', {}),
        call('calendar.show', {}),
        call('form.list', { on: null }),
        call('app.status', {}),
      ]);
      this.#stored = JSON.stringify(profile);
      this.profile = this.#held ?? profile;
      this.#held = null;
      this.calendar = calendar;
      this.takeForms(forms);
      this.today = status.now.slice(0, 10);
    } catch (fault) {
      this.fault = fault;
    }
  }

  /** The profile with what was typed and is not saved; null where there is nothing. */
  typed(): ProfileView | null {
    const now = $state.snapshot(this.profile) ?? null;
    return now === null || JSON.stringify(now) === this.#stored ? this.#held : now;
  }

  /** Gives back what was typed into the profile, once it is loaded. */
  hold(profile: ProfileView | null): void {
    this.#held = profile;
  }

  /** Saves the profile as it stands in the form. */
  async saveProfile(): Promise<void> {
    if (!this.profile) return;
    this.saving = true;
    try {
      const saved = await call('profile.save', $state.snapshot(this.profile));
      this.#stored = JSON.stringify(saved);
      this.profile = saved;
    } finally {
      this.saving = false;
    }
  }

  /** Adds a temporary holiday, or takes an added one back when the name is empty. */
  async setHoliday(date: string, name: string): Promise<void> {
    this.calendar = await call('calendar.set_holiday', { date, name });
  }

  /** The forms as they stand now. */
  takeForms(list: FormList): void {
    this.forms = list.forms;
    this.unread = list.unread;
  }

  /** The whole definition of a version, with its source. */
  describe(form: FormSummary): Promise<FormView> {
    return call('form.describe', { form: form.form, version: form.version, on: null });
  }

  /** Whether a version is the one in force today. */
  inForce(form: FormSummary): boolean {
    return form.effective_from <= this.today && (form.effective_to === null || this.today <= form.effective_to);
  }
}

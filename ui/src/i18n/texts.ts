// All texts of the window, by language and file. A key is `file.name`; the Korean files decide which keys exist,
// and a test holds the English ones to them. Texts of the forms come from their definitions, not from here.

import enApp from '$locales/en/app.json';
import enAudit from '$locales/en/audit.json';
import enClose from '$locales/en/close.json';
import enCompare from '$locales/en/compare.json';
import enDecision from '$locales/en/decision.json';
import enEditor from '$locales/en/editor.json';
import enError from '$locales/en/error.json';
import enFirstRun from '$locales/en/firstRun.json';
import enForm from '$locales/en/form.json';
import enHome from '$locales/en/home.json';
import enLedger from '$locales/en/ledger.json';
import enLife from '$locales/en/life.json';
import enPeople from '$locales/en/people.json';
import enReconcile from '$locales/en/reconcile.json';
import enRegister from '$locales/en/register.json';
import enSafety from '$locales/en/safety.json';
import enSettings from '$locales/en/settings.json';
import enTransfers from '$locales/en/transfers.json';
import enUnlock from '$locales/en/unlock.json';
import koApp from '$locales/ko/app.json';
import koAudit from '$locales/ko/audit.json';
import koClose from '$locales/ko/close.json';
import koCompare from '$locales/ko/compare.json';
import koDecision from '$locales/ko/decision.json';
import koEditor from '$locales/ko/editor.json';
import koError from '$locales/ko/error.json';
import koFirstRun from '$locales/ko/firstRun.json';
import koForm from '$locales/ko/form.json';
import koHome from '$locales/ko/home.json';
import koLedger from '$locales/ko/ledger.json';
import koLife from '$locales/ko/life.json';
import koPeople from '$locales/ko/people.json';
import koReconcile from '$locales/ko/reconcile.json';
import koRegister from '$locales/ko/register.json';
import koSafety from '$locales/ko/safety.json';
import koSettings from '$locales/ko/settings.json';
import koTransfers from '$locales/ko/transfers.json';
import koUnlock from '$locales/ko/unlock.json';
import type { Lang } from './language.svelte';

const ko = {
  app: koApp,
  audit: koAudit,
  close: koClose,
  compare: koCompare,
  decision: koDecision,
  editor: koEditor,
  error: koError,
  firstRun: koFirstRun,
  form: koForm,
  home: koHome,
  ledger: koLedger,
  life: koLife,
  people: koPeople,
  reconcile: koReconcile,
  register: koRegister,
  safety: koSafety,
  settings: koSettings,
  transfers: koTransfers,
  unlock: koUnlock,
};

const en: Record<keyof typeof ko, Record<string, string>> = {
  app: enApp,
  audit: enAudit,
  close: enClose,
  compare: enCompare,
  decision: enDecision,
  editor: enEditor,
  error: enError,
  firstRun: enFirstRun,
  form: enForm,
  home: enHome,
  ledger: enLedger,
  life: enLife,
  people: enPeople,
  reconcile: enReconcile,
  register: enRegister,
  safety: enSafety,
  settings: enSettings,
  transfers: enTransfers,
  unlock: enUnlock,
};

type Files = typeof ko;
type KeyOf<F extends keyof Files> = `${F}.${Extract<keyof Files[F], string>}`;

/** Every key there is. */
export type TextKey = { [F in keyof Files]: KeyOf<F> }[keyof Files];

/** The texts of both languages, by file and name. */
export const texts: Record<Lang, Record<string, Record<string, string>>> = { ko, en };

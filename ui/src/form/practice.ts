// A small invented form and a host that keeps its answers in memory, for tests of whatever shows a filing.
//
// It knows no rules: every field is shown, fields named in `required` give a finding while they are blank.
// Never part of the shipped window.

import { FakeHost, type Answers } from '../ipc/fake';
import type { AnswerView, FieldView, FilingView, FindingView, FormView, RowView, TextsView } from '../ipc/generated';
import { columnName, fieldPath, parsePath } from './path';

function field(path: string, kind: string, more: Partial<FieldView> = {}): FieldView {
  return { path, spec: '', kind, max: null, codes: null, provisional: false, personal: false, cite: '별지', ...more };
}

function texts(title: string, mark: string, paths: string[]): TextsView {
  const label = Object.fromEntries(paths.map((path) => [path, `${mark} ${path}`]));
  const section = { head: `${mark} head`, story: `${mark} story`, moves: `${mark} moves` };
  return { title, section, table: { moves: `${mark} moves` }, label, help: {}, message: { required: `${mark} 필수`, short: `${mark} {length}` } };
}

const FIELDS = [
  field('head.no', 'text', { spec: 'H1' }),
  field('head.amount', 'krw'),
  field('head.kind', 'code', { codes: 'kind', provisional: true }),
  field('story.title', 'text'),
  field('story.opinion', 'paragraph'),
  field('moves[].asset', 'text'),
  field('moves[].quantity', 'decimal'),
  field('moves[].value', 'krw'),
];
const PATHS = FIELDS.map((one) => one.path);
const of = (head: string) => FIELDS.filter((one) => one.path.startsWith(head));

/** The form: two sections of fields and one table. */
export const practiceForm: FormView = {
  summary: {
    form: 'practice',
    version: '1',
    effective_from: '2026-01-01',
    effective_to: null,
    authority: 'none',
    status: 'free-form',
    title_ko: '연습 서식',
    title_en: 'Practice form',
    cite: '없음',
    hash: 'ab'.repeat(32), origin: 'built_in', added: null,
  },
  hash: '0'.repeat(64),
  sections: [
    { id: 'head', spec: 'I', table: null, supplement: false, fields: of('head.') },
    { id: 'story', spec: 'II', table: null, supplement: false, fields: of('story.') },
    { id: 'moves', spec: 'III', table: 'moves', supplement: true, fields: of('moves') },
  ],
  tables: ['moves'],
  codes: { kind: [{ value: '1', ko: '하나', en: 'One', provisional: false }, { value: '2', ko: '둘', en: 'Two', provisional: false }] },
  ko: texts('연습 서식', '가', PATHS),
  en: texts('Practice form', 'A', PATHS),
  rules: { 'P-B001': { severity: 'block', cite: '출처', why: 'because' }, 'P-W001': { severity: 'warn', cite: '출처', why: 'because' } },
  transfers: 'moves',
  source: '# source',
  title_field: 'story.title',
  parties: [{ place: 'head', table: null, fields: { name: 'head.no' } }],
  wallet: { counterparty_vasp: 'moves[].asset' },
};

/** What stands in the filing; a test may read and change it. */
export interface PracticeContent {
  fields: Record<string, AnswerView>;
  rows: { id: string; cells: Record<string, AnswerView> }[];
  required: string[];
  masked: string[];
  status: string;
}

/** A host that answers for one filing of the practice form. */
export function practiceHost(start: Partial<PracticeContent> = {}, more: Answers = {}): { host: FakeHost; content: PracticeContent } {
  const content: PracticeContent = { fields: {}, rows: [], required: [], masked: [], status: 'draft', ...start };
  const singles = PATHS.filter((path) => !path.includes('[]'));
  const columns = PATHS.filter((path) => path.includes('[]'));
  const state = () => ({ sections: ['head', 'story'], shown: singles, required: content.required, can_undo: true, can_redo: true });
  const rowView = (row: PracticeContent['rows'][number]): RowView => ({
    ...row,
    cells: { ...row.cells },
    masked: [],
    position: content.rows.indexOf(row),
    sections: ['moves'],
    shown: columns,
    required: [],
  });
  const view = (): FilingView => ({
    id: 1,
    form: 'practice',
    version: '1',
    status: content.status,
    fields: { ...content.fields },
    masked: content.masked,
    rows: { moves: content.rows.length },
    state: state(),
    deadline: null,
    decided_at: null,
    submission: null,
  });
  const blank = (path: string): boolean => {
    const parts = parsePath(path);
    if (!parts?.row) return content.fields[path] === undefined;
    return content.rows.find((row) => row.id === parts.row)?.cells[parts.name] === undefined;
  };
  const finding = (path: string): FindingView => ({ rule: 'P-B001', severity: 'block', path, message: 'required', params: {}, accepted: null });
  const host = new FakeHost({
    'filing.show': view,
    'form.describe': () => practiceForm,
    'filing.check': () => {
      const findings = content.required.filter(blank).map(finding);
      return { findings, blocking: findings.length, warnings: 0 };
    },
    'filing.edit': ({ path, value }) => {
      const parts = parsePath(path);
      const row = content.rows.find((one) => one.id === parts?.row);
      const holder = row ? row.cells : content.fields;
      const key = row ? columnName(fieldPath(path)) : path;
      if (value === null) delete holder[key];
      else holder[key] = value;
      return { value, state: state(), row: row ? rowView(row) : null };
    },
    'filing.undo': view,
    'filing.redo': view,
    'filing.history': () => ({ entries: [] }),
    'row.list': ({ offset, limit }) => ({ rows: content.rows.slice(offset, offset + limit).map(rowView), total: content.rows.length }),
    'text.preview': ({ text }) => ({ text, changes: [] }),
    ...more,
  });
  return { host, content };
}

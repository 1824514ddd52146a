// Invented answers for the sample window. No person, firm or number in here exists.

import { FakeHost } from '../src/ipc/fake';
import type {
  AccessLog,
  ActView,
  AppStatus,
  CommentList,
  DeadlineView,
  DisposalView,
  FilingSummary,
  FormSummary,
  HolidayView,
  LifeView,
  OldLogView,
  PeopleView,
  PersonView,
  ReconcileLine,
  Reconciliation,
  RetentionView,
  TimelineEntry,
  VaultView,
} from '../src/ipc/generated';
import { CallError } from '../src/ipc/host';

const vault: VaultView = {
  dir: '/home/officer/Singo/vault',
  user: '김담당',
  practice: true,
  display: '김담당',
  roles: ['drafter', 'reviewer', 'officer', 'administrator'],
  may: [
    'anyone', 'enter', 'see_register', 'see_content', 'unmask', 'write', 'comment', 'review', 'return', 'decide',
    'send', 'restrict', 'export', 'see_acts', 'verify', 'administer', 'keep', 'dispose',
  ],
  read_only: false,
  one_person: true,
  must_change: false,
};

const retention: RetentionView = {
  checked: '2026-11-20',
  records: [
    { record: 'filing', least: 5, years: 15, since: 'relationship_end', cite: '특정금융정보법 제5조의4; 가상자산이용자보호법 제9조' },
    { record: 'ledger', least: 15, years: 15, since: 'relationship_end', cite: '가상자산이용자보호법 제9조' },
    { record: 'access_log', least: 2, years: 2, since: 'entry', cite: '개인정보의 안전성 확보조치 기준 제8조' },
    { record: 'permission_log', least: 3, years: 3, since: 'entry', cite: '개인정보의 안전성 확보조치 기준 제5조제3항' },
  ],
};
const looks: OldLogView = { record: 'access_log', until: '2024-11-27', entries: 318, acts: 41, first: '2023-01-04', last: '2024-11-26' };
const disposal: DisposalView = {
  free: [
    { filing: 3, form: 'str', document_no: '2026-007', status: 'acknowledged', ended: '2011-03-02', free_from: '2026-03-03', attachments: 2 },
  ],
  batches: [
    { batch: 5, name: '2026-10_출금내역.csv', at: '2026-11-02T09:12:00+09:00', removed: false, transfers: 48211, first: '2026-10-01', last: '2026-10-31', ended: null, free_from: null, free: false },
    { batch: 2, name: '2010_이전내역.xlsx', at: '2011-01-05T10:00:00+09:00', removed: false, transfers: 912, first: '2010-01-04', last: '2010-12-30', ended: '2011-05-31', free_from: '2026-06-01', free: true },
    { batch: 1, name: '2010_시험.csv', at: '2011-01-04T10:00:00+09:00', removed: true, transfers: 12, first: null, last: null, ended: null, free_from: null, free: false },
  ],
  logs: [looks],
  requests: [
    { request: 4, filings: [3], batches: [2], logs: [looks], reason: '보존 기간 만료', at: '2026-11-26T17:20:00+09:00', actor: '박책임', own: false },
  ],
};

const strForm: FormSummary = {
  form: 'str',
  version: '2023-1',
  effective_from: '2023-07-01',
  effective_to: null,
  authority: 'KoFIU',
  status: 'official',
  title_ko: '의심거래보고',
  title_en: 'Suspicious transaction report',
  cite: '특정금융정보법 제4조제1항',
  hash: '3f9c'.repeat(16),
  origin: 'built_in',
  added: null,
};
const addedForm: FormSummary = {
  ...strForm,
  version: '2027-05',
  effective_from: '2027-05-01',
  effective_to: null,
  status: 'official',
  title_ko: '가상자산 국경 간 이전 통보서',
  title_en: 'Notice of cross-border transfers of virtual assets',
  hash: '8c1d'.repeat(16),
  origin: 'added',
  added: { at: '2027-03-02T10:20:00+09:00', by: '박책임', source: '관세청 고시 제2027-00호 별지(가상의 예)' },
};
const forms: FormSummary[] = [{ ...strForm, version: '2021-1', effective_from: '2021-03-25', effective_to: '2023-06-30' }, strForm];

const working: DeadlineView = {
  decided_on: '2026-09-23',
  from_period: false,
  due: '2026-09-30',
  target: '2026-09-28',
  days_left: 3,
  working: [
    { date: '2026-09-23', counted: null, skipped: 'decision_day', holiday_ko: null, holiday_en: null },
    { date: '2026-09-24', counted: null, skipped: 'holiday', holiday_ko: '추석 연휴', holiday_en: 'Chuseok holiday' },
    { date: '2026-09-25', counted: null, skipped: 'holiday', holiday_ko: '추석', holiday_en: 'Chuseok' },
    { date: '2026-09-26', counted: null, skipped: 'saturday', holiday_ko: '추석 연휴', holiday_en: 'Chuseok holiday' },
    { date: '2026-09-27', counted: null, skipped: 'sunday', holiday_ko: null, holiday_en: null },
    { date: '2026-09-28', counted: 1, skipped: null, holiday_ko: null, holiday_en: null },
    { date: '2026-09-29', counted: 2, skipped: null, holiday_ko: null, holiday_en: null },
    { date: '2026-09-30', counted: 3, skipped: null, holiday_ko: null, holiday_en: null },
  ],
  cite: '특정금융거래보고 등에 관한 감독규정 제3조',
  covered_through: '2027-12-31',
};

const TITLES = [
  '[사기]/[대포계정 연쇄이체]',
  '[도박]/[심야 소액 반복입금]',
  '[마약]/[믹서 경유 출금]',
  '[횡령]/[법인자금 개인지갑 이전]',
  '[보이스피싱]/[당일 다계좌 집금]',
  '[탈세]/[차명계정 분산매도]',
];
const SUBJECTS = ['김○○', '이○○', '박○○', '(주)푸○○○', '최○○', 'D○○ L○○'];

function filing(id: number): FilingSummary {
  const status = id > 396 ? 'draft' : id > 393 ? 'approved' : 'submitted';
  const day = String(1 + (id % 22)).padStart(2, '0');
  return {
    id,
    form: 'str',
    version: '2023-1',
    status,
    document_no: `2026-${String(id).padStart(3, '0')}`,
    title: TITLES[id % TITLES.length] ?? '',
    subject: SUBJECTS[id % SUBJECTS.length] ?? '',
    updated_at: `2026-09-${day}T0${id % 9}:2${id % 10}:00Z`,
    due: status === 'draft' ? null : status === 'approved' ? ['2026-09-22', '2026-09-23', '2026-09-30'][id - 394] ?? null : '2026-09-18',
    days_left: status === 'approved' ? ([-1, 0, 3][id - 394] ?? null) : null,
  };
}
const filings = Array.from({ length: 400 }, (_, at) => filing(400 - at));

const holidays: HolidayView[] = [
  ['2026-01-01', '신정', 'New Year'],
  ['2026-02-16', '설날 연휴', 'Lunar New Year holiday'],
  ['2026-02-17', '설날', 'Lunar New Year'],
  ['2026-02-18', '설날 연휴', 'Lunar New Year holiday'],
  ['2026-03-02', '삼일절 대체공휴일', 'Independence Movement Day (substitute)'],
  ['2026-05-05', '어린이날', "Children's Day"],
  ['2026-05-25', '부처님오신날 대체공휴일', "Buddha's Birthday (substitute)"],
  ['2026-09-24', '추석 연휴', 'Chuseok holiday'],
  ['2026-09-25', '추석', 'Chuseok'],
  ['2026-10-05', '개천절 대체공휴일', 'National Foundation Day (substitute)'],
  ['2026-10-09', '한글날', 'Hangul Day'],
  ['2026-12-25', '성탄절', 'Christmas'],
].map(([date = '', ko = '', en = '']) => ({ date, ko, en, added: false }));

const ACTS = ['filing.edited', 'filing.edited', 'filing.approved', 'filing.submitted', 'filing.created', 'vault.opened', 'filing.imported'];
function hash(seq: number): string {
  let text = '';
  for (let at = 0, value = seq * 2654435761; text.length < 64; at += 1) {
    value = (value * 1103515245 + 12345 + at) % 4294967296;
    text += value.toString(16).padStart(8, '0');
  }
  return text.slice(0, 64);
}
const acts: ActView[] = Array.from({ length: 640 }, (_, at) => {
  const seq = 640 - at;
  return {
    seq,
    at: `2026-09-${String(22 - Math.floor(at / 40)).padStart(2, '0')}T0${at % 9}:${String(59 - (at % 60)).padStart(2, '0')}:12Z`,
    actor: at % 5 === 2 ? '박책임' : '김담당',
    act: seq === 1 ? 'vault.created' : (ACTS[at % ACTS.length] ?? ''),
    subject: `filing ${400 - (at % 30)}`,
    hash: hash(seq),
    note: at % 7 === 3 ? '실명 대조' : null,
  };
});

/** People of a firm with separate duties. */
const person = (name: string, title: string, roles: string[], more: Partial<PersonView> = {}): PersonView => ({
  name, display: name, title, roles, active: true, from: null, until: null, reason: '입사', since: '2026-09-01T09:00:00+09:00', changed_by: '박책임', ...more,
});
const people: PeopleView = {
  people: [
    person('박책임', '준법감시인', ['officer', 'administrator']),
    person('김담당', '대리', ['drafter']),
    person('이검토', '과장', ['reviewer']),
    person('최감사', '감사실', ['auditor']),
    person('검사역1', '', ['examiner'], { from: '2026-09-21', until: '2026-09-25', reason: '정기 검사' }),
    person('한퇴사', '주임', ['drafter'], { active: false, reason: '퇴사' }),
  ],
  one_person: false,
  duty_reason: '검토자를 채용함',
  duty_since: '2026-09-01T09:00:00+09:00',
  duty_actor: '박책임',
};
const access: AccessLog = {
  whole: true,
  entries: [
    { at: '2026-09-23T11:02:00+09:00', who: '검사역1', what: 'filing.unmasked', subject: 'filing:12', purpose: 'subject.id_number: 현장검사 표본 대조' },
    { at: '2026-09-23T11:00:00+09:00', who: '검사역1', what: 'filing.opened', subject: 'filing:12', purpose: '' },
    { at: '2026-09-23T10:58:00+09:00', who: '검사역1', what: 'vault.opened', subject: 'vault', purpose: '' },
    { at: '2026-09-22T18:40:00+09:00', who: '김담당', what: 'sign_in.failed', subject: 'vault', purpose: '' },
    { at: '2026-09-22T18:39:00+09:00', who: '', what: 'sign_in.failed', subject: 'vault', purpose: '' },
  ],
};
const line = (at: number, open: string | null, more: Partial<ReconcileLine> = {}): ReconcileLine => ({
  id: 394 + at, form: 'str', document_no: `2026-${394 + at}`, title: TITLES[at % TITLES.length] ?? '', status: 'approved',
  decided_at: '2026-09-21T10:00:00+09:00', due: '2026-09-23', days_left: 0, submitted_at: null, receipt_no: null, acknowledged_at: null, open, ...more,
});
const sent = { status: 'submitted', submitted_at: '2026-09-22T15:10:00+09:00', days_left: null };
const reconciliation: Reconciliation = {
  day: '2026-09-23',
  approved: 3,
  submitted: 2,
  acknowledged: 1,
  lines: [
    line(0, 'unsent', { days_left: -1, due: '2026-09-22' }),
    line(1, 'unsent'),
    line(2, 'correction', { ...sent, status: 'rejected', receipt_no: 'R-2026-001', due: '2026-09-30', days_left: 3 }),
    line(3, 'emergency', { status: 'draft', decided_at: null, due: null, days_left: null }),
    line(4, 'no_receipt', sent),
    line(5, null, { ...sent, status: 'acknowledged', receipt_no: 'R-2026-002', acknowledged_at: '2026-09-23T09:00:00+09:00' }),
  ],
  open: 5,
};
const happened = (kind: string, actor: string, at: string, particulars: Record<string, string> = {}): TimelineEntry => ({ at, actor, kind, status: null, particulars });
const life: LifeView = {
  status: 'review',
  steps: [
    { step: 'endorse', refused: 'own_draft' },
    { step: 'approve', refused: 'no_review' },
    { step: 'return', refused: null },
    { step: 'withdraw', refused: null },
    { step: 'close', refused: 'no_review' },
  ],
  timeline: [
    happened('created', '', '2026-09-20T09:00:00+09:00'),
    happened('contact.emergency', '박책임', '2026-09-21T08:30:00+09:00', { channel: 'phone', official: '가조사', verified: '대표번호로 되걸어 확인', content: '긴급 보고함' }),
    happened('hand_over', '김담당', '2026-09-21T10:00:00+09:00', { note: '검토 바랍니다.' }),
    happened('return', '이검토', '2026-09-21T14:00:00+09:00', { note: '전제범죄를 분명히 적을 것' }),
    happened('hand_over', '김담당', '2026-09-22T10:00:00+09:00'),
  ],
  drafters: ['김담당'],
  reviewers: [],
  named: ['김담당', '이검토', '박책임'],
  open_comments: 1,
  links: [{ kind: 'corrects', filing: 380, document_no: '2026-380', status: 'rejected' }],
  correction_due: '2026-09-28',
  correction_days_left: 1,
  emergency_open: true,
  reopen_on: null,
};
const comments: CommentList = {
  comments: [
    { id: 1, path: 'story.title', text: '제목에 전제범죄를 분명히 적어 주십시오.', at: '2026-09-21T13:50:00+09:00', actor: '이검토', replies: [{ text: '‘사기’로 고쳤습니다.', at: '2026-09-22T09:30:00+09:00', actor: '김담당' }], resolved: null },
    { id: 2, path: null, text: '상대 계좌가 빠졌습니다.', at: '2026-09-21T13:55:00+09:00', actor: '이검토', replies: [], resolved: { text: '표에 더함', at: '2026-09-22T09:40:00+09:00', actor: '김담당' } },
  ],
};

const SOURCE = `# 의심거래보고서 2023-1

## 근거
- 특정금융정보법 제4조제1항
- 감독규정 제3조

| 번호 | 항목 | 출처 |
|---|---|---|
| 1 | 문서번호 | 별지 서식 |
| 2 | 보고기관 | 별지 서식 |

잠정 표시는 공표된 서식과 대조하지 못한 항목이다.`;

/** A host that answers as a program with a filled vault would. */
export function sampleHost(start: string): FakeHost {
  const status: AppStatus = {
    version: '0.1.0', now: '2026-11-20T11:00:00+09:00',
    vault: start === 'open' || start === 'stuck' ? vault : start === 'given' ? { ...vault, must_change: true } : null,
    vault_dir: vault.dir,
    vault_exists: start !== 'firstRun',
    jobs: 0,
  };
  const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  return new FakeHost({
    'app.status': () => status,
    'vault.lock': () => {
      if (start === 'stuck') throw new CallError('disk_full');
      return {};
    },
    'vault.users': () => ({ users: ['김담당', '박책임'] }),
    'vault.create': async () => {
      await wait(700);
      return { vault, recovery_code: 'K7QD-M3XA-9TWP-ZH4C-R8EN-2VYB-FJ6S-U5GL' };
    },
    'vault.open': async ({ passphrase }) => {
      await wait(300);
      if (passphrase.startsWith('held')) throw new CallError('vault_held', { holder: 'OFFICE-PC3', since: '09:12' });
      if (passphrase.startsWith('damaged')) throw new CallError('vault_damaged', { what: 'store.db' });
      if (!passphrase.startsWith('right')) throw new CallError('wrong_passphrase');
      return vault;
    },
    'demo.create': () => ({ vault_dir: `${vault.dir}-practice`, passphrase: 'right-practice-only', pdfs: [] }),
    'vault.verify': async () => {
      await wait(500);
      return { intact: true, acts: 640, head: hash(640), first_bad: null, damage: null };
    },
    'act.list': ({ before, limit }) => ({ acts: acts.filter((act) => before === null || act.seq < before).slice(0, limit) }),
    'home.show': () => ({
      today: '2026-09-23',
      due: filings.filter((one) => one.status === 'approved').reverse(),
      drafts: filings.filter((one) => one.status === 'draft'),
      draft_count: 4,
      approved_count: 3,
      submitted_count: 393,
      submitted_by_day: Array.from({ length: 30 }, (_, at) => {
        const date = new Date(Date.UTC(2026, 7, 25 + at)).toISOString().slice(0, 10);
        const day = new Date(`${date}T00:00:00Z`).getUTCDay();
        return { date, count: day === 0 || day === 6 ? 0 : (at * 7) % 6 };
      }),
      if_decided_now: working,
      covered_through: '2027-12-31',
      acts_lost: null,
    }),
    'form.list': ({ on }) => ({ forms: on ? [strForm] : [...forms, addedForm], unread: [] }),
    'form.preview': ({ path }) => ({
      path,
      faults: /bad/.test(path)
        ? [
            { file: 'form.toml', line: 9, why: 'overlap', detail: '2023-07 (2023-07-01)' },
            { file: 'rules/3-report.toml', line: 41, why: 'loader', detail: 'unknown field `sevrity`, expected one of `id`, `severity`, `phase`' },
          ]
        : [],
      form: addedForm,
      before: strForm,
      closes_on: '2027-04-30',
      differences: [
        { what: 'title_ko', before: strForm.title_ko, after: addedForm.title_ko },
        { what: 'status', before: strForm.status, after: addedForm.status },
        { what: 'deadline', before: 'day_of_next_month:10', after: 'day_of_next_month:20' },
        { what: 'no_longer_masked', before: 'subject.phone', after: '' },
      ],
      parts: [
        { what: 'fields', before: 121, after: 122, added: ['declaration.desk_no'], removed: [], changed: ['header.addressee', 'header.legal_basis'] },
        { what: 'rules', before: 148, after: 149, added: ['REM-B901'], removed: [], changed: ['REM-B069'] },
        { what: 'codes', before: 41, after: 42, added: ['addressee-2027-05', 'legal-basis-2027-05'], removed: ['legal-basis-2026-12'], changed: [] },
      ],
      source: '# 시험',
    }),
    'form.add': () => ({ forms: [...forms, addedForm], unread: [] }),
    'form.withdraw': () => ({ forms, unread: [] }),
    'filing.list': ({ query, status: only, before, limit }) => {
      const found = filings.filter(
        (one) => (!only || one.status === only) && (!query || `${one.title}${one.document_no}${one.subject}`.includes(query)),
      );
      return { filings: found.filter((one) => before === null || one.id < before).slice(0, limit), total: found.length };
    },
    'filing.show': ({ id }) => ({
      id,
      form: 'str',
      version: '2023-1',
      status: 'approved',
      fields: {},
      masked: [],
      rows: {},
      state: { sections: [], shown: [], required: [], can_undo: false, can_redo: false },
      deadline: working,
      decided_at: '2026-09-23T10:00:00+09:00',
      submission: null,
    }),
    'backup.run_due': () => ({ made: null }),
    'backup.list': () => ({
      settings: { folder: '', daily: true, keep_daily: 7, keep_weekly: 4, keep_monthly: 12 },
      target: '/home/officer/Singo/vault/backups',
      backups: [
        { path: '/home/officer/Singo/vault/backups/20260922-180000', made_at: '2026-09-22T18:00:00+09:00', reason: 'daily', bytes: '48371200', files: 214, head: '5120:9c1f2ab0d4e6' },
        { path: '/home/officer/Singo/vault/backups/20260921-180000', made_at: '2026-09-21T18:00:00+09:00', reason: 'asked', bytes: '48112640', files: 213, head: '5077:07ab91c2ff30' },
      ],
      unreadable: [],
      last: { verified_at: '2026-09-22T18:00:00+09:00', made_at: '2026-09-22T18:00:00+09:00', path: '', days: 1, drilled_at: null, beside: true },
    }),
    'backup.last': () => ({ verified_at: '2026-09-22T18:00:00+09:00', made_at: '2026-09-22T18:00:00+09:00', path: '', days: 1, drilled_at: null, beside: false }),
    'key.show': () => ({ keeps: true, holders: ['박책임', '김담당'], without_key: [], idle_minutes: 10 }),
    'key.renew_recovery': () => ({ recovery_code: 'K7QX-0M3V-9RTB-W5ZD-1H8N-Q2YC-6GJE-X4PA' }),
    'user.list': () => people,
    'retention.show': () => retention,
    'disposal.preview': () => disposal,
    'user.log': () => ({ entries: people.people }),
    'user.add': () => ({ people, one_time: 'K7QX-0M3V-9RTB-W5ZD' }),
    'access.list': () => access,
    'key.recovery_page': () => ({ base64: '', sha256: hash(9), pages: 1, file_name: 'singo-recovery.pdf' }),
    'user.change_roles': () => people,
    'user.deactivate': () => people,
    'user.set_duties': () => people,
    'reconcile.show': () => reconciliation,
    'filing.life': () => life,
    'comment.list': () => comments,
    'comment.add': () => comments,
    'comment.resolve': () => comments,
    'contact.list': () => ({
      contacts: [
        { id: 3, filing: null, document_no: null, kind: 'inspection', happened_at: '2026-11-18T10:00:00+09:00', channel: 'visit', official: '가조사', office: '기획행정실', verified: '공무원증과 검사 공문 확인', content: '의심거래보고 내부통제와 보존 자료를 점검함', material: '보고 대장 2025-11~2026-10 사본 1부', recorded_at: '2026-11-18T15:20:00+09:00', actor: '박책임' },
        { id: 2, filing: 412, document_no: '2026-412', kind: 'inquiry', happened_at: '2026-10-02T14:10:00+09:00', channel: 'phone', official: '나심사', office: '심사분석실', verified: '대표번호로 되걸어 확인', content: '출금 주소의 소유자 확인 경위를 물음', material: '', recorded_at: '2026-10-02T14:30:00+09:00', actor: '김담당' },
        { id: 1, filing: 412, document_no: '2026-412', kind: 'emergency', happened_at: '2026-09-21T08:30:00+09:00', channel: 'phone', official: '다조사', office: '심사분석실', verified: '대표번호로 되걸어 확인', content: '긴급 보고함', material: '', recorded_at: '2026-09-21T08:50:00+09:00', actor: '박책임' },
      ],
    }),
    'contact.add': () => ({ contacts: [] }),
    'filing.revisions': () => ({
      revisions: [1, 2, 3].map((revision) => ({ revision, at: `2026-09-21T1${revision}:00:00+09:00`, actor: '김담당', cause: 'edit', path: 'story.title', changes: 1 })),
    }),
    'filing.compare': () => ({
      differences: [
        { path: 'story.title', before: '사기/대여 계정', after: '사기/대포통장 의심 이체' },
        { path: 'head.amount', before: '1200000', after: null },
        { path: 'moves[r2].asset', before: 'USDT', after: 'USDC' },
      ],
      total: 3,
    }),
    'profile.show': () => ({
      institution_name: '주식회사 가온디지털거래소',
      institution_address: '서울특별시 가나구 다라로 1',
      officer_name: '박책임',
      contact_name: '김담당',
      contact_phone: '02-000-0000',
      internal_target: null,
    }),
    'profile.save': (profile) => profile,
    'calendar.show': () => ({ covered_from: '2021-01-01', covered_through: '2027-12-31', holidays }),
    'calendar.set_holiday': ({ date, name }) => ({
      covered_from: '2021-01-01',
      covered_through: '2027-12-31',
      holidays: name ? [...holidays, { date, ko: name, en: name, added: true }] : holidays,
    }),
    'form.describe': () => ({
      summary: strForm,
      hash: hash(7),
      sections: [],
      tables: [],
      codes: {},
      ko: { title: '의심거래보고', section: {}, table: {}, label: {}, help: {}, message: {} },
      en: { title: 'Suspicious transaction report', section: {}, table: {}, label: {}, help: {}, message: {} },
      rules: {},
      transfers: '',
      source: SOURCE,
      title_field: '',
      parties: [],
      wallet: {},
    }),
  });
}

//! One filing on the wire.

use std::collections::BTreeMap;

use super::wire;

wire! {
    /// Names a filing.
    pub struct FilingRequest {
        /// The filing.
        pub id: u32,
    }

    /// Starts a filing.
    pub struct CreateFilingRequest {
        /// The form.
        pub form: String,
        /// The last day of what is reported, `YYYY-MM-DD`: a form that goes by its period is taken in the version for it.
        /// Without, that of the period of what is corrected, or today's.
        pub on: Option<String>,
        /// The filing it corrects; its answers are copied.
        pub corrects: Option<u32>,
        /// The filing it follows, on a customer who goes on; its answers are copied, its transfers are not.
        pub follows: Option<u32>,
    }

    /// A filing, without the rows of its tables.
    pub struct FilingView {
        /// The filing.
        pub id: u32,
        /// Its form.
        pub form: String,
        /// Its form's version.
        pub version: String,
        /// `draft`, `review`, `approved`, `submitted`, `acknowledged`, `rejected`, `withdrawn` or
        /// `closed_unreported`.
        pub status: String,
        /// Answers to single fields by path.
        pub fields: BTreeMap<String, AnswerView>,
        /// Fields whose answers are shown masked; one is shown in full for a stated purpose.
        pub masked: Vec<String>,
        /// Number of rows by table.
        pub rows: BTreeMap<String, u32>,
        /// What applies at present.
        pub state: FilingState,
        /// When it is due, once decided.
        pub deadline: Option<DeadlineView>,
        /// When the officer decided, ISO 8601 with offset.
        pub decided_at: Option<String>,
        /// How it was sent, once it was.
        pub submission: Option<SubmissionView>,
    }

    /// An answer.
    #[serde(untagged)]
    pub enum AnswerView {
        /// One value.
        Text(String),
        /// Several codes or lines.
        Many(Vec<String>),
    }

    /// What follows from the answers: which parts are shown and needed, and whether a step can be undone.
    pub struct FilingState {
        /// Sections of single fields that are shown, and sections of tables that any row shows.
        pub sections: Vec<String>,
        /// Single fields that are shown.
        pub shown: Vec<String>,
        /// Single fields that need an answer.
        pub required: Vec<String>,
        /// Whether there is an edit to take back.
        pub can_undo: bool,
        /// Whether there is an edit to repeat.
        pub can_redo: bool,
    }

    /// Stores one answer.
    pub struct EditFilingRequest {
        /// The filing.
        pub id: u32,
        /// `section.field` or `table[r7].column`.
        pub path: String,
        /// The new answer; none or blank clears it.
        pub value: Option<AnswerView>,
    }

    /// An answer was stored.
    pub struct Edited {
        /// What now stands there.
        pub value: Option<AnswerView>,
        /// What applies now.
        pub state: FilingState,
        /// The row, when a cell was edited.
        pub row: Option<super::RowView>,
    }

    /// Everything that is not right.
    pub struct Findings {
        /// In the order of the form; the first thousand.
        pub findings: Vec<FindingView>,
        /// How many stop approval, of all.
        pub blocking: u32,
        /// How many can be accepted with a reason, of all.
        pub warnings: u32,
    }

    /// One thing that is not right.
    pub struct FindingView {
        /// Rule id.
        pub rule: String,
        /// `block` or `warn`.
        pub severity: String,
        /// Where to jump to.
        pub path: Option<String>,
        /// Key of the message in the form's texts.
        pub message: String,
        /// Values for its placeholders.
        pub params: BTreeMap<String, String>,
        /// The written reason with which it was accepted.
        pub accepted: Option<String>,
    }

    /// Accepts a warning with a reason; an empty reason takes the acceptance back.
    pub struct AcceptFindingRequest {
        /// The filing.
        pub id: u32,
        /// Rule id.
        pub rule: String,
        /// The finding's path.
        pub path: Option<String>,
        /// Why the warning does not matter here.
        pub reason: String,
    }

    /// The officer decides that the report is to be made.
    pub struct ApproveFilingRequest {
        /// The filing.
        pub id: u32,
        /// When the officer decided, ISO 8601; Korean time without offset. The clock runs from here.
        pub decided_at: String,
        /// The grounds of the decision.
        pub reason: String,
    }

    /// Sends an approved filing back to its drafter.
    pub struct ReturnFilingRequest {
        /// The filing.
        pub id: u32,
        /// What is to be changed.
        pub note: String,
    }

    /// Records that the report was sent.
    pub struct SubmitFilingRequest {
        /// The filing.
        pub id: u32,
        /// How: `online`, `post`, `in_person`, `fax`.
        pub channel: String,
        /// When, ISO 8601; Korean time without offset.
        pub submitted_at: String,
        /// The receipt number the authority gave.
        pub receipt_no: Option<String>,
        /// Why there is none.
        pub no_receipt_reason: Option<String>,
        /// The official at the authority who took it, where one is known.
        pub official: Option<String>,
        /// That official's office, telephone number or both.
        pub office: Option<String>,
        /// The file that was sent, where it is more than what is printed now: a sealed one.
        pub paper: Option<String>,
    }

    /// How a report was sent.
    pub struct SubmissionView {
        /// Channel.
        pub channel: String,
        /// When, ISO 8601 with offset.
        pub submitted_at: String,
        /// Receipt number.
        pub receipt_no: Option<String>,
        /// Why there is none.
        pub no_receipt_reason: Option<String>,
        /// The official at the authority who took it.
        pub official: Option<String>,
        /// That official's office, telephone number or both.
        pub office: Option<String>,
        /// SHA-256 of the PDF that was sent.
        pub pdf_sha256: String,
        /// SHA-256 of the frozen answers.
        pub document_hash: String,
    }

    /// When a report is due, and how that was counted.
    pub struct DeadlineView {
        /// The day from which is counted, in Korea; day 0.
        pub decided_on: String,
        /// Whether that is the end of the report's own period, and not the day of the decision.
        pub from_period: bool,
        /// The last day.
        pub due: String,
        /// The firm's own target.
        pub target: String,
        /// Business days still left from today; negative when overdue. Absent where the calendar ends.
        pub days_left: Option<i32>,
        /// Day by day.
        pub working: Vec<DeadlineStep>,
        /// Legal source of the period.
        pub cite: String,
        /// The calendar is known up to this day.
        pub covered_through: String,
    }

    /// One day of the count.
    pub struct DeadlineStep {
        /// The day.
        pub date: String,
        /// The number it was given, when it counts.
        pub counted: Option<u32>,
        /// What it is where it does not count: `decision_day`, `saturday`, `sunday` or `holiday`; where the law names
        /// a day of the month, `period_end` and `due_day`.
        pub skipped: Option<String>,
        /// Korean name of the holiday.
        pub holiday_ko: Option<String>,
        /// English name of the holiday.
        pub holiday_en: Option<String>,
    }

    /// A PDF.
    pub struct PdfView {
        /// The bytes, base64.
        pub base64: String,
        /// SHA-256 of the bytes.
        pub sha256: String,
        /// Number of pages.
        pub pages: u32,
        /// A file name that names no person.
        pub file_name: String,
    }

    /// Everything entered in a filing, in the shape that checking and printing outside a vault read.
    pub struct ContentView {
        /// The form.
        pub form: String,
        /// Answers to single fields by path.
        pub fields: BTreeMap<String, AnswerView>,
        /// Rows by table; each row has its id under `id`.
        pub tables: BTreeMap<String, Vec<BTreeMap<String, AnswerView>>>,
    }

    /// A file was written.
    pub struct Exported {
        /// Its path.
        pub path: String,
        /// SHA-256 of its bytes.
        pub sha256: String,
    }

    /// What was changed in a filing, newest first.
    pub struct HistoryView {
        /// Edits and steps.
        pub entries: Vec<HistoryEntry>,
    }

    /// One edit or step.
    pub struct HistoryEntry {
        /// When, UTC.
        pub at: String,
        /// Who.
        pub actor: String,
        /// `edit`, `undo`, `redo`, `import`, … or the step.
        pub kind: String,
        /// Where; absent for steps.
        pub path: Option<String>,
        /// What stood there.
        pub before: Option<AnswerView>,
        /// What stands there since.
        pub after: Option<AnswerView>,
    }
}

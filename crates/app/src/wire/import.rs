//! Import of rows from files and the clipboard on the wire.

use std::collections::BTreeMap;

use super::{AnswerView, FilingState, ImportBatchView, wire};

wire! {
    #[serde(tag = "kind", rename_all = "snake_case")]
    /// Where a table comes from.
    pub enum ImportSource {
        /// A file on this computer, read where it lies.
        Path {
            /// Its path.
            path: String,
        },
        /// A file that the page has read.
        Base64 {
            /// Its name.
            name: String,
            /// Its bytes.
            base64: String,
        },
        /// The clipboard.
        Text {
            /// The text.
            text: String,
        },
    }

    #[derive(Default)]
    /// How a source is to be read; what is left out is found out.
    pub struct ImportReading {
        /// `utf-8`, `utf-8-bom`, `cp949`, `utf-16le` or `utf-16be`.
        pub encoding: Option<String>,
        /// What stands between cells: one character.
        pub delimiter: Option<String>,
        /// The sheet of a workbook.
        pub sheet: Option<String>,
        /// The line of the headings; 0 where the first line is a row already.
        pub heading_line: Option<u32>,
    }

    #[serde(tag = "kind", rename_all = "snake_case")]
    /// Where rows go.
    pub enum ImportTarget {
        /// A table of a filing.
        Filing {
            /// The filing.
            id: u32,
            /// The table.
            table: String,
        },
        /// The transfers of the whole vault.
        Ledger {},
        /// Nowhere: a table of a form, to look at.
        Form {
            /// The form; none: the first in force that has the table.
            form: Option<String>,
            /// The table.
            table: String,
        },
    }

    #[derive(Default)]
    /// How a file is read into a table. Columns are named without their table: `txid`.
    pub struct ImportPlan {
        /// The column for each heading; a heading that is missing, or empty, is not read.
        pub columns: BTreeMap<String, String>,
        /// What stands in every row that has nothing else there, by column.
        pub constants: BTreeMap<String, String>,
        /// What words of the file mean, by column and word.
        pub translations: BTreeMap<String, BTreeMap<String, String>>,
        /// The zone of times that name none: `kst` or `utc`.
        pub zone: Option<String>,
        /// The decimal mark: `point` or `comma`; needed where a file leaves it open.
        pub decimal: Option<String>,
        /// How many digits an identifier always has, by column.
        pub digits: BTreeMap<String, u32>,
    }

    /// Asks which form's columns a target has.
    pub struct ImportColumnsRequest {
        /// The target.
        pub target: ImportTarget,
    }

    /// The columns of a target are those of this form's table.
    pub struct ImportColumns {
        /// The form.
        pub form: String,
        /// Its version.
        pub version: String,
        /// The table.
        pub table: String,
    }

    /// Looks at a source; nothing is read into columns yet.
    pub struct OpenImportRequest {
        /// The source.
        pub source: ImportSource,
        /// How to read it.
        pub reading: ImportReading,
        /// Where its rows would go.
        pub target: ImportTarget,
    }

    /// A source as a table.
    pub struct ImportView {
        /// The form whose columns are filled.
        pub form: String,
        /// Its version.
        pub version: String,
        /// The table.
        pub table: String,
        /// File name.
        pub name: String,
        /// SHA-256 of the bytes.
        pub sha256: String,
        /// How many bytes.
        pub size: String,
        /// `delimited`, `workbook` or `json`.
        pub format: String,
        /// Its encoding, for a text.
        pub encoding: String,
        /// What stands between its cells, for a text.
        pub delimiter: Option<String>,
        /// The sheets of a workbook.
        pub sheets: Vec<String>,
        /// The one that is read.
        pub sheet: Option<String>,
        /// The line of the headings; 0 where there are none.
        pub heading_line: u32,
        /// Headings, each different from the others.
        pub headings: Vec<String>,
        /// The first rows, by heading.
        pub samples: Vec<Vec<String>>,
        /// What is odd about the file.
        pub notices: Vec<ImportCount>,
        /// What the headings suggest. The zone of times is never guessed.
        pub plan: ImportPlan,
        /// Columns of the table whose times need a zone, among those suggested.
        pub times: Vec<String>,
        /// Earlier imports of the same file.
        pub before: Vec<ImportBatchView>,
    }

    /// How often something was found.
    pub struct ImportCount {
        /// What: a code.
        pub code: String,
        /// In which column of the file.
        pub heading: Option<String>,
        /// How often.
        pub count: u32,
        /// The first line.
        pub line: Option<u32>,
    }

    /// Reads a source by a plan: to look (`import.check`) or to store (`import.run`).
    pub struct RunImportRequest {
        /// The source.
        pub source: ImportSource,
        /// How to read it.
        pub reading: ImportReading,
        /// Where its rows go.
        pub target: ImportTarget,
        /// The plan.
        pub plan: ImportPlan,
        /// How many rejected rows are to be shown; all of them are counted. None: 500.
        pub show: Option<u32>,
    }

    /// Writes the rows that cannot be taken into a CSV file.
    pub struct ExportRejectsRequest {
        /// What was read.
        pub run: RunImportRequest,
        /// The file to write.
        pub path: String,
        /// The shell's words for the reasons, and for the headings `line` and `why`.
        pub words: BTreeMap<String, String>,
    }

    /// What a reading found; the result of an `import.check` job.
    pub struct ImportFindings {
        /// SHA-256 of the bytes.
        pub sha256: String,
        /// Rows that can be taken.
        pub accepted: u32,
        /// Rows that cannot, duplicates among them.
        pub rejected: u32,
        /// Rows that are there already, in the file or in the vault.
        pub duplicates: u32,
        /// Why rows are refused, by reason and column.
        pub reasons: Vec<ImportCount>,
        /// What else was seen, by code and column.
        pub notices: Vec<ImportCount>,
        /// The first rejected rows.
        pub rows: Vec<RejectedRow>,
        /// The first taken rows, as they would be stored.
        pub samples: Vec<BTreeMap<String, AnswerView>>,
    }

    /// A row that cannot be taken.
    pub struct RejectedRow {
        /// Line in the file, from 1; in JSON the number of the record.
        pub line: u32,
        /// Every fault.
        pub faults: Vec<RowFault>,
        /// The row as it stands in the file.
        pub cells: Vec<String>,
    }

    /// Why a row cannot be taken.
    pub struct RowFault {
        /// Heading of the cell at fault.
        pub heading: Option<String>,
        /// Why: a code.
        pub reason: String,
        /// The cell as it stands.
        pub text: String,
    }

    /// Rows were imported; the result of an `import.run` job.
    pub struct Imported {
        /// What was found.
        pub found: ImportFindings,
        /// The batch, for the ledger: it can be taken back whole.
        pub batch: Option<u32>,
        /// How many rows the filing's table has now.
        pub total: Option<u32>,
        /// What applies to the filing now.
        pub state: Option<FilingState>,
    }

    /// A plan under a name.
    pub struct NamedPlan {
        /// The name.
        pub name: String,
        /// The table it reads into.
        pub table: String,
        /// The plan.
        pub plan: ImportPlan,
    }

    /// The plans of this vault.
    pub struct PlanList {
        /// By name.
        pub plans: Vec<NamedPlan>,
    }

    /// Names a plan.
    pub struct PlanRequest {
        /// The name.
        pub name: String,
    }
}

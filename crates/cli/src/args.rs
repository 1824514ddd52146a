//! The arguments. A doc comment here is the help text.

mod evidence;
mod form;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::paper_args::{DecryptArgs, ExportArgs, SealCommand};

pub use evidence::{EvidenceArgs, EvidenceCommand, VerifyArgs};
pub use form::{FormCommand, GivenForms};

/// Prepares, checks and prints reports of virtual-asset exchanges to Korean authorities, without a window.
#[derive(Parser)]
#[command(name = "singo", version)]
pub struct Arguments {
    /// Language of messages: ko or en [default: the system's, Korean if unclear]
    #[arg(long, global = true)]
    pub lang: Option<String>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub enum Command {
    /// When a report is due, with the count shown day by day
    Deadline(DeadlineArgs),
    /// Whether an address is right on its chain: exit 0 valid, 1 invalid
    Address(AddressArgs),
    /// The definitions of forms
    #[command(subcommand)]
    Form(FormCommand),
    /// Check answers: exit 0 nothing blocking, 1 blocking findings, 2 unreadable
    Check(CheckArgs),
    /// Print answers as PDF
    Render(RenderArgs),
    /// Measure how long printing takes here
    #[command(subcommand)]
    Bench(BenchCommand),
    /// Read a table of transfers or transactions
    Import(ImportArgs),
    /// Create, check and list vaults
    #[command(subcommand)]
    Vault(VaultCommand),
    /// Work with the filings of a vault
    Filing(FilingArgs),
    /// Verify a vault, a PDF, an exported chain or an evidence bundle: exit 0 intact, 1 broken or refused, 2 unreadable
    Verify(VerifyArgs),
    /// Seal a PDF that was printed here, or put a timestamp into its last seal
    #[command(subcommand)]
    Seal(SealCommand),
    /// Open a file that was encrypted for a passphrase (age)
    Decrypt(DecryptArgs),
    /// Write what a stranger can verify without the vault: the chain of acts, or a bundle of filings
    Evidence(EvidenceArgs),
    /// Build a practice vault with sample reports and their PDFs
    Demo(DemoArgs),
    /// Serve the page on the loopback interface, for tests of the page; SINGO_SERVE_TOKEN is the password
    #[cfg(feature = "test-server")]
    Serve(ServeArgs),
}

#[derive(Args)]
pub struct DeadlineArgs {
    /// The form, such as one named by `singo form list`
    pub form: String,
    /// When the officer decided: YYYY-MM-DD, or ISO 8601 with a time (Korean time without offset)
    pub decided: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct AddressArgs {
    /// The chain: bitcoin, ethereum, tron, solana, xrpl, stellar, ton, aptos, sui, …
    pub chain: String,
    /// The address
    pub address: String,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct CheckArgs {
    /// The form
    pub form: String,
    /// A JSON file: {"fields": {…}, "tables": {…}}
    pub answers: PathBuf,
    /// As of this day [default: today]
    #[arg(long)]
    pub on: Option<String>,
    #[command(flatten)]
    pub forms: GivenForms,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct RenderArgs {
    /// The form
    pub form: String,
    /// A JSON file: {"fields": {…}, "tables": {…}}
    pub answers: PathBuf,
    /// The PDF to write
    #[arg(long)]
    pub out: PathBuf,
    /// As of this day [default: today]
    #[arg(long)]
    pub on: Option<String>,
    #[command(flatten)]
    pub forms: GivenForms,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Subcommand)]
pub enum BenchCommand {
    /// Print answers again and again
    Pdf(BenchPdfArgs),
}

#[derive(Args)]
pub struct BenchPdfArgs {
    /// The form
    pub form: String,
    /// A JSON file: {"fields": {…}, "tables": {…}}
    pub answers: PathBuf,
    /// As of this day [default: today]
    #[arg(long)]
    pub on: Option<String>,
    /// How often
    #[arg(long, default_value_t = 101)]
    pub rounds: u32,
    /// Print once for each line on standard input, and write each time in nanoseconds
    #[arg(long)]
    pub paced: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct ImportArgs {
    /// A file: CSV, XLSX, XLS, or JSON (IVMS101)
    pub file: PathBuf,
    /// The import profile: transfers, transactions, or the name of a plan saved in the vault
    #[arg(long)]
    pub profile: String,
    /// Show what would be imported and store nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The form whose columns are meant [default: the first in force that has the table]
    #[arg(long)]
    pub form: Option<String>,
    /// The zone of times that name none: kst or utc [default: the plan's, else kst]
    #[arg(long)]
    pub zone: Option<String>,
    /// The decimal mark where the file leaves it open: point or comma
    #[arg(long)]
    pub decimal: Option<String>,
    /// The encoding [default: found out]: utf-8, cp949, utf-16le, utf-16be
    #[arg(long)]
    pub encoding: Option<String>,
    /// What stands between cells [default: found out]
    #[arg(long)]
    pub delimiter: Option<String>,
    /// The sheet of a workbook [default: the first that is not empty]
    #[arg(long)]
    pub sheet: Option<String>,
    /// The filing that takes the rows [default: the ledger of the vault]
    #[arg(long, requires = "vault")]
    pub filing: Option<u32>,
    /// The vault of the filing, or of the ledger
    #[arg(long)]
    pub vault: Option<PathBuf>,
    /// A file whose first line is the passphrase [or: SINGO_PASSPHRASE, or a prompt]
    #[arg(long)]
    pub passphrase_file: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Subcommand)]
pub enum VaultCommand {
    /// Create a vault; prints the recovery code once
    Create {
        /// An empty or new folder
        #[arg(long)]
        vault: PathBuf,
        /// Name of the first user
        #[arg(long)]
        user: String,
        /// Statutory name of the institution
        #[arg(long, default_value = "")]
        institution: String,
        /// Address of the head office
        #[arg(long, default_value = "")]
        address: String,
        /// Name of the reporting officer
        #[arg(long, default_value = "")]
        officer: String,
        /// Name of the person in charge
        #[arg(long, default_value = "")]
        contact: String,
        /// Telephone of the person in charge
        #[arg(long, default_value = "")]
        phone: String,
        /// Drafting, reviewing and deciding are for different people; the first user is administrator and officer
        #[arg(long)]
        separate_duties: bool,
        /// Why one person does everything [default: there is nobody else yet]
        // The default is a code, which windows put in words; the help says what it means.
        #[arg(
            long,
            default_value = "sole_user",
            hide_default_value = true,
            conflicts_with = "separate_duties"
        )]
        one_person_reason: String,
        /// Also write the page with the recovery code, a PDF to be printed and deleted
        #[arg(long)]
        recovery_page: Option<PathBuf>,
        #[command(flatten)]
        opening: OpeningArgs,
    },
    /// Open a vault and read all of it: exit 0 sound, 1 damaged
    Check {
        /// The vault
        #[arg(long)]
        vault: PathBuf,
        /// A head printed on a report, NUMBER:HASH
        #[arg(long)]
        head: Option<String>,
        #[command(flatten)]
        opening: OpeningArgs,
    },
    /// Back a vault up, read the copy back and verify it
    Backup {
        /// The vault
        #[arg(long)]
        vault: PathBuf,
        /// Where to [default: where the vault's settings say]
        #[arg(long)]
        to: Option<PathBuf>,
        #[command(flatten)]
        opening: OpeningArgs,
    },
    /// Restore a backup into an empty or new folder, and verify it
    Restore {
        /// The backup: the folder in which manifest.json stands
        #[arg(long)]
        from: PathBuf,
        /// An empty or new folder
        #[arg(long)]
        vault: PathBuf,
        /// Whose passphrase it is [default: the backup's first user]; not needed with the recovery code
        #[arg(long)]
        user: Option<String>,
        #[command(flatten)]
        opening: OpeningArgs,
    },
    /// List who can open a vault; SINGO_USER names the one who signs in where there are several
    Users {
        /// The vault
        #[arg(long)]
        vault: PathBuf,
        /// Open it and list everyone with roles, and how duties are divided
        #[arg(long)]
        roles: bool,
        #[command(flatten)]
        opening: OpeningArgs,
    },
}

#[derive(Args)]
pub struct OpeningArgs {
    /// A file whose first line is the passphrase [or: SINGO_PASSPHRASE, or a prompt]
    #[arg(long)]
    pub passphrase_file: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Args)]
pub struct FilingArgs {
    /// The vault
    #[arg(long, global = true)]
    pub vault: Option<PathBuf>,
    /// A file whose first line is the passphrase [or: SINGO_PASSPHRASE, or a prompt]
    #[arg(long, global = true)]
    pub passphrase_file: Option<PathBuf>,
    /// Print JSON
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub command: FilingCommand,
}

#[derive(Subcommand)]
pub enum FilingCommand {
    /// List filings, newest first
    List {
        /// Any part of any word
        #[arg(long)]
        query: Option<String>,
        /// draft, approved or submitted
        #[arg(long)]
        status: Option<String>,
    },
    /// Show one filing with its findings
    Show {
        /// Its number
        id: u32,
    },
    /// Start a filing, empty or from answers
    New {
        /// The form
        form: String,
        /// A JSON file: {"fields": {…}, "tables": {…}}
        #[arg(long)]
        answers: Option<PathBuf>,
        /// The filing that it follows, on a customer who goes on
        #[arg(long, conflicts_with = "corrects")]
        follows: Option<u32>,
        /// The filing it corrects
        #[arg(long)]
        corrects: Option<u32>,
        /// The last day of what is reported, which decides the version of a form that goes by its period
        #[arg(long, value_name = "DATE")]
        on: Option<String>,
    },
    /// Set one answer, or clear it
    Edit {
        /// The filing
        id: u32,
        /// section.field or table[r1].column
        path: String,
        /// The answer; several for a field with several codes; none clears it
        values: Vec<String>,
    },
    /// Take a step in a filing's life
    Advance {
        /// The filing
        id: u32,
        /// hand-over, endorse, approve, return, submit, acknowledge, reject, withdraw, close or reopen
        step: String,
        #[command(flatten)]
        said: StepArgs,
    },
    /// Accept a warning with a written reason
    Accept {
        /// The filing
        id: u32,
        /// The rule
        rule: String,
        /// The reason; empty takes the acceptance back
        reason: String,
        /// The finding's path
        #[arg(long)]
        path: Option<String>,
    },
    /// Write the PDF; that is an act with its purpose
    Render(ExportArgs),
    /// Compute the totals from the rows, as the form's rules demand
    Totals {
        /// The filing
        id: u32,
    },
    /// Write the files that go with a report: canonical JSON, CSV, XLSX
    Companions {
        /// The filing
        id: u32,
        /// The folder to write into
        #[arg(long)]
        dir: PathBuf,
        /// A file whose first line encrypts the canonical JSON (age)
        #[arg(long)]
        seal_file: Option<PathBuf>,
    },
    /// Write the answers as JSON, in the shape that `check` and `render` read
    Export {
        /// The filing
        id: u32,
        /// The file to write
        #[arg(long)]
        out: PathBuf,
    },
}

/// What is said for a step; each step takes what it needs.
#[derive(Args)]
pub struct StepArgs {
    /// When: of the decision, of sending, of the authority's answer [default: now]
    #[arg(long)]
    pub at: Option<String>,
    /// The grounds of the decision, what is to be changed, or the reason
    #[arg(long, default_value = "")]
    pub reason: String,
    /// reject: the last day that the authority set
    #[arg(long, default_value = "")]
    pub due: String,
    /// submit, reject, withdraw: the official at the authority
    #[arg(long, default_value = "")]
    pub official: String,
    /// submit: that official's office, telephone number or both
    #[arg(long, default_value = "")]
    pub office: String,
    /// reject: how the official's identity was verified
    #[arg(long, default_value = "")]
    pub verified: String,
    /// close: the day on which the case is looked at again
    #[arg(long)]
    pub reopen_on: Option<String>,
    /// online, post, in_person or fax
    #[arg(long, default_value = "online")]
    pub channel: String,
    /// The receipt number the authority gave
    #[arg(long)]
    pub receipt: Option<String>,
    /// Why there is none
    #[arg(long)]
    pub no_receipt: Option<String>,
}

#[derive(Args)]
pub struct DemoArgs {
    /// A new folder for the practice vault and the PDFs
    #[arg(long)]
    pub out: PathBuf,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[cfg(feature = "test-server")]
#[derive(Args)]
pub struct ServeArgs {
    /// The port; 0 for a free one
    #[arg(long, default_value_t = 0)]
    pub port: u16,
    /// The built page
    #[arg(long, default_value = "ui/dist")]
    pub page: PathBuf,
}

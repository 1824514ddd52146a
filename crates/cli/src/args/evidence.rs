//! The arguments of `verify` and `evidence`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{GivenForms, OpeningArgs};

#[derive(Args)]
pub struct VerifyArgs {
    /// A vault's folder, a PDF that was printed here, an exported chain (.jsonl) or an evidence bundle (.zip)
    pub vault: PathBuf,
    /// The vault that is asked whose paper a PDF is
    #[arg(long = "vault", value_name = "DIR")]
    pub asked: Option<PathBuf>,
    /// A head that was printed on a PDF or exported, NUMBER:HASH: it must still be in the history
    #[arg(long)]
    pub head: Option<String>,
    #[command(flatten)]
    pub forms: GivenForms,
    #[command(flatten)]
    pub opening: OpeningArgs,
}

#[derive(Args)]
pub struct EvidenceArgs {
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
    pub command: EvidenceCommand,
}

#[derive(Subcommand)]
pub enum EvidenceCommand {
    /// Write every act, one a line; note the head that is printed
    Chain {
        /// The file to write
        #[arg(long)]
        out: PathBuf,
    },
    /// Write filings with their PDF, attachments, acts and proofs into one ZIP
    Bundle {
        /// The filings
        #[arg(required = true)]
        ids: Vec<u32>,
        /// The file to write
        #[arg(long)]
        out: PathBuf,
        /// A file whose first line encrypts the bundle (age)
        #[arg(long)]
        seal_file: Option<PathBuf>,
    },
}

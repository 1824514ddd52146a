//! The arguments of `form`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::OpeningArgs;

/// Definitions beside the built-in ones.
#[derive(Args, Default)]
pub struct GivenForms {
    /// A definition as a folder or a ZIP, or a folder of such, that counts beside the built-in ones; may be given again
    #[arg(long = "forms", value_name = "DIR")]
    pub given: Vec<PathBuf>,
}

#[derive(Subcommand)]
pub enum FormCommand {
    /// List definitions
    List {
        /// Only those in force on this day
        #[arg(long)]
        on: Option<String>,
        /// The vault whose own forms count too
        #[arg(long)]
        vault: Option<PathBuf>,
        #[command(flatten)]
        forms: GivenForms,
        #[command(flatten)]
        opening: OpeningArgs,
    },
    /// Print the JSON Schema of a form's data
    Schema {
        /// The form
        form: String,
        /// The version in force on this day [default: today]
        #[arg(long)]
        on: Option<String>,
        #[command(flatten)]
        forms: GivenForms,
    },
    /// Describe one definition: every section and field
    Describe {
        /// The form
        form: String,
        /// The version in force on this day [default: today]
        #[arg(long)]
        on: Option<String>,
        /// The vault whose own forms count too
        #[arg(long)]
        vault: Option<PathBuf>,
        #[command(flatten)]
        forms: GivenForms,
        #[command(flatten)]
        opening: OpeningArgs,
    },
    /// Add a definition to a vault: it holds from its first day on; exit 1 when it is refused
    Add {
        /// A folder or a ZIP
        path: PathBuf,
        /// The vault [default with --dry-run: none, only the built-in forms count]
        #[arg(long, required_unless_present = "dry_run")]
        vault: Option<PathBuf>,
        /// Where the file comes from
        #[arg(long, required_unless_present = "dry_run")]
        source: Option<String>,
        /// Say what it would change, and add nothing
        #[arg(long)]
        dry_run: bool,
        #[command(flatten)]
        opening: OpeningArgs,
    },
    /// Withdraw a definition that was added and under which nothing was written
    Withdraw {
        /// The form
        form: String,
        /// The version
        version: String,
        /// The vault
        #[arg(long)]
        vault: PathBuf,
        /// Why
        #[arg(long)]
        reason: String,
        #[command(flatten)]
        opening: OpeningArgs,
    },
}

//! The arguments of papers: copies, seals, encryption. Secrets are named by the file they stand in.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Args)]
pub struct ExportArgs {
    /// The filing
    pub id: u32,
    /// The PDF to write
    #[arg(long)]
    pub out: PathBuf,
    /// submission, review, training, inspection, archive, or "other: …"
    #[arg(long, default_value = "archive")]
    pub purpose: String,
    /// full, masked or redacted
    #[arg(long, default_value = "full")]
    pub copy: String,
    /// A field that a redacted copy leaves out; may be given several times
    #[arg(long)]
    pub redact: Vec<String>,
    /// Encrypt the file for the passphrase in the first line of this file (age)
    #[arg(long, value_name = "FILE")]
    pub encrypt: Option<PathBuf>,
    /// Write the whole data beside the PDF, encrypted for the passphrase in the first line of this file (age)
    #[arg(long, value_name = "FILE")]
    pub annex: Option<PathBuf>,
    #[command(flatten)]
    pub key: KeyArgs,
}

#[derive(Args)]
pub struct KeyArgs {
    /// A PKCS#12 file with the key that seals
    #[arg(long, conflicts_with_all = ["certificate", "key"])]
    pub pkcs12: Option<PathBuf>,
    /// Or a certificate, signCert.der
    #[arg(long, requires = "key")]
    pub certificate: Option<PathBuf>,
    /// And its key, signPri.key
    #[arg(long, requires = "certificate")]
    pub key: Option<PathBuf>,
    /// A file whose first line is the passphrase of the key [or: SINGO_KEY_PASSPHRASE, or a prompt]
    #[arg(long, value_name = "FILE")]
    pub key_passphrase_file: Option<PathBuf>,
    /// Keep the passphrase in the keychain of this computer, once it opened the key
    #[arg(long)]
    pub keep_passphrase: bool,
    /// Use the passphrase that the keychain of this computer keeps
    #[arg(long, conflicts_with_all = ["key_passphrase_file", "keep_passphrase"])]
    pub kept_passphrase: bool,
    /// The name on the seal [default: the certificate's]
    #[arg(long)]
    pub name: Option<String>,
    /// The reason on the seal
    #[arg(long, default_value = "")]
    pub reason: String,
    /// The http:// address of a timestamp authority to ask now
    #[arg(long, value_name = "ADDRESS")]
    pub tsa: Option<String>,
}

#[derive(Subcommand)]
pub enum SealCommand {
    /// Seal a PDF
    Sign {
        /// The PDF
        pdf: PathBuf,
        /// The PDF to write
        #[arg(long)]
        out: PathBuf,
        #[command(flatten)]
        key: KeyArgs,
    },
    /// Write the request that a timestamp authority answers (RFC 3161)
    Request {
        /// The sealed PDF
        pdf: PathBuf,
        /// The request to write
        #[arg(long)]
        out: PathBuf,
    },
    /// Delete the passphrase of a key from the keychain of this computer
    Forget {
        /// The key file: a PKCS#12 file, or signPri.key
        key: PathBuf,
    },
    /// Put a timestamp into the last seal
    Stamp {
        /// The sealed PDF
        pdf: PathBuf,
        /// The PDF to write
        #[arg(long)]
        out: PathBuf,
        /// The authority's answer
        #[arg(long)]
        token: Option<PathBuf>,
        /// Or the http:// address of an authority to ask now
        #[arg(long, conflicts_with = "token")]
        tsa: Option<String>,
    },
}

#[derive(Args)]
pub struct DecryptArgs {
    /// The file, such as report.pdf.age
    pub file: PathBuf,
    /// The file to write
    #[arg(long)]
    pub out: PathBuf,
    /// A file whose first line is the passphrase [or: SINGO_PASSPHRASE, or a prompt]
    #[arg(long)]
    pub passphrase_file: Option<PathBuf>,
}

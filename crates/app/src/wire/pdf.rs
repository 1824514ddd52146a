//! Papers as files: their data, their copies, their seals.

use super::wire;

wire! {
    /// The schema of a form's data.
    pub struct SchemaView {
        /// Its identity, a URN.
        pub id: String,
        /// JSON Schema, draft 2020-12.
        pub schema: String,
    }

    /// Names a paper to be checked.
    pub struct VerifyPdfRequest {
        /// The file.
        pub path: String,
        /// Whether the open vault is asked whose paper it is.
        pub with_vault: bool,
        /// Folders and ZIPs of other definitions that count too.
        #[serde(default)]
        #[ts(optional)]
        pub forms: Option<Vec<String>>,
    }

    /// What a check of a paper found.
    pub struct PdfVerdict {
        /// Whether it is, to the byte, what is printed from the data inside it.
        pub intact: bool,
        /// What is wrong: `not_pdf`, `too_large`, `no_filing`, `definition`, `version`, `page`, `attachment`,
        /// `bytes`, `unreadable`, `appended`, `seal`.
        pub problem: Option<String>,
        /// Where: a page, a file inside, a version.
        pub place: Option<String>,
        /// SHA-256 of the file.
        pub sha256: String,
        /// What the paper says it is; to be believed only where it is intact.
        pub identity: Option<PdfIdentity>,
        /// The seals behind it, in order.
        pub seals: Vec<SealView>,
        /// What the vault knows of it, where one was asked.
        pub origin: Option<PdfOrigin>,
    }

    /// What a paper says it is.
    pub struct PdfIdentity {
        /// The form.
        pub form: String,
        /// Its version.
        pub version: String,
        /// The version of the paper.
        pub paper: u32,
        /// Where the filing stood.
        pub status: String,
        /// `full`, `masked` or `redacted`.
        pub copy: String,
        /// Whether it is an exercise.
        pub practice: bool,
        /// SHA-256 of the canonical copy inside.
        pub document_hash: String,
        /// The head of the chain of acts as printed.
        pub chain_head: Option<String>,
        /// When the filing took that state.
        pub dated: Option<String>,
    }

    /// What a vault knows of a paper.
    pub struct PdfOrigin {
        /// The filing.
        pub filing: Option<u32>,
        /// Whether this very file was recorded as sent.
        pub submission: bool,
        /// The last act that names this very file.
        pub printed_by: Option<u32>,
        /// Whether the printed head lies on the chain; `None` where none is printed.
        pub on_chain: Option<bool>,
    }

    /// A seal behind a paper.
    pub struct SealView {
        /// The name on its face.
        pub name: String,
        /// The time on its face, in Korea.
        pub at: String,
        /// The reason on its face.
        pub reason: String,
        /// Whether the signature holds over all that stands before it.
        pub holds: bool,
        /// The name in the certificate.
        pub signer: String,
        /// Who issued it; whether he is to be trusted is not judged.
        pub issuer: String,
        /// Whether the time lies within the certificate's validity.
        pub in_validity: bool,
        /// The time in the timestamp, where there is one.
        pub stamped: Option<String>,
    }

    /// Writes a filing's paper to a file.
    pub struct ExportPdfRequest {
        /// The filing.
        pub id: u32,
        /// The file to write.
        pub path: String,
        /// For what: `submission`, `review`, `training`, `inspection`, `archive`, or `other: …`; a colon and
        /// a remark may follow each.
        pub purpose: Option<String>,
        /// `full`, `masked` or `redacted`; full where it is not said.
        pub copy: Option<String>,
        /// The fields that a redacted copy leaves out.
        #[serde(default)]
        pub redact: Vec<String>,
        /// Seals the paper.
        pub seal: Option<SealRequest>,
        /// Encrypts the file for this passphrase.
        pub passphrase: Option<String>,
        /// Writes the whole canonical copy beside the paper, encrypted for this passphrase; of a full paper only.
        pub annex: Option<String>,
    }

    /// A key, and what the seal says.
    pub struct SealRequest {
        /// A PKCS#12 file.
        pub pkcs12: Option<String>,
        /// Or a certificate, `signCert.der`,
        pub certificate: Option<String>,
        /// and its key, `signPri.key`.
        pub key: Option<String>,
        /// The passphrase of the key; where it is not said, the one that the keychain of this computer keeps.
        pub passphrase: Option<String>,
        /// Whether the keychain of this computer shall keep the passphrase, once it opened the key.
        #[serde(default)]
        pub keep: bool,
        /// The name on the face; the certificate's where it is not said.
        pub name: Option<String>,
        /// The reason on the face.
        pub reason: String,
        /// The `http://` address of a timestamp authority that is asked now; nobody is where it is not said.
        pub tsa: Option<String>,
    }

    /// Names the file of a key that seals: a PKCS#12 file, or `signPri.key`.
    pub struct KeyFileRequest {
        /// The file.
        pub path: String,
    }

    /// What the keychain of this computer has of a key.
    pub struct KeptPassphraseView {
        /// Whether there is a keychain that can be asked.
        pub available: bool,
        /// Whether it keeps the passphrase.
        pub kept: bool,
    }

    /// Asks for the request that a timestamp authority answers.
    pub struct AskTimestampRequest {
        /// The paper.
        pub path: String,
        /// The file to write the request to; none: it is only told.
        pub out: Option<String>,
    }

    /// Seals a paper outside the vault.
    pub struct SignPdfRequest {
        /// The paper.
        pub path: String,
        /// The file to write.
        pub out: String,
        /// The key and the words.
        pub seal: SealRequest,
    }

    /// What a timestamp authority is asked.
    pub struct TimestampRequestView {
        /// The request (RFC 3161) in base64.
        pub base64: String,
    }

    /// Puts a timestamp into the last seal.
    pub struct TimestampRequest {
        /// The paper.
        pub path: String,
        /// The file to write.
        pub out: String,
        /// The authority's answer, a file;
        pub token: Option<String>,
        /// or the `http://` address of an authority that is asked now.
        pub address: Option<String>,
    }

    /// Opens an encrypted file.
    pub struct DecryptRequest {
        /// The file.
        pub path: String,
        /// The file to write.
        pub out: String,
        /// Its passphrase.
        pub passphrase: String,
    }
}

// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

/**
 * Asks for the request that a timestamp authority answers.
 */
export type AskTimestampRequest = { 
/**
 * The paper.
 */
path: string, 
/**
 * The file to write the request to; none: it is only told.
 */
out: string | null, };

/**
 * Opens an encrypted file.
 */
export type DecryptRequest = { 
/**
 * The file.
 */
path: string, 
/**
 * The file to write.
 */
out: string, 
/**
 * Its passphrase.
 */
passphrase: string, };

/**
 * Writes a filing's paper to a file.
 */
export type ExportPdfRequest = { 
/**
 * The filing.
 */
id: number, 
/**
 * The file to write.
 */
path: string, 
/**
 * For what: `submission`, `review`, `training`, `inspection`, `archive`, or `other: …`; a colon and
 * a remark may follow each.
 */
purpose: string | null, 
/**
 * `full`, `masked` or `redacted`; full where it is not said.
 */
copy: string | null, 
/**
 * The fields that a redacted copy leaves out.
 */
redact: Array<string>, 
/**
 * Seals the paper.
 */
seal: SealRequest | null, 
/**
 * Encrypts the file for this passphrase.
 */
passphrase: string | null, 
/**
 * Writes the whole canonical copy beside the paper, encrypted for this passphrase; of a full paper only.
 */
annex: string | null, };

/**
 * What the keychain of this computer has of a key.
 */
export type KeptPassphraseView = { 
/**
 * Whether there is a keychain that can be asked.
 */
available: boolean, 
/**
 * Whether it keeps the passphrase.
 */
kept: boolean, };

/**
 * Names the file of a key that seals: a PKCS#12 file, or `signPri.key`.
 */
export type KeyFileRequest = { 
/**
 * The file.
 */
path: string, };

/**
 * What a paper says it is.
 */
export type PdfIdentity = { 
/**
 * The form.
 */
form: string, 
/**
 * Its version.
 */
version: string, 
/**
 * The version of the paper.
 */
paper: number, 
/**
 * Where the filing stood.
 */
status: string, 
/**
 * `full`, `masked` or `redacted`.
 */
copy: string, 
/**
 * Whether it is an exercise.
 */
practice: boolean, 
/**
 * SHA-256 of the canonical copy inside.
 */
document_hash: string, 
/**
 * The head of the chain of acts as printed.
 */
chain_head: string | null, 
/**
 * When the filing took that state.
 */
dated: string | null, };

/**
 * What a vault knows of a paper.
 */
export type PdfOrigin = { 
/**
 * The filing.
 */
filing: number | null, 
/**
 * Whether this very file was recorded as sent.
 */
submission: boolean, 
/**
 * The last act that names this very file.
 */
printed_by: number | null, 
/**
 * Whether the printed head lies on the chain; `None` where none is printed.
 */
on_chain: boolean | null, };

/**
 * What a check of a paper found.
 */
export type PdfVerdict = { 
/**
 * Whether it is, to the byte, what is printed from the data inside it.
 */
intact: boolean, 
/**
 * What is wrong: `not_pdf`, `too_large`, `no_filing`, `definition`, `version`, `page`, `attachment`,
 * `bytes`, `unreadable`, `appended`, `seal`.
 */
problem: string | null, 
/**
 * Where: a page, a file inside, a version.
 */
place: string | null, 
/**
 * SHA-256 of the file.
 */
sha256: string, 
/**
 * What the paper says it is; to be believed only where it is intact.
 */
identity: PdfIdentity | null, 
/**
 * The seals behind it, in order.
 */
seals: Array<SealView>, 
/**
 * What the vault knows of it, where one was asked.
 */
origin: PdfOrigin | null, };

/**
 * The schema of a form's data.
 */
export type SchemaView = { 
/**
 * Its identity, a URN.
 */
id: string, 
/**
 * JSON Schema, draft 2020-12.
 */
schema: string, };

/**
 * A key, and what the seal says.
 */
export type SealRequest = { 
/**
 * A PKCS#12 file.
 */
pkcs12: string | null, 
/**
 * Or a certificate, `signCert.der`,
 */
certificate: string | null, 
/**
 * and its key, `signPri.key`.
 */
key: string | null, 
/**
 * The passphrase of the key; where it is not said, the one that the keychain of this computer keeps.
 */
passphrase: string | null, 
/**
 * Whether the keychain of this computer shall keep the passphrase, once it opened the key.
 */
keep: boolean, 
/**
 * The name on the face; the certificate's where it is not said.
 */
name: string | null, 
/**
 * The reason on the face.
 */
reason: string, 
/**
 * The `http://` address of a timestamp authority that is asked now; nobody is where it is not said.
 */
tsa: string | null, };

/**
 * A seal behind a paper.
 */
export type SealView = { 
/**
 * The name on its face.
 */
name: string, 
/**
 * The time on its face, in Korea.
 */
at: string, 
/**
 * The reason on its face.
 */
reason: string, 
/**
 * Whether the signature holds over all that stands before it.
 */
holds: boolean, 
/**
 * The name in the certificate.
 */
signer: string, 
/**
 * Who issued it; whether he is to be trusted is not judged.
 */
issuer: string, 
/**
 * Whether the time lies within the certificate's validity.
 */
in_validity: boolean, 
/**
 * The time in the timestamp, where there is one.
 */
stamped: string | null, };

/**
 * Seals a paper outside the vault.
 */
export type SignPdfRequest = { 
/**
 * The paper.
 */
path: string, 
/**
 * The file to write.
 */
out: string, 
/**
 * The key and the words.
 */
seal: SealRequest, };

/**
 * Puts a timestamp into the last seal.
 */
export type TimestampRequest = { 
/**
 * The paper.
 */
path: string, 
/**
 * The file to write.
 */
out: string, 
/**
 * The authority's answer, a file;
 */
token: string | null, 
/**
 * or the `http://` address of an authority that is asked now.
 */
address: string | null, };

/**
 * What a timestamp authority is asked.
 */
export type TimestampRequestView = { 
/**
 * The request (RFC 3161) in base64.
 */
base64: string, };

/**
 * Names a paper to be checked.
 */
export type VerifyPdfRequest = { 
/**
 * The file.
 */
path: string, 
/**
 * Whether the open vault is asked whose paper it is.
 */
with_vault: boolean, 
/**
 * Folders and ZIPs of other definitions that count too.
 */
forms?: Array<string>, };

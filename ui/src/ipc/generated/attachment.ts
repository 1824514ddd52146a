// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

import type { CodeView } from './form';

/**
 * Attaches a file to a draft.
 */
export type AttachFileRequest = { 
/**
 * The filing.
 */
filing: number, 
/**
 * What it proves: a code of `evidence-kind`.
 */
kind: string, 
/**
 * File name.
 */
name: string, 
/**
 * Where the file lies; or `base64`.
 */
path: string | null, 
/**
 * The bytes; or `path`.
 */
base64: string | null, 
/**
 * Whether a warning about the file is accepted.
 */
accept_warning: boolean, };

/**
 * The files that go with a filing.
 */
export type AttachmentList = { 
/**
 * In the order in which they were attached.
 */
attachments: Array<AttachmentView>, 
/**
 * What a file can prove.
 */
kinds: Array<CodeView>, };

/**
 * Names an attached file.
 */
export type AttachmentRequest = { 
/**
 * The filing.
 */
filing: number, 
/**
 * The attached file.
 */
attachment: number, };

/**
 * An attached file.
 */
export type AttachmentView = { 
/**
 * The attached file.
 */
id: number, 
/**
 * What it proves: a code of `evidence-kind`.
 */
kind: string, 
/**
 * File name.
 */
name: string, 
/**
 * Size in bytes.
 */
size: string, 
/**
 * SHA-256 of the content.
 */
sha256: string, 
/**
 * Media type, by its first bytes.
 */
mime: string, 
/**
 * What was warned of and accepted: `executable`, `macro`, `script`.
 */
warning: string | null, 
/**
 * When it was attached, ISO 8601 with offset.
 */
at: string, 
/**
 * By whom.
 */
actor: string, };

/**
 * Writes an attached file to a new file, which stays.
 */
export type ExportAttachmentRequest = { 
/**
 * The filing.
 */
filing: number, 
/**
 * The attached file.
 */
attachment: number, 
/**
 * Full path of the new file.
 */
path: string, };

/**
 * An attached file, opened.
 */
export type OpenedAttachment = { 
/**
 * Media type.
 */
mime: string, 
/**
 * The bytes, where the window can show them.
 */
base64: string | null, 
/**
 * Where a copy lies until the vault is locked, where only another program can show it.
 */
path: string | null, };

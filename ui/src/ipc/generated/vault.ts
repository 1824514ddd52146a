// Generated from the command list and wire types of the app crate. Do not edit:
// run `UPDATE=1 cargo test -p singo-app bindings`.

/**
 * Some acts.
 */
export type ActPage = { 
/**
 * Newest first.
 */
acts: Array<ActView>, };

/**
 * One act.
 */
export type ActView = { 
/**
 * Position in the chain, from 1.
 */
seq: number, 
/**
 * When, UTC, ISO 8601.
 */
at: string, 
/**
 * Who.
 */
actor: string, 
/**
 * What was done, such as `filing.approved`.
 */
act: string, 
/**
 * To what.
 */
subject: string, 
/**
 * Hash of the act.
 */
hash: string, 
/**
 * What was said for it: the purpose of a look, the reason of a change.
 */
note: string | null, };

/**
 * What a shell needs to know when it starts.
 */
export type AppStatus = { 
/**
 * Version of the program.
 */
version: string, 
/**
 * The time now in Korea, ISO 8601 with offset.
 */
now: string, 
/**
 * The open vault, if one is open.
 */
vault: VaultView | null, 
/**
 * Where a vault is proposed, or was last opened.
 */
vault_dir: string, 
/**
 * Whether a vault lies at `vault_dir`.
 */
vault_exists: boolean, 
/**
 * How many jobs of the open vault are running: locking it would end them.
 */
jobs: number, };

/**
 * Builds a practice vault with a sample filing and its PDF.
 */
export type CreateDemoRequest = { 
/**
 * Folder for the vault and the PDFs.
 */
dir: string, };

/**
 * Creates a vault and opens it.
 */
export type CreateVaultRequest = { 
/**
 * An empty or new folder.
 */
dir: string, 
/**
 * The first user's name.
 */
user: string, 
/**
 * The first user's passphrase, at least twelve characters.
 */
passphrase: string, 
/**
 * The institution, printed on every report.
 */
profile: ProfileView, 
/**
 * Whether drafting, reviewing and deciding are for different people from the start. The first user
 * is then administrator and officer; otherwise one person may do everything.
 */
separate_duties: boolean | null, 
/**
 * Why one person does everything; must be said unless duties are separate.
 */
small_firm_reason: string | null, };

/**
 * Where the practice material lies.
 */
export type DemoView = { 
/**
 * The vault's folder.
 */
vault_dir: string, 
/**
 * The passphrase of the practice vault.
 */
passphrase: string, 
/**
 * The PDFs, in the order of the catalogue's forms.
 */
pdfs: Array<string>, };

/**
 * A page of acts, newest first.
 */
export type ListActsRequest = { 
/**
 * Only acts before this sequence number.
 */
before: number | null, 
/**
 * At most so many.
 */
limit: number, };

/**
 * Asks who can open a vault.
 */
export type ListUsersRequest = { 
/**
 * The vault's folder.
 */
dir: string, };

/**
 * Opens a vault with a passphrase or the recovery code.
 */
export type OpenVaultRequest = { 
/**
 * Its folder.
 */
dir: string, 
/**
 * The passphrase, or the recovery code.
 */
passphrase: string, 
/**
 * Who signs in; none: the first user.
 */
user: string | null, };

/**
 * The reporting institution.
 */
export type ProfileView = { 
/**
 * Statutory name.
 */
institution_name: string, 
/**
 * Address of the head office.
 */
institution_address: string, 
/**
 * Reporting officer.
 */
officer_name: string, 
/**
 * Person in charge at head office.
 */
contact_name: string, 
/**
 * Telephone of the person in charge.
 */
contact_phone: string, 
/**
 * The firm's own target in business days after the decision; empty: the form's default.
 */
internal_target: number | null, };

/**
 * Those who can open a vault.
 */
export type UserList = { 
/**
 * Their names, in the order in which they were added.
 */
users: Array<string>, };

/**
 * A vault was created.
 */
export type VaultCreated = { 
/**
 * The open vault.
 */
vault: VaultView, 
/**
 * Opens the vault when the passphrase is lost; shown once, to be printed.
 */
recovery_code: string, };

/**
 * An open vault.
 */
export type VaultView = { 
/**
 * Its folder.
 */
dir: string, 
/**
 * The signed-in user.
 */
user: string, 
/**
 * A practice vault: every PDF is marked 연습용.
 */
practice: boolean, 
/**
 * The name that papers show.
 */
display: string, 
/**
 * The user's roles: `drafter` …
 */
roles: Array<string>, 
/**
 * What the roles open: `write`, `decide` … What is not here is not offered.
 */
may: Array<string>, 
/**
 * Opened so that nothing can be written.
 */
read_only: boolean, 
/**
 * Whether one person may draft, review and decide.
 */
one_person: boolean, 
/**
 * The passphrase was set by somebody else: nothing else is done before it is replaced.
 */
must_change: boolean, };

/**
 * Verifies the open vault.
 */
export type VerifyVaultRequest = { 
/**
 * Hash of an act that was printed or exported: it must still be in the chain.
 */
head: string | null, };

/**
 * The result of checking the chain of acts and everything sealed by it.
 */
export type VerifyView = { 
/**
 * Whether nothing was altered.
 */
intact: boolean, 
/**
 * How many acts there are.
 */
acts: number, 
/**
 * Hash of the last act.
 */
head: string, 
/**
 * Sequence number of the first bad act.
 */
first_bad: number | null, 
/**
 * What kind of damage it is: a code.
 */
damage: string | null, };

//! Vault, session and institution profile on the wire.

use super::wire;

wire! {
    /// What a shell needs to know when it starts.
    pub struct AppStatus {
        /// Version of the program.
        pub version: String,
        /// The time now in Korea, ISO 8601 with offset.
        pub now: String,
        /// The open vault, if one is open.
        pub vault: Option<VaultView>,
        /// Where a vault is proposed, or was last opened.
        pub vault_dir: String,
        /// Whether a vault lies at `vault_dir`.
        pub vault_exists: bool,
        /// How many jobs of the open vault are running: locking it would end them.
        pub jobs: u32,
    }

    /// An open vault.
    pub struct VaultView {
        /// Its folder.
        pub dir: String,
        /// The signed-in user.
        pub user: String,
        /// A practice vault: every PDF is marked 연습용.
        pub practice: bool,
        /// The name that papers show.
        pub display: String,
        /// The user's roles: `drafter` …
        pub roles: Vec<String>,
        /// What the roles open: `write`, `decide` … What is not here is not offered.
        pub may: Vec<String>,
        /// Opened so that nothing can be written.
        pub read_only: bool,
        /// Whether one person may draft, review and decide.
        pub one_person: bool,
        /// The passphrase was set by somebody else: nothing else is done before it is replaced.
        pub must_change: bool,
    }

    /// Creates a vault and opens it.
    pub struct CreateVaultRequest {
        /// An empty or new folder.
        pub dir: String,
        /// The first user's name.
        pub user: String,
        /// The first user's passphrase, at least twelve characters.
        pub passphrase: String,
        /// The institution, printed on every report.
        pub profile: ProfileView,
        /// Whether drafting, reviewing and deciding are for different people from the start. The first user
        /// is then administrator and officer; otherwise one person may do everything.
        pub separate_duties: Option<bool>,
        /// Why one person does everything; must be said unless duties are separate.
        pub small_firm_reason: Option<String>,
    }

    /// A vault was created.
    pub struct VaultCreated {
        /// The open vault.
        pub vault: VaultView,
        /// Opens the vault when the passphrase is lost; shown once, to be printed.
        pub recovery_code: String,
    }

    /// Opens a vault with a passphrase or the recovery code.
    pub struct OpenVaultRequest {
        /// Its folder.
        pub dir: String,
        /// The passphrase, or the recovery code.
        pub passphrase: String,
        /// Who signs in; none: the first user.
        pub user: Option<String>,
    }

    /// The reporting institution.
    pub struct ProfileView {
        /// Statutory name.
        pub institution_name: String,
        /// Address of the head office.
        pub institution_address: String,
        /// Reporting officer.
        pub officer_name: String,
        /// Person in charge at head office.
        pub contact_name: String,
        /// Telephone of the person in charge.
        pub contact_phone: String,
        /// The firm's own target in business days after the decision; empty: the form's default.
        pub internal_target: Option<u32>,
    }

    /// Asks who can open a vault.
    pub struct ListUsersRequest {
        /// The vault's folder.
        pub dir: String,
    }

    /// Those who can open a vault.
    pub struct UserList {
        /// Their names, in the order in which they were added.
        pub users: Vec<String>,
    }

    /// Verifies the open vault.
    pub struct VerifyVaultRequest {
        /// Hash of an act that was printed or exported: it must still be in the chain.
        pub head: Option<String>,
    }

    /// The result of checking the chain of acts and everything sealed by it.
    pub struct VerifyView {
        /// Whether nothing was altered.
        pub intact: bool,
        /// How many acts there are.
        pub acts: u32,
        /// Hash of the last act.
        pub head: String,
        /// Sequence number of the first bad act.
        pub first_bad: Option<u32>,
        /// What kind of damage it is: a code.
        pub damage: Option<String>,
    }

    /// A page of acts, newest first.
    pub struct ListActsRequest {
        /// Only acts before this sequence number.
        pub before: Option<u32>,
        /// At most so many.
        pub limit: u32,
    }

    /// One act.
    pub struct ActView {
        /// Position in the chain, from 1.
        pub seq: u32,
        /// When, UTC, ISO 8601.
        pub at: String,
        /// Who.
        pub actor: String,
        /// What was done, such as `filing.approved`.
        pub act: String,
        /// To what.
        pub subject: String,
        /// Hash of the act.
        pub hash: String,
        /// What was said for it: the purpose of a look, the reason of a change.
        pub note: Option<String>,
    }

    /// Some acts.
    pub struct ActPage {
        /// Newest first.
        pub acts: Vec<ActView>,
    }

    /// Builds a practice vault with a sample filing and its PDF.
    pub struct CreateDemoRequest {
        /// Folder for the vault and the PDFs.
        pub dir: String,
    }

    /// Where the practice material lies.
    pub struct DemoView {
        /// The vault's folder.
        pub vault_dir: String,
        /// The passphrase of the practice vault.
        pub passphrase: String,
        /// The PDFs, in the order of the catalogue's forms.
        pub pdfs: Vec<String>,
    }
}

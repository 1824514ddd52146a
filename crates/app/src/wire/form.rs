//! Form definitions on the wire.

use std::collections::BTreeMap;

use super::wire;

wire! {
    /// Which forms there are.
    pub struct ListFormsRequest {
        /// Only those in force on this day, `YYYY-MM-DD`; all versions without.
        pub on: Option<String>,
        /// Folders and ZIPs of other definitions that count too.
        #[serde(default)]
        #[ts(optional)]
        pub forms: Option<Vec<String>>,
    }

    /// One version of one form, in a list.
    pub struct FormSummary {
        /// The form.
        pub form: String,
        /// The version.
        pub version: String,
        /// First day in force.
        pub effective_from: String,
        /// Last day in force; absent while open.
        pub effective_to: Option<String>,
        /// The receiving authority's code.
        pub authority: String,
        /// `official`, `provisional` or `free-form`.
        pub status: String,
        /// Korean title.
        pub title_ko: String,
        /// English title.
        pub title_en: String,
        /// Legal source.
        pub cite: String,
        /// Content hash.
        pub hash: String,
        /// `built_in`, `added` to this vault, or `given` for this command.
        pub origin: String,
        /// How one that was added came here.
        pub added: Option<FormAddedView>,
    }

    /// How a definition came into a vault.
    pub struct FormAddedView {
        /// When, in Korean time.
        pub at: String,
        /// By whom.
        pub by: String,
        /// Where the file comes from, in that person's words.
        pub source: String,
    }

    /// Forms.
    pub struct FormList {
        /// By form and date.
        pub forms: Vec<FormSummary>,
        /// Definitions that were added and do not read any more.
        pub unread: Vec<FormUnread>,
    }

    /// A definition in the vault that this program cannot read.
    pub struct FormUnread {
        /// The form.
        pub form: String,
        /// The version.
        pub version: String,
        /// Content hash as it was sealed.
        pub hash: String,
    }

    /// Asks for a whole definition.
    pub struct DescribeFormRequest {
        /// The form.
        pub form: String,
        /// A version; without: the one in force on `on`.
        pub version: Option<String>,
        /// A day, `YYYY-MM-DD`; without: today.
        pub on: Option<String>,
        /// Folders and ZIPs of other definitions that count too.
        #[serde(default)]
        #[ts(optional)]
        pub forms: Option<Vec<String>>,
    }

    /// A whole definition, as far as a window draws it.
    pub struct FormView {
        /// Identity.
        pub summary: FormSummary,
        /// Content hash.
        pub hash: String,
        /// Sections in order.
        pub sections: Vec<SectionView>,
        /// Tables with their columns, in order of first mention.
        pub tables: Vec<String>,
        /// Code lists by id.
        pub codes: BTreeMap<String, Vec<CodeView>>,
        /// Texts by language.
        pub ko: TextsView,
        /// Texts by language.
        pub en: TextsView,
        /// Rules by id: source and reason.
        pub rules: BTreeMap<String, RuleView>,
        /// The table that transfers are imported into.
        pub transfers: String,
        /// Where each value comes from; Markdown.
        pub source: String,
        /// The field that holds the title of a filing.
        pub title_field: String,
        /// Places that take what is known of a customer.
        pub parties: Vec<PartyPlaceView>,
        /// Where what is known of an address goes: fields by fact; empty where nothing of it does.
        pub wallet: BTreeMap<String, String>,
    }

    /// A place of a form that takes what is known of a customer.
    pub struct PartyPlaceView {
        /// The name by which it is asked for.
        pub place: String,
        /// The table whose rows take it; none where single fields do.
        pub table: Option<String>,
        /// The fields that this version has, by fact.
        pub fields: BTreeMap<String, String>,
    }

    /// A section.
    pub struct SectionView {
        /// Key of its title.
        pub id: String,
        /// The regulator's number.
        pub spec: String,
        /// The table whose columns stand here.
        pub table: Option<String>,
        /// Absent from the published form.
        pub supplement: bool,
        /// Fields in order.
        pub fields: Vec<FieldView>,
    }

    /// A field.
    pub struct FieldView {
        /// `section.field` or `table[].column`.
        pub path: String,
        /// The regulator's number.
        pub spec: String,
        /// `text`, `paragraph`, `code`, `codes`, `lines`, `date`, `datetime`, `krw`, `decimal`, `integer`, …
        pub kind: String,
        /// Most characters.
        pub max: Option<u32>,
        /// Code list.
        pub codes: Option<String>,
        /// Could not be checked against the published form.
        pub provisional: bool,
        /// A name or identifier.
        pub personal: bool,
        /// Source.
        pub cite: String,
    }

    /// A code.
    pub struct CodeView {
        /// Stored value.
        pub value: String,
        /// Korean label.
        pub ko: String,
        /// English label.
        pub en: String,
        /// Could not be checked against the published list.
        pub provisional: bool,
    }

    /// The words of a form in one language.
    pub struct TextsView {
        /// Title of the form.
        pub title: String,
        /// Section titles by id.
        pub section: BTreeMap<String, String>,
        /// Table names by id.
        pub table: BTreeMap<String, String>,
        /// Field labels by path.
        pub label: BTreeMap<String, String>,
        /// Help by path, where there is any.
        pub help: BTreeMap<String, String>,
        /// Messages by key, with `{placeholders}`.
        pub message: BTreeMap<String, String>,
    }

    /// What a rule rests on.
    pub struct RuleView {
        /// `block` or `warn`.
        pub severity: String,
        /// Source.
        pub cite: String,
        /// Reason.
        pub why: String,
    }

    /// Checks answers that lie in no vault.
    pub struct CheckFormRequest {
        /// The form.
        pub form: String,
        /// A day, `YYYY-MM-DD`; without: today.
        pub on: Option<String>,
        /// `{"fields": {path: answer}, "tables": {table: [row]}}`, as JSON text.
        pub content: String,
        /// Folders and ZIPs of other definitions that count too.
        #[serde(default)]
        #[ts(optional)]
        pub forms: Option<Vec<String>>,
    }

    /// Prints answers that lie in no vault to a file.
    pub struct RenderFormRequest {
        /// The form.
        pub form: String,
        /// A day, `YYYY-MM-DD`; without: today.
        pub on: Option<String>,
        /// As for checking.
        pub content: String,
        /// Where the PDF goes; a file that lies there is replaced once the new one is whole.
        pub path: String,
        /// Folders and ZIPs of other definitions that count too.
        #[serde(default)]
        #[ts(optional)]
        pub forms: Option<Vec<String>>,
    }

    /// A PDF was written.
    pub struct PrintedFile {
        /// Its path.
        pub path: String,
        /// SHA-256 of its bytes.
        pub sha256: String,
        /// Number of pages.
        pub pages: u32,
    }
}

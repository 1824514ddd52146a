//! The closing of a month on the wire.

use super::{DeadlineView, MissingRate, wire};

wire! {
    /// Asks how a month stands.
    pub struct CloseRequest {
        /// The month, `YYYY-MM`.
        pub month: String,
    }

    /// How a month stands: what the ledger has of it, and what is missing before it can be reported.
    pub struct CloseView {
        /// The month, `YYYY-MM`.
        pub month: String,
        /// Its first day.
        pub from: String,
        /// Its last day.
        pub to: String,
        /// The form of the report.
        pub form: String,
        /// Its version in force today.
        pub version: String,
        /// Where the report of a month comes from.
        pub cite: String,
        /// When it is due; `None` past the calendar.
        pub deadline: Option<DeadlineView>,
        /// Imported transfers of the month.
        pub count: u32,
        /// How many of them one report holds; a month with more becomes several, each of some of its days.
        pub most: u32,
        /// How many of them lack a moment or a value and are not in the sums.
        pub incomplete: u32,
        /// Won.
        pub krw: String,
        /// US dollars with two places.
        pub usd: String,
        /// Transfers without a moment that reads; they belong to no month.
        pub undated: u32,
        /// The report of the month, when there is one; what is missing is then asked of its rows.
        pub report: Option<CloseReport>,
        /// Other reports of this form in which transfers of the month stand already.
        pub standing: Vec<CloseReport>,
        /// Rows that were looked at.
        pub rows: u32,
        /// Rows that lack nothing.
        pub complete: u32,
        /// What the others lack, in groups; a group of which nothing is missing stands with 0.
        pub needs: Vec<CloseNeed>,
        /// Rates that nobody has given, each once.
        pub missing_rates: Vec<MissingRate>,
        /// Patterns that touch the month.
        pub flags: u32,
        /// How many of them have no answer.
        pub flags_open: u32,
        /// Transfers that agree in moment, direction, asset, quantity and address, in groups.
        pub look_alikes: Vec<Vec<u32>>,
    }

    /// How last month stands, in short.
    pub struct CloseGlance {
        /// The month, `YYYY-MM`.
        pub month: String,
        /// Imported transfers of it.
        pub count: u32,
        /// When its report is due; `None` past the calendar.
        pub deadline: Option<DeadlineView>,
        /// The report, when there is one.
        pub report: Option<CloseReport>,
    }

    /// A report that has to do with a month.
    pub struct CloseReport {
        /// The filing.
        pub id: u32,
        /// Its document number.
        pub document_no: String,
        /// Where it stands.
        pub status: String,
        /// How many of its rows, or of the month's transfers, stand in it.
        pub rows: u32,
    }

    /// What is missing of one group of columns.
    pub struct CloseNeed {
        /// The group: `value`, `rate`, `reason`, `proof`, `party`, `travel_rule`, `border`, `other`.
        pub need: String,
        /// Rows that lack something of it.
        pub rows: u32,
        /// How many rows lack each field.
        pub fields: Vec<CloseField>,
        /// The first of these rows, as lines of the ledger; empty where a report was asked.
        pub ids: Vec<u32>,
    }

    /// A field that rows lack.
    pub struct CloseField {
        /// The field.
        pub path: String,
        /// How many rows.
        pub rows: u32,
    }

    /// Makes reports from the ledger.
    pub struct CreateCloseRequest {
        /// The month, `YYYY-MM`.
        pub month: String,
        /// Transfers to report one by one; empty: one report of the whole month.
        pub ids: Vec<u32>,
    }

    /// The reports that were made, in the order of their transfers.
    pub struct CloseCreated {
        /// The filings.
        pub filings: Vec<u32>,
        /// Rows in them.
        pub rows: u32,
        /// Values that were filled in.
        pub filled: u32,
        /// Rates that are missing, each once.
        pub missing_rates: Vec<MissingRate>,
    }

    /// Pages of the ledger in an order.
    pub struct OutlineRequest {
        /// Which movements.
        pub filter: super::TransferFilter,
        /// `newest`, `oldest`, `largest` or `customer`.
        pub sort: String,
    }

    /// How many movements there are, their sums, and where pages begin.
    pub struct TransferOutline {
        /// How many.
        pub count: u32,
        /// How many of them lack a moment or a value and are not in the sums.
        pub incomplete: u32,
        /// Won.
        pub krw: String,
        /// US dollars with two places.
        pub usd: String,
        /// Rows of a page.
        pub every: u32,
        /// The first line of every page.
        pub marks: Vec<u32>,
    }

    /// A page of the ledger by its first line.
    pub struct TransferPageRequest {
        /// Which movements.
        pub filter: super::TransferFilter,
        /// As in the outline.
        pub sort: String,
        /// The first line; `None`: from the beginning.
        pub from: Option<u32>,
        /// At most so many.
        pub limit: u32,
    }

    /// Movements in order.
    pub struct TransferRows {
        /// The movements.
        pub rows: Vec<super::TransferView>,
    }

    /// What a selection sums up to.
    pub struct SelectionSum {
        /// How many.
        pub count: u32,
        /// How many of them lack a moment or a value and are not in the sums.
        pub incomplete: u32,
        /// Won.
        pub krw: String,
        /// US dollars with two places.
        pub usd: String,
        /// The exact quantity of each asset.
        pub quantities: Vec<AssetQuantity>,
    }

    /// The quantity of an asset.
    pub struct AssetQuantity {
        /// The symbol; empty where none is given.
        pub asset: String,
        /// The quantity, exact.
        pub quantity: String,
    }
}

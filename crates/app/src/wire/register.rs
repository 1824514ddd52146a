//! The register of filings and the home screen on the wire.

use super::{DeadlineView, wire};

wire! {
    /// A page of the register.
    pub struct ListFilingsRequest {
        /// Any part of any word; Korean or Latin.
        pub query: Option<String>,
        /// Only this status.
        pub status: Option<String>,
        /// Only filings before this one in the list.
        pub before: Option<u32>,
        /// At most so many.
        pub limit: u32,
    }

    /// Filings, newest first.
    pub struct FilingPage {
        /// The filings.
        pub filings: Vec<FilingSummary>,
        /// How many match in all.
        pub total: u32,
    }

    /// A filing in a list.
    pub struct FilingSummary {
        /// The filing.
        pub id: u32,
        /// Its form.
        pub form: String,
        /// Its version.
        pub version: String,
        /// Its status.
        pub status: String,
        /// The firm's document number.
        pub document_no: String,
        /// Its title.
        pub title: String,
        /// Who it is about, masked.
        pub subject: String,
        /// Last change, UTC.
        pub updated_at: String,
        /// When it is due, once decided.
        pub due: Option<String>,
        /// Business days left.
        pub days_left: Option<i32>,
    }

    /// The home screen.
    pub struct HomeView {
        /// Today in Korea.
        pub today: String,
        /// Decided but not sent, the most urgent first.
        pub due: Vec<FilingSummary>,
        /// Drafts, newest first; at most ten.
        pub drafts: Vec<FilingSummary>,
        /// How many filings there are in each status.
        pub draft_count: u32,
        /// Approved.
        pub approved_count: u32,
        /// Submitted.
        pub submitted_count: u32,
        /// Submitted on each of the last 30 days, oldest first.
        pub submitted_by_day: Vec<DayCount>,
        /// What a decision taken now would be due.
        pub if_decided_now: Option<DeadlineView>,
        /// The calendar is known up to this day.
        pub covered_through: String,
        /// The last act that was acknowledged before this session, as number and hash, where it is not on the chain
        /// any more.
        pub acts_lost: Option<String>,
    }

    /// A number for a day.
    pub struct DayCount {
        /// The day.
        pub date: String,
        /// The number.
        pub count: u32,
    }
}

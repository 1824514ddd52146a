//! Deadlines, calendar, addresses and text cleaning on the wire.

use super::wire;

wire! {
    /// When a report would be due.
    pub struct ShowDeadlineRequest {
        /// The form.
        pub form: String,
        /// When the officer decided, ISO 8601; Korean time without offset.
        pub decided_at: String,
    }

    /// Days the user added to the calendar, and what the calendar covers.
    pub struct CalendarView {
        /// The calendar is known from this day on.
        pub covered_from: String,
        /// The calendar is known up to this day.
        pub covered_through: String,
        /// All holidays, by date.
        pub holidays: Vec<HolidayView>,
    }

    /// A holiday.
    pub struct HolidayView {
        /// The day.
        pub date: String,
        /// Korean name.
        pub ko: String,
        /// English name.
        pub en: String,
        /// Whether the user added it.
        pub added: bool,
    }

    /// Adds a temporary holiday, or takes an added one back.
    pub struct SetHolidayRequest {
        /// The day.
        pub date: String,
        /// Its name; empty takes it back.
        pub name: String,
    }

    /// Asks whether an address is right.
    pub struct CheckAddressRequest {
        /// The chain.
        pub chain: String,
        /// The address.
        pub address: String,
    }

    /// What an address is.
    pub struct AddressView {
        /// Whether it is valid.
        pub valid: bool,
        /// Why not: a code.
        pub reason: Option<String>,
        /// The form in which it should be written.
        pub normal: Option<String>,
        /// CAIP-10 account id.
        pub caip10: Option<String>,
        /// Destination tag or memo that the address carries.
        pub tag: Option<String>,
    }

    /// Asks what the normaliser would change.
    pub struct PreviewTextRequest {
        /// The text.
        pub text: String,
        /// The field's kind, such as `paragraph`.
        pub kind: String,
    }

    /// A cleaned text and what was changed.
    pub struct TextPreview {
        /// The cleaned text.
        pub text: String,
        /// The changes, in order.
        pub changes: Vec<TextChange>,
    }

    /// One change.
    pub struct TextChange {
        /// What kind: a code.
        pub kind: String,
        /// Position in characters of the original.
        pub at: u32,
        /// What stood there.
        pub before: String,
        /// What stands there now.
        pub after: String,
    }
}

//! What the firm sets itself, on the wire: the day on which reports are due, thresholds of patterns.

use std::collections::BTreeMap;

use super::wire;

wire! {
    /// Asks on which days reports of a form may be due.
    pub struct DeadlineDaysRequest {
        /// The form.
        pub form: String,
    }

    /// The days of the next month on which reports of a form may be due.
    pub struct DeadlineChoices {
        /// The form.
        pub form: String,
        /// The form's own day; none where its period is counted in business days.
        pub standard: Option<u32>,
        /// The day that holds for a period ending today; none where the period is counted in business days.
        pub current: Option<u32>,
        /// Every day that may be chosen, the form's own first.
        pub days: Vec<u32>,
        /// What was chosen, by the first day of periods it holds for.
        pub set: Vec<DeadlineDayView>,
        /// Legal source of the period.
        pub cite: String,
    }

    /// A day that the firm chose.
    pub struct DeadlineDayView {
        /// Holds for periods that end on this day or later.
        pub effective_from: String,
        /// The day of the next month.
        pub day: Option<u32>,
        /// Why.
        pub reason: String,
        /// By whom.
        pub actor: String,
        /// When, ISO with offset.
        pub at: String,
    }

    /// Chooses the day of the next month on which reports of a form are due.
    pub struct SetDeadlineDayRequest {
        /// The form.
        pub form: String,
        /// One of the days that may be chosen.
        pub day: u32,
        /// For periods that end on this day or later.
        pub effective_from: String,
        /// Why.
        pub reason: String,
    }

    /// Asks for the thresholds.
    pub struct ListThresholdsRequest {
        /// Which hold on this day; today where it is left out.
        pub on: Option<String>,
    }

    /// The thresholds of all patterns, by pattern and day.
    pub struct ThresholdList {
        /// The thresholds.
        pub thresholds: Vec<ThresholdView>,
    }

    /// The numbers of a pattern from a day on.
    pub struct ThresholdView {
        /// The pattern, `R1`.
        pub pattern: String,
        /// The first day of movements it applies to.
        pub effective_from: String,
        /// Numbers by name: whole US dollars (`limit_usd`), `days`, `least`.
        pub values: BTreeMap<String, String>,
        /// The numbers that are built in for that day.
        pub built_in: BTreeMap<String, String>,
        /// Whether it is the one that holds on the day that was asked for.
        pub in_force: bool,
        /// Whether the firm set it.
        pub own: bool,
        /// Whether it is taken over by analogy and not the law's.
        pub provisional: bool,
        /// Where a built-in one comes from.
        pub cite: String,
        /// Why the firm set it, or went back to the built-in one.
        pub reason: Option<String>,
        /// Who set it.
        pub actor: Option<String>,
    }

    /// Sets numbers of a pattern from a day on.
    pub struct SetThresholdRequest {
        /// The pattern.
        pub pattern: String,
        /// The first day of movements it applies to.
        pub effective_from: String,
        /// Whole numbers by name. What is left out, or is what is built in for that day, stays with the program;
        /// where that is all, the built-in ones hold again.
        pub values: BTreeMap<String, String>,
        /// Why.
        pub reason: String,
    }
}

//! Measuring.

use super::wire;

wire! {
    /// Prints answers again and again.
    pub struct BenchPdfRequest {
        /// The form.
        pub form: String,
        /// A day, `YYYY-MM-DD`; without: today.
        pub on: Option<String>,
        /// As for checking.
        pub content: String,
        /// How often.
        pub rounds: u32,
    }

    /// How long each print took.
    pub struct BenchPdfView {
        /// Nanoseconds, one number a print, as texts.
        pub nanoseconds: Vec<String>,
        /// Size of the file, as text.
        pub bytes: String,
        /// Its pages.
        pub pages: u32,
        /// SHA-256 of the file.
        pub sha256: String,
    }
}

//! Long commands on the wire: started by a command of their own, watched and stopped by number.

use super::wire;
use crate::error::WireError;

wire! {
    /// A job was started; `job.show` tells how it stands.
    pub struct JobStarted {
        /// Its number.
        pub job: u32,
    }

    /// Names a job.
    pub struct JobRequest {
        /// Its number.
        pub id: u32,
    }

    /// How a job stands.
    pub struct JobView {
        /// Its number.
        pub id: u32,
        /// Whether it runs, and how it ended.
        pub state: JobState,
        /// What it is doing: a code.
        pub phase: String,
        /// How much of the phase is done, in the unit of the phase.
        pub done: String,
        /// How much there is, where that is known.
        pub total: Option<String>,
        /// What it found, once done: the response type of the command that started it names it.
        #[ts(type = "unknown")]
        pub result: Option<serde_json::Value>,
        /// Why it failed.
        pub error: Option<WireError>,
    }

    #[derive(Copy, Eq)]
    #[serde(rename_all = "snake_case")]
    /// Whether a job runs.
    pub enum JobState {
        /// It runs.
        Running,
        /// It ended and found something.
        Done,
        /// It failed.
        Failed,
        /// It was stopped and left nothing behind.
        Cancelled,
    }
}

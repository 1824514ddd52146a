//! Watching and stopping long commands.

use crate::App;
use crate::error::WireError;
use crate::wire::{JobRequest, JobView};

/// How a job stands.
pub fn job_show(app: &App, request: JobRequest) -> Result<JobView, WireError> {
    app.job(request.id)
}

/// Stops a job before its next chunk.
pub fn job_cancel(app: &App, request: JobRequest) -> Result<JobView, WireError> {
    app.cancel_job(request.id)
}

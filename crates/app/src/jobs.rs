//! Long commands: each runs on a thread of its own, tells how far it is, and can be stopped.
//!
//! A job takes the session for one chunk at a time ([`Job::with_session`]) and never between two, so that
//! every other command is answered meanwhile. It belongs to the vault that was open when it began: once that
//! vault is locked the job ends, and nobody can read what it found. Not here: what any job does.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use serde::Serialize;
use serde_json::Value;

use crate::App;
use crate::convert::not_found;
use crate::error::{ErrorCode, WireError};
use crate::session::Session;
use crate::wire::{JobState, JobView};

/// How many finished jobs can still be asked about.
const KEPT: usize = 64;
/// So long others have to take the vault between two pieces of a job's work; waking takes less.
const BETWEEN: Duration = Duration::from_millis(2);

/// Every job of this application by number.
#[derive(Default)]
pub struct Jobs {
    list: Mutex<JobList>,
}

#[derive(Default)]
struct JobList {
    last: u32,
    jobs: BTreeMap<u32, Arc<Job>>,
}

/// One running or finished job.
pub struct Job {
    vault: Option<u64>,
    cancelled: AtomicBool,
    standing: Mutex<Standing>,
}

struct Standing {
    phase: String,
    done: u64,
    total: Option<u64>,
    outcome: Option<Result<Value, WireError>>,
}

impl Job {
    /// Begins a phase: a code that the shell turns into words, and how much there is to do, where that is known.
    pub fn phase(&self, phase: &str, total: Option<u64>) {
        let mut standing = self.standing();
        phase.clone_into(&mut standing.phase);
        (standing.done, standing.total) = (0, total);
    }

    /// Tells how much of the phase is done.
    ///
    /// # Errors
    /// [`ErrorCode::Cancelled`] when the user has stopped the job: hand it on with `?`.
    pub fn reached(&self, done: u64) -> Result<(), WireError> {
        self.go_on()?;
        self.standing().done = done;
        Ok(())
    }

    /// Looks whether the user has stopped the job, where there is nothing to tell.
    ///
    /// # Errors
    /// As [`Job::reached`].
    pub fn go_on(&self) -> Result<(), WireError> {
        let stopped = self.cancelled.load(Ordering::Relaxed);
        if stopped { Err(ErrorCode::Cancelled.into()) } else { Ok(()) }
    }

    /// Takes the open vault for one chunk of work.
    ///
    /// # Errors
    /// [`ErrorCode::VaultLocked`] when the vault the job began with is no longer open; the closure's own.
    pub fn with_session<T>(
        &self,
        app: &App,
        work: impl FnOnce(&mut Session) -> Result<T, WireError>,
    ) -> Result<T, WireError> {
        app.with_session(|session| {
            if self.vault != Some(session.serial) {
                return Err(ErrorCode::VaultLocked.into());
            }
            work(session)
        })
    }

    /// Lets a command that waits for the vault have it before this job takes it again. What unlocks and locks at once
    /// would have it back before anybody else wakes.
    pub fn let_others_in(&self) {
        thread::sleep(BETWEEN);
    }

    fn standing(&self) -> MutexGuard<'_, Standing> {
        self.standing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn end(&self, outcome: Result<Value, WireError>) {
        self.standing().outcome = Some(outcome);
    }

    fn has_ended(&self) -> bool {
        self.standing().outcome.is_some()
    }

    fn view(&self, id: u32) -> JobView {
        let standing = self.standing();
        let (state, result, error) = match &standing.outcome {
            None => (JobState::Running, None, None),
            Some(Ok(value)) => (JobState::Done, Some(value.clone()), None),
            Some(Err(error)) if error.code == ErrorCode::Cancelled => {
                (JobState::Cancelled, None, None)
            }
            Some(Err(error)) => (JobState::Failed, None, Some(error.clone())),
        };
        JobView {
            id,
            state,
            phase: standing.phase.clone(),
            done: standing.done.to_string(),
            total: standing.total.map(|total| total.to_string()),
            result,
            error,
        }
    }
}

/// Ends a job whose thread panicked: without this it would run for ever.
struct EndsAnyway(Arc<Job>);

impl Drop for EndsAnyway {
    fn drop(&mut self) {
        if !self.0.has_ended() {
            let stopped = WireError::new(ErrorCode::Internal).with("problem", "stopped");
            self.0.end(Err(stopped));
        }
    }
}

impl App {
    /// Starts a job on its own thread and gives its number.
    ///
    /// # Errors
    /// [`ErrorCode::Internal`] when the system gives no thread.
    pub(crate) fn start_job<T: Serialize>(
        &self,
        work: impl FnOnce(&App, &Job) -> Result<T, WireError> + Send + 'static,
    ) -> Result<u32, WireError> {
        let job = Arc::new(Job {
            vault: self.slot().as_ref().map(|session| session.serial),
            cancelled: AtomicBool::new(false),
            standing: Mutex::new(Standing {
                phase: String::from("starting"),
                done: 0,
                total: None,
                outcome: None,
            }),
        });
        let id = self.jobs.add(Arc::clone(&job));
        let app = self.clone();
        let run = move || {
            let ends = EndsAnyway(job);
            let job = &ends.0;
            let outcome = work(&app, job).and_then(|result| {
                serde_json::to_value(result)
                    .map_err(|problem| WireError::new(ErrorCode::Internal).with("problem", problem))
            });
            job.end(outcome);
        };
        let thread = thread::Builder::new().name(format!("job {id}")).spawn(run);
        thread.map_err(|problem| WireError::new(ErrorCode::Internal).with("problem", problem))?;
        Ok(id)
    }

    /// A job of the vault that is open now, and how it stands.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`], also for a job of another vault.
    pub(crate) fn job(&self, id: u32) -> Result<JobView, WireError> {
        self.own_job(id).map(|job| job.view(id))
    }

    /// Asks a job to stop; it does before its next chunk.
    ///
    /// # Errors
    /// As [`App::job`].
    pub(crate) fn cancel_job(&self, id: u32) -> Result<JobView, WireError> {
        let job = self.own_job(id)?;
        job.cancelled.store(true, Ordering::Relaxed);
        Ok(job.view(id))
    }

    /// How many jobs of the vault that is open now have not ended.
    pub(crate) fn running_jobs(&self) -> usize {
        let vault = self.slot().as_ref().map(|session| session.serial);
        let list = self.jobs.list();
        list.jobs.values().filter(|job| job.vault == vault && !job.has_ended()).count()
    }

    fn own_job(&self, id: u32) -> Result<Arc<Job>, WireError> {
        let vault = self.slot().as_ref().map(|session| session.serial);
        let job = self.jobs.list().jobs.get(&id).map(Arc::clone);
        job.filter(|job| job.vault == vault).ok_or_else(|| not_found(format!("job {id}")))
    }
}

impl Jobs {
    fn list(&self) -> MutexGuard<'_, JobList> {
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn add(&self, job: Arc<Job>) -> u32 {
        let mut list = self.list();
        list.last += 1;
        let id = list.last;
        list.jobs.insert(id, job);
        let ended: Vec<u32> =
            list.jobs.iter().filter(|(_, job)| job.has_ended()).map(|(id, _)| *id).collect();
        for id in ended.iter().take(list.jobs.len().saturating_sub(KEPT)) {
            list.jobs.remove(id);
        }
        id
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;
    use std::time::Duration;

    use super::*;
    use crate::Host;

    fn app() -> App {
        App::new(Host::system()).unwrap()
    }

    /// Waits until a job has ended.
    fn ended(app: &App, id: u32) -> JobView {
        loop {
            let view = app.job(id).unwrap();
            if view.state != JobState::Running {
                return view;
            }
            thread::sleep(Duration::from_millis(1));
        }
    }

    #[test]
    fn a_job_tells_how_far_it_is_and_what_it_found() {
        let app = app();
        let (go, waits) = mpsc::channel();
        let (arrived, told) = mpsc::channel();
        let id = app
            .start_job(move |_, job| {
                job.phase("reading", Some(10));
                job.reached(4)?;
                arrived.send(()).unwrap();
                waits.recv().unwrap();
                Ok("found")
            })
            .unwrap();
        told.recv().unwrap();
        let view = app.job(id).unwrap();
        assert_eq!((view.state, view.phase.as_str()), (JobState::Running, "reading"));
        assert_eq!((view.done.as_str(), view.total.as_deref()), ("4", Some("10")));
        assert_eq!(app.running_jobs(), 1);
        go.send(()).unwrap();
        let view = ended(&app, id);
        assert_eq!((view.state, view.result), (JobState::Done, Some("found".into())));
        assert_eq!(app.running_jobs(), 0);
    }

    #[test]
    fn a_cancelled_job_stops_at_its_next_step() {
        let app = app();
        let (go, waits) = mpsc::channel::<()>();
        let id = app
            .start_job(move |_, job| {
                waits.recv().unwrap();
                job.reached(1)?;
                Ok("never")
            })
            .unwrap();
        app.cancel_job(id).unwrap();
        go.send(()).unwrap();
        let view = ended(&app, id);
        assert_eq!((view.state, view.result), (JobState::Cancelled, None));
    }

    #[test]
    fn a_job_that_fails_or_panics_has_ended() {
        let app = app();
        let failed = app.start_job(|_, _| Err::<(), _>(ErrorCode::DiskFull.into())).unwrap();
        assert_eq!(ended(&app, failed).error.unwrap().code, ErrorCode::DiskFull);
        let panicked = app.start_job(|_, _| -> Result<(), WireError> { panic!("on purpose") });
        assert_eq!(ended(&app, panicked.unwrap()).error.unwrap().code, ErrorCode::Internal);
        assert_eq!(app.job(99).unwrap_err().code, ErrorCode::NotFound);
    }
}

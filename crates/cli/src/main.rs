//! `singo`: the headless shell. It reads arguments and files, calls the command list, and prints.
//!
//! Machine output is one JSON document on stdout; words go to stdout or, when something is wrong, to stderr.
//! Secrets come from a file, an environment variable or a prompt, never from an argument.
//! Exit code 0: done, or right. 1: refused, or not right. 2: could not be read or was called wrongly.

mod args;
mod commands;
mod outcome;
mod paper_args;
mod secret;
#[cfg(feature = "test-server")]
mod serve;
mod words;

use std::process::ExitCode;

use clap::Parser;
use singo_app::{App, Host};

use args::{Arguments, BenchCommand, Command};
use outcome::{Failure, Outcome};
use words::Words;

fn main() -> ExitCode {
    singo_app::forbid_core_dumps();
    let arguments = Arguments::parse();
    let words = Words::chosen(arguments.lang.as_deref());
    let outcome = App::new(Host::system())
        .map_err(Failure::from)
        .and_then(|app| run(app, arguments.command, &words));
    match outcome {
        Ok(outcome) => outcome.print(),
        Err(failure) => failure.print(&words),
    }
}

fn run(app: App, command: Command, words: &Words) -> Result<Outcome, Failure> {
    use commands::{bench, check, demo, evidence, filing, form, import, pdf, tools, vault, verify};
    match command {
        Command::Deadline(given) => tools::deadline(&app, &given, words),
        Command::Address(given) => tools::address(&app, &given, words),
        Command::Form(given) => form::run(&app, given, words),
        Command::Check(given) => check::check(&app, &given, words),
        Command::Render(given) => check::render(&app, &given, words),
        Command::Bench(BenchCommand::Pdf(given)) => bench::pdf(&app, &given, words),
        Command::Import(given) => import::run(&app, &given, words),
        Command::Vault(given) => vault::run(&app, given, words),
        Command::Filing(given) => filing::run(&app, given, words),
        Command::Verify(given) => verify::verify(&app, &given, words),
        Command::Seal(given) => pdf::seal(&app, &given, words),
        Command::Decrypt(given) => pdf::decrypt(&app, &given, words),
        Command::Evidence(given) => evidence::run(&app, given, words),
        Command::Demo(given) => demo::run(&app, &given, words),
        #[cfg(feature = "test-server")]
        Command::Serve(given) => {
            let token = std::env::var("SINGO_SERVE_TOKEN").map_err(|_| Failure::NoPassphrase)?;
            let options =
                serve::Options { port: given.port, token: token.into(), page: given.page };
            serve::serve(app, &options, |address| Outcome::line(address).print_line())
                .map_err(Failure::Server)?;
            Ok(Outcome::default())
        }
    }
}

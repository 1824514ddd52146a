//! A loopback server that puts the command list behind the same page in a plain browser, for trying and
//! testing the page. Built only with the feature `test-server`, never in a release; only this machine's
//! own processes reach it, and only with the token that was given to it.
//!
//! Invariant: it listens on the loopback address alone, and answers commands to holders of the token alone.

use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};
use singo_app::{App, ErrorCode, WireError};
use tiny_http::{Header, Method, Request, Response, Server};
use zeroize::Zeroizing;

#[cfg(not(debug_assertions))]
compile_error!("the feature `test-server` must not be part of a release");

/// Requests at once: a page asks for its files together, and one slow command must not stop the others.
const WORKERS: usize = 4;

/// What to serve, and to whom.
pub struct Options {
    /// Port on the loopback address; 0 takes a free one.
    pub port: u16,
    /// What a caller must show.
    pub token: Zeroizing<String>,
    /// The built page: the folder of `index.html`.
    pub page: PathBuf,
}

/// Serves until the process ends. `ready` is told the page's address, token included, once the server listens.
///
/// # Errors
/// When the port cannot be listened on.
pub fn serve(app: App, options: &Options, ready: impl FnOnce(&str)) -> io::Result<()> {
    let server = Server::http(("127.0.0.1", options.port)).map_err(io::Error::other)?;
    let port = server.server_addr().to_ip().map_or(options.port, |address| address.port());
    ready(&format!("http://127.0.0.1:{port}/#token={}", options.token.as_str()));
    let (app, server) = (Arc::new(app), Arc::new(server));
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                for request in server.incoming_requests() {
                    // A browser that went away is its own affair.
                    let _answered = answer(&app, options, request);
                }
            });
        }
    });
    Ok(())
}

fn answer(app: &App, options: &Options, mut request: Request) -> io::Result<()> {
    let (status, ending, body) = match (request.method(), request.url()) {
        (Method::Post, "/call") if holds(&request, &options.token) => {
            match read_command(&mut request).and_then(|(name, payload)| app.call(&name, payload)) {
                Ok(value) => (200, "json".to_owned(), value.to_string().into_bytes()),
                Err(error) => (422, "json".to_owned(), json!(error).to_string().into_bytes()),
            }
        }
        (Method::Get, url) => match file(&options.page, url) {
            Some(path) => (200, ending(&path), fs::read(&path)?),
            None => (404, String::new(), Vec::new()),
        },
        _ => (403, String::new(), Vec::new()),
    };
    let mut response = Response::from_data(body).with_status_code(status);
    if let Ok(header) = Header::from_bytes("Content-Type", kind(&ending)) {
        response.add_header(header);
    }
    request.respond(response)
}

/// Whether the caller shows the token. Another page of the same browser cannot: it does not know it, and
/// the header keeps its browser from sending the request without asking first.
fn holds(request: &Request, token: &str) -> bool {
    let expected = Zeroizing::new(format!("Bearer {token}"));
    let shown = request.headers().iter().find(|header| header.field.equiv("Authorization"));
    !token.is_empty() && shown.is_some_and(|header| header.value.as_str() == expected.as_str())
}

fn read_command(request: &mut Request) -> Result<(String, Value), WireError> {
    let wrong = |problem: &dyn ToString| {
        WireError::new(ErrorCode::BadRequest).with("problem", problem.to_string())
    };
    let mut body = Zeroizing::new(String::new());
    request.as_reader().read_to_string(&mut body).map_err(|error| wrong(&error))?;
    let mut command: Value = serde_json::from_str(&body).map_err(|error| wrong(&error))?;
    let name = command["name"].as_str().map(str::to_owned);
    name.map(|name| (name, command["payload"].take())).ok_or_else(|| wrong(&"name"))
}

/// The file of the page that a URL names; nothing outside the page's folder.
fn file(page: &Path, url: &str) -> Option<PathBuf> {
    let name = url.split(['?', '#']).next()?.trim_start_matches('/');
    let name = Path::new(if name.is_empty() { "index.html" } else { name });
    let inside = name.components().all(|part| matches!(part, Component::Normal(_)));
    Some(page.join(name)).filter(|path| inside && path.is_file())
}

fn ending(path: &Path) -> String {
    path.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_owned()
}

fn kind(ending: &str) -> &'static str {
    match ending {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json; charset=utf-8",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_the_page_are_served() {
        let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert_eq!(file(&page, "/main.rs?v=1"), Some(page.join("main.rs")));
        for outside in ["/../Cargo.toml", "//etc/passwd", "/..%2fCargo.toml", "/absent", "/"] {
            assert_eq!(file(&page, outside), None, "{outside}");
        }
    }
}

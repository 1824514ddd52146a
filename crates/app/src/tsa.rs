//! The one place that speaks to another machine, and only to the timestamp authority whose address the user has
//! just entered: RFC 3161, 3.4 over plain HTTP/1.1. What is sent is the digest of a signature, nothing else.
//!
//! There is no list of authorities, no address is kept, nothing is followed. An authority that is reached by
//! https alone is asked by other means, and its answer is read from a file. See docs/adr/0005.

use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use crate::error::{ErrorCode, WireError};

/// A token has a few kilobytes.
const LARGEST: u64 = 1 << 20;
const PATIENCE: Duration = Duration::from_secs(20);

/// Sends a request and returns the answer.
pub fn ask(address: &str, request: &[u8]) -> Result<Vec<u8>, WireError> {
    let unreachable = |problem: &str| {
        WireError::new(ErrorCode::AuthorityUnreachable)
            .with("address", address)
            .with("problem", problem)
    };
    let rest = address.trim().strip_prefix("http://").ok_or_else(|| unreachable("http://"))?;
    let (host, path) =
        rest.split_once('/').map_or((rest, String::new()), |(h, p)| (h, p.to_owned()));
    let plain = |text: &str| text.chars().all(|c| c.is_ascii_graphic());
    if host.is_empty() || host.contains('@') || !plain(host) || !plain(&path) {
        return Err(unreachable(rest));
    }
    let place = if host.rsplit_once(':').is_some_and(|(_, port)| port.parse::<u16>().is_ok()) {
        host.to_owned()
    } else {
        format!("{host}:80")
    };
    let talk = || -> std::io::Result<Vec<u8>> {
        let mut found = place.to_socket_addrs()?;
        let found = found.next().ok_or(std::io::ErrorKind::NotFound)?;
        let mut stream = TcpStream::connect_timeout(&found, PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let length = request.len();
        let head = format!(
            "POST /{path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/timestamp-query\r\n\
             Content-Length: {length}\r\nAccept: application/timestamp-reply\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(request)?;
        let mut answer = Vec::new();
        stream.take(LARGEST).read_to_end(&mut answer)?;
        Ok(answer)
    };
    let answer = talk().map_err(|error| unreachable(&error.to_string()))?;
    body(&answer).ok_or_else(|| {
        unreachable(&String::from_utf8_lossy(answer.split(|b| *b == b'\r').next().unwrap_or(&[])))
    })
}

/// The body of an answer that says it is one.
pub fn body(answer: &[u8]) -> Option<Vec<u8>> {
    let end = answer.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = std::str::from_utf8(&answer[..end]).ok()?.to_ascii_lowercase();
    let mut lines = head.lines();
    let good = lines.next()?.split(' ').nth(1) == Some("200");
    let fields: Vec<(&str, &str)> =
        lines.filter_map(|line| line.split_once(':')).map(|(k, v)| (k.trim(), v.trim())).collect();
    let is =
        |name: &str, value: &str| fields.iter().any(|(k, v)| *k == name && v.starts_with(value));
    let rest = &answer[end + 4..];
    if !good || !is("content-type", "application/timestamp-reply") {
        return None;
    }
    if is("transfer-encoding", "chunked") { unchunked(rest) } else { Some(rest.to_vec()) }
}

/// RFC 9112, 7.1.
fn unchunked(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let line = rest.windows(2).position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(&rest[..line]).ok()?.split(';').next()?.trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        if size == 0 {
            return Some(whole);
        }
        let start = line + 2;
        whole.extend_from_slice(rest.get(start..start.checked_add(size)?)?);
        rest = rest.get(start + size + 2..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_timestamp_is_taken_from_an_answer() {
        let kind = "Content-Type: application/timestamp-reply\r\n";
        let plain = format!("HTTP/1.1 200 OK\r\n{kind}\r\nabc");
        assert_eq!(body(plain.as_bytes()).unwrap(), b"abc");
        let parts = format!(
            "HTTP/1.1 200 OK\r\n{kind}Transfer-Encoding: chunked\r\n\r\n2;x\r\nab\r\n1\r\nc\r\n0\r\n\r\n"
        );
        assert_eq!(body(parts.as_bytes()).unwrap(), b"abc");
        for wrong in [
            format!("HTTP/1.1 302 Found\r\n{kind}\r\nabc"),
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\nabc".to_owned(),
            format!(
                "HTTP/1.1 200 OK\r\n{kind}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nab"
            ),
            "HTTP/1.1 200 OK".to_owned(),
            String::new(),
        ] {
            assert_eq!(body(wrong.as_bytes()), None, "{wrong}");
        }
    }

    #[test]
    fn nothing_but_a_plain_address_is_spoken_to() {
        for address in
            ["", "https://a.example", "ftp://a.example", "http://", "http://a@b/", "http://a b/"]
        {
            assert_eq!(ask(address, b"").unwrap_err().code, ErrorCode::AuthorityUnreachable);
        }
    }
}

//! The passphrase: from a file, from `SINGO_PASSPHRASE`, or asked for on the terminal. Never an argument,
//! for arguments are seen by every process of the computer.

use std::fs;
use std::path::Path;

use zeroize::Zeroizing;

use crate::outcome::Failure;
use crate::words::Words;

/// The passphrase of a vault.
pub fn passphrase(file: Option<&Path>, words: &Words) -> Result<Zeroizing<String>, Failure> {
    secret(file, "SINGO_PASSPHRASE", words)
}

/// The first line of a file that holds a secret.
pub fn first_line(file: &Path) -> Result<Zeroizing<String>, Failure> {
    let text = fs::read_to_string(file).map_err(|e| Failure::File(file.to_owned(), e))?;
    let text = Zeroizing::new(text);
    Ok(Zeroizing::new(text.lines().next().unwrap_or_default().to_owned()))
}

/// A secret from a file, from an environment variable, or from the terminal.
pub fn secret(
    file: Option<&Path>,
    variable: &str,
    words: &Words,
) -> Result<Zeroizing<String>, Failure> {
    if let Some(file) = file {
        return first_line(file);
    }
    if let Ok(text) = std::env::var(variable) {
        return Ok(Zeroizing::new(text));
    }
    let question = words.say("cli.passphrase", &serde_json::json!({}));
    rpassword::prompt_password(question).map(Zeroizing::new).map_err(|_| Failure::NoPassphrase)
}

//! `vault`.

use std::path::Path;

use serde_json::json;
use singo_app::App;

use super::verify::verify;
use super::{open, place, text};
use crate::args::{GivenForms, OpeningArgs, VaultCommand, VerifyArgs};
use crate::outcome::{Failure, Outcome};
use crate::secret::passphrase;
use crate::words::Words;

/// Creates, checks, lists.
pub fn run(app: &App, command: VaultCommand, words: &Words) -> Result<Outcome, Failure> {
    match command {
        VaultCommand::Create {
            vault,
            user,
            institution,
            address,
            officer,
            contact,
            phone,
            separate_duties,
            one_person_reason,
            recovery_page,
            opening,
        } => {
            let secret = passphrase(opening.passphrase_file.as_deref(), words)?;
            let profile = json!({ "institution_name": institution, "institution_address": address,
                                  "officer_name": officer, "contact_name": contact,
                                  "contact_phone": phone, "internal_target": null });
            let request = json!({ "dir": vault.to_string_lossy(), "user": user,
                                  "passphrase": secret.as_str(), "profile": profile,
                                  "separate_duties": separate_duties,
                                  "small_firm_reason": one_person_reason });
            let page = recovery_page.as_deref().map(place).transpose()?;
            let made = app.call("vault.create", request)?;
            let made =
                json!({ "dir": made["vault"]["dir"], "recovery_code": made["recovery_code"] });
            let told = said(&made, opening.json, "cli.vault.created", words);
            let Some(path) = page else { return Ok(told) };
            // The code is nowhere else: it is on the screen before the page can fail.
            told.print_line();
            let request = json!({ "recovery_code": made["recovery_code"], "path": path });
            app.call("key.recovery_page", request)?;
            Ok(Outcome::default())
        }
        VaultCommand::Check { vault, head, opening } => {
            let forms = GivenForms::default();
            verify(app, &VerifyArgs { vault, asked: None, head, forms, opening }, words)
        }
        VaultCommand::Backup { vault, to, opening } => {
            open(app, &vault, opening.passphrase_file.as_ref(), words)?;
            let folder = to.as_deref().map(place).transpose()?;
            let made = app.call("backup.create", json!({ "folder": folder }))?;
            Ok(said(&made, opening.json, "cli.vault.backed_up", words))
        }
        VaultCommand::Restore { from, vault, user, opening } => {
            let secret = passphrase(opening.passphrase_file.as_deref(), words)?;
            let request = json!({ "path": from, "dir": vault, "user": user,
                                  "passphrase": secret.as_str() });
            let restored = app.call("backup.restore", request)?;
            Ok(said(&restored, opening.json, "cli.vault.restored", words))
        }
        VaultCommand::Users { vault, roles: false, opening } => users(app, &vault, &opening),
        VaultCommand::Users { vault, roles: true, opening } => people(app, &vault, &opening, words),
    }
}

fn said(found: &serde_json::Value, json: bool, key: &str, words: &Words) -> Outcome {
    if json { Outcome::json(found) } else { Outcome::line(words.say(key, found)) }
}

fn users(app: &App, vault: &Path, opening: &OpeningArgs) -> Result<Outcome, Failure> {
    let found = app.call("vault.users", json!({ "dir": vault.to_string_lossy() }))?;
    if opening.json {
        return Ok(Outcome::json(&found));
    }
    let names = found["users"].as_array().into_iter().flatten();
    Ok(Outcome::lines(names.filter_map(|name| name.as_str()).map(str::to_owned).collect()))
}

/// Everyone with roles, and how duties are divided.
fn people(
    app: &App,
    vault: &Path,
    opening: &OpeningArgs,
    words: &Words,
) -> Result<Outcome, Failure> {
    open(app, vault, opening.passphrase_file.as_ref(), words)?;
    let found = app.call("user.list", json!({}))?;
    if opening.json {
        return Ok(Outcome::json(&found));
    }
    let duties = if found["one_person"] == true { "one" } else { "separate" };
    let mut lines = vec![words.say(&format!("cli.duties.{duties}"), &found)];
    for person in found["people"].as_array().into_iter().flatten() {
        let roles = person["roles"].as_array().into_iter().flatten();
        let roles: Vec<String> = roles
            .filter_map(|role| role.as_str())
            .map(|role| words.say(&format!("cli.role.{role}"), &json!({})))
            .collect();
        let state = if person["active"] == true { "active" } else { "inactive" };
        let state = words.say(&format!("cli.user.{state}"), &json!({}));
        lines.push(format!("{:<16} {state:<6} {}", text(person, "name"), roles.join(", ")));
    }
    Ok(Outcome::lines(lines))
}

//! Tests with vaults as older programs left them. `SINGO_OLDER_VAULT=<empty folder>` writes one there, from which the
//! fixture of the journeys was made.

use std::error::Error;
use std::fs;
use std::path::Path;

use chrono::{DateTime, Utc};
use serde_json::json;
use singo_domain::people::{Person, Role};

use crate::connection::{self, Mode};
use crate::table::meta;
use crate::vault::DATABASE;
use crate::{NewAct, OpenMode, ReadError, RecoveryCode, Unlock, Vault, WriteError, migrations};

const PASSPHRASE: &str = "four unrelated words here";
/// The steps that the older program knew: there were people already.
const STEPS: usize = 8;

fn now() -> DateTime<Utc> {
    "2026-03-02T03:00:00Z".parse().unwrap()
}

/// A vault of 책임, who administered it until the summer, and of a drafter and an auditor, as an older program left it.
fn left(folder: &Path) -> RecoveryCode {
    let (mut vault, code) = Vault::create(folder, "책임", PASSPHRASE, now()).unwrap();
    for user in ["작성", "감사"] {
        vault.add_slot("책임", now(), user, PASSPHRASE).unwrap();
    }
    let (keys, key) = (vault.keys.clone(), vault.key.clone());
    drop(vault);
    // With it the note of its newest act, which older programs did not write.
    for name in [DATABASE, "head"] {
        let _ = fs::remove_file(folder.join(name));
    }
    let connection = connection::open(&folder.join(DATABASE), &key, Mode::Create).unwrap();
    migrations::taken_by_older(&connection, STEPS);
    meta::introduce(&connection, &keys.vault, now()).unwrap();
    let blobs = folder.join("blobs");
    let mut vault = Vault::beside(connection, keys, key, folder, &blobs);
    for (name, role) in
        [("책임", Role::Administrator), ("작성", Role::Drafter), ("감사", Role::Auditor)]
    {
        let until = (role == Role::Administrator).then(|| "2026-06-30".parse().unwrap());
        let (name, roles) = (name.to_owned(), [role].into());
        let person = Person { name, roles, active: true, from: None, until };
        vault
            .write("책임", now(), |tx| {
                tx.put_person(&person, &person.name, "", "시험")?;
                let subject = format!("user:{}", person.name);
                Ok::<_, WriteError>(((), NewAct::new("user.added", subject, json!({}))))
            })
            .unwrap();
    }
    connection::checkpoint(&vault.connection).unwrap();
    code
}

/// How each is opened by the people in the vault, as the application asks.
fn opened(folder: &Path, user: &str) -> Result<(Vault, usize), Box<dyn Error>> {
    let unlock = Unlock::Passphrase { user, passphrase: PASSPHRASE };
    let mut asked = 0;
    let vault = Vault::open_as(folder, unlock, now(), |read| {
        asked += 1;
        let person = read.person(user)?.unwrap().person;
        let mode = if person.only_reads() { OpenMode::ReadOnly } else { OpenMode::Write };
        Ok::<_, Box<dyn Error>>(mode)
    })?;
    Ok((vault, asked))
}

#[test]
fn a_vault_of_an_older_program_is_backed_up_brought_forward_and_asked_about() {
    if let Some(folder) = std::env::var_os("SINGO_OLDER_VAULT") {
        let code = left(Path::new(&folder));
        fs::write(Path::new(&folder).join("recovery-code.txt"), code.reveal()).unwrap();
    }
    let folder = tempfile::tempdir().unwrap();
    left(folder.path());
    let (vault, asked) = opened(folder.path(), "감사").unwrap();
    assert_eq!((vault.is_read_only(), asked), (true, 1), "who only reads only reads here as well");
    let (acts, noted) =
        vault.read(|read| Ok::<_, ReadError>((read.acts(1, 99)?, read.last_backup()?))).unwrap();
    let last = acts.last().unwrap();
    assert_eq!((last.act.act.as_str(), last.act.actor.as_str()), ("backup.created", "감사"));
    let said = &last.payload;
    assert_eq!(said["reason"], "before_upgrade");
    let noted = noted.unwrap();
    assert_eq!(said["path"], json!(noted.path));
    assert_eq!((noted.at, noted.made_at), (now(), now()));
    assert!(noted.path.join("manifest.json").is_file() && noted.path.starts_with(folder.path()));
    assert_eq!(vault.verify(None).unwrap().broken, None);
    drop(vault);
    let (vault, asked) = opened(folder.path(), "작성").unwrap();
    assert_eq!((vault.is_read_only(), asked), (false, 1));
    let backups = vault.read(|read| read.acts(1, 99)).unwrap();
    let backups = backups.iter().filter(|row| row.act.act == "backup.created").count();
    assert_eq!(backups, 1, "once");
}

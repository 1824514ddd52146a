//! A form that comes as a file: an official version of a report, made here from the folder that is shipped, is added to a
//! vault, holds from its day on, is written under, printed, verified with and without the vault, and is carried along.

use std::fs;
use std::path::{Path, PathBuf};

use data_encoding::BASE64;
use serde_json::{Value, json};
use singo_app::ErrorCode;

use crate::desk::{Desk, PASSPHRASE, remittance};
use crate::own_form::{BASIS, FormFile, SHIPPED, TITLE};
use crate::pdf_text;

const FORM: &str = "remittance";

/// Looks at a file and adds what it shows.
fn add(desk: &Desk, path: &Path) -> Value {
    let preview = desk.call("form.preview", json!({ "path": path }));
    assert_eq!(preview["faults"], json!([]), "{preview:#}");
    let request = json!({ "path": path, "hash": preview["form"]["hash"], "source": "시험용 고시" });
    desk.call("form.add", request)
}

fn own<'a>(list: &'a Value, version: &str) -> &'a Value {
    let mut forms = list["forms"].as_array().unwrap().iter();
    forms.find(|form| form["form"] == FORM && form["version"] == version).unwrap_or(&Value::Null)
}

/// A report with the sample's particulars and without rows, for the period that ends on a day.
fn report(desk: &Desk, on: &str) -> (u64, String) {
    let made = desk.call("filing.create", json!({ "form": FORM, "on": on, "corrects": null }));
    let id = made["id"].as_u64().unwrap();
    let fields = remittance()["fields"].clone();
    for (path, value) in fields.as_object().unwrap() {
        let value = if path == "header.period_to" { &json!(on) } else { value };
        if !path.starts_with("summary.") && path != "header.document_no" {
            desk.call("filing.edit", json!({ "id": id, "path": path, "value": value }));
        }
    }
    (id, made["version"].as_str().unwrap().to_owned())
}

fn exported(desk: &Desk, id: u64, name: &str) -> PathBuf {
    let path = desk.folder.path().join(name);
    desk.call("filing.export_pdf", json!({ "id": id, "path": path, "purpose": "archive" }));
    path
}

#[test]
fn an_official_form_replaces_the_free_one_from_its_day_on() {
    let desk = Desk::new();
    let shipped = desk.call("form.list", json!({ "on": null }));
    let folder = desk.folder.path().join("forms");
    fs::create_dir(&folder).unwrap();
    let zip = FormFile::official().zip(&folder.join("official.zip"));

    let preview = desk.call("form.preview", json!({ "path": zip }));
    assert_eq!(preview["faults"], json!([]));
    assert_eq!(
        (&preview["before"]["version"], &preview["closes_on"]),
        (&json!("2027-02"), &json!("2027-04-30"))
    );
    let part = |what: &str| {
        let parts = preview["parts"].as_array().unwrap();
        parts.iter().find(|part| part["what"] == what).unwrap().clone()
    };
    let fields = part("fields");
    assert_eq!(fields["added"], json!(["declaration.desk_no"]));
    assert_eq!(fields["changed"], json!(["header.addressee", "header.legal_basis"]));
    assert_eq!(fields["after"].as_u64(), fields["before"].as_u64().map(|n| n + 1));
    let rules = part("rules");
    assert_eq!((&rules["added"], &rules["changed"]), (&json!(["REM-B901"]), &json!(["REM-B069"])));
    assert_eq!(part("codes")["added"], json!(["addressee-2027-05", "legal-basis-2027-05"]));
    let title = preview["differences"].as_array().unwrap().iter().find(|d| d["what"] == "title_ko");
    assert_eq!(title.unwrap()["after"], TITLE);
    assert_eq!(desk.call("form.list", json!({ "on": null })), shipped, "looking adds nothing");

    let (before_adding, version) = report(&desk, "2027-05-31");
    assert_eq!(version, "2027-02", "no other is known yet");
    let listed = add(&desk, &zip);
    let added = own(&listed, "2027-05");
    assert_eq!((&added["origin"], &added["status"]), (&json!("added"), &json!("official")));
    assert_eq!(
        (&added["added"]["by"], &added["added"]["source"]),
        (&json!("tester"), &json!("시험용 고시"))
    );
    assert_eq!((&added["hash"], &added["effective_to"]), (&preview["form"]["hash"], &Value::Null));
    let closed = own(&listed, "2027-02");
    assert_eq!(
        (&closed["effective_to"], &closed["origin"]),
        (&json!("2027-04-30"), &json!("built_in"))
    );
    assert_eq!(
        closed["hash"],
        own(&shipped, "2027-02")["hash"],
        "what was written under it finds it"
    );
    assert_eq!(desk.acts(1), ["form.added"]);
    let act = desk.call("act.list", json!({ "before": null, "limit": 1 }))["acts"][0].clone();
    assert_eq!(
        (&act["subject"], &act["note"]),
        (&json!("form/remittance/2027-05"), &json!("시험용 고시"))
    );
    desk.call("filing.show", json!({ "id": before_adding }));

    // The day decides.
    let (old, version) = report(&desk, "2027-04-30");
    assert_eq!(version, "2027-02");
    let (new, version) = report(&desk, "2027-05-01");
    assert_eq!(version, "2027-05");
    for (month, version) in [("2027-04", "2027-02"), ("2027-05", "2027-05")] {
        assert_eq!(desk.call("close.show", json!({ "month": month }))["version"], version);
    }
    let due = |on: &str| {
        let request = json!({ "form": FORM, "decided_at": format!("{on}T10:00") });
        desk.call("deadline.show", request)["due"].clone()
    };
    assert_eq!(due("2027-04-30"), "2027-05-10");
    assert_eq!(due("2027-05-03"), "2027-06-21", "the 20th is a Sunday");

    // The field, the rule and the threshold of the new one.
    let edit =
        |id: u64, value: &str| json!({ "id": id, "path": "declaration.desk_no", "value": value });
    let number =
        desk.call("filing.show", json!({ "id": new }))["fields"]["header.document_no"].clone();
    desk.call("filing.edit", edit(new, number.as_str().unwrap()));
    assert_eq!(desk.refusal("filing.edit", edit(old, "1")), ErrorCode::NotFound);
    let fires = |id: u64, rule: &str| {
        let found = desk.call("filing.check", json!({ "id": id }))["findings"].clone();
        found.as_array().unwrap().iter().any(|finding| finding["rule"] == rule)
    };
    assert!(fires(new, "REM-B901") && !fires(old, "REM-B901"));
    desk.call("filing.edit", edit(new, "창구-1"));
    assert!(!fires(new, "REM-B901"));
    let asked = |on: &str| {
        let mut content = remittance();
        content.as_object_mut().unwrap().remove("form");
        content["tables"]["transfers"][0].as_object_mut().unwrap().remove("funds_source");
        let request = json!({ "form": FORM, "on": on, "content": content.to_string() });
        let found = desk.call("form.check", request)["findings"].clone();
        found.as_array().unwrap().iter().any(|finding| finding["rule"] == "REM-B069")
    };
    assert!(
        !asked("2027-04-30") && asked("2027-05-01"),
        "KRW 6,394,500 lies between the thresholds"
    );
    let schema = |on: &str| {
        let request = json!({ "form": FORM, "version": null, "on": on });
        desk.call("form.schema", request)["schema"].as_str().unwrap().contains("desk_no")
    };
    assert!(!schema("2027-04-30") && schema("2027-05-01"));

    // Both papers, with and without the vault.
    let papers = [
        (exported(&desk, old, "old.pdf"), "2027-02"),
        (exported(&desk, new, "new.pdf"), "2027-05"),
    ];
    let text = pdf_text::of(&fs::read(&papers[1].0).unwrap());
    for printed in [TITLE, BASIS, "관세청장(시험 수신처)", "창구-1"] {
        assert!(text.has(printed), "{printed}");
    }
    assert!(!pdf_text::of(&fs::read(&papers[0].0).unwrap()).has(TITLE));
    let outside = Desk::bare();
    for (path, version) in &papers {
        let own = desk.call("pdf.verify", json!({ "path": path, "with_vault": true }));
        assert_eq!((&own["intact"], &own["identity"]["version"]), (&json!(true), &json!(version)));
        let given = json!({ "path": path, "with_vault": false, "forms": [folder] });
        assert_eq!(outside.call("pdf.verify", given)["intact"], true, "{version}");
    }
    let missing = outside.call("pdf.verify", json!({ "path": papers[1].0, "with_vault": false }));
    assert_eq!((&missing["intact"], &missing["problem"]), (&json!(false), &json!("definition")));
    let place = missing["place"].as_str().unwrap();
    assert_eq!(place, format!("{FORM} 2027-05 {}", added["hash"].as_str().unwrap()));
    // Given one that is nearly the same, it is still the wrong one.
    let near = FormFile::official().with("SOURCE.md", "#", "##");
    let near = near.folder(&outside.folder.path().join("near"));
    let given = json!({ "path": papers[1].0, "with_vault": false, "forms": [near] });
    assert_eq!(outside.call("pdf.verify", given)["problem"], "definition");

    // Used, it stays.
    let withdraw = json!({ "form": FORM, "version": "2027-05", "reason": "잘못 더함" });
    let refused = desk.refused("form.withdraw", withdraw);
    assert_eq!((refused.code, refused.params["count"].as_str()), (ErrorCode::FormInUse, "1"));
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn added_forms_are_carried_along_and_belong_to_their_vault() {
    let desk = Desk::new();
    let path = FormFile::official().folder(&desk.folder.path().join("own"));
    let hash = own(&add(&desk, &path), "2027-05")["hash"].clone();
    let (id, _) = report(&desk, "2027-05-31");
    let has = |desk: &Desk| {
        own(&desk.call("form.list", json!({ "on": null })), "2027-05")["hash"].clone()
    };
    let pdf = |desk: &Desk| desk.call("filing.render", json!({ "id": id }))["base64"].clone();
    let printed = pdf(&desk);
    assert!(BASE64.decode(printed.as_str().unwrap().as_bytes()).unwrap().starts_with(b"%PDF"));

    // A bundle takes the form along, as a folder that verifies its paper.
    let bundle = desk.folder.path().join("bundle.zip");
    let request = json!({ "filings": [id], "path": bundle, "passphrase": "words for the bundle" });
    desk.call("bundle.create", request);
    let plain = desk.folder.path().join("plain.zip");
    desk.call(
        "file.decrypt",
        json!({ "path": bundle, "out": plain, "passphrase": "words for the bundle" }),
    );
    let out = desk.folder.path().join("bundle");
    zip::ZipArchive::new(fs::File::open(&plain).unwrap()).unwrap().extract(&out).unwrap();
    let paper = out.join(format!("filings/{id}/report.pdf"));
    let given = json!({ "path": paper, "with_vault": false, "forms": [out.join("forms")] });
    let outside = Desk::bare();
    assert_eq!(outside.call("pdf.verify", given)["intact"], true);
    let checked = json!({ "path": plain, "passphrase": null, "head": null });
    assert_eq!(outside.call("bundle.check", checked)["intact"], true);

    // Another vault in the same program has what was built in.
    let other = desk.folder.path().join("other");
    let profile = json!({ "institution_name": "가온디지털거래소", "institution_address": "", "officer_name": "나보고",
                          "contact_name": "다담당", "contact_phone": "02-000-0100", "internal_target": null });
    let create = json!({ "dir": other, "user": "tester", "passphrase": PASSPHRASE, "profile": profile,
                         "small_firm_reason": "시험" });
    desk.call("vault.create", create);
    assert_eq!(has(&desk), Value::Null);
    let made =
        desk.call("filing.create", json!({ "form": FORM, "on": "2027-05-31", "corrects": null }));
    assert_eq!(made["version"], "2027-02");
    desk.call("vault.lock", json!({}));
    assert_eq!(has(&desk), Value::Null, "without a vault, too");
    desk.sign_in("tester");
    assert_eq!((has(&desk), pdf(&desk)), (hash.clone(), printed.clone()));
    let program = desk.acts(1);
    assert_ne!(program, ["definitions.changed"], "what the program brings has not changed");
    // A practice vault is made of what was built in, whatever is open.
    desk.call("demo.create", json!({ "dir": desk.folder.path().join("practice") }));
    assert_eq!(has(&desk), Value::Null);
    desk.sign_in("tester");

    // Under another key, and out of a backup.
    desk.call("key.rotate", json!({}));
    assert_eq!((has(&desk), pdf(&desk)), (hash.clone(), printed.clone()));
    let made = desk.call("backup.create", json!({ "folder": null }));
    let dir = desk.folder.path().join("restored");
    let restore =
        json!({ "path": made["path"], "dir": dir, "user": "tester", "passphrase": PASSPHRASE });
    desk.call("backup.restore", restore);
    desk.call("vault.open", json!({ "dir": dir, "passphrase": PASSPHRASE, "user": "tester" }));
    assert_eq!((has(&desk), pdf(&desk)), (hash, printed));
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn an_unused_form_is_withdrawn_and_the_one_before_it_holds_again() {
    let desk = Desk::new();
    let shipped = desk.call("form.list", json!({ "on": null }));
    let path = FormFile::official().folder(&desk.folder.path().join("own"));
    add(&desk, &path);
    let withdraw =
        |version: &str, reason: &str| json!({ "form": FORM, "version": version, "reason": reason });
    assert_eq!(desk.refusal("form.withdraw", withdraw("2027-05", " ")), ErrorCode::BadRequest);
    assert_eq!(
        desk.refusal("form.withdraw", withdraw("2027-02", "시험")),
        ErrorCode::FormRefused,
        "it has a successor"
    );
    assert_eq!(desk.refusal("form.withdraw", withdraw("2020-01", "시험")), ErrorCode::NotFound);
    // A second one on top: the newest goes first.
    let next = FormFile::official()
        .with("form.toml", "version = \"2027-05\"", "version = \"2027-09\"")
        .with("form.toml", "effective_from = \"2027-05-01\"", "effective_from = \"2027-09-01\"")
        .with("form.toml", "supersedes = \"2027-02\"", "supersedes = \"2027-05\"");
    let listed = add(&desk, &next.folder(&desk.folder.path().join("next")));
    assert_eq!(own(&listed, "2027-05")["effective_to"], "2027-08-31");
    let refused = desk.refused("form.withdraw", withdraw("2027-05", "시험"));
    assert_eq!(
        (refused.params["why"].as_str(), refused.params["detail"].as_str()),
        ("superseded", "2027-09")
    );
    desk.call("form.withdraw", withdraw("2027-09", "시험"));
    assert_eq!(desk.call("form.withdraw", withdraw("2027-05", "시험")), shipped);
    assert_eq!(desk.acts(2), ["form.withdrawn", "form.withdrawn"]);
    assert_eq!(report(&desk, "2027-05-31").1, "2027-02");
    // Corrected, it can come again under its name.
    let better = FormFile::official().with("text.ko.toml", TITLE, "고친 이름");
    let listed = add(&desk, &better.folder(&desk.folder.path().join("better")));
    assert_eq!(own(&listed, "2027-05")["title_ko"], "고친 이름");
    desk.sign_in("tester");
    assert_eq!(
        own(&desk.call("form.list", json!({ "on": null })), "2027-05")["title_ko"],
        "고친 이름"
    );
    assert_eq!(desk.call("vault.verify", json!({ "head": null }))["intact"], true);
}

#[test]
fn what_does_not_fit_is_refused_with_its_place_and_changes_nothing() {
    let desk = Desk::new();
    let shipped = desk.call("form.list", json!({ "on": null }));
    let at = desk.folder.path().join("case");
    let official = FormFile::official;
    let fault = |form: &FormFile| {
        drop(fs::remove_dir_all(&at));
        let path = form.folder(&at);
        let preview = desk.call("form.preview", json!({ "path": path }));
        let fault = preview["faults"][0].clone();
        let request = json!({ "path": path, "hash": preview["form"]["hash"].as_str().unwrap_or(""), "source": "시험" });
        let refused = desk.refused("form.add", request);
        assert_eq!(refused.code, ErrorCode::FormRefused);
        assert_eq!(refused.params["why"], fault["why"].as_str().unwrap(), "told twice alike");
        let text = |key: &str| fault[key].as_str().unwrap().to_owned();
        (text("file"), fault["line"].as_u64().unwrap(), text("why"), text("detail"))
    };
    let line = |form: &FormFile, file: &str, needle: &str| {
        1 + form.0[file].lines().position(|line| line.contains(needle)).unwrap() as u64
    };
    // An unknown key is told as the loader tells it.
    let unknown = official().with("rules/99-own.toml", "severity", "sevrity");
    let (file, at_line, why, detail) = fault(&unknown);
    assert_eq!((file.as_str(), at_line, why.as_str()), ("rules/99-own.toml", 3, "loader"));
    assert!(detail.contains("sevrity"), "{detail}");
    let page = official().with("page.toml", "signed_by = ", "signd_by = ");
    let (file, at_line, why, _) = fault(&page);
    assert_eq!((file.as_str(), why.as_str()), ("page.toml", "loader"));
    assert!(at_line > 0);
    let named = official().with("page.toml", "  \"header.title\",", "  \"header.titel\",");
    assert_eq!(fault(&named).2, "page_name");
    let boxed = official().with("text.ko.toml", TITLE, "\u{1f984}");
    assert_eq!(fault(&boxed).1, line(&boxed, "text.ko.toml", "\u{1f984}"));
    assert_eq!(fault(&boxed).2, "uncovered");
    // Dates.
    for (from, why) in
        [("2027-02-19", "overlap"), ("2026-12-31", "overlap"), ("2020-01-01", "overlap")]
    {
        let early = official().with("form.toml", "2027-05-01", from);
        let (file, at_line, told, detail) = fault(&early);
        assert_eq!((file.as_str(), told.as_str()), ("form.toml", why));
        assert_eq!(at_line, line(&early, "form.toml", "effective_from"));
        assert!(detail.starts_with("2027-02 "), "{detail}");
    }
    let other =
        official().with("form.toml", "supersedes = \"2027-02\"", "supersedes = \"2026-12\"");
    assert_eq!((fault(&other).2, fault(&other).3), ("supersedes".to_owned(), "2027-02".to_owned()));
    let same = official().with("form.toml", "version = \"2027-05\"", "version = \"2027-02\"");
    assert_eq!(fault(&same).2, "other_content");
    let present = FormFile::shipped();
    assert_eq!(fault(&present).2, "present");
    let ends =
        official().with("form.toml", "supersedes", "effective_to = \"2027-04-30\"\nsupersedes");
    assert_eq!(fault(&ends).2, "ends_before");
    let new = official().with("form.toml", "id = \"remittance\"", "id = \"other\"");
    assert_eq!(fault(&new).2, "supersedes_nothing");
    let upper = official().with("form.toml", "id = \"remittance\"", "id = \"../x\"");
    assert_eq!(fault(&upper).2, "name");
    // Lists.
    let mut replaced = official();
    replaced.list("country", "country", "ko = \"", "ko = \"x");
    assert_eq!(
        (fault(&replaced).0, fault(&replaced).2),
        ("codes/country.toml".to_owned(), "list_replaced".to_owned())
    );
    let mut idle = official();
    idle.list("sex", "sex-2027", "id", "id");
    assert_eq!(fault(&idle).2, "list_unused");
    let mut misnamed = official();
    let list = misnamed.0["codes/addressee-2027-05.toml"].replace("addressee-2027-05", "addressee");
    misnamed.0.insert("codes/addressee-2027-05.toml".to_owned(), list);
    assert_eq!(fault(&misnamed).2, "list_named");
    // What is asked from outside the form.
    let asked = official().with("form.toml", "calendar = \"kr\"", "calendar = \"jp\"");
    assert_eq!(
        (fault(&asked).2, fault(&asked).1),
        ("calendar".to_owned(), line(&asked, "form.toml", "calendar ="))
    );
    // Files.
    let mut stranger = official();
    stranger.0.insert("run.exe".to_owned(), String::new());
    assert_eq!(
        (fault(&stranger).0, fault(&stranger).2),
        ("run.exe".to_owned(), "stranger".to_owned())
    );
    let mut large = official();
    large.0.insert("rules/98-large.toml".to_owned(), "#".repeat((1 << 20) + 1));
    assert_eq!(fault(&large).2, "too_large");
    let mut none = official();
    none.0.remove("form.toml");
    assert_eq!(fault(&none).2, "no_form");
    assert_eq!(desk.call("form.list", json!({ "on": null })), shipped);
    assert!(!desk.acts(50).iter().any(|act| act.starts_with("form.")));
}

#[test]
fn what_was_looked_at_is_what_is_added_and_only_by_the_administrator() {
    let desk = Desk::divided("admin");
    let path = FormFile::official().zip(&desk.folder.path().join("own.zip"));
    let preview = desk.call("form.preview", json!({ "path": path }));
    let request = json!({ "path": path, "hash": preview["form"]["hash"], "source": "시험" });
    let mut unsaid = request.clone();
    unsaid["source"] = json!("  ");
    assert_eq!(desk.refusal("form.add", unsaid), ErrorCode::BadRequest);
    FormFile::official().with("SOURCE.md", "#", "##").zip(&path);
    let changed = desk.refused("form.add", request.clone());
    assert_eq!(changed.params["why"], "changed");
    FormFile::official().zip(&path);
    fs::write(desk.folder.path().join("bad.zip"), b"PK\x03\x04 and no more").unwrap();
    let bad = json!({ "path": desk.folder.path().join("bad.zip") });
    assert_eq!(desk.call("form.preview", bad)["faults"][0]["why"], "not_zip");
    desk.join("drafter", &["drafter"]);
    desk.join("officer", &["officer"]);
    desk.join("auditor", &["auditor"]);
    for name in ["drafter", "officer", "auditor"] {
        desk.sign_in(name);
        assert_eq!(desk.refusal("form.add", request.clone()), ErrorCode::NotAllowed, "{name}");
        let withdraw = json!({ "form": FORM, "version": "2027-05", "reason": "시험" });
        assert_eq!(desk.refusal("form.withdraw", withdraw), ErrorCode::NotAllowed, "{name}");
    }
    desk.sign_in("admin");
    desk.call("form.add", request.clone());
    assert_eq!(desk.refused("form.add", request).params["why"], "present");
    // Whoever only reads sees it, too.
    desk.sign_in("auditor");
    assert_eq!(own(&desk.call("form.list", json!({ "on": null })), "2027-05")["origin"], "added");
}

#[cfg(unix)]
#[test]
fn links_within_a_folder_are_refused() {
    let desk = Desk::bare();
    let path = FormFile::official().folder(&desk.folder.path().join("own"));
    fs::remove_file(path.join("page.toml")).unwrap();
    std::os::unix::fs::symlink(format!("{SHIPPED}/page.toml"), path.join("page.toml")).unwrap();
    let fault = desk.call("form.preview", json!({ "path": path }))["faults"][0].clone();
    assert_eq!((&fault["file"], &fault["why"]), (&json!("page.toml"), &json!("link")));
}

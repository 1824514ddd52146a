//! Seals: signatures that readers of others find valid, over papers whose own bytes stay as they were.
//!
//! The authority, its keys and certificates are made for each run by OpenSSL; `pdfsig` of poppler and, where it
//! is installed, pyHanko judge. The sealed files stay in the target folder, where `make check-paper` validates
//! them as PDF/A-3a and PDF/UA-1. Not here: the Korean protection of keys, which is tested beside its code.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use singo_app::{App, ErrorCode, Host, MemoryKeychain};

mod bench;

use bench::{Bench, SECRET, keep, run};

#[test]
fn a_sealed_paper_is_valid_for_other_readers_and_intact_for_this_one() {
    let bench = Bench::new();
    for form in ["str", "remittance"] {
        let (plain, sealed) = (format!("{form}.pdf"), format!("{form}-sealed.pdf"));
        let bytes = bench.sign(&plain, &sealed);
        let paper = fs::read(bench.path(&plain)).unwrap();
        assert!(bytes.starts_with(&paper), "the paper's own bytes stay");
        keep(&format!("sealed-{form}.pdf"), &bytes);
        let found = bench.verdict(&sealed);
        assert_eq!(found["intact"], true, "{found:#}");
        let seal = &found["seals"][0];
        assert_eq!((&seal["name"], &seal["reason"]), (&json!("나보고"), &json!("보고책임자 확인")));
        assert_eq!(
            (&seal["holds"], &seal["in_validity"]),
            (&json!(true), &json!(true)),
            "{seal:#}"
        );
        assert_eq!(seal["signer"], "시험상사,대표");
        let said = run(bench.folder.path(), "pdfsig", &["-nocert", &sealed]);
        assert!(said.contains("Signature is Valid"), "{said}");
        assert!(
            said.contains("ETSI.CAdES.detached") && said.contains("Total document signed"),
            "{said}"
        );
        run(bench.folder.path(), "qpdf", &["--check", &sealed]);
    }
    // Reviewed, then decided: a second seal beside the first.
    bench.sign("str-sealed.pdf", "str-twice.pdf");
    let found = bench.verdict("str-twice.pdf");
    assert_eq!((&found["intact"], found["seals"].as_array().unwrap().len()), (&json!(true), 2));
    let said = run(bench.folder.path(), "pdfsig", &["-nocert", "str-twice.pdf"]);
    assert_eq!(said.matches("Signature is Valid").count(), 2, "{said}");
    keep("sealed-twice.pdf", &fs::read(bench.path("str-twice.pdf")).unwrap());
}

/// The keychain here is one of the test; that of the system is the library's matter.
#[test]
fn a_passphrase_is_kept_in_the_keychain_only_if_its_owner_asks() {
    let bench = Bench::new();
    let file = json!({ "path": bench.path("leaf.p12") });
    let kept = || bench.call("pdf.kept_passphrase", file.clone())["kept"].clone();
    let sign = |passphrase: Value, keep: bool| {
        let mut request = bench.request("str.pdf", "kept.pdf");
        request["seal"]["passphrase"] = passphrase;
        request["seal"]["keep"] = keep.into();
        bench.app.call("pdf.sign", request).map_err(|error| error.code)
    };
    assert_eq!(sign(Value::Null, false), Err(ErrorCode::NotInKeychain));
    sign(SECRET.into(), false).unwrap();
    assert_eq!(kept(), false, "nobody asked");
    assert_eq!(sign("another".into(), true), Err(ErrorCode::WrongPassphrase));
    assert_eq!(kept(), false, "it opens nothing");
    sign(SECRET.into(), true).unwrap();
    assert_eq!(kept(), true);
    sign(Value::Null, false).unwrap();
    assert_eq!(bench.verdict("kept.pdf")["seals"][0]["holds"], true);

    let other = json!({ "path": bench.path("signPri.key") });
    assert_eq!(bench.call("pdf.kept_passphrase", other)["kept"], false, "of another key");
    bench.call("pdf.forget_passphrase", file.clone());
    assert_eq!(kept(), false);
    assert_eq!(sign(Value::Null, false), Err(ErrorCode::NotInKeychain));
}

#[test]
fn a_korean_pair_of_files_seals_too() {
    let bench = Bench::new();
    let mut request = bench.request("str.pdf", "npki.pdf");
    request["seal"]["pkcs12"] = Value::Null;
    for key in ["signCert.der", "signPri.key"] {
        let name = if key.ends_with("der") { "certificate" } else { "key" };
        request["seal"][name] = json!(bench.path(key));
    }
    bench.call("pdf.sign", request.clone());
    assert_eq!(bench.verdict("npki.pdf")["seals"][0]["holds"], true);
    let said = run(bench.folder.path(), "pdfsig", &["-nocert", "npki.pdf"]);
    assert!(said.contains("Signature is Valid"), "{said}");
    request["seal"]["passphrase"] = "another".into();
    assert_eq!(
        bench.app.call("pdf.sign", request.clone()).unwrap_err().code,
        ErrorCode::WrongPassphrase
    );
    request["seal"]["passphrase"] = SECRET.into();
    run(
        bench.folder.path(),
        "openssl",
        &["x509", "-in", "tsa.pem", "-outform", "DER", "-out", "signCert.der"],
    );
    assert_eq!(
        bench.app.call("pdf.sign", request).unwrap_err().code,
        ErrorCode::KeyUnusable,
        "another's certificate"
    );
}

#[test]
fn a_key_on_a_curve_seals_too() {
    let bench = Bench::new();
    let openssl =
        |line: &str| run(bench.folder.path(), "openssl", &line.split(' ').collect::<Vec<_>>());
    let make = |curve: &str| {
        openssl(&format!(
            "req -newkey ec -pkeyopt ec_paramgen_curve:{curve} -nodes -keyout ec.key -out ec.csr -subj /C=KR/O=Test/CN=Curve -config ca.cnf"
        ));
        openssl(
            "x509 -req -in ec.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 3650 -out ec.pem -extfile ca.cnf -extensions leaf",
        );
        openssl("x509 -in ec.pem -outform DER -out ecCert.der");
        openssl(
            "pkcs8 -topk8 -in ec.key -v2 seed-cbc -passout pass:secret -outform DER -out ecPri.key -provider legacy -provider default",
        );
        openssl("pkcs12 -export -in ec.pem -inkey ec.key -out ec.p12 -passout pass:secret");
    };
    let request = |file: bool, out: &str| {
        let mut request = bench.request("str.pdf", out);
        let seal = &mut request["seal"];
        seal["passphrase"] = "secret".into();
        seal["pkcs12"] = if file { json!(bench.path("ec.p12")) } else { Value::Null };
        if !file {
            seal["certificate"] = json!(bench.path("ecCert.der"));
            seal["key"] = json!(bench.path("ecPri.key"));
        }
        request
    };
    make("prime256v1");
    for (file, out) in [(true, "curve.pdf"), (false, "pair.pdf")] {
        bench.call("pdf.sign", request(file, out));
        let found = bench.verdict(out);
        assert_eq!(found["intact"], true, "{found:#}");
        assert_eq!(found["seals"][0]["signer"], "Curve");
        let said = run(bench.folder.path(), "pdfsig", &["-nocert", out]);
        assert!(said.contains("Signature is Valid"), "{said}");
    }
    let whole = fs::read(bench.path("curve.pdf")).unwrap();
    let mut bytes = whole.clone();
    bytes[1_000] ^= 1;
    fs::write(bench.path("bad.pdf"), bytes).unwrap();
    assert_eq!(bench.verdict("bad.pdf")["intact"], false);
    // A curve that is not known is refused with what is.
    make("secp384r1");
    let refused = bench.app.call("pdf.sign", request(true, "no.pdf")).unwrap_err();
    assert_eq!(refused.code, ErrorCode::KeyUnusable);
    assert!(!bench.path("no.pdf").exists());
}

#[test]
fn pyhanko_agrees() {
    let python = std::env::var("SINGO_PYHANKO").ok().filter(|python| !python.is_empty());
    let python = python.unwrap_or_else(|| "python3".to_owned());
    let there = Command::new(&python).args(["-c", "import pyhanko"]).output();
    if !there.is_ok_and(|output| output.status.success()) {
        assert!(
            std::env::var_os("CI").is_none(),
            "pyHanko is needed; scripts/pyhanko.sh installs it"
        );
        eprintln!("SKIPPED: pyHanko is not installed (scripts/pyhanko.sh)");
        return;
    }
    let bench = Bench::new();
    bench.sign("str.pdf", "sealed.pdf");
    let judge = "import sys\n\
        from pyhanko.pdf_utils.reader import PdfFileReader\n\
        from pyhanko.sign.validation import validate_pdf_signature\n\
        from pyhanko.keys import load_cert_from_pemder\n\
        from pyhanko_certvalidator import ValidationContext\n\
        context = ValidationContext(trust_roots=[load_cert_from_pemder('ca.pem')])\n\
        reader = PdfFileReader(open(sys.argv[1], 'rb'))\n\
        status = validate_pdf_signature(reader.embedded_signatures[0], context)\n\
        print('VALID' if status.bottom_line else 'INVALID', status.coverage.name)\n";
    fs::write(bench.path("judge.py"), judge).unwrap();
    let said = run(bench.folder.path(), &python, &["judge.py", "sealed.pdf"]);
    assert!(said.contains("VALID ENTIRE_FILE") && !said.contains("INVALID"), "{said}");
}

#[test]
fn every_flipped_byte_breaks_the_seal() {
    let bench = Bench::new();
    let whole = bench.sign("str.pdf", "sealed.pdf");
    let paper = fs::metadata(bench.path("str.pdf")).unwrap().len();
    let paper = usize::try_from(paper).unwrap();
    let room = whole.windows(11).rposition(|w| w == b"/Contents<3").unwrap() + 10;
    let ends = room + whole[room..].iter().position(|b| *b == b'>').unwrap();
    // The signature's own bytes are the last of its structure, whose length stands at its beginning. Certificates of
    // authorities lie in the same room and are covered by nothing but their issuers.
    let length =
        usize::from_str_radix(std::str::from_utf8(&whole[room + 4..room + 8]).unwrap(), 16);
    let signature = room + 2 * (4 + length.unwrap()) - 200;
    // In the paper, at the start of the seal, in the signature, behind it, at the end.
    for place in [
        100,
        paper / 2,
        paper - 2,
        paper + 20,
        room + 40,
        signature,
        ends + 3,
        ends + 500,
        whole.len() - 3,
    ] {
        let mut bytes = whole.clone();
        bytes[place] = if bytes[place] == b'1' { b'2' } else { b'1' };
        fs::write(bench.path("bad.pdf"), &bytes).unwrap();
        let found = bench.verdict("bad.pdf");
        assert_eq!(found["intact"], false, "byte {place} of {}", whole.len());
    }
    // What is appended behind the last seal is no seal.
    fs::write(bench.path("more.pdf"), [whole.as_slice(), b"\n1 0 obj\n<<>>\nendobj\n"].concat())
        .unwrap();
    assert_eq!(bench.verdict("more.pdf")["problem"], "appended");
    // An altered paper is not sealed.
    let mut bytes = fs::read(bench.path("str.pdf")).unwrap();
    bytes[1_000] ^= 1;
    fs::write(bench.path("altered.pdf"), &bytes).unwrap();
    let refused = bench.app.call("pdf.sign", bench.request("altered.pdf", "out.pdf")).unwrap_err();
    assert_eq!(refused.code, ErrorCode::PaperAltered);
    let mut wrong = bench.request("str.pdf", "out.pdf");
    wrong["seal"]["passphrase"] = "another".into();
    assert_eq!(bench.app.call("pdf.sign", wrong).unwrap_err().code, ErrorCode::WrongPassphrase);
    assert!(!bench.path("out.pdf").exists());
}

#[test]
fn a_timestamp_comes_from_a_file_or_from_the_address_that_was_entered() {
    let bench = Bench::new();
    bench.sign("str.pdf", "sealed.pdf");
    let ask = json!({ "path": bench.path("sealed.pdf"), "out": bench.path("request.tsq") });
    let told = bench.call("pdf.timestamp_request", ask)["base64"].clone();
    let wanted = data_encoding::BASE64.decode(told.as_str().unwrap().as_bytes()).unwrap();
    assert_eq!(fs::read(bench.path("request.tsq")).unwrap(), wanted);
    let reply = |from: &str, to: &str| {
        let line =
            format!("ts -reply -config ca.cnf -section tsa_config -queryfile {from} -out {to}");
        run(bench.folder.path(), "openssl", &line.split(' ').collect::<Vec<_>>());
    };
    reply("request.tsq", "answer.tsr");
    let stamp = |token: Value, address: Value, out: &str| {
        bench.app.call(
            "pdf.timestamp",
            json!({ "path": bench.path("sealed.pdf"), "out": bench.path(out),
                                                "token": token, "address": address }),
        )
    };
    stamp(json!(bench.path("answer.tsr")), Value::Null, "stamped.pdf").unwrap();
    let found = bench.verdict("stamped.pdf");
    assert_eq!(found["intact"], true, "{found:#}");
    assert!(found["seals"][0]["stamped"].is_string(), "{found:#}");
    let said = run(bench.folder.path(), "pdfsig", &["-nocert", "stamped.pdf"]);
    assert!(said.contains("Signature is Valid"), "{said}");
    keep("sealed-stamped.pdf", &fs::read(bench.path("stamped.pdf")).unwrap());

    // A token over something else is refused.
    run(
        bench.folder.path(),
        "openssl",
        &["ts", "-query", "-data", "ca.cnf", "-sha256", "-cert", "-out", "other.tsq"],
    );
    reply("other.tsq", "other.tsr");
    let refused = stamp(json!(bench.path("other.tsr")), Value::Null, "no.pdf").unwrap_err();
    assert_eq!(refused.code, ErrorCode::KeyUnusable);

    // An authority on this machine, asked over the loopback.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/tsa", listener.local_addr().unwrap());
    let folder = bench.folder.path().to_owned();
    let authority = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let (mut got, mut part) = (Vec::new(), [0; 4_096]);
        let end = loop {
            let length = stream.read(&mut part).unwrap();
            got.extend_from_slice(&part[..length]);
            let end = got.windows(4).position(|w| w == b"\r\n\r\n");
            if let Some(end) = end.filter(|end| got.len() > end + 40) {
                break end;
            }
        };
        fs::write(folder.join("asked.tsq"), &got[end + 4..]).unwrap();
        let line =
            "ts -reply -config ca.cnf -section tsa_config -queryfile asked.tsq -out asked.tsr";
        run(&folder, "openssl", &line.split(' ').collect::<Vec<_>>());
        let answer = fs::read(folder.join("asked.tsr")).unwrap();
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\nContent-Length: {}\r\n\r\n",
            answer.len()
        );
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&answer).unwrap();
        String::from_utf8_lossy(&got[..end]).into_owned()
    });
    stamp(Value::Null, json!(address), "asked.pdf").unwrap();
    let asked = authority.join().unwrap();
    assert!(asked.starts_with("POST /tsa HTTP/1.1\r\n"), "{asked}");
    assert_eq!(fs::read(bench.path("asked.tsq")).unwrap(), wanted, "the digest and nothing else");
    assert!(bench.verdict("asked.pdf")["seals"][0]["stamped"].is_string());
}

#[test]
fn the_sealed_file_that_was_sent_is_the_one_that_is_kept() {
    let bench = Bench::new();
    // The sample was written for this day.
    let day: chrono::DateTime<chrono::Utc> = "2026-11-20T02:00:00Z".parse().unwrap();
    let host = Host {
        now: Box::new(move || day),
        vault_dir: bench.path("vault"),
        memory: None,
        keychain: Box::<MemoryKeychain>::default(),
    };
    let app = App::new(host).unwrap();
    let call = |name: &str, request: Value| {
        app.call(name, request).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let profile = json!({ "institution_name": "가온디지털거래소", "institution_address": "",
                          "officer_name": "나보고", "contact_name": "다담당",
                          "contact_phone": "02-000-0100", "internal_target": null });
    call(
        "vault.create",
        json!({ "dir": bench.path("vault"), "user": "tester", "passphrase": "four unrelated words here",
                "profile": profile, "small_firm_reason": "시험" }),
    );
    let id = call("filing.create", json!({ "form": "str", "corrects": null }))["id"].clone();
    let sample: Value =
        serde_json::from_str(include_str!("../../../assets/samples/str.json")).unwrap();
    for (path, value) in sample["fields"].as_object().unwrap() {
        call("filing.edit", json!({ "id": id, "path": path, "value": value }));
    }
    for (table, rows) in sample["tables"].as_object().unwrap() {
        let mut rows = rows.clone();
        rows.as_array_mut().unwrap().iter_mut().for_each(|row| {
            row.as_object_mut().unwrap().remove("id");
        });
        call("row.add", json!({ "id": id, "table": table, "rows": rows }));
    }
    let at = call("app.status", json!({}))["now"].clone();
    call("filing.approve", json!({ "id": id, "decided_at": at, "reason": "보고 필요" }));
    let seal = bench.request("", "")["seal"].clone();
    let sealed = bench.path("sent.pdf");
    let export = json!({ "id": id, "path": sealed, "purpose": "submission", "seal": seal });
    call("filing.export_pdf", export);
    let submit = |paper: &Path| {
        let request = json!({ "id": id, "channel": "online", "submitted_at": at,
                              "receipt_no": "시험-0001", "no_receipt_reason": null, "paper": paper });
        app.call("filing.submit", request)
    };
    // Another report's paper, and the right one with something behind its seal.
    let refused = submit(&bench.path("str.pdf")).unwrap_err();
    assert_eq!(
        (refused.code, refused.params["problem"].as_str()),
        (ErrorCode::PaperAltered, "other_paper")
    );
    fs::write(bench.path("more.pdf"), [fs::read(&sealed).unwrap(), b"\n%".to_vec()].concat())
        .unwrap();
    assert_eq!(submit(&bench.path("more.pdf")).unwrap_err().code, ErrorCode::PaperAltered);
    submit(&sealed).unwrap();
    let kept = bench.path("kept.pdf");
    call("filing.export_pdf", json!({ "id": id, "path": kept, "purpose": "archive" }));
    assert!(fs::read(&kept).unwrap() == fs::read(&sealed).unwrap(), "the very file");
    let found = call("pdf.verify", json!({ "path": sealed, "with_vault": true }));
    assert_eq!((&found["intact"], &found["origin"]["submission"]), (&json!(true), &json!(true)));
    // A masked copy of what was sent is printed anew, without the seal, whose face names a person.
    let masked = bench.path("masked.pdf");
    let request = json!({ "id": id, "path": masked, "purpose": "review", "copy": "masked" });
    call("filing.export_pdf", request);
    let found = call("pdf.verify", json!({ "path": masked, "with_vault": true }));
    assert_eq!((&found["intact"], &found["seals"]), (&json!(true), &json!([])));
}

//! The bench of the seals: an authority, its keys and certificates, made for each run by OpenSSL, and papers to seal.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use singo_app::{App, Host, MemoryKeychain};
use tempfile::TempDir;

pub const SECRET: &str = "key passphrase";

/// An authority with a signer's certificate, and an unsealed paper.
pub struct Bench {
    pub folder: TempDir,
    pub app: App,
}

pub fn run(folder: &Path, program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).current_dir(folder).output();
    let output = output.unwrap_or_else(|error| panic!("{program} is needed: {error}"));
    let said = [output.stdout, output.stderr].concat();
    let said = String::from_utf8_lossy(&said).into_owned();
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    said
}

impl Bench {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path();
        fs::write(
            at.join("ca.cnf"),
            "[req]\ndistinguished_name=dn\n[dn]\n[ca]\nbasicConstraints=critical,CA:TRUE\n\
             keyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n[leaf]\n\
             keyUsage=critical,digitalSignature,nonRepudiation\n[tsa]\n\
             keyUsage=critical,digitalSignature\nextendedKeyUsage=critical,timeStamping\n\
             [tsa_config]\nserial=serial\nsigner_cert=tsa.pem\nsigner_key=tsa.key\n\
             certs=ca.pem\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\ndigests=sha256\n\
             ess_cert_id_alg=sha256\n",
        )
        .unwrap();
        fs::write(at.join("serial"), "01").unwrap();
        let openssl = |line: &str| run(at, "openssl", &line.split(' ').collect::<Vec<_>>());
        openssl(
            "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 -subj /C=KR/O=Test/CN=TestCA -config ca.cnf -extensions ca",
        );
        for (name, subject) in
            [("leaf", "/C=KR/O=Test/CN=users/CN=시험상사,대표"), ("tsa", "/C=KR/O=Test/CN=TestTSA")]
        {
            openssl(&format!(
                "req -utf8 -newkey rsa:2048 -nodes -keyout {name}.key -out {name}.csr -subj {subject} -config ca.cnf"
            ));
            openssl(&format!(
                "x509 -req -in {name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 3650 -out {name}.pem -extfile ca.cnf -extensions {name}"
            ));
        }
        let pass = format!("pass:{SECRET}");
        run(
            at,
            "openssl",
            &[
                "pkcs12",
                "-export",
                "-in",
                "leaf.pem",
                "-inkey",
                "leaf.key",
                "-certfile",
                "ca.pem",
                "-out",
                "leaf.p12",
                "-passout",
                &pass,
            ],
        );
        // As Korean authorities hand them out: the pair of files, the key under SEED.
        openssl("x509 -in leaf.pem -outform DER -out signCert.der");
        run(
            at,
            "openssl",
            &[
                "pkcs8",
                "-topk8",
                "-in",
                "leaf.key",
                "-v2",
                "seed-cbc",
                "-passout",
                &pass,
                "-outform",
                "DER",
                "-out",
                "signPri.key",
                "-provider",
                "legacy",
                "-provider",
                "default",
            ],
        );
        let app = App::new(Host {
            memory: None,
            keychain: Box::<MemoryKeychain>::default(),
            ..Host::system()
        })
        .unwrap();
        let bench = Self { folder, app };
        for form in ["str", "remittance"] {
            let sample = Path::new(env!("CARGO_MANIFEST_DIR"))
                .join(format!("../assets/samples/{form}.json"));
            let content = fs::read_to_string(sample).unwrap();
            let path = bench.path(&format!("{form}.pdf"));
            bench.call(
                "form.render",
                json!({ "form": form, "on": "2026-11-20", "content": content, "path": path }),
            );
        }
        bench
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn call(&self, name: &str, request: Value) -> Value {
        self.app.call(name, request).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub fn request(&self, from: &str, to: &str) -> Value {
        json!({ "path": self.path(from), "out": self.path(to), "seal": {
            "pkcs12": self.path("leaf.p12"), "certificate": null, "key": null, "passphrase": SECRET,
            "name": "나보고", "reason": "보고책임자 확인", "tsa": null } })
    }

    pub fn sign(&self, from: &str, to: &str) -> Vec<u8> {
        self.call("pdf.sign", self.request(from, to));
        fs::read(self.path(to)).unwrap()
    }

    pub fn verdict(&self, name: &str) -> Value {
        self.call("pdf.verify", json!({ "path": self.path(name), "with_vault": false }))
    }
}

/// Keeps a file where the validator of papers looks for them.
pub fn keep(name: &str, bytes: &[u8]) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("paper");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(name), bytes).unwrap();
}

//! The words of this shell, from `assets/locales`: its own, and those for errors that the window uses too.

use serde_json::Value;
use singo_app::{ErrorCode, WireError};

const KO: [&str; 2] = [
    include_str!("../../../assets/locales/ko/cli.json"),
    include_str!("../../../assets/locales/ko/error.json"),
];
const EN: [&str; 2] = [
    include_str!("../../../assets/locales/en/cli.json"),
    include_str!("../../../assets/locales/en/error.json"),
];

/// The words of one language.
pub struct Words {
    korean: bool,
    cli: Value,
    error: Value,
}

impl Words {
    /// The language asked for, else the system's, else Korean.
    pub fn chosen(lang: Option<&str>) -> Self {
        let system = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        let korean = match lang {
            Some(lang) => !lang.starts_with("en"),
            None => !system.is_some_and(|system| system.starts_with("en")),
        };
        let [cli, error] = if korean { KO } else { EN };
        // The files are part of the program; a test reads them.
        let read = |text: &str| serde_json::from_str(text).unwrap_or(Value::Null);
        Self { korean, cli: read(cli), error: read(error) }
    }

    /// Whether the words are Korean.
    pub fn korean(&self) -> bool {
        self.korean
    }

    /// The sentence under `cli.<key>`, with `{placeholders}` filled from an object.
    pub fn say(&self, key: &str, params: &Value) -> String {
        let name = key.strip_prefix("cli.").unwrap_or(key);
        fill(self.cli.get(name).and_then(Value::as_str).unwrap_or(key), params)
    }

    /// What a code within an error says, such as why something was refused.
    pub fn refusal(&self, code: &str, why: &str, params: &Value) -> String {
        let text = self.error.get(format!("{code}.{why}")).and_then(Value::as_str);
        fill(text.unwrap_or(why), params)
    }

    /// What happened, and what to do.
    pub fn error(&self, error: &WireError) -> Vec<String> {
        let code = serde_json::to_value(error.code).unwrap_or_default();
        let code = code.as_str().unwrap_or_default();
        let params = serde_json::to_value(&error.params).unwrap_or_default();
        // Some codes say more closely why.
        let closer = error.params.get("why").map(|why| format!("{code}.{why}"));
        let closer = closer.filter(|key| self.error.get(key).is_some());
        let said = [closer.unwrap_or_else(|| code.to_owned()), format!("{code}.todo")];
        let said = said.iter().filter_map(|key| self.error.get(key).and_then(Value::as_str));
        let mut lines: Vec<String> = said.map(|text| fill(text, &params)).collect();
        if let Some(first) = lines.first_mut().filter(|_| error.code == ErrorCode::FormRefused) {
            first.insert_str(0, &place(error));
        }
        lines
    }
}

/// Where something is wrong in a file that was given: the path, the file within it, the line.
fn place(error: &WireError) -> String {
    let said = |name: &str| error.params.get(name).filter(|text| !text.is_empty());
    let path = said("path").map(|path| format!("{path}: "));
    let file =
        said("file").map(|file| format!("{file}:{}: ", said("line").map_or("0", String::as_str)));
    [path, file].into_iter().flatten().collect()
}

/// Fills `{name}` with the text or number under `name`.
pub fn fill(text: &str, params: &Value) -> String {
    let mut filled = text.to_owned();
    for (name, value) in params.as_object().into_iter().flatten() {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        filled = filled.replace(&format!("{{{name}}}"), &value);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_words() {
        let (ko, en) = (Words::chosen(Some("ko")), Words::chosen(Some("en")));
        for (a, b) in [(&ko.cli, &en.cli), (&ko.error, &en.error)] {
            let keys = |v: &Value| v.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
            assert_eq!(keys(a), keys(b));
        }
        let said = ko.say("cli.missing", &serde_json::json!({ "argument": "--vault" }));
        assert!(said.contains("--vault") && !said.contains('{'));
    }
}

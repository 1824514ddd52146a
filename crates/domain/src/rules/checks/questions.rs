//! Whether the narrative answers the six questions (육하원칙): who, when, where, what, how, why.

use super::super::sight::Together;
use super::super::spec::{Check, Fields, ParamKind, Run, Said, optional};
use super::super::words::fault_if;
use super::narrative::TEXTS;

/// The parameters with the marker words of each question, in the order of the fields.
const QUESTIONS: [&str; 6] = ["who", "when", "where", "what", "how", "why"];

/// Fields: one for each of the six questions, then the overall opinion. Each question is answered in its own
/// field, or one of its marker words stands in the opinion. `{missing}` names the form's own numbers of the
/// questions left open.
pub(super) const COVERS_QUESTIONS: Check = Check {
    name: "covers_questions",
    fields: Fields::Exactly(&[TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS]),
    params: &[
        optional("who", ParamKind::Texts),
        optional("when", ParamKind::Texts),
        optional("where", ParamKind::Texts),
        optional("what", ParamKind::Texts),
        optional("how", ParamKind::Texts),
        optional("why", ParamKind::Texts),
    ],
    says: &["missing"],
    run: Run::Together(covers_questions),
};

fn covers_questions(together: &Together<'_>) -> Said {
    let opinion = together.text(QUESTIONS.len()).unwrap_or_default();
    let open = |(position, name): &(usize, &str)| {
        let marked = together.sight.texts(name).iter().any(|word| opinion.contains(word.as_str()));
        together.answer(*position).is_none() && !marked
    };
    let spec = |(position, _)| {
        let (_, field) = together.sight.view.field(together.id(position)?)?;
        Some(if field.spec.is_empty() { field.path.to_string() } else { field.spec.clone() })
    };
    let missing: Vec<String> =
        QUESTIONS.into_iter().enumerate().filter(open).filter_map(spec).collect();
    fault_if(!missing.is_empty(), [("missing", missing.join(", "))])
}

#[cfg(test)]
mod tests {
    use super::super::bench::Bench;

    const FORM: &str = r#"
        [[section]]
        field = [
            { path = "n.who", spec = "VII-1", kind = "paragraph" }, { path = "n.when", spec = "VII-2", kind = "paragraph" },
            { path = "n.where", spec = "VII-3", kind = "paragraph" }, { path = "n.what", spec = "VII-4", kind = "paragraph" },
            { path = "n.how", spec = "VII-5", kind = "paragraph" }, { path = "n.why", spec = "VII-6", kind = "paragraph" },
            { path = "n.opinion", spec = "VII-7", kind = "paragraph" },
        ]
    "#;

    #[test]
    fn each_question_is_answered_somewhere() {
        let fields =
            "fields = ['n.who', 'n.when', 'n.where', 'n.what', 'n.how', 'n.why', 'n.opinion']";
        let params = "params = { when = ['언제', '기간'], why = ['사유'] }";
        let bench = Bench::new(
            FORM,
            &format!("phase = 'case'\ncheck = 'covers_questions'\n{fields}\n{params}"),
        );
        let most = "n.who = 'a'\nn.where = 'a'\nn.what = 'a'\nn.how = 'a'";
        assert!(!bench.fires(&format!("{most}\nn.opinion = '거래 기간과 의심 사유'")));
        assert_eq!(bench.says(&format!("{most}\nn.opinion = '의심 사유'"), "missing"), "VII-2");
        assert_eq!(bench.says(&format!("{most}\nn.when = 'b'"), "missing"), "VII-6");
    }
}

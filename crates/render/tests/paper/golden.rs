//! The display list of the small form, compared with a reviewed text. `UPDATE=1` writes it anew.

use singo_domain::filing::Status;
use singo_render::{AcceptedWarning, Attachment, lay_out, layout};

use crate::support::{FONTS, content, held, input};

#[test]
fn the_small_form_stands_where_it_stood() {
    let content = content(
        "첫째 문단입니다.\n둘째 문단은 한 줄보다 길어서 어절 사이에서 줄이 바뀌어야 합니다. 그래서 조금 더 길게 적습니다.",
        2,
    );
    let mut input = input(&content);
    input.practice = true;
    input.stamp.status = Status::Draft;
    input.stamp.chain_head = None;
    input.attachments.push(Attachment {
        name: "원장.xlsx".to_owned(),
        size: 12,
        sha256: "ef".repeat(32),
    });
    input.accepted_warnings.push(AcceptedWarning {
        rule: "T-W001".to_owned(),
        message: "경고입니다.".to_owned(),
        reason: "사유입니다.".to_owned(),
    });
    let laid = lay_out(&input, &FONTS).unwrap();
    let dump = layout::dump(&laid.pages);
    // The modules of the QR code say nothing to a reviewer; that they are there is enough.
    let (code, text): (Vec<&str>, Vec<&str>) =
        dump.lines().partition(|line| line.ends_with("100%"));
    assert!(code.len() > 100, "the first page has a QR code");
    let text = text.join("\n") + "\n" + &laid.tags.dump();
    held("small", &text);
}

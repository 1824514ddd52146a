//! Long documents: written page by page, the same bytes as ever, findable and readable to the last page.

use std::ops::ControlFlow;

use lopdf::{Document, Object};
use singo_render::{Progress, RenderError, VERSION, render, render_to};

use crate::support::{FONTS, content, input, tool};

/// Enough rows for more pages than are kept in memory.
const ROWS: u64 = 1_500;

#[test]
fn a_long_schedule_is_a_sound_file_with_bookmarks_and_a_whole_tag_tree() {
    let content = content("의견", ROWS);
    let rendered = render(&input(&content), &FONTS).unwrap();
    assert!(rendered.pages > 80, "{}", rendered.pages);
    tool(&rendered.bytes, &["qpdf", "--check", "FILE"]);
    let document = Document::load_mem(&rendered.bytes).unwrap();
    assert_eq!(document.get_pages().len(), usize::try_from(rendered.pages).unwrap());
    let kind = |object: &Object| {
        let entries = object.as_dict().ok()?;
        Some(String::from_utf8(entries.get(b"S").ok()?.as_name().ok()?.to_vec()).unwrap())
    };
    let count = |wanted: &str| {
        let kinds = document.objects.values().filter_map(kind);
        u64::try_from(kinds.filter(|kind| kind == wanted).count()).unwrap()
    };
    // A row for each transfer and one for the heads of the schedule; the other tables have fewer than thirty.
    assert!((ROWS + 1..ROWS + 30).contains(&count("TR")), "{}", count("TR"));
    assert!(count("TD") > 3 * ROWS, "{}", count("TD"));
    // Every element but the root names one that names it back.
    let catalogue = document.catalog().unwrap();
    let root = catalogue.get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let mut elements = 0;
    for (id, object) in &document.objects {
        if kind(object).is_none() {
            continue;
        }
        let Ok(above) = object.as_dict().unwrap().get(b"P").and_then(Object::as_reference) else {
            continue;
        };
        elements += 1;
        let kids = document.get_dictionary(above).unwrap().get(b"K").unwrap();
        let named = match kids {
            Object::Array(kids) => kids.contains(&Object::Reference(*id)),
            kid => *kid == Object::Reference(*id),
        };
        assert!(named, "{id:?} of {above:?}");
    }
    assert!(elements > 4 * ROWS && document.objects.contains_key(&root));
    let text = tool(&rendered.bytes, &["pdftotext", "-raw", "FILE", "-"]);
    let joined: String = text.split_whitespace().collect();
    for row in content.rows("transfers").iter().step_by(97) {
        assert!(joined.contains(&row.cells["txid"].to_text()));
    }
    let outline = tool(&rendered.bytes, &["qpdf", "--json", "--json-key=outlines", "FILE"]);
    assert!(outline.contains("IV. 이전 내역"), "{outline}");
}

#[test]
fn progress_counts_then_writes_and_can_be_ended() {
    let content = content("의견", 400);
    let input = input(&content);
    let (mut seen, mut bytes) = (Vec::new(), Vec::new());
    let watch = &mut |progress: Progress| {
        seen.push(progress);
        ControlFlow::Continue(())
    };
    let printed = render_to(VERSION, &input, &FONTS, &mut bytes, watch).unwrap();
    let pages = printed.pages;
    let counted = (1..=pages).map(|page| Progress { pages: page, of: None });
    let written = (1..=pages).map(|page| Progress { pages: page, of: Some(pages) });
    assert_eq!(seen, counted.chain(written).collect::<Vec<_>>());
    let whole = render(&input, &FONTS).unwrap();
    assert!(whole.bytes == bytes && whole.sha256 == printed.sha256);

    for end in [3, pages + 3] {
        let mut told = 0;
        let watch = &mut |_: Progress| {
            told += 1;
            if told < end { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        };
        let ended = render_to(VERSION, &input, &FONTS, &mut Vec::new(), watch);
        assert_eq!((ended, told), (Err(RenderError::Cancelled), end));
    }
}

#[test]
fn a_full_disk_is_an_error_and_no_panic() {
    struct Full(usize);
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let content = content("의견", 30);
    let watch = &mut |_: Progress| ControlFlow::Continue(());
    for room in [0, 10, 5_000, 20_000] {
        let refused = render_to(VERSION, &input(&content), &FONTS, &mut Full(room), watch);
        assert!(matches!(refused, Err(RenderError::Receiver { .. })), "{room}");
    }
}

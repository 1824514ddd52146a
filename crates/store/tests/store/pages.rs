//! The table of movements page by page: in every order the pages are the list, and a selection is what a person
//! would have counted by hand.

use singo_store::{Cells, MovementFilter, MovementSort, NewTransfer, Vault};

use super::support::{cells, new_vault, read, write};

const SORTS: [MovementSort; 4] =
    [MovementSort::Newest, MovementSort::Oldest, MovementSort::Largest, MovementSort::Customer];

fn vault_of(rows: &[Cells]) -> (tempfile::TempDir, Vault) {
    let (folder, mut vault) = new_vault();
    let lines = 2..;
    let new: Vec<NewTransfer> =
        lines.zip(rows).map(|(line, cells)| NewTransfer::new(line, cells)).collect();
    write(&mut vault, |tx| {
        let batch = tx.open_batch("a.csv", "00")?;
        tx.add_transfers(batch, &new)?;
        tx.close_batch(batch, 0, 0)
    })
    .unwrap();
    (folder, vault)
}

/// Rows with few different moments, values and customers, some of them missing, so that orders have ties.
fn rows() -> Vec<Cells> {
    let mut rows = Vec::new();
    for number in 0..72_u32 {
        // Steps that share no factor with the number of rows mix the parts.
        let (day, krw, customer, asset) =
            (number * 7 % 5, number * 5 % 4, number * 11 % 3, number * 13 % 7 % 3);
        let (at, customer) = (format!("2026-11-0{day}T10:00:00+09:00"), format!("C-{customer}"));
        let mut row = cells(&[
            ("direction", "out"),
            ("asset", ["USDT", "USDC", "XRP"][asset as usize]),
            ("quantity", "0.1"),
            ("originator_customer_id", &customer),
            ("usd_value", "1.25"),
        ]);
        if day > 0 {
            row.insert("occurred_at".to_owned(), at.as_str().into());
        }
        if krw > 0 {
            row.insert("krw_value".to_owned(), krw.to_string().as_str().into());
        }
        rows.push(row);
    }
    rows
}

#[test]
fn pages_by_key_are_the_list() {
    let (_folder, vault) = vault_of(&rows());
    let all = MovementFilter::default();
    for sort in SORTS {
        let list = read(&vault, |r| r.movements(&all, sort, 0, 99));
        assert_eq!(list.len(), 72);
        assert_eq!(read(&vault, |r| r.movements_from(&all, sort, None, 99)), list);
        for page in [1, 2, 5, 7, 71, 72, 73] {
            let outline = read(&vault, |r| r.movement_outline(&all, sort, page));
            assert_eq!(outline.totals, read(&vault, |r| r.movement_totals(&all)));
            let page_of =
                |mark: &i64| read(&vault, |r| r.movements_from(&all, sort, Some(*mark), page));
            let paged: Vec<_> = outline.marks.iter().flat_map(page_of).collect();
            assert_eq!(paged, list, "{sort:?} by {page}");
        }
    }
}

#[test]
fn totals_by_group_are_those_of_each_group() {
    let (_folder, vault) = vault_of(&rows());
    let all = MovementFilter::default();
    let (totals, by) = read(&vault, |r| r.grouped_totals(&all));
    assert_eq!(totals, read(&vault, |r| r.movement_totals(&all)));
    assert_eq!(by.keys().copied().collect::<Vec<_>>(), {
        let mut names = singo_store::GROUPS;
        names.sort_unstable();
        names
    });
    for (asset, group) in &by["asset"] {
        let only = MovementFilter { asset: asset.clone(), ..MovementFilter::default() };
        assert_eq!(*group, read(&vault, |r| r.movement_totals(&only)), "{asset}");
    }
    for groups in by.values() {
        assert_eq!(groups.values().map(|group| group.count).sum::<u64>(), totals.count);
    }
}

#[test]
fn a_selection_is_what_lies_between_its_ends() {
    let (_folder, vault) = vault_of(&rows());
    for order in SORTS {
        let list = read(&vault, |r| r.movements(&MovementFilter::default(), order, 0, 99));
        let id = |place: usize| list[place].id;
        for round in 0..24_usize {
            let place = |step: usize| (round * step + 3) % list.len();
            let (first, last) = (place(17).min(place(29)), place(17).max(place(29)));
            let (single, left_out) = (place(31), place(19));
            let spans = vec![(id(first), id(last)), (id(single), id(single))];
            let except = vec![id(left_out)];
            let filter = MovementFilter { spans, order, except, ..MovementFilter::default() };
            let by_hand: Vec<_> = (0..list.len())
                .filter(|place| (first..=last).contains(place) || *place == single)
                .filter(|place| *place != left_out)
                .map(|place| &list[place].movement)
                .collect();
            let totals = read(&vault, |r| r.movement_totals(&filter));
            let won = by_hand.iter().filter_map(|m| m.krw.filter(|_| m.at.is_some())).sum::<i64>();
            assert_eq!(
                (totals.count, totals.krw),
                (by_hand.len() as u64, won),
                "{order:?} {round}"
            );
            // A tenth of a token each: tenths are counted without floating point.
            for (asset, quantity) in read(&vault, |r| r.movement_quantities(&filter)) {
                let tenths = by_hand.iter().filter(|m| m.asset == asset).count();
                let expected = format!("{}.{}", tenths / 10, tenths % 10);
                assert_eq!(quantity.to_string(), expected.trim_end_matches(".0"));
            }
        }
    }
}

#[test]
fn a_month_has_its_days_in_korea_and_nothing_without_a_day() {
    let row = |at: &str| cells(&[("occurred_at", at), ("exchange_tx_id", at)]);
    let (_folder, vault) = vault_of(&[
        row("2026-10-31T23:59:59+09:00"),
        row("2026-10-31T15:00:00Z"),
        row("2026-11-30T14:59:59Z"),
        row("2026-12-01T00:00:00+09:00"),
        cells(&[("exchange_tx_id", "no moment")]),
    ]);
    // 2026-11-01 and 2026-11-30, in days since year 1.
    let november = MovementFilter { days: Some((739_921, 739_950)), ..MovementFilter::default() };
    let found = read(&vault, |r| r.movements(&november, MovementSort::Oldest, 0, 9));
    let found: Vec<&str> = found.iter().map(|m| m.movement.exchange_tx_id.as_str()).collect();
    assert_eq!(found, ["2026-10-31T15:00:00Z", "2026-11-30T14:59:59Z"]);
    let until = MovementFilter { days: Some((i64::MIN, 739_950)), ..MovementFilter::default() };
    assert_eq!(read(&vault, |r| r.movement_totals(&until)).count, 3);
    let undated = MovementFilter { undated: true, ..MovementFilter::default() };
    assert_eq!(read(&vault, |r| r.movement_totals(&undated)).count, 1);
}

#[test]
fn lists_are_read_along_an_order_and_not_sorted() {
    let (_folder, vault) = vault_of(&[cells(&[("exchange_tx_id", "A")])]);
    for sort in SORTS {
        let [page, outline] = read(&vault, |r| r.explain_list(sort)).map(|steps| steps.join("\n"));
        assert!(page.contains("SEARCH o USING PRIMARY KEY"), "{sort:?}: {page}");
        // No look at the rows themselves: a million are walked.
        assert!(outline.starts_with("SCAN o\n"), "{sort:?}: {outline}");
        assert!(!outline.contains("SEARCH m"), "{sort:?}: {outline}");
        assert!(!(page + &outline).contains("TEMP B-TREE"), "{sort:?}");
    }
}

#[test]
fn the_same_payment_under_two_numbers_is_pointed_out() {
    let row = |id: &str, quantity: &str| {
        cells(&[
            ("occurred_at", "2026-11-03T10:00:00+09:00"),
            ("direction", "out"),
            ("asset", "USDT"),
            ("quantity", quantity),
            ("to_address", "somewhere"),
            ("exchange_tx_id", id),
        ])
    };
    let (_folder, vault) = vault_of(&[row("A-1", "5"), row("A-2", "5.0"), row("A-3", "6")]);
    let alike = read(&vault, |r| r.look_alikes(&MovementFilter::default()));
    let list =
        read(&vault, |r| r.movements(&MovementFilter::default(), MovementSort::Oldest, 0, 9));
    let numbers = |ids: &Vec<i64>| -> Vec<&str> {
        let of =
            |id: &i64| list.iter().find(|m| m.id == *id).unwrap().movement.exchange_tx_id.as_str();
        ids.iter().map(of).collect()
    };
    assert_eq!(alike.iter().map(numbers).collect::<Vec<_>>(), [["A-1", "A-2"]]);
}

//! Customers and addresses as they are known once for every report: listed, entered, read from imported transfers,
//! and filled into the blank fields of a filing.
//!
//! What somebody typed into a filing is never written over. Not here: which field takes what (`places`).

use std::collections::BTreeMap;

use serde_json::json;
use singo_domain::answer::{Answer, Content, Row};
use singo_domain::chain;
use singo_domain::definition::{Definition, View};
use singo_domain::identifier::{MaskKind, mask};
use singo_domain::ledger::{Movement, TABLE};
use singo_domain::path::{FieldId, Path, RowId};
use singo_domain::people::{Eye, Sight};
use singo_store::{Cells, NewAct, PartyRow, Read, WalletRow};

use super::edit::write_answers;
use super::filing::subject;
use super::ledger::traced;
use super::register::must_not_identify;
use crate::App;
use crate::convert::{cells_from_wire, cells_to_wire, count, not_found, wrong};
use crate::error::WireError;
use crate::places::Place;
use crate::session::must_be_draft;
use crate::wire::*;

/// The most that crosses at once.
const LONGEST_PAGE: u32 = 500;
/// How many records are written with one act.
const RUN: usize = 2_000;
/// The origin of what a person entered.
const TYPED: &str = "typed";

/// Customers as they are known; identifiers are masked.
pub fn party_list(app: &App, request: ListKnownRequest) -> Result<PartyList, WireError> {
    let limit = u64::from(request.limit.min(LONGEST_PAGE));
    app.with_session(|session| {
        let sight = session.sight();
        let text = request.text.trim();
        must_not_identify(sight, text)?;
        session.vault.read(|read| {
            let (rows, total) = if sight == Sight::Masked {
                // Who sees no name finds none by it: only by the number of the customer, which is shown.
                let (rows, _) = read.parties(text, 0, u64::MAX)?;
                let found = rows.into_iter().filter(|row| row.customer.starts_with(text));
                page(found.collect(), request.offset, limit)
            } else {
                read.parties(text, u64::from(request.offset), limit)?
            };
            Ok(PartyList {
                parties: rows.into_iter().map(|row| party_view(app, sight, row)).collect(),
                total: count(total),
            })
        })
    })
}

/// Addresses as they are known.
pub fn wallet_list(app: &App, request: ListKnownRequest) -> Result<WalletList, WireError> {
    let limit = u64::from(request.limit.min(LONGEST_PAGE));
    app.with_session(|session| {
        let sight = session.sight();
        let text = request.text.trim();
        must_not_identify(sight, text)?;
        session.vault.read(|read| {
            let (rows, total) = if sight == Sight::Masked {
                let (rows, _) = read.wallets(text, 0, u64::MAX)?;
                let found =
                    rows.into_iter().filter(|row| traced(sight, &row.address).starts_with(text));
                page(found.collect(), request.offset, limit)
            } else {
                read.wallets(text, u64::from(request.offset), limit)?
            };
            Ok(WalletList {
                wallets: rows.into_iter().map(|row| wallet_view(sight, row)).collect(),
                total: count(total),
            })
        })
    })
}

/// A stretch of what was found, and how many there are.
fn page<T>(found: Vec<T>, offset: u32, limit: u64) -> (Vec<T>, u64) {
    let total = found.len() as u64;
    let (offset, limit) = (offset as usize, usize::try_from(limit).unwrap_or(usize::MAX));
    (found.into_iter().skip(offset).take(limit).collect(), total)
}

/// Enters what is known of a customer, all of it. What comes back as it was shown stays what it was, masked or not.
pub fn party_save(app: &App, request: SavePartyRequest) -> Result<PartyView, WireError> {
    let now = (app.host.now)();
    let customer = request.customer.trim().to_owned();
    if customer.is_empty() || customer.chars().count() > 50 {
        return Err(wrong("customer", &request.customer));
    }
    let mut cells = kept(cells_from_wire(request.facts), &app.assets.places.facts)?;
    app.with_session(|session| {
        let stood = session.vault.read(|read| read.party(&customer))?;
        let stood = stood.map(|party| party.cells).unwrap_or_default();
        for (fact, shown) in seen(app, session.sight(), &stood) {
            if let Some(whole) = stood.get(&fact).filter(|_| cells.get(&fact) == Some(&shown)) {
                cells.insert(fact, whole.clone());
            }
        }
        let name = cells.get("name").map(Answer::to_text).unwrap_or_default();
        let party = PartyRow { customer, name, cells, origin: TYPED.to_owned() };
        session.write(now, |tx| {
            tx.add_party(&party)?;
            let payload = json!({ "facts": party.cells.len() });
            Ok(((), NewAct::new("party.saved", "party", payload)))
        })?;
        Ok(party_view(app, session.sight(), party))
    })
}

/// Enters what is known of an address, all of it.
pub fn wallet_save(app: &App, request: SaveWalletRequest) -> Result<WalletView, WireError> {
    let now = (app.host.now)();
    let chain = request.chain.trim().to_owned();
    let (typed, memo) = (request.address.trim(), request.memo.trim());
    let normal = chain::check_address(&chain, typed).map_err(|_| wrong("address", typed))?.normal;
    let address = chain::joined(normal, memo);
    let cells = kept(cells_from_wire(request.facts), &app.assets.places.wallet_facts)?;
    let wallet = WalletRow { chain, address, cells, origin: TYPED.to_owned() };
    app.with_session(|session| {
        session.write(now, |tx| {
            tx.add_wallet(&wallet)?;
            let payload = json!({ "facts": wallet.cells.len() });
            Ok(((), NewAct::new("wallet.saved", "wallet", payload)))
        })?;
        Ok(wallet_view(session.sight(), wallet))
    })
}

/// Reads facts from the newest imported transfer of every customer and address, where they add to or change what
/// was read from imports before. What a person entered is not touched.
pub fn party_gather(app: &App, _: Nothing) -> Result<PartiesGathered, WireError> {
    let now = (app.host.now)();
    let places = &app.assets.places;
    app.with_session(|session| {
        let (mut parties, mut wallets) = session.vault.read(|read| {
            let mut parties = Vec::new();
            for newest in read.newest_of_customers()? {
                let Some(transfer) = read.transfer(newest.transfer)? else { continue };
                let customer = newest.of.strip_prefix("c:").unwrap_or(&newest.of).to_owned();
                let own = if newest.direction == "in" { "beneficiary_" } else { "originator_" };
                let cells = facts(&transfer.cells, own, &places.facts);
                let known = read.party(&customer)?;
                if let Some(cells) = added(known.as_ref().map(|k| (&k.cells, &k.origin)), cells) {
                    let name = cells.get("name").map(Answer::to_text).unwrap_or_default();
                    let origin = format!("transfer/{}", newest.transfer);
                    let party = PartyRow { customer, name, cells, origin };
                    parties.push((transfer.batch, party));
                }
            }
            let mut wallets = Vec::new();
            for newest in read.newest_of_addresses()? {
                let Some(transfer) = read.transfer(newest.transfer)? else { continue };
                let cells = facts(&transfer.cells, "", &places.wallet_facts);
                let known = read.wallet(&newest.of, &newest.address)?;
                if let Some(cells) = added(known.as_ref().map(|k| (&k.cells, &k.origin)), cells) {
                    let origin = format!("transfer/{}", newest.transfer);
                    let (chain, address) = (newest.of, newest.address);
                    wallets.push((transfer.batch, WalletRow { chain, address, cells, origin }));
                }
            }
            Ok::<_, WireError>((parties, wallets))
        })?;
        for run in runs(&mut parties) {
            session.write::<()>(now, |tx| {
                for (_, party) in run {
                    tx.add_party(party)?;
                }
                let payload = json!({ "parties": run.len() });
                Ok(((), NewAct::new("party.gathered", "party", payload)))
            })?;
        }
        for run in runs(&mut wallets) {
            session.write::<()>(now, |tx| {
                for (_, wallet) in run {
                    tx.add_wallet(wallet)?;
                }
                let payload = json!({ "wallets": run.len() });
                Ok(((), NewAct::new("wallet.gathered", "wallet", payload)))
            })?;
        }
        Ok(PartiesGathered { parties: count(parties.len()), wallets: count(wallets.len()) })
    })
}

/// What one act records: facts of one file of the ledger, so that they can be destroyed with it.
fn runs<T>(read: &mut [(i64, T)]) -> impl Iterator<Item = &[(i64, T)]> {
    read.sort_by_key(|(batch, _)| *batch);
    read.chunk_by(|(a, _), (b, _)| a == b).flat_map(|of_one| of_one.chunks(RUN))
}

/// Fills a customer into a place of a filing: of one row, or into single fields. Blank fields only.
pub fn filing_take_party(app: &App, request: TakePartyRequest) -> Result<FactsTaken, WireError> {
    filled(app, request.id, "filing.party_taken", |app, read, definition, content| {
        let form = &definition.form.id;
        let mut places = app.assets.places.parties(form);
        let place = places.find(|place| place.place == request.place);
        let place = place.ok_or_else(|| not_found(&request.place))?;
        let party = read.party(request.customer.trim())?;
        let party = party.ok_or_else(|| not_found(&request.customer))?;
        let row = match place.table() {
            Some(table) => {
                let id: Option<RowId> = request.row.as_ref().and_then(|row| row.parse().ok());
                let row = id.and_then(|id| content.row(&table, &id));
                Some(row.ok_or_else(|| not_found(request.row.clone().unwrap_or_default()))?)
            }
            None => None,
        };
        let mut answers = place.answers(&party.cells);
        if let Some(field) = &place.customer {
            answers.insert(field.clone(), Answer::Text(party.customer));
        }
        Ok(blank(definition, content, answers, row))
    })
}

/// Fills every row of a filing from the customers and addresses that it names. Blank fields only.
pub fn filing_fill_known(app: &App, request: FilingRequest) -> Result<FactsTaken, WireError> {
    filled(app, request.id, "filing.facts_filled", |app, read, definition, content| {
        let form = &definition.form.id;
        let mut known: BTreeMap<String, Option<PartyRow>> = BTreeMap::new();
        let mut all = Vec::new();
        for place in app.assets.places.parties(form) {
            let Some(customer) = &place.customer else { continue };
            for row in content.rows(customer.table().unwrap_or_default()) {
                let number =
                    row.cells.get(customer.name()).map(Answer::to_text).unwrap_or_default();
                let number = number.trim();
                if number.is_empty() {
                    continue;
                }
                if !known.contains_key(number) {
                    known.insert(number.to_owned(), read.party(number)?);
                }
                if let Some(Some(party)) = known.get(number) {
                    let answers = place.answers(&party.cells);
                    all.extend(blank(definition, content, answers, Some(row)));
                }
            }
        }
        if let Some(place) = app.assets.places.wallet(form) {
            for row in content.rows(TABLE) {
                all.extend(wallet_answers(read, definition, content, place, row)?);
            }
        }
        Ok(all)
    })
}

fn wallet_answers(
    read: &Read<'_>,
    definition: &Definition,
    content: &Content,
    place: &Place,
    row: &Row,
) -> Result<Vec<(Path, Answer)>, WireError> {
    let movement = Movement::read(&row.cells);
    if movement.other_address.is_empty() {
        return Ok(Vec::new());
    }
    let wallet = read.wallet(&movement.chain, &movement.other_address)?;
    let answers = wallet.map(|wallet| place.answers(&wallet.cells)).unwrap_or_default();
    Ok(blank(definition, content, answers, Some(row)))
}

/// Writes answers into a draft as one step that undo takes back.
fn filled(
    app: &App,
    id: u32,
    act: &str,
    find: impl FnOnce(&App, &Read<'_>, &Definition, &Content) -> Result<Vec<(Path, Answer)>, WireError>,
) -> Result<FactsTaken, WireError> {
    app.with_session(|session| {
        let answers = session.beside(&app.assets, id, |read, opened| {
            must_be_draft(&opened.row)?;
            find(app, read, opened.definition, opened.content)
        })?;
        let filing = session.open(&app.assets, id)?.row.id;
        let filled = answers.len();
        let act = NewAct::new(act, subject(filing), json!({ "fields": filled }));
        write_answers(app, session, id, act, answers)?;
        Ok(FactsTaken { filled: count(filled) })
    })
}

/// Those of the answers whose fields the form has, shows once the others are filled in, and has blank.
fn blank(
    definition: &Definition,
    content: &Content,
    answers: BTreeMap<FieldId, Answer>,
    row: Option<&Row>,
) -> Vec<(Path, Answer)> {
    let id = row.map(|row| &row.id);
    let table = answers.keys().find_map(FieldId::table).map(str::to_owned);
    let rows = table.zip(row).map(|(table, row)| (table, vec![row.clone()]));
    let mut after = Content { fields: content.fields.clone(), tables: rows.into_iter().collect() };
    let mut taken = Vec::new();
    for (field, answer) in answers {
        let there = definition.field(&field).is_some() && field.table().is_some() == row.is_some();
        let path = field.at(id);
        if there && after.get(&path).is_none_or(Answer::is_blank) {
            after.set(&path, Some(answer.clone()));
            taken.push((field, path, answer));
        }
    }
    let view = View::new(definition, &after);
    let row = after.tables.values().flatten().next();
    let shown = taken.into_iter().filter(|(field, ..)| view.shown(field, row));
    shown.map(|(_, path, answer)| (path, answer)).collect()
}

/// Facts that add to or change what was read from imports before, together with it; `None` where there is nothing
/// to record. What a person entered stands.
fn added(known: Option<(&Cells, &String)>, facts: Cells) -> Option<Cells> {
    let Some((stood, origin)) = known else { return (!facts.is_empty()).then_some(facts) };
    if origin == TYPED {
        return None;
    }
    let mut all = stood.clone();
    all.extend(facts);
    (all != *stood).then_some(all)
}

/// The facts among the cells of a transfer: those behind a prefix.
fn facts(cells: &Cells, prefix: &str, names: &[String]) -> Cells {
    let named = names.iter().filter_map(|name| {
        let answer = cells.get(&format!("{prefix}{name}"))?;
        Some((name.clone(), answer.clone()))
    });
    named.filter(|(_, answer)| !answer.is_blank()).collect()
}

/// Facts of known names that say something; any other name is refused.
fn kept(cells: Cells, names: &[String]) -> Result<Cells, WireError> {
    match cells.keys().find(|name| !names.contains(name)) {
        Some(unknown) => Err(wrong("facts", unknown)),
        None => Ok(cells.into_iter().filter(|(_, answer)| !answer.is_blank()).collect()),
    }
}

const ID_NUMBER: &str = "id_number";

fn masked(number: &Answer) -> String {
    mask(MaskKind::ResidentNumber, &number.to_text())
}

/// Facts of a customer as the person who looks sees answers of reports; the identifier is masked for everybody.
fn seen(app: &App, sight: Sight, facts: &Cells) -> Cells {
    let one = |(fact, answer): (&String, &Answer)| {
        if fact == ID_NUMBER {
            return (fact.clone(), Answer::Text(masked(answer)));
        }
        let shown = app.assets.catalogue.all().iter().find_map(|definition| {
            let mut places = app.assets.places.parties(&definition.form.id);
            let field = places.find_map(|place| place.field(fact))?;
            definition.field(&field)?;
            Some(Eye::new(sight, definition, &Content::default()).shown(&field, answer))
        });
        (fact.clone(), shown.unwrap_or_else(|| answer.clone()))
    };
    facts.iter().map(one).collect()
}

fn party_view(app: &App, sight: Sight, party: PartyRow) -> PartyView {
    let facts = seen(app, sight, &party.cells);
    PartyView {
        name: facts.get("name").map(Answer::to_text).unwrap_or_default(),
        customer: party.customer,
        facts: cells_to_wire(&facts),
        typed: party.origin == TYPED,
    }
}

fn wallet_view(sight: Sight, wallet: WalletRow) -> WalletView {
    let (address, memo) = chain::apart(&wallet.chain, &wallet.address);
    WalletView {
        address: traced(sight, address),
        memo: traced(sight, memo),
        chain: wallet.chain,
        facts: cells_to_wire(&wallet.cells),
        typed: wallet.origin == TYPED,
    }
}

//! What sums and patterns need of one row: the same reading for imported rows and for rows of a filing.
//!
//! A cell that does not read leaves its part out; nothing is guessed. Amounts beyond 64 bits are left out as
//! well and marked, so that a sum is never wrong, only said to be incomplete.

use std::collections::BTreeMap;

use bigdecimal::{BigDecimal, RoundingMode, ToPrimitive};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};

use crate::answer::Answer;
use crate::calendar::kst_date;
use crate::chain;
use crate::definition::{Kind, Value, read_number};
use crate::money::Quantity;

/// The table, in every form that has it, whose rows are movements of virtual assets.
pub const TABLE: &str = "transfers";

/// One movement, as sums see it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Movement {
    /// What makes two rows the same movement: the exchange's own number, else transaction id and output, else,
    /// where no output is given, transaction id and the address on the other side: one transaction can pay many.
    /// `None` where a row has neither number nor transaction id; it is then a movement of its own.
    pub key: Option<String>,
    /// The moment, in seconds since 1970-01-01 UTC.
    pub at: Option<i64>,
    /// The day in Korea, in days since 0001-01-01 (that day is 1).
    pub day: Option<i64>,
    /// The year in Korea.
    pub year: Option<i64>,
    /// `out` or `in`, as the code list has it.
    pub direction: String,
    /// The symbol, in capitals.
    pub asset: String,
    /// The chain.
    pub chain: String,
    /// The transaction id in its normal form, or as typed where it does not read.
    pub txid: String,
    /// The place in the transaction; empty where there is none.
    pub output_index: String,
    /// The exchange's own number.
    pub exchange_tx_id: String,
    /// Whose movement it is here: the customer on our side, by customer number, else by name and birth date.
    pub customer: String,
    /// The customer's name, for lists.
    pub customer_name: String,
    /// Name of the other side, for lists.
    pub other_name: String,
    /// The address on the other side, in its normal form, with the memo behind a colon.
    pub other_address: String,
    /// The reason code.
    pub reason: String,
    /// The kind of counterparty.
    pub counterparty: String,
    /// The counterparty's country.
    pub country: String,
    /// The exact quantity, in canonical text.
    pub quantity: String,
    /// Won.
    pub krw: Option<i64>,
    /// US cents, rounded half up.
    pub usd_cents: Option<i64>,
    /// The state, as the code list has it; empty where none is known.
    pub status: String,
    /// The device from which an outward movement was ordered; of an inward one the sender is not the customer.
    pub device: String,
    /// The address in the network from which it was ordered.
    pub network: String,
    /// The customer's telephone, without marks between the digits.
    pub phone: String,
    /// Of an outward movement: when the won came in that paid for it, in seconds since 1970-01-01 UTC.
    pub funded_at: Option<i64>,
    /// How many won came in then.
    pub funded_krw: Option<i64>,
}

impl Movement {
    /// Reads the cells of a row.
    pub fn read(cells: &BTreeMap<String, Answer>) -> Self {
        let text = |column: &str| {
            cells.get(column).map(Answer::to_text).unwrap_or_default().trim().to_owned()
        };
        let moment = instant(cells.get("occurred_at"));
        let funded_at = instant(cells.get("funded_at")).map(|moment| moment.timestamp());
        let date = moment.as_ref().map(kst_date);
        let chain = text("chain");
        let direction = text("direction");
        let inward = direction == "in";
        let own = if inward { "beneficiary" } else { "originator" };
        let other = if inward { "originator" } else { "beneficiary" };
        let (txid, output_index) = (normal_txid(&chain, &text("txid")), text("output_index"));
        let exchange_tx_id = text("exchange_tx_id");
        let other_address = text(if inward { "from_address" } else { "to_address" });
        let other_address = normal_address(&chain, &other_address, &text("memo"));
        // The sender is the customer where it goes out.
        let sender = |column: &str| if direction == "out" { text(column) } else { String::new() };
        let first = |columns: &[String]| {
            columns
                .iter()
                .map(|column| text(column))
                .find(|text| !text.is_empty())
                .unwrap_or_default()
        };
        Self {
            key: key(&exchange_tx_id, &chain, &txid, &output_index, &other_address),
            at: moment.map(|moment| moment.timestamp()),
            day: date.map(|date: NaiveDate| i64::from(date.num_days_from_ce())),
            year: date.map(|date| i64::from(date.year())),
            asset: text("asset").to_uppercase(),
            customer: customer(&text, own),
            customer_name: first(&[format!("{own}_name"), format!("{own}_name_en")]),
            other_name: first(&[
                format!("{other}_name"),
                format!("{other}_name_en"),
                "counterparty_name".to_owned(),
            ]),
            other_address,
            reason: text("reason"),
            counterparty: first(&["counterparty_kind".to_owned(), "wallet_class".to_owned()]),
            country: text("counterparty_country"),
            quantity: text("quantity")
                .parse::<Quantity>()
                .map(|q| q.to_string())
                .unwrap_or_default(),
            krw: whole(&text("krw_value"), 0),
            usd_cents: whole(&text("usd_value"), 2),
            status: text("status"),
            device: sender("originator_device").to_ascii_lowercase(),
            network: sender("originator_ip").to_ascii_lowercase(),
            phone: sender("originator_phone").replace([' ', '-', '.', '(', ')'], ""),
            funded_at: funded_at.filter(|_| direction == "out"),
            funded_krw: whole(&sender("funded_krw"), 0),
            direction,
            chain,
            txid,
            output_index,
            exchange_tx_id,
        }
    }

    /// Whether it moved something: what was cancelled or came back did not.
    pub fn is_effective(&self) -> bool {
        !matches!(self.status.as_str(), "returned" | "cancelled")
    }
}

fn instant(answer: Option<&Answer>) -> Option<DateTime<FixedOffset>> {
    match Kind::Datetime.read(answer?) {
        Ok(Value::Instant(moment)) => Some(moment),
        _ => None,
    }
}

/// The exchange's number identifies; the chain's does so only together with the place in the transaction.
fn key(exchange: &str, chain: &str, txid: &str, index: &str, address: &str) -> Option<String> {
    if !exchange.is_empty() {
        return Some(format!("x:{exchange}"));
    }
    match (txid, index) {
        ("", _) => None,
        (_, "") => Some(format!("a:{chain}:{txid}:{address}")),
        _ => Some(format!("t:{chain}:{txid}:{index}")),
    }
}

fn customer(text: &impl Fn(&str) -> String, own: &str) -> String {
    let number = text(&format!("{own}_customer_id"));
    if !number.is_empty() {
        return format!("c:{number}");
    }
    let name = text(&format!("{own}_name"));
    if name.is_empty() {
        return String::new();
    }
    format!("n:{name}:{}", text(&format!("{own}_born_on")))
}

fn normal_txid(chain: &str, text: &str) -> String {
    chain::check_txid(chain, text).unwrap_or_else(|_| text.to_owned())
}

fn normal_address(chain: &str, text: &str, memo: &str) -> String {
    if text.is_empty() {
        return String::new();
    }
    let address = chain::check_address(chain, text).map_or_else(|_| text.to_owned(), |a| a.normal);
    chain::joined(address, memo)
}

/// The number in units of 10^-places, rounded half up; `None` where it does not read or does not fit.
fn whole(text: &str, places: i64) -> Option<i64> {
    let number: BigDecimal = read_number(text)?;
    let rounded = number.with_scale_round(places, RoundingMode::HalfUp);
    (rounded * BigDecimal::from(10_i64.pow(u32::try_from(places).ok()?))).to_i64()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(pairs: &[(&str, &str)]) -> BTreeMap<String, Answer> {
        pairs.iter().map(|(column, text)| ((*column).to_owned(), (*text).into())).collect()
    }

    #[test]
    fn midnight_in_korea_divides_days_and_years() {
        let before = Movement::read(&cells(&[("occurred_at", "2026-12-31T14:59:59Z")]));
        let after = Movement::read(&cells(&[("occurred_at", "2026-12-31T15:00:00Z")]));
        assert_eq!((before.year, after.year), (Some(2026), Some(2027)));
        assert_eq!(before.day.map(|day| day + 1), after.day);
    }

    #[test]
    fn amounts_are_exact_or_left_out() {
        let read = |krw, usd| {
            let movement = Movement::read(&cells(&[("krw_value", krw), ("usd_value", usd)]));
            (movement.krw, movement.usd_cents)
        };
        assert_eq!(read("1,702,549", "1217.50"), (Some(1_702_549), Some(121_750)));
        assert_eq!(read("10.5", "0.005"), (Some(11), Some(1)));
        assert_eq!(read("9223372036854775807", "x"), (Some(i64::MAX), None));
        assert_eq!(read("9223372036854775808", ""), (None, None));
    }

    #[test]
    fn the_exchanges_number_comes_before_the_chains() {
        let key = |pairs: &[(&str, &str)]| Movement::read(&cells(pairs)).key;
        let txid = "26634E5681530E427A3A757157037AAED5E58BDC656C92470F948CFCCEA5C4BB";
        assert_eq!(key(&[("exchange_tx_id", "A-1"), ("txid", txid)]), Some("x:A-1".to_owned()));
        let on_chain = [("chain", "tron"), ("txid", txid), ("output_index", "2")];
        let lower = [("chain", "tron"), ("txid", &txid.to_lowercase()), ("output_index", "2")];
        assert_eq!(key(&on_chain), key(&lower));
        assert_ne!(
            key(&on_chain),
            key(&[("chain", "tron"), ("txid", txid), ("output_index", "3")])
        );
        assert_eq!(key(&[("asset", "USDT")]), None);
        // Without outputs, what one transaction pays to two addresses are two movements.
        let paid = |to| {
            key(&[("chain", "tron"), ("txid", txid), ("direction", "out"), ("to_address", to)])
        };
        assert_eq!(paid("가"), paid("가"));
        assert_ne!(paid("가"), paid("나"));
    }

    #[test]
    fn what_customers_share_is_the_senders_alike_however_it_is_written() {
        let pairs = [
            ("originator_device", " Device-A "),
            ("originator_ip", "2001:DB8::1"),
            ("originator_phone", "(010) 0000-0001"),
        ];
        let read = |direction| {
            let mut all = cells(&pairs);
            all.insert("direction".to_owned(), Answer::from(direction));
            let Movement { device, network, phone, .. } = Movement::read(&all);
            [device, network, phone]
        };
        assert_eq!(read("out"), ["device-a", "2001:db8::1", "01000000001"]);
        assert_eq!(read("in"), ["", "", ""], "the sender of what comes in is no customer");
    }

    #[test]
    fn money_that_paid_for_a_movement_belongs_to_one_that_goes_out() {
        let read = |direction, at, krw| {
            let pairs = [("direction", direction), ("funded_at", at), ("funded_krw", krw)];
            let movement = Movement::read(&cells(&pairs));
            (movement.funded_at, movement.funded_krw)
        };
        // 09:00 in Korea is midnight UTC; 2026-10-01 is day 20,727 since 1970.
        let midnight = 20_727 * 86_400;
        assert_eq!(read("out", "2026-10-01T09:00", "1,000"), (Some(midnight), Some(1000)));
        assert_eq!(read("out", "2026-10-01", "about 5"), (None, None));
        assert_eq!(read("in", "2026-10-01T09:00", "1,000"), (None, None));
    }

    #[test]
    fn the_customer_is_on_our_side_of_the_border() {
        let pairs = [
            ("originator_name", "갑"),
            ("originator_customer_id", "C-1"),
            ("beneficiary_name", "을"),
            ("from_address", "가"),
            ("to_address", "나"),
        ];
        let read = |direction| {
            let mut all = cells(&pairs);
            all.insert("direction".to_owned(), Answer::from(direction));
            let movement = Movement::read(&all);
            (movement.customer, movement.other_name, movement.other_address)
        };
        assert_eq!(read("out"), ("c:C-1".to_owned(), "을".to_owned(), "나".to_owned()));
        assert_eq!(read("in"), ("n:을:".to_owned(), "갑".to_owned(), "가".to_owned()));
    }
}

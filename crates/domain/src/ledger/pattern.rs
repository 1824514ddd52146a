//! Patterns over the whole vault: what one customer or one address does within days, against dated thresholds.
//!
//! Thresholds are data with their source; each pattern names one of a few kinds. A flag names every movement
//! it rests on and the numbers it was worked out from, so that a person can follow it and answer it. Patterns
//! that one row shows by itself are rules of the form, not these.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Movement;
use crate::canonical::sha256_hex;

/// How a pattern is recognised. Amounts are US cents; days are days in Korea.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    /// One customer, one day: together the limit or more, though each alone is below it.
    SplitDay {
        /// The limit.
        limit_cents: i64,
    },
    /// One customer: at least so many movements between the two amounts within so many days.
    NearLimit {
        /// Days of the window.
        days: i64,
        /// The least number.
        least: usize,
        /// The lowest amount, included.
        from_cents: i64,
        /// The highest amount, included.
        to_cents: i64,
    },
    /// One customer: more than the limit within so many days.
    RollingSum {
        /// Days of the window.
        days: i64,
        /// The limit.
        limit_cents: i64,
    },
    /// One customer: more than the limit within a calendar year.
    YearSum {
        /// The limit.
        limit_cents: i64,
    },
    /// One address: at least so many customers send to it within so many days.
    Collecting {
        /// Days of the window.
        days: i64,
        /// The least number of customers.
        least: usize,
    },
    /// One device, network or telephone: at least so many customers send from it within so many days.
    Shared {
        /// What they share.
        by: Common,
        /// Days of the window.
        days: i64,
        /// The least number of customers.
        least: usize,
    },
    /// One customer: at least so many addresses never used by him before, within so many days.
    Scattering {
        /// Days of the window.
        days: i64,
        /// The least number of addresses.
        least: usize,
    },
    /// One customer: at least so many times within so many days, what came in as won goes out again at once: within
    /// so many minutes, and at least so many hundredths of it.
    Passage {
        /// Days of the window.
        days: i64,
        /// The least number of times.
        least: usize,
        /// The most minutes between coming in and going out, included.
        minutes: i64,
        /// The least share in hundredths, included.
        percent: i64,
    },
    /// One customer, one day: movements with a country on a list, whatever their amount.
    Listed {
        /// ISO 3166-1 alpha-2, in capitals. None is built in: a firm lists countries of its own, with a day and a
        /// reason.
        countries: Vec<String>,
    },
}

/// What several customers can have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Common {
    /// The device.
    Device,
    /// The address in the network.
    Network,
    /// The telephone.
    Phone,
}

impl Common {
    /// Its name; the index has a column of it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Device => "device",
            Self::Network => "network",
            Self::Phone => "phone",
        }
    }

    /// What a movement says of it.
    pub fn of(self, movement: &Movement) -> &str {
        match self {
            Self::Device => &movement.device,
            Self::Network => &movement.network,
            Self::Phone => &movement.phone,
        }
    }
}

/// One pattern with its validity and its source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Pattern {
    /// Its name, never reused: `R1`.
    pub id: String,
    /// How it is recognised.
    #[serde(flatten)]
    pub kind: Kind,
    /// The first day of movements it applies to.
    pub effective_from: NaiveDate,
    /// Whether the threshold is ours by analogy and not the law's.
    pub provisional: bool,
    /// Where the threshold comes from; nothing where the firm has set it.
    pub cite: String,
    /// Whether the firm has set it.
    #[serde(skip)]
    pub own: bool,
}

/// The patterns that apply.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Patterns {
    pattern: Vec<Pattern>,
}

/// Thresholds that do not read, or a name given twice.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("patterns: {0}")]
pub struct PatternError(String);

/// A pattern that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flag {
    /// SHA-256 over the pattern and the movements, hexadecimal: the same findings give the same flag, and a
    /// movement more or less gives another one.
    pub id: String,
    /// The pattern.
    pub pattern: String,
    /// Whose: the customer or the address. Empty for what customers share: that stays with their movements.
    pub party: String,
    /// The movements it rests on, by their lines in the index, in the order of time.
    pub movements: Vec<i64>,
    /// The numbers it was worked out from: `sum_cents`, `limit_cents`, `count`, `distinct`, `from`, `to`; and of
    /// what customers share, as `shared`, which kind of thing it is.
    pub says: BTreeMap<String, String>,
}

/// A movement with its line in the index.
pub type Listed = (i64, Movement);

impl Patterns {
    /// Reads the thresholds.
    ///
    /// # Errors
    /// [`PatternError`] with the place.
    pub fn load(text: &str) -> Result<Self, PatternError> {
        let patterns: Self =
            toml::from_str(text).map_err(|error| PatternError(error.to_string()))?;
        let names = patterns.pattern.iter().map(|p| (p.id.as_str(), p.effective_from));
        if names.collect::<BTreeSet<_>>().len() != patterns.pattern.len() {
            return Err(PatternError("a name is given twice for one day".to_owned()));
        }
        Ok(patterns)
    }

    /// The same with thresholds that the firm has set: each holds from its day until the next of its name. One
    /// for a day that has a threshold already takes its place.
    #[must_use]
    pub fn with(&self, own: Vec<Pattern>) -> Self {
        let mut all = self.pattern.clone();
        for pattern in own {
            all.retain(|p| p.id != pattern.id || p.effective_from != pattern.effective_from);
            let after = all.iter().rposition(|p| p.id == pattern.id);
            all.insert(after.map_or(all.len(), |place| place + 1), pattern);
        }
        Self { pattern: all }
    }

    /// The pattern of a name as it holds on a day.
    pub fn on(&self, id: &str, day: NaiveDate) -> Option<&Pattern> {
        let of = self.pattern.iter().filter(|p| p.id == id && p.effective_from <= day);
        of.max_by_key(|pattern| pattern.effective_from)
    }

    /// The day before which a threshold holds: that of the next of its name.
    fn until(&self, pattern: &Pattern) -> Option<NaiveDate> {
        let later = self.pattern.iter().filter(|p| p.id == pattern.id);
        later.map(|p| p.effective_from).filter(|day| *day > pattern.effective_from).min()
    }

    /// Every pattern, in the order of the file.
    pub fn all(&self) -> &[Pattern] {
        &self.pattern
    }

    /// The flags among the movements of one customer in one direction, in the order of time.
    pub fn of_customer(&self, customer: &str, movements: &[Listed]) -> Vec<Flag> {
        let others = |kind: &Kind| matches!(kind, Kind::Collecting { .. } | Kind::Shared { .. });
        self.found(customer, movements, |kind| !others(kind))
    }

    /// The flags among the outward movements to one address, in the order of time.
    pub fn of_address(&self, address: &str, movements: &[Listed]) -> Vec<Flag> {
        self.found(address, movements, |kind| matches!(kind, Kind::Collecting { .. }))
    }

    /// The flags among the outward movements that one device, network or telephone has in common, in the order of
    /// time. Which it is, no flag says, and its identity does not rest on it: whoever may see it sees it in the rows.
    pub fn of_common(&self, by: Common, movements: &[Listed]) -> Vec<Flag> {
        self.found("", movements, |kind| matches!(kind, Kind::Shared { by: of, .. } if *of == by))
    }

    fn found(&self, party: &str, all: &[Listed], asked: impl Fn(&Kind) -> bool) -> Vec<Flag> {
        let mut flags = Vec::new();
        for pattern in self.pattern.iter().filter(|pattern| asked(&pattern.kind)) {
            let day = |day: &NaiveDate| i64::from(chrono::Datelike::num_days_from_ce(day));
            let since = day(&pattern.effective_from);
            let until = self.until(pattern).map_or(i64::MAX, |next| day(&next));
            // A country, or what customers share, is seen in a movement whose amount is not known yet; what is passed
            // on is measured in won.
            let worth = !matches!(
                pattern.kind,
                Kind::Listed { .. } | Kind::Shared { .. } | Kind::Passage { .. }
            );
            let items = all.iter().filter_map(|listed| Item::of(listed, worth));
            let items: Vec<Item<'_>> = items.collect();
            let holds = |item: &Item<'_>| (since..until).contains(&item.day);
            let items: Vec<Item<'_>> = items.into_iter().filter(holds).collect();
            for run in runs(&pattern.kind, &items) {
                flags.push(flag(pattern, party, &items, &run));
            }
        }
        flags
    }
}

/// A movement that patterns can count.
struct Item<'a> {
    id: i64,
    day: i64,
    year: i64,
    cents: i64,
    movement: &'a Movement,
}

impl<'a> Item<'a> {
    fn of((id, movement): &'a Listed, worth: bool) -> Option<Self> {
        if !movement.is_effective() || (worth && movement.usd_cents.is_none()) {
            return None;
        }
        let (day, year) = (movement.day?, movement.year?);
        let cents = movement.usd_cents.unwrap_or_default();
        Some(Self { id: *id, day, year, cents, movement })
    }
}

/// The runs of places that show a pattern. Windows that overlap are one run.
fn runs<'a>(kind: &Kind, items: &[Item<'a>]) -> Vec<Vec<usize>> {
    let all = || 0..items.len();
    match *kind {
        Kind::SplitDay { limit_cents } => {
            let below: Vec<usize> = all().filter(|at| items[*at].cents < limit_cents).collect();
            let days = below.chunk_by(|a, b| items[*a].day == items[*b].day);
            days.filter(|day| day.len() > 1 && sum(items, day) >= i128::from(limit_cents))
                .map(<[usize]>::to_vec)
                .collect()
        }
        Kind::NearLimit { days, least, from_cents, to_cents } => {
            let near = all().filter(|at| (from_cents..=to_cents).contains(&items[*at].cents));
            crowds(items, near, days, least)
        }
        Kind::RollingSum { days, limit_cents } => {
            let add = |sum: &mut i128, item: &Item<'_>| *sum += i128::from(item.cents);
            let take = |sum: &mut i128, item: &Item<'_>| *sum -= i128::from(item.cents);
            windows(items, all(), days, add, take, |sum, _| *sum > i128::from(limit_cents))
        }
        Kind::YearSum { limit_cents } => {
            let places: Vec<usize> = all().collect();
            let years = places.chunk_by(|a, b| items[*a].year == items[*b].year);
            years
                .filter(|year| sum(items, year) > i128::from(limit_cents))
                .map(<[usize]>::to_vec)
                .collect()
        }
        Kind::Collecting { days, least } | Kind::Shared { days, least, .. } => {
            let known = all().filter(|at| !items[*at].movement.customer.is_empty());
            let add = |times: &mut BTreeMap<&'a str, usize>, item: &Item<'a>| {
                *times.entry(&item.movement.customer).or_default() += 1;
            };
            let take = |times: &mut BTreeMap<&'a str, usize>, item: &Item<'a>| {
                let customer = item.movement.customer.as_str();
                match times.get_mut(customer) {
                    Some(more) if *more > 1 => *more -= 1,
                    _ => drop(times.remove(customer)),
                }
            };
            windows(items, known, days, add, take, |customers, _| customers.len() >= least)
        }
        Kind::Scattering { days, least } => {
            let mut seen = BTreeSet::new();
            let first = all().filter(|at| {
                let address = &items[*at].movement.other_address;
                !address.is_empty() && seen.insert(address.clone())
            });
            let first: Vec<usize> = first.collect();
            crowds(items, first.into_iter(), days, least)
        }
        Kind::Passage { days, least, minutes, percent } => {
            let passed = all().filter(|at| passed_on(items[*at].movement, minutes, percent));
            crowds(items, passed, days, least)
        }
        Kind::Listed { ref countries } => {
            let listed = all().filter(|at| countries.contains(&items[*at].movement.country));
            let listed: Vec<usize> = listed.collect();
            let days = listed.chunk_by(|a, b| items[*a].day == items[*b].day);
            days.map(<[usize]>::to_vec).collect()
        }
    }
}

/// Whether a movement passes on at once what came in: as the check `quick_passage` has it of one report.
fn passed_on(m: &Movement, minutes: i64, percent: i64) -> bool {
    let Some(seconds) = waited(m) else { return false };
    let (Some(sent), Some(funded)) = (m.krw, m.funded_krw) else { return false };
    let soon = (0..=i128::from(minutes) * 60).contains(&i128::from(seconds));
    soon && i128::from(sent) * 100 >= i128::from(funded) * i128::from(percent)
}

/// The seconds between the coming in of won and the going out.
fn waited(m: &Movement) -> Option<i64> {
    m.at?.checked_sub(m.funded_at?)
}

/// Windows of so many days that hold at least so many places.
fn crowds(
    items: &[Item<'_>],
    places: impl Iterator<Item = usize>,
    days: i64,
    least: usize,
) -> Vec<Vec<usize>> {
    windows(items, places, days, |(): &mut (), _| (), |(), _| (), |(), count| count >= least)
}

/// Lets a window of days slide over places and joins the windows that show the pattern. What a window holds is kept
/// along with it: each item is added and taken once.
fn windows<'a, H: Default>(
    items: &[Item<'a>],
    places: impl Iterator<Item = usize>,
    days: i64,
    add: impl Fn(&mut H, &Item<'a>),
    take: impl Fn(&mut H, &Item<'a>),
    shows: impl Fn(&H, usize) -> bool,
) -> Vec<Vec<usize>> {
    let (mut window, mut held): (VecDeque<usize>, H) = (VecDeque::new(), H::default());
    let mut found: Vec<Vec<usize>> = Vec::new();
    for place in places {
        window.push_back(place);
        add(&mut held, &items[place]);
        while let Some(first) = window.front().copied()
            && items[place].day - items[first].day >= days
        {
            take(&mut held, &items[first]);
            window.pop_front();
        }
        if !shows(&held, window.len()) {
            continue;
        }
        match found.last_mut().filter(|run| run.last() >= window.front()) {
            Some(run) => {
                let last = run.last().copied();
                run.extend(window.iter().copied().filter(|at| Some(*at) > last));
            }
            None => found.push(window.iter().copied().collect()),
        }
    }
    found
}

fn sum(items: &[Item<'_>], places: &[usize]) -> i128 {
    places.iter().map(|at| i128::from(items[*at].cents)).sum()
}

fn flag(pattern: &Pattern, party: &str, items: &[Item<'_>], run: &[usize]) -> Flag {
    let movements: Vec<i64> = run.iter().map(|at| items[*at].id).collect();
    let mut says = BTreeMap::new();
    let mut say = |name: &str, value: String| says.insert(name.to_owned(), value);
    say("count", run.len().to_string());
    say("sum_cents", sum(items, run).to_string());
    let ends = [("from", run.first()), ("to", run.last())];
    for (name, at) in ends {
        let day = at.and_then(|at| i32::try_from(items[*at].day).ok());
        if let Some(day) = day.and_then(NaiveDate::from_num_days_from_ce_opt) {
            say(name, day.to_string());
        }
    }
    if let Kind::Shared { by, .. } = pattern.kind {
        say("shared", by.name().to_owned());
    }
    match pattern.kind {
        Kind::SplitDay { limit_cents }
        | Kind::RollingSum { limit_cents, .. }
        | Kind::YearSum { limit_cents } => say("limit_cents", limit_cents.to_string()),
        Kind::NearLimit { to_cents, .. } => say("limit_cents", to_cents.to_string()),
        Kind::Collecting { .. } | Kind::Shared { .. } => {
            let customers = run.iter().map(|at| &items[*at].movement.customer);
            say("distinct", customers.collect::<BTreeSet<_>>().len().to_string())
        }
        Kind::Scattering { .. } => say("distinct", run.len().to_string()),
        Kind::Passage { .. } => {
            let won = |of: fn(&Movement) -> Option<i64>| -> i128 {
                run.iter().filter_map(|at| of(items[*at].movement)).map(i128::from).sum()
            };
            let longest = run.iter().filter_map(|at| waited(items[*at].movement)).max();
            say("sent_krw", won(|m| m.krw).to_string());
            say("funded_krw", won(|m| m.funded_krw).to_string());
            say("longest", ((longest.unwrap_or_default() + 59) / 60).to_string())
        }
        Kind::Listed { .. } => {
            let countries = run.iter().map(|at| items[*at].movement.country.as_str());
            let countries: Vec<&str> = countries.collect::<BTreeSet<_>>().into_iter().collect();
            say("countries", countries.join(", "))
        }
    };
    // The identity rests on what the movements are, not on where the index keeps them at present.
    let identity: Vec<String> = run.iter().map(|at| identity(items[*at].movement)).collect();
    let id = sha256_hex(serde_json::json!([pattern.id, party, identity]).to_string());
    Flag { id, pattern: pattern.id.clone(), party: party.to_owned(), movements, says }
}

fn identity(m: &Movement) -> String {
    let own = || format!("{:?} {} {}", m.at, m.asset, m.quantity);
    format!("{} {:?}", m.key.clone().unwrap_or_else(own), m.usd_cents)
}

#[cfg(test)]
mod tests;

//! Runs rules over a filing: which rule looks where, in which order, and what hides what.
//!
//! A rule looks only at fields that are shown. A cell where a syntax rule found a fault that blocks is not
//! looked at by logic rules, so that one slip gives one finding; findings elsewhere are unaffected. Warnings
//! hide nothing, for they can be accepted. The whole takes time in proportion to the number of rows.
//! Findings come in the order of the form; within a table row by row; at one place rule by rule; those of the
//! filing as a whole come last.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::known::Known;
use super::sight::{Cell, Hit, Sight, Together, Unclean, Whole};
use super::spec::{Run, Words};
use super::{Check, Fields, Param, ParamKind, Phase, Rule, Severity, checks};
use crate::answer::{Content, Row};
use crate::definition::{Definition, Field, View};
use crate::finding::Finding;
use crate::path::{FieldId, Path};

/// What checks need from outside.
pub struct Context<'a> {
    /// Today in Korea.
    pub today: NaiveDate,
    /// Whether a bundled font can print the character.
    pub printable: &'a dyn Fn(char) -> bool,
    /// What is known outside the filing; nothing for a form by itself.
    pub known: Option<&'a Known>,
    /// The version of the form that is in force on a day; nothing where only this version is known.
    pub version_on: Option<&'a dyn Fn(NaiveDate) -> Option<String>>,
}

/// Every finding of a filing, in the order of the form.
pub fn check(definition: &Definition, content: &Content, context: &Context<'_>) -> Vec<Finding> {
    let view = View::new(definition, content);
    let mut round = Round {
        view: &view,
        context,
        unclean: Unclean::new(),
        found: Vec::new(),
        groups: groups(&view),
    };
    let rules: Vec<Prepared<'_>> = definition
        .rules
        .iter()
        .enumerate()
        .filter_map(|(number, rule)| {
            Some(Prepared { number, rule, check: checks::find(&rule.check)? })
        })
        .collect();
    round.cells(&rules);
    for rule in &rules {
        match &rule.check.run {
            Run::Together(run) => round.together(rule, *run),
            Run::Whole(run) => round.whole(rule, *run),
            Run::Cell(_) | Run::AnyCell(_) => {}
        }
    }
    round.found.sort_by_key(|(order, _)| *order);
    round.found.into_iter().map(|(_, finding)| finding).collect()
}

/// A rule, its place in the file, and the check it names.
struct Prepared<'a> {
    number: usize,
    rule: &'a Rule,
    check: &'static Check,
}

/// The order of findings: table or single field by its place, row, field, rule.
type Order = (usize, usize, usize, usize);

/// Where a rule found something: the field's place in the form, the row and its position.
type Spot<'a> = (usize, Option<(usize, &'a Row)>);

/// One run of all rules.
struct Round<'a> {
    view: &'a View<'a>,
    context: &'a Context<'a>,
    unclean: Unclean,
    found: Vec<(Order, Finding)>,
    /// For every field: the place at which its table begins, or its own.
    groups: Vec<usize>,
}

impl<'a> Round<'a> {
    /// Rules that look at one field at a time, for all phases: cell by cell, so that whether a cell is shown
    /// is decided once.
    fn cells(&mut self, rules: &[Prepared<'a>]) {
        let by_place = rules_by_place(self.view, rules);
        let mut start = 0;
        for section in &self.view.definition().sections {
            let places = start..start + section.fields.len();
            start = places.end;
            if by_place[places.clone()].iter().all(Vec::is_empty) {
                continue;
            }
            for row in rows(self.view.content(), section.table.as_deref()) {
                let seen = row.map(|(_, row)| row);
                if !self.view.section_shown(section, seen) {
                    continue;
                }
                for (place, field) in places.clone().zip(&section.fields) {
                    let shown = |c| self.view.holds(c, seen);
                    if !by_place[place].is_empty() && field.shown_when.as_ref().is_none_or(shown) {
                        self.cell((place, row), field, &by_place[place]);
                    }
                }
            }
        }
    }

    fn cell(&mut self, spot: Spot<'a>, field: &'a Field, rules: &[&Prepared<'a>]) {
        let row = spot.1.map(|(_, row)| row);
        let answer = self.view.content().seen_from(&field.path, row);
        for rule in rules {
            if rule.rule.phase == Phase::Logic && self.unclean.contains(&cell_key(spot)) {
                continue;
            }
            let run = match rule.check.run {
                Run::AnyCell(run) => run,
                Run::Cell(run) if answer.is_some() => run,
                _ => continue,
            };
            if !self.applies(rule.rule, row) {
                continue;
            }
            if let Some(words) = run(&Cell { sight: self.sight(rule.rule), field, answer, row }) {
                if rule.rule.phase == Phase::Syntax && rule.rule.severity == Severity::Block {
                    self.unclean.insert(cell_key(spot));
                }
                self.add(rule, Some(spot), words);
            }
        }
    }

    fn together(&mut self, rule: &Prepared<'a>, run: fn(&Together<'_>) -> Option<Words>) {
        let Some(first) = rule.rule.listed().first() else { return };
        let Some(place) = self.view.place(first) else { return };
        let looked_at = looked_at(self.view, rule);
        for row in rows(self.view.content(), first.table()) {
            let seen = row.map(|(_, row)| row);
            let clean = rule.rule.phase != Phase::Logic
                || looked_at.iter().all(|(place, column)| {
                    let row = row.filter(|_| *column);
                    !self.unclean.contains(&cell_key((*place, row)))
                });
            if !clean || !self.view.shown(first, seen) || !self.applies(rule.rule, seen) {
                continue;
            }
            if let Some(words) = run(&Together { sight: self.sight(rule.rule), row: seen }) {
                self.add(rule, Some((place, row)), words);
            }
        }
    }

    fn whole(&mut self, rule: &Prepared<'a>, run: fn(&Whole<'_>) -> Vec<Hit>) {
        let first = rule.rule.listed().first();
        let table = first.and_then(FieldId::table);
        if table.is_none() {
            let hidden = first.is_some_and(|field| !self.view.shown(field, None));
            let unclean = rule.rule.phase == Phase::Logic
                && looked_at(self.view, rule)
                    .iter()
                    .any(|(place, _)| self.unclean.contains(&(*place, 0)));
            if hidden || unclean || !self.applies(rule.rule, None) {
                return;
            }
        }
        let place = first.and_then(|field| self.view.place(field));
        for (position, words) in
            run(&Whole { sight: self.sight(rule.rule), unclean: &self.unclean })
        {
            let rows = table.map_or(&[][..], |table| self.view.content().rows(table));
            let row = position.and_then(|position| Some((position, rows.get(position)?)));
            self.add(rule, place.map(|place| (place, row)), words);
        }
    }

    fn sight(&self, rule: &'a Rule) -> Sight<'a> {
        Sight { view: self.view, rule, context: self.context }
    }

    fn applies(&self, rule: &Rule, row: Option<&Row>) -> bool {
        rule.when.as_ref().is_none_or(|when| self.view.holds(when, row))
    }

    fn add(&mut self, rule: &Prepared<'_>, spot: Option<Spot<'_>>, words: Words) {
        let mut params: BTreeMap<String, String> = (rule.rule.params.iter())
            .filter_map(|(name, param)| Some((name.clone(), param.said()?)))
            .collect();
        params.extend(words);
        let order = spot.map_or((usize::MAX, 0, 0, rule.number), |(place, row)| {
            (self.groups[place], row.map_or(0, |(position, _)| position), place, rule.number)
        });
        let finding = Finding {
            rule: rule.rule.id.clone(),
            severity: rule.rule.severity,
            phase: rule.rule.phase,
            path: spot.and_then(|spot| self.path(spot)),
            message: rule.rule.message.clone(),
            params,
        };
        self.found.push((order, finding));
    }

    fn path(&self, (place, row): Spot<'_>) -> Option<Path> {
        let (_, field) = self.view.at(place)?;
        Some(field.path.at(row.map(|(_, row)| &row.id)))
    }
}

/// The rows of a table with their positions, or once nothing for single fields.
fn rows<'a>(
    content: &'a Content,
    table: Option<&str>,
) -> impl Iterator<Item = Option<(usize, &'a Row)>> {
    let rows = table.map_or(&[][..], |table| content.rows(table));
    let single = table.is_none().then_some(None);
    single.into_iter().chain(rows.iter().enumerate().map(Some))
}

fn cell_key((place, row): Spot<'_>) -> (usize, usize) {
    (place, row.map_or(0, |(position, _)| position))
}

/// For every field, the rules that look at it alone: syntax first, so that logic knows what is clean.
fn rules_by_place<'r, 'a>(
    view: &View<'a>,
    rules: &'r [Prepared<'a>],
) -> Vec<Vec<&'r Prepared<'a>>> {
    let mut cell_rules: Vec<&Prepared<'_>> =
        rules.iter().filter(|rule| rule.check.is_cell()).collect();
    cell_rules.sort_by_key(|rule| (rule.rule.phase, rule.number));
    let fields = view.definition().fields();
    fields
        .map(|(_, field)| cell_rules.iter().copied().filter(|rule| looks_at(rule, field)).collect())
        .collect()
}

fn looks_at(rule: &Prepared<'_>, field: &Field) -> bool {
    let listed = rule.rule.fields.has(&field.path);
    let of_kind = match rule.check.fields {
        Fields::Each(kinds) => kinds.is_empty() || kinds.contains(&field.kind),
        _ => true,
    };
    let asked =
        rule.check.params.iter().filter(|spec| spec.kind == ParamKind::Kinds).all(
            |spec| match rule.rule.params.get(spec.name) {
                Some(Param::Texts(kinds)) => kinds.iter().any(|kind| kind == field.kind.name()),
                Some(Param::Text(kind)) => kind == field.kind.name(),
                _ => true,
            },
        );
    listed && of_kind && asked
}

/// The places of the fields that a rule lists or names in parameters, and whether they are columns.
fn looked_at(view: &View<'_>, rule: &Prepared<'_>) -> Vec<(usize, bool)> {
    let named = rule.check.params.iter().filter_map(|spec| {
        match (spec.kind, rule.rule.params.get(spec.name)) {
            (ParamKind::Field(_), Some(Param::Text(text))) => text.parse::<FieldId>().ok(),
            _ => None,
        }
    });
    let fields = rule.rule.listed().iter().cloned().chain(named);
    fields.filter_map(|field| Some((view.place(&field)?, field.table().is_some()))).collect()
}

fn groups(view: &View<'_>) -> Vec<usize> {
    let mut first_of: HashMap<&str, usize> = HashMap::new();
    let fields = view.definition().fields().enumerate();
    fields
        .map(|(place, (_, field))| match field.path.table() {
            Some(table) => *first_of.entry(table).or_insert(place),
            None => place,
        })
        .collect()
}

//! Rules of a page that touch are drawn as one: tables rule each cell by itself, and a file that says the same line
//! once for each of them is longer for nothing. Not here: where rules stand.

use std::collections::BTreeMap;

use super::display::{Item, Um};

/// What rules agree in that can touch: thickness, whether they lie, and how far down or to the right.
type Course = (Um, bool, Um);

/// The same marks with as few rules as can be, those of one thickness together, from the top and from the left.
pub(super) fn joined(rules: Vec<Item>) -> Vec<Item> {
    let mut courses: BTreeMap<Course, Vec<(Um, Um)>> = BTreeMap::new();
    let mut out = Vec::new();
    for rule in rules {
        let Item::Rule { from, to, weight } = rule else {
            out.push(rule);
            continue;
        };
        let (course, from, to) = if from.1 == to.1 {
            ((weight, true, from.1), from.0, to.0)
        } else if from.0 == to.0 {
            ((weight, false, from.0), from.1, to.1)
        } else {
            out.push(rule);
            continue;
        };
        courses.entry(course).or_default().push((from.min(to), from.max(to)));
    }
    for ((weight, lies, at), mut stretches) in courses {
        stretches.sort_unstable();
        let touch = stretches.into_iter().fold(Vec::<(Um, Um)>::new(), |mut one, (from, to)| {
            match one.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => one.push((from, to)),
            }
            one
        });
        out.extend(touch.into_iter().map(|(from, to)| {
            let point = |along| if lies { (along, at) } else { (at, along) };
            Item::Rule { from: point(from), to: point(to), weight }
        }));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Item, joined};

    fn rule(from: (i64, i64), to: (i64, i64), weight: i64) -> Item {
        Item::Rule { from, to, weight }
    }

    #[test]
    fn what_touches_is_one_and_nothing_else_is() {
        let cells = vec![
            rule((0, 5), (10, 5), 1),
            rule((0, 0), (0, 5), 1),
            rule((20, 5), (10, 5), 1),
            rule((0, 5), (0, 9), 1),
            rule((21, 5), (30, 5), 1),
            rule((0, 5), (10, 5), 4),
            rule((0, 6), (10, 6), 1),
            rule((0, 0), (3, 4), 1),
        ];
        let expected = [
            rule((0, 0), (3, 4), 1),
            rule((0, 0), (0, 9), 1),
            rule((0, 5), (20, 5), 1),
            rule((21, 5), (30, 5), 1),
            rule((0, 6), (10, 6), 1),
            rule((0, 5), (10, 5), 4),
        ];
        assert_eq!(joined(cells), expected);
    }
}

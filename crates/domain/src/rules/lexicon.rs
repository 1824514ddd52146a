//! Words and phrases looked for in texts, however they are written: case, width, blanks, hyphens and dots do not count.
//!
//! A word of Latin letters is found where it stands alone (`STR`, not `STREET`), whatever Korean particle follows, and
//! spelt out (`S.T.R.`) too; with `*` at its end, whatever it ends in. Everything else is found anywhere. A phrase is
//! words with blanks between; in a text nothing has to stand there, and a Korean particle may. Two lists of words
//! that together say what neither says alone are found near each other, but for what is excepted. Which words a
//! form forbids is data.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use crate::normalise::is_invisible;

/// So many letters between a subject and what is excepted, such as a particle, and the subject is excepted with it.
const BESIDE: usize = 3;

/// What is looked for; made once for each rule.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    words: Phrases,
    subjects: Phrases,
    acts: Phrases,
    except: Phrases,
    particles: Vec<Vec<char>>,
    within: usize,
}

/// The lexicon of a rule, made when it is first needed. Rules are alike whatever was made ready for them.
#[derive(Clone, Debug, Default)]
pub(super) struct Cached(OnceLock<Lexicon>);

impl Cached {
    pub(super) fn get_or_init(&self, make: impl FnOnce() -> Lexicon) -> &Lexicon {
        self.0.get_or_init(make)
    }
}

impl PartialEq for Cached {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The lists of a lexicon as a rule writes them.
pub(super) struct Lists<'a> {
    /// Each is found by itself.
    pub(super) words: &'a [String],
    /// Found where one of `acts` is near.
    pub(super) subjects: &'a [String],
    /// See `subjects`.
    pub(super) acts: &'a [String],
    /// Neither a subject nor an act, nor between them.
    pub(super) except: &'a [String],
    /// What may stand between the words of a phrase.
    pub(super) particles: &'a [String],
    /// The most letters between a subject and an act.
    pub(super) within: usize,
}

impl Lexicon {
    pub(super) fn of(lists: &Lists<'_>) -> Self {
        let letters = |text: &String| plain(text).filter(|c| c.is_alphanumeric()).collect();
        Self {
            words: Phrases::of(lists.words),
            subjects: Phrases::of(lists.subjects),
            acts: Phrases::of(lists.acts),
            except: Phrases::of(lists.except),
            particles: lists.particles.iter().map(letters).collect(),
            within: lists.within,
        }
    }

    /// The first word, or subject, that stands in a text, as the rule writes it.
    pub(super) fn find(&self, text: &str) -> Option<&str> {
        let letters = Letters::of(text);
        let found = self.words.first(&letters, &self.particles);
        found.or_else(|| self.near(&letters))
    }

    fn near(&self, letters: &Letters) -> Option<&str> {
        let subjects = self.subjects.all(letters, &self.particles);
        if subjects.is_empty() {
            return None;
        }
        let acts = self.acts.all(letters, &self.particles);
        let excepted = self.except.all(letters, &self.particles);
        let over =
            |(from, to): (usize, usize), (start, end): (usize, usize)| from < end && start < to;
        let clear = |span| !excepted.iter().any(|(_, except)| over(span, *except));
        let told = |subject: (usize, usize)| {
            acts.iter().any(|(_, act)| {
                let between =
                    if act.0 >= subject.1 { (subject.1, act.0) } else { (act.1, subject.0) };
                let whole = (subject.0.min(act.0), subject.1.max(act.1));
                // What is excepted touches the subject from before, or follows it after a particle; not over a comma
                // or the end of a sentence, and not behind the act that the subject goes with.
                let from = if letters.begins_anew(subject.0) {
                    subject.0
                } else {
                    subject.0.saturating_sub(1)
                };
                let to = subject.1 + BESIDE;
                let to = if act.0 >= subject.1 { act.0.min(to) } else { to };
                clear((from, to))
                    && clear(*act)
                    && clear(between)
                    && between.1.saturating_sub(between.0) <= self.within
                    && !letters.is_cut(whole)
            })
        };
        subjects.iter().filter(|(_, span)| told(*span)).map(|(word, _)| *word).next()
    }
}

/// Phrases by the letter they begin with.
#[derive(Clone, Debug, Default)]
struct Phrases {
    by_letter: BTreeMap<char, Vec<Phrase>>,
}

#[derive(Clone, Debug)]
struct Phrase {
    written: String,
    words: Vec<Word>,
}

#[derive(Clone, Debug)]
struct Word {
    letters: Vec<char>,
    latin: bool,
    open: bool,
}

/// Where something stands: from a letter to before another.
type Span = (usize, usize);

impl Phrases {
    fn of(list: &[String]) -> Self {
        let mut by_letter: BTreeMap<char, Vec<Phrase>> = BTreeMap::new();
        for written in list {
            let words: Vec<Word> = written.split_whitespace().filter_map(Word::of).collect();
            if let Some(first) = words.first().and_then(|word| word.letters.first()) {
                let written = written.replace('*', "");
                by_letter.entry(*first).or_default().push(Phrase { written, words: words.clone() });
            }
        }
        Self { by_letter }
    }

    fn first(&self, letters: &Letters, particles: &[Vec<char>]) -> Option<&str> {
        self.found(letters, particles).next().map(|(phrase, _)| phrase)
    }

    fn all(&self, letters: &Letters, particles: &[Vec<char>]) -> Vec<(&str, Span)> {
        self.found(letters, particles).collect()
    }

    fn found<'a, 'l>(
        &'a self,
        letters: &'l Letters,
        particles: &'l [Vec<char>],
    ) -> impl Iterator<Item = (&'a str, Span)> + use<'a, 'l> {
        letters.all.iter().enumerate().flat_map(move |(at, letter)| {
            let phrases = self.by_letter.get(&letter.is).into_iter().flatten();
            phrases.filter_map(move |phrase| {
                let end = phrase.end(letters, at, particles)?;
                Some((phrase.written.as_str(), (at, end)))
            })
        })
    }
}

impl Phrase {
    /// Where the phrase ends if it begins at a letter.
    fn end(&self, letters: &Letters, at: usize, particles: &[Vec<char>]) -> Option<usize> {
        let (first, rest) = self.words.split_first()?;
        if first.latin && !letters.begins(at) {
            return None;
        }
        let mut end = first.end(letters, at, rest.first())?;
        for (index, word) in rest.iter().enumerate() {
            let next = rest.get(index + 1);
            end = word.end(letters, end, next).or_else(|| {
                let mut after = particles.iter().filter(|p| letters.stands(end, p));
                after.find_map(|p| word.end(letters, end + p.len(), next))
            })?;
        }
        (!letters.is_cut((at, end))).then_some(end)
    }
}

impl Word {
    fn of(written: &str) -> Option<Self> {
        let open = written.ends_with('*');
        let letters: Vec<char> = plain(written).filter(|c| c.is_alphanumeric()).collect();
        let latin = letters.iter().all(char::is_ascii_alphabetic);
        (!letters.is_empty()).then_some(Self { letters, latin, open })
    }

    /// Where the word ends if it begins at a letter. A Latin one ends where its run does, or where the next begins.
    fn end(&self, letters: &Letters, at: usize, next: Option<&Self>) -> Option<usize> {
        if !letters.stands(at, &self.letters) {
            return None;
        }
        let end = at + self.letters.len();
        if !self.latin || letters.ends(end) {
            return Some(end);
        }
        if self.open {
            return (end..=letters.all.len()).find(|end| letters.ends(*end));
        }
        let joined = next.is_some_and(|next| next.latin && letters.stands(end, &next.letters));
        joined.then_some(end)
    }
}

/// A text without what does not count.
struct Letters {
    all: Vec<Letter>,
}

#[derive(Clone, Copy)]
struct Letter {
    is: char,
    /// Latin, with a Latin letter directly before it.
    goes_on: bool,
    /// A sentence or a paragraph ended before it.
    cut: bool,
    /// A comma stands before it.
    paused: bool,
}

impl Letters {
    fn of(text: &str) -> Self {
        let (mut all, mut last) = (Vec::<Letter>::new(), ' ');
        let (mut ended, mut cut, mut paused) = (false, false, false);
        for c in plain(text).filter(|c| *c != '\r') {
            if c.is_alphanumeric() {
                let goes_on = c.is_ascii_alphabetic() && last.is_ascii_alphabetic();
                all.push(Letter { is: c, goes_on, cut, paused });
                (ended, cut, paused) = (false, false, false);
            } else {
                // A line ends where it is full; only an empty one, or one behind a sentence, parts what is said.
                cut |= (ended && c.is_whitespace()) || (c == '\n' && last == '\n');
                ended |= matches!(c, '.' | '!' | '?' | ';' | '。');
                paused |= matches!(c, ',' | '、');
            }
            // What has no width does not part letters.
            if !is_invisible(c) {
                last = c;
            }
        }
        let mut letters = Self { all };
        letters.uncut_spelling();
        letters
    }

    /// Dots between letters that stand alone end no sentence, nor does the one behind several: `S. T. R. 보고`.
    fn uncut_spelling(&mut self) {
        for at in 1..self.all.len() {
            let spelt = at >= 2 && self.is_single(at - 2);
            if self.is_single(at - 1) && (spelt || self.is_single(at)) {
                self.all[at].cut = false;
            }
        }
    }

    /// A Latin letter that stands alone.
    fn is_single(&self, at: usize) -> bool {
        let latin = self.all.get(at).is_some_and(|letter| letter.is.is_ascii_alphabetic());
        let after = self.all.get(at + 1).is_some_and(|letter| letter.goes_on);
        latin && !self.all[at].goes_on && !after
    }

    fn begins(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|letter| !letter.goes_on)
    }

    fn ends(&self, end: usize) -> bool {
        self.all.get(end).is_none_or(|letter| !letter.goes_on)
    }

    /// Whether these letters stand there: for Latin ones, touching each other or each alone.
    fn stands(&self, at: usize, letters: &[char]) -> bool {
        let Some(there) = self.all.get(at..at + letters.len()) else { return false };
        let same = there.iter().map(|letter| letter.is).eq(letters.iter().copied());
        let latin = |c: &char| c.is_ascii_alphabetic();
        let touching = || {
            let pairs = there.iter().skip(1).zip(letters.windows(2));
            pairs.clone().all(|(letter, pair)| letter.goes_on || !pair.iter().all(latin))
        };
        same && (touching() || (at..at + letters.len()).all(|at| self.is_single(at)))
    }

    /// Whether a comma stands before this letter, or a sentence or a paragraph ended there.
    fn begins_anew(&self, at: usize) -> bool {
        self.all.get(at).is_some_and(|letter| letter.cut || letter.paused)
    }

    fn is_cut(&self, (from, to): Span) -> bool {
        self.all.get(from + 1..to).is_some_and(|within| within.iter().any(|letter| letter.cut))
    }
}

fn plain(text: &str) -> impl Iterator<Item = char> + '_ {
    text.nfkc().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        Lexicon::of(&Lists {
            words: &texts(&["STR", "suspicious transaction*", "의심되는 거래"]),
            subjects: &texts(&["FIU", "KoFIU"]),
            acts: &texts(&["보고", "신고", "report*", "filed"]),
            except: &texts(&["신고 수리", "reporting entity"]),
            particles: &texts(&["를", "로"]),
            within: 10,
        })
    }

    #[test]
    fn phrases_are_found_however_they_are_written() {
        let lexicon = lexicon();
        for text in [
            "Suspicious  Transaction Report",
            "suspicious-transactions",
            "suspicioustransaction",
            "SUSPICIOUS_TRANSACTION",
            "의심되는거래로 보고함",
            "의심되는 거래",
            "S. T. R. 접수",
            "s\u{200b}tr",
        ] {
            assert!(lexicon.find(text).is_some(), "{text}");
        }
        for text in [
            "unsuspicious transactions",
            "suspicious. Transactions follow",
            "STREET, STRONG",
            "의심되는 점 없음. 거래 목적 확인",
            "suspicious minds",
        ] {
            assert_eq!(lexicon.find(text), None, "{text}");
        }
    }

    #[test]
    fn a_subject_and_an_act_are_found_near_each_other() {
        let lexicon = lexicon();
        for text in [
            "KoFIU에 보고함",
            "FIU 앞 신고 완료",
            "reported to the FIU",
            "보고처: FIU",
            "KoFIU에\n보고함",
            "KoFIU에\r\n보고함",
            "FIU 보고, 신고 수리 사업자",
            "한국은행 신고 수리. FIU 보고 완료",
            "한국은행 신고 수리, FIU에도 보고함",
        ] {
            assert!(lexicon.find(text).is_some(), "{text}");
        }
        for text in [
            "FIU 신고 수리",
            "FIU에 신고수리된 사업자로서 보고",
            "FIU reporting entity no. 0",
            "FIU 소관임. 월별 보고",
            "FIU 소관임\n\n월별 보고",
            "관세청에 보고함",
            "FIU가 정한 기준을 모두 갖춘 외국의 사업자에 관한 보고",
        ] {
            assert_eq!(lexicon.find(text), None, "{text}");
        }
    }
}

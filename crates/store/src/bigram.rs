//! Search by any part of a word, Korean or not: pairs of neighbouring characters.
//!
//! A word becomes its overlapping pairs and its last character; a query of two or more characters is the
//! phrase of its pairs, of a single character the beginning of any pair. Words are runs of letters and
//! digits, folded by NFKC and to lower case, so `０ｘＡＢ` finds `0xab`.

use unicode_normalization::UnicodeNormalization;

/// The pairs of a text, parted by spaces, as the index takes them.
pub(crate) fn grams(text: &str) -> String {
    let mut grams = String::with_capacity(text.len() * 3);
    for word in search_words(text) {
        let characters: Vec<char> = word.chars().collect();
        for pair in characters.windows(2) {
            grams.extend(pair);
            grams.push(' ');
        }
        grams.extend(characters.last());
        grams.push(' ');
    }
    grams
}

/// The full-text query for what a user typed, every word of which must occur; `None` when it has no word.
pub(crate) fn query(text: &str) -> Option<String> {
    let phrases: Vec<String> = search_words(text).iter().map(|word| phrase(word)).collect();
    (!phrases.is_empty()).then(|| phrases.join(" AND "))
}

/// Letters and digits only: nothing in a word can end the quotes.
fn phrase(word: &str) -> String {
    let characters: Vec<char> = word.chars().collect();
    if let [single] = characters[..] {
        return format!("\"{single}\"*");
    }
    let pairs: Vec<String> = characters.windows(2).map(|pair| pair.iter().collect()).collect();
    format!("\"{}\"", pairs.join(" "))
}

/// The words of a text as search compares them.
pub fn search_words(text: &str) -> Vec<String> {
    let folded = text.nfkc().collect::<String>().to_lowercase();
    folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_pairs() {
        assert_eq!(grams("대여금 1"), "대여 여금 금 1 ");
        assert_eq!(query("대여").as_deref(), Some("\"대여\""));
        assert_eq!(query(" 여금, ０Ｘab ").as_deref(), Some("\"여금\" AND \"0x xa ab\""));
        assert_eq!(query("금").as_deref(), Some("\"금\"*"));
        assert_eq!(query("\" * - "), None, "no word, no query");
    }
}

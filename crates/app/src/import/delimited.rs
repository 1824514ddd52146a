//! Lines of a text with separators, streamed.
//!
//! The line numbers are those an editor shows, blank lines and line breaks within quotes counted. Not here:
//! encodings, headings.

use std::collections::VecDeque;
use std::io::{self, Read};

use csv::{Reader, ReaderBuilder, StringRecord};

use super::encoding::{Decoding, TextEncoding};
use super::error::SheetError;
use super::input::Input;
use super::sheet::{Cell, SheetLine};

/// The separators that are recognised, the likelier last.
const DELIMITERS: [char; 4] = ['|', ';', '\t', ','];

/// The lines of a text.
pub struct DelimitedLines {
    reader: Reader<Counting<Decoding<Box<dyn Read + Send>>>>,
    record: StringRecord,
    delimiter: char,
    /// Whether the last record holds a line break: a quote that is never closed swallows what follows it.
    swallowing: bool,
    ended: bool,
}

impl DelimitedLines {
    /// Opens a text; without a chosen separator the one that stands most often in the first line is taken.
    ///
    /// # Errors
    /// [`SheetError`] when the source cannot be read.
    pub fn open(
        input: &Input,
        encoding: TextEncoding,
        chosen: Option<char>,
    ) -> Result<Self, SheetError> {
        let delimiter = match chosen {
            Some(delimiter) => delimiter,
            None => delimiter_of(&mut Decoding::new(input.open()?, encoding))?,
        };
        let text = Counting::new(Decoding::new(input.open()?, encoding));
        let reader = ReaderBuilder::new()
            .delimiter(u8::try_from(delimiter).unwrap_or(b','))
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(text);
        Ok(Self { reader, record: StringRecord::new(), delimiter, swallowing: false, ended: false })
    }

    /// The separator.
    pub fn delimiter(&self) -> char {
        self.delimiter
    }

    fn next_line(&mut self) -> Result<Option<SheetLine>, SheetError> {
        if !self.reader.read_record(&mut self.record)? {
            let unpaired = self.reader.get_ref().quotes % 2 == 1;
            return if unpaired && self.swallowing {
                Err(SheetError::of("broken_quotes"))
            } else {
                Ok(None)
            };
        }
        let at = self.record.position().map_or(0, csv::Position::byte);
        let line = self.reader.get_mut().line_from(at);
        if self.record.iter().any(|cell| cell.contains('\0')) {
            return Err(SheetError::on("not_text", line));
        }
        self.swallowing = self.record.iter().any(|cell| cell.contains('\n'));
        let cells = self.record.iter().map(Cell::text).collect();
        Ok(Some(SheetLine { line, cells }))
    }
}

impl Iterator for DelimitedLines {
    type Item = Result<SheetLine, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        let next = self.next_line().transpose();
        self.ended = !matches!(next, Some(Ok(_)));
        next
    }
}

/// The separator that stands most often, outside quotes, in the first line that is not blank.
fn delimiter_of(text: &mut impl Read) -> Result<char, SheetError> {
    let mut head = Vec::new();
    text.take(1 << 16).read_to_end(&mut head)?;
    let head = String::from_utf8_lossy(&head);
    let (mut counts, mut quoted, mut blank) = ([0_usize; 4], false, true);
    for c in head.chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted && !blank => break,
            _ if quoted => {}
            _ => {
                if let Some(at) = DELIMITERS.iter().position(|delimiter| *delimiter == c) {
                    counts[at] += 1;
                }
            }
        }
        blank = blank && c.is_whitespace();
    }
    // A title above the table has no separator; then the whole head is asked.
    if counts == [0; 4] {
        counts = DELIMITERS.map(|delimiter| head.matches(delimiter).count());
    }
    // Of equal counts the last wins.
    let found = DELIMITERS.into_iter().zip(counts).max_by_key(|(_, count)| *count);
    Ok(found.map_or(',', |(delimiter, _)| delimiter))
}

/// A text that is counted as it passes: quotes, and where each line begins that is not empty.
struct Counting<R> {
    inner: R,
    offset: u64,
    line: u64,
    at_start: bool,
    starts: VecDeque<(u64, u64)>,
    quotes: u64,
}

impl<R: Read> Counting<R> {
    fn new(inner: R) -> Self {
        Self { inner, offset: 0, line: 1, at_start: true, starts: VecDeque::new(), quotes: 0 }
    }

    /// The line of the first character at or after `byte` that is no line end.
    fn line_from(&mut self, byte: u64) -> u64 {
        while self.starts.front().is_some_and(|(start, _)| *start < byte) {
            self.starts.pop_front();
        }
        self.starts.front().map_or(self.line, |(_, line)| *line)
    }
}

impl<R: Read> Read for Counting<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        for byte in &into[..read] {
            match byte {
                b'\n' => (self.line, self.at_start) = (self.line + 1, true),
                b'\r' => {}
                _ => {
                    self.quotes += u64::from(*byte == b'"');
                    if self.at_start {
                        self.starts.push_back((self.offset, self.line));
                        self.at_start = false;
                    }
                }
            }
            self.offset += 1;
        }
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Result<Vec<(u64, Vec<String>)>, SheetError> {
        let input = Input::Bytes(text.as_bytes().into());
        let lines = DelimitedLines::open(&input, TextEncoding::Utf8, None)?;
        lines
            .map(|line| {
                let line = line?;
                Ok((line.line, line.cells.into_iter().map(|cell| cell.text).collect()))
            })
            .collect()
    }

    #[test]
    fn line_breaks_in_quotes_and_blank_lines_do_not_shift_line_numbers() {
        let read = lines("a;b\r\n\r\n\"x\ny\";1\r\n\n\nz;2\n").unwrap();
        assert_eq!(read.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 3, 7]);
        assert_eq!(read[1].1, ["x\ny", "1"]);
        let long: String = (0..50_000).map(|n| format!("{n},\"a\nb\"\n\n")).collect();
        let read = lines(&long).unwrap();
        assert!(read.iter().enumerate().all(|(n, (line, _))| *line == n as u64 * 3 + 1));
    }

    #[test]
    fn separators_are_found_outside_quotes() {
        for (text, cells) in [
            ("\"a,b,c\";d\n", vec!["a,b,c", "d"]),
            ("a|b|c\n", vec!["a", "b", "c"]),
            ("a\tb,c\td\n", vec!["a", "b,c", "d"]),
        ] {
            assert_eq!(lines(text).unwrap()[0].1, cells, "{text}");
        }
        assert_eq!(lines("title\na;b\n1;2\n").unwrap()[1].1, ["a", "b"]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_an_error() {
        assert_eq!(lines("a,b\n\"never closed\n1\n2\n").unwrap_err().code, "broken_quotes");
    }
}

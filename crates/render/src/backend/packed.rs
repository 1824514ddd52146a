//! What only the end of a file asks for: a few bytes of every object, held deflated in the order in which they came.
//!
//! Nothing goes to the disk meanwhile: that would be one more place where a filing could be left lying. Not here:
//! what the bytes say.

use super::deflate::{Effort, deflated, inflated};
use crate::RenderError;

/// Bytes of a block before it is deflated.
const BLOCK: usize = 1 << 15;

/// Records, appended and read back.
#[derive(Default)]
pub(super) struct Packed {
    blocks: Vec<Block>,
    open: Vec<u8>,
    count: usize,
}

struct Block {
    deflated: Box<[u8]>,
    /// Before it was.
    length: usize,
}

impl Packed {
    /// Appends a record; it stands in one block.
    pub fn push(&mut self, record: &[u8]) -> Result<(), RenderError> {
        self.open.extend_from_slice(record);
        self.count += 1;
        if self.open.len() >= BLOCK {
            let deflated = deflated(&self.open, Effort::MEANWHILE)?.into_boxed_slice();
            self.blocks.push(Block { deflated, length: self.open.len() });
            self.open.clear();
        }
        Ok(())
    }

    /// Appends a record of numbers.
    pub fn push_numbers<const N: usize>(&mut self, numbers: [u32; N]) -> Result<(), RenderError> {
        self.open.extend(numbers.into_iter().flat_map(u32::to_be_bytes));
        self.push(&[])
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// The records, some at a time, each of them whole.
    pub fn blocks(&self) -> impl Iterator<Item = Result<Vec<u8>, RenderError>> {
        let open = (!self.open.is_empty()).then(|| Ok(self.open.clone()));
        self.blocks.iter().map(|block| inflated(&block.deflated, block.length)).chain(open)
    }

    /// Records of so many numbers.
    pub fn numbers<const N: usize>(&self) -> impl Iterator<Item = Result<[u32; N], RenderError>> {
        self.blocks().flat_map(|block| match block {
            Ok(bytes) => bytes.chunks_exact(4 * N).map(|record| Ok(read(record))).collect(),
            Err(error) => vec![Err(error)],
        })
    }
}

fn read<const N: usize>(record: &[u8]) -> [u32; N] {
    let mut numbers = [0; N];
    for (number, bytes) in numbers.iter_mut().zip(record.chunks_exact(4)) {
        *number = bytes.iter().fold(0, |number, byte| number << 8 | u32::from(*byte));
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_appended_comes_back_in_order_and_takes_little_room() {
        let mut packed = Packed::default();
        let count = 100_000_u32;
        (0..count).for_each(|number| packed.push_numbers([number / 500, number]).unwrap());
        assert_eq!(packed.len(), 100_000);
        let back: Vec<[u32; 2]> = packed.numbers().map(Result::unwrap).collect();
        assert!(back.iter().copied().eq((0..count).map(|number| [number / 500, number])));
        let held: usize = packed.blocks.iter().map(|block| block.deflated.len()).sum();
        assert!(packed.blocks.len() > 20 && held < 400_000, "{held}");
    }

    #[test]
    fn a_record_is_never_divided() {
        let mut packed = Packed::default();
        let record = |number: usize| format!("<{}>", "x".repeat(number % 97));
        (0..5_000).for_each(|number| packed.push(record(number).as_bytes()).unwrap());
        let mut text = String::new();
        for block in packed.blocks() {
            let block = String::from_utf8(block.unwrap()).unwrap();
            assert!(block.starts_with('<') && block.ends_with('>'));
            text.push_str(&block);
        }
        assert_eq!(text, (0..5_000).map(record).collect::<String>());
    }
}

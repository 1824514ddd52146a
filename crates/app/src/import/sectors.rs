//! Whether the sectors of an old workbook lead somewhere: the library follows them without asking, and where one leads
//! back to an earlier one it never ends and fills the memory ([MS-CFB] 2.2 to 2.5). Not here: what stands in them.

/// Bytes of the header, and of the smallest sector.
const HEADER: usize = 512;
/// Where a chain ends, and above which no number is that of a sector (2.1).
const LAST: u32 = 0xFFFF_FFFA;

/// Whether any chain of sectors runs in a circle.
pub fn circle(file: &[u8]) -> bool {
    let next = table(file);
    // 0: not seen; 1: on the way just walked; 2: known to end.
    let mut seen = vec![0_u8; next.len()];
    for start in 0..next.len() {
        let (mut at, mut way) = (start, Vec::new());
        while let Some(state) = seen.get_mut(at) {
            match *state {
                0 => *state = 1,
                1 => return true,
                _ => break,
            }
            way.push(at);
            at = next[at] as usize;
        }
        way.into_iter().for_each(|at| seen[at] = 2);
    }
    false
}

/// The sector that follows each one.
fn table(file: &[u8]) -> Vec<u32> {
    let size =
        if number(file, 30).is_some_and(|shift| shift & 0xFFFF == 12) { 4096 } else { HEADER };
    let sector = |id: u32| file.get((id as usize + 1).checked_mul(size)?..);
    let numbers = |from: &[u8], count: usize| -> Vec<u32> {
        let words = from.chunks_exact(4).take(count);
        words.filter_map(|word| Some(u32::from_le_bytes(word.try_into().ok()?))).collect()
    };
    // Where the parts of the table stand: in the header, and in sectors of their own.
    let mut parts = numbers(file.get(76..HEADER).unwrap_or_default(), 109);
    let mut more = number(file, 68).unwrap_or(LAST);
    for _ in 0..=file.len() / size {
        let Some(found) = (more < LAST).then(|| sector(more)).flatten() else { break };
        parts.extend(numbers(found, size / 4));
        more = parts.pop().unwrap_or(LAST);
    }
    // A file has no more parts than sectors.
    let parts = parts.into_iter().filter(|id| *id < LAST).take(file.len() / size + 1);
    parts.filter_map(sector).flat_map(|part| numbers(part, size / 4)).collect()
}

fn number(file: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(file.get(at..at + 4)?.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sector_that_leads_back_is_seen() {
        let file = include_bytes!("../../../../tests/fixtures/import/withdrawals.xls");
        assert!(!circle(file) && !circle(&file[..300]) && !circle(b""));
        let first = number(file, 76).unwrap() as usize;
        let (table, directory) = ((first + 1) * HEADER, number(file, 48).unwrap() as usize);
        let mut turned = file.to_vec();
        let place = table + directory * 4;
        turned[place..place + 4].copy_from_slice(&(directory as u32).to_le_bytes());
        assert!(circle(&turned));
    }
}

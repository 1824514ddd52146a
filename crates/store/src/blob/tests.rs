//! What goes in comes out; what was touched in between is damage; the folder tells nothing.

use proptest::prelude::*;
use tempfile::TempDir;

use super::stream::CHUNK;
use super::*;

fn blobs() -> (TempDir, Blobs) {
    let folder = tempfile::tempdir().unwrap();
    let blobs = Blobs::new(folder.path().to_owned(), &Key::new([7; 32]));
    (folder, blobs)
}

fn put(blobs: &Blobs, bytes: &[u8]) -> Stored {
    blobs.put(&mut &bytes[..], &mut |_| true).unwrap()
}

fn get(blobs: &Blobs, sha256: &Digest) -> Result<Vec<u8>, BlobError> {
    let mut bytes = Vec::new();
    blobs.open(sha256)?.read_to_end(&mut bytes).map_err(|_| BlobError::Damaged)?;
    Ok(bytes)
}

fn the_file(folder: &TempDir) -> PathBuf {
    let mut files = fs::read_dir(folder.path()).unwrap();
    let file = files.next().unwrap().unwrap().path();
    assert!(files.next().is_none(), "one file and no leftover");
    file
}

#[test]
fn every_length_around_a_chunk_comes_back() {
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 17] {
        let (_folder, blobs) = blobs();
        let bytes: Vec<u8> = (0..length).map(|n| (n % 251) as u8).collect();
        let stored = put(&blobs, &bytes);
        assert_eq!((stored.size, stored.sha256), (length as u64, Digest::of(&bytes)));
        assert_eq!(get(&blobs, &stored.sha256).unwrap(), bytes, "{length}");
        blobs.check(&stored.sha256, stored.size).unwrap();
    }
}

#[test]
fn the_folder_shows_neither_content_nor_hash_and_holds_one_copy() {
    let (folder, blobs) = blobs();
    let stored = put(&blobs, "신고 대상자 홍길동".as_bytes());
    assert!(!stored.known);
    assert!(put(&blobs, "신고 대상자 홍길동".as_bytes()).known);
    let file = the_file(&folder);
    let name = file.file_name().unwrap().to_str().unwrap();
    assert_ne!(name, stored.sha256.to_string());
    let bytes = fs::read(&file).unwrap();
    assert!(!bytes.windows(9).any(|part| part == "홍길동".as_bytes()));
    // Another vault gives the same file another name, and cannot read this one.
    let other = Blobs::new(folder.path().to_owned(), &Key::new([8; 32]));
    assert!(matches!(get(&other, &stored.sha256), Err(BlobError::Missing)));
    fs::rename(&file, other.path(&stored.sha256)).unwrap();
    assert!(matches!(get(&other, &stored.sha256), Err(BlobError::Damaged)));
}

#[test]
fn a_stopped_or_broken_source_leaves_nothing() {
    struct Breaks;
    impl Read for Breaks {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("unplugged"))
        }
    }
    let (folder, blobs) = blobs();
    let bytes = vec![1; 3 * CHUNK];
    let stopped = blobs.put(&mut &bytes[..], &mut |done| done < 2 * CHUNK as u64);
    assert!(matches!(stopped, Err(BlobError::Cancelled)));
    assert!(matches!(blobs.put(&mut Breaks, &mut |_| true), Err(BlobError::Io(_))));
    assert!(fs::read_dir(folder.path()).unwrap().next().is_none());
}

#[test]
fn sweeping_takes_only_what_is_ours_and_unnamed() {
    let (folder, blobs) = blobs();
    let (kept, lost) = (put(&blobs, b"kept"), put(&blobs, b"lost"));
    fs::write(folder.path().join(format!("{}.part", "0".repeat(32))), b"x").unwrap();
    fs::write(folder.path().join("readme.txt"), b"of the user").unwrap();
    assert_eq!(blobs.sweep(&[kept.sha256]).unwrap(), 2);
    assert!(get(&blobs, &kept.sha256).is_ok());
    assert!(matches!(get(&blobs, &lost.sha256), Err(BlobError::Missing)));
    assert!(folder.path().join("readme.txt").exists());
}

#[test]
fn a_new_key_takes_every_file_along() {
    let (_folder, old) = blobs();
    let target = tempfile::tempdir().unwrap();
    let new = Blobs::new(target.path().to_owned(), &Key::new([9; 32]));
    let stored = [put(&old, b"one"), put(&old, &vec![2; CHUNK + 5])];
    assert_eq!(old.reencrypt(&new).unwrap(), 2);
    for one in stored {
        new.check(&one.sha256, one.size).unwrap();
        assert!(
            old.check(&one.sha256, one.size).is_ok(),
            "the old ones stay until they are let go"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_change_of_the_file_is_damage(
        length in 0..3 * CHUNK,
        place in any::<prop::sample::Index>(),
        bit in 0..8_u8,
        how in 0..3_u8,
    ) {
        let (folder, blobs) = blobs();
        let stored = put(&blobs, &vec![5; length]);
        let file = the_file(&folder);
        let mut bytes = fs::read(&file).unwrap();
        let at = place.index(bytes.len());
        match how {
            0 => bytes[at] ^= 1 << bit,
            1 => bytes.truncate(at),
            _ => bytes.insert(at, bit),
        }
        fs::write(&file, bytes).unwrap();
        prop_assert!(matches!(blobs.check(&stored.sha256, stored.size), Err(BlobError::Damaged)));
    }
}

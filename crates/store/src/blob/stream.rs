//! The bytes of one encrypted file: a head, then chunks of 64 KiB under XChaCha20-Poly1305 in the STREAM
//! construction, whose counter and last-chunk mark make a moved, repeated, missing or cut-off chunk an error.
//!
//! Head: `singo-blob-1`, a salt of 32 bytes from which the file's own key is made, a nonce prefix of 19. The
//! head is authenticated with the first chunk.

use std::io::{self, Read, Write};

use chacha20poly1305::XChaCha20Poly1305;
use chacha20poly1305::aead::stream::{DecryptorBE32, EncryptorBE32};
use chacha20poly1305::aead::{KeyInit, Payload};
use zeroize::{Zeroize, Zeroizing};

use super::BlobError;
use crate::keys::secret::{Key, random};

/// Plain bytes in a chunk.
pub(super) const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
const MAGIC: &[u8; 12] = b"singo-blob-1";
const HEAD: usize = 12 + 32 + 19;

/// Encrypts chunk by chunk.
pub(super) struct Sealer<'w, W: Write> {
    out: &'w mut W,
    stream: EncryptorBE32<XChaCha20Poly1305>,
    head: Vec<u8>,
}

impl<'w, W: Write> Sealer<'w, W> {
    /// Writes the head.
    pub(super) fn begin(out: &'w mut W, key: &Key, salt: &[u8; 32]) -> io::Result<Self> {
        let nonce = random::<19>().map_err(|_| io::Error::other("no randomness"))?;
        let head = [MAGIC.as_slice(), salt, nonce.as_slice()].concat();
        out.write_all(&head)?;
        let cipher = XChaCha20Poly1305::new(key.as_slice().into());
        let stream = EncryptorBE32::from_aead(cipher, nonce.as_slice().into());
        Ok(Self { out, stream, head })
    }

    /// Writes a chunk after which another comes.
    pub(super) fn next(&mut self, chunk: &[u8]) -> io::Result<()> {
        let head = std::mem::take(&mut self.head);
        let sealed = self.stream.encrypt_next(Payload { msg: chunk, aad: &head });
        self.out.write_all(&sealed.map_err(|_| io::Error::other("encryption"))?)
    }

    /// Writes the last chunk, which may be empty.
    pub(super) fn last(self, chunk: &[u8]) -> io::Result<()> {
        let sealed = self.stream.encrypt_last(Payload { msg: chunk, aad: &self.head });
        self.out.write_all(&sealed.map_err(|_| io::Error::other("encryption"))?)
    }
}

/// A file that is being read; what it gives was authenticated.
pub struct Opened<R: Read> {
    source: R,
    stream: Option<DecryptorBE32<XChaCha20Poly1305>>,
    head: Vec<u8>,
    /// The sealed chunk that was read ahead.
    ahead: Vec<u8>,
    plain: Zeroizing<Vec<u8>>,
    given: usize,
}

impl<R: Read> Opened<R> {
    /// Reads the head.
    pub(super) fn begin(
        mut source: R,
        key: impl FnOnce(&[u8; 32]) -> Key,
    ) -> Result<Self, BlobError> {
        let mut head = vec![0; HEAD];
        if read_full(&mut source, &mut head)? < HEAD || &head[..12] != MAGIC {
            return Err(BlobError::Damaged);
        }
        let salt: &[u8; 32] = head[12..44].try_into().map_err(|_| BlobError::Damaged)?;
        let cipher = XChaCha20Poly1305::new(key(salt).as_slice().into());
        let stream = DecryptorBE32::from_aead(cipher, head[44..].into());
        let mut ahead = vec![0; CHUNK + TAG];
        let length = read_full(&mut source, &mut ahead)?;
        ahead.truncate(length);
        let plain = Zeroizing::new(Vec::new());
        Ok(Self { source, stream: Some(stream), head, ahead, plain, given: 0 })
    }

    /// Decrypts the chunk read ahead; whether there was one.
    fn advance(&mut self) -> Result<bool, BlobError> {
        let Some(mut stream) = self.stream.take() else { return Ok(false) };
        let sealed = std::mem::take(&mut self.ahead);
        if sealed.len() == CHUNK + TAG {
            self.ahead = vec![0; CHUNK + TAG];
            let length = read_full(&mut self.source, &mut self.ahead)?;
            self.ahead.truncate(length);
        }
        let head = std::mem::take(&mut self.head);
        let payload = Payload { msg: &sealed, aad: &head };
        self.plain.zeroize();
        self.given = 0;
        if self.ahead.is_empty() {
            *self.plain = stream.decrypt_last(payload).map_err(|_| BlobError::Damaged)?;
        } else {
            *self.plain = stream.decrypt_next(payload).map_err(|_| BlobError::Damaged)?;
            self.stream = Some(stream);
        }
        Ok(true)
    }
}

impl<R: Read> Read for Opened<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.given == self.plain.len() {
            let more = self.advance().map_err(|problem| match problem {
                BlobError::Io(problem) => problem,
                other => io::Error::new(io::ErrorKind::InvalidData, other),
            })?;
            if !more {
                return Ok(0);
            }
        }
        let length = into.len().min(self.plain.len() - self.given);
        into[..length].copy_from_slice(&self.plain[self.given..self.given + length]);
        self.given += length;
        Ok(length)
    }
}

impl<R: Read> std::fmt::Debug for Opened<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opened")
    }
}

/// Fills `into` as far as the source goes. Damage inside a stream of ours stays damage.
pub(super) fn read_full(source: &mut dyn Read, into: &mut [u8]) -> Result<usize, BlobError> {
    let mut filled = 0;
    while filled < into.len() {
        match source.read(&mut into[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.get_ref().is_some_and(|inner| inner.is::<BlobError>()) => {
                return Err(BlobError::Damaged);
            }
            Err(error) => return Err(error.into()),
        }
    }
    Ok(filled)
}

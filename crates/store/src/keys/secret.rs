//! Bytes that are wiped when dropped, and where random ones come from.

use zeroize::Zeroizing;

/// A 256-bit key.
pub(crate) type Key = Zeroizing<[u8; 32]>;

/// No key was made: the system gave no randomness, or no memory for the derivation.
#[derive(Debug)]
pub(crate) struct NoKey;

/// Fresh random bytes from the operating system.
pub(crate) fn random<const N: usize>() -> Result<Zeroizing<[u8; N]>, NoKey> {
    let mut bytes = Zeroizing::new([0; N]);
    getrandom::fill(bytes.as_mut_slice()).map_err(|_| NoKey)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use chacha20poly1305::XChaCha20Poly1305;
    use zeroize::{Zeroize, ZeroizeOnDrop};

    use super::*;
    use crate::keys::Unlock;
    use crate::keys::change::Pending;
    use crate::keys::recovery::RecoveryCode;
    use crate::vault::Vault;

    /// Compiles for values that are wiped when dropped, and for nothing else.
    fn wiped<T: ZeroizeOnDrop>(_: &T) {}

    /// What safe Rust can show: every place that holds a key or a code between two calls holds it in a type that
    /// is wiped when dropped. Not shown: copies that the compiler or a library makes on the stack, the key inside
    /// SQLCipher (which wipes its own), and text that crossed the wire as JSON.
    #[test]
    fn what_holds_a_secret_is_wiped_when_dropped() {
        let folder = tempfile::tempdir().unwrap();
        let dir = folder.path().join("vault");
        let now = chrono::DateTime::from_timestamp(0, 0).unwrap();
        let (vault, code) = Vault::create(&dir, "a", "passphrase", now).unwrap();
        let Vault { key, .. } = &vault;
        wiped(key);
        let RecoveryCode(text) = &code;
        wiped(text);
        let unlock = Unlock::Passphrase { user: "a", passphrase: "passphrase" };
        let Pending { key, .. } = Pending::unlock(&dir, &unlock).unwrap();
        wiped(&key);
        wiped(vault.blobs().root());
        wiped(&crate::keys::composed("passphrase"));
        wiped(&crate::keys::recovery::one_time_passphrase().unwrap());
        fn cipher<T: ZeroizeOnDrop>() {}
        cipher::<XChaCha20Poly1305>();
    }

    /// The wrapper that all of them use wipes, once, when it is dropped: a probe in it says so.
    #[test]
    fn the_wrapper_wipes_when_it_is_dropped() {
        struct Probe(Rc<Cell<u32>>);
        impl Zeroize for Probe {
            fn zeroize(&mut self) {
                self.0.set(self.0.get() + 1);
            }
        }
        let wipes = Rc::new(Cell::new(0));
        let held = Zeroizing::new(Probe(Rc::clone(&wipes)));
        assert_eq!(wipes.get(), 0);
        drop(held);
        assert_eq!(wipes.get(), 1);
    }
}

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
    use chacha20poly1305::XChaCha20Poly1305;
    use zeroize::ZeroizeOnDrop;

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
}

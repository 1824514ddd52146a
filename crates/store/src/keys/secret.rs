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

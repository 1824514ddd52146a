//! placeholder
/// x
pub struct Break;
/// x
pub struct Verification;

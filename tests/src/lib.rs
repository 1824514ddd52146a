//! Crate for tests.

//! Feeds arbitrary bytes to the reader `form_file`; see `singo_app::readers`.
#![no_main]

libfuzzer_sys::fuzz_target!(init: singo_app::readers::keep_contained(), |bytes: &[u8]| {
    singo_app::readers::feed("form_file", bytes);
});

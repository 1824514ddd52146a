//! Reads tauri.conf.json and the capability file, and embeds the icons.

fn main() {
    tauri_build::build();
}

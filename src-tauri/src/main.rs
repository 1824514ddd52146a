//! The window of Singo. It carries one command across, from the page to the command list, and nothing
//! else: no rule, no SQL, no sentence lives here.
//!
//! Invariant: the page reaches the machine only through `call` and the system's file dialogs; what it
//! may ask is listed in `capabilities/main.json`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::error::Error;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::Value;
use singo_app::{App, ErrorCode, Host, WireError};
use tauri::{Manager, State};

/// Names the folder in which a vault is proposed, instead of the user's data folder.
const VAULT_DIR: &str = "SINGO_VAULT_DIR";

/// Runs one command of the list off the window's own thread, so that a slow one never freezes the page.
#[tauri::command]
async fn call(app: State<'_, Arc<App>>, name: String, payload: Value) -> Result<Value, WireError> {
    let app = Arc::clone(&app);
    tauri::async_runtime::spawn_blocking(move || app.call(&name, payload))
        .await
        .unwrap_or_else(|stopped| Err(WireError::new(ErrorCode::Internal).with("problem", stopped)))
}

/// Where a vault is proposed on this machine.
fn vault_dir(window: &impl Manager<tauri::Wry>) -> Result<PathBuf, tauri::Error> {
    match std::env::var_os(VAULT_DIR) {
        Some(dir) => Ok(PathBuf::from(dir)),
        None => Ok(window.path().app_local_data_dir()?.join("vault")),
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .setup(|window| {
            let host = Host { vault_dir: vault_dir(window)? };
            window.manage(Arc::new(App::new(host)));
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![call])
        .run(tauri::generate_context!())?;
    Ok(())
}

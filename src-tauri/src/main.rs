//! The window of Singo. It carries one command across, from the page to the command list, and nothing
//! else: no rule, no SQL, no sentence lives here.
//!
//! Invariant: the page reaches the machine only through `call` and the system's file dialogs; what it
//! may ask of the shell is listed in `capabilities/main.json`.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

use std::error::Error;
use std::sync::Arc;

use serde_json::Value;
use singo_app::{App, ErrorCode, Host, WireError};
use tauri::State;

/// Runs one command of the list off the window's own thread, so that a slow one never freezes the page.
#[tauri::command]
async fn call(app: State<'_, Arc<App>>, name: String, payload: Value) -> Result<Value, WireError> {
    let app = Arc::clone(&app);
    tauri::async_runtime::spawn_blocking(move || app.call(&name, payload))
        .await
        .unwrap_or_else(|stopped| Err(WireError::new(ErrorCode::Internal).with("problem", stopped)))
}

fn main() -> Result<(), Box<dyn Error>> {
    singo_app::forbid_core_dumps();
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .manage(Arc::new(App::new(Host::system())?))
        .invoke_handler(tauri::generate_handler![call])
        .run(tauri::generate_context!())?;
    Ok(())
}

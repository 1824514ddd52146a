//! Use cases, a file for each group of commands that share their work. Every function takes the application
//! and one request of the wire and gives one response; the list of commands names them.

mod backup;
mod calendar;
mod decide;
mod demo;
mod edit;
mod filing;
mod findings;
mod forms;
mod history;
mod home;
mod import;
mod keys;
mod paper;
mod people;
mod profile;
mod register;
mod rows;
mod submit;
mod tools;
mod vault;

pub use backup::{
    backup_create, backup_drill, backup_last, backup_list, backup_restore, backup_run_due,
    backup_save_settings, backup_verify,
};
pub use calendar::{calendar_set_holiday, calendar_show, deadline_show};
pub use decide::{filing_approve, filing_return};
pub use demo::demo_create;
pub use edit::{filing_edit, filing_redo, filing_undo};
pub use filing::{filing_content, filing_create, filing_show};
pub use findings::{filing_accept, filing_check};
pub use forms::{form_check, form_describe, form_list, form_render};
pub use history::{act_list, filing_history, vault_verify};
pub use home::home_show;
pub use import::{import_apply, import_preview};
pub use keys::{
    key_add_user, key_change_passphrase, key_remove_user, key_renew_recovery, key_reset_passphrase,
    key_rotate, key_set_idle, key_show,
};
pub use paper::{filing_export_pdf, filing_render};
pub use people::{
    user_add, user_change_roles, user_deactivate, user_list, user_log, user_set_duties,
};
pub use profile::{profile_save, profile_show};
pub use register::filing_list;
pub use rows::{row_add, row_list, row_remove};
pub use submit::filing_submit;
pub use tools::{address_check, text_preview};
pub use vault::{app_status, vault_create, vault_lock, vault_open, vault_users};

//! Use cases, a file for each group of commands that share their work. Every function takes the application
//! and one request of the wire and gives one response; the list of commands names them.

mod approvals;
mod attachments;
mod backup;
mod bench;
mod bundle;
mod calendar;
mod case_papers;
mod chain;
mod closing;
mod closing_month;
mod comments;
mod companions;
mod compare;
mod contacts;
mod decide;
mod demo;
mod disposal;
mod edit;
mod export;
mod filing;
mod findings;
mod flags;
mod form_files;
mod forms;
mod history;
mod home;
mod house;
mod import;
mod import_batches;
mod import_ledger;
mod import_plan;
mod inspect;
mod job;
mod keys;
mod known;
mod ledger;
mod ledger_pages;
mod life;
mod lifecycle;
mod list_papers;
mod lockbox;
mod paper;
mod parties;
mod people;
mod profile;
mod rates;
mod reconcile;
mod recovery_page;
mod register;
mod resolved;
mod retention;
mod rows;
mod schema;
mod seal;
mod submit;
mod sums;
mod tools;
mod totals;
mod unmask;
mod value;
mod vault;

pub use attachments::{
    attachment_add, attachment_export, attachment_list, attachment_open, attachment_remove,
};
pub use backup::{
    backup_create, backup_drill, backup_last, backup_list, backup_restore, backup_run_due,
    backup_save_settings, backup_verify,
};
pub use bench::bench_pdf;
pub use bundle::{bundle_check, bundle_create};
pub use calendar::{calendar_set_holiday, calendar_show, deadline_show};
pub use case_papers::{filing_print_history, filing_print_retained};
pub use chain::{chain_check, chain_export, check_bytes};
pub use closing::{close_create, close_glance, close_show};
pub use comments::{comment_add, comment_list, comment_resolve};
pub use companions::filing_export_companions;
pub use compare::{filing_compare, filing_revisions};
pub use contacts::{contact_add, contact_list, contact_print};
pub use decide::{filing_approve, filing_return};
pub use demo::demo_create;
pub use disposal::{disposal_carry_out, disposal_preview, disposal_request, disposal_withdraw};
pub use edit::{filing_edit, filing_redo, filing_undo};
pub use export::{filing_export_pdf, filing_start_export};
pub use filing::{filing_content, filing_create, filing_show, subject};
pub use findings::{filing_accept, filing_check};
pub use flags::{flag_answer, flag_list};
pub use form_files::{form_add, form_preview, form_withdraw};
pub use forms::{form_check, form_describe, form_list, form_render, read_content};
pub use history::{act_list, filing_history, vault_verify};
pub use home::home_show;
pub use house::{deadline_choices, deadline_set_day, threshold_list, threshold_set};
pub use import::{import_check, import_columns, import_open, import_rejects, import_run};
pub use import_batches::{import_export_kept, import_list, import_undo};
pub use import_plan::{mapping_list, mapping_remove, mapping_save};
pub use inspect::pdf_verify;
pub use job::{job_cancel, job_show};
pub use keys::{
    key_add_user, key_change_passphrase, key_remove_user, key_renew_recovery, key_reset_passphrase,
    key_rotate, key_set_idle, key_show,
};
pub use ledger::{filing_take_transfers, transfer_list, transfer_show, transfer_totals};
pub use ledger_pages::{transfer_outline, transfer_page, transfer_sum};
pub use life::filing_life;
pub use lifecycle::{
    filing_acknowledge, filing_close, filing_endorse, filing_hand_over, filing_reject,
    filing_reopen, filing_restrict, filing_withdraw,
};
pub use list_papers::{filing_print_comparison, reconcile_print};
pub use lockbox::{decrypted, file_decrypt};
pub use paper::filing_render;
pub use parties::{
    filing_fill_known, filing_take_party, party_gather, party_list, party_save, wallet_list,
    wallet_save,
};
pub use people::{
    access_list, user_add, user_change_roles, user_deactivate, user_list, user_log, user_set_duties,
};
pub use profile::{profile_save, profile_show};
pub use rates::{rate_import, rate_list, rate_set};
pub use reconcile::reconcile_show;
pub use recovery_page::key_recovery_page;
pub use register::filing_list;
pub use retention::{
    retention_end, retention_end_batch, retention_of, retention_set, retention_show,
};
pub use rows::{row_add, row_list, row_remove};
pub use schema::form_schema;
pub use seal::{
    pdf_forget_passphrase, pdf_kept_passphrase, pdf_sign, pdf_timestamp, pdf_timestamp_request,
};
pub use submit::filing_submit;
pub use sums::filing_fill_sums;
pub use tools::{address_check, text_preview};
pub use totals::filing_fill_totals;
pub use unmask::filing_unmask;
pub use value::transfer_value;
pub use vault::{app_status, vault_create, vault_lock, vault_open, vault_users};

//! Journeys through the command list, as the window and the command line make them.
#![allow(clippy::unwrap_used)]

mod acts;
mod around;
mod attachments;
mod bad_input;
mod boxes;
mod carried;
mod closing;
mod companions;
mod desk;
mod disposal;
mod editing;
mod evidence;
mod filing;
mod form_files;
mod importing;
mod keeping;
mod leaving;
mod lifecycle;
mod older;
mod own_form;
mod papers;
mod pdf_text;
mod people;
mod person_numbers;
mod rates;
mod resolved;
mod restoring;
mod sight;
mod sign_in;
mod team;
mod tipping_off;
mod totals;
mod versions;

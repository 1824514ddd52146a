//! The one command list. Window, command line and tests call these names and nothing else;
//! TypeScript's map of requests and responses is generated from the same lines.

use serde_json::Value;

use crate::App;
use crate::error::{ErrorCode, WireError};
use crate::use_cases as u;
use crate::wire::*;

/// Declares every command once: name, body, request, response.
macro_rules! commands {
    ($($name:literal => $body:path: $request:ty => $response:ty;)*) => {
        /// Every command's name, in the order of the list.
        pub const NAMES: &[&str] = &[$($name),*];

        pub(crate) fn dispatch(app: &App, name: &str, payload: Value) -> Result<Value, WireError> {
            match name {
                $($name => {
                    let request: $request = serde_json::from_value(payload).map_err(|error| {
                        WireError::new(ErrorCode::BadRequest).with("problem", error)
                    })?;
                    let response: $response = $body(app, request)?;
                    serde_json::to_value(response).map_err(|error| {
                        WireError::new(ErrorCode::Internal).with("problem", error)
                    })
                })*
                _ => Err(WireError::new(ErrorCode::NotFound).with("what", name)),
            }
        }

        /// The TypeScript type of each command's request and response.
        #[cfg(test)]
        pub(crate) fn signatures(config: &ts_rs::Config) -> Vec<(&'static str, String, String)> {
            use ts_rs::TS;
            vec![$(($name, <$request>::name(config), <$response>::name(config))),*]
        }

        /// Visits every request and response.
        #[cfg(test)]
        pub(crate) fn visit(visitor: &mut impl ts_rs::TypeVisitor) {
            $(visitor.visit::<$request>(); visitor.visit::<$response>();)*
        }
    };
}

commands! {
    "app.status" => u::app_status: Nothing => AppStatus;
    "vault.create" => u::vault_create: CreateVaultRequest => VaultCreated;
    "vault.open" => u::vault_open: OpenVaultRequest => VaultView;
    "vault.lock" => u::vault_lock: Nothing => Nothing;
    "vault.users" => u::vault_users: ListUsersRequest => UserList;
    "vault.verify" => u::vault_verify: VerifyVaultRequest => VerifyView;
    "profile.show" => u::profile_show: Nothing => ProfileView;
    "profile.save" => u::profile_save: ProfileView => ProfileView;
    "act.list" => u::act_list: ListActsRequest => ActPage;
    "home.show" => u::home_show: Nothing => HomeView;
    "form.list" => u::form_list: ListFormsRequest => FormList;
    "form.describe" => u::form_describe: DescribeFormRequest => FormView;
    "form.check" => u::form_check: CheckFormRequest => Findings;
    "form.render" => u::form_render: RenderFormRequest => PdfView;
    "filing.list" => u::filing_list: ListFilingsRequest => FilingPage;
    "filing.create" => u::filing_create: CreateFilingRequest => FilingView;
    "filing.show" => u::filing_show: FilingRequest => FilingView;
    "filing.content" => u::filing_content: FilingRequest => ContentView;
    "filing.edit" => u::filing_edit: EditFilingRequest => Edited;
    "filing.undo" => u::filing_undo: FilingRequest => FilingView;
    "filing.redo" => u::filing_redo: FilingRequest => FilingView;
    "filing.check" => u::filing_check: FilingRequest => Findings;
    "filing.accept" => u::filing_accept: AcceptFindingRequest => Findings;
    "filing.approve" => u::filing_approve: ApproveFilingRequest => FilingView;
    "filing.return" => u::filing_return: ReturnFilingRequest => FilingView;
    "filing.submit" => u::filing_submit: SubmitFilingRequest => FilingView;
    "filing.history" => u::filing_history: FilingRequest => HistoryView;
    "filing.render" => u::filing_render: FilingRequest => PdfView;
    "filing.export_pdf" => u::filing_export_pdf: ExportPdfRequest => Exported;
    "row.list" => u::row_list: ListRowsRequest => RowPage;
    "row.add" => u::row_add: AddRowsRequest => RowsChanged;
    "row.remove" => u::row_remove: RemoveRowRequest => RowsChanged;
    "import.preview" => u::import_preview: PreviewImportRequest => ImportPreview;
    "import.apply" => u::import_apply: ApplyImportRequest => Imported;
    "text.preview" => u::text_preview: PreviewTextRequest => TextPreview;
    "deadline.show" => u::deadline_show: ShowDeadlineRequest => DeadlineView;
    "calendar.show" => u::calendar_show: Nothing => CalendarView;
    "calendar.set_holiday" => u::calendar_set_holiday: SetHolidayRequest => CalendarView;
    "address.check" => u::address_check: CheckAddressRequest => AddressView;
    "demo.create" => u::demo_create: CreateDemoRequest => DemoView;
}

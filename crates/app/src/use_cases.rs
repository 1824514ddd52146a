use crate::wire::*;
use crate::{App, WireError};
pub fn app_status(_: &App, _: Nothing) -> Result<AppStatus, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn vault_create(_: &App, _: CreateVaultRequest) -> Result<VaultCreated, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn vault_open(_: &App, _: OpenVaultRequest) -> Result<VaultView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn vault_lock(_: &App, _: Nothing) -> Result<Nothing, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn vault_verify(_: &App, _: Nothing) -> Result<VerifyView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn profile_show(_: &App, _: Nothing) -> Result<ProfileView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn profile_save(_: &App, _: ProfileView) -> Result<ProfileView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn act_list(_: &App, _: ListActsRequest) -> Result<ActPage, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn home_show(_: &App, _: Nothing) -> Result<HomeView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn form_list(_: &App, _: ListFormsRequest) -> Result<FormList, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn form_describe(_: &App, _: DescribeFormRequest) -> Result<FormView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn form_check(_: &App, _: CheckFormRequest) -> Result<Findings, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn form_render(_: &App, _: RenderFormRequest) -> Result<PdfView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn filing_list(_: &App, _: ListFilingsRequest) -> Result<FilingPage, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn filing_create(_: &App, _: CreateFilingRequest) -> Result<FilingView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn filing_show(_: &App, _: FilingRequest) -> Result<FilingView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn filing_edit(_: &App, _: EditFilingRequest) -> Result<Edited, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn filing_undo(_: &App, _: FilingRequest) -> Result<FilingView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn filing_redo(_: &App, _: FilingRequest) -> Result<FilingView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn filing_check(_: &App, _: FilingRequest) -> Result<Findings, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn filing_accept(_: &App, _: AcceptFindingRequest) -> Result<Findings, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn filing_approve(_: &App, _: ApproveFilingRequest) -> Result<FilingView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn filing_return(_: &App, _: ReturnFilingRequest) -> Result<FilingView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn filing_submit(_: &App, _: SubmitFilingRequest) -> Result<FilingView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn filing_history(_: &App, _: FilingRequest) -> Result<HistoryView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn filing_render(_: &App, _: FilingRequest) -> Result<PdfView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn filing_export_pdf(_: &App, _: ExportPdfRequest) -> Result<Exported, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn row_list(_: &App, _: ListRowsRequest) -> Result<RowPage, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn row_add(_: &App, _: AddRowsRequest) -> Result<RowsChanged, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn row_remove(_: &App, _: RemoveRowRequest) -> Result<RowsChanged, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn import_preview(_: &App, _: PreviewImportRequest) -> Result<ImportPreview, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn import_apply(_: &App, _: ApplyImportRequest) -> Result<Imported, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn text_preview(_: &App, _: PreviewTextRequest) -> Result<TextPreview, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn deadline_show(_: &App, _: ShowDeadlineRequest) -> Result<DeadlineView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn calendar_show(_: &App, _: Nothing) -> Result<CalendarView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn calendar_set_holiday(_: &App, _: SetHolidayRequest) -> Result<CalendarView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn address_check(_: &App, _: CheckAddressRequest) -> Result<AddressView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}
pub fn demo_create(_: &App, _: CreateDemoRequest) -> Result<DemoView, WireError> {
    Err(crate::ErrorCode::Internal.into())
}

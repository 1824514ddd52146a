//! The one command list. Window, command line and tests call these names and nothing else;
//! TypeScript's map of requests and responses is generated from the same lines.

use serde_json::Value;
use singo_domain::people::Deed;

use crate::App;
use crate::error::{ErrorCode, WireError};
use crate::use_cases as u;
use crate::wire::*;

/// Declares every command once: name, body, request, response, and the deed that must be permitted.
macro_rules! commands {
    ($($name:literal => $body:path: $request:ty => $response:ty, $deed:ident;)*) => {
        /// Every command's name, in the order of the list.
        pub const NAMES: &[&str] = &[$($name),*];

        pub(crate) fn dispatch(app: &App, name: &str, payload: Value) -> Result<Value, WireError> {
            match name {
                $($name => {
                    app.permit($name, Deed::$deed, &payload)?;
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

        /// What each command asks permission for.
        #[cfg(test)]
        pub(crate) const DEEDS: &[(&str, Deed)] = &[$(($name, Deed::$deed)),*];

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
    "app.status" => u::app_status: Nothing => AppStatus, Anyone;
    "vault.create" => u::vault_create: CreateVaultRequest => VaultCreated, Anyone;
    "vault.open" => u::vault_open: OpenVaultRequest => VaultView, Anyone;
    "vault.lock" => u::vault_lock: Nothing => Nothing, Anyone;
    "vault.users" => u::vault_users: ListUsersRequest => UserList, Anyone;
    "vault.verify" => u::vault_verify: VerifyVaultRequest => VerifyView, Verify;
    "user.list" => u::user_list: Nothing => PeopleView, Enter;
    "user.log" => u::user_log: Nothing => PermissionLog, SeeActs;
    "user.add" => u::user_add: AddPersonRequest => PersonAdded, Administer;
    "user.change_roles" => u::user_change_roles: ChangePersonRequest => PeopleView, Administer;
    "user.deactivate" => u::user_deactivate: DeactivatePersonRequest => PeopleView, Administer;
    "user.set_duties" => u::user_set_duties: SetDutiesRequest => PeopleView, Administer;
    "key.show" => u::key_show: Nothing => KeysView, Enter;
    "key.add_user" => u::key_add_user: AddKeyRequest => KeysView, Administer;
    "key.remove_user" => u::key_remove_user: RemoveKeyRequest => KeysView, Administer;
    "key.change_passphrase" => u::key_change_passphrase: ChangePassphraseRequest => KeysView, Enter;
    "key.reset_passphrase" => u::key_reset_passphrase: ResetPassphraseRequest => KeysView, Administer;
    "key.renew_recovery" => u::key_renew_recovery: Nothing => RecoveryCodeView, Administer;
    "key.recovery_page" => u::key_recovery_page: RecoveryPageRequest => PdfView, Administer;
    "key.rotate" => u::key_rotate: Nothing => KeysView, Administer;
    "key.set_idle" => u::key_set_idle: SetIdleRequest => KeysView, Administer;
    "backup.last" => u::backup_last: Nothing => BackupLast, Enter;
    "backup.list" => u::backup_list: Nothing => BackupList, Keep;
    "backup.create" => u::backup_create: CreateBackupRequest => BackupDone, Keep;
    "backup.run_due" => u::backup_run_due: Nothing => BackupRun, Enter;
    "backup.verify" => u::backup_verify: VerifyBackupRequest => BackupDone, Keep;
    "backup.drill" => u::backup_drill: DrillBackupRequest => BackupDone, Keep;
    "backup.restore" => u::backup_restore: RestoreBackupRequest => RestoredView, Anyone;
    "backup.save_settings" => u::backup_save_settings: BackupSettings => BackupList, Keep;
    "profile.show" => u::profile_show: Nothing => ProfileView, Enter;
    "profile.save" => u::profile_save: ProfileView => ProfileView, Administer;
    "access.list" => u::access_list: Nothing => AccessLog, SeeActs;
    "act.list" => u::act_list: ListActsRequest => ActPage, SeeActs;
    "home.show" => u::home_show: Nothing => HomeView, SeeRegister;
    "form.list" => u::form_list: ListFormsRequest => FormList, Anyone;
    "form.describe" => u::form_describe: DescribeFormRequest => FormView, Anyone;
    "form.schema" => u::form_schema: DescribeFormRequest => SchemaView, Anyone;
    "form.check" => u::form_check: CheckFormRequest => Findings, Anyone;
    "form.render" => u::form_render: RenderFormRequest => PrintedFile, Anyone;
    "form.preview" => u::form_preview: PreviewFormRequest => FormPreview, Anyone;
    "form.add" => u::form_add: AddFormRequest => FormList, Administer;
    "form.withdraw" => u::form_withdraw: WithdrawFormRequest => FormList, Administer;
    "bench.pdf" => u::bench_pdf: BenchPdfRequest => BenchPdfView, Anyone;
    "filing.list" => u::filing_list: ListFilingsRequest => FilingPage, SeeRegister;
    "filing.create" => u::filing_create: CreateFilingRequest => FilingView, Write;
    "filing.show" => u::filing_show: FilingRequest => FilingView, SeeContent;
    "filing.content" => u::filing_content: FilingRequest => ContentView, Export;
    "filing.edit" => u::filing_edit: EditFilingRequest => Edited, Write;
    "filing.undo" => u::filing_undo: FilingRequest => FilingView, Write;
    "filing.redo" => u::filing_redo: FilingRequest => FilingView, Write;
    "filing.check" => u::filing_check: FilingRequest => Findings, SeeContent;
    "filing.accept" => u::filing_accept: AcceptFindingRequest => Findings, Write;
    "filing.approve" => u::filing_approve: ApproveFilingRequest => FilingView, Decide;
    "filing.return" => u::filing_return: ReturnFilingRequest => FilingView, Return;
    "filing.submit" => u::filing_submit: SubmitFilingRequest => FilingView, Send;
    "filing.hand_over" => u::filing_hand_over: StepRequest => FilingView, Write;
    "filing.endorse" => u::filing_endorse: StepRequest => FilingView, Review;
    "filing.acknowledge" => u::filing_acknowledge: AcknowledgeFilingRequest => FilingView, Send;
    "filing.reject" => u::filing_reject: RejectFilingRequest => FilingView, Send;
    "filing.withdraw" => u::filing_withdraw: WithdrawFilingRequest => FilingView, Send;
    "filing.close" => u::filing_close: CloseFilingRequest => FilingView, Decide;
    "filing.reopen" => u::filing_reopen: StepRequest => FilingView, Decide;
    "filing.restrict" => u::filing_restrict: RestrictFilingRequest => FilingView, Restrict;
    "filing.unmask" => u::filing_unmask: UnmaskRequest => Unmasked, Unmask;
    "filing.life" => u::filing_life: FilingRequest => LifeView, SeeContent;
    "filing.revisions" => u::filing_revisions: FilingRequest => RevisionList, SeeContent;
    "filing.compare" => u::filing_compare: CompareRequest => Comparison, SeeContent;
    "filing.print_comparison" => u::filing_print_comparison: CompareRequest => PdfView, Export;
    "filing.print_history" => u::filing_print_history: FilingRequest => PdfView, Export;
    "filing.print_retained" => u::filing_print_retained: FilingRequest => PdfView, Export;
    "comment.list" => u::comment_list: OfFilingRequest => CommentList, SeeContent;
    "comment.add" => u::comment_add: AddCommentRequest => CommentList, Comment;
    "comment.resolve" => u::comment_resolve: ResolveCommentRequest => CommentList, Comment;
    "contact.list" => u::contact_list: ListContactsRequest => ContactList, SeeContent;
    "contact.add" => u::contact_add: AddContactRequest => ContactList, Send;
    "contact.print" => u::contact_print: ListContactsRequest => PdfView, Export;
    "reconcile.show" => u::reconcile_show: ReconcileRequest => Reconciliation, SeeRegister;
    "reconcile.print" => u::reconcile_print: ReconcileRequest => PdfView, Export;
    "filing.history" => u::filing_history: FilingRequest => HistoryView, SeeContent;
    "filing.render" => u::filing_render: FilingRequest => PdfView, Unmask;
    "filing.export_pdf" => u::filing_export_pdf: ExportPdfRequest => Exported, Export;
    "filing.start_export" => u::filing_start_export: ExportPdfRequest => JobStarted, Export;
    "chain.export" => u::chain_export: ExportChainRequest => ChainExported, SeeActs;
    "chain.check" => u::chain_check: CheckChainRequest => VerifyView, Anyone;
    "bundle.create" => u::bundle_create: CreateBundleRequest => BundleMade, Export;
    "bundle.check" => u::bundle_check: CheckBundleRequest => BundleView, Anyone;
    "retention.show" => u::retention_show: Nothing => RetentionView, Enter;
    "retention.set" => u::retention_set: SetRetentionRequest => RetentionView, Administer;
    "retention.of" => u::retention_of: FilingRequest => RelationshipView, SeeRegister;
    "retention.end" => u::retention_end: EndRelationshipRequest => RelationshipView, Dispose;
    "retention.end_batch" => u::retention_end_batch: EndBatchRequest => DisposalView, Dispose;
    "disposal.preview" => u::disposal_preview: Nothing => DisposalView, Dispose;
    "disposal.request" => u::disposal_request: RequestDisposalRequest => DisposalView, Dispose;
    "disposal.withdraw" => u::disposal_withdraw: WithRequest => DisposalView, Dispose;
    "disposal.carry_out" => u::disposal_carry_out: WithRequest => DisposalDone, Dispose;
    "attachment.add" => u::attachment_add: AttachFileRequest => AttachmentList, Write;
    "attachment.list" => u::attachment_list: FilingRequest => AttachmentList, SeeContent;
    "attachment.remove" => u::attachment_remove: AttachmentRequest => AttachmentList, Write;
    "attachment.open" => u::attachment_open: AttachmentRequest => OpenedAttachment, Unmask;
    "attachment.export" => u::attachment_export: ExportAttachmentRequest => Exported, Export;
    "pdf.verify" => u::pdf_verify: VerifyPdfRequest => PdfVerdict, Anyone;
    "filing.export_companions" => u::filing_export_companions: ExportCompanionsRequest => CompanionsExported, Export;
    "filing.fill_totals" => u::filing_fill_totals: FilingRequest => TotalsFilled, Write;
    "pdf.sign" => u::pdf_sign: SignPdfRequest => Exported, Anyone;
    "pdf.kept_passphrase" => u::pdf_kept_passphrase: KeyFileRequest => KeptPassphraseView, Anyone;
    "pdf.forget_passphrase" => u::pdf_forget_passphrase: KeyFileRequest => Nothing, Anyone;
    "pdf.timestamp_request" => u::pdf_timestamp_request: AskTimestampRequest => TimestampRequestView, Anyone;
    "pdf.timestamp" => u::pdf_timestamp: TimestampRequest => Exported, Anyone;
    "file.decrypt" => u::file_decrypt: DecryptRequest => Exported, Anyone;
    "filing.fill_sums" => u::filing_fill_sums: FilingRequest => SumsFilled, Write;
    "filing.take_party" => u::filing_take_party: TakePartyRequest => FactsTaken, Write;
    "filing.fill_known" => u::filing_fill_known: FilingRequest => FactsTaken, Write;
    "party.list" => u::party_list: ListKnownRequest => PartyList, SeeContent;
    "party.save" => u::party_save: SavePartyRequest => PartyView, Write;
    "party.gather" => u::party_gather: Nothing => PartiesGathered, Write;
    "wallet.list" => u::wallet_list: ListKnownRequest => WalletList, SeeContent;
    "wallet.save" => u::wallet_save: SaveWalletRequest => WalletView, Write;
    "row.list" => u::row_list: ListRowsRequest => RowPage, SeeContent;
    "row.add" => u::row_add: AddRowsRequest => RowsChanged, Write;
    "row.remove" => u::row_remove: RemoveRowRequest => RowsChanged, Write;
    "transfer.list" => u::transfer_list: ListTransfersRequest => TransferPage, SeeContent;
    "transfer.outline" => u::transfer_outline: OutlineRequest => TransferOutline, SeeContent;
    "transfer.page" => u::transfer_page: TransferPageRequest => TransferRows, SeeContent;
    "transfer.sum" => u::transfer_sum: TransferTotalsRequest => SelectionSum, SeeContent;
    "transfer.show" => u::transfer_show: TransferRequest => TransferDetail, SeeContent;
    "transfer.totals" => u::transfer_totals: TransferTotalsRequest => TransferTotals, SeeContent;
    "filing.take_transfers" => u::filing_take_transfers: TakeTransfersRequest => TransfersTaken, Write;
    "close.glance" => u::close_glance: Nothing => CloseGlance, SeeRegister;
    "close.show" => u::close_show: CloseRequest => CloseView, SeeContent;
    "close.create" => u::close_create: CreateCloseRequest => CloseCreated, Write;
    "flag.list" => u::flag_list: ListFlagsRequest => FlagList, SeeContent;
    "flag.answer" => u::flag_answer: AnswerFlagRequest => Nothing, Review;
    "import.columns" => u::import_columns: ImportColumnsRequest => ImportColumns, Anyone;
    "import.open" => u::import_open: OpenImportRequest => ImportView, Anyone;
    "import.check" => u::import_check: RunImportRequest => JobStarted, Anyone;
    "import.run" => u::import_run: RunImportRequest => JobStarted, Write;
    "import.rejects" => u::import_rejects: ExportRejectsRequest => JobStarted, Anyone;
    "import.export_kept" => u::import_export_kept: ExportKeptRequest => RejectsWritten, Write;
    "import.list" => u::import_list: Nothing => ImportBatchList, SeeRegister;
    "import.undo" => u::import_undo: UndoImportRequest => ImportBatchList, Write;
    "mapping.list" => u::mapping_list: Nothing => PlanList, SeeRegister;
    "mapping.save" => u::mapping_save: NamedPlan => PlanList, Write;
    "mapping.remove" => u::mapping_remove: PlanRequest => PlanList, Write;
    "job.show" => u::job_show: JobRequest => JobView, Anyone;
    "job.cancel" => u::job_cancel: JobRequest => JobView, Anyone;
    "text.preview" => u::text_preview: PreviewTextRequest => TextPreview, Anyone;
    "deadline.show" => u::deadline_show: ShowDeadlineRequest => DeadlineView, Anyone;
    "deadline.choices" => u::deadline_choices: DeadlineDaysRequest => DeadlineChoices, Enter;
    "deadline.set_day" => u::deadline_set_day: SetDeadlineDayRequest => DeadlineChoices, Administer;
    "threshold.list" => u::threshold_list: ListThresholdsRequest => ThresholdList, Enter;
    "threshold.set" => u::threshold_set: SetThresholdRequest => ThresholdList, Administer;
    "calendar.show" => u::calendar_show: Nothing => CalendarView, Enter;
    "calendar.set_holiday" => u::calendar_set_holiday: SetHolidayRequest => CalendarView, Administer;
    "rate.list" => u::rate_list: ListRatesRequest => RateList, Enter;
    "rate.set" => u::rate_set: SetRateRequest => RateView, Write;
    "rate.import" => u::rate_import: ImportRatesRequest => RatesImported, Write;
    "transfer.value" => u::transfer_value: ValueTransfersRequest => TransfersValued, Write;
    "address.check" => u::address_check: CheckAddressRequest => AddressView, Anyone;
    "demo.create" => u::demo_create: CreateDemoRequest => DemoView, Anyone;
}

//! Remarks beside fields: how a reviewer says what is to be changed, and how it was settled.

use serde_json::json;
use singo_domain::filing::FilingId;
use singo_store::{CommentKind, CommentRow, NewAct};

use super::filing::{read_path, subject};
use crate::App;
use crate::convert::{count, korean, not_found, wrong};
use crate::error::{ErrorCode, WireError};
use crate::session::Session;
use crate::wire::{
    AddCommentRequest, CommentList, CommentView, OfFilingRequest, ReplyView, ResolveCommentRequest,
};

/// Remarks on a filing, oldest first.
pub fn comment_list(app: &App, request: OfFilingRequest) -> Result<CommentList, WireError> {
    app.with_session(|session| list(session, FilingId(i64::from(request.filing))))
}

/// Writes a remark, or answers one.
pub fn comment_add(app: &App, request: AddCommentRequest) -> Result<CommentList, WireError> {
    let now = (app.host.now)();
    let text = request.text.trim().to_owned();
    if text.is_empty() {
        return Err(wrong("text", ""));
    }
    app.with_session(|session| {
        let opened = session.open(&app.assets, request.filing)?;
        let filing = opened.row.id;
        if let Some(path) = &request.path {
            read_path(path, opened.definition)?;
        }
        let parent = request.parent.map(|id| remark(session, filing, id)).transpose()?;
        let kind = if parent.is_some() { CommentKind::Reply } else { CommentKind::Remark };
        session.write(now, |tx| {
            let path = request.path.as_deref().filter(|_| parent.is_none());
            let id = tx.add_comment(filing, parent, kind, path, &text)?;
            let payload = json!({ "comment": id, "path": path });
            Ok(((), NewAct::new("comment.added", subject(filing), payload)))
        })?;
        list(session, filing)
    })
}

/// Settles a remark; once.
pub fn comment_resolve(
    app: &App,
    request: ResolveCommentRequest,
) -> Result<CommentList, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let filing = session.open(&app.assets, request.filing)?.row.id;
        let id = remark(session, filing, request.comment)?;
        let comments = session.vault.read(|read| read.comments(filing))?;
        if resolution(&comments, id).is_some() {
            return Err(WireError::new(ErrorCode::NotInStatus).with("status", "resolved"));
        }
        session.write(now, |tx| {
            let text = request.text.trim();
            tx.add_comment(filing, Some(id), CommentKind::Resolve, None, text)?;
            let payload = json!({ "comment": id });
            Ok(((), NewAct::new("comment.resolved", subject(filing), payload)))
        })?;
        list(session, filing)
    })
}

/// A remark of this very filing.
fn remark(session: &Session, filing: FilingId, id: u32) -> Result<i64, WireError> {
    let comments = session.vault.read(|read| read.comments(filing))?;
    let id = i64::from(id);
    let found = comments.iter().any(|c| c.id == id && c.kind == CommentKind::Remark);
    if found { Ok(id) } else { Err(not_found(format!("comment {id}"))) }
}

fn resolution(comments: &[CommentRow], id: i64) -> Option<&CommentRow> {
    comments.iter().find(|c| c.parent == Some(id) && c.kind == CommentKind::Resolve)
}

fn list(session: &Session, filing: FilingId) -> Result<CommentList, WireError> {
    let comments = session.vault.read(|read| read.comments(filing))?;
    let status = session.vault.read(|read| read.status(filing))?;
    let sight = session.person.sight(status);
    let reply = |row: &CommentRow| ReplyView {
        text: sight.words(&row.body),
        at: korean(row.at),
        actor: row.actor.clone(),
    };
    let remarks = comments.iter().filter(|row| row.kind == CommentKind::Remark);
    let remarks = remarks.map(|row| {
        let replies =
            comments.iter().filter(|c| c.parent == Some(row.id) && c.kind == CommentKind::Reply);
        CommentView {
            id: count(row.id),
            path: row.path.clone(),
            text: sight.words(&row.body),
            at: korean(row.at),
            actor: row.actor.clone(),
            replies: replies.map(reply).collect(),
            resolved: resolution(&comments, row.id).map(reply),
        }
    });
    Ok(CommentList { comments: remarks.collect() })
}

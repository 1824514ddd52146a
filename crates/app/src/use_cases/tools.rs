//! Addresses and text, outside any filing.

use singo_domain::chain;
use singo_domain::normalise::{Style, normalise};

use crate::App;
use crate::convert::{count, name_of, not_found};
use crate::error::WireError;
use crate::wire::{AddressView, CheckAddressRequest, PreviewTextRequest, TextChange, TextPreview};

/// What an address is on a chain.
pub fn address_check(_: &App, request: CheckAddressRequest) -> Result<AddressView, WireError> {
    let chain = chain::find(&request.chain).ok_or_else(|| not_found(&request.chain))?;
    Ok(match chain.check_address(&request.address) {
        Ok(address) => AddressView {
            valid: true,
            reason: None,
            normal: Some(address.normal),
            caip10: Some(address.caip10),
            tag: address.tag.map(|tag| tag.to_string()),
        },
        Err(error) => AddressView {
            valid: false,
            reason: Some(error.code().to_owned()),
            normal: None,
            caip10: None,
            tag: None,
        },
    })
}

/// What the normaliser would change in a text that is about to be entered.
pub fn text_preview(_: &App, request: PreviewTextRequest) -> Result<TextPreview, WireError> {
    let style = match request.kind.as_str() {
        "paragraph" => Style::Paragraph,
        "name" => Style::Name,
        "text" | "lines" => Style::Line,
        _ => Style::Identifier,
    };
    let cleaned = normalise(&request.text, style);
    let changes = cleaned.changes.into_iter().map(|change| TextChange {
        kind: name_of(change.kind),
        at: count(change.at),
        before: change.before,
        after: change.after,
    });
    Ok(TextPreview { text: cleaned.text, changes: changes.collect() })
}

//! The institution's profile: what every report says about its sender.

use serde_json::{Value, json};
use singo_store::{NewAct, Read, Tx};

use crate::App;
use crate::error::WireError;
use crate::wire::{Nothing, ProfileView};

/// The profile as it stands.
pub fn profile_show(app: &App, _: Nothing) -> Result<ProfileView, WireError> {
    app.with_session(|session| session.vault.read(read_profile))
}

/// Replaces the profile.
pub fn profile_save(app: &App, request: ProfileView) -> Result<ProfileView, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| session.write(now, |tx| store_profile(tx, &request)))?;
    Ok(request)
}

/// Writes the profile inside a transaction.
pub fn store_profile(tx: &Tx<'_>, profile: &ProfileView) -> Result<((), NewAct), WireError> {
    let fields = [
        ("institution_name", json!(profile.institution_name)),
        ("institution_address", json!(profile.institution_address)),
        ("officer_name", json!(profile.officer_name)),
        ("contact_name", json!(profile.contact_name)),
        ("contact_phone", json!(profile.contact_phone)),
        ("internal_target", json!(profile.internal_target)),
    ];
    for (key, value) in &fields {
        tx.set_profile(key, value)?;
    }
    Ok(((), NewAct::new("profile.saved", "profile", json!({}))))
}

/// Reads the profile.
pub fn read_profile(read: &Read<'_>) -> Result<ProfileView, WireError> {
    let text = |key: &str| -> Result<String, WireError> {
        Ok(profile_text(read, key)?.unwrap_or_default())
    };
    let target = read.profile("internal_target")?.and_then(|v| v.as_u64());
    Ok(ProfileView {
        institution_name: text("institution_name")?,
        institution_address: text("institution_address")?,
        officer_name: text("officer_name")?,
        contact_name: text("contact_name")?,
        contact_phone: text("contact_phone")?,
        internal_target: target.and_then(|number| u32::try_from(number).ok()),
    })
}

/// One text of the profile.
pub fn profile_text(read: &Read<'_>, key: &str) -> Result<Option<String>, WireError> {
    Ok(read.profile(key)?.as_ref().and_then(Value::as_str).map(str::to_owned))
}

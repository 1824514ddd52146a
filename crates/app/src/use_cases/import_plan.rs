//! Named import plans of this vault: once an exchange's export is mapped, the next file needs no hand.

use std::collections::BTreeMap;

use serde_json::json;
use singo_store::NewAct;

use crate::App;
use crate::convert::{not_found, plan_from_wire, wrong};
use crate::error::{ErrorCode, WireError};
use crate::session::Session;
use crate::wire::{ImportPlan, NamedPlan, Nothing, PlanList, PlanRequest};

/// Under which key of the vault's settings the plans are kept.
const KEY: &str = "import_plans";
/// The longest name, in characters.
const LONGEST_NAME: usize = 60;

/// Plans by name: the table and the plan.
type Plans = BTreeMap<String, (String, ImportPlan)>;

/// Every plan.
pub fn mapping_list(app: &App, _: Nothing) -> Result<PlanList, WireError> {
    app.with_session(|session| plans(session).map(list))
}

/// Keeps a plan under a name; one of the same name is replaced.
pub fn mapping_save(app: &App, request: NamedPlan) -> Result<PlanList, WireError> {
    let name = request.name.trim().to_owned();
    if name.is_empty() {
        return Err(wrong("name", &name));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(WireError::new(ErrorCode::TooLong).with("limit", LONGEST_NAME));
    }
    plan_from_wire(&request.plan)?;
    change(app, "import.plan_saved", &name.clone(), |plans| {
        plans.insert(name, (request.table, request.plan));
        Ok(())
    })
}

/// Forgets a plan.
pub fn mapping_remove(app: &App, request: PlanRequest) -> Result<PlanList, WireError> {
    change(app, "import.plan_removed", &request.name, |plans| {
        plans.remove(&request.name).map(drop).ok_or_else(|| not_found(&request.name))
    })
}

fn change(
    app: &App,
    act: &str,
    name: &str,
    work: impl FnOnce(&mut Plans) -> Result<(), WireError>,
) -> Result<PlanList, WireError> {
    let now = (app.host.now)();
    app.with_session(|session| {
        let mut plans = plans(session)?;
        work(&mut plans)?;
        let value = serde_json::to_value(&plans)
            .map_err(|problem| WireError::new(ErrorCode::Internal).with("problem", problem))?;
        session.write(now, |tx| {
            tx.set_profile(KEY, &value)?;
            Ok(((), NewAct::new(act, "vault", json!({ "name": name }))))
        })?;
        Ok(list(plans))
    })
}

fn plans(session: &Session) -> Result<Plans, WireError> {
    let value = session.vault.read(|read| read.profile(KEY))?;
    // A plan of a newer program that this one cannot read is no reason to lose the others.
    let entries = value.and_then(|value| value.as_object().cloned()).unwrap_or_default();
    let read = |(name, value)| Some((name, serde_json::from_value(value).ok()?));
    Ok(entries.into_iter().filter_map(read).collect())
}

fn list(plans: Plans) -> PlanList {
    let named = plans.into_iter().map(|(name, (table, plan))| NamedPlan { name, table, plan });
    PlanList { plans: named.collect() }
}

//! The JSON Schema of a form version, for whoever receives its data.

use super::findings::ACCEPTED;
use super::forms::chosen;
use crate::App;
use crate::error::WireError;
use crate::wire::{DescribeFormRequest, SchemaView};

/// The schema that a complete filing's data follows.
pub fn form_schema(app: &App, request: DescribeFormRequest) -> Result<SchemaView, WireError> {
    let app = &app.giving(request.forms.as_deref())?;
    let definition = chosen(app, &request)?;
    let schema = format!("{:#}", definition.schema(ACCEPTED));
    Ok(SchemaView { id: definition.schema_id(), schema })
}

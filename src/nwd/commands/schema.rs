//! `nwd schema`: the content's format as JSON Schemas, for editors' tools.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, generate::SchemaSettings};
use serde_json::{Value, json};

use crate::output::{Failure, Finished, say};
use nwd_core::format::cases::CaseFile;
use nwd_core::format::panel::Vignette;
use nwd_core::format::wire;

/// Write the JSON Schemas of the content's files, which editors' tools complete and check by
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nwd schema -o content/schema")]
pub struct SchemaCommand {
    /// The folder to write them to
    #[arg(short, long, value_name = "FOLDER")]
    output: PathBuf,
}

impl SchemaCommand {
    /// Runs the command.
    ///
    /// # Errors
    /// The files cannot be written.
    pub fn run(&self) -> Result<Finished, Failure> {
        let schemas = schemas();
        let written = fs::create_dir_all(&self.output).and_then(|()| {
            schemas
                .iter()
                .try_for_each(|(name, text)| fs::write(self.output.join(name), text))
        });
        written.map_err(|error| {
            let message = format!(
                "The schemas cannot be written to {}: {error}.",
                self.output.display()
            );
            Failure::new(message, "Name a folder that you may write to.")
        })?;
        say(&format!("Wrote {} schemas.", schemas.len()));
        Ok(Finished::Clean)
    }
}

/// Each schema's file name and text.
pub fn schemas() -> Vec<(&'static str, String)> {
    let schemas = all().into_iter();
    schemas
        .map(|(name, schema)| (name, text(&schema)))
        .collect()
}

/// Each schema, under its file's name.
fn all() -> [(&'static str, Schema); 9] {
    [
        (
            "alerts.schema.json",
            schema::<Vec<wire::Alert>>("What raises an alert: alerts.json"),
        ),
        (
            "area.schema.json",
            schema::<wire::AreaFile>("The head of a content folder: area.json"),
        ),
        (
            "bundle.schema.json",
            schema::<wire::Bundle>("A bundle, as nwd build makes it"),
        ),
        (
            "cases.schema.json",
            schema::<Vec<CaseFile>>("People, and what they should see: cases.json"),
        ),
        (
            "facts.schema.json",
            schema::<Vec<wire::Fact>>("Every question, in the order of asking: facts.json"),
        ),
        (
            "groups.schema.json",
            schema::<Vec<wire::Group>>("The headings of the results, in order: groups.json"),
        ),
        (
            "module.schema.json",
            schema::<wire::Module>("A scored questionnaire: modules/ID.json"),
        ),
        (
            "panel.schema.json",
            schema::<Vec<Vignette>>("People, and what should stand first for them: panel.json"),
        ),
        ("service.schema.json", service()),
    ]
}

fn schema<T: JsonSchema>(title: &str) -> Schema {
    let settings = SchemaSettings::draft2020_12()
        .with_transform(WithoutNull)
        .with_transform(OneLine);
    let mut schema = settings.into_generator().into_root_schema_for::<T>();
    schema.insert("title".to_owned(), title.into());
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.insert(
            "$schema".to_owned(),
            json!({ "description": "This schema, for editors' tools.", "type": "string" }),
        );
    }
    schema
}

/// A service's file: the bundle's service without the area, which the build fills in.
fn service() -> Schema {
    let mut schema = schema::<wire::Service>("One service: services/ID.json");
    if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
        properties.remove("area");
    }
    schema
}

/// What may be left out may not be `null` instead; what may be `null` says so in another form.
#[derive(Clone, Debug)]
struct WithoutNull;

impl Transform for WithoutNull {
    fn transform(&mut self, schema: &mut Schema) {
        if schema.get("default").is_some_and(Value::is_null) {
            schema.remove("default");
        }
        if let Some(Value::Array(types)) = schema.get_mut("type")
            && let [kind, Value::String(null)] = types.as_slice()
            && null == "null"
        {
            let kind = kind.clone();
            schema.insert("type".to_owned(), kind);
        }
        if let Some(Value::Array(choices)) = schema.get_mut("anyOf") {
            choices.retain(|choice| *choice != json!({ "type": "null" }));
            if let [only] = choices.as_slice() {
                let only = only.as_object().cloned().unwrap_or_default();
                schema.remove("anyOf");
                schema.ensure_object().extend(only);
            }
        }
        transform_subschemas(self, schema);
    }
}

/// A description is one line, however its doc comment is broken.
#[derive(Clone, Debug)]
struct OneLine;

impl Transform for OneLine {
    fn transform(&mut self, schema: &mut Schema) {
        if let Some(Value::String(description)) = schema.get_mut("description") {
            *description = description.replace('\n', " ");
        }
        transform_subschemas(self, schema);
    }
}

fn text(schema: &Schema) -> String {
    serde_json::to_string_pretty(schema).unwrap_or_default() + "\n"
}

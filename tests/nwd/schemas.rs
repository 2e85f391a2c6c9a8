//! The published schemas are those of the code, and what is shipped follows them.

use nwd_testing::root;
use std::fs;
use std::path::Path;

use nwd_command::schemas;
use serde_json::Value;

use crate::content::areas;
use crate::run::nwd;

#[test]
fn committed_schemas_are_fresh() {
    for (name, text) in schemas() {
        let file = root().join("content/schema").join(name);
        let committed = fs::read_to_string(&file).unwrap_or_default();
        assert!(
            committed == text,
            "{name} is stale: run nwd schema -o content/schema"
        );
    }
}

#[test]
fn shipped_content_follows_the_schemas() {
    for area in areas() {
        for name in ["area", "facts", "groups", "alerts", "cases", "panel"] {
            let file = area.join(format!("{name}.json"));
            if file.is_file() {
                assert_follows(&file, &format!("{name}.schema.json"));
            }
        }
        for entry in fs::read_dir(area.join("services")).unwrap() {
            assert_follows(&entry.unwrap().path(), "service.schema.json");
        }
        let built = nwd(&["build", crate::run::text(&area), "-o", "-"]);
        let bundle = serde_json::from_str(&built.out).unwrap();
        assert_valid(&bundle, "bundle.schema.json", &area);
    }
}

#[test]
fn schemas_refuse_what_the_reader_refuses() {
    let file = root().join("tests/fixtures/tiny/services/clinic.json");
    let clinic = fs::read_to_string(file).unwrap();
    for (from, to) in [
        ("\"note\":", "\"notes\":"),
        ("\"id\": \"clinic\",", ""),
        ("\"min\": 11, \"max\": 18", "\"words\": \"x\""),
        ("\"min\": 11", "\"min\": null"),
        ("\"min\": 11", "\"min\": \"11\""),
        ("\"kind\": \"web\"", "\"kind\": \"fax\""),
        ("\"not\": {", "\"none\": {"),
    ] {
        assert!(clinic.contains(from));
        let spoilt: Value = serde_json::from_str(&clinic.replacen(from, to, 1)).unwrap();
        assert!(
            !errors(&spoilt, "service.schema.json").is_empty(),
            "{from} {to}"
        );
    }
}

fn assert_follows(file: &Path, schema: &str) {
    let json = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
    assert_valid(&json, schema, file);
}

fn assert_valid(json: &Value, schema: &str, file: &Path) {
    assert_eq!(errors(json, schema), [""; 0], "{}", file.display());
}

fn errors(json: &Value, name: &str) -> Vec<String> {
    let (_, text) = schemas()
        .into_iter()
        .find(|(schema, _)| *schema == name)
        .unwrap();
    let validator = jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap();
    validator
        .iter_errors(json)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect()
}

//! What `nwd build` makes: the same bytes each time, in one piece, with the area's own content before what it extends.

use std::fs;

use serde_json::Value;

use crate::run::{TINY, copy_of_tiny, folder, nwd, text};

#[test]
fn the_same_content_gives_the_same_bytes() {
    let folder = folder("same");
    let file = folder.join("tiny.json");
    let printed = nwd(&["build", TINY, "-o", "-"]);
    for _ in 0..3 {
        let run = nwd(&["build", TINY, "-o", text(&file)]);
        assert_eq!((run.status, run.out.as_str()), (0, ""));
        assert_eq!(
            run.err,
            format!("Built tiny: 3 services, {} bytes.\n", printed.out.len())
        );
        assert_eq!(fs::read_to_string(&file).unwrap(), printed.out);
    }
    let left: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["tiny.json"], "nothing half-written stays behind");
}

#[test]
fn what_is_for_editors_only_is_left_out() {
    let printed = nwd(&["build", TINY, "-o", "-"]).out;
    assert!(
        !printed.contains("For editors only.")
            && !printed.contains("$schema")
            && printed.lines().count() == 1
    );
}

#[test]
fn an_area_comes_before_what_it_extends_and_replaces_what_has_the_same_id() {
    let base = copy_of_tiny("extends");
    let area = base.with_file_name("town");
    fs::create_dir_all(area.join("services")).unwrap();
    fs::create_dir_all(area.join("locales/en")).unwrap();
    fs::create_dir_all(base.with_file_name("locales")).unwrap();
    let write = |path: &str, text: &str| fs::write(area.join(path), text).unwrap();
    write(
        "area.json",
        r#"{"$schema": "../schema/area.schema.json", "format": 1, "id": "town", "version": "2026.12.1", "extends": "tiny",
            "default_locale": "en", "sources": [{"id": "site"}]}"#,
    );
    write("groups.json", r#"[{"id": "later"}]"#);
    let alert = r#"[{"id": "danger-now", "severity": "urgent", "when": {"in": {"fact": "danger", "values": ["now"]}},
        "services": ["shelter", "line"]}]"#;
    write("alerts.json", alert);
    let shelter = fs::read_to_string(base.join("services/line.json")).unwrap();
    write(
        "services/shelter.json",
        &shelter
            .replace("\"line\"", "\"shelter\"")
            .replace("leaflet", "site"),
    );
    write(
        "locales/en/all.json",
        r#"{"group": {"later": {"title": "Later"}, "now": {"title": "At once"}}, "source": {"site": {"title": "A site"}},
            "service.shelter": {"name": "The Shelter", "summary": "A roof.", "contact.phone": "Call",
            "route": {"self": "Call.", "parent-carer": "Call.", "professional": "Call."}}}"#,
    );
    fs::write(
        base.with_file_name("locales").join("en.json"),
        r#"{"ui": {"back": "Back"}}"#,
    )
    .unwrap();
    fs::write(
        base.with_file_name("locales").join("fr.json"),
        r#"{"ui": {"back": "Retour"}}"#,
    )
    .unwrap();

    let run = nwd(&["build", text(&area), "-o", "-"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let bundle: Value = serde_json::from_str(&run.out).unwrap();
    let ids = |list: &str| -> Vec<String> {
        let items = bundle.get(list).unwrap().as_array().unwrap();
        items
            .iter()
            .map(|item| item.get("id").unwrap().as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids("areas"), ["town", "tiny"]);
    assert_eq!(ids("services"), ["shelter", "clinic", "club", "line"]);
    assert_eq!(ids("groups"), ["now", "soon", "later"]);
    assert_eq!(ids("sources"), ["site", "leaflet"]);
    assert_eq!(ids("alerts"), ["danger-now"]);
    for (pointer, wanted) in [
        ("/version", "2026.12.1"),
        ("/alerts/0/services/0", "shelter"),
        ("/crisis/0", "line"),
        ("/services/0/area", "town"),
        ("/services/1/area", "tiny"),
        ("/locales/en/group/now/title", "At once"),
        ("/locales/en/service/shelter/contact/phone", "Call"),
        ("/locales/en/ui/back", "Back"),
    ] {
        assert_eq!(
            bundle.pointer(pointer).and_then(Value::as_str),
            Some(wanted),
            "{pointer}"
        );
    }
    assert!(
        bundle.pointer("/locales/fr").is_none(),
        "a language that the content does not speak is left out"
    );
}

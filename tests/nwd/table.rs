//! `nwd table`: the sheet that is signed.

use serde_json::json;

use crate::run::{TINY, copy_of_tiny, edit, nwd, text};

#[test]
fn the_sheet_shows_both_sides_of_each_boundary() {
    let sheet = nwd(&["table", TINY, "--service", "clinic"]);
    assert_eq!(sheet.status, 0, "{}", sheet.err);
    insta::assert_snapshot!(sheet.out.replace("\r\n", "\n"));
    let page = nwd(&["table", TINY, "--format", "html"]).out;
    assert!(
        page.starts_with("<!doctype html>")
            && page.contains("not for them")
            && !page.contains("<script")
    );
    assert_eq!(nwd(&["table", TINY, "--service", "none"]).status, 2);
}

#[test]
fn the_sheet_says_of_a_service_that_is_not_running_that_it_is_not() {
    let tiny = copy_of_tiny("table-status");
    edit(&tiny.join("services/club.json"), |club| {
        club["status"] = "planned".into()
    });
    edit(&tiny.join("locales/en/words.json"), |words| {
        words["area"] = json!({ "tiny": { "name": "Tiny Town" } })
    });
    let sheet = nwd(&["table", text(&tiny), "--service", "club"]);
    assert!(
        sheet.out.starts_with("service,name,status,boundary,"),
        "{}",
        sheet.out
    );
    assert!(
        sheet
            .out
            .lines()
            .skip(1)
            .all(|line| line.starts_with("club,The Club,planned,")),
        "{}",
        sheet.out
    );
    assert!(sheet.err.contains("1 service,"), "{}", sheet.err);
    let page = nwd(&["table", text(&tiny), "--format", "html"]).out;
    assert!(
        page.contains("<h2>The Club</h2>\n<p><strong>Planned, not open yet</strong></p>"),
        "{page}"
    );
    assert_eq!(page.matches("<strong>").count(), 1);
    assert!(
        page.contains("Who each service is for: Tiny Town"),
        "{page}"
    );
}

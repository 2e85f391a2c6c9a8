//! `nwd pack`: one page to print and to sign.

use std::fs;

use crate::run::{between, copy_of_tiny, folder, nwd, text};

/// The page of a folder, with what else is asked for.
fn page(area: &str, more: &[&str]) -> String {
    let file = folder("pack").join("page.html");
    let run = nwd(&[&["pack", area, "-o", text(&file)], more].concat());
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    fs::read_to_string(&file).unwrap()
}

#[test]
fn a_pack_has_what_is_to_be_read_verified_and_signed() {
    let page = page("content/kent", &[]);
    let parts = between(&page, "<h1>", "</h1>");
    assert_eq!(
        parts,
        [
            "To read and to sign: Kent",
            "To be verified",
            "Who stands first, and for whom",
            "Who each service is for"
        ]
    );
    let verify = between(&page, "<h1>To be verified</h1>", "<h1>").concat();
    let organisations = between(&verify, "<h2>", "</h2>");
    assert!(
        organisations.contains(&"kent.gov.uk") && organisations.len() > 10,
        "{organisations:?}"
    );
    assert!(verify.contains("(read on https://") && verify.contains("on 2026-11-30)"));
    assert!(page.contains("<h2>Signed</h2>"));
}

#[test]
fn what_changed_since_it_was_signed_is_marked() {
    let signed = copy_of_tiny("pack-signed");
    let now = copy_of_tiny("pack-now");
    let unchanged = page(text(&now), &["--since", text(&signed)]);
    assert!(!unchanged.contains("<mark>"), "{unchanged}");
    let clinic = now.join("services/clinic.json");
    let older = fs::read_to_string(&clinic)
        .unwrap()
        .replace("\"max\": 18", "\"max\": 17");
    fs::write(&clinic, older).unwrap();
    let changed = page(text(&now), &["--since", text(&signed)]);
    assert_eq!(between(&changed, "<mark>", "</mark>"), ["The Clinic"]);
}

//! What commands write to a file is whole, or is not there.

use std::fs;
use std::thread::sleep;
use std::time::Duration;

use crate::run::{TINY, command, folder, nwd, text};

#[test]
fn what_cannot_be_written_leaves_what_was_there() {
    let place = folder("prove-page");
    let page = place.join("map.html");
    fs::write(&page, "before").unwrap();
    assert_eq!(nwd(&["prove", TINY, TINY, "--page", text(&page)]).status, 2);
    assert_eq!(fs::read_to_string(&page).unwrap(), "before");
    nwd(&["prove", TINY, "--page", text(&page)]);
    assert!(fs::read_to_string(&page).unwrap().contains("Unmet need"));
    assert_eq!(
        nwd(&["table", TINY, "-o", text(&place.join("none/sheet.csv"))]).status,
        2
    );
    assert_eq!(fs::read_dir(&place).unwrap().count(), 1);
}

/// The whole file as it was or as it should be, however soon the run was ended.
#[test]
fn a_run_that_is_ended_leaves_no_half_written_file() {
    let place = folder("ended");
    let file = place.join("written");
    let runs: [&[&str]; 3] = [
        &["prove", TINY, "--page", text(&file)],
        &["table", TINY, "--format", "html", "-o", text(&file)],
        &["build", TINY, "-o", text(&file)],
    ];
    for arguments in runs {
        assert_ne!(nwd(arguments).status, 2, "{arguments:?}");
        let whole = fs::read_to_string(&file).unwrap();
        let mut left = 0;
        for wait in 0..40 {
            fs::write(&file, "before").unwrap();
            let mut run = command(arguments).spawn().unwrap();
            sleep(Duration::from_micros(500 * wait));
            run.kill().unwrap();
            run.wait().unwrap();
            let found = fs::read_to_string(&file).unwrap();
            assert!(
                found == "before" || found == whole,
                "{arguments:?} after {wait}: {} bytes",
                found.len()
            );
            left += u32::from(found == "before");
        }
        assert!(left > 0, "{arguments:?} was never ended before its end");
    }
}

/// The file is never opened for writing in its place: one that is a link to a whole copy leaves that copy as it was.
#[cfg(unix)]
#[test]
fn a_file_is_replaced_and_not_written_over() {
    let place = folder("replaced");
    let (file, other) = (place.join("written"), place.join("other"));
    fs::write(&file, "before").unwrap();
    fs::hard_link(&file, &other).unwrap();
    nwd(&["prove", TINY, "--page", text(&file)]);
    assert!(
        fs::read_to_string(&file)
            .unwrap()
            .starts_with("<!doctype html>")
    );
    assert_eq!(fs::read_to_string(&other).unwrap(), "before");
    assert_eq!(fs::read_dir(&place).unwrap().count(), 2);
}

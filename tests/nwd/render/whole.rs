//! `nwd render`: the same bytes each time, and a folder that is whole at every moment.

use super::files;
use crate::run::{TINY, command, copy_of_tiny, folder, nwd, text};
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, sleep};
use std::time::Instant;

#[test]
fn the_same_content_gives_the_same_bytes_from_a_folder_and_from_its_bundle() {
    let folder = folder("render-same");
    let bundle = folder.join("area.json");
    assert_eq!(
        nwd(&["build", "content/city-and-hackney", "-o", text(&bundle)]).status,
        0
    );
    let [one, other] = ["content/city-and-hackney", text(&bundle)].map(|area| {
        let out = folder.join("out");
        assert_eq!(nwd(&["render", area, "-o", text(&out)]).status, 0);
        files(&out)
    });
    assert!(one == other);
    let mut left: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    left.sort();
    assert_eq!(
        left,
        ["area.json", "out"],
        "nothing half-written stays behind"
    );
}

/// The whole folder as it was or as it should be, however soon the run was ended; the next run goes on from there.
#[test]
fn a_run_that_is_ended_leaves_a_whole_folder() {
    let folder = folder("render-ended");
    let (out, spare) = (folder.join("out"), folder.join("spare"));
    let render = |area: &str, out: &Path| nwd(&["render", area, "-o", text(out)]);
    let other = copy_of_tiny("render-ended-other");
    let club = other.join("services/club.json");
    fs::write(
        &club,
        fs::read_to_string(&club)
            .unwrap()
            .replace("\"paused\"", "\"planned\""),
    )
    .unwrap();
    let start = Instant::now();
    assert_eq!(render(TINY, &spare).status, 0);
    let took = start.elapsed();
    let new = files(&spare);
    assert_eq!(render(text(&other), &spare).status, 0);
    let old = files(&spare);
    assert!(new != old);
    let mut left = 0;
    for part in 0..40 {
        assert_eq!(render(text(&other), &out).status, 0);
        let mut run = command(&["render", TINY, "-o", text(&out)])
            .spawn()
            .unwrap();
        sleep(took * part / 40);
        run.kill().unwrap();
        run.wait().unwrap();
        let found = files(&out);
        assert!(
            found == old || found == new,
            "after {part} of 40: {} files",
            found.len()
        );
        left += u32::from(found == old);
    }
    assert!(left > 0, "it was never ended before its end");
    // What the runs left beside it goes with the next that comes to its end.
    fs::create_dir_all(folder.join(".out.1.old/service")).unwrap();
    assert_eq!(render(TINY, &out).status, 0);
    let beside = fs::read_dir(&folder)
        .unwrap()
        .map(|it| it.unwrap().file_name());
    let hidden: Vec<_> = beside
        .filter(|it| it.to_string_lossy().starts_with('.'))
        .collect();
    assert!(hidden.is_empty(), "{hidden:?}");
}

/// Whoever reads the folder while it is replaced finds one.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
#[test]
fn a_folder_is_there_at_every_moment_while_it_is_replaced() {
    let out = folder("render-moments").join("out");
    let render = || assert_eq!(nwd(&["render", TINY, "-o", text(&out)]).status, 0);
    render();
    let done = AtomicBool::new(false);
    let missing = thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut missing = 0;
            while !done.load(Ordering::Relaxed) {
                missing += u32::from(!out.is_dir());
            }
            missing
        });
        (0..40).for_each(|_| render());
        done.store(true, Ordering::Relaxed);
        watch.join().unwrap()
    });
    assert_eq!(missing, 0);
}

#[test]
fn a_folder_is_written_whole_replaced_where_it_is_ours_and_else_left_alone() {
    let folder = folder("render-refused");
    let out = folder.join("out");
    let render =
        |area: &str, more: &[&str]| nwd(&[&["render", area, "-o", text(&out)], more].concat());
    fs::create_dir(&out).unwrap();
    assert_eq!(render(TINY, &[]).status, 0, "an empty folder is filled");
    let before = files(&out);
    fs::remove_file(out.join("style.css")).unwrap();
    assert_eq!(render(TINY, &[]).status, 0, "what we wrote is written anew");
    assert!(files(&out) == before);

    let copy = copy_of_tiny("render-spoilt");
    fs::write(copy.join("services/club.json"), "{").unwrap();
    let cases: [(&str, &[&str], &str); 3] = [
        (text(&copy), &[], "club.json"),
        ("content", &[], "is no content folder"),
        (TINY, &["--lang", "fr"], "There are no words in \"fr\""),
    ];
    for (area, more, wanted) in cases {
        let run = render(area, more);
        assert!(
            run.status == 2 && run.err.contains(wanted) && run.err.contains("help"),
            "{}",
            run.err
        );
        assert!(files(&out) == before, "{wanted}: what was there stays");
    }

    fs::write(out.join("notes.txt"), "mine").unwrap();
    let run = render(TINY, &[]);
    assert_eq!(run.status, 2);
    assert!(
        run.err
            .contains("holds notes.txt, which nwd render did not write")
            && run.err.contains("help: Name a new folder")
    );
    assert_eq!(fs::read_to_string(out.join("notes.txt")).unwrap(), "mine");

    let run = nwd(&["render", TINY, "-o", text(&folder.join("none/out"))]);
    assert!(
        run.status == 2 && run.err.contains("cannot be written"),
        "{}",
        run.err
    );
    assert_eq!(nwd(&["render", TINY]).status, 2, "it must be told where");
    assert_eq!(
        fs::read_dir(&folder).unwrap().count(),
        1,
        "nothing half-written stays behind"
    );
}

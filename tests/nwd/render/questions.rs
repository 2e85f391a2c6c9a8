//! `nwd render`: the ways into the questions, from every page and from a poster.

use super::files;
use crate::run::{TINY, between, folder, nwd, text};

/// The links of a page into the questions.
fn to_questions(page: &str) -> Vec<&str> {
    between(page, "class=\"questions\"><a href=\"", "\"")
}

#[test]
fn every_page_leads_into_the_questions_and_a_need_takes_along_what_it_is() {
    let out = folder("render-questions").join("out");
    let render = |more: &[&str]| {
        let run = nwd(&[
            &["render", "content/city-and-hackney", "-o", text(&out)],
            more,
        ]
        .concat());
        assert_eq!(run.status, 0, "{}", run.err);
        files(&out)
    };
    let address = "https://wellbeing.example/help?from=a&to=b";
    let written = "https://wellbeing.example/help?from=a&amp;to=b";
    let needs = |page: &str| -> Vec<String> {
        let bands = between(page, "<section class=\"band\"><h2 id=\"", "\"");
        bands
            .iter()
            .map(|need| format!("{written}#nwd={need}"))
            .collect()
    };
    for (path, page) in render(&["--questions", address]) {
        if !path.ends_with(".html") {
            continue;
        }
        let links = to_questions(&page);
        let mut wanted = vec![written.to_owned()];
        if path.starts_with("need/") {
            wanted.extend(needs(&page));
            assert!(wanted.len() > 1, "{path}");
        }
        assert_eq!(links, wanted, "{path}");
    }
    for (path, page) in render(&[]) {
        assert!(to_questions(&page).is_empty(), "{path}");
    }
}

#[test]
fn a_page_for_one_need_leads_into_the_questions_with_it() {
    let out = folder("render-one-need").join("out");
    let questions = "https://wellbeing.example/";
    let run = nwd(&["render", TINY, "-o", text(&out), "--questions", questions]);
    assert_eq!(run.status, 0, "{}", run.err);
    for (path, page) in files(&out) {
        if let Some(need) = path.strip_prefix("need/") {
            let need = need.strip_suffix(".html").unwrap();
            assert_eq!(to_questions(&page), [format!("{questions}#nwd={need}")]);
        }
    }
}

#[test]
fn an_address_that_leads_nowhere_is_refused() {
    let out = folder("render-addresses").join("out");
    let cases = [
        ("help.html", "write the whole address"),
        ("http://wellbeing.example/", "write the whole address"),
        ("https://", "write the whole address"),
        ("https://me@wellbeing.example/", "write the whole address"),
        ("https://wellbeing.example/#top", "leave out the #"),
        ("https://wellbeing.example/a b", "copy the address"),
        ("https://wellbeing.example/\"", "copy the address"),
    ];
    for (address, wanted) in cases {
        let run = nwd(&["render", TINY, "-o", text(&out), "--questions", address]);
        assert_eq!(run.status, 2, "{address}");
        assert!(
            run.err.contains("--questions") && run.err.contains(wanted),
            "{address}: {}",
            run.err
        );
        assert!(!out.exists(), "{address}: nothing is written");
    }
}

#[test]
fn a_poster_has_the_crisis_contacts_and_the_way_into_the_questions() {
    let folder = folder("render-poster");
    let out = folder.join("out");
    let render =
        |more: &[&str]| nwd(&[&["render", "content/kent", "-o", text(&out)], more].concat());
    let address = "https://wellbeing.example/help/";
    let run = render(&["--questions", address, "--poster"]);
    assert_eq!(run.status, 0, "{}", run.err);
    let files = files(&out);
    let poster = files.get("poster.html").unwrap();
    let home = files.get("index.html").unwrap();
    let crisis = |page: &str| between(page, "<aside class=\"crisis\"", "</aside>").concat();
    assert!(crisis(home).contains("tel:999"));
    assert_eq!(crisis(poster), crisis(home));
    assert_eq!(poster.matches("<svg").count(), 1);
    assert!(poster.contains(">wellbeing.example/help</p>"));
    assert!(poster.contains("href=\"poster.css\"") && files.contains_key("poster.css"));
    assert!(!poster.contains("<script") && !poster.contains(" style="));
    assert_eq!(render(&["--questions", address]).status, 0);
    assert!(
        !out.join("poster.html").exists(),
        "only where it is asked for"
    );
}

#[test]
fn a_poster_that_would_lead_nowhere_is_refused() {
    let out = folder("render-poster-refused").join("out");
    let long = format!("https://wellbeing.example/{}", "a".repeat(3000));
    let cases: [(&[&str], [&str; 2]); 2] = [
        (
            &["--poster"],
            [
                "where they are is not known",
                "Name their page: --questions",
            ],
        ),
        (
            &["--poster", "--questions", &long],
            ["too long for the code", "Give --questions a short address"],
        ),
    ];
    for (more, wanted) in cases {
        let run = nwd(&[&["render", TINY, "-o", text(&out)], more].concat());
        assert_eq!(run.status, 2);
        for wanted in wanted {
            assert!(run.err.contains(wanted), "{}", run.err);
        }
        assert!(!out.exists(), "nothing is written");
    }
}

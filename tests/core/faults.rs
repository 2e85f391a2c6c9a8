//! What is wrong with a bundle: each fault is found where it stands, all of them at once, and
//! nothing panics.

mod mangled;
mod table;

use std::collections::BTreeSet;

use nwd_core::format::{Code, Diagnostics, Origin};
use nwd_core::{Bundle, Diagnostic};
use serde_json::{Value as Json, json};

use nwd_testing::told::assert_told;
use nwd_testing::{heavy, sample};
use table::{MIXED, documents, excesses, rows};

fn faults(text: &[u8]) -> Vec<Diagnostic> {
    let faults = Bundle::read(text).err().unwrap_or_default();
    assert_told(&faults);
    for fault in &faults {
        assert!(fault.to_string().starts_with(fault.code.name()), "{fault}");
    }
    faults
}

/// The code and place of each fault.
fn found(text: &[u8]) -> Vec<(&'static str, String)> {
    faults(text)
        .into_iter()
        .map(|fault| (fault.code.name(), fault.pointer))
        .collect()
}

/// Puts a value at a pointer: `-` is a list's end, `None` takes out what is there.
fn put(json: &mut Json, pointer: &str, value: Option<Json>) {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    let last = last.replace("~1", "/").replace("~0", "~");
    match (
        json.pointer_mut(parent)
            .unwrap_or_else(|| panic!("nothing at {parent}")),
        value,
    ) {
        (Json::Object(object), Some(value)) => drop(object.insert(last, value)),
        (Json::Object(object), None) => drop(
            object
                .remove(&last)
                .unwrap_or_else(|| panic!("nothing at {pointer}")),
        ),
        (Json::Array(list), Some(value)) if last == "-" => list.push(value),
        (Json::Array(list), Some(value)) => list[last.parse::<usize>().unwrap()] = value,
        (Json::Array(list), None) => drop(list.remove(last.parse().unwrap())),
        (other, _) => panic!("{parent} is {other}"),
    }
}

#[test]
fn the_sample_is_valid() {
    assert_eq!(found(sample::valid().to_string().as_bytes()), []);
}

#[test]
fn each_fault_is_reported_where_it_stands() {
    let mut wrong = Vec::new();
    for (pointer, value, expected) in rows() {
        let mut json = sample::valid();
        let change = format!(
            "{pointer} = {}",
            value.as_ref().map_or("nothing".into(), |v| v.to_string())
        );
        put(&mut json, pointer, value);
        let mut found = found(json.to_string().as_bytes());
        let mut expected: Vec<_> = expected
            .iter()
            .map(|(code, place)| (*code, (*place).to_owned()))
            .collect();
        // Words that fail with a change are not what it is about.
        if expected.iter().all(|(code, _)| *code != "missing-words") {
            found.retain(|(code, _)| *code != "missing-words");
        }
        found.sort();
        expected.sort();
        if found != expected {
            wrong.push(format!(
                "{change:.150}\n  expected {expected:?}\n  found    {found:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_too_much_is_refused() {
    for (pointer, value, code, place) in excesses() {
        let mut json = sample::valid();
        put(&mut json, pointer, Some(value));
        let found = found(json.to_string().as_bytes());
        assert!(
            found
                .iter()
                .any(|(c, p)| *c == code && p.starts_with(place)),
            "{code} at {place}: {found:?}"
        );
    }
}

/// In whichever way a bundle is heavy, past a size it is refused, where it costs most.
#[test]
fn what_would_take_long_is_refused_where_it_stands() {
    let places = [
        (1200, "/services"),
        (700, "/services"),
        (300, "/services"),
        (60, "/alerts/59/services"),
        (700, "/services"),
        (700, "/services"),
        (700, "/services"),
        (300, "/services"),
        (120, "/services"),
        (300, "/services"),
        (60, "/services/4/for"),
        (300, "/services"),
        (1200, "/services"),
    ];
    for ((name, make), (size, place)) in heavy::SHAPES.into_iter().zip(places) {
        let too_costly = [("too-costly", place.to_owned())];
        assert_eq!(
            found(make(size).to_string().as_bytes()),
            too_costly,
            "{name}"
        );
        assert_eq!(found(make(10).to_string().as_bytes()), [], "{name}");
    }
}

#[test]
fn what_is_no_bundle_is_refused() {
    for (bytes, code, place) in documents() {
        let found = found(&bytes);
        let text = String::from_utf8_lossy(&bytes[..bytes.len().min(60)]).into_owned();
        assert!(
            found.contains(&(code, place.to_owned())),
            "{code} at {place}: {found:?} in {text}"
        );
    }
}

#[test]
fn several_faults_are_all_reported_at_once() {
    let changes = [
        ("unknown-group", "/services/0/group"),
        ("bad-date", "/services/0/as_of"),
        ("unknown-contact", "/services/0/routes/0/contacts/1"),
        ("unsafe-link", "/services/0/contacts/2/value"),
        ("unknown-source", "/services/0/sources/0/source"),
        ("outside-domain", "/services/1/for/between/max"),
        ("outside-domain", "/facts/3/rest"),
        ("late-condition", "/facts/2/when"),
        ("unknown-service", "/crisis/0"),
        ("unknown-value", "/alerts/0/severity"),
        ("duplicate-id", "/areas/1/id"),
        ("missing-words", "/locales/en/service.talk.name"),
    ];
    let mut json = sample::valid();
    for change in changes {
        let (pointer, value, _) = rows()
            .into_iter()
            .find(|(_, _, faults)| faults.first() == Some(&change))
            .unwrap();
        put(&mut json, pointer, value);
    }
    let found: BTreeSet<_> = found(json.to_string().as_bytes()).into_iter().collect();
    let expected: BTreeSet<_> = changes.map(|(code, place)| (code, place.to_owned())).into();
    assert_eq!(found, expected);
}

#[test]
fn faults_of_form_hide_no_faults_of_sense() {
    for (changes, expected) in MIXED {
        let mut json = sample::valid();
        for (pointer, value) in *changes {
            put(
                &mut json,
                pointer,
                Some(serde_json::from_str(value).unwrap()),
            );
        }
        let found: BTreeSet<_> = found(json.to_string().as_bytes()).into_iter().collect();
        let expected: BTreeSet<_> = expected
            .iter()
            .map(|(code, place)| (*code, (*place).to_owned()))
            .collect();
        assert_eq!(found, expected);
    }
}

/// Whatever cannot be read is one fault, where it stands; nothing else is found that only follows
/// from it, and what has nothing to do with it is found all the same.
#[test]
fn what_cannot_be_read_is_one_fault_and_hides_no_other() {
    let elsewhere = ("bad-date", "/services/1/review".to_owned());
    let mut spoilt = sample::valid();
    put(&mut spoilt, &elsewhere.1, Some(json!("soon")));
    let mut places = Vec::new();
    pointers(&spoilt, "", &mut places);
    for place in places {
        let mut unread = spoilt.clone();
        put(&mut unread, &place, Some(json!(null)));
        let mut found = found(unread.to_string().as_bytes());
        if !elsewhere.1.starts_with(&place) {
            assert!(found.contains(&elsewhere), "{place}: {found:?}");
            found.retain(|fault| *fault != elsewhere);
        }
        assert!(
            matches!(found.as_slice(), [(_, only)] if *only == place),
            "{place}: {found:?}"
        );
    }
}

#[test]
fn what_is_missing_is_one_fault_and_hides_no_other() {
    let elsewhere = ("bad-date", "/services/1/review".to_owned());
    let mut spoilt = sample::valid();
    put(&mut spoilt, &elsewhere.1, Some(json!("soon")));
    let mut places = Vec::new();
    pointers(&spoilt, "", &mut places);
    let is_member = |place: &String| {
        place
            .rsplit('/')
            .next()
            .is_some_and(|step| step.parse::<usize>().is_err())
    };
    for place in places
        .iter()
        .filter(|place| is_member(place) && !elsewhere.1.starts_with(*place))
    {
        let mut without = spoilt.clone();
        put(&mut without, place, None);
        let found = found(without.to_string().as_bytes());
        assert!(found.contains(&elsewhere), "{place}: {found:?}");
        let missing = found.iter().any(|(code, _)| *code == "missing-key");
        assert!(!missing || found.len() == 2, "{place}: {found:?}");
    }
}

#[test]
fn a_flood_of_faults_is_cut_off_and_says_so() {
    let mut json = sample::valid();
    json["crisis"] = (0..1500).map(|at| json!(format!("nobody-{at}"))).collect();
    let found = found(json.to_string().as_bytes());
    assert_eq!(found.len(), Diagnostics::MOST + 1);
    assert_eq!(found.last(), Some(&("too-many-faults", String::new())));
}

/// The tables above hold each code of the reader, and no other.
#[test]
fn every_code_of_the_reader_has_a_case() {
    let rows = rows();
    let (excesses, documents) = (excesses(), documents());
    let tested: BTreeSet<&str> = rows
        .iter()
        .flat_map(|row| row.2.iter().map(|(code, _)| *code))
        .chain(excesses.iter().map(|row| row.2))
        .chain(documents.iter().map(|row| row.1))
        .chain([Code::TooManyFaults.name()])
        .collect();
    let of_the_reader: BTreeSet<&str> = Code::ALL
        .iter()
        .filter(|code| code.explanation().origin == Origin::Reader)
        .map(|code| code.name())
        .collect();
    assert_eq!(tested, of_the_reader);
}

/// The pointers of every value in a document.
fn pointers(json: &Json, place: &str, found: &mut Vec<String>) {
    let entries: Vec<(String, &Json)> = match json {
        Json::Object(object) => object
            .iter()
            .map(|(key, value)| (key.replace('~', "~0").replace('/', "~1"), value))
            .collect(),
        Json::Array(list) => list
            .iter()
            .enumerate()
            .map(|(at, value)| (at.to_string(), value))
            .collect(),
        _ => Vec::new(),
    };
    for (key, value) in entries {
        let place = format!("{place}/{key}");
        pointers(value, &place, found);
        found.push(place);
    }
}

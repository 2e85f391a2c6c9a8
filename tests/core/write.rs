//! The wire form, written and read again: nothing is lost, the same value gives the same bytes, and
//! what only editors need is left out for readers.

use std::fs;
use std::path::{Path, PathBuf};

use nwd_core::Bundle;
use nwd_core::format::cases::{CaseFile, Expected, Known, Next, Said};
use nwd_core::format::panel::Vignette;
use nwd_core::format::read::Read;
use nwd_core::format::wire::{self, First, Suits, *};
use nwd_core::format::write::{Audience, Write};
use nwd_core::format::{Diagnostic, Diagnostics, Json, Place, Table, Texts};
use nwd_testing::small::{Case, case, config};
use nwd_testing::{root, sample};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Reads a value in which nothing is wrong.
fn read<T: Read>(json: &Json) -> T {
    let mut faults = Diagnostics::default();
    let value = T::read(json, &Place::ROOT, &mut faults);
    assert_eq!(faults.into_vec(), []);
    value
}

fn tree(value: &Value) -> Json {
    Json::parse(value.to_string().as_bytes()).unwrap()
}

/// The text as a value of a library that forgets the order of keys, and all but one of those that
/// stand twice.
fn value(json: &Json) -> Value {
    serde_json::from_str(&text(json)).unwrap()
}

fn text(json: &Json) -> String {
    serde_json::to_string(json).unwrap()
}

// Values of every type

/// Bytes to draw values from; where they run out, zeros.
struct Bytes(std::vec::IntoIter<u8>);

impl Bytes {
    fn below(&mut self, most: usize) -> usize {
        usize::from(self.0.next().unwrap_or(0)) % most
    }
}

/// A type whose values are drawn at random.
trait Draw {
    fn draw(bytes: &mut Bytes) -> Self;
}

/// Any value, by the bytes that it is drawn from, which shrink well.
fn any_value<T: Draw + std::fmt::Debug>() -> impl Strategy<Value = T> {
    let bytes = prop::collection::vec(any::<u8>(), 0..1500);
    bytes.prop_map(|bytes| T::draw(&mut Bytes(bytes.into_iter())))
}

impl Draw for String {
    fn draw(bytes: &mut Bytes) -> Self {
        let parts = ["", "a", "b", ".", "-", "@", "$schema", "é\"\\\n\u{0}", "/~"];
        (0..bytes.below(6))
            .map(|_| parts[bytes.below(parts.len())])
            .collect()
    }
}

impl Draw for bool {
    fn draw(bytes: &mut Bytes) -> Self {
        bytes.below(2) == 1
    }
}

impl Draw for i32 {
    fn draw(bytes: &mut Bytes) -> Self {
        [0, 1, -1, i32::MAX, i32::MIN][bytes.below(5)]
    }
}

impl<T: Draw> Draw for Option<T> {
    fn draw(bytes: &mut Bytes) -> Self {
        (bytes.below(2) == 1).then(|| T::draw(bytes))
    }
}

impl<T: Draw> Draw for Vec<T> {
    fn draw(bytes: &mut Bytes) -> Self {
        (0..bytes.below(4)).map(|_| T::draw(bytes)).collect()
    }
}

impl<T: Draw> Draw for Table<T> {
    fn draw(bytes: &mut Bytes) -> Self {
        (0..bytes.below(8))
            .map(|_| (String::draw(bytes), T::draw(bytes)))
            .collect()
    }
}

impl Draw for Texts {
    fn draw(bytes: &mut Bytes) -> Self {
        Texts(Draw::draw(bytes))
    }
}

impl Draw for Criterion {
    fn draw(bytes: &mut Bytes) -> Self {
        criterion(bytes, 3)
    }
}

fn criterion(bytes: &mut Bytes, depth: usize) -> Criterion {
    let parts = |bytes: &mut Bytes| {
        (0..bytes.below(3))
            .map(|_| criterion(bytes, depth - 1))
            .collect()
    };
    match bytes.below(if depth > 0 { 7 } else { 4 }) {
        0 => Criterion::In(Draw::draw(bytes)),
        1 => Criterion::Includes(Draw::draw(bytes)),
        2 => Criterion::Between(Draw::draw(bytes)),
        3 => Criterion::Is(Draw::draw(bytes)),
        4 => Criterion::All(parts(bytes)),
        5 => Criterion::Any(parts(bytes)),
        _ => Criterion::Not(Box::new(criterion(bytes, depth - 1))),
    }
}

impl Draw for Hours {
    fn draw(bytes: &mut Bytes) -> Self {
        match Draw::draw(bytes) {
            None => Hours::Always(Always::Always),
            Some(openings) => Hours::Weekly(openings),
        }
    }
}

impl Draw for Said {
    fn draw(bytes: &mut Bytes) -> Self {
        let values = [
            Json::Null,
            Json::Integer(14),
            "hackney".into(),
            Json::List(vec![]),
        ];
        let said = Table::<i32>::draw(bytes);
        let said = said
            .keys()
            .map(|key| (key.to_owned(), values[bytes.below(4)].clone()));
        Said(Json::Object(said.collect()))
    }
}

impl Draw for Known {
    fn draw(bytes: &mut Bytes) -> Self {
        Known(Draw::draw(bytes))
    }
}

impl Draw for Next {
    fn draw(bytes: &mut Bytes) -> Self {
        Next(Draw::draw(bytes))
    }
}

impl<T: Draw> Draw for File<T> {
    fn draw(bytes: &mut Bytes) -> Self {
        File {
            schema: Draw::draw(bytes),
            content: Draw::draw(bytes),
        }
    }
}

/// Draws each field of a record. One that is not named here does not compile.
macro_rules! records {
    ($($name:path { $($field:ident)* })*) => {
        $(impl Draw for $name {
            fn draw(bytes: &mut Bytes) -> Self {
                $name { $($field: Draw::draw(bytes),)* }
            }
        })*
    };
}

records! {
    wire::Bundle {
        format id version default_locale areas facts groups alerts crisis services modules sources
        locales
    }
    Area { id covers }
    AreaFile { format id version extends default_locale covers crisis sources accepts }
    Acceptance { gap reason }
    Fact { id r#type values min max when never sensitive required rest sections telling screen was }
    Never { values when }
    Section { id values }
    Group { id suits safety }
    Suits { well partly badly }
    Alert { id severity when services first leads }
    First { when services }
    Service {
        area id status group outside helps_with r#for contacts routes consent level hours cost
        verify sources as_of review note made_for also_about suits near staff door after seen_by
        only_some concerns offers lacks was
    }
    Contact { id kind value body verify page seen }
    Concern { about source r#where page seen }
    Route { who contacts roles when }
    Consent { id when }
    Citation { source r#where }
    Module {
        id min_age max_age items options scores bands cut_offs flags source licence electronic_use
        verify as_of review note
    }
    Flag { item min alert }
    Source { id document published }
    Opening { days from to }
    Between { fact min max words }
    Listed { fact values words }
    Is { fact value words }
    CaseFile { name now answers expect }
    Expected { eligible not_eligible unknown alerts routes next_question }
}

/// Draws one of the names of a closed list.
macro_rules! choices {
    ($($name:ident)*) => {
        $(impl Draw for $name {
            fn draw(bytes: &mut Bytes) -> Self {
                $name::ALL[bytes.below($name::ALL.len())]
            }
        })*
    };
}

choices! { FactType Severity Status Level Cost Doubt ContactKind Fear Who Day }

// Laws

/// Written for editors, a value is read again as it was, whatever becomes of the order of keys on
/// the way, and is written in the same bytes.
fn comes_back<T: Read + Write + PartialEq + std::fmt::Debug>(before: &T) {
    let json = before.write(Audience::Editor);
    let after: T = read(&tree(&value(&json)));
    assert_eq!(*before, after);
    assert_eq!(text(&json), text(&after.write(Audience::Editor)));
}

/// A bundle as readers get it.
fn without_editors_parts(bundle: &wire::Bundle) -> wire::Bundle {
    let mut bundle = bundle.clone();
    for service in &mut bundle.services {
        service.note = None;
        for citation in &mut service.sources {
            citation.r#where = None;
        }
        for concern in &mut service.concerns {
            concern.r#where = None;
        }
    }
    for module in &mut bundle.modules {
        module.note = None;
    }
    bundle
}

/// What comes of reading a bundle: the bundle told in full, without the places in sources, or its
/// faults.
fn outcome(json: &Json) -> Result<String, Vec<Diagnostic>> {
    let mut bundle = Bundle::from_json(json)?;
    for service in &mut bundle.services {
        for citation in &mut service.sources {
            citation.at = None;
        }
    }
    Ok(format!("{bundle:?}"))
}

/// A bundle stays what it is when it is written, for any audience.
fn stays_valid(json: &Json) {
    let (bundle, wire) = Bundle::with_wire(json).unwrap();
    let again = Bundle::from_json(&wire.write(Audience::Editor)).unwrap();
    assert_eq!(format!("{bundle:?}"), format!("{again:?}"));
    assert_eq!(outcome(&wire.write(Audience::Reader)), outcome(json));
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn a_bundle_is_read_as_it_was_written(bundle in any_value::<wire::Bundle>()) {
        comes_back(&bundle);
    }

    #[test]
    fn content_files_are_read_as_they_were_written(
        area in any_value::<File<AreaFile>>(),
        service in any_value::<File<Service>>(),
        module in any_value::<File<Module>>(),
    ) {
        comes_back(&area);
        comes_back(&service);
        comes_back(&module);
    }

    #[test]
    fn cases_are_read_as_they_were_written(cases in any_value::<Vec<CaseFile>>()) {
        comes_back(&cases);
    }

    #[test]
    fn words_are_read_as_they_were_written(words in any_value::<Texts>()) {
        comes_back(&words);
    }

    #[test]
    fn readers_get_all_but_what_is_for_editors(bundle in any_value::<wire::Bundle>()) {
        let json = bundle.write(Audience::Reader);
        prop_assert_eq!(read::<wire::Bundle>(&json), without_editors_parts(&bundle));
        prop_assert_eq!(
            text(&json),
            text(&without_editors_parts(&bundle).write(Audience::Editor))
        );
    }

    #[test]
    fn what_is_wrong_with_a_bundle_is_the_same_for_both(bundle in any_value::<wire::Bundle>()) {
        let bundle = wire::Bundle {
            format: 1,
            ..bundle
        };
        prop_assert_eq!(
            outcome(&bundle.write(Audience::Reader)),
            outcome(&bundle.write(Audience::Editor))
        );
    }

    #[test]
    fn a_valid_bundle_stays_what_it_is(case in case()) {
        let Case { json, .. } = case;
        stays_valid(&tree(&json));
    }
}

#[test]
fn a_bundle_with_one_of_everything_stays_what_it_is() {
    stays_valid(&tree(&sample::valid()));
}

// What is written

#[test]
fn what_is_at_its_default_is_left_out_and_the_rest_is_in_the_order_of_the_declaration() {
    let service = Service {
        id: "club".to_owned(),
        sources: vec![Citation {
            source: "plan".to_owned(),
            r#where: None,
        }],
        ..Service::default()
    };
    let wanted = concat!(
        r#"{"id":"club","group":"","for":{"all":[]},"contacts":[],"routes":[],"#,
        r#""sources":[{"source":"plan"}],"as_of":"","review":""}"#,
    );
    assert_eq!(text(&service.write(Audience::Editor)), wanted);
    // Of an optional list, an empty one says something.
    let expected = Expected {
        alerts: Some(Vec::new()),
        ..Expected::default()
    };
    assert_eq!(text(&expected.write(Audience::Editor)), r#"{"alerts":[]}"#);
}

#[test]
fn notes_places_in_sources_and_the_schema_are_for_editors() {
    let file = json!({
        "$schema": "../../schema/service.schema.json", "id": "club", "group": "help",
        "for": { "all": [] }, "contacts": [], "routes": [],
        "sources": [{ "source": "plan", "where": "p. 4" }],
        "as_of": "2026-01-01", "review": "2027-01-01",
        "note": "The plan says 'soon'.",
    });
    let service: File<Service> = read(&tree(&file));
    assert_eq!(value(&service.write(Audience::Editor)), file);
    let mut bare = file;
    let members = bare.as_object_mut().unwrap();
    members.remove("$schema").unwrap();
    members.remove("note").unwrap();
    members["sources"] = json!([{ "source": "plan" }]);
    assert_eq!(value(&service.write(Audience::Reader)), bare);
}

#[test]
fn words_are_nested_by_the_parts_of_their_keys() {
    for (words, wanted) in [
        (json!({}), json!({})),
        (
            json!({ "a.b": "1", "a.c.d": "2", "e": "3" }),
            json!({ "a": { "b": "1", "c": { "d": "2" } }, "e": "3" }),
        ),
        // A word of its own leaves no room for an object under the same key.
        (
            json!({ "a": "1", "a-b.c": "2", "a.b.c": "3", "a.b.d": "4" }),
            json!({ "a": "1", "a-b": { "c": "2" }, "a.b.c": "3", "a.b.d": "4" }),
        ),
        (
            json!({ ".a": "1", "b..c": "2", "d.": "3" }),
            json!({ ".a": "1", "b": { ".c": "2" }, "d": { "": "3" } }),
        ),
    ] {
        let texts: Texts = read(&tree(&words));
        assert_eq!(value(&texts.write(Audience::Reader)), wanted);
    }
}

// What is shipped

/// Every file that is somewhere in these folders.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .collect()
}

/// Whether what was written says what the file says: the same, but for what says in the file what
/// is so anyway.
fn says_the_same(file: &Value, written: &Value) -> bool {
    let defaults = [json!(false), json!([]), json!({}), json!("running")];
    match (file, written) {
        (Value::Object(file), Value::Object(written)) => {
            let kept = |(key, value): (&String, &Value)| match written.get(key) {
                Some(written) => says_the_same(value, written),
                None => defaults.contains(value),
            };
            file.iter().all(kept) && written.keys().all(|key| file.contains_key(key))
        }
        (Value::Array(file), Value::Array(written)) => {
            let mut both = file.iter().zip(written);
            file.len() == written.len() && both.all(|(file, written)| says_the_same(file, written))
        }
        _ => file == written,
    }
}

/// Reads a file and writes it for editors.
fn rewritten<T: Read + Write + PartialEq>(json: &Json) -> Value {
    let content: T = read(json);
    let written = content.write(Audience::Editor);
    assert!(read::<T>(&written) == content, "{}", text(&written));
    value(&written)
}

#[test]
fn every_file_of_the_content_is_written_as_editors_wrote_it() {
    let mut count = 0;
    let mut folders = files(&root().join("content"));
    folders.extend(files(&root().join("tests/fixtures/tiny")));
    for path in folders {
        let at = |part: &str| path.components().any(|step| step.as_os_str() == part);
        if path.extension().is_none_or(|extension| extension != "json") || at("schema") {
            continue;
        }
        let json = Json::parse(&fs::read(&path).unwrap()).unwrap();
        let written = match path.file_name().unwrap().to_str().unwrap() {
            _ if at("locales") => rewritten::<Texts>(&json),
            _ if at("services") => rewritten::<File<Service>>(&json),
            _ if at("modules") => rewritten::<File<Module>>(&json),
            "area.json" => rewritten::<File<AreaFile>>(&json),
            "facts.json" => rewritten::<Vec<Fact>>(&json),
            "groups.json" => rewritten::<Vec<Group>>(&json),
            "alerts.json" => rewritten::<Vec<Alert>>(&json),
            "cases.json" => rewritten::<Vec<CaseFile>>(&json),
            "panel.json" => rewritten::<Vec<Vignette>>(&json),
            other => panic!("{other} is no file of the content"),
        };
        let path = path.display();
        assert!(says_the_same(&value(&json), &written), "{path}:\n{written}");
        count += 1;
    }
    assert!(count > 200, "{count}");
}

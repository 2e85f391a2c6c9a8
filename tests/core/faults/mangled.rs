//! Documents changed at random: whatever is read, nothing panics.

use nwd_core::{Answers, Bundle, Outcome};
use proptest::prelude::*;
use serde_json::Value as Json;

use super::{faults, pointers, put};
use nwd_testing::sample;
use nwd_testing::small::config;

fn tree() -> impl Strategy<Value = Json> {
    let word = prop::sample::select(vec![
        "age",
        "needs",
        "talk",
        "all",
        "in",
        "here",
        "2026-01-01",
        "1",
        "",
        "\u{0}",
        "é",
    ]);
    let key = prop::sample::select(vec![
        "all", "any", "not", "in", "is", "between", "fact", "values", "id", "when", "x",
    ]);
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        (-3_i32..130).prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        word.prop_map(Json::from),
    ];
    leaf.prop_recursive(4, 24, 4, move |part| {
        prop_oneof![
            prop::collection::vec(part.clone(), 0..4).prop_map(Json::from),
            prop::collection::vec((key.clone(), part), 0..4).prop_map(|entries| entries
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect()),
        ]
    })
}

/// Reads a document and, where it is a bundle, works out its outcome.
fn read_and_run(bytes: &[u8]) {
    faults(bytes);
    if let Ok(bundle) = Bundle::read(bytes) {
        let outcome = Outcome::of(&bundle, &Answers::default(), sample::now());
        assert_eq!(outcome.services.len(), bundle.services.len());
    }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn mangled_bytes_never_panic(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in prop::option::weighted(0.1, any::<prop::sample::Index>()),
    ) {
        let mut bytes = sample::valid().to_string().into_bytes();
        for (at, byte) in edits {
            let at = at.index(bytes.len());
            // Mostly bytes that mean something to JSON, so that some documents still parse.
            bytes[at] = *b"0129aze\"{}[],: -".get(usize::from(byte)).unwrap_or(&byte);
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        read_and_run(&bytes);
    }

    #[test]
    fn any_tree_never_panics(json in tree()) {
        read_and_run(json.to_string().as_bytes());
    }

    #[test]
    fn a_bundle_with_any_tree_in_it_never_panics(
        trees in prop::collection::vec((any::<prop::sample::Index>(), tree()), 1..4),
    ) {
        let mut json = sample::valid();
        for (at, tree) in trees {
            let mut places = Vec::new();
            pointers(&json, "", &mut places);
            put(&mut json, &places[at.index(places.len())], Some(tree));
        }
        read_and_run(json.to_string().as_bytes());
    }

    #[test]
    fn a_bundle_with_anything_taken_out_or_moved_never_panics(
        out in prop::collection::vec(any::<prop::sample::Index>(), 0..3),
        moved in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 0..3),
    ) {
        let mut json = sample::valid();
        for (from, to) in moved {
            let mut places = Vec::new();
            pointers(&json, "", &mut places);
            let value = json
                .pointer(&places[from.index(places.len())])
                .unwrap()
                .clone();
            put(&mut json, &places[to.index(places.len())], Some(value));
        }
        for at in out {
            let mut places = Vec::new();
            pointers(&json, "", &mut places);
            put(&mut json, &places[at.index(places.len())], None);
        }
        read_and_run(json.to_string().as_bytes());
    }
}

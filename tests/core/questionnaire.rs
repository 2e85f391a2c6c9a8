//! Scored questionnaires: totals, bands at each edge, and flags that do not wait for a total.

use nwd_core::questionnaire::{Flag, Questionnaire};
use serde_json::Value as Json;

/// A questionnaire as the shipped content has it.
fn shipped(id: &str) -> Questionnaire {
    let path = nwd_testing::root().join(format!("content/national/modules/{id}.json"));
    let json: Json = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let list = |key: &str| json[key].as_array().cloned().unwrap_or_default();
    let text = |json: &Json| json.as_str().unwrap().to_owned();
    let number = |json: &Json| i32::try_from(json.as_i64().unwrap()).unwrap();
    let texts = |key: &str| -> Vec<String> { list(key).iter().map(text).collect() };
    let numbers = |key: &str| -> Vec<i32> { list(key).iter().map(number).collect() };
    let items = texts("items");
    let flag = |flag: &Json| Flag {
        item: items
            .iter()
            .position(|item| *item == text(&flag["item"]))
            .unwrap(),
        min: number(&flag["min"]),
        alert: 0,
    };
    Questionnaire {
        id: id.to_owned(),
        ages: (13, 120),
        options: texts("options")
            .into_iter()
            .zip(numbers("scores"))
            .collect(),
        bands: texts("bands")
            .into_iter()
            .zip([vec![0], numbers("cut_offs")].concat())
            .collect(),
        flags: list("flags").iter().map(flag).collect(),
        items,
        source: 0,
    }
}

/// Options that add up to a total, from the first item on; PHQ-9's last item stays at nought as
/// long as it can.
fn adding_up_to(module: &Questionnaire, total: i32) -> Vec<Option<usize>> {
    let mut left = total;
    let take = |_: &String| {
        let score = left.min(3);
        left -= score;
        module.options.iter().position(|(_, adds)| *adds == score)
    };
    module.items.iter().map(take).collect()
}

#[test]
fn totals_fall_in_their_bands_at_each_edge() {
    let cases = [
        (
            "phq-9",
            27,
            &[
                (0, "minimal"),
                (4, "minimal"),
                (5, "mild"),
                (9, "mild"),
                (10, "moderate"),
                (14, "moderate"),
                (15, "moderately-severe"),
                (19, "moderately-severe"),
                (20, "severe"),
                (27, "severe"),
            ][..],
        ),
        (
            "gad-7",
            21,
            &[
                (0, "minimal"),
                (4, "minimal"),
                (5, "mild"),
                (9, "mild"),
                (10, "moderate"),
                (14, "moderate"),
                (15, "severe"),
                (21, "severe"),
            ][..],
        ),
    ];
    for (id, most, edges) in cases {
        let module = shipped(id);
        assert_eq!(module.most(), most);
        for (total, band) in edges {
            let score = module.score(&adding_up_to(&module, *total));
            assert_eq!(score.total, Some(*total), "{id}");
            assert_eq!(
                score.band.map(|at| module.bands[at].0.as_str()),
                Some(*band),
                "{id} {total}"
            );
        }
    }
}

#[test]
fn there_is_no_total_until_every_item_is_answered() {
    for id in ["phq-9", "gad-7"] {
        let module = shipped(id);
        for missing in 0..module.items.len() {
            let mut chosen = adding_up_to(&module, 3);
            chosen[missing] = None;
            let score = module.score(&chosen);
            assert_eq!(
                (score.total, score.band),
                (None, None),
                "{id} without item {missing}"
            );
        }
        assert_eq!(module.score(&[]).total, None);
    }
}

#[test]
fn the_ninth_item_of_phq_9_raises_its_alert_whatever_the_total() {
    let module = shipped("phq-9");
    for (score, raised) in [
        (None, false),
        (Some(0), false),
        (Some(1), true),
        (Some(2), true),
        (Some(3), true),
    ] {
        let mut chosen = vec![None; 9];
        chosen[8] = score;
        assert_eq!(
            !module.score(&chosen).alerts.is_empty(),
            raised,
            "{score:?}, the others not answered"
        );
        let mut chosen = vec![Some(0); 9];
        chosen[8] = score;
        assert_eq!(
            !module.score(&chosen).alerts.is_empty(),
            raised,
            "{score:?}, the others nought"
        );
    }
    assert!(
        module.score(&adding_up_to(&module, 24)).alerts.is_empty(),
        "a high total alone raises none"
    );
}

//! What people type when they are asked what is going on, and what they should find first.

use nwd_core::search::find;
use serde_json::Value;

/// What people in danger type, or near it, and which needs have to be the first that are found.
const DANGER: &[(&str, &[&str])] = &[
    ("I can't do this anymore", &["suicidal-thoughts"]),
    ("cant do this any more", &["suicidal-thoughts"]),
    ("dont want to be here", &["suicidal-thoughts"]),
    ("I want to die", &["suicidal-thoughts"]),
    ("tired of life", &["suicidal-thoughts"]),
    ("I've given up", &["suicidal-thoughts"]),
    ("kill myself", &["suicidal-thoughts"]),
    ("took too many tablets", &["suicidal-thoughts", "self-harm"]),
    ("cutting", &["self-harm"]),
    ("my daughter is cutting herself", &["self-harm"]),
    ("self harm", &["self-harm"]),
    ("my dad beats me", &["domestic-abuse"]),
    ("I don't feel safe at home", &["domestic-abuse"]),
    ("unsafe", &["domestic-abuse"]),
    ("scared of my boyfriend", &["domestic-abuse"]),
    ("forced marriage", &["domestic-abuse"]),
    ("I've been raped", &["sexual-abuse-or-exploitation"]),
    ("he touched me", &["sexual-abuse-or-exploitation"]),
    ("someone sent my nudes", &["sexual-abuse-or-exploitation"]),
    ("someone has a knife", &["violence-or-gangs"]),
    ("forced to sell drugs", &["violence-or-gangs"]),
    ("county lines", &["violence-or-gangs"]),
    ("hearing voices", &["psychosis"]),
];

/// What else people type, and which needs have to be among the first three.
const EVERYDAY: &[(&str, &[&str])] = &[
    ("overdose", &["suicidal-thoughts", "self-harm"]),
    ("dad hits mum", &["domestic-abuse"]),
    ("snappy", &["anger"]),
    ("won't go to school", &["school-attendance"]),
    ("refuses school", &["school-attendance"]),
    ("panic attacks", &["anxiety"]),
    ("so worried all the time", &["anxiety"]),
    ("my head won't stop", &["anxiety"]),
    ("feeling down", &["low-mood"]),
    ("I hate myself", &["low-mood"]),
    ("no friends", &["friendships"]),
    ("cant sleep", &["sleep"]),
    ("my nan died", &["bereavement"]),
    ("not eating", &["eating"]),
    ("throwing up after meals", &["eating"]),
    ("getting bullied", &["bullying"]),
    ("mum and dad are splitting up", &["parental-conflict"]),
    ("my mum drinks too much", &["parent-mental-health"]),
    ("my son hits me", &["child-to-parent-violence"]),
    ("kicked out of school", &["school-exclusion"]),
    ("think I might be autistic", &["neurodevelopmental"]),
    ("adhd", &["neurodevelopmental"]),
    ("am I gay", &["identity"]),
    ("smoking weed", &["drugs-or-alcohol"]),
    ("vaping", &["smoking"]),
    ("pregnant", &["pregnancy-or-baby"]),
    ("homeless", &["money-housing-work"]),
    ("exam stres", &["exam-stress"]),
    ("stammer", &["speech-and-language"]),
    ("tantrums", &["behaviour"]),
    ("racist abuse", &["hate-crime"]),
];

/// The needs and their words: the label, and what else people call it.
fn needs() -> Vec<(String, String)> {
    let file = nwd_testing::root().join("content/national/locales/en/facts.json");
    let words: Value = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let needs = &words["fact"]["needs"];
    let labels = needs["value"]
        .as_object()
        .unwrap()
        .iter()
        .filter(|(name, _)| !name.contains('@'));
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    labels
        .map(|(name, label)| {
            (
                name.clone(),
                text(label) + " " + &text(&needs["search"][name]),
            )
        })
        .collect()
}

#[test]
fn what_people_type_finds_what_they_mean() {
    let needs = needs();
    let entries: Vec<&str> = needs.iter().map(|(_, words)| words.as_str()).collect();
    let mut missed = Vec::new();
    let danger = DANGER
        .iter()
        .map(|(typed, wanted)| (typed, wanted, wanted.len()));
    for (typed, wanted, first) in
        danger.chain(EVERYDAY.iter().map(|(typed, wanted)| (typed, wanted, 3)))
    {
        let found: Vec<&str> = find(typed, &entries)
            .iter()
            .map(|at| needs[*at].0.as_str())
            .collect();
        let nearest = found.get(..found.len().min(first)).unwrap();
        if !wanted.iter().all(|need| nearest.contains(need)) {
            missed.push(format!("{typed}: {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn what_is_about_something_else_finds_nothing() {
    let needs = needs();
    let entries: Vec<&str> = needs.iter().map(|(_, words)| words.as_str()).collect();
    for typed in ["", "  ", "?", "trombone", "zzz"] {
        assert!(find(typed, &entries).is_empty(), "{typed}");
    }
}

#[test]
fn while_a_word_is_typed_what_it_becomes_is_among_what_is_found() {
    let needs = needs();
    let entries: Vec<&str> = needs.iter().map(|(_, words)| words.as_str()).collect();
    let anger = needs.iter().position(|(name, _)| name == "anger").unwrap();
    for typed in ["sna", "snap", "snapp", "snappy"] {
        assert!(find(typed, &entries).contains(&anger), "{typed}");
    }
}

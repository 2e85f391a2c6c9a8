//! The faults themselves: what is changed, and what is found of it where.

use nwd_core::format::limits;
use nwd_testing::sample;
use serde_json::{Value as Json, json};

/// A change to the valid bundle, and every fault that it makes: the code and the place.
pub type Row = (
    &'static str,
    Option<Json>,
    &'static [(&'static str, &'static str)],
);

pub fn rows() -> Vec<Row> {
    let is = |value| json!({ "is": { "fact": "pregnant", "value": value } });
    let nobody = json!({ "all": [is(true), { "not": is(true) }] });
    let aged = |min: i32, max: i32| json!({ "between": { "fact": "age", "min": min, "max": max } });
    let lives = |values: Json| json!({ "in": { "fact": "lives_in", "values": values } });
    let has = |values: Json| json!({ "includes": { "fact": "needs", "values": values } });
    let link = |value: &str| json!({ "id": "web", "kind": "web", "value": value });
    let write = |value: &str| json!({ "id": "email", "kind": "email", "value": value });
    let call = |value: &str| json!({ "id": "phone", "kind": "phone", "value": value });
    let leaves = |count| json!({ "any": vec![is(true); count] });
    let at = |ages: &[i32]| ages.iter().map(|age| aged(*age, *age)).collect::<Vec<_>>();
    let asker = |value: &str| json!({ "in": { "fact": "audience", "values": [value] } });
    let any = |parts: Vec<Json>| json!({ "any": parts });
    let tangle = [
        any(at(&(1..90).collect::<Vec<_>>())),
        any(["here", "there", "elsewhere"]
            .map(|place| lives(json!([place])))
            .to_vec()),
        any(["worry", "sleep", "grief"]
            .map(|need| has(json!([need])))
            .to_vec()),
        any(["young-person", "friend", "parent-carer", "professional"]
            .map(asker)
            .to_vec()),
    ];
    let opening = |from: &str, to: &str| json!([{ "days": ["mon"], "from": from, "to": to }]);
    vec![
        // The reader: kinds of value and names of keys
        ("/format", Some(json!(2)), &[("unknown-format", "/format")]),
        ("/format", Some(json!("1")), &[("wrong-type", "/format")]),
        ("/format", Some(json!(1.5)), &[("wrong-type", "/format")]),
        ("/format", None, &[("missing-key", "")]),
        ("/id", None, &[("missing-key", "")]),
        ("/id", Some(json!(7)), &[("wrong-type", "/id")]),
        ("/services/0/as_of", None, &[("missing-key", "/services/0")]),
        (
            "/services/0/surprise",
            Some(json!(1)),
            &[("unknown-key", "/services/0/surprise")],
        ),
        (
            "/services/0/a~1b~0c",
            Some(json!(1)),
            &[("unknown-key", "/services/0/a~1b~0c")],
        ),
        (
            "/services/0/contacts/0/verify",
            Some(json!("yes")),
            &[("wrong-type", "/services/0/contacts/0/verify")],
        ),
        (
            "/services/0/contacts/0/kind",
            Some(json!("fax")),
            &[("unknown-value", "/services/0/contacts/0/kind")],
        ),
        (
            "/services/0/contacts",
            Some(json!({})),
            &[("wrong-type", "/services/0/contacts")],
        ),
        (
            "/services/0",
            Some(json!("talk")),
            &[("wrong-type", "/services/0")],
        ),
        ("/services", Some(json!({})), &[("wrong-type", "/services")]),
        (
            "/services/0/status",
            Some(json!("open")),
            &[("unknown-value", "/services/0/status")],
        ),
        (
            "/services/0/cost",
            Some(json!("cheap")),
            &[("unknown-value", "/services/0/cost")],
        ),
        (
            "/services/0/verify/0",
            Some(json!("name")),
            &[("unknown-value", "/services/0/verify/0")],
        ),
        (
            "/services/0/hours",
            Some(json!("sometimes")),
            &[("unknown-value", "/services/0/hours")],
        ),
        (
            "/services/0/hours",
            Some(json!(24)),
            &[("wrong-type", "/services/0/hours")],
        ),
        (
            "/services/0/hours/0/days/0",
            Some(json!("monday")),
            &[("unknown-value", "/services/0/hours/0/days/0")],
        ),
        (
            "/services/0/routes/0/who",
            Some(json!("friend")),
            &[("unknown-value", "/services/0/routes/0/who")],
        ),
        (
            "/alerts/0/when",
            Some(json!({ "all": [aged(0, 10), aged(11, 120)] })),
            &[("alert-for-nobody", "/alerts/0/when")],
        ),
        (
            "/alerts/0/severity",
            Some(json!("mild")),
            &[("unknown-value", "/alerts/0/severity")],
        ),
        (
            "/facts/2/type",
            Some(json!("number")),
            &[("unknown-value", "/facts/2/type")],
        ),
        (
            "/facts/2/max",
            Some(json!(3_000_000_000_i64)),
            &[("wrong-type", "/facts/2/max")],
        ),
        (
            "/facts/2/max",
            Some(json!(null)),
            &[("wrong-type", "/facts/2/max")],
        ),
        (
            "/locales/en",
            Some(json!([])),
            &[("wrong-type", "/locales/en")],
        ),
        (
            "/locales/en/fact.age.short",
            Some(json!(1)),
            &[("wrong-type", "/locales/en/fact.age.short")],
        ),
        // Criteria
        (
            "/services/1/for",
            Some(json!([])),
            &[("wrong-type", "/services/1/for")],
        ),
        (
            "/services/1/for",
            Some(json!({})),
            &[("not-a-criterion", "/services/1/for")],
        ),
        (
            "/services/1/for",
            Some(json!({ "all": [], "any": [] })),
            &[("not-a-criterion", "/services/1/for")],
        ),
        (
            "/services/1/for",
            Some(json!({ "none": [] })),
            &[("not-a-criterion", "/services/1/for/none")],
        ),
        (
            "/services/1/for",
            Some(json!({ "not": { "nor": 1 } })),
            &[("not-a-criterion", "/services/1/for/not/nor")],
        ),
        (
            "/services/1/for",
            Some(json!({ "any": [] })),
            &[("empty-any", "/services/1/for/any")],
        ),
        (
            "/services/1/for",
            Some(aged(19, 11)),
            &[("empty-range", "/services/1/for/between")],
        ),
        (
            "/services/1/for",
            Some(json!({ "between": { "fact": "age" } })),
            &[("open-range", "/services/1/for/between")],
        ),
        (
            "/services/1/for",
            Some(aged(11, 121)),
            &[("outside-domain", "/services/1/for/between/max")],
        ),
        (
            "/services/1/for",
            Some(aged(-1, 19)),
            &[("outside-domain", "/services/1/for/between/min")],
        ),
        (
            "/services/1/for",
            Some(lives(json!(["here", "nowhere"]))),
            &[("outside-domain", "/services/1/for/in/values/1")],
        ),
        (
            "/services/1/for",
            Some(json!({ "not": lives(json!([])) })),
            &[("outside-domain", "/services/1/for/not/in/values")],
        ),
        (
            "/services/1/for",
            Some(has(json!(["gout", "worry"]))),
            &[("outside-domain", "/services/1/for/includes/values/0")],
        ),
        (
            "/services/1/for",
            Some(json!({ "is": { "fact": "shoe", "value": true } })),
            &[("unknown-fact", "/services/1/for/is/fact")],
        ),
        (
            "/services/1/for",
            Some(json!({ "is": { "fact": "age", "value": true } })),
            &[("wrong-leaf", "/services/1/for/is/fact")],
        ),
        (
            "/services/1/for",
            Some(json!({ "between": { "fact": "needs", "max": 3 } })),
            &[("wrong-leaf", "/services/1/for/between/fact")],
        ),
        (
            "/services/1/for",
            Some(json!({ "in": { "fact": "needs", "values": ["worry"] } })),
            &[("wrong-leaf", "/services/1/for/in/fact")],
        ),
        (
            "/services/1/for",
            Some(json!({ "includes": { "fact": "lives_in", "values": ["here"] } })),
            &[("wrong-leaf", "/services/1/for/includes/fact")],
        ),
        (
            "/services/1/for",
            Some(nobody.clone()),
            &[("service-for-nobody", "/services/1/for")],
        ),
        (
            "/services/1/for",
            Some(leaves(201)),
            &[("too-many", "/services/1/for")],
        ),
        ("/services/1/for", Some(leaves(200)), &[]),
        (
            "/services/1/for",
            Some(json!({ "all": tangle })),
            &[("too-tangled", "/services/1/for")],
        ),
        // Facts
        (
            "/facts/0/type",
            Some(json!("any-of")),
            &[("wrong-domain", "/facts/0/type")],
        ),
        (
            "/facts/1/type",
            Some(json!("one-of")),
            &[("wrong-domain", "/facts/1/type")],
        ),
        (
            "/facts/4/type",
            Some(json!("any-of")),
            &[("wrong-domain", "/facts/4/type")],
        ),
        ("/facts/6/max", None, &[("wrong-domain", "/facts/6")]),
        (
            "/facts/6/min",
            Some(json!(46)),
            &[("wrong-domain", "/facts/6")],
        ),
        (
            "/facts/5/values",
            Some(json!(["yes", "no"])),
            &[("wrong-domain", "/facts/5/values")],
        ),
        (
            "/facts/7/values",
            Some(json!(["yes"])),
            &[("wrong-domain", "/facts/7/values")],
        ),
        (
            "/facts/-",
            Some(json!({ "id": "age", "type": "integer", "min": 0, "max": 9 })),
            &[("duplicate-id", "/facts/8/id")],
        ),
        (
            "/facts/-",
            Some(json!({ "id": "perinatal", "type": "yes-no" })),
            &[("wrong-domain", "/facts/8/type")],
        ),
        (
            "/facts/7/id",
            Some(json!("Baby")),
            &[("bad-id", "/facts/7/id")],
        ),
        (
            "/facts/3/values/1",
            Some(json!("here")),
            &[
                ("duplicate-id", "/facts/3/values/1"),
                ("outside-domain", "/services/0/for/all/1/any/0/in/values/1"),
            ],
        ),
        (
            "/facts/3/rest",
            Some(json!("nowhere")),
            &[("outside-domain", "/facts/3/rest")],
        ),
        (
            "/facts/1/sections/1",
            None,
            &[("unlisted-value", "/facts/1/sections")],
        ),
        (
            "/facts/1/sections/1/values",
            Some(json!([])),
            &[
                ("outside-domain", "/facts/1/sections/1/values"),
                ("unlisted-value", "/facts/1/sections"),
            ],
        ),
        (
            "/facts/1/sections/1/values/0",
            Some(json!("gout")),
            &[
                ("outside-domain", "/facts/1/sections/1/values/0"),
                ("unlisted-value", "/facts/1/sections"),
            ],
        ),
        (
            "/facts/0/when",
            Some(json!({ "not": aged(1, 2) })),
            &[("late-condition", "/facts/0/when")],
        ),
        (
            "/facts/2/when",
            Some(aged(1, 2)),
            &[("late-condition", "/facts/2/when")],
        ),
        (
            "/facts/2/when",
            Some(json!({ "is": { "fact": "shoe", "value": true } })),
            &[("unknown-fact", "/facts/2/when/is/fact")],
        ),
        (
            "/facts/3/never",
            Some(json!([{
                "values": ["here", "moon"],
                "when": { "is": { "fact": "pregnant", "value": false } }
            }])),
            &[
                ("outside-domain", "/facts/3/never/0/values/1"),
                ("late-condition", "/facts/3/never/0/when"),
            ],
        ),
        (
            "/facts/2/never",
            Some(json!([{ "values": ["9"], "when": { "all": [] } }])),
            &[("wrong-domain", "/facts/2/never")],
        ),
        (
            "/facts/1/never",
            Some(json!([{ "values": ["worry"], "when": { "all": [] } }])),
            &[("wrong-domain", "/facts/1/never")],
        ),
        (
            "/facts/3",
            Some(json!({
                "id": "lives_in", "type": "one-of", "values": ["here", "there", "elsewhere"],
                "required": true,
                "never": [{ "values": ["there"], "when": aged(0, 9) }]
            })),
            &[("wrong-domain", "/facts/3/never")],
        ),
        (
            "/facts/3/never",
            Some(json!([{ "values": ["there"], "when": aged(0, 9) }])),
            &[],
        ),
        (
            "/facts/1/was",
            Some(json!({ "sorrow": ["worry", "grief"], "insomnia": ["sleep"] })),
            &[],
        ),
        (
            "/facts/1/was",
            Some(json!({ "grief": ["worry"] })),
            &[("duplicate-id", "/facts/1/was/grief")],
        ),
        (
            "/facts/1/was",
            Some(json!({ "sorrow": ["worry", "gout"] })),
            &[("outside-domain", "/facts/1/was/sorrow/1")],
        ),
        (
            "/facts/1/was",
            Some(json!({ "sorrow": [] })),
            &[("outside-domain", "/facts/1/was/sorrow")],
        ),
        (
            "/facts/1/was",
            Some(json!({ "sorrow": ["worry", "worry"] })),
            &[("duplicate-id", "/facts/1/was/sorrow/1")],
        ),
        (
            "/facts/1/was",
            Some(json!({ "sorrow": "worry" })),
            &[("wrong-type", "/facts/1/was/sorrow")],
        ),
        (
            "/facts/2/was",
            Some(json!({ "young": ["9"] })),
            &[("wrong-domain", "/facts/2/was")],
        ),
        // Lists and names
        (
            "/services",
            Some(json!([])),
            &[
                ("empty-area", "/services"),
                ("unknown-service", "/alerts/0/services/0"),
                ("unknown-service", "/crisis/0"),
            ],
        ),
        (
            "/areas/1/id",
            Some(json!("town")),
            &[("duplicate-id", "/areas/1/id")],
        ),
        (
            "/areas/0/covers",
            Some(lives(json!(["nowhere"]))),
            &[("outside-domain", "/areas/0/covers/in/values/0")],
        ),
        (
            "/groups/-",
            Some(json!({ "id": "risk" })),
            &[("duplicate-id", "/groups/2/id")],
        ),
        (
            "/alerts/-",
            Some(json!({
                "id": "grieving", "severity": "urgent", "when": has(json!(["grief"])),
                "services": []
            })),
            &[("duplicate-id", "/alerts/1/id")],
        ),
        (
            "/sources/1/id",
            Some(json!("book")),
            &[("duplicate-id", "/sources/1/id")],
        ),
        (
            "/services/0/contacts/1/id",
            Some(json!("phone")),
            &[("duplicate-id", "/services/0/contacts/1/id")],
        ),
        (
            "/services/0/contacts/5/id",
            Some(json!("A B")),
            &[("bad-id", "/services/0/contacts/5/id")],
        ),
        (
            "/services/0/consent/0/id",
            Some(json!("")),
            &[("bad-id", "/services/0/consent/0/id")],
        ),
        (
            "/alerts/0/services/0",
            Some(json!("lime")),
            &[("unknown-service", "/alerts/0/services/0")],
        ),
        (
            "/crisis/0",
            Some(json!("lime")),
            &[("unknown-service", "/crisis/0")],
        ),
        (
            "/services/0/group",
            Some(json!("gossip")),
            &[("unknown-group", "/services/0/group")],
        ),
        (
            "/services/0/helps_with/1",
            Some(json!("gout")),
            &[("outside-domain", "/services/0/helps_with/1")],
        ),
        // Contacts
        (
            "/services/0/contacts/2",
            Some(link("http://example.org")),
            &[("unsafe-link", "/services/0/contacts/2/value")],
        ),
        (
            "/services/0/contacts/2",
            Some(link("javascript:alert(1)")),
            &[("unsafe-link", "/services/0/contacts/2/value")],
        ),
        (
            "/services/0/contacts/2",
            Some(link("https://")),
            &[("unsafe-link", "/services/0/contacts/2/value")],
        ),
        (
            "/services/0/contacts/2",
            Some(link("https://example.org/ a")),
            &[("unsafe-link", "/services/0/contacts/2/value")],
        ),
        (
            "/services/0/contacts/2",
            Some(link("https://example.org/\"><b>")),
            &[("unsafe-link", "/services/0/contacts/2/value")],
        ),
        (
            "/services/0/contacts/2",
            Some(link("https://example")),
            &[("unsafe-link", "/services/0/contacts/2/value")],
        ),
        (
            "/services/0/contacts/2",
            Some(link("https://?x.org")),
            &[("unsafe-link", "/services/0/contacts/2/value")],
        ),
        (
            "/services/0/contacts/2",
            Some(link("https://example.org,")),
            &[("unsafe-link", "/services/0/contacts/2/value")],
        ),
        (
            "/services/0/contacts/2",
            Some(link("https://www.nhs.uk@example.org/")),
            &[("unsafe-link", "/services/0/contacts/2/value")],
        ),
        (
            "/services/0/contacts/2",
            Some(link("https://example.org:8443/")),
            &[("unsafe-link", "/services/0/contacts/2/value")],
        ),
        (
            "/services/0/contacts/2",
            Some(link("https://ex\u{430}mple.org/")),
            &[("unsafe-link", "/services/0/contacts/2/value")],
        ),
        (
            "/services/0/contacts/2",
            Some(link("https://example.org/\u{202a}")),
            &[("unsafe-link", "/services/0/contacts/2/value")],
        ),
        (
            "/services/0/contacts/2",
            Some(link("https://example.org/find?id=7#a@b")),
            &[],
        ),
        (
            "/services/0/contacts/2",
            Some(link("HTTPS://example.org")),
            &[("unsafe-link", "/services/0/contacts/2/value")],
        ),
        (
            "/services/0/contacts/3",
            Some(write("somebody")),
            &[("unsafe-link", "/services/0/contacts/3/value")],
        ),
        (
            "/services/0/contacts/3",
            Some(write("a@b.org?bcc=c@d.org")),
            &[("unsafe-link", "/services/0/contacts/3/value")],
        ),
        (
            "/services/0/contacts/3",
            Some(write("a@b@c.org")),
            &[("unsafe-link", "/services/0/contacts/3/value")],
        ),
        (
            "/services/0/contacts/3",
            Some(write("@b.org")),
            &[("unsafe-link", "/services/0/contacts/3/value")],
        ),
        (
            "/services/0/contacts/0",
            Some(call("020-7946")),
            &[("unsafe-link", "/services/0/contacts/0/value")],
        ),
        (
            "/services/0/contacts/0",
            Some(call("+ ")),
            &[("unsafe-link", "/services/0/contacts/0/value")],
        ),
        (
            "/services/0/contacts/0",
            Some(call("020 7946;ext=1")),
            &[("unsafe-link", "/services/0/contacts/0/value")],
        ),
        (
            "/services/0/contacts/0",
            Some(call("+44 20 7946 0000")),
            &[],
        ),
        (
            "/services/0/contacts/0/value",
            None,
            &[("wrong-contact", "/services/0/contacts/0/value")],
        ),
        (
            "/services/0/contacts/4/value",
            Some(json!("1 High Street")),
            &[("wrong-contact", "/services/0/contacts/4/value")],
        ),
        (
            "/services/0/contacts/5/value",
            Some(json!("Ann")),
            &[("wrong-contact", "/services/0/contacts/5/value")],
        ),
        // Ways in
        (
            "/services/0/routes",
            Some(json!([])),
            &[("no-routes", "/services/0/routes")],
        ),
        (
            "/services/0/after",
            Some(json!(["talk"])),
            &[("order-circle", "/services/0/after")],
        ),
        (
            "/services/0/made_for",
            Some(json!(["grief"])),
            &[("outside-domain", "/services/0/made_for/0")],
        ),
        (
            "/services/0/staff",
            Some(json!(["pilot"])),
            &[("outside-domain", "/services/0/staff/0")],
        ),
        (
            "/services/0/seen_by",
            Some(json!(["pilot"])),
            &[("outside-domain", "/services/0/seen_by/0")],
        ),
        (
            "/services/0/after",
            Some(json!(["walk"])),
            &[("unknown-service", "/services/0/after/0")],
        ),
        (
            "/services/0/suits",
            Some(json!({ "well": ["severe"] })),
            &[("unknown-fact", "/services/0/suits/well")],
        ),
        (
            "/alerts/0/leads",
            Some(json!(4)),
            &[("outside-domain", "/alerts/0/leads")],
        ),
        (
            "/alerts/0/first",
            Some(json!([{ "when": { "all": [] }, "services": ["walk"] }])),
            &[("unknown-service", "/alerts/0/first/0/services/0")],
        ),
        (
            "/services/0/routes/0/contacts",
            Some(json!([])),
            &[("route-for-nobody", "/services/0/routes/0/contacts")],
        ),
        (
            "/services/0/routes/0/contacts/1",
            Some(json!("pigeon")),
            &[("unknown-contact", "/services/0/routes/0/contacts/1")],
        ),
        (
            "/services/0/routes/1/when",
            Some(aged(20, 30)),
            &[("route-for-nobody", "/services/0/routes/1")],
        ),
        (
            "/services/0/routes/0/roles",
            Some(json!(["school"])),
            &[("wrong-route", "/services/0/routes/0/roles")],
        ),
        (
            "/services/0/routes/2/roles/0",
            Some(json!("pilot")),
            &[("outside-domain", "/services/0/routes/2/roles/0")],
        ),
        (
            "/facts/4",
            None,
            &[("unknown-fact", "/services/0/routes/2/roles")],
        ),
        (
            "/facts/1",
            None,
            &[
                ("unknown-fact", "/alerts/0/when/includes/fact"),
                ("unknown-fact", "/services/0/helps_with"),
            ],
        ),
        // Days, times and sources
        (
            "/services/0/hours",
            Some(opening("9:00", "17:00")),
            &[("bad-time", "/services/0/hours/0/from")],
        ),
        (
            "/services/0/hours",
            Some(opening("09:00", "24:01")),
            &[("bad-time", "/services/0/hours/0/to")],
        ),
        (
            "/services/0/hours",
            Some(opening("17:00", "09:00")),
            &[("bad-time", "/services/0/hours/0")],
        ),
        (
            "/services/0/hours",
            Some(opening("09:00", "09:00")),
            &[("bad-time", "/services/0/hours/0")],
        ),
        (
            "/services/0/hours/0/days",
            Some(json!([])),
            &[("bad-time", "/services/0/hours/0/days")],
        ),
        (
            "/services/0/as_of",
            Some(json!("2026-02-29")),
            &[("bad-date", "/services/0/as_of")],
        ),
        (
            "/services/0/as_of",
            Some(json!("2021-13")),
            &[("bad-date", "/services/0/as_of")],
        ),
        (
            "/services/0/contacts/0/page",
            Some(json!("https://clinic.example/contact")),
            &[("missing-key", "/services/0/contacts/0")],
        ),
        (
            "/services/0/contacts/0/seen",
            Some(json!("2026-01-01")),
            &[("missing-key", "/services/0/contacts/0")],
        ),
        (
            "/services/0/concerns",
            Some(
                json!([{ "about": "told", "page": "http://clinic.example/", "seen": "2026-01-01" }]),
            ),
            &[
                ("missing-words", "/locales/en/service.talk.concern.told"),
                ("unsafe-link", "/services/0/concerns/0/page"),
            ],
        ),
        (
            "/services/0/was",
            Some(json!(["../up", "line", "line"])),
            &[
                ("bad-id", "/services/0/was/0"),
                ("duplicate-id", "/services/0/was/1"),
                ("duplicate-id", "/services/0/was/2"),
                ("duplicate-id", "/services/0/was/2"),
            ],
        ),
        (
            "/services/0/concerns",
            Some(json!([{ "about": "told" }])),
            &[
                ("missing-words", "/locales/en/service.talk.concern.told"),
                ("no-source", "/services/0/concerns/0"),
            ],
        ),
        (
            "/services/0/review",
            Some(json!("soon")),
            &[("bad-date", "/services/0/review")],
        ),
        (
            "/services/0/sources",
            Some(json!([])),
            &[("no-source", "/services/0/sources")],
        ),
        (
            "/services/0/sources/0/source",
            Some(json!("hearsay")),
            &[("unknown-source", "/services/0/sources/0/source")],
        ),
        // Scored questionnaires
        (
            "/modules/0/electronic_use",
            Some(json!(false)),
            &[("not-licensed", "/modules/0/electronic_use")],
        ),
        (
            "/modules/0/licence",
            Some(json!(" ")),
            &[("not-licensed", "/modules/0/electronic_use")],
        ),
        ("/modules/0/licence", None, &[("missing-key", "/modules/0")]),
        (
            "/modules/0/options/1",
            Some(json!("no")),
            &[("duplicate-id", "/modules/0/options/1")],
        ),
        (
            "/modules/0/items/1",
            Some(json!("low")),
            &[
                ("duplicate-id", "/modules/0/items/1"),
                ("unknown-item", "/modules/0/flags/0/item"),
            ],
        ),
        (
            "/modules/0/min_age",
            Some(json!(121)),
            &[("empty-module", "/modules/0/items")],
        ),
        (
            "/modules/0/scores/1",
            Some(json!(-1)),
            &[("bad-scores", "/modules/0/scores")],
        ),
        (
            "/modules/0/scores",
            Some(json!([0])),
            &[("bad-scores", "/modules/0/scores")],
        ),
        (
            "/modules/0/cut_offs",
            Some(json!([])),
            &[("bad-cut-offs", "/modules/0/cut_offs")],
        ),
        (
            "/modules/0/cut_offs",
            Some(json!([0])),
            &[("bad-cut-offs", "/modules/0/cut_offs")],
        ),
        (
            "/modules/0/cut_offs",
            Some(json!([5])),
            &[("bad-cut-offs", "/modules/0/cut_offs")],
        ),
        (
            "/modules/0/cut_offs",
            Some(json!([2, 1])),
            &[("bad-cut-offs", "/modules/0/cut_offs")],
        ),
        (
            "/modules/0/flags/0/item",
            Some(json!("light")),
            &[("unknown-item", "/modules/0/flags/0/item")],
        ),
        (
            "/modules/0/flags/0/alert",
            Some(json!("fire")),
            &[("unknown-alert", "/modules/0/flags/0/alert")],
        ),
        (
            "/modules/0/source",
            Some(json!("hearsay")),
            &[("unknown-source", "/modules/0/source")],
        ),
        (
            "/modules/0/review",
            Some(json!("soon")),
            &[("bad-date", "/modules/0/review")],
        ),
        // Words
        (
            "/locales/en/module.two-items.item.low",
            None,
            &[("missing-words", "/locales/en/module.two-items.item.low")],
        ),
        (
            "/locales/en/service.talk.name",
            None,
            &[("missing-words", "/locales/en/service.talk.name")],
        ),
        (
            "/locales/en/service.talk.route.self",
            Some(json!(" ")),
            &[("missing-words", "/locales/en/service.talk.route.self")],
        ),
        (
            "/locales/en/fact.needs.section.body",
            None,
            &[("missing-words", "/locales/en/fact.needs.section.body")],
        ),
        (
            "/default_locale",
            Some(json!("cy")),
            &[("missing-words", "/locales/cy")],
        ),
    ]
}

/// More than a bundle may hold: the change, the code and the place.
pub fn excesses() -> Vec<(&'static str, Json, &'static str, &'static str)> {
    let many = |count: usize, item: Json| Json::from(vec![item; count]);
    let service = sample::valid()["services"][1].clone();
    let alert = json!({ "id": "a", "severity": "urgent", "when": { "all": [] }, "services": [] });
    let opening = json!({ "days": ["mon"], "from": "09:00", "to": "10:00" });
    let values: Vec<String> = (0..=limits::VALUES).map(|at| format!("v{at}")).collect();
    vec![
        (
            "/facts",
            many(limits::FACTS + 1, json!({ "id": "x", "type": "yes-no" })),
            "too-many",
            "/facts",
        ),
        (
            "/facts",
            many(300, json!({ "id": "x", "type": "yes-no" })),
            "too-many",
            "/facts",
        ),
        (
            "/facts/3/values",
            json!(values),
            "too-many",
            "/facts/3/values",
        ),
        (
            "/services",
            many(limits::SERVICES + 1, service),
            "too-many",
            "/services",
        ),
        (
            "/alerts/0/services",
            many(2000, json!("line")),
            "too-costly",
            "/alerts/0/services",
        ),
        (
            "/locales/en",
            json!({ "k".repeat(limits::WORDS_KEY + 1): "x" }),
            "long-key",
            "/locales/en",
        ),
        // What is in a list that is far too long is not looked at.
        (
            "/facts/3/values",
            (0..300_000).map(|at| json!(format!("v{at}"))).collect(),
            "too-many",
            "/facts/3/values",
        ),
        (
            "/crisis",
            many(limits::SERVICES + 1, json!("line")),
            "too-many",
            "/crisis",
        ),
        (
            "/alerts",
            many(limits::ALERTS + 1, alert),
            "too-many",
            "/alerts",
        ),
        (
            "/services/0/contacts",
            many(limits::WAYS + 1, json!({ "id": "x", "kind": "person" })),
            "too-many",
            "/services/0/contacts",
        ),
        (
            "/services/0/routes",
            many(
                limits::WAYS + 1,
                json!({ "who": "self", "contacts": ["web"] }),
            ),
            "too-many",
            "/services/0/routes",
        ),
        (
            "/services/0/consent",
            many(
                limits::WAYS + 1,
                json!({ "id": "x", "when": { "all": [] } }),
            ),
            "too-many",
            "/services/0/consent",
        ),
        (
            "/services/0/hours",
            many(limits::WAYS + 1, opening),
            "too-many",
            "/services/0/hours",
        ),
        (
            "/services/0/for",
            (0..40).fold(json!({ "all": [] }), |part, _| json!({ "any": [part] })),
            "too-deep",
            "/services/0/for",
        ),
    ]
}

/// Documents that are not bundles at all.
pub fn documents() -> Vec<(Vec<u8>, &'static str, &'static str)> {
    let valid = sample::valid().to_string();
    let twice = |from: &str, to: &str| {
        assert!(valid.contains(from), "{from}");
        valid.replacen(from, to, 1).into_bytes()
    };
    vec![
        (Vec::new(), "not-json", ""),
        (b"{".to_vec(), "not-json", ""),
        (format!("{valid}}}").into_bytes(), "not-json", ""),
        (b"{\"format\": 01}".to_vec(), "not-json", ""),
        (
            b"{\"format\": 1, \"id\": \"\xff\"}".to_vec(),
            "not-utf8",
            "",
        ),
        (b"\xef\xbb\xbf{}".to_vec(), "not-json", ""),
        ([vec![b'['; 300], vec![b']'; 300]].concat(), "too-deep", ""),
        (vec![b' '; limits::BYTES + 1], "too-long", ""),
        (b"[]".to_vec(), "wrong-type", ""),
        (b"null".to_vec(), "wrong-type", ""),
        (
            twice("\"format\":1", "\"format\":1,\"format\":1"),
            "duplicate-key",
            "/format",
        ),
        (
            twice("\"cost\":\"free\"", "\"cost\":\"free\",\"cost\":\"charge\""),
            "duplicate-key",
            "/services/0/cost",
        ),
        (
            twice(
                "\"group.risk.title\":",
                "\"group.risk.title\":\"R\",\"group.risk.title\":",
            ),
            "duplicate-key",
            "/locales/en/group.risk.title",
        ),
        (
            twice("\"locales\":{", "\"locales\":{\"en\":{},"),
            "duplicate-key",
            "/locales/en",
        ),
    ]
}

/// Changes to one item of the valid bundle, faults of its form and of its sense together, and every
/// fault that they make.
pub type Mixed = (
    &'static [(&'static str, &'static str)],
    &'static [(&'static str, &'static str)],
);

pub const MIXED: &[Mixed] = &[
    (
        &[
            ("/services/0/note", "7"),
            ("/services/0/surprise", "1"),
            ("/services/0/status", "\"open\""),
            ("/services/0/group", "\"gossip\""),
            ("/services/0/as_of", "\"soon\""),
            ("/services/0/for/all/0/between/max", "121"),
            ("/services/0/for/all/1/any/1/is/value", "1"),
            ("/services/0/contacts/1/kind", "\"fax\""),
            ("/services/0/contacts/2/value", "\"http://example.org\""),
            ("/services/0/routes/0/who", "\"friend\""),
            ("/services/0/routes/1/contacts/0", "\"pigeon\""),
            ("/services/0/hours/0/days/0", "\"monday\""),
            ("/services/0/hours/0/to", "\"09:00\""),
            ("/services/0/sources/0/source", "\"hearsay\""),
        ],
        &[
            ("wrong-type", "/services/0/note"),
            ("unknown-key", "/services/0/surprise"),
            ("unknown-value", "/services/0/status"),
            ("unknown-group", "/services/0/group"),
            ("bad-date", "/services/0/as_of"),
            ("outside-domain", "/services/0/for/all/0/between/max"),
            ("wrong-type", "/services/0/for/all/1/any/1/is/value"),
            ("unknown-value", "/services/0/contacts/1/kind"),
            ("unsafe-link", "/services/0/contacts/2/value"),
            ("unknown-value", "/services/0/routes/0/who"),
            ("unknown-contact", "/services/0/routes/1/contacts/0"),
            ("unknown-value", "/services/0/hours/0/days/0"),
            ("bad-time", "/services/0/hours/0"),
            ("unknown-source", "/services/0/sources/0/source"),
        ],
    ),
    (
        &[
            ("/facts/3/sensitive", "\"yes\""),
            ("/facts/3/rest", "\"nowhere\""),
            (
                "/facts/3/when",
                "{\"is\": {\"fact\": \"shoe\", \"value\": true}}",
            ),
        ],
        &[
            ("wrong-type", "/facts/3/sensitive"),
            ("outside-domain", "/facts/3/rest"),
            ("unknown-fact", "/facts/3/when/is/fact"),
        ],
    ),
    // What this fact takes is not known: nothing is said of what it is asked.
    (
        &[
            ("/facts/2/type", "\"number\""),
            ("/services/0/for/all/0/between/max", "121"),
        ],
        &[("unknown-value", "/facts/2/type")],
    ),
    (
        &[
            ("/alerts/0/severity", "\"mild\""),
            ("/alerts/0/when/includes/values/0", "\"gout\""),
            ("/alerts/0/services/0", "\"lime\""),
        ],
        &[
            ("unknown-value", "/alerts/0/severity"),
            ("outside-domain", "/alerts/0/when/includes/values/0"),
            ("unknown-service", "/alerts/0/services/0"),
        ],
    ),
    (
        &[
            ("/id", "null"),
            ("/sources/0/published", "2021"),
            ("/services/0/group", "\"gossip\""),
            ("/groups/0", "{\"id\": \"advice\", \"x\": 1}"),
        ],
        &[
            ("wrong-type", "/id"),
            ("wrong-type", "/sources/0/published"),
            ("unknown-key", "/groups/0/x"),
            ("unknown-group", "/services/0/group"),
        ],
    ),
];

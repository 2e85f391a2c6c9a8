//! How long `nwd prove` takes and how much memory, for every shipped area and for made-up areas as they grow to 500 services
//! with 30 facts: `cargo bench --bench prove`. Linux only: memory is read from `/proc`.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a bench that cannot go on stops"
)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde_json::{Map, Value as Json, json};

const SIZES: [usize; 4] = [60, 125, 250, 500];

fn main() {
    let root = nwd_testing::root();
    println!(
        "| area | services | seconds | peak memory, MiB | exit status |\n|---|---|---|---|---|"
    );
    let mut areas: Vec<_> = fs::read_dir(root.join("content"))
        .expect("content")
        .map(|entry| entry.expect("entry").path())
        .collect();
    areas.sort();
    for area in areas.iter().filter(|area| area.join("area.json").is_file()) {
        let own = fs::read_dir(area.join("services")).map_or(0, Iterator::count);
        line(
            &area.file_name().expect("name").to_string_lossy(),
            own,
            area,
        );
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(folder).expect("a folder");
    for size in SIZES {
        let file = folder.join(format!("made-up-{size}.json"));
        fs::write(&file, made_up(size).to_string()).expect("written");
        line("made up, 30 facts", size, &file);
    }
}

fn line(name: &str, services: usize, path: &Path) {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_nwd"))
        .arg("prove")
        .arg(path)
        .stdout(Stdio::null())
        .spawn()
        .expect("nwd runs");
    let mut peak = 0;
    let status = loop {
        peak = peak.max(high_water(child.id()));
        match child.try_wait().expect("it can be waited for") {
            Some(status) => break status,
            None => sleep(Duration::from_millis(2)),
        }
    };
    let seconds = start.elapsed().as_secs_f64();
    println!(
        "| {name} | {services} | {seconds:.2} | {} | {} |",
        peak / 1024,
        status.code().unwrap_or(-1)
    );
}

/// The most memory that a process has held, in KiB.
fn high_water(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.trim().split(' ').next()?.parse().ok())
        .unwrap_or(0)
}

/// Numbers that look random and are the same in each run (xorshift).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

fn names(prefix: &str, count: usize) -> Vec<String> {
    (0..count).map(|at| format!("{prefix}{at}")).collect()
}

/// An area of so many services over thirty facts, made as the shipped ones are: by age, by where people live, learn and have
/// their GP, here and there by level or by something about their life, each for a few needs; and a national one for everybody.
fn made_up(size: usize) -> Json {
    let places = names("p", 12);
    let mut facts = vec![
        json!({ "id": "audience", "type": "one-of", "values": ["young-person", "friend", "parent-carer", "professional"], "required": true }),
        json!({ "id": "danger", "type": "one-of", "values": ["now", "worried", "no"], "required": true }),
        json!({ "id": "needs", "type": "any-of", "values": names("n", 32) }),
        json!({ "id": "age", "type": "integer", "min": 0, "max": 120 }),
        json!({ "id": "level", "type": "one-of", "values": ["coping", "mild", "moderate", "severe"] }),
        json!({ "id": "lives_in", "type": "one-of", "values": places }),
        json!({ "id": "gp_in", "type": "one-of", "values": places }),
        json!({ "id": "studies_in", "type": "one-of", "values": places }),
        json!({ "id": "role", "type": "one-of", "values": names("r", 8), "when": { "in": { "fact": "audience", "values": ["professional"] } } }),
        json!({ "id": "circumstances", "type": "any-of", "values": names("c", 16), "sensitive": true }),
    ];
    facts.extend((0..20).map(|at| json!({ "id": format!("q{at}"), "type": "yes-no" })));
    let mut dice = Dice(42);
    let services: Vec<Json> = (0..size).map(|at| service(at, &mut dice)).collect();
    let alert = |id: &str, severity: &str, value: &str| json!({ "id": id, "severity": severity, "when": { "in": { "fact": "danger", "values": [value] } }, "services": ["s0"] });
    let alerts = [
        alert("danger-now", "emergency", "now"),
        alert("worried", "urgent", "worried"),
    ];
    json!({
        "format": 1, "id": "made-up", "version": "2026.11.1", "default_locale": "en", "areas": [{ "id": "made-up" }, { "id": "national" }],
        "facts": facts, "groups": [{ "id": "help" }], "alerts": alerts, "crisis": ["s0"], "services": services,
        "sources": [{ "id": "book" }], "locales": { "en": words(&facts, size) },
    })
}

fn service(at: usize, dice: &mut Dice) -> Json {
    let routes = ["self", "parent-carer", "professional"]
        .map(|who| json!({ "who": who, "contacts": ["ask"] }));
    let mut service = json!({
        "id": format!("s{at}"), "group": "help", "contacts": [{ "id": "ask", "kind": "person" }], "routes": routes,
        "for": { "all": [] }, "sources": [{ "source": "book", "where": "p" }], "as_of": "2026-01-01", "review": "2027-01-01",
    });
    // The emergency line, and the national service for everybody.
    if at < 2 {
        service["area"] = "national".into();
        return service;
    }
    let from = [0, 5, 11, 13, 16, 18][dice.below(6)];
    let mut parts = vec![
        json!({ "between": { "fact": "age", "min": from, "max": from + [4, 7, 14, 100][dice.below(4)] } }),
    ];
    let place = format!("p{}", dice.below(12));
    let within = |fact: &str| json!({ "in": { "fact": fact, "values": [place] } });
    parts.push(match dice.below(3) {
        0 => within("lives_in"),
        1 => within("gp_in"),
        _ => json!({ "any": [within("lives_in"), within("gp_in"), within("studies_in")] }),
    });
    if dice.below(4) == 0 {
        let one = json!({ "includes": { "fact": "circumstances", "values": [format!("c{}", dice.below(16))] } });
        parts.push(if dice.below(2) == 0 {
            json!({ "not": one })
        } else {
            one
        });
    }
    if dice.below(4) == 0 {
        parts.push(
            json!({ "is": { "fact": format!("q{}", at % 20), "value": dice.below(2) == 0 } }),
        );
    }
    if dice.below(8) == 0 {
        parts.push(json!({ "in": { "fact": "level", "values": ["moderate", "severe"] } }));
    }
    let first = dice.below(28);
    service["for"] = json!({ "all": parts });
    service["helps_with"] = (first..=first + dice.below(4))
        .map(|need| format!("n{need}"))
        .collect();
    service
}

fn words(facts: &[Json], size: usize) -> Map<String, Json> {
    let mut keys = vec![
        "group.help.title".to_owned(),
        "source.book.title".to_owned(),
        "alert.danger-now.title".to_owned(),
        "alert.worried.title".to_owned(),
    ];
    for fact in facts {
        let id = fact["id"].as_str().unwrap_or_default();
        keys.extend(["question", "short"].map(|key| format!("fact.{id}.{key}")));
        let values = fact["values"]
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default();
        keys.extend(
            values
                .iter()
                .map(|value| format!("fact.{id}.value.{}", value.as_str().unwrap_or_default())),
        );
    }
    for at in 0..size {
        let parts = [
            "name",
            "summary",
            "contact.ask",
            "route.self",
            "route.parent-carer",
            "route.professional",
        ];
        keys.extend(parts.map(|part| format!("service.s{at}.{part}")));
    }
    keys.into_iter().map(|key| (key, "w".into())).collect()
}

//! The gaps of small bundles equal enumeration: what everybody of the area has for each need, one by one.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use nwd_core::Bundle;
use nwd_prove::gaps::{Gaps, Lack, Need, YOUNG, gaps, young_test};
use nwd_prove::sets::example::Example;
use nwd_prove::sets::model::Model;
use nwd_prove::sets::space::{Space, tested_facts};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use serde_json::json;

use crate::support::{LIMITS, everybody, limited, people, projected, renamed, whole_completions};
use nwd_testing::small::{
    Alert, Case, Json, Kind, Known, Said, Service, Small, Tree, case_with, config, known,
};

type Somebody = Vec<Option<usize>>;

const NEEDS: [&str; 2] = ["worry", "sleep"];

// What is generated

/// Some services are not of the area itself, and a number is an age: two values of the young and two of others.
fn with_national(case: &Case, national: u8) -> Case {
    let mut json = case.json.clone();
    json["areas"]
        .as_array_mut()
        .unwrap()
        .push(json!({ "id": "national" }));
    for (at, service) in json["services"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .enumerate()
    {
        if national >> at & 1 == 1 {
            service["area"] = "national".into();
        }
    }
    let mut small = case.small.clone();
    let number = small
        .facts
        .iter_mut()
        .find_map(|fact| match &mut fact.kind {
            Kind::Integer { lowest, .. } => Some((fact.id.clone(), lowest)),
            _ => None,
        });
    let Some((id, lowest)) = number else {
        return read(small, json);
    };
    let by = YOUNG - 1 - *lowest;
    *lowest += by;
    let fact = json["facts"]
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .find(|fact| fact["id"] == id.as_str())
        .unwrap();
    shift_ends(fact, by);
    shift(&mut json, &id, by);
    renamed(&read(small, json), &[(&id, "age")])
}

fn read(small: Small, json: Json) -> Case {
    let bundle = Bundle::read(json.to_string().as_bytes()).unwrap();
    Case {
        small,
        bundle,
        json,
    }
}

/// Moves what is asked of a number.
fn shift(json: &mut Json, id: &str, by: i32) {
    if json["between"]["fact"] == id {
        shift_ends(&mut json["between"], by);
    }
    match json {
        Json::Array(items) => items.iter_mut().for_each(|item| shift(item, id, by)),
        Json::Object(members) => members
            .values_mut()
            .for_each(|member| shift(member, id, by)),
        _ => {}
    }
}

fn shift_ends(range: &mut Json, by: i32) {
    for end in ["min", "max"] {
        if let Some(at) = range.get(end).and_then(Json::as_i64) {
            range[end] = (at + i64::from(by)).into();
        }
    }
}

// What is so of each person

/// What somebody has who has no local service about their need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Instead {
    General,
    National,
    Urgent,
}

/// Everything that the oracle looks at.
struct World<'c> {
    case: &'c Case,
    national: u8,
    needs: usize,
    age: Option<usize>,
    everybody: Vec<Somebody>,
}

impl World<'_> {
    fn holds(&self, tree: &Tree, person: &Known) -> bool {
        self.case.small.evaluate(tree, person) == Some(true)
    }

    /// The services about a need that run, beside the emergency lines.
    fn about(&self, need: usize) -> Vec<usize> {
        let emergency = |at: usize, (number, alert): (usize, &Alert)| {
            number % 3 == 1 && alert.services.contains(&at)
        };
        let is_line = |at: usize| {
            at == 0
                || self
                    .case
                    .small
                    .alerts
                    .iter()
                    .enumerate()
                    .any(|alert| emergency(at, alert))
        };
        let services = self.case.small.services.iter().enumerate();
        let about = services.filter(|(at, service)| {
            let is_about = service.helps_with.is_empty()
                || service.helps_with.iter().any(|value| value == NEEDS[need]);
            service.running && is_about && !is_line(*at)
        });
        about.map(|(at, _)| at).collect()
    }

    fn is_local(&self, at: usize) -> bool {
        self.national >> at & 1 == 0
    }

    fn is_named(&self, at: usize) -> bool {
        !self.case.small.services[at].helps_with.is_empty()
    }

    fn is_open(&self, service: &Service, person: &Known) -> bool {
        let small = &self.case.small;
        let is_way = |route: &_| {
            self.holds(&small.asker(route), person) && self.holds(&small.needed(route), person)
        };
        self.holds(&service.eligibility, person) && service.routes.iter().any(is_way)
    }

    /// Nothing where they have a local service about it.
    fn instead(&self, need: usize, person: &Known) -> Option<Instead> {
        let mut open = self.about(need);
        open.retain(|at| self.is_open(&self.case.small.services[*at], person));
        if open
            .iter()
            .any(|at| self.is_local(*at) && self.is_named(*at))
        {
            None
        } else if open.iter().any(|at| self.is_local(*at)) {
            Some(Instead::General)
        } else if open.is_empty() {
            Some(Instead::Urgent)
        } else {
            Some(Instead::National)
        }
    }

    /// Whether a fact is of who asks, or is asked only of some askers.
    fn is_of_asker(&self, fact: usize) -> bool {
        fn names(tree: &Tree, found: &mut BTreeSet<usize>) {
            match tree {
                Tree::Leaf { fact, .. } => {
                    found.insert(*fact);
                }
                Tree::All(parts) | Tree::Any(parts) => {
                    parts.iter().for_each(|part| names(part, found))
                }
                Tree::Not(part) => names(part, found),
            }
        }
        let own = &self.case.small.facts[fact];
        let mut named = BTreeSet::new();
        own.when.iter().for_each(|when| names(when, &mut named));
        ["audience", "role"].contains(&own.id.as_str())
            || named.into_iter().any(|fact| self.is_of_asker(fact))
    }

    /// Whether a local service about it fits this person, and is open to one who is the same but for who asks.
    fn through_others(&self, need: usize, person: &Known) -> bool {
        let others: Vec<usize> = (0..person.len())
            .filter(|fact| !self.is_of_asker(*fact))
            .collect();
        let alike = self
            .everybody
            .iter()
            .filter(|other| others.iter().all(|fact| other[*fact] == person[*fact]));
        let alike: Vec<_> = alike.collect();
        self.about(need)
            .into_iter()
            .filter(|at| self.is_local(*at) && self.is_named(*at))
            .any(|at| {
                let service = &self.case.small.services[at];
                self.holds(&service.eligibility, person)
                    && alike.iter().any(|other| self.is_open(service, other))
            })
    }

    fn years(&self, person: &Known) -> Option<i32> {
        let age = self.age?;
        let Kind::Integer { lowest, .. } = self.case.small.facts[age].kind else {
            panic!("an age is a number")
        };
        Some(lowest + person[age]? as i32)
    }

    fn is_young(&self, person: &Known) -> bool {
        self.years(person).is_some_and(|years| years <= YOUNG)
    }

    /// A person as far as the map tells people apart.
    fn kind_of(&self, told: &Gaps, person: &Known) -> Somebody {
        let mut kind = projected(self.case, person, told.facts);
        // A list with nothing ticked is one kind with a list that is not asked for: what it depends on tells.
        for (at, fact) in self.case.small.facts.iter().enumerate() {
            if matches!(fact.kind, Kind::AnyOf(_)) && told.facts.contains(self.case.fact(at)) {
                kind[at] = kind[at].or(Some(0));
            }
        }
        kind
    }
}

// Counted

/// Those in the gap of one need, with what they have instead and whether another could ask for them.
type InGap = BTreeMap<Somebody, (Instead, bool)>;

fn counted(gap: &InGap, all: &BTreeSet<Somebody>, wanted: impl Fn(&Somebody) -> bool) -> Lack {
    let of = all.iter().filter(|who| wanted(who)).count() as u128;
    let mut lack = Lack {
        of,
        ..Lack::default()
    };
    for (_, (instead, others)) in gap.iter().filter(|(who, _)| wanted(who)) {
        *match instead {
            Instead::General => &mut lack.general,
            Instead::National => &mut lack.national,
            Instead::Urgent => &mut lack.urgent,
        } += 1;
        lack.through_others += u128::from(*others);
    }
    lack
}

fn check(
    world: &World<'_>,
    told: &Gaps,
    met: &mut BTreeMap<&'static str, u32>,
) -> Result<(), TestCaseError> {
    let json = &world.case.json;
    let people = people(world.case);
    let all: BTreeSet<_> = people
        .iter()
        .map(|person| world.kind_of(told, person))
        .collect();
    let young = all.iter().filter(|who| world.is_young(who)).count() as u128;
    prop_assert_eq!(told.people, all.len() as u128, "{:#}", json);
    prop_assert_eq!(told.young, (young > 0).then_some(young), "{:#}", json);
    for (at, id) in NEEDS.into_iter().enumerate() {
        let with_it = people
            .iter()
            .filter(|person| person[world.needs] == Some(1 << at));
        let mut gap = InGap::new();
        for person in with_it {
            let Some(has) = world.instead(at, person) else {
                continue;
            };
            // People of one kind may differ in a question that no service asks, and its answer may be one that
            // nobody else could give: the kind can be asked for where one of them can.
            let others = world.through_others(at, person);
            let of_kind = gap.entry(world.kind_of(told, person));
            of_kind.or_insert((has, others)).1 |= others;
        }
        let need = told.needs.iter().find(|need| need.id == id).unwrap();
        let lack = counted(&gap, &all, |_| true);
        let of_young = counted(&gap, &all, |who| world.is_young(who));
        prop_assert_eq!(need.all, lack, "{} {:#}", id, json);
        prop_assert_eq!(
            need.young,
            (young > 0).then_some(of_young),
            "{} {:#}",
            id,
            json
        );
        prop_assert_eq!(need.example.is_some(), lack.people() > 0);
        prop_assert_eq!(need.urgent.is_some(), lack.urgent > 0);
        let first =
            |said: &[Said]| young == 0 || of_young.people() == 0 || world.is_young(&known(said));
        check_example(world, at, need.example.as_ref(), |said, has| {
            has.is_some() && first(said)
        })?;
        check_example(world, at, need.urgent.as_ref(), |_, has| {
            has == Some(Instead::Urgent)
        })?;
        check_ages(world, need, &gap, &all)?;
        let old = |who: &Somebody| world.years(who).is_some_and(|years| years > YOUNG);
        let classes = [
            ("general", lack.general),
            ("national", lack.national),
            ("urgent", lack.urgent),
            ("through others", lack.through_others),
            ("young", of_young.people()),
            (
                "young and not through others",
                of_young.people() - of_young.through_others,
            ),
            ("no longer young", counted(&gap, &all, old).people()),
            ("all of the young", u128::from(of_young.is_total())),
        ];
        classes
            .into_iter()
            .for_each(|(class, people)| *met.entry(class).or_default() += u32::from(people > 0));
    }
    Ok(())
}

/// Somebody who has this need and no other answers as an example does, and everybody who does is of those it stands for.
fn check_example(
    world: &World<'_>,
    need: usize,
    example: Option<&Example>,
    stands_for: impl Fn(&[Said], Option<Instead>) -> bool,
) -> Result<(), TestCaseError> {
    let Some(example) = example else {
        return Ok(());
    };
    let mut people = people(world.case);
    people.retain(|person| person[world.needs] == Some(1 << need));
    let like = whole_completions(world.case, example, &people);
    let is_so = |said: &Vec<Said>| stands_for(said, world.instead(need, &known(said)));
    prop_assert!(
        !like.is_empty() && like.iter().all(is_so),
        "{:?} {:#}",
        example,
        world.case.json
    );
    Ok(())
}

/// The stretches of age add up.
fn check_ages(
    world: &World<'_>,
    need: &Need,
    gap: &InGap,
    all: &BTreeSet<Somebody>,
) -> Result<(), TestCaseError> {
    let Some(age) = world.age.filter(|_| !need.ages.is_empty()) else {
        return Ok(());
    };
    let aged = counted(gap, all, |who| who[age].is_some());
    let sum = |of: fn(&Lack) -> u128| need.ages.iter().map(|share| of(&share.lack)).sum::<u128>();
    let sums = Lack {
        general: sum(|lack| lack.general),
        national: sum(|lack| lack.national),
        urgent: sum(|lack| lack.urgent),
        through_others: sum(|lack| lack.through_others),
        of: sum(|lack| lack.of),
    };
    prop_assert_eq!(sums, aged, "{:#}", world.case.json);
    Ok(())
}

#[test]
fn what_everybody_has_for_a_need_is_counted() {
    const CASES: u32 = 1000;
    let met = RefCell::new(BTreeMap::new());
    let cases = limited(case_with(any::<u8>().prop_map(|known| known | 2)));
    let filed = ProptestConfig {
        source_file: Some(file!()),
        ..config(CASES)
    };
    let run = TestRunner::new(filed).run(&(cases, any::<u8>()), |(case, national)| {
        let case = with_national(&case, national);
        let mut asked = tested_facts(&case.bundle);
        asked.extend(young_test(&case.bundle, &asked));
        let space = Space::new(case.facts(), &asked, LIMITS).unwrap();
        let find = |id: &str| case.small.facts.iter().position(|fact| fact.id == id);
        let named = |fact: &usize| space.names(case.fact(*fact));
        let needs = find("needs").unwrap();
        if !named(&needs) {
            return Ok(());
        }
        let told = gaps(&Model::new(&case.bundle, &space).unwrap()).unwrap();
        let everybody = everybody(&case);
        let world = World {
            case: &case,
            national,
            needs,
            age: find("age").filter(named),
            everybody,
        };
        check(&world, &told, &mut met.borrow_mut())
    });
    run.unwrap();
    let met = met.into_inner();
    // Each is met by a hundred and more of a thousand bundles: were one not met, its equality would say nothing.
    let often = config(CASES).cases / 50;
    assert!(
        met.values().all(|count| *count >= often),
        "hardly met: {met:?}"
    );
}

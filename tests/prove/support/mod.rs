//! Bundles to prove, and everybody that there can be in them with everything that they may withhold.

use nwd_core::domain::FactSet;
use nwd_core::format::Json as Tree;
use nwd_core::format::answers::read_tree;
use nwd_core::{Answer, Bundle, Knowledge, Truth};
use nwd_prove::Limits;
use nwd_prove::sets::example::Example;
use proptest::prelude::*;
use serde_json::json;

use nwd_testing::small::{Case, Kind, Said, case};

/// Enough for a small bundle.
pub const LIMITS: Limits = Limits {
    nodes: 1 << 16,
    stages: 2000,
    search: 800,
};

/// Cases where the area is for some people only and some questions must be answered.
pub fn proved_case() -> impl Strategy<Value = Case> {
    limited(case())
}

/// The same of these cases.
pub fn limited(cases: impl Strategy<Value = Case>) -> impl Strategy<Value = Case> {
    (cases, any::<u8>(), any::<u8>(), any::<u8>()).prop_map(
        |(mut case, covers, required, never)| {
            if covers & 1 == 1 {
                let tree = &case.json["services"][0]["for"];
                let covers = if covers & 2 == 2 {
                    json!({ "not": tree })
                } else {
                    tree.clone()
                };
                case.json["areas"][0]["covers"] = covers;
            }
            for (at, fact) in case.json["facts"]
                .as_array_mut()
                .unwrap()
                .iter_mut()
                .enumerate()
            {
                fact["required"] = (required >> at & 3 == 3).into();
            }
            for at in 1..case.small.facts.len() {
                // The first value of a list cannot be where some earlier condition holds, or none but the last.
                let when = case.small.facts[..=at]
                    .iter()
                    .rev()
                    .find_map(|fact| fact.when.clone());
                let fact = &mut case.small.facts[at];
                if never >> at & 1 == 1 && case.json["facts"][at]["required"] == false {
                    let named = !fact.kind.names().is_empty() && fact.id != "needs";
                    fact.never = when.filter(|_| named).map(|when| (never & 1 == 1, when));
                }
                if let Some(never) = fact.never_json() {
                    case.json["facts"][at]["never"] = never;
                }
            }
            case.bundle = Bundle::read(case.json.to_string().as_bytes()).unwrap();
            case
        },
    )
}

/// The same with other names, in the bundle and in what the tests know of it.
pub fn renamed(case: &Case, names: &[(&str, &str)]) -> Case {
    let swap = |text: &str| {
        names
            .iter()
            .fold(text.to_owned(), |text, (old, new)| text.replace(old, new))
    };
    let mut small = case.small.clone();
    for fact in &mut small.facts {
        fact.id = swap(&fact.id);
        if let Kind::OneOf(values) | Kind::AnyOf(values) = &mut fact.kind {
            values.iter_mut().for_each(|value| *value = swap(value));
        }
    }
    for service in &mut small.services {
        service
            .helps_with
            .iter_mut()
            .for_each(|value| *value = swap(value));
    }
    let text = swap(&case.json.to_string());
    let bundle = Bundle::read(text.as_bytes()).unwrap();
    Case {
        small,
        bundle,
        json: serde_json::from_str(&text).unwrap(),
    }
}

/// Every person of the area: what they say to each question of their journey.
pub fn people(case: &Case) -> Vec<Vec<Option<usize>>> {
    let mut people = vec![Vec::new()];
    for (at, fact) in case.small.facts.iter().enumerate() {
        let mut next = Vec::new();
        for person in people {
            let mut known: Vec<Option<usize>> = person.clone();
            known.resize(case.small.facts.len(), None);
            let choices = match case.small.applies(at, &known) {
                Some(true) => {
                    let never = fact
                        .never
                        .as_ref()
                        .map(|(_, never)| case.small.evaluate(never, &known));
                    let ruled_out =
                        |value: &usize| never == Some(Some(true)) && fact.is_ruled_out(*value);
                    (0..fact.kind.count())
                        .filter(|value| !ruled_out(value))
                        .map(Some)
                        .collect()
                }
                _ => vec![None],
            };
            next.extend(
                choices
                    .into_iter()
                    .map(|choice| [person.clone(), vec![choice]].concat()),
            );
        }
        people = next;
    }
    people.retain(|person| {
        let answers = case.answers(&said(person, 0));
        Knowledge::new(case.facts(), &answers).truth(&case.bundle.areas[0].covers) == Truth::True
    });
    people
}

/// What a person says who withholds some answers.
pub fn said(person: &[Option<usize>], withheld: usize) -> Vec<Said> {
    let one = |(at, value): (usize, &Option<usize>)| match value {
        None => Said::Nothing,
        Some(_) if withheld >> at & 1 == 1 => Said::Declined,
        Some(value) => Said::Value(*value),
    };
    person.iter().enumerate().map(one).collect()
}

/// Everything that a person may withhold: never what must be said.
pub fn withholdings(case: &Case, person: &[Option<usize>]) -> Vec<usize> {
    let may =
        |at: usize| person[at].is_some() && !case.facts().get(case.fact(at)).unwrap().required;
    (0..1 << person.len())
        .filter(|mask: &usize| (0..person.len()).all(|at| mask >> at & 1 == 0 || may(at)))
        .collect()
}

/// Everybody that there can be, of the area or not.
pub fn everybody(case: &Case) -> Vec<Vec<Option<usize>>> {
    let mut open = case.json.clone();
    open["areas"][0].as_object_mut().unwrap().remove("covers");
    let bundle = Bundle::read(open.to_string().as_bytes()).unwrap();
    people(&Case {
        small: case.small.clone(),
        bundle,
        json: open,
    })
}

/// What a person says to these questions.
pub fn projected(case: &Case, person: &[Option<usize>], facts: FactSet) -> Vec<Option<usize>> {
    (0..person.len())
        .map(|at| person[at].filter(|_| facts.contains(case.fact(at))))
        .collect()
}

/// Those of some people who can say what an example says, each with everything else that they may say or withhold.
pub fn completions(
    case: &Case,
    example: &Example,
    people: &[Vec<Option<usize>>],
) -> Vec<Vec<Said>> {
    let json = serde_json::to_vec(&example.answers(&case.bundle)).unwrap();
    let answers = read_tree(&Tree::parse(&json).unwrap(), case.facts()).unwrap();
    let own = |at: usize| answers.get(case.fact(at));
    let agrees = |at: usize, said: Said| match own(at) {
        None => true,
        // Who is not asked does not say.
        Some(Answer::Declined) => !matches!(said, Said::Value(_)),
        given => case.answer(at, said) == given,
    };
    let mut found = Vec::new();
    for person in people {
        for mask in withholdings(case, person) {
            let said = said(person, mask);
            if (0..said.len()).all(|at| agrees(at, said[at])) {
                found.push(said);
            }
        }
    }
    found
}

/// The same of those who say everything.
pub fn whole_completions(
    case: &Case,
    example: &Example,
    people: &[Vec<Option<usize>>],
) -> Vec<Vec<Said>> {
    let mut all = completions(case, example, people);
    all.retain(|said| !said.contains(&Said::Declined));
    all
}

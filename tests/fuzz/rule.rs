//! Criteria over the facts of the fixture.

use crate::tree::member_mut;
use arbitrary::Arbitrary;
use nwd_core::format::Json;

/// A criterion.
#[derive(Arbitrary, Debug)]
pub enum Rule {
    Between(u8, i8, i8),
    Includes(u8),
    In(u8, u8),
    Is(u8, bool),
    All(Vec<Rule>),
    Any(Vec<Rule>),
    Not(Box<Rule>),
}

/// Where a criterion stands in the fixture, or can.
const PLACES: &[&[&str]] = &[
    &["services", "0", "for"],
    &["services", "1", "for"],
    &["services", "0", "routes", "0", "when"],
    &["services", "0", "routes", "1", "when"],
    &["services", "0", "routes", "2", "when"],
    &["services", "1", "routes", "0", "when"],
    &["services", "0", "consent", "0", "when"],
    &["alerts", "0", "when"],
    &["areas", "0", "covers"],
    &["facts", "2", "when"],
    &["facts", "3", "when"],
    &["facts", "5", "when"],
    &["facts", "6", "when"],
    &["facts", "7", "when"],
];

const NUMBERS: &[&str] = &["age", "weeks"];
const YES_NO: &[&str] = &["pregnant", "first_baby"];
const NEEDS: &[&str] = &["worry", "sleep", "grief"];
const ONE_OF: &[(&str, &[&str])] = &[
    (
        "audience",
        &["young-person", "friend", "parent-carer", "professional"],
    ),
    ("lives_in", &["here", "there", "elsewhere"]),
    ("role", &["school", "doctor"]),
];

impl Rule {
    /// Puts it in a bundle, where it stands alone or in the stead of another.
    pub fn put(&self, bundle: &mut Json, at: u8) {
        let place = pick(PLACES, at);
        let Some((last, way)) = place.split_last() else {
            return;
        };
        let parent = way
            .iter()
            .try_fold(bundle, |here, step| member_mut(here, step));
        let Some(Json::Object(members)) = parent else {
            return;
        };
        members.retain(|(key, _)| key != last);
        members.push(((*last).to_owned(), self.json()));
    }

    fn json(&self) -> Json {
        let parts = |rules: &[Rule]| rules.iter().map(Rule::json).collect::<Json>();
        match self {
            Rule::Between(fact, one, other) => {
                let limit = |number: &i8| Json::Integer(i64::from(*number));
                let ends = [
                    ("min", limit(one.min(other))),
                    ("max", limit(one.max(other))),
                ];
                leaf("between", pick(NUMBERS, *fact), ends)
            }
            Rule::Includes(ticks) => leaf("includes", "needs", [("values", picked(NEEDS, *ticks))]),
            Rule::In(fact, ticks) => {
                let (fact, values) = pick(ONE_OF, *fact);
                leaf("in", fact, [("values", picked(values, *ticks))])
            }
            Rule::Is(fact, yes) => leaf("is", pick(YES_NO, *fact), [("value", Json::Bool(*yes))]),
            Rule::All(rules) => object([("all", parts(rules))]),
            Rule::Any(rules) => object([("any", parts(rules))]),
            Rule::Not(rule) => object([("not", rule.json())]),
        }
    }
}

fn leaf<const N: usize>(test: &str, fact: &str, rest: [(&str, Json); N]) -> Json {
    let members = [("fact", Json::from(fact))].into_iter().chain(rest);
    object([(test, object(members))])
}

fn object<'a>(members: impl IntoIterator<Item = (&'a str, Json)>) -> Json {
    let members = members.into_iter();
    Json::Object(members.map(|(key, json)| (key.to_owned(), json)).collect())
}

fn pick<T: Copy>(from: &[T], nth: u8) -> T {
    from[usize::from(nth) % from.len()]
}

/// The values whose bits are set; the first where none is.
fn picked(values: &[&str], bits: u8) -> Json {
    let is_picked = |at: usize| {
        bits >> at & 1 == 1 || at == 0 && bits.trailing_zeros() as usize >= values.len()
    };
    let named = values.iter().enumerate().filter(|(at, _)| is_picked(*at));
    named.map(|(_, value)| Json::from(*value)).collect()
}

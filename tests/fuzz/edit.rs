//! Changes to the tree of a document, without regard to what it says.

use arbitrary::Arbitrary;
use nwd_core::format::Json;

/// A change at a place.
#[derive(Arbitrary, Debug)]
pub struct Edit {
    at: Path,
    change: Change,
}

/// The way to a place: how many steps, and which member each takes.
#[derive(Arbitrary, Debug)]
struct Path {
    depth: u8,
    steps: [u8; MOST_STEPS],
}

/// Nothing stands deeper in the fixture but for parts of criteria.
const MOST_STEPS: usize = 6;

#[derive(Arbitrary, Debug)]
enum Change {
    /// A value stands there.
    Put(Value),
    /// What stands somewhere else stands there too.
    Copy(Path),
    /// A member is gone.
    Remove(u8),
    /// A member stands twice.
    Repeat(u8),
    /// A key is another.
    Rename(u8, String),
}

#[derive(Arbitrary, Debug)]
enum Value {
    Null,
    Yes(bool),
    Small(i8),
    Whole(i64),
    Fraction(f64),
    Text(String),
    List(Vec<String>),
    Nothing,
}

impl Edit {
    /// Makes the change.
    pub fn apply(&self, json: &mut Json) {
        let put = match &self.change {
            Change::Put(value) => value.json(),
            Change::Copy(from) => from.walk(json).clone(),
            Change::Remove(_) | Change::Repeat(_) | Change::Rename(..) => Json::Null,
        };
        let here = self.at.walk(json);
        match (&self.change, here) {
            (Change::Put(_) | Change::Copy(_), here) => *here = put,
            (change, Json::List(items)) if !items.is_empty() => change_list(change, items),
            (change, Json::Object(members)) if !members.is_empty() => {
                change_object(change, members)
            }
            _ => {}
        }
    }
}

fn change_list(change: &Change, items: &mut Vec<Json>) {
    match change {
        Change::Remove(nth) => drop(items.remove(usize::from(*nth) % items.len())),
        Change::Repeat(nth) => items.push(items[usize::from(*nth) % items.len()].clone()),
        Change::Put(_) | Change::Copy(_) | Change::Rename(..) => {}
    }
}

fn change_object(change: &Change, members: &mut Vec<(String, Json)>) {
    let count = members.len();
    match change {
        Change::Remove(nth) => drop(members.remove(usize::from(*nth) % count)),
        Change::Repeat(nth) => members.push(members[usize::from(*nth) % count].clone()),
        Change::Rename(nth, key) => members[usize::from(*nth) % count].0.clone_from(key),
        Change::Put(_) | Change::Copy(_) => {}
    }
}

impl Path {
    /// The place that it leads to: as far as there is one.
    fn walk<'a>(&self, json: &'a mut Json) -> &'a mut Json {
        let depth = usize::from(self.depth) % (MOST_STEPS + 1);
        let mut here = json;
        for step in &self.steps[..depth] {
            let nth = usize::from(*step).checked_rem(count(here));
            here = match (here, nth) {
                (Json::List(items), Some(nth)) => &mut items[nth],
                (Json::Object(members), Some(nth)) => &mut members[nth].1,
                (end, _) => return end,
            };
        }
        here
    }
}

/// How many members a value has.
fn count(json: &Json) -> usize {
    match json {
        Json::List(items) => items.len(),
        Json::Object(members) => members.len(),
        _ => 0,
    }
}

impl Value {
    fn json(&self) -> Json {
        match self {
            Value::Null => Json::Null,
            Value::Yes(yes) => Json::Bool(*yes),
            Value::Small(number) => Json::Integer(i64::from(*number)),
            Value::Whole(number) => Json::Integer(*number),
            Value::Fraction(number) => Json::Fraction(*number),
            Value::Text(text) => Json::Text(text.clone()),
            Value::List(texts) => texts.iter().map(|text| Json::Text(text.clone())).collect(),
            Value::Nothing => Json::Object(Vec::new()),
        }
    }
}

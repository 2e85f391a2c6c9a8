//! What JavaScript hands over, as values of Rust: the bundle, which the browser has parsed, as a
//! tree that the core reads; and early answers. (A parser in the wasm would weigh five kilobytes.)
//!
//! What the browser's parser passes over, such as a key that stands twice, `nwd build` has refused
//! before.

use js_sys::{Array, Object};
use wasm_bindgen::{JsCast, JsValue};

use nwd_core::format::Json;

/// Levels of nesting that are followed, as when a bundle is read natively.
const MAX_DEPTH: u8 = 127;

/// The tree of a parsed value; `None` where it nests deeper than anything that is read.
pub fn tree(value: &JsValue) -> Option<Json> {
    within(value, MAX_DEPTH)
}

fn within(value: &JsValue, levels: u8) -> Option<Json> {
    if let Some(text) = value.as_string() {
        return Some(Json::Text(text));
    }
    if let Some(number) = value.as_f64() {
        return Some(numeral(number));
    }
    if let Some(truth) = value.as_bool() {
        return Some(Json::Bool(truth));
    }
    if value.is_null() {
        return Some(Json::Null);
    }
    let levels = levels.checked_sub(1)?;
    if let Some(list) = value.dyn_ref::<Array>() {
        return (0..list.length())
            .map(|at| within(&list.get(at), levels))
            .collect::<Option<Vec<_>>>()
            .map(Json::List);
    }
    let entries = Object::entries(value.unchecked_ref());
    let mut members = Vec::new();
    for at in 0..entries.length() {
        let pair: Array = entries.get(at).unchecked_into();
        members.push((pair.get(0).as_string()?, within(&pair.get(1), levels)?));
    }
    Some(Json::Object(members))
}

/// Pairs of text; what is no such pair is passed over.
pub fn pairs(list: &Array) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for at in 0..list.length() {
        let pair: Array = list.get(at).unchecked_into();
        if let (Some(one), Some(other)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            pairs.push((one, other));
        }
    }
    pairs
}

/// Whole numbers up to where a fraction could hide.
fn numeral(number: f64) -> Json {
    const SURE: f64 = 9_007_199_254_740_991.0;
    // No whole number in this range is changed by the cast.
    #[allow(clippy::cast_possible_truncation)]
    let whole = number as i64;
    #[allow(clippy::cast_precision_loss)]
    let same = whole as f64 == number && number.abs() <= SURE;
    if same {
        Json::Integer(whole)
    } else {
        Json::Fraction(number)
    }
}

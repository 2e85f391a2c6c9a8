//! Ways into the tree of a document.

use nwd_core::format::Json;

/// What stands under a key of an object, or at a position of a list.
pub fn member_mut<'a>(json: &'a mut Json, step: &str) -> Option<&'a mut Json> {
    match json {
        Json::Object(members) => members
            .iter_mut()
            .find(|(key, _)| key == step)
            .map(|(_, json)| json),
        Json::List(items) => items.get_mut(step.parse::<usize>().ok()?),
        _ => None,
    }
}

/// The English words of a bundle; nothing where it has none.
pub fn words_mut(bundle: &mut Json) -> Option<&mut Vec<(String, Json)>> {
    match member_mut(member_mut(bundle, "locales")?, "en")? {
        Json::Object(words) => Some(words),
        _ => None,
    }
}

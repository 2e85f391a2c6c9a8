//! From typed values to a JSON tree, in the form that is read.

use super::json::Json;

/// Who a value is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Pages: what only editors need is left out.
    Reader,
    /// Content files: everything.
    Editor,
}

/// A type that is written as a JSON tree, in the form in which [`Read`](super::read::Read) reads
/// it.
pub trait Write {
    /// The value as JSON.
    fn write(&self, audience: Audience) -> Json;
}

impl Write for String {
    fn write(&self, _: Audience) -> Json {
        Json::Text(self.clone())
    }
}

impl Write for bool {
    fn write(&self, _: Audience) -> Json {
        Json::Bool(*self)
    }
}

impl Write for i32 {
    fn write(&self, _: Audience) -> Json {
        Json::Integer(i64::from(*self))
    }
}

/// What is not there is its field's default, and is left out with it; `null` has no reader.
impl<T: Write> Write for Option<T> {
    fn write(&self, audience: Audience) -> Json {
        self.as_ref()
            .map_or(Json::Null, |value| value.write(audience))
    }
}

impl<T: Write> Write for Box<T> {
    fn write(&self, audience: Audience) -> Json {
        T::write(self, audience)
    }
}

impl<T: Write> Write for Vec<T> {
    fn write(&self, audience: Audience) -> Json {
        self.iter().map(|item| item.write(audience)).collect()
    }
}

/// The members of an object, put one by one in the order of the declaration.
pub struct Members {
    audience: Audience,
    members: Vec<(String, Json)>,
}

impl Members {
    /// No members yet.
    pub fn new(audience: Audience) -> Self {
        Members {
            audience,
            members: Vec::new(),
        }
    }

    /// Puts a field that always stands there.
    pub fn put<T: Write>(&mut self, key: &str, value: &T) {
        let json = value.write(self.audience);
        self.members.push((key.to_owned(), json));
    }

    /// Puts a field that is left out at its default.
    pub fn put_given<T: Write + Default + PartialEq>(&mut self, key: &str, value: &T) {
        if *value != T::default() {
            self.put(key, value);
        }
    }

    /// Puts a field that only editors need, and that is left out at its default.
    pub fn put_for_editors<T: Write + Default + PartialEq>(&mut self, key: &str, value: &T) {
        if self.audience == Audience::Editor {
            self.put_given(key, value);
        }
    }
}

impl From<Members> for Json {
    fn from(members: Members) -> Json {
        Json::Object(members.members)
    }
}

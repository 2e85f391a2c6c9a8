//! Values under keys, in the order of the keys. (The standard library's ordered map weighs kilobytes more in the wasm.)

/// Values under keys, in the order of the keys.
#[derive(Clone, Debug)]
pub struct Table<T>(Vec<(String, T)>);

impl<T> Default for Table<T> {
    fn default() -> Self {
        Table(Vec::new())
    }
}

impl<T> Table<T> {
    /// The value under a key.
    pub fn get(&self, key: &str) -> Option<&T> {
        self.entry(key).map(|(_, value)| value)
    }

    /// A key, as the table holds it, and its value.
    pub fn entry(&self, key: &str) -> Option<(&str, &T)> {
        let at = self.position(key).ok()?;
        self.0.get(at).map(|(key, value)| (key.as_str(), value))
    }

    /// The keys and values, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &T)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value))
    }

    /// The keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(key, _)| key.as_str())
    }

    /// Puts a value under a new key; false, and nothing is changed, where the key is there already.
    pub fn add(&mut self, key: &str, value: T) -> bool {
        let place = self.position(key);
        if let Err(at) = place {
            self.0.insert(at, (key.to_owned(), value));
        }
        place.is_err()
    }

    /// The same keys with other values.
    pub fn map<U>(self, change: impl Fn(T) -> U) -> Table<U> {
        Table(self.0.into_iter().map(|(key, value)| (key, change(value))).collect())
    }

    fn position(&self, key: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, _)| other.as_str().cmp(key))
    }
}

#[cfg(feature = "cli")]
impl<T: schemars::JsonSchema> schemars::JsonSchema for Table<T> {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        std::collections::BTreeMap::<String, T>::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        std::collections::BTreeMap::<String, T>::json_schema(generator)
    }

    fn inline_schema() -> bool {
        std::collections::BTreeMap::<String, T>::inline_schema()
    }
}

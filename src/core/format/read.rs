//! From a JSON tree to typed values, reporting every fault on the way.

use super::code::Code;
use super::diagnostic::{Diagnostics, Place};
use super::json::Json;
use super::limits;

/// A message for editors. The widget shows a fault's code alone, so its build leaves the words out.
macro_rules! say {
    ($($words:tt)*) => {
        if cfg!(feature = "messages") { format!($($words)*) } else { String::new() }
    };
}

/// A type that is read from a JSON tree.
///
/// What cannot be read is refused where it stands, and its default stands for it from then on: so
/// whatever else is wrong is found in the same go.
pub trait Read: Default {
    /// The value, with each fault reported.
    fn read(json: &Json, place: &Place<'_>, faults: &mut Diagnostics) -> Self;
}

/// Refuses a value of the wrong kind.
pub fn wrong_type<T: Default>(
    json: &Json,
    wanted: &str,
    place: &Place<'_>,
    faults: &mut Diagnostics,
) -> T {
    faults.refuse(
        Code::WrongType,
        place,
        say!("This is {}.", json.kind()),
        say!("Write {wanted} here."),
    );
    T::default()
}

impl Read for String {
    fn read(json: &Json, place: &Place<'_>, faults: &mut Diagnostics) -> Self {
        match json {
            Json::Text(text) => text.clone(),
            _ => wrong_type(json, "a text, in double quotes", place, faults),
        }
    }
}

impl Read for bool {
    fn read(json: &Json, place: &Place<'_>, faults: &mut Diagnostics) -> Self {
        match json {
            Json::Bool(value) => *value,
            _ => wrong_type(json, "true or false", place, faults),
        }
    }
}

impl Read for i32 {
    fn read(json: &Json, place: &Place<'_>, faults: &mut Diagnostics) -> Self {
        let whole = match json {
            Json::Integer(value) => i32::try_from(*value).ok(),
            _ => None,
        };
        whole.unwrap_or_else(|| {
            wrong_type(
                json,
                "a whole number of at most nine digits, without a point or an exponent",
                place,
                faults,
            )
        })
    }
}

impl<T: Read> Read for Option<T> {
    fn read(json: &Json, place: &Place<'_>, faults: &mut Diagnostics) -> Self {
        Some(T::read(json, place, faults))
    }
}

impl<T: Read> Read for Box<T> {
    fn read(json: &Json, place: &Place<'_>, faults: &mut Diagnostics) -> Self {
        Box::new(T::read(json, place, faults))
    }
}

/// No list is longer than that of the services.
const MOST_ITEMS: usize = limits::SERVICES;

impl<T: Read> Read for Vec<T> {
    fn read(json: &Json, place: &Place<'_>, faults: &mut Diagnostics) -> Self {
        let Json::List(items) = json else {
            return wrong_type(json, "a list, in square brackets", place, faults);
        };
        if items.len() > MOST_ITEMS {
            let message = say!("There are {} here; the most is {MOST_ITEMS}.", items.len());
            faults.refuse(Code::TooMany, place, message, say!("Take some out."));
            return Vec::new();
        }
        items
            .iter()
            .enumerate()
            .map(|(at, item)| T::read(item, &place.item(at), faults))
            .collect()
    }
}

/// No record has nearly as many fields as this.
const MOST_KEYS: usize = 200;

/// The fields of an object: each is taken once, and what nobody took is reported.
pub struct Fields<'a> {
    entries: &'a [(String, Json)],
    place: &'a Place<'a>,
}

impl<'a> Fields<'a> {
    /// The fields of the object here; repeated and unknown keys are reported. `$schema` is for
    /// editors' tools.
    pub fn of(
        json: &'a Json,
        known: &[&str],
        place: &'a Place<'a>,
        faults: &mut Diagnostics,
    ) -> Option<Self> {
        let Json::Object(entries) = json else {
            return wrong_type(json, "an object, in braces", place, faults);
        };
        if entries.len() > MOST_KEYS {
            faults.refuse(
                Code::TooMany,
                place,
                say!("There are {} keys here.", entries.len()),
                say!("Take some out."),
            );
            return None;
        }
        for (at, (key, _)) in entries.iter().enumerate() {
            let earlier = entries.get(..at).unwrap_or_default();
            if earlier.iter().any(|(other, _)| other == key) {
                faults.report(
                    Code::DuplicateKey,
                    &place.name(key),
                    say!("This key stands twice."),
                    say!("Keep one of the two."),
                );
            } else if !known.contains(&key.as_str()) && key != "$schema" {
                let help = say!("Remove it, or use one of: {}.", known.join(", "));
                faults.report(
                    Code::UnknownKey,
                    &place.name(key),
                    say!("Nothing here has this name."),
                    help,
                );
            }
        }
        Some(Fields { entries, place })
    }

    fn get(&self, key: &str) -> Option<&'a Json> {
        self.entries
            .iter()
            .find(|(k, _)| k == key)
            .map(|(_, value)| value)
    }

    /// Reads a field into its place, and reports one that is missing.
    // One small function a type, called from every record: inlined it would be a third of the
    // wasm's own code.
    #[inline(never)]
    pub fn fill<T: Read>(&self, key: &str, slot: &mut T, needed: bool, faults: &mut Diagnostics) {
        let place = self.place.key(key);
        match self.get(key) {
            Some(json) => *slot = T::read(json, &place, faults),
            None if needed => {
                faults.report(
                    Code::MissingKey,
                    self.place,
                    say!("\"{key}\" is missing."),
                    say!("Add \"{key}\"."),
                );
                faults.leave_unread(&place);
            }
            None => {}
        }
    }
}

/// A field's name in the wire form: Rust writes those that are its own keywords with `r#`.
pub fn name(field: &'static str) -> &'static str {
    field.strip_prefix("r#").unwrap_or(field)
}

/// Declares a record of the wire form once: the type, its reader, its writer, and (natively) its
/// JSON Schema.
///
/// A field marked `= default` may be left out and then takes its type's default; one marked `=
/// default for editors` is also left out of what is written for readers.
macro_rules! record {
    ($(#[$meta:meta])* pub struct $name:ident {
        $(
            $(#[$field_meta:meta])*
            $field:ident: $type:ty $(= $default:ident $(for $editors:ident)?)?,
        )*
    }) => {
        #[derive(Clone, Debug, Default, PartialEq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
        $(#[$meta])*
        pub struct $name {
            $(
                $(#[$field_meta])*
                $(#[cfg_attr(feature = "schema", schemars($default))])?
                pub $field: $type,
            )*
        }

        impl $crate::format::read::Read for $name {
            fn read(
                json: &$crate::format::Json,
                place: &$crate::format::Place<'_>,
                faults: &mut $crate::format::Diagnostics,
            ) -> Self {
                let mut record = $name::default();
                let known = &[$($crate::format::read::name(stringify!($field))),*];
                if let Some(fields) = $crate::format::read::Fields::of(json, known, place, faults) {
                    $(
                        let needed = $crate::format::read::record!(@needed $($default)?);
                        let key = $crate::format::read::name(stringify!($field));
                        fields.fill(key, &mut record.$field, needed, faults);
                    )*
                }
                record
            }
        }

        impl $crate::format::write::Write for $name {
            fn write(&self, audience: $crate::format::write::Audience) -> $crate::format::Json {
                let mut members = $crate::format::write::Members::new(audience);
                $(
                    let key = $crate::format::read::name(stringify!($field));
                    $crate::format::read::record!(
                        @put members key (self.$field) $($default $($editors)?)?
                    );
                )*
                members.into()
            }
        }
    };
    (@needed) => { true };
    (@needed default) => { false };
    (@put $members:ident $key:ident ($value:expr)) => { $members.put($key, &$value) };
    (@put $members:ident $key:ident ($value:expr) default) => { $members.put_given($key, &$value) };
    (@put $members:ident $key:ident ($value:expr) default editors) => {
        $members.put_for_editors($key, &$value)
    };
}

/// Declares a closed list of names once: the type, its reader, its writer, and (natively) its JSON
/// Schema.
macro_rules! choice {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$variant_meta:meta])* $variant:ident = $text:literal,)*
    }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name {
            $(
                $(#[$variant_meta])*
                #[cfg_attr(feature = "schema", schemars(rename = $text))]
                $variant,
            )*
        }

        /// The first, where nothing is said.
        impl Default for $name {
            fn default() -> Self {
                let [first, ..] = [$($name::$variant),*];
                first
            }
        }

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// Its name in the wire form.
            pub fn name(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }
        }

        impl $crate::format::read::Read for $name {
            fn read(
                json: &$crate::format::Json,
                place: &$crate::format::Place<'_>,
                faults: &mut $crate::format::Diagnostics,
            ) -> Self {
                let found = json
                    .as_text()
                    .and_then(|text| Self::ALL.iter().find(|one| one.name() == text));
                if found.is_none() {
                    use $crate::format::read::say;
                    let names: Vec<&str> = Self::ALL.iter().map(|one| one.name()).collect();
                    faults.refuse(
                        $crate::format::Code::UnknownValue,
                        place,
                        say!("This is not one of the names that can stand here."),
                        say!("Write one of: {}.", names.join(", ")),
                    );
                }
                found.copied().unwrap_or_default()
            }
        }

        impl $crate::format::write::Write for $name {
            fn write(&self, _: $crate::format::write::Audience) -> $crate::format::Json {
                self.name().into()
            }
        }
    };
}

pub(crate) use {choice, record, say};

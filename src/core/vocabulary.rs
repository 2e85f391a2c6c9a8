//! The names that the engine itself knows: of facts, and of values of theirs. Every other name is
//! an area's to choose.
//!
//! Each fact is declared once, with its type, the values that the engine looks for, who reads it,
//! and what happens where a bundle lacks it. From that come the check of its type and the table in
//! `content/README.md`.

/// A fact that the engine itself knows.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Its name.
    pub id: &'static str,
    /// Its type's name in the wire form.
    pub type_name: &'static str,
    /// The values that the engine looks for; a bundle may have others.
    pub values: &'static [&'static str],
    /// Who reads it, and for what.
    pub read_for: &'static str,
    /// What happens where a bundle lacks it.
    pub without: &'static str,
}

macro_rules! vocabulary {
    ($(
        $name:ident = $id:literal, $type_name:literal, [$($value:expr),*],
        $read_for:literal, $without:literal;
    )*) => {
        $(
            #[doc = concat!("The fact `", $id, "`, for ", $read_for, ".")]
            pub const $name: &str = $id;
        )*

        /// The name of the type that a fact with this name has; none where the engine does not know
        /// it.
        pub fn type_name(id: &str) -> Option<&'static str> {
            match id {
                $($name => Some($type_name),)*
                _ => None,
            }
        }

        /// Every fact that the engine itself knows.
        pub const FACTS: &[Known] = &[
            $(Known {
                id: $id,
                type_name: $type_name,
                values: &[$($value),*],
                read_for: $read_for,
                without: $without,
            },)*
        ];
    };
}

vocabulary! {
    AUDIENCE = "audience", "one-of",
        [audience::YOUNG_PERSON, audience::FRIEND, audience::PARENT_CARER, audience::PROFESSIONAL],
        "the way in that is shown first, 'you' or 'they', what professionals see, the directory's \
         pages",
        "every way in is everybody's, and the words say 'you'";
    ROLE = "role", "one-of", [],
        "the ways in that only some professionals can take",
        "`roles` cannot be used: `unknown-fact`";
    NEEDS = "needs", "any-of",
        [
            needs::SUICIDAL_THOUGHTS, needs::SELF_HARM, needs::DOMESTIC_ABUSE, needs::SEXUAL_ABUSE,
            needs::VIOLENCE
        ],
        "which services are about what is going on, their order, the map of gaps; the values are \
         safety signals",
        "`helps_with` cannot be used: `unknown-fact`; and `missing-signal`";
    DANGER = "danger", "one-of", [danger::NOW, danger::WORRIED],
        "the first screen, before the wasm is there; the values are safety signals",
        "`missing-signal`";
    CIRCUMSTANCES = "circumstances", "any-of", [circumstances::CHILD_PROTECTION],
        "nothing but its value, which is a safety signal",
        "`missing-signal`";
    AGE = "age", "integer", [],
        "everyday examples, birthdays, questionnaires, the directory's pages by age, the map of \
         gaps",
        "examples are for 11 to 17, no birthday is looked ahead to, and there are no pages by age";
    PERINATAL = "perinatal", "one-of", [perinatal::NO],
        "the directory's pages by age: whether a service is for young people without a baby",
        "a service stands on the pages of the ages that it is for";
    LIVES_IN = "lives_in", "one-of", [],
        "the map of gaps, which is told by it",
        "the map is told without it";
    GP_IN = "gp_in", "one-of", [],
        "the map of gaps, which is told by it",
        "the map is told without it";
    LEVEL = "level", "one-of", [],
        "the map of gaps, which is told by it",
        "the map is told without it";
    PREFERS = "prefers", "any-of", [],
        "how somebody would like to be helped, which the order of results looks at; it is never \
         asked, but offered among the results",
        "`offers` and `lacks` cannot be used: `unknown-fact`";
}

/// Values of [`AUDIENCE`].
pub mod audience {
    /// Asks for themselves.
    pub const YOUNG_PERSON: &str = "young-person";
    /// Asks for a friend.
    pub const FRIEND: &str = "friend";
    /// Asks for a child of theirs.
    pub const PARENT_CARER: &str = "parent-carer";
    /// Asks for somebody in their care at work.
    pub const PROFESSIONAL: &str = "professional";
}

/// Values of [`NEEDS`].
pub mod needs {
    /// Thoughts of suicide.
    pub const SUICIDAL_THOUGHTS: &str = "suicidal-thoughts";
    /// Self-harm.
    pub const SELF_HARM: &str = "self-harm";
    /// Abuse at home.
    pub const DOMESTIC_ABUSE: &str = "domestic-abuse";
    /// Sexual abuse or exploitation.
    pub const SEXUAL_ABUSE: &str = "sexual-abuse-or-exploitation";
    /// Violence or gangs.
    pub const VIOLENCE: &str = "violence-or-gangs";
}

/// Values of [`DANGER`].
pub mod danger {
    /// Somebody is in danger now.
    pub const NOW: &str = "now";
    /// Nobody is in danger now, and the person is worried.
    pub const WORRIED: &str = "worried";
    /// Nobody is in danger.
    pub const NO: &str = "no";
}

/// Values of [`CIRCUMSTANCES`].
pub mod circumstances {
    /// A concern about a child's safety.
    pub const CHILD_PROTECTION: &str = "child-protection-concern";
}

/// Values of [`PERINATAL`].
pub mod perinatal {
    /// No pregnancy and no baby.
    pub const NO: &str = "no";
}

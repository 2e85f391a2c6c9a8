//! The wire form of `panel.json`: people as professionals of the area describe them, and what those
//! would be content to see first.

use super::cases::Said;
use super::read::record;
use super::table::Table;

record! {
    /// A person in a few words, what is so of them, and what should stand first.
    pub struct Vignette {
        /// A name of its own in the panel.
        id: String,
        /// The area whose panel it is.
        area: String,
        /// Who it is, in a few words.
        who: String,
        /// What is so: fact id to value. They say it where they are asked; `null` or `"?"` for not
        /// known or rather not said.
        truth: Said,
        /// What they were asked and said when it was written. The journey asks anew.
        answers: Said = default,
        /// The services that a professional would be content to see among the first three, best
        /// first.
        gold: Vec<String>,
        /// Those of `gold` that have to be among the first three.
        must_top3: Vec<String> = default,
        /// Services that must not be among the first three.
        never_top3: Vec<String> = default,
        /// The harm done where one of `never_top3` is, by service.
        harm: Table<String> = default,
        /// Services that are, or may be, for them.
        must_fit: Vec<String> = default,
        /// Services that are not for them.
        must_not_fit: Vec<String> = default,
        /// The alerts that have to be raised; with an empty list none may be.
        alerts: Option<Vec<String>> = default,
        /// What the right first answer would be, and is not in the content.
        missing: Option<String> = default,
        /// Why, with the document and the place in it.
        why: String,
    }
}

impl Vignette {
    /// The lists of services, to change what stands in them.
    pub fn lists_mut(&mut self) -> [&mut Vec<String>; 5] {
        [
            &mut self.gold,
            &mut self.must_top3,
            &mut self.never_top3,
            &mut self.must_fit,
            &mut self.must_not_fit,
        ]
    }

    /// Every list of services, with the key that it stands under.
    pub fn lists(&self) -> [(&'static str, &[String]); 5] {
        [
            ("gold", &self.gold),
            ("must_top3", &self.must_top3),
            ("never_top3", &self.never_top3),
            ("must_fit", &self.must_fit),
            ("must_not_fit", &self.must_not_fit),
        ]
    }
}

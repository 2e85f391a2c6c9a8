//! Scored questionnaires for professionals: what is asked, and what the answers add up to. A prompt for a conversation,
//! never a diagnosis.

use crate::clock::Date;

/// A questionnaire that is scored by adding up.
#[derive(Clone, Debug)]
pub struct Module {
    /// The name that its words are filed under, such as `phq-9`.
    pub id: String,
    /// The ages that it is for, in completed years, both ends included.
    pub ages: (i32, i32),
    /// The answers that each item offers, in order.
    pub options: Vec<Choice>,
    /// The names that the items' words are filed under, in order.
    pub items: Vec<String>,
    /// What a total is called, from the lowest; together they cover every total.
    pub bands: Vec<Band>,
    /// Answers that raise an alert, whatever the total.
    pub flags: Vec<Flag>,
    /// The position of the document that it is from.
    pub source: usize,
    /// The day that the source speaks of.
    pub as_of: Date,
    /// The day by which somebody must look again.
    pub review: Date,
}

/// An answer that may be chosen.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The name that its words are filed under.
    pub id: String,
    /// What it adds to the total.
    pub score: u32,
}

/// A range of totals, both ends included.
#[derive(Clone, Debug)]
pub struct Band {
    /// The name that its words are filed under.
    pub id: String,
    /// The lowest total in it.
    pub min: u32,
    /// The highest total in it.
    pub max: u32,
}

/// An item that raises an alert.
#[derive(Clone, Debug)]
pub struct Flag {
    /// The position of the item.
    pub item: usize,
    /// The lowest score on it that raises the alert.
    pub min: u32,
    /// The position of the alert in the bundle.
    pub alert: usize,
}

/// What the answers come to so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// The sum, once every item is answered; an item that is passed over never counts as nought.
    pub total: Option<u32>,
    /// The position of the total's band.
    pub band: Option<usize>,
    /// The positions of the alerts that single items raise, answered in full or not.
    pub alerts: Vec<usize>,
}

impl Module {
    /// What these answers come to: for each item the position of the option chosen.
    pub fn score(&self, chosen: &[Option<usize>]) -> Score {
        let score_of = |item: usize| {
            let option = chosen.get(item).copied().flatten()?;
            self.options.get(option).map(|option| option.score)
        };
        let total = (0..self.items.len()).try_fold(0_u32, |sum, item| Some(sum.saturating_add(score_of(item)?)));
        let band = total.and_then(|total| self.bands.iter().position(|band| (band.min..=band.max).contains(&total)));
        let raised = self.flags.iter().filter(|flag| score_of(flag.item).is_some_and(|score| score >= flag.min));
        Score { total, band, alerts: raised.map(|flag| flag.alert).collect() }
    }

    /// The highest total that there is.
    pub fn most(&self) -> u32 {
        let most = self.options.iter().map(|option| option.score).max().unwrap_or(0);
        u32::try_from(self.items.len()).unwrap_or(u32::MAX).saturating_mul(most)
    }

    /// Whether it is for somebody of this age; where that is not known, the professional decides.
    pub fn is_for(&self, age: Option<i32>) -> bool {
        age.is_none_or(|age| (self.ages.0..=self.ages.1).contains(&age))
    }
}

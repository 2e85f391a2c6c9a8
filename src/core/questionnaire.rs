//! Scored questionnaires for professionals: what is asked, and what the answers add up to. A prompt
//! for a conversation, never a diagnosis.

/// A questionnaire that is scored by adding up.
#[derive(Clone, Debug)]
pub struct Questionnaire {
    /// The name that its words are filed under, such as `phq-9`.
    pub id: String,
    /// The ages that it is for, in completed years, both ends included.
    pub ages: (i32, i32),
    /// The names that the items' words are filed under, in order.
    pub items: Vec<String>,
    /// The names of the answers that each item offers, in order, and what each adds to the total.
    pub options: Vec<(String, i32)>,
    /// The names of the bands, from the lowest, and the total that each begins at; the first at 0.
    pub bands: Vec<(String, i32)>,
    /// Answers that raise an alert, whatever the total.
    pub flags: Vec<Flag>,
    /// The position of the document that it is from.
    pub source: usize,
}

/// An item that raises an alert.
#[derive(Clone, Debug)]
pub struct Flag {
    /// The position of the item.
    pub item: usize,
    /// The lowest score on it that raises the alert.
    pub min: i32,
    /// The position of the alert in the bundle.
    pub alert: usize,
}

/// What the answers come to so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// The sum, once every item is answered; an item that is passed over never counts as nought.
    pub total: Option<i32>,
    /// The position of the total's band.
    pub band: Option<usize>,
    /// The positions of the alerts that single items raise, answered in full or not.
    pub alerts: Vec<usize>,
}

impl Questionnaire {
    /// What these answers come to: for each item the position of the option chosen.
    pub fn score(&self, chosen: &[Option<usize>]) -> Score {
        let total = (0..self.items.len()).try_fold(0_i32, |sum, item| {
            Some(sum.saturating_add(self.score_of(item, chosen)?))
        });
        let band = total.and_then(|total| self.bands.iter().rposition(|(_, from)| *from <= total));
        let mut alerts = Vec::new();
        for item in 0..self.items.len() {
            alerts.extend(self.raised_by(item, chosen));
        }
        Score {
            total,
            band,
            alerts,
        }
    }

    /// The positions of the alerts that the answer to an item raises.
    pub fn raised_by(&self, item: usize, chosen: &[Option<usize>]) -> impl Iterator<Item = usize> {
        let score = self.score_of(item, chosen);
        let raised = move |flag: &&Flag| flag.item == item && score >= Some(flag.min);
        self.flags.iter().filter(raised).map(|flag| flag.alert)
    }

    /// What the option chosen for an item adds to the total; `None` where none is chosen.
    fn score_of(&self, item: usize, chosen: &[Option<usize>]) -> Option<i32> {
        let option = chosen.get(item).copied().flatten()?;
        self.options.get(option).map(|(_, score)| *score)
    }

    /// The highest total that there is.
    pub fn most(&self) -> i32 {
        let most = self
            .options
            .iter()
            .map(|(_, score)| *score)
            .max()
            .unwrap_or(0);
        i32::try_from(self.items.len())
            .unwrap_or(i32::MAX)
            .saturating_mul(most)
    }

    /// Whether it is for somebody of this age; where that is not known, the professional decides.
    pub fn is_for(&self, age: Option<i32>) -> bool {
        age.is_none_or(|age| (self.ages.0..=self.ages.1).contains(&age))
    }
}

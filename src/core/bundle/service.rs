//! A service: who it is for, its ways in, and where that is known from.

use super::{
    Alert, Contact, ContactKind, Cost, Day, Doubt, Fear, Level, Page, ServiceIx, Status, Who,
};
use crate::analysis::Seen;
use crate::clock::{Date, Stated, Time};
use crate::criterion::Criterion;
use crate::domain::ValueSet;
use crate::vocabulary::audience;

/// A service.
#[derive(Clone, Debug)]
pub struct Service {
    /// Its name in keys and answers.
    pub id: String,
    /// What it was called before, or what has become a part of it.
    pub was: Vec<String>,
    /// The folder that it comes from.
    pub area: String,
    /// Whether it can be used today.
    pub status: Status,
    /// The position of the heading that it stands under.
    pub group: usize,
    /// What decides how near the front it stands, beside who it is for.
    pub ranking: Ranking,
    /// The askers who see it.
    pub seen_by: Criterion,
    /// Only some schools or places have it.
    pub only_some: bool,
    /// Whether it is for people outside its area.
    pub outside: bool,
    /// The needs that it helps with; `None` for a service that is for anything.
    pub helps_with: Option<ValueSet>,
    /// Who it is for.
    pub eligibility: Criterion,
    /// Whether it is about what is going on.
    pub relevance: Criterion,
    /// The positions of the alerts that name it.
    pub named_by: Vec<usize>,
    /// Ways to get in touch.
    pub contacts: Vec<Contact>,
    /// Ways in.
    pub routes: Vec<Route>,
    /// Consent rules: what must be agreed first.
    pub consents: Vec<Consent>,
    /// The level of need that it is for, where its source names one.
    pub level: Option<Level>,
    /// When it is open; `None` where not known.
    pub hours: Option<Hours>,
    /// What it costs; `None` where not known.
    pub cost: Option<Cost>,
    /// What people fear to ask, and its words answer.
    pub concerns: Vec<Concern>,
    /// What somebody must check before release.
    pub verify: Vec<Doubt>,
    /// Where this is known from.
    pub sources: Vec<Citation>,
    /// When what the sources say was so.
    pub as_of: Stated,
    /// The day by which somebody must look again.
    pub review: Date,
}

/// What decides how near the front a service stands, beside who it is for.
#[derive(Clone, Debug, Default)]
pub struct Ranking {
    /// The needs that it is made for.
    pub made_for: ValueSet,
    /// What it is about beside the needs that it helps with.
    pub also_about: Option<Criterion>,
    /// How well it suits how much things get in the way; as its heading where `None`.
    pub suits: Option<Suits>,
    /// Everybody has one near them.
    pub near: bool,
    /// The roles of the professionals who work in it.
    pub staff: ValueSet,
    /// What it leads to, where other services lead there too.
    pub door: Option<String>,
    /// The services that never stand behind it.
    pub after: Vec<ServiceIx>,
    /// The ways to be helped that it has, of those that somebody may like.
    pub offers: ValueSet,
    /// Those that it surely has not.
    pub lacks: ValueSet,
}

/// How well something suits how much things get in the way, by values of `level`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Suits {
    /// It is right for these.
    pub well: ValueSet,
    /// It is one of the right things for these.
    pub partly: ValueSet,
    /// It is too much or too little for these.
    pub badly: ValueSet,
}

/// A way in.
#[derive(Clone, Debug)]
pub struct Route {
    /// Who takes it.
    pub who: Who,
    /// The positions of the contacts to use, best first.
    pub contacts: Vec<usize>,
    /// Which professionals; any where it is empty.
    pub roles: ValueSet,
    /// What its editor asks of the person.
    pub when: Criterion,
    /// A professional has one of the roles.
    pub by_role: Criterion,
    /// The asker is one who takes it.
    pub asker: Criterion,
}

/// Something that must be agreed first.
#[derive(Clone, Debug)]
pub struct Consent {
    /// The name that its words are filed under.
    pub id: String,
    /// The people that it applies to.
    pub when: Criterion,
}

/// Something that people fear to ask, and where the answer is known from: a source by position, a
/// public page, or both.
#[derive(Clone, Debug)]
pub struct Concern {
    /// What they fear to ask; its name is what the words are filed under.
    pub about: Fear,
    /// The position of the source.
    pub source: Option<usize>,
    /// The public page.
    pub page: Option<Page>,
}

/// When a service is open, in London time.
#[derive(Clone, Debug)]
pub enum Hours {
    /// Every hour of every day.
    Always,
    /// From one time to another on some days (Monday 0).
    Weekly(Vec<Opening>),
}

/// A stretch of a day on some days of the week.
#[derive(Clone, Debug)]
pub struct Opening {
    /// The days.
    pub days: Vec<Day>,
    /// It opens.
    pub from: Time,
    /// It closes, later on the same day.
    pub to: Time,
}

/// Where a statement is known from.
#[derive(Clone, Debug)]
pub struct Citation {
    /// The position of the source.
    pub source: usize,
    /// The place in it, where it is told.
    pub at: Option<String>,
}

impl Suits {
    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.well.union(self.partly).union(self.badly).is_empty()
    }
}

impl Service {
    /// Whether nobody knows if it still runs.
    pub fn may_have_ended(&self) -> bool {
        self.verify.contains(&Doubt::Running)
    }

    /// Whether it is not ruled out that it is about what is going on, or that a raised alert names
    /// it.
    pub fn relevant<'a>(&'a self, alerts: &'a [Alert]) -> Seen<'a> {
        let naming = self.named_by.iter().filter_map(|at| alerts.get(*at));
        let raised = naming.map(|alert| Seen::Sure(&alert.when));
        Seen::Any(raised.chain([Seen::Possible(&self.relevance)]).collect())
    }

    /// What is shown of it where it is relevant: its verdict, and whether each way in is open.
    pub fn shown<'a>(&'a self, relevant: Seen<'a>) -> impl Iterator<Item = Seen<'a>> {
        // Where only some places have it, the most that can be said is that it may be for them.
        let fits = if self.only_some {
            Seen::Possible(&self.eligibility)
        } else {
            Seen::Truth(&self.eligibility)
        };
        let verdict = vec![relevant.clone(), fits];
        let ways = self.routes.iter().map(move |route| {
            let way = route.criteria().map(Seen::Truth);
            let fits = [relevant.clone(), Seen::Possible(&self.eligibility)];
            fits.into_iter().chain(way).collect()
        });
        [verdict].into_iter().chain(ways).map(Seen::All)
    }

    /// What to use when it is urgent, whichever way in somebody has.
    pub fn urgent_contacts(&self) -> Vec<&Contact> {
        Contact::urgent(self.contacts.iter().collect())
    }

    /// The number or mail address that its first link leads to; none where that is a page, which may
    /// tell of several services.
    pub fn first_line(&self) -> Option<String> {
        let mut linked = self.contacts.iter().filter(|it| it.link().is_some());
        let first = linked.next()?;
        first.link().filter(|_| first.kind != ContactKind::Web)
    }
}

impl Route {
    /// The conditions on the person: its own and the right role.
    pub fn needs(&self) -> [&Criterion; 2] {
        [&self.when, &self.by_role]
    }

    /// Everything that it takes.
    pub fn criteria(&self) -> [&Criterion; 3] {
        [&self.asker, &self.when, &self.by_role]
    }
}

impl Who {
    /// The kinds of asker that take this way in. A friend takes the way that the young person
    /// would.
    pub fn audiences(self) -> &'static [&'static str] {
        match self {
            Who::Myself => &[audience::YOUNG_PERSON, audience::FRIEND],
            Who::ParentCarer => &[audience::PARENT_CARER],
            Who::Professional => &[audience::PROFESSIONAL],
        }
    }
}

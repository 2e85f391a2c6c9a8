//! The wire form: the JSON that editors write and that `nwd build` joins into one document, read
//! and written.
//!
//! These types are the source of the published JSON Schemas; `content/README.md` explains them to
//! editors.

pub use super::criterion::{Between, Criterion, Is, Listed};
use super::diagnostic::{Diagnostics, Place};
use super::json::Json;
use super::read::{Read, choice, record};
use super::table::{Table, Texts};
use super::write::{Audience, Write};

/// A content file that is an object: the JSON Schema that editors' tools check it by, and what it
/// says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct File<T> {
    /// Its member `$schema`.
    pub schema: Option<String>,
    /// All else.
    pub content: T,
}

impl<T: Read> Read for File<T> {
    fn read(json: &Json, place: &Place<'_>, faults: &mut Diagnostics) -> Self {
        let schema = json.get("$schema").and_then(Json::as_text);
        File {
            schema: schema.map(str::to_owned),
            content: T::read(json, place, faults),
        }
    }
}

impl<T: Write> Write for File<T> {
    fn write(&self, audience: Audience) -> Json {
        let mut json = self.content.write(audience);
        if let (Json::Object(members), Some(schema), Audience::Editor) =
            (&mut json, &self.schema, audience)
        {
            members.insert(0, ("$schema".to_owned(), schema.as_str().into()));
        }
        json
    }
}

record! {
    /// A whole bundle: everything that a page needs.
    pub struct Bundle {
        /// The version of this format; 1.
        format: i32,
        /// The area that the bundle is for.
        id: String,
        /// Year, month and number, such as `2026.11.1`.
        version: String,
        /// The language that the words fall back to.
        default_locale: String,
        /// The folders that the bundle was built from, the area's own first.
        areas: Vec<Area>,
        /// Every question, in the order of asking.
        facts: Vec<Fact>,
        /// The headings that results stand under, in order.
        groups: Vec<Group>,
        /// What raises an alert.
        alerts: Vec<Alert>,
        /// The services of the crisis panel, in order.
        crisis: Vec<String>,
        /// Every service: the area's first, then the nation's.
        services: Vec<Service>,
        /// Scored questionnaires for professionals.
        modules: Vec<Module> = default,
        /// The documents that statements rest on.
        sources: Vec<Source>,
        /// The words, by language and key.
        locales: Table<Texts>,
    }
}

record! {
    /// An area that services belong to.
    pub struct Area {
        /// Its name in keys and files.
        id: String,
        /// The people that it is for; everyone where it is left out.
        covers: Option<Criterion> = default,
    }
}

record! {
    /// The head of a content folder: `area.json`.
    pub struct AreaFile {
        /// The version of this format; 1.
        format: i32,
        /// The folder's name.
        id: String,
        /// Year, month and number, such as `2026.11.1`; raise it with every change.
        version: String,
        /// The folder whose content this one adds to, such as `national`.
        extends: Option<String> = default,
        /// The language that the words fall back to.
        default_locale: String,
        /// The people that the area is for; everyone where it is left out.
        covers: Option<Criterion> = default,
        /// The services of the crisis panel, in order: 999 first, then local before national.
        crisis: Vec<String> = default,
        /// The documents that this folder's statements rest on.
        sources: Vec<Source> = default,
        /// What `nwd prove` finds here that is known and stands, each by its name and with the
        /// reason.
        accepts: Vec<Acceptance> = default,
    }
}

record! {
    /// Something that does not hold, is known, and stands.
    pub struct Acceptance {
        /// The finding's name, as `nwd prove` prints it, such as
        /// `dead-route:services/kooth/routes/1`.
        gap: String,
        /// Why it stands.
        reason: String,
    }
}

record! {
    /// One question.
    pub struct Fact {
        /// The name that criteria and answers use.
        id: String,
        /// What an answer looks like.
        r#type: FactType,
        /// `one-of` and `any-of`: the values.
        values: Vec<String> = default,
        /// `integer`: the lowest value.
        min: Option<i32> = default,
        /// `integer`: the highest value.
        max: Option<i32> = default,
        /// The question is asked, and an answer counts, only where this holds. It names earlier
        /// questions only.
        when: Option<Criterion> = default,
        /// `one-of` and `any-of`: values that nobody can have where something else holds. They are
        /// not offered then.
        never: Vec<Never> = default,
        /// Asked last, and with more care.
        sensitive: bool = default,
        /// There is no 'not sure' to choose: who is asking, and whether anyone is in danger.
        required: bool = default,
        /// `one-of`: the value that stands on screen for all those that no rule of the bundle
        /// mentions.
        rest: Option<String> = default,
        /// A long list's values in groups, each under a heading.
        sections: Vec<Section> = default,
        /// `one-of`: the values that most people do not have. What is made for somebody with one of
        /// them comes first. Of an `any-of` fact every value counts, of a `yes-no` fact the yes.
        telling: Vec<String> = default,
        /// Questions that name the same screen are asked on one, under its title.
        screen: Option<String> = default,
        /// `one-of` and `any-of`: what values were called before they were renamed or parted, each
        /// with the values that it is now. Answers may still say it, rules may not.
        was: Table<Vec<String>> = default,
    }
}

record! {
    /// Values that nobody can have where something else holds.
    pub struct Never {
        /// The values.
        values: Vec<String>,
        /// Where they cannot be. It names earlier questions only.
        when: Criterion,
    }
}

choice! {
    /// What an answer looks like.
    pub enum FactType {
        /// Exactly one of the values.
        OneOf = "one-of",
        /// Any number of the values.
        AnyOf = "any-of",
        /// A whole number.
        Integer = "integer",
        /// Yes or no.
        YesNo = "yes-no",
    }
}

record! {
    /// A group of values under a heading.
    pub struct Section {
        /// The name that its heading is filed under.
        id: String,
        /// The values in it.
        values: Vec<String>,
    }
}

record! {
    /// A heading that results stand under.
    pub struct Group {
        /// The name that its words are filed under: a THRIVE grouping.
        id: String,
        /// How well what stands under it suits how much things get in the way.
        suits: Suits = default,
        /// It is for danger: what stands under it opens no ordinary trouble.
        safety: bool = default,
    }
}

record! {
    /// How well something suits how much things get in the way: values of `level`. What is in none
    /// of these is neither here nor there.
    pub struct Suits {
        /// It is right for these.
        well: Vec<String> = default,
        /// It is one of the right things for these.
        partly: Vec<String> = default,
        /// It is too much or too little for these.
        badly: Vec<String> = default,
    }
}

record! {
    /// Something that must be said first.
    pub struct Alert {
        /// The name that its words are filed under.
        id: String,
        /// How it is shown.
        severity: Severity,
        /// The answers that raise it.
        when: Criterion,
        /// The services to turn to, in order, local before national.
        services: Vec<String>,
        /// Some of these that come before the others for some people; the first that hold count.
        first: Vec<First> = default,
        /// How many of its services open the results, 1 to 3: so many that can be used now, and
        /// then what helps beyond today. 2 where it is left out.
        leads: Option<i32> = default,
    }
}

record! {
    /// Services of an alert that come before its others for some people.
    pub struct First {
        /// For whom.
        when: Criterion,
        /// The services, in order.
        services: Vec<String>,
    }
}

choice! {
    /// How an alert is shown, gravest first.
    pub enum Severity {
        /// The urgent page, at once.
        Emergency = "emergency",
        /// Its words on the very next screen, and above all results.
        Urgent = "urgent",
        /// The same, about being kept safe from others.
        Safeguarding = "safeguarding",
    }
}

record! {
    /// A service: who it is for, how to reach it, and where that is known from.
    pub struct Service {
        /// The folder that it comes from; filled in by `nwd build`.
        area: Option<String> = default,
        /// Its name in keys, answers and files.
        id: String,
        /// What it was called before, or what has become a part of it: panels, cases and links that
        /// still say so mean it.
        was: Vec<String> = default,
        /// Whether it can be used today.
        status: Status = default,
        /// The heading that it stands under.
        group: String,
        /// It is for the people whom its area is not for, such as a pointer to their own.
        outside: bool = default,
        /// The level of need that it is for, where its source names one. For professionals.
        level: Option<Level> = default,
        /// The needs that it helps with; left out for a service that is for anything.
        helps_with: Vec<String> = default,
        /// The needs that it is made for, of those that it helps with: it comes first for them.
        /// Where it helps with one alone, it is made for that.
        made_for: Vec<String> = default,
        /// What else it is about, beside the needs that it helps with.
        also_about: Option<Criterion> = default,
        /// How well it suits how much things get in the way; as its heading where left out.
        suits: Option<Suits> = default,
        /// Everybody has one near them, such as a GP surgery: local, though the nation's.
        near: bool = default,
        /// The roles of the professionals who work in it: they are not sent to themselves.
        staff: Vec<String> = default,
        /// Another name for what it leads to: of several services with the same, one is enough.
        door: Option<String> = default,
        /// Services that never stand behind it, such as the team that decides who comes to it.
        after: Vec<String> = default,
        /// The ways to be helped that it has, of those that somebody may like: values of `prefers`.
        offers: Vec<String> = default,
        /// Those that it surely has not.
        lacks: Vec<String> = default,
        /// The askers who see it; all where it is left out.
        seen_by: Vec<String> = default,
        /// Only some schools or places have it: it may be for somebody, never surely.
        only_some: bool = default,
        /// Who it is for. Who may refer is for `routes`.
        r#for: Criterion,
        /// Ways to get in touch.
        contacts: Vec<Contact>,
        /// Ways in: who may ask, and through which contacts.
        routes: Vec<Route>,
        /// What must be agreed first, and for whom.
        consent: Vec<Consent> = default,
        /// When it is open, in London time; left out where not known.
        hours: Option<Hours> = default,
        /// What it costs; left out where the source does not say.
        cost: Option<Cost> = default,
        /// What people fear to ask before they get in touch, as far as it is known.
        concerns: Vec<Concern> = default,
        /// What else somebody must check before release.
        verify: Vec<Doubt> = default,
        /// Where this is known from.
        sources: Vec<Citation>,
        /// When what the sources say was so: `YYYY-MM-DD`, or `YYYY-MM` or `YYYY` where they say no
        /// more.
        as_of: String,
        /// The day by which somebody must look again, `YYYY-MM-DD`.
        review: String,
        /// For editors: how an unclear source was read, and why. Not shown.
        note: Option<String> = default for editors,
    }
}

choice! {
    /// Whether a service can be used today.
    pub enum Status {
        /// Open to those whom it is for.
        Running = "running",
        /// Announced; not open yet.
        Planned = "planned",
        /// Not taking anyone now.
        Paused = "paused",
        /// Closed for good.
        Ended = "ended",
    }
}

choice! {
    /// A level of need, as Kent's plan names them. Families never see it.
    pub enum Level {
        /// Level 1: for everyone, and where a little more is needed.
        Universal = "universal",
        /// Level 2: help early, before things grow.
        EarlyHelp = "early-help",
        /// Level 3: needs that one service cannot meet alone.
        Complex = "complex",
        /// Level 4: the highest needs.
        VeryComplex = "very-complex",
    }
}

choice! {
    /// What a service costs those who use it.
    pub enum Cost {
        /// Nothing.
        Free = "free",
        /// A charge.
        Charge = "charge",
        /// It depends.
        Varies = "varies",
    }
}

choice! {
    /// What a source leaves open about a service.
    pub enum Doubt {
        /// When it is open.
        Hours = "hours",
        /// The ages that it is for.
        Age = "age",
        /// Whether it still runs.
        Running = "running",
        /// How to get in.
        Route = "route",
        /// What must be agreed first.
        Consent = "consent",
        /// Where it is.
        Where = "where",
    }
}

record! {
    /// A way to get in touch.
    pub struct Contact {
        /// The name that its label is filed under, and that routes use.
        id: String,
        /// What kind of contact.
        kind: ContactKind,
        /// The number, address or link; none for `visit` and `person`, which have words only.
        value: Option<String> = default,
        /// `text`: what to write.
        body: Option<String> = default,
        /// No source gives this: somebody must check it before release.
        verify: bool = default,
        /// The public page that it was read on, an https link; with `seen`.
        page: Option<String> = default,
        /// The day on which it was read there, `YYYY-MM-DD`.
        seen: Option<String> = default,
    }
}

record! {
    /// Something that people fear to ask before they get in touch; the words answer it.
    pub struct Concern {
        /// What they fear to ask.
        about: Fear,
        /// The id of the source that answers it; or `page` and `seen`.
        source: Option<String> = default,
        /// The place in the source. For editors: a built bundle leaves it out.
        r#where: Option<String> = default for editors,
        /// The public page that answers it, an https link; with `seen`.
        page: Option<String> = default,
        /// The day on which it was read there, `YYYY-MM-DD`.
        seen: Option<String> = default,
    }
}

choice! {
    /// What people fear to ask before they get in touch.
    pub enum Fear {
        /// Whether parents, school, police or anybody else is told.
        Told = "told",
        /// Whether a pregnancy, where somebody is from, a debt or the like gets them into trouble.
        Trouble = "trouble",
        /// How long it takes.
        Wait = "wait",
        /// What happens first.
        First = "first",
        /// What it costs, beyond what `cost` says.
        Cost = "cost",
    }
}

choice! {
    /// What kind of contact.
    pub enum ContactKind {
        /// A telephone number.
        Phone = "phone",
        /// A number to text.
        Text = "text",
        /// An https link.
        Web = "web",
        /// An email address.
        Email = "email",
        /// A place to go to.
        Visit = "visit",
        /// Somebody to ask.
        Person = "person",
    }
}

record! {
    /// A way in.
    pub struct Route {
        /// Who takes it.
        who: Who,
        /// The contacts to use, best first.
        contacts: Vec<String>,
        /// Which professionals; any where it is left out.
        roles: Vec<String> = default,
        /// What this way in needs.
        when: Option<Criterion> = default,
    }
}

choice! {
    /// Who takes a way in.
    pub enum Who {
        /// The young person, or a friend with them.
        Myself = "self",
        /// A parent or carer.
        ParentCarer = "parent-carer",
        /// Somebody who works with them.
        Professional = "professional",
    }
}

record! {
    /// Something that must be agreed first.
    pub struct Consent {
        /// The name that its words are filed under.
        id: String,
        /// For whom.
        when: Criterion,
    }
}

record! {
    /// Where a statement is known from.
    pub struct Citation {
        /// The id of a source.
        source: String,
        /// The place in it. For editors: a built bundle leaves it out.
        r#where: Option<String> = default for editors,
    }
}

record! {
    /// A scored questionnaire for professionals. Its words are filed under `module.ID`.
    pub struct Module {
        /// The name that its words are filed under.
        id: String,
        /// The lowest age that it is for, in completed years.
        min_age: i32,
        /// The highest.
        max_age: i32,
        /// The items, in order.
        items: Vec<String>,
        /// The answers that each item offers, in order.
        options: Vec<String>,
        /// What each answer adds to the total.
        scores: Vec<i32>,
        /// What totals are called, from the lowest.
        bands: Vec<String>,
        /// The lowest total of each band but the first, which begins at 0.
        cut_offs: Vec<i32>,
        /// Answers that raise an alert, whatever the total.
        flags: Vec<Flag> = default,
        /// The document that it is from.
        source: String,
        /// What its owner allows, in their words.
        licence: String,
        /// The licence allows it to be shown and filled in on a screen. Without that it is refused.
        electronic_use: bool,
        /// What else somebody must check before release.
        verify: Vec<Doubt> = default,
        /// The day that the source speaks of, `YYYY-MM-DD`.
        as_of: String,
        /// The day by which somebody must look again, `YYYY-MM-DD`.
        review: String,
        /// For editors. Not shown.
        note: Option<String> = default for editors,
    }
}

record! {
    /// An item that raises an alert.
    pub struct Flag {
        /// The item.
        item: String,
        /// The lowest score on it that does.
        min: i32,
        /// The alert.
        alert: String,
    }
}

record! {
    /// A document that statements rest on. Its title and publisher are words.
    pub struct Source {
        /// The name that its words are filed under.
        id: String,
        /// The file that it was read from, where there is one.
        document: Option<String> = default,
        /// When it was published, as far as it says.
        published: Option<String> = default,
    }
}

record! {
    /// A stretch of the week in which a service is open.
    pub struct Opening {
        /// The days.
        days: Vec<Day>,
        /// From this time, `HH:MM`.
        from: String,
        /// To this time, `HH:MM`, later on the same day; `24:00` is its end.
        to: String,
    }
}

choice! {
    /// A day of the week.
    pub enum Day {
        /// Monday
        Mon = "mon",
        /// Tuesday
        Tue = "tue",
        /// Wednesday
        Wed = "wed",
        /// Thursday
        Thu = "thu",
        /// Friday
        Fri = "fri",
        /// Saturday
        Sat = "sat",
        /// Sunday
        Sun = "sun",
    }
}

/// When a service is open.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(untagged))]
pub enum Hours {
    /// `"always"`
    Always(Always),
    /// Stretches of the week.
    Weekly(Vec<Opening>),
}

choice! {
    /// Every hour of every day.
    pub enum Always {
        /// Every hour of every day.
        Always = "always",
    }
}

impl Default for Hours {
    fn default() -> Self {
        Hours::Always(Always::Always)
    }
}

impl Read for Hours {
    fn read(json: &Json, place: &Place<'_>, faults: &mut Diagnostics) -> Self {
        match json {
            Json::Text(_) => Hours::Always(Always::read(json, place, faults)),
            _ => Hours::Weekly(Vec::read(json, place, faults)),
        }
    }
}

impl Write for Hours {
    fn write(&self, audience: Audience) -> Json {
        match self {
            Hours::Always(always) => always.write(audience),
            Hours::Weekly(openings) => openings.write(audience),
        }
    }
}

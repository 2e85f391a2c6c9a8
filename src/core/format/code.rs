//! The codes of everything that is reported, each with what it means, an example and the remedy.

use std::fmt;

/// The part that finds a code, whose tests show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// Reading a content folder, before there is a bundle.
    Content,
    /// Reading and validating a bundle.
    Reader,
    /// Reading a set of answers.
    Answers,
    /// Reading and running `cases.json`.
    Cases,
    /// Reading `panel.json`.
    Panel,
    /// The lints of `nwd check`.
    Lint,
    /// The proofs of `nwd prove`.
    Proof,
}

/// What a code means, for those who meet it.
#[derive(Clone, Copy, Debug)]
pub struct Explanation {
    /// The part that finds it.
    pub origin: Origin,
    /// What it means.
    pub meaning: &'static str,
    /// Content that has it.
    pub example: &'static str,
    /// What to do.
    pub remedy: &'static str,
}

/// Declares every code once: its name, its meaning (the doc comment), its origin, an example and
/// the remedy.
///
/// The names are in every build. The rest is for editors, and weighs nothing in the wasm.
macro_rules! codes {
    ($($(#[doc = $meaning:literal])+ $variant:ident = $name:literal {
        origin: $origin:ident,
        example: $example:literal,
        remedy: $remedy:literal,
    })+) => {
        /// What was found, by a short name that stays the same between versions.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $($(#[doc = $meaning])+ $variant,)+
        }

        impl Code {
            /// Every code, in the order of the alphabet within each origin.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// Its name, as it is printed: small letters and hyphens.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// What it means, an example, and the remedy.
            pub fn explanation(self) -> Explanation {
                match self {
                    $(Code::$variant => Explanation {
                        origin: Origin::$origin,
                        meaning: concat!($($meaning),+).trim_ascii(),
                        example: $example,
                        remedy: $remedy,
                    },)+
                }
            }
        }
    };
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

codes! {
    /// A file that a content folder must have is not there.
    MissingFile = "missing-file" {
        origin: Content,
        example: "A folder of services and words, named to `nwd build`, without an `area.json`.",
        remedy: "Add the file.",
    }
    /// The folder that an area extends extends another itself. There are two floors only: an area,
    /// and what it rests on.
    NestedExtends = "nested-extends" {
        origin: Content,
        example: r#"In kent/area.json:     "extends": "county"
In county/area.json:   "extends": "national""#,
        remedy: "Leave \"extends\" out of the folder that is extended.",
    }
    /// What does not hold is accepted in `area.json` without a reason, so that nobody can tell
    /// later whether it still stands.
    NoReason = "no-reason" {
        origin: Content,
        example: r#""accepts": [{ "gap": "no-local-help:eating", "reason": "" }]"#,
        remedy: "Say why it is accepted.",
    }
    /// The folder that an area extends does not stand beside it.
    UnknownFolder = "unknown-folder" {
        origin: Content,
        example: r#""extends": "nation""#,
        remedy: "Write the name of a folder beside this one, such as \"national\".",
    }
    /// A file or folder is there and cannot be read, is no plain file, or leads out of the content by a
    /// link.
    UnreadableFile = "unreadable-file" {
        origin: Content,
        example: "A folder that is called `facts.json`.",
        remedy: "See that it is a file that you may read.",
    }
    /// A service or questionnaire has another id than its file has a name, so that people look for
    /// it in vain.
    WrongFileName = "wrong-file-name" {
        origin: Content,
        example: r#"In services/clinic.json: "id": "klinik""#,
        remedy: "Give the file the name of what is in it, or the other way round.",
    }

    /// No answers raise an alert: parts of its criterion rule each other out.
    AlertForNobody = "alert-for-nobody" {
        origin: Reader,
        example: r#"{ "id": "fire", "when": { "all": [
  { "in": { "fact": "danger", "values": ["now"] } },
  { "in": { "fact": "danger", "values": ["no"] } }
] } }"#,
        remedy: "Look for parts that rule each other out.",
    }
    /// The cut-offs of a questionnaire do not make its bands: one fewer than bands, rising, none
    /// above the highest total.
    BadCutOffs = "bad-cut-offs" {
        origin: Reader,
        example: r#""bands": ["mild", "severe"], "cut_offs": [10, 5]"#,
        remedy: "Give one cut-off fewer than bands, rising, none above the highest total.",
    }
    /// A day is not written as one, or there is no such day.
    BadDate = "bad-date" {
        origin: Reader,
        example: r#""review": "2026-02-29""#,
        remedy: "Write a day as YYYY-MM-DD; in \"as_of\" YYYY-MM or YYYY can stand too.",
    }
    /// An id has other signs than small letters, digits, hyphens and underscores, or is too long.
    BadId = "bad-id" {
        origin: Reader,
        example: r#""id": "First Steps!""#,
        remedy: "Use 1 to 64 small letters, digits, hyphens and underscores.",
    }
    /// The options of a questionnaire and their scores do not go together.
    BadScores = "bad-scores" {
        origin: Reader,
        example: r#""options": ["never", "often"], "scores": [0]"#,
        remedy: "Give each option one score, 0 or more.",
    }
    /// A time is not written as one, or a service closes before it opens.
    BadTime = "bad-time" {
        origin: Reader,
        example: r#""hours": [{ "days": ["mon"], "from": "17:00", "to": "9:00" }]"#,
        remedy: "Write hours as HH:MM, 00:00 to 24:00, the earlier first; in cases, a day and a \
            time as YYYY-MM-DDTHH:MM.",
    }
    /// Two things of one list have the same id.
    DuplicateId = "duplicate-id" {
        origin: Reader,
        example: r#""areas": [{ "id": "kent" }, { "id": "kent" }]"#,
        remedy: "Give each its own id.",
    }
    /// An object has the same key twice, or two locale files of a folder have the same words.
    DuplicateKey = "duplicate-key" {
        origin: Reader,
        example: r#""cost": "free", "cost": "charge""#,
        remedy: "Keep one of the two.",
    }
    /// An `any` has no parts, so that it never holds.
    EmptyAny = "empty-any" {
        origin: Reader,
        example: r#""for": { "any": [] }"#,
        remedy: "Add a part, or write { \"all\": [] } for everybody.",
    }
    /// A bundle or an area has no services of its own.
    EmptyArea = "empty-area" {
        origin: Reader,
        example: "A folder with an `area.json` and no `services`.",
        remedy: "Add at least one service.",
    }
    /// Nobody can be asked a questionnaire: it has no items or no options, or its ages are the
    /// wrong way round.
    EmptyModule = "empty-module" {
        origin: Reader,
        example: r#""items": [], "min_age": 18, "max_age": 13"#,
        remedy: "Give it items, options, and the lower age first.",
    }
    /// The lower end of a range is above the upper end.
    EmptyRange = "empty-range" {
        origin: Reader,
        example: r#"{ "between": { "fact": "age", "min": 18, "max": 11 } }"#,
        remedy: "Write the lower end first.",
    }
    /// A condition names a question that is asked later, or the question itself.
    LateCondition = "late-condition" {
        origin: Reader,
        example: r#"[
  { "id": "at_school", "type": "yes-no", "when": { "between": { "fact": "age", "max": 19 } } },
  { "id": "age", "type": "integer", "min": 0, "max": 120 }
]"#,
        remedy: "Name earlier questions only, or move this one down.",
    }
    /// The key of a word, with those that it stands under, is longer than can be.
    LongKey = "long-key" {
        origin: Reader,
        example: "A key of 251 bytes.",
        remedy: "Shorten it: the ids of what the words are of are enough.",
    }
    /// A key that must be there is not.
    MissingKey = "missing-key" {
        origin: Reader,
        example: r#"{ "kind": "phone", "value": "111" }      (a contact without its "id")"#,
        remedy: "Add the key.",
    }
    /// Something is shown with words that the bundle's own language does not have. A missing
    /// pattern for the reasons of a service is a warning.
    MissingWords = "missing-words" {
        origin: Reader,
        example: "A service `talk`, and no `service.talk.name` in `locales/en`.",
        remedy: "Add the words to the locale file.",
    }
    /// A service has no way in.
    NoRoutes = "no-routes" {
        origin: Reader,
        example: r#""routes": []"#,
        remedy: "Add a route, if only a person to ask.",
    }
    /// Nothing says where a service is known from.
    NoSource = "no-source" {
        origin: Reader,
        example: r#""sources": []"#,
        remedy: "Name at least one source. What no source says is left out.",
    }
    /// Something else stands where a criterion belongs, or it has two parts where one belongs.
    NotACriterion = "not-a-criterion" {
        origin: Reader,
        example: r#""for": { "none": [{ "is": { "fact": "pregnant", "value": true } }] }"#,
        remedy: "Write an object with one key: all, any, not, is, in, includes or between.",
    }
    /// The text is not JSON; the line and the column say where it stops being so.
    NotJson = "not-json" {
        origin: Reader,
        example: "{ \"id\": \"clinic\" \"group\": \"soon\" }",
        remedy: "Mend it there: often a comma or a quote.",
    }
    /// Nothing says that a questionnaire may be filled in on a screen.
    NotLicensed = "not-licensed" {
        origin: Reader,
        example: r#""electronic_use": false"#,
        remedy: "Leave the questionnaire out, or give the owner's statement that allows electronic \
            use.",
    }
    /// The text is not in the UTF-8 encoding.
    NotUtf8 = "not-utf8" {
        origin: Reader,
        example: "A file that was saved as Latin-1, with an é in it.",
        remedy: "Save the file with UTF-8 encoding.",
    }
    /// A range has neither end, so that it holds for everybody who answers.
    OpenRange = "open-range" {
        origin: Reader,
        example: r#"{ "between": { "fact": "age" } }"#,
        remedy: "Give at least one end.",
    }
    /// Services are to stand behind each other in a circle: no order is right.
    OrderCircle = "order-circle" {
        origin: Reader,
        example: r#"In services/ward.json: "after": ["team"]
In services/team.json: "after": ["ward"]"#,
        remedy: "Take one of them out.",
    }
    /// A value is named that its question does not have.
    OutsideDomain = "outside-domain" {
        origin: Reader,
        example: r#"{ "in": { "fact": "lives_in", "values": ["atlantis"] } }"#,
        remedy: "Write one of the values of the question, or add it there.",
    }
    /// Nobody whom a service is for can take a way in, or it leads to no contact.
    RouteForNobody = "route-for-nobody" {
        origin: Reader,
        example: r#""for": { "between": { "fact": "age", "max": 18 } },
"routes": [{ "who": "self", "contacts": ["phone"], "when": { "between": { "fact": "age", "min": 19 } } }]"#,
        remedy: "Look for parts that rule each other out; name at least one contact.",
    }
    /// Nobody can meet the criterion of a service: parts of it rule each other out.
    ServiceForNobody = "service-for-nobody" {
        origin: Reader,
        example: r#""for": { "all": [
  { "between": { "fact": "age", "max": 10 } },
  { "between": { "fact": "age", "min": 11 } }
] }"#,
        remedy: "Look for parts that rule each other out.",
    }
    /// JSON or a criterion has too many levels one within the other.
    TooDeep = "too-deep" {
        origin: Reader,
        example: r#"{ "any": [{ "any": [{ "any": [ … ] }] }] }"#,
        remedy: "Nest at most 127 levels of JSON, and fewer of criteria; take out an \"all\" or \
            \"any\" of one part.",
    }
    /// A file has more bytes than can be read.
    TooLong = "too-long" {
        origin: Reader,
        example: "A bundle of more than 4 MiB.",
        remedy: "Split the area, or shorten its words.",
    }
    /// A list or an object has more in it than it may have.
    TooMany = "too-many" {
        origin: Reader,
        example: "A service with 51 contacts.",
        remedy: "Take some out.",
    }
    /// There are more faults than are listed.
    TooManyFaults = "too-many-faults" {
        origin: Reader,
        example: "A bundle in which 1,500 ids of services are wrong.",
        remedy: "Mend those that are listed and check again.",
    }
    /// To read the bundle, or to put its services in order, would take so long that people would wait
    /// for it.
    TooCostly = "too-costly" {
        origin: Reader,
        example: "3,000 services, or 60 alerts that each name all of 500 services.",
        remedy: "Make several bundles, or name fewer services in alerts and in `after`.",
    }
    /// Criteria name the same questions so often that it would take too long to find out whether
    /// somebody can meet them.
    TooTangled = "too-tangled" {
        origin: Reader,
        example: "A service that names `age` in 90 parts, each with a year of its own, and `needs` \
            in five.",
        remedy: "Put what is asked of one question into one list or one range, or make two \
            services of this one.",
    }
    /// No alert has this id.
    UnknownAlert = "unknown-alert" {
        origin: Reader,
        example: r#""flags": [{ "item": "better-off-dead", "min": 1, "alert": "fire" }]"#,
        remedy: "Write the id of an alert.",
    }
    /// A way in names a contact that its service does not have.
    UnknownContact = "unknown-contact" {
        origin: Reader,
        example: r#""contacts": [{ "id": "phone", … }],
"routes": [{ "who": "self", "contacts": ["fax"] }]"#,
        remedy: "Write the id of one of its contacts.",
    }
    /// No question has this id.
    UnknownFact = "unknown-fact" {
        origin: Reader,
        example: r#"{ "is": { "fact": "in_school", "value": true } }"#,
        remedy: "Write the id of a fact of `facts.json`, or add the fact.",
    }
    /// The document is of another version of the format.
    UnknownFormat = "unknown-format" {
        origin: Reader,
        example: r#""format": 7"#,
        remedy: "Write 1 in area.json, or build the bundle again with the nwd of this version.",
    }
    /// No group has this id.
    UnknownGroup = "unknown-group" {
        origin: Reader,
        example: r#""group": "later""#,
        remedy: "Write the id of a group of `groups.json`.",
    }
    /// A flag names an item that its questionnaire does not have.
    UnknownItem = "unknown-item" {
        origin: Reader,
        example: r#""items": ["low", "tired"], "flags": [{ "item": "light", "min": 1, "alert": "risk" }]"#,
        remedy: "Write one of the items.",
    }
    /// A key has a name that nothing here has: often it is misspelt.
    UnknownKey = "unknown-key" {
        origin: Reader,
        example: r#""notes": "For editors only.""#,
        remedy: "Remove it, or use one of the names that the help lists.",
    }
    /// No service has this id.
    UnknownService = "unknown-service" {
        origin: Reader,
        example: r#""crisis": ["nobody"]"#,
        remedy: "Write the id of a service, or add one.",
    }
    /// No source has this id.
    UnknownSource = "unknown-source" {
        origin: Reader,
        example: r#""sources": [{ "source": "hearsay" }]"#,
        remedy: "Write the id of a source of area.json, or add one.",
    }
    /// A name is none of those that can stand here.
    UnknownValue = "unknown-value" {
        origin: Reader,
        example: r#""hours": "sometimes""#,
        remedy: "Write one of the names that the help lists.",
    }
    /// A question has sections, and a value of it is in none, so that nobody could choose it.
    UnlistedValue = "unlisted-value" {
        origin: Reader,
        example:
            r#""values": ["worry", "sleep"], "sections": [{ "id": "mind", "values": ["worry"] }]"#,
        remedy: "Put every value in a section.",
    }
    /// A link, address or number is not one that a page may lead to: https and a public host, without
    /// a name or a port before it and in plain characters alone; an email address; a telephone number.
    UnsafeLink = "unsafe-link" {
        origin: Reader,
        example: r#"{ "id": "web", "kind": "web", "value": "http://clinic.example/" }"#,
        remedy: "Write an https:// link to a public host, an email address alone, or digits and spaces with + in \
            front at the most. Type it anew where a hidden character is named.",
    }
    /// A contact lacks its value, or has one where words say who or where.
    WrongContact = "wrong-contact" {
        origin: Reader,
        example: r#"{ "id": "door", "kind": "visit", "value": "1 High Street" }"#,
        remedy: "Give the value of a link, an address or a number; leave it out of a visit or a \
            person.",
    }
    /// The values of a question do not go with its type, or with what the engine itself knows of
    /// it.
    WrongDomain = "wrong-domain" {
        origin: Reader,
        example: r#"{ "id": "needs", "type": "one-of", "values": ["worry", "sleep"] }"#,
        remedy: "Give lists their values and whole numbers a lowest and a highest; keep the types \
            that the engine knows.",
    }
    /// A criterion asks a question in the way of another type.
    WrongLeaf = "wrong-leaf" {
        origin: Reader,
        example: r#"{ "includes": { "fact": "lives_in", "values": ["hackney"] } }"#,
        remedy: "Ask one-of with \"in\", any-of with \"includes\", integers with \"between\" and \
            yes-no with \"is\".",
    }
    /// A way in that is not for professionals names roles.
    WrongRoute = "wrong-route" {
        origin: Reader,
        example: r#"{ "who": "self", "contacts": ["phone"], "roles": ["school"] }"#,
        remedy: "Leave \"roles\" out, or let \"who\" be \"professional\".",
    }
    /// A value of another kind stands here: a number for a text, say, or a list for an object.
    WrongType = "wrong-type" {
        origin: Reader,
        example: r#""version": 2026"#,
        remedy: "Write what the help names.",
    }

    /// A value is ticked twice in a set of answers.
    DuplicateValue = "duplicate-value" {
        origin: Answers,
        example: r#"{ "needs": ["worry", "worry"] }"#,
        remedy: "Keep one of the two.",
    }

    /// Somebody of a case does not see what the case expects.
    CaseFailed = "case-failed" {
        origin: Cases,
        example: r#"{ "name": "Aged 30", …, "answers": { "age": 30 }, "expect": { "eligible": ["clinic"] } }"#,
        remedy: "Mend the content, or what the case expects.",
    }
    /// The answers of a case, or what is so of a person of a panel, cannot be together: a `never`
    /// of `facts.json` rules one of them out.
    ImpossiblePerson = "impossible-person" {
        origin: Cases,
        example: r#""answers": { "age": 9, "perinatal": "pregnant" }"#,
        remedy: "Change one of the answers, or the \"never\" of the question.",
    }

    /// A person of a panel has nothing that a professional would be content to see first.
    EmptyGold = "empty-gold" {
        origin: Panel,
        example: r#"{ "id": "q01", …, "gold": [] }"#,
        remedy: "Name at least one service: where the right one is not in the content, the best \
            that is, and say what is \"missing\".",
    }
    /// A person of a panel is of another area than the content.
    OtherArea = "other-area" {
        origin: Panel,
        example: r#"In kent/panel.json: "area": "bi-borough""#,
        remedy: "Move the person to the panel of their area.",
    }
    /// A person of a panel does not say what nobody can leave out.
    UnansweredQuestion = "unanswered-question" {
        origin: Panel,
        example: r#""truth": { "age": 14 } where "audience" is "required""#,
        remedy: "Say it in \"truth\".",
    }
    /// A person of a panel is to see a service and not to see it.
    WantedAndNot = "wanted-and-not" {
        origin: Panel,
        example: r#""gold": ["club"], "must_top3": ["clinic"]"#,
        remedy: "See which of the two is meant.",
    }

    /// A part of a criterion could be left out without a difference to anybody.
    DeadPart = "dead-part" {
        origin: Lint,
        example: r#"{ "all": [
  { "between": { "fact": "age", "min": 11, "max": 18 } },
  { "between": { "fact": "age", "min": 9 } }
] }"#,
        remedy: "Leave it out, or look for what was meant.",
    }
    /// A language has no words for something that the bundle's own language has words for.
    MissingTranslation = "missing-translation" {
        origin: Lint,
        example: "`service.talk.name` in `locales/en` and not in `locales/cy`.",
        remedy: "Add the words to the locale file.",
    }
    /// The crisis panel or an alert names a service that does not run.
    NamedNotRunning = "named-not-running" {
        origin: Lint,
        example: r#"In area.json:           "crisis": ["line"]
In services/line.json:  "status": "paused""#,
        remedy: "Name a service there that runs.",
    }
    /// Words that families read are hard to read.
    HardWords = "hard-words" {
        origin: Lint,
        example: r#""expect": "Subsequent to identification, a multidisciplinary formulation is undertaken collaboratively.""#,
        remedy: "Use shorter sentences and everyday words: at best a child of nine to eleven can read them.",
    }
    /// Words have a character that nobody sees, and that turns the direction of what stands round it or
    /// goes along when it is copied.
    HiddenCharacter = "hidden-character" {
        origin: Lint,
        example: r#""name": "The\u202E Clinic""#,
        remedy: "Take it out: type the words anew.",
    }
    /// A sentence that families read has more than 25 words.
    LongSentence = "long-sentence" {
        origin: Lint,
        example: r#""summary": "A team that … and …, which … when …, so that …, whether … or …""#,
        remedy: "Make it two.",
    }
    /// Words name somebody, who may work elsewhere tomorrow.
    NamesSomebody = "names-somebody" {
        origin: Lint,
        example: r#""phone": "Call Dr Green""#,
        remedy: "Say what their work is.",
    }
    /// A running service gives people nothing to do: nothing to call, write to, look at or go to,
    /// and nothing to say to somebody.
    NothingToDo = "nothing-to-do" {
        origin: Lint,
        example: r#""contacts": [{ "id": "school", "kind": "person" }], and the words "Ask at school""#,
        remedy: "Look for the service's own published way in; where there is none, give a sentence to say or show, \
            in quotes: 'Ask for the school nurse, and say: \"I would like to talk.\"' will do.",
    }
    /// A number reaches nobody (no number of the United Kingdom, a 0 after +44 or a first 0 missing, a
    /// short number that is not known, a text to a landline), or costs those who call it.
    OddNumber = "odd-number" {
        origin: Lint,
        example: r#"{ "id": "phone", "kind": "phone", "value": "020 8356 550" }"#,
        remedy: "Call it as it stands, and look for a digit too many or too few; for texts give a mobile number or a \
            short code, and for calls a free number or one that begins with 01, 02 or 03.",
    }
    /// Nobody whom the area is for can use a service.
    OutsideArea = "outside-area" {
        origin: Lint,
        example: r#"In area.json:             "covers": { "in": { "fact": "lives_in", "values": ["here"] } }
In services/clinic.json:  "for": { "in": { "fact": "lives_in", "values": ["elsewhere"] } }"#,
        remedy: "Let the criterion and the area's \"covers\" have somebody in common, or say that \
            it is for those \"outside\".",
    }
    /// Words have signs of mark-up, or of what is not written yet.
    RawText = "raw-text" {
        origin: Lint,
        example: r#""summary": "A **safe** place (TODO)""#,
        remedy: "Write plain text.",
    }
    /// The day by which a service was to be looked at again has passed.
    ReviewDue = "review-due" {
        origin: Lint,
        example: r#""review": "2020-01-01""#,
        remedy: "See whether it still holds, and set \"as_of\" and \"review\".",
    }
    /// To find out what to ask takes so long that a page stops before the end, or nearly so, and asks
    /// what may not matter.
    SlowToAsk = "slow-to-ask" {
        origin: Lint,
        example: "A service that names thirty ages, each beside a need or a place of its own.",
        remedy: "Name fewer facts, each once: in one list or one range. Or make two services of it.",
    }
    /// A link tells others who follows it or where they came from, leads over another website, or has a host
    /// whose letters may look like others.
    TellingLink = "telling-link" {
        origin: Lint,
        example: r#"{ "id": "web", "kind": "web", "value": "https://clinic.example/?utm_source=newsletter" }"#,
        remedy: "Open it, and give the address of the page itself, without what follows the ?.",
    }
    /// No source gives a contact, or a source leaves something open.
    ToVerify = "to-verify" {
        origin: Lint,
        example: r#""verify": ["age", "route"]"#,
        remedy: "Ask the service, and take out \"verify\".",
    }
    /// The words that a search goes by have a phrase that nobody's typing comes to: with a capital,
    /// an apostrophe or another sign, or empty.
    UnsearchableWords = "unsearchable-words" {
        origin: Lint,
        example: r#""search": { "sleep": "Can't sleep, awake," }"#,
        remedy: "Write phrases in small letters, without apostrophes or other signs, one comma between each two.",
    }
    /// A number, mail address or link that is to be verified does not say on which page it was read.
    UnsourcedContact = "unsourced-contact" {
        origin: Lint,
        example: r#"{ "id": "phone", "kind": "phone", "value": "020 8356 5500", "verify": true }"#,
        remedy: "Give the page where it was read and the day, as \"page\" and \"seen\", or leave the contact out.",
    }
    /// Nothing in the bundle uses some words: often their name is misspelt.
    UnusedWords = "unused-words" {
        origin: Lint,
        example: r#""service": { "club": { "name": "The Club", "nmae": "The Club" } }"#,
        remedy: "Take them out, or look for a name that is not spelt as where it is used.",
    }
    /// Families are told something that is never said to them, such as 'will help', or 'confidential'
    /// with nothing of when somebody is told all the same.
    UnwantedWords = "unwanted-words" {
        origin: Lint,
        example: r#""summary": "A team that will help you""#,
        remedy: "Say it as `content/README.md` does: 'can help'.",
    }

    /// Somebody can raise an alert and finds no service in it that is open to them.
    AlertWithoutHelp = "alert-without-help" {
        origin: Proof,
        example: r#"{ "id": "danger-now", "severity": "emergency", "when": …, "services": [] }"#,
        remedy: "Name a running service that is open to everybody who raises it.",
    }
    /// Somebody who named no danger has nothing to start with but what is for danger.
    DangerFirst = "danger-first" {
        origin: Proof,
        example: "An area for everybody whose only services for those aged 25 and over stand under \
            a heading with \"safety\".",
        remedy: "Let something else be for them too, or say what one of these services is \
            \"made_for\".",
    }
    /// Nobody whom the area is for can raise an alert.
    DeadAlert = "dead-alert" {
        origin: Proof,
        example: r#"An alert "when": { "in": { "fact": "lives_in", "values": ["elsewhere"] } } in an area for those who live here."#,
        remedy: "Look for parts that rule each other out, or take it out.",
    }
    /// A part of a criterion decides nothing for anybody of the area.
    DeadBranch = "dead-branch" {
        origin: Proof,
        example: r#"{ "any": [
  { "between": { "fact": "age", "min": 11, "max": 18 } },
  { "between": { "fact": "age", "min": 12, "max": 16 } }
] }"#,
        remedy: "Leave it out, or look for what was meant.",
    }
    /// Nobody whom a service is for needs a consent of it.
    DeadConsent = "dead-consent" {
        origin: Proof,
        example: r#""for": { "between": { "fact": "age", "min": 18 } },
"consent": [{ "id": "parent", "when": { "between": { "fact": "age", "max": 15 } } }]"#,
        remedy: "Look for parts that rule each other out, or take it out.",
    }
    /// No answer to a question changes what anybody of the area is shown.
    DeadQuestion = "dead-question" {
        origin: Proof,
        example: "The question `level` of the national facts, in an area no service of which looks \
            at it.",
        remedy: "Nothing, unless some rule should look at it: it is not asked.",
    }
    /// Nobody whom a service is for can take one of its ways in.
    DeadRoute = "dead-route" {
        origin: Proof,
        example: r#""routes": [{ "who": "self", …, "when": { "in": { "fact": "lives_in", "values": ["elsewhere"] } } }]"#,
        remedy: "Look for parts that rule each other out, or take it out.",
    }
    /// Nobody of the area for whom a service fits can reach it.
    DeadService = "dead-service" {
        origin: Proof,
        example: r#""for": { "in": { "fact": "lives_in", "values": ["elsewhere"] } }"#,
        remedy: "Let its criterion, its ways in and the area have somebody in common, or say that \
            it is for those \"outside\".",
    }
    /// Somebody can give a signal of danger and end without an alert that is grave enough.
    MaskedAlert = "masked-alert" {
        origin: Proof,
        example: r#"{ "id": "danger-now", "when": { "all": [
  { "in": { "fact": "danger", "values": ["now"] } },
  { "between": { "fact": "age", "min": 18 } }
] } }"#,
        remedy: "Let an alert of this severity hold wherever this is said.",
    }
    /// A signal of danger, self-harm or abuse cannot be given: no question has this answer.
    MissingSignal = "missing-signal" {
        origin: Proof,
        example: "A `danger` whose values are `no` and `worried`, without `now`.",
        remedy: "Let the question have this answer, and an alert hold wherever it is given.",
    }
    /// Some people have no answer left to a question: what is proved of them would mean nothing.
    NoAnswerLeft = "no-answer-left" {
        origin: Proof,
        example: r#""values": ["here", "elsewhere"],
"never": [{ "values": ["here", "elsewhere"], "when": { "between": { "fact": "age", "max": 4 } } }]"#,
        remedy: "Leave at least one value that there can be, whatever was said before.",
    }
    /// Nobody young, or where age is not asked nobody, has a local service about a need.
    NoLocalHelp = "no-local-help" {
        origin: Proof,
        example: "The value `eating` of `needs`, which only a national helpline names in \
            \"helps_with\".",
        remedy: "Add the local service where there is one, or accept it by name in `area.json` \
            with the reason.",
    }
    /// Somebody finds only the emergency lines for a need.
    OnlyUrgent = "only-urgent" {
        origin: Proof,
        example: "The value `eating` of `needs`, when no running service is about it or for \
            anything.",
        remedy: "Add a service for it.",
    }
    /// Somebody sees a service before one that it is `after`: an alert leads to it and to nobody
    /// else, or their headings are to stand behind each other.
    StandsBefore = "stands-before" {
        origin: Proof,
        example: r#"In services/ward.json: "after": ["team"]
In alerts.json:        "services": ["ward"]"#,
        remedy: "Let the alert name the other too, or somebody who is open to them and is \
            \"after\" nobody; put both under one heading; or leave the \"after\" out.",
    }
    /// A signal of danger, self-harm or abuse can never be given by some people: they are not
    /// asked, or it is ruled out.
    UnaskedSignal = "unasked-signal" {
        origin: Proof,
        example: r#"{ "id": "danger", …, "when": { "between": { "fact": "age", "min": 18 } } }"#,
        remedy: "Let everybody say this: leave out the question's \"when\", and this answer in its \
            \"never\".",
    }
    /// What `area.json` accepts by name is not found any more.
    UnusedAcceptance = "unused-acceptance" {
        origin: Proof,
        example: r#""accepts": [{ "gap": "dead-route:services/closed/routes/0", "reason": "It opens in May." }]"#,
        remedy: "Take it out.",
    }
    /// Somebody who says everything finds nothing but the emergency lines.
    WrongDoor = "wrong-door" {
        origin: Proof,
        example: "An area for everybody, whose only services are for those aged 18 or under.",
        remedy: "Add a service, or widen one, so that there is a next step for them too.",
    }
    /// Somebody who does not say all finds nothing but the emergency lines.
    WrongDoorUnsaid = "wrong-door-unsaid" {
        origin: Proof,
        example: "An area of which every service asks for an age, met by somebody who would rather \
            not say theirs.",
        remedy: "Add a service, or widen one, so that there is a next step for them too.",
    }
}

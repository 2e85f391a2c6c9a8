//! A summary as FHIR R4: a QuestionnaireResponse, and in it the Questionnaire that it answers.
//!
//! Specification: <https://hl7.org/fhir/R4/questionnaireresponse.html>. It names nobody: it has
//! neither subject nor author.

use super::{Summary, said};
use crate::answers::Answer;
use crate::domain::Value;
use crate::domain::{Domain, ValueSet};
use crate::facts::Fact;
use crate::journey::service_lines;
use crate::keys::{joined, key};

/// The link id of the one item that is not a question of the bundle.
const SERVICES: &str = "services";

impl Summary<'_> {
    /// The summary as one FHIR R4 resource, in JSON.
    pub fn fhir(&self) -> String {
        let (mut asked, mut said) = (Vec::new(), Vec::new());
        for (_, fact, value) in self.answers() {
            asked.push(self.question(fact));
            said.push(self.answer(fact, value));
        }
        let mut services = Vec::new();
        for service in self.services() {
            services.push(object(&[(
                "valueString",
                text(&joined(&service_lines(service, self.say), "\n")),
            )]));
        }
        if !services.is_empty() {
            let asks = vec![("type", text("text")), ("repeats", TRUE.into())];
            let says = vec![("answer", list(&services))];
            asked.push(self.item(SERVICES, "ui.results.heading", asks));
            said.push(self.item(SERVICES, "ui.results.heading", says));
        }
        let questionnaire = object(&[
            ("resourceType", text("Questionnaire")),
            ("id", text("questions")),
            ("status", text("active")),
            ("title", text(&self.say.text("ui.passport.title"))),
            ("item", list(&asked)),
        ]);
        object(&[
            ("resourceType", text("QuestionnaireResponse")),
            ("contained", list(&[questionnaire])),
            ("questionnaire", text("#questions")),
            ("status", text("completed")),
            ("authored", text(&self.today.to_string())),
            ("item", list(&said)),
        ])
    }

    fn question(&self, fact: &Fact) -> String {
        let (kind, several) = match fact.domain {
            Domain::OneOf(_) => ("choice", false),
            // Where none of the values applies, that is said in words.
            Domain::AnyOf(_) => ("open-choice", true),
            Domain::Integer { .. } => ("integer", false),
            Domain::YesNo => ("boolean", false),
        };
        let mut rest = vec![("type", text(kind))];
        if several {
            rest.push(("repeats", TRUE.into()));
        }
        let values = fact.domain.all_values();
        if !values.is_empty() {
            rest.push(("answerOption", self.coded(fact, values)));
        }
        self.about(fact, rest)
    }

    fn answer(&self, fact: &Fact, value: Value) -> String {
        let answers = match value {
            Value::One(at) => self.coded(fact, ValueSet::default().with(at)),
            Value::Any(ticks) if ticks.is_empty() => only(
                "valueString",
                text(&said(self.say, fact, Answer::Given(value))),
            ),
            Value::Any(ticks) => self.coded(fact, ticks),
            Value::Integer(number) => only("valueInteger", number.to_string()),
            Value::YesNo(yes) => only("valueBoolean", yes.to_string()),
        };
        self.about(fact, vec![("answer", answers)])
    }

    /// An item about a fact: its question, and the rest.
    fn about(&self, fact: &Fact, rest: Vec<Member>) -> String {
        self.item(&fact.id, &key(&["fact", &fact.id, "question"]), rest)
    }

    /// An item: what it is linked by, the words under a key, and the rest.
    fn item(&self, id: &str, words: &str, rest: Vec<Member>) -> String {
        let mut members = vec![("linkId", text(id)), ("text", text(&self.say.text(words)))];
        members.extend(rest);
        object(&members)
    }

    /// Values as FHIR codes them.
    fn coded(&self, fact: &Fact, values: ValueSet) -> String {
        let mut all = Vec::new();
        for at in values.iter() {
            let coding = object(&[
                ("code", text(fact.domain.name(at))),
                ("display", text(&self.say.value(fact, at))),
            ]);
            all.push(object(&[("valueCoding", coding)]));
        }
        list(&all)
    }
}

// JSON, written as text: the general writer, which knows of fractions too, would weigh three
// kilobytes in the wasm.

/// A key, and its value in JSON.
type Member = (&'static str, String);

const TRUE: &str = "true";

fn text(words: &str) -> String {
    serde_json::to_string(words).unwrap_or_default()
}

/// A list of one object with one member.
fn only(key: &'static str, json: String) -> String {
    list(&[object(&[(key, json)])])
}

fn list(items: &[String]) -> String {
    joined(&["[", &joined(items, ","), "]"], "")
}

fn object(members: &[Member]) -> String {
    let mut all = Vec::new();
    for (key, json) in members {
        all.push(joined(&[&text(key), json.as_str()], ":"));
    }
    joined(&["{", &joined(&all, ","), "}"], "")
}

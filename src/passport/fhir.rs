//! A summary as FHIR R4: a QuestionnaireResponse, and in it the Questionnaire that it answers.
//!
//! Specification: <https://hl7.org/fhir/R4/questionnaireresponse.html>. It names nobody: it has neither subject nor author.

use super::{Passport, said};
use crate::answers::{Answer, Value};
use crate::bundle::key;
use crate::facts::{Domain, Fact};
use crate::journey::service_lines;

/// The link id of the one item that is not a question of the bundle.
const SERVICES: &str = "services";

impl Passport<'_> {
    /// The summary as one FHIR R4 resource, in JSON.
    pub fn fhir(&self) -> String {
        let questions = self.answers().map(|(_, (fact, _))| self.question(fact));
        let asked = self.answers().map(|(_, (fact, value))| self.answer(fact, value));
        let services: Vec<String> =
            self.services().map(|service| service_lines(service, self.say).join("\n")).collect();
        let head = (!services.is_empty()).then(|| self.head(SERVICES, "ui.results.heading"));
        let question = head
            .clone()
            .map(|head| object(&[head, [("type", text("text")), ("repeats", TRUE.into())].into()].concat()));
        let answers = list(services.iter().map(|service| object(&[("valueString", text(service))])));
        let answer = head.map(|head| object(&[head, [("answer", answers)].into()].concat()));
        let questionnaire = object(&[
            ("resourceType", text("Questionnaire")),
            ("id", text("questions")),
            ("status", text("active")),
            ("title", text(&self.say.text("ui.passport.title"))),
            ("item", list(questions.chain(question))),
        ]);
        object(&[
            ("resourceType", text("QuestionnaireResponse")),
            ("contained", list([questionnaire])),
            ("questionnaire", text("#questions")),
            ("status", text("completed")),
            ("authored", text(&self.today.to_string())),
            ("item", list(asked.chain(answer))),
        ])
    }

    fn head(&self, id: &str, words: &str) -> Vec<Member> {
        vec![("linkId", text(id)), ("text", text(&self.say.text(words)))]
    }

    fn question_head(&self, fact: &Fact) -> Vec<Member> {
        self.head(&fact.id, &key(&["fact", &fact.id, "question"]))
    }

    fn question(&self, fact: &Fact) -> String {
        let (kind, several) = match fact.domain {
            Domain::OneOf(_) => ("choice", false),
            // Somebody to whom none of the values applies says so in words.
            Domain::AnyOf(_) => ("open-choice", true),
            Domain::Integer { .. } => ("integer", false),
            Domain::YesNo => ("boolean", false),
        };
        let mut members = self.question_head(fact);
        members.push(("type", text(kind)));
        if several {
            members.push(("repeats", TRUE.into()));
        }
        if !fact.domain.values().is_empty() {
            members.push(("answerOption", list(fact.domain.all_values().iter().map(|at| self.coded(fact, at)))));
        }
        object(&members)
    }

    fn answer(&self, fact: &Fact, value: Value) -> String {
        let only = |kind, json| list([object(&[(kind, json)])]);
        let answers = match value {
            Value::One(at) => list([self.coded(fact, at)]),
            Value::Any(ticks) if ticks.is_empty() => {
                only("valueString", text(&said(self.say, fact, Answer::Given(value))))
            }
            Value::Any(ticks) => list(ticks.iter().map(|at| self.coded(fact, at))),
            Value::Integer(number) => only("valueInteger", number.to_string()),
            Value::YesNo(yes) => only("valueBoolean", yes.to_string()),
        };
        let mut members = self.question_head(fact);
        members.push(("answer", answers));
        object(&members)
    }

    /// A value as FHIR codes it.
    fn coded(&self, fact: &Fact, at: u8) -> String {
        let code = fact.domain.values().get(usize::from(at)).map_or("", String::as_str);
        object(&[("valueCoding", object(&[("code", text(code)), ("display", text(&self.say.value(fact, at)))]))])
    }
}

// JSON, written as text: the general writer, which knows of fractions too, would weigh three kilobytes in the wasm.

/// A key, and its value in JSON.
type Member = (&'static str, String);

const TRUE: &str = "true";

fn text(words: &str) -> String {
    serde_json::to_string(words).unwrap_or_default()
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    ["[", &items.into_iter().collect::<Vec<_>>().join(","), "]"].concat()
}

fn object(members: &[Member]) -> String {
    let members: Vec<String> = members.iter().map(|(key, json)| [&text(key), ":", json].concat()).collect();
    ["{", &members.join(","), "}"].concat()
}

//! A summary as FHIR R4: a QuestionnaireResponse, and in it the Questionnaire that it answers.
//!
//! Specification: <https://hl7.org/fhir/R4/questionnaireresponse.html>. It names nobody: it has neither subject nor author.

use super::{Passport, said};
use crate::answers::{Answer, Value};
use crate::bundle::{Json, key};
use crate::facts::{Domain, Fact};
use crate::journey::service_lines;

/// The link id of the one item that is not a question of the bundle.
const SERVICES: &str = "services";

impl Passport<'_> {
    /// The summary as one FHIR R4 resource, in JSON.
    pub fn fhir(&self) -> String {
        let questions = self.answers().map(|(_, (fact, _))| self.question(fact));
        let asked = self.answers().map(|(_, (fact, value))| self.answer(fact, value));
        let questionnaire = object([
            ("resourceType", "Questionnaire".into()),
            ("id", "questions".into()),
            ("status", "active".into()),
            ("title", self.text_of("ui.passport.title")),
            ("item", questions.chain(self.services_question()).collect()),
        ]);
        let response = object([
            ("resourceType", "QuestionnaireResponse".into()),
            ("contained", [questionnaire].into_iter().collect()),
            ("questionnaire", "#questions".into()),
            ("status", "completed".into()),
            ("authored", Json::Text(self.today.to_string())),
            ("item", asked.chain(self.services_answer()).collect()),
        ]);
        serde_json::to_string(&response).unwrap_or_default()
    }

    fn text_of(&self, key: &str) -> Json {
        Json::Text(self.say.text(key))
    }

    fn head(&self, fact: &Fact) -> [(&'static str, Json); 2] {
        [("linkId", fact.id.as_str().into()), ("text", self.text_of(&key(&["fact", &fact.id, "question"])))]
    }

    fn question(&self, fact: &Fact) -> Json {
        let kind = match fact.domain {
            Domain::OneOf(_) => "choice",
            // Somebody to whom none of the values applies says so in words.
            Domain::AnyOf(_) => "open-choice",
            Domain::Integer { .. } => "integer",
            Domain::YesNo => "boolean",
        };
        let mut members = Vec::from(self.head(fact));
        members.push(("type", kind.into()));
        if let Domain::AnyOf(_) = fact.domain {
            members.push(("repeats", Json::Bool(true)));
        }
        let options = fact.domain.all_values().iter().map(|at| object([("valueCoding", self.coding(fact, at))]));
        if !fact.domain.values().is_empty() {
            members.push(("answerOption", options.collect()));
        }
        object(members)
    }

    fn answer(&self, fact: &Fact, value: Value) -> Json {
        let coded = |at| object([("valueCoding", self.coding(fact, at))]);
        let answers: Vec<Json> = match value {
            Value::One(at) => vec![coded(at)],
            Value::Any(ticks) if ticks.is_empty() => {
                vec![object([("valueString", Json::Text(said(self.say, fact, Answer::Given(value))))])]
            }
            Value::Any(ticks) => ticks.iter().map(coded).collect(),
            Value::Integer(number) => vec![object([("valueInteger", Json::Integer(number.into()))])],
            Value::YesNo(yes) => vec![object([("valueBoolean", Json::Bool(yes))])],
        };
        let mut members = Vec::from(self.head(fact));
        members.push(("answer", answers.into_iter().collect()));
        object(members)
    }

    fn coding(&self, fact: &Fact, at: u8) -> Json {
        let code = fact.domain.values().get(usize::from(at)).map_or("", String::as_str);
        object([("code", code.into()), ("display", Json::Text(self.say.value(fact, at)))])
    }

    fn services_head(&self) -> [(&'static str, Json); 2] {
        [("linkId", SERVICES.into()), ("text", self.text_of("ui.results.heading"))]
    }

    fn services_question(&self) -> Option<Json> {
        self.services().next()?;
        let mut members = Vec::from(self.services_head());
        members.extend([("type", "text".into()), ("repeats", Json::Bool(true))]);
        Some(object(members))
    }

    fn services_answer(&self) -> Option<Json> {
        self.services().next()?;
        let lines = self.services().map(|service| Json::Text(service_lines(service, self.say).join("\n")));
        let answers = lines.map(|text| object([("valueString", text)]));
        let mut members = Vec::from(self.services_head());
        members.push(("answer", answers.collect()));
        Some(object(members))
    }
}

fn object(members: impl IntoIterator<Item = (&'static str, Json)>) -> Json {
    Json::Object(members.into_iter().map(|(key, json)| (key.to_owned(), json)).collect())
}

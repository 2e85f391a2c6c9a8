//! Joins the files of a content folder into one bundle, keeping where each part comes from.

use std::collections::{BTreeMap, BTreeSet};

use super::documents::{DocumentIx, Documents};
use super::folder::{Content, ContentFile, Folder};
use super::origins::{Origin, Origins};
use nwd_core::format::pointer::escape;
use nwd_core::format::{Code, Diagnostic, Json, Place, limits};

/// A bundle joined from files, not yet validated.
#[derive(Debug)]
pub struct Assembled {
    /// The bundle in its wire form.
    pub json: Json,
    /// The origins of its parts.
    pub origins: Origins,
    /// The places whose file could not be read: faults there say nothing.
    pub gaps: Vec<String>,
    /// A file of words could not be read: words that are missing may be in it.
    pub lacks_words: bool,
}

impl Assembled {
    /// Whether a fault only follows from a file that could not be read, which has been reported.
    pub fn explains(&self, fault: &Diagnostic) -> bool {
        self.gaps.contains(&fault.pointer) || (self.lacks_words && fault.code == Code::MissingWords)
    }
}

/// Joins a content folder.
pub fn assemble(content: &Content, documents: &mut Documents) -> Assembled {
    let mut assembly = Assembly {
        documents,
        origins: Origins::new(Origin::whole(content.area.area.document)),
        gaps: Vec::new(),
        lacks_words: false,
    };
    let members = assembly.members(content);
    Assembled {
        json: Json::Object(members),
        origins: assembly.origins,
        gaps: assembly.gaps,
        lacks_words: assembly.lacks_words,
    }
}

struct Assembly<'a> {
    documents: &'a mut Documents,
    origins: Origins,
    gaps: Vec<String>,
    lacks_words: bool,
}

/// An item of a list and where it comes from.
struct Item {
    json: Json,
    origin: Origin,
    /// Its file could not be read.
    missing: bool,
}

impl Item {
    fn new(json: Json, origin: Origin) -> Self {
        Item {
            json,
            origin,
            missing: false,
        }
    }

    /// Stands for what could not be read.
    fn missing(origin: Origin) -> Self {
        Item {
            json: Json::Null,
            origin,
            missing: true,
        }
    }

    fn id(&self) -> Option<&str> {
        self.json.get("id").and_then(Json::as_text)
    }
}

/// A word and where it comes from.
struct Word {
    text: Json,
    origin: Origin,
}

impl Assembly<'_> {
    /// The bundle's members, in the order of the wire form.
    fn members(&mut self, content: &Content) -> Vec<(String, Json)> {
        let mut members = Vec::new();
        for key in ["format", "id", "version", "default_locale"] {
            self.head(key, &content.area, &mut members);
        }
        let parts = [
            ("areas", self.areas(content)),
            (
                "facts",
                self.merged("facts", content, |it| it.facts.as_ref()),
            ),
            (
                "groups",
                self.merged("groups", content, |it| it.groups.as_ref()),
            ),
            (
                "alerts",
                self.merged("alerts", content, |it| it.alerts.as_ref()),
            ),
            ("crisis", self.crisis(content)),
            ("services", self.services(content)),
            ("modules", self.modules(content)),
            ("sources", self.sources(content)),
            ("locales", self.locales(content)),
        ];
        members.extend(parts.map(|(key, json)| (key.to_owned(), json)));
        members
    }

    /// A member of `area.json` that is a member of the bundle too.
    fn head(&mut self, key: &str, folder: &Folder, members: &mut Vec<(String, Json)>) {
        if let Some(json) = folder.area.json.as_ref().and_then(|json| json.get(key)) {
            self.origins.record(
                format!("/{key}"),
                Origin::whole(folder.area.document).step(key),
            );
            members.push((key.to_owned(), json.clone()));
        }
    }

    fn areas(&mut self, content: &Content) -> Json {
        let items = content.folders().map(|folder| {
            let members = ["id", "covers"].into_iter().filter_map(|key| {
                let json = folder.area.json.as_ref()?.get(key)?;
                Some((key.to_owned(), json.clone()))
            });
            Item::new(
                Json::Object(members.collect()),
                Origin::whole(folder.area.document),
            )
        });
        let items = items.collect();
        self.list("areas", items)
    }

    /// A list that the base folder has and the area adds to: an item with an id that is there
    /// replaces the one there.
    fn merged<'c>(
        &mut self,
        key: &str,
        content: &'c Content,
        part: fn(&'c Folder) -> Option<&'c ContentFile>,
    ) -> Json {
        let mut items = content
            .base
            .as_ref()
            .and_then(part)
            .map_or_else(Vec::new, |part| self.items(key, part));
        let own = part(&content.area).map_or_else(Vec::new, |part| self.items(key, part));
        let mut replaced = BTreeSet::new();
        for item in own {
            // What stands twice in the area's own file stays twice, to be reported.
            let id = item
                .id()
                .map(str::to_owned)
                .filter(|id| replaced.insert(id.clone()));
            match items
                .iter_mut()
                .find(|other| id.is_some() && other.id() == id.as_deref())
            {
                Some(other) => *other = item,
                None => items.push(item),
            }
        }
        self.list(key, items)
    }

    /// The items of a file that is a list.
    fn items(&mut self, key: &str, part: &ContentFile) -> Vec<Item> {
        let whole = Origin::whole(part.document);
        self.origins.record(format!("/{key}"), whole.clone());
        match &part.json {
            Some(Json::List(items)) => {
                let items = items.iter().enumerate();
                items
                    .map(|(at, json)| Item::new(json.clone(), whole.step(&at.to_string())))
                    .collect()
            }
            Some(other) => {
                let message = format!("This is {}.", other.kind());
                let help = "Write a list, in square brackets here.";
                self.documents.report(
                    part.document,
                    Diagnostic::new(Code::WrongType, &Place::ROOT, message, help),
                );
                vec![Item::missing(whole)]
            }
            None => vec![Item::missing(whole)],
        }
    }

    /// The services of the crisis panel: the area's, or where it names none the base's.
    fn crisis(&mut self, content: &Content) -> Json {
        let none = Json::List(Vec::new());
        for folder in content.folders() {
            let named = folder
                .area
                .json
                .as_ref()
                .and_then(|json| json.get("crisis"));
            if let Some(json) = named.filter(|json| **json != none) {
                let origin = Origin::whole(folder.area.document).step("crisis");
                self.origins.record("/crisis", origin);
                return json.clone();
            }
        }
        none
    }

    fn services(&mut self, content: &Content) -> Json {
        let mut items = Vec::new();
        // Of a folder that extends none, the reader says so.
        if content.base.is_some() && content.area.services.is_empty() {
            let message = "This area has no services of its own.".to_owned();
            let help = "Add at least one file to its folder services, \
                        or build the folder that it extends.";
            let empty = Diagnostic::new(Code::EmptyArea, &Place::ROOT, message, help);
            self.documents.report(content.area.area.document, empty);
        }
        for folder in content.folders() {
            for part in &folder.services {
                let origin = Origin::whole(part.document);
                items.push(match &part.json {
                    Some(json) => Item::new(self.service(json, folder, part.document), origin),
                    None => Item::missing(origin),
                });
            }
        }
        self.list("services", items)
    }

    fn modules(&mut self, content: &Content) -> Json {
        let parts = content.folders().flat_map(|folder| &folder.modules);
        let items = parts
            .map(|part| match &part.json {
                Some(json) => Item::new(json.clone(), Origin::whole(part.document)),
                None => Item::missing(Origin::whole(part.document)),
            })
            .collect();
        self.list("modules", items)
    }

    /// A service with the folder that it comes from.
    fn service(&mut self, json: &Json, folder: &Folder, document: DocumentIx) -> Json {
        let Json::Object(members) = json else {
            return json.clone();
        };
        if json.get("area").is_some() {
            let message = "The area is the folder that the service stands in; nwd fills it in.";
            self.documents.report(
                document,
                Diagnostic::new(
                    Code::UnknownKey,
                    &Place::ROOT.name("area"),
                    message,
                    "Remove it.",
                ),
            );
        }
        let mut members: Vec<_> = members
            .iter()
            .filter(|(key, _)| key != "area")
            .cloned()
            .collect();
        let id = folder
            .area
            .json
            .as_ref()
            .and_then(|json| json.get("id"))
            .and_then(Json::as_text);
        members.insert(
            1.min(members.len()),
            ("area".to_owned(), id.unwrap_or(&folder.name).into()),
        );
        Json::Object(members)
    }

    fn sources(&mut self, content: &Content) -> Json {
        let mut items = Vec::new();
        for folder in content.folders() {
            let origin = Origin::whole(folder.area.document).step("sources");
            match folder
                .area
                .json
                .as_ref()
                .and_then(|json| json.get("sources"))
            {
                Some(Json::List(sources)) => {
                    items.extend(
                        sources.iter().enumerate().map(|(at, json)| {
                            Item::new(json.clone(), origin.step(&at.to_string()))
                        }),
                    );
                }
                // What it is has been reported with the file's own shape.
                Some(_) => items.push(Item::missing(origin)),
                None => {}
            }
        }
        self.list("sources", items)
    }

    fn list(&mut self, key: &str, items: Vec<Item>) -> Json {
        let mut list = Vec::new();
        for (at, item) in items.into_iter().enumerate() {
            let pointer = format!("/{key}/{at}");
            if item.missing {
                self.gaps.push(pointer.clone());
            }
            self.origins.record(pointer, item.origin);
            list.push(item.json);
        }
        Json::List(list)
    }

    // Words

    /// The words by language: the area's before the base's before the interface's.
    fn locales(&mut self, content: &Content) -> Json {
        let layers = [
            Some(&content.area.locales),
            content.base.as_ref().map(|base| &base.locales),
            Some(&content.interface),
        ];
        let mut locales: BTreeMap<String, BTreeMap<String, Json>> = BTreeMap::new();
        for (language, parts) in layers.into_iter().flatten().flatten() {
            let found = self.words(language, parts);
            let words = locales.entry(language.clone()).or_default();
            for (key, word) in found {
                self.origins.record(
                    format!("/locales/{}/{}", escape(language), escape(&key)),
                    word.origin,
                );
                words.entry(key).or_insert(word.text);
            }
        }
        Json::Object(
            locales
                .into_iter()
                .map(|(language, words)| (language, Json::Object(words.into_iter().collect())))
                .collect(),
        )
    }

    /// The words of one folder in one language, by dotted key.
    fn words(&mut self, language: &str, parts: &[ContentFile]) -> BTreeMap<String, Word> {
        let mut words = BTreeMap::new();
        for part in parts {
            let origin = Origin::whole(part.document);
            self.origins
                .record(format!("/locales/{}", escape(language)), origin.clone());
            match &part.json {
                Some(json @ Json::Object(_)) => {
                    self.flatten(language, "", json, origin, &mut words)
                }
                Some(other) => {
                    let message = format!("This is {}.", other.kind());
                    let help = "Write an object, in braces here.";
                    self.documents.report(
                        part.document,
                        Diagnostic::new(Code::WrongType, &Place::ROOT, message, help),
                    );
                    self.lacks_words = true;
                }
                None => self.lacks_words = true,
            }
        }
        words
    }

    fn flatten(
        &mut self,
        language: &str,
        key: &str,
        json: &Json,
        origin: Origin,
        words: &mut BTreeMap<String, Word>,
    ) {
        let Json::Object(members) = json else {
            if words.contains_key(key) {
                self.stands_twice(key, origin);
            } else {
                let text = json.clone();
                words.insert(key.to_owned(), Word { text, origin });
            }
            return;
        };
        if !key.is_empty() {
            self.origins.record(
                format!("/locales/{}/{}", escape(language), escape(key)),
                origin.clone(),
            );
        }
        let mut names = BTreeSet::new();
        for (name, inner) in members {
            let dotted = if key.is_empty() {
                name.clone()
            } else {
                format!("{key}.{name}")
            };
            if !names.insert(name) {
                self.stands_twice(&dotted, origin.step(name));
            } else if dotted.len() > limits::WORDS_KEY {
                // The reader refuses it, and what is under it is not looked at.
                let (text, origin) = (Json::from(""), origin.step(name));
                words.insert(dotted, Word { text, origin });
            } else if !(key.is_empty() && name == "$schema") {
                self.flatten(language, &dotted, inner, origin.step(name), words);
            }
        }
    }

    fn stands_twice(&mut self, key: &str, origin: Origin) {
        let fault = Diagnostic {
            code: Code::DuplicateKey,
            pointer: origin.pointer,
            of_key: true,
            message: format!("\"{key}\" stands twice in this folder."),
            help: "Keep one of the two.".to_owned(),
            others: Vec::new(),
        };
        self.documents.report(origin.document, fault);
    }
}

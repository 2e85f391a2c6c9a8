//! Reads a content folder: the files of an area, those of the folder that it extends, and the
//! interface's words.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use super::documents::{DocumentIx, Documents, read_bytes};
use crate::output::Failure;
use nwd_core::format::read::Read;
use nwd_core::format::wire::AreaFile;
use nwd_core::format::{Code, Diagnostic, Diagnostics, Json, Place, is_known_format};

/// A file that was read.
#[derive(Debug)]
pub struct ContentFile {
    /// The file.
    pub document: DocumentIx,
    /// Its content; `None` where it could not be read, which has been reported.
    pub json: Option<Json>,
}

impl ContentFile {
    /// The file with its content, where that could be read.
    pub fn read(&self) -> Option<(&ContentFile, &Json)> {
        Some((self, self.json.as_ref()?))
    }
}

/// A content folder.
#[derive(Debug)]
pub struct Folder {
    /// Its name.
    pub name: String,
    /// `area.json`
    pub area: ContentFile,
    /// The head, `area.json`, as far as it could be read.
    pub head: AreaFile,
    /// `facts.json`
    pub facts: Option<ContentFile>,
    /// `groups.json`
    pub groups: Option<ContentFile>,
    /// `alerts.json`
    pub alerts: Option<ContentFile>,
    /// `cases.json`
    pub cases: Option<ContentFile>,
    /// `panel.json`
    pub panel: Option<ContentFile>,
    /// `services/*.json`, by file name.
    pub services: Vec<ContentFile>,
    /// `modules/*.json`, by file name.
    pub modules: Vec<ContentFile>,
    /// `locales/LANG/*.json`, by language and file name.
    pub locales: BTreeMap<String, Vec<ContentFile>>,
}

/// An area's folder and what it rests on.
#[derive(Debug)]
pub struct Content {
    /// The area's own folder.
    pub area: Folder,
    /// The folder that it extends.
    pub base: Option<Folder>,
    /// The interface's words, by language: those languages that the folders have words in.
    pub interface: BTreeMap<String, Vec<ContentFile>>,
}

impl Content {
    /// Reads the folder at a path; `None` where there is too little to go on. What is wrong is
    /// recorded.
    pub fn read(path: &Path, documents: &mut Documents) -> Option<Content> {
        let area = Folder::read(path, documents)?;
        let siblings = siblings(path);
        let base = match area.extends() {
            Some(name) => Some(area.base(name.as_text()?, &siblings, documents)?),
            None => None,
        };
        let languages = area
            .locales
            .keys()
            .chain(base.iter().flat_map(|base| base.locales.keys()));
        let languages: BTreeSet<String> = languages.cloned().collect();
        let mut interface = BTreeMap::new();
        for language in languages {
            let path = siblings.join("locales").join(format!("{language}.json"));
            if let Some(part) = optional(&path, documents) {
                interface.insert(language, vec![part]);
            }
        }
        Some(Content {
            area,
            base,
            interface,
        })
    }

    /// The folders, the area's own first.
    pub fn folders(&self) -> impl Iterator<Item = &Folder> {
        std::iter::once(&self.area).chain(&self.base)
    }
}

impl Folder {
    fn read(path: &Path, documents: &mut Documents) -> Option<Folder> {
        let area = required(&path.join("area.json"), documents);
        let json = area.json.as_ref()?;
        let mut faults = Diagnostics::default();
        let head = if is_known_format(json, &mut faults) {
            Some(AreaFile::read(json, &Place::ROOT, &mut faults))
        } else {
            None
        };
        for fault in faults.into_vec() {
            documents.report(area.document, fault);
        }
        let mut folder = Folder {
            name: folder_name(path),
            area,
            head: head?,
            facts: optional(&path.join("facts.json"), documents),
            groups: optional(&path.join("groups.json"), documents),
            alerts: optional(&path.join("alerts.json"), documents),
            cases: optional(&path.join("cases.json"), documents),
            panel: optional(&path.join("panel.json"), documents),
            services: Vec::new(),
            modules: Vec::new(),
            locales: BTreeMap::new(),
        };
        for file in json_files(&path.join("services"), documents, folder.area.document) {
            folder.services.push(named_for(&file, "service", documents));
        }
        for file in json_files(&path.join("modules"), documents, folder.area.document) {
            folder.modules.push(named_for(&file, "module", documents));
        }
        for language in subfolders(&path.join("locales"), documents, folder.area.document) {
            let files = json_files(&language, documents, folder.area.document);
            let parts = files.iter().map(|file| required(file, documents)).collect();
            folder.locales.insert(folder_name(&language), parts);
        }
        Some(folder)
    }

    /// The folder that it extends, as `area.json` has it; what is no text has been reported.
    fn extends(&self) -> Option<&Json> {
        self.area.json.as_ref()?.get("extends")
    }

    /// The folder that this one extends: one of its siblings, that extends none itself.
    fn base(&self, name: &str, siblings: &Path, documents: &mut Documents) -> Option<Folder> {
        let plain = !name.is_empty()
            && name
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
        let path = siblings.join(name);
        let place = Place::ROOT;
        let place = place.key("extends");
        if !plain || name == self.name || !path.is_dir() {
            let message = format!("There is no folder \"{name}\" beside this one.");
            let help = "Write the name of a folder beside this one, such as \"national\".";
            documents.report(
                self.area.document,
                Diagnostic::new(Code::UnknownFolder, &place, message, help),
            );
            return None;
        }
        let base = Folder::read(&path, documents)?;
        if base.extends().is_some() {
            let message = format!(
                "\"{}\", which extends \"{name}\", cannot be built from a folder \
                 that extends another.",
                self.name
            );
            documents.report(
                base.area.document,
                Diagnostic::new(
                    Code::NestedExtends,
                    &place,
                    message,
                    "Leave \"extends\" out here.",
                ),
            );
        }
        Some(base)
    }
}

/// Whether a content folder stands at a path.
pub fn is_folder(path: &Path) -> bool {
    path.join("area.json").exists()
}

/// The folder that the content folder at a path extends, in full, where there is one.
pub fn base_of(path: &Path) -> Option<PathBuf> {
    let json = Json::parse(&read_bytes(&path.join("area.json")).ok()?).ok()?;
    siblings(path)
        .join(json.get("extends")?.as_text()?)
        .canonicalize()
        .ok()
}

/// Says that none does.
pub fn no_folder(path: &Path) -> Failure {
    Failure::new(
        format!("{} is no content folder.", path.display()),
        "Name a folder that has an area.json.",
    )
}

/// A file that is named for the one thing in it.
fn named_for(path: &Path, what: &str, documents: &mut Documents) -> ContentFile {
    let part = required(path, documents);
    let name = path.file_stem().and_then(OsStr::to_str).unwrap_or_default();
    if let Some(id) = part
        .json
        .as_ref()
        .and_then(|json| json.get("id"))
        .and_then(Json::as_text)
        .filter(|id| *id != name)
    {
        let message = format!("The file is called \"{name}.json\", the {what} \"{id}\".");
        let help = format!("Give the file the name of the {what}, or the {what} that of the file.");
        documents.report(
            part.document,
            Diagnostic::new(Code::WrongFileName, &Place::ROOT.key("id"), message, help),
        );
    }
    part
}

/// A file that must be there.
fn required(path: &Path, documents: &mut Documents) -> ContentFile {
    let name = path.display().to_string();
    match read_own(path) {
        Ok(bytes) => {
            let (document, json) = documents.parse(name, &bytes);
            ContentFile { document, json }
        }
        Err(error) => {
            let document = documents.add(name, &[]);
            documents.report(document, unreadable(&error));
            ContentFile {
                document,
                json: None,
            }
        }
    }
}

/// Reads a plain file that stands in the content, by whatever links.
fn read_own(path: &Path) -> io::Result<Vec<u8>> {
    if !std::fs::metadata(path)?.is_file() {
        return Err(io::Error::other("it is no plain file"));
    }
    if !path.canonicalize()?.starts_with(home(path)?) {
        return Err(io::Error::other("it leads out of the content"));
    }
    read_bytes(path)
}

/// The folder that the area's folder stands in; of what belongs to no area the folder that it is in.
fn home(path: &Path) -> io::Result<PathBuf> {
    let mut folders = path.ancestors().skip(1);
    match folders.find(|folder| folder.join("area.json").exists()) {
        Some(area) => Ok(siblings(&area.canonicalize()?)),
        None => path.parent().unwrap_or(Path::new(".")).canonicalize(),
    }
}

/// A file that may be missing.
fn optional(path: &Path, documents: &mut Documents) -> Option<ContentFile> {
    if path.exists() {
        Some(required(path, documents))
    } else {
        None
    }
}

fn unreadable(error: &io::Error) -> Diagnostic {
    let (code, help) = match error.kind() {
        io::ErrorKind::NotFound => (Code::MissingFile, "Add the file."),
        _ => (
            Code::UnreadableFile,
            "See that it is a file that you may read.",
        ),
    };
    Diagnostic::new(
        code,
        &Place::ROOT,
        format!("This file cannot be read: {error}."),
        help,
    )
}

/// The JSON files of a folder, by name; none where there is no such folder.
fn json_files(folder: &Path, documents: &mut Documents, head: DocumentIx) -> Vec<PathBuf> {
    entries(folder, documents, head)
        .into_iter()
        .filter(|path| path.extension() == Some(OsStr::new("json")) && !is_hidden(path))
        .collect()
}

fn subfolders(folder: &Path, documents: &mut Documents, head: DocumentIx) -> Vec<PathBuf> {
    entries(folder, documents, head)
        .into_iter()
        .filter(|path| path.is_dir() && !is_hidden(path))
        .collect()
}

fn entries(folder: &Path, documents: &mut Documents, head: DocumentIx) -> Vec<PathBuf> {
    let found: io::Result<Vec<PathBuf>> = std::fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    match found {
        Ok(mut paths) => {
            paths.sort();
            paths
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => {
            let message = format!("The folder {} cannot be read: {error}.", folder.display());
            let help = "See that it is a folder that you may read.";
            documents.report(
                head,
                Diagnostic::new(Code::UnreadableFile, &Place::ROOT, message, help),
            );
            Vec::new()
        }
    }
}

fn is_hidden(path: &Path) -> bool {
    folder_name(path).starts_with('.')
}

fn folder_name(path: &Path) -> String {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    name.or_else(|| {
        path.canonicalize()
            .ok()?
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
    })
    .unwrap_or_default()
}

/// The folder that a content folder stands in.
fn siblings(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if path.file_name().is_some() => parent.to_owned(),
        _ => path.join(".."),
    }
}

//! What a command is pointed at: a content folder or a bundle file, read and validated in the same
//! way.

use std::path::{Path, PathBuf};

use super::assemble::{Assembled, assemble};
use super::documents::{DocumentIx, Documents, read_bytes};
use super::folder::{Content, ContentFile, base_of, is_folder, no_folder};
use super::join::{Area, join};
use super::origins::{Origin, Origins};
use crate::output::Failure;
use crate::output::report::{Finding, Grade};
use nwd_check::panel;
use nwd_core::bundle::Bundle;
use nwd_core::format::panel::Vignette;
use nwd_core::format::read::Read;
use nwd_core::format::wire::{self, Acceptance};
use nwd_core::format::write::{Audience, Write};
use nwd_core::format::{Code, Diagnostic, Diagnostics, Place};

/// A bundle that was read, or assembled from a folder.
#[derive(Debug)]
pub struct Target {
    documents: Documents,
    assembled: Option<Assembled>,
    /// `cases.json`, where this is a folder that has one.
    pub cases: Option<ContentFile>,
    /// `panel.json`, where this is a folder that has one.
    pub panel: Option<ContentFile>,
    /// `area.json`, where this is a folder.
    area: Option<DocumentIx>,
    /// The gaps that are known and accepted, as `area.json` says; a bundle says nothing of it.
    accepts: Vec<Acceptance>,
}

impl Target {
    /// Reads what stands at a path.
    ///
    /// # Errors
    /// There is nothing at the path, or it cannot be read at all.
    pub fn read(path: &Path) -> Result<Target, Failure> {
        if path.is_dir() {
            Self::folder(path)
        } else {
            Self::file(path)
        }
    }

    /// Reads what stands at the paths: one bundle or content folder, or several folders that are
    /// joined into one bundle.
    ///
    /// # Errors
    /// As [`Target::read`]; or what is to be joined has faults, is no folder, or does not rest on
    /// the same base.
    pub fn read_all(paths: &[PathBuf]) -> Result<Target, Failure> {
        match paths {
            [only] => Self::read(only),
            several => Self::joined(several),
        }
    }

    fn joined(paths: &[PathBuf]) -> Result<Target, Failure> {
        let mut areas: Vec<Area> = Vec::new();
        let mut base: Option<(PathBuf, Target)> = None;
        for path in paths {
            let mut target = Self::folder(path)?;
            let (bundle, wire) = target.bundle_and_wire().map_err(Failure::Findings)?;
            if areas.iter().any(|area| area.id() == bundle.id) {
                return Err(Failure::new(
                    format!("The area {} is named twice.", bundle.id),
                    "Name each area once.",
                ));
            }
            let shared = base_of(path).ok_or_else(|| no_base(path))?;
            match &base {
                None => base = Some((shared.clone(), Self::folder(&shared)?)),
                Some((other, _)) if *other == shared => {}
                Some((other, _)) => return Err(other_base(path, &shared, other)),
            }
            areas.push(Area::new(wire));
        }
        let Some((_, mut target)) = base else {
            return Err(Failure::new("There is no area to join.", "Name some."));
        };
        target.take_in(areas);
        Ok(target)
    }

    /// Joins areas into the base that they share.
    fn take_in(&mut self, areas: Vec<Area>) {
        if let Some(assembled) = &mut self.assembled {
            // What it lacks by itself an area may have, and all of them are valid.
            let mut unheard = Diagnostics::default();
            let base = wire::Bundle::read(&assembled.json, &Place::ROOT, &mut unheard);
            let joined = join(areas, &Area::new(base));
            let origins = Origins::new(assembled.origins.resolve(""));
            *assembled = Assembled {
                json: joined.write(Audience::Editor),
                origins,
                gaps: Vec::new(),
                lacks_words: false,
            };
        }
        self.cases = None;
        self.panel = None;
    }

    fn folder(path: &Path) -> Result<Target, Failure> {
        if !is_folder(path) {
            return Err(no_folder(path));
        }
        let mut documents = Documents::default();
        let content = Content::read(path, &mut documents);
        let assembled = content
            .as_ref()
            .map(|content| assemble(content, &mut documents));
        let mut target = Target {
            documents,
            assembled,
            cases: None,
            panel: None,
            area: None,
            accepts: Vec::new(),
        };
        if let Some(content) = content {
            target.cases = content.area.cases;
            target.panel = content.area.panel;
            target.area = Some(content.area.area.document);
            target.accepts = content.area.head.accepts;
        }
        Ok(target)
    }

    fn file(path: &Path) -> Result<Target, Failure> {
        let name = path.display().to_string();
        let bytes = read_bytes(path).map_err(|error| {
            Failure::new(
                format!("{name} cannot be read: {error}."),
                "Name a content folder, or a bundle that nwd build made.",
            )
        })?;
        let mut documents = Documents::default();
        let (document, json) = documents.parse(name, &bytes);
        let assembled = json.map(|json| Assembled {
            json,
            origins: Origins::new(Origin::whole(document)),
            gaps: Vec::new(),
            lacks_words: false,
        });
        Ok(Target {
            documents,
            assembled,
            cases: None,
            panel: None,
            area: None,
            accepts: Vec::new(),
        })
    }

    /// The valid bundle.
    ///
    /// # Errors
    /// Every fault, each with its place in a file.
    pub fn bundle(&mut self) -> Result<Bundle, Vec<Finding>> {
        self.bundle_and_wire().map(|(bundle, _)| bundle)
    }

    /// The valid bundle and its wire form.
    ///
    /// # Errors
    /// As [`Target::bundle`].
    pub fn bundle_and_wire(&mut self) -> Result<(Bundle, wire::Bundle), Vec<Finding>> {
        let read = self
            .assembled
            .as_ref()
            .map(|assembled| Bundle::with_wire(&assembled.json));
        let valid = match read {
            Some(Ok(valid)) => Some(valid),
            Some(Err(faults)) => {
                faults.into_iter().for_each(|fault| self.report(fault));
                None
            }
            None => None,
        };
        match valid {
            Some(valid) if self.documents.findings.is_empty() => Ok(valid),
            _ => Err(std::mem::take(&mut self.documents.findings)),
        }
    }

    /// Records a fault of the bundle, unless it only follows from a file that could not be read.
    fn report(&mut self, fault: Diagnostic) {
        let Some(assembled) = &self.assembled else {
            return;
        };
        if !assembled.explains(&fault) {
            let finding = placed(assembled, &self.documents, Grade::Error, &fault);
            self.documents.keep(finding);
        }
    }

    /// Something to say of a place in the bundle, said of the place in the file that it comes from.
    pub fn finding(&self, grade: Grade, what: Diagnostic) -> Option<Finding> {
        Some(placed(
            self.assembled.as_ref()?,
            &self.documents,
            grade,
            &what,
        ))
    }

    /// The gaps that are known and accepted.
    pub fn accepts(&self) -> &[Acceptance] {
        &self.accepts
    }

    /// The acceptances that do not say why.
    pub fn accepted_without_reason(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (at, known) in self.accepts.iter().enumerate() {
            if known.reason.trim().is_empty() {
                let what = Diagnostic::new(
                    Code::NoReason,
                    &Place::ROOT.key("accepts").item(at),
                    format!("\"{}\" is accepted without a reason.", known.gap),
                    "Say why it stands.",
                );
                findings.extend(self.finding_in_area(Grade::Warning, what));
            }
        }
        findings
    }

    /// Something to say of a place in `area.json`.
    pub fn finding_in_area(&self, grade: Grade, what: Diagnostic) -> Option<Finding> {
        Some(self.documents.find(self.area?, grade, what))
    }

    /// Something to say of a place in a file of the folder.
    pub fn finding_in(&self, file: &ContentFile, grade: Grade, what: Diagnostic) -> Finding {
        self.documents.find(file.document, grade, what)
    }

    /// The people of `panel.json`; none where this is no folder that has one.
    ///
    /// # Errors
    /// Every fault, each with its place in the file.
    pub fn people(&self, bundle: &Bundle) -> Result<Vec<Vignette>, Vec<Finding>> {
        let Some((file, json)) = self.panel.as_ref().and_then(ContentFile::read) else {
            return Ok(Vec::new());
        };
        panel::read(json, bundle).map_err(|faults| {
            let faults = faults.into_iter();
            faults
                .map(|fault| self.finding_in(file, Grade::Error, fault))
                .collect()
        })
    }
}

fn no_base(path: &Path) -> Failure {
    Failure::new(
        format!("{} extends no folder.", path.display()),
        "Join areas that extend the same folder, such as content/national.",
    )
}

fn other_base(path: &Path, base: &Path, other: &Path) -> Failure {
    let message = format!(
        "{} extends {}, not {}.",
        path.display(),
        base.display(),
        other.display()
    );
    Failure::new(message, "Join areas that extend the same folder.")
}

/// A finding in the bundle at its place in a file, and so the other places that it is about.
fn placed(
    assembled: &Assembled,
    documents: &Documents,
    grade: Grade,
    what: &Diagnostic,
) -> Finding {
    let at = |pointer: &str| {
        let origin = assembled.origins.resolve(pointer);
        documents.find(
            origin.document,
            grade,
            Diagnostic {
                pointer: origin.pointer,
                ..what.clone()
            },
        )
    };
    let others = what.others.iter().map(|other| at(other).spot()).collect();
    Finding {
        others,
        ..at(&what.pointer)
    }
}

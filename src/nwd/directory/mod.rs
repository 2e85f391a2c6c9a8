//! The bundle as plain pages: every service, its audience and how to reach it, by life stage and
//! by need (native).
//!
//! No script is needed to read them; one adds a search. What a service is, its ways in and its sources are drawn by
//! the widget's own parts.
//!
//! - `address`: where a page or a folder is on the web
//! - `stage`: the life stages, and which services each has
//! - `audience`: a criterion in plain words
//! - `order`: what stands before what in a list
//! - `lists`: what stages and needs there are, and which services are listed under each
//! - `pages`: what pages there are, and what is on each
//! - `service_entry`, `service_details`: a service in a list, and all that there is to say of it
//! - `poster`: a page for a noticeboard
//! - `structured_data`, `sitemap`: what search engines read
//! - `finder`: the search of the pages that list every service
//! - `layout`: what stands round every page, and the making of its bytes

mod address;
mod audience;
mod finder;
mod layout;
mod lists;
mod order;
mod pages;
mod poster;
mod service_details;
mod service_entry;
mod sitemap;
mod stage;
mod structured_data;

pub use address::Address;
pub use audience::{Audience, audience};
pub use layout::escape;
pub use poster::Poster;
pub use stage::Stage;

use std::collections::BTreeMap;
use std::io;

use layout::Renderer;
use lists::NeedGroup;
use nwd_core::answers::{Answer, Answers};
use nwd_core::bundle::{Bundle, Service, Status, Who};
use nwd_core::keys::key;
use nwd_core::knowledge::Knowledge;
use nwd_core::words::Person;
use nwd_view::Page;

/// The look of every page.
const STYLE: &str = concat!(
    include_str!("../../../www/tokens.css"),
    include_str!("../../../www/directory/style.css")
);

/// The look of the poster.
const POSTER_STYLE: &str = include_str!("../../../www/directory/poster.css");

/// What the pages say of the site that they stand on.
#[derive(Default)]
pub struct Site {
    /// The page with the questions, which every page leads to.
    pub questions: Option<Address>,
    /// The folder that the directory is published in.
    pub base: Option<Address>,
    /// The poster, where one is wanted.
    pub poster: Option<Poster>,
}

/// The pages of a bundle in one language.
pub struct Directory<'a> {
    site: Site,
    page: Page<'a>,
    locale: &'a str,
    known: Knowledge<'a>,
    stages: Vec<Stage>,
    needs: Vec<NeedGroup>,
}

impl<'a> Directory<'a> {
    /// The directory of a bundle, in a language that it has words in, or else in its own.
    pub fn new(bundle: &'a Bundle, locale: &str, site: Site) -> Directory<'a> {
        let say = bundle.words.speak(locale, Person::You);
        let known = Knowledge::new(&bundle.facts, &Answers::default());
        let mut directory = Directory {
            site,
            page: Page { bundle, say },
            locale: say.locale(),
            known,
            stages: Vec::new(),
            needs: Vec::new(),
        };
        directory.stages = directory.filled_stages();
        directory.needs = directory.need_groups();
        directory
    }

    /// Every file by its path: the pages, and what they are styled with.
    ///
    /// # Errors
    /// There is no room to work in.
    pub fn files(&self) -> io::Result<BTreeMap<String, String>> {
        let renderer = Renderer::new()?;
        let drawn = self
            .pages()
            .into_iter()
            .map(|page| (page.path(self), renderer.print(self.draw(page))));
        let poster = self.site.poster.iter().flat_map(|poster| {
            let page = renderer.print(self.poster(poster));
            [
                ("poster.html", page),
                ("poster.css", POSTER_STYLE.to_owned()),
            ]
        });
        let poster = poster.map(|(path, text)| (path.to_owned(), text));
        Ok(drawn.chain(self.others()).chain(poster).collect())
    }

    /// One of the files; none where there is none at this path.
    ///
    /// # Errors
    /// There is no room to work in.
    pub fn file(&self, path: &str) -> io::Result<Option<String>> {
        if let Some((_, text)) = self.others().into_iter().find(|(other, _)| other == path) {
            return Ok(Some(text));
        }
        let Some(page) = self
            .pages()
            .into_iter()
            .find(|page| page.path(self) == path)
        else {
            return Ok(None);
        };
        Ok(Some(Renderer::new()?.print(self.draw(page))))
    }

    /// The files that are no pages.
    fn others(&self) -> Vec<(String, String)> {
        let mut others = vec![("style.css".to_owned(), STYLE.to_owned())];
        others.extend(
            self.finder()
                .map(|script| ("directory.js".to_owned(), script)),
        );
        others.extend(self.sitemap().map(|map| ("sitemap.xml".to_owned(), map)));
        others
    }

    fn bundle(&self) -> &'a Bundle {
        self.page.bundle
    }

    /// The directory's own words.
    fn word(&self, name: &str) -> String {
        self.page.say.text(&key(&["directory", name]))
    }

    fn fill(&self, name: &str, values: &[(&str, &str)]) -> String {
        self.page.say.fill(&key(&["directory", name]), values)
    }

    /// The services that can be used, in the bundle's order.
    fn running(&self) -> impl Iterator<Item = &'a Service> {
        self.bundle()
            .services
            .iter()
            .filter(|service| service.status == Status::Running)
    }

    /// The services that nobody can use now: announced, paused or ended.
    fn closed(&self) -> impl Iterator<Item = &'a Service> {
        self.bundle()
            .services
            .iter()
            .filter(|service| service.status != Status::Running)
    }

    /// The page as somebody who takes this kind of way in reads it, and what is known of them.
    fn spoken_to(&self, who: Who) -> (Page<'a>, Knowledge<'a>) {
        let person = match who {
            Who::Myself => Person::You,
            Who::ParentCarer | Who::Professional => Person::They(who.name()),
        };
        let bundle = self.bundle();
        let audience = who.audiences().first();
        let audience = audience.and_then(|audience| bundle.facts.asker(audience));
        let answers = audience
            .into_iter()
            .fold(Answers::default(), |answers, (fact, value)| {
                answers.with(fact, Answer::Given(value))
            });
        let page = Page {
            bundle,
            say: bundle.words.speak(self.locale, person),
        };
        (page, Knowledge::new(&bundle.facts, &answers))
    }
}

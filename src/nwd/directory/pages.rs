//! What pages there are, and what is on each.

use super::layout::{PageContent, Script, link, link_to};
use super::lists::NeedGroup;
use super::service_details::Headings;
use super::{Directory, Stage};
use nwd_core::bundle::{Group, Service};
use nwd_core::keys::key;
use nwd_view::el::{Attr, El, el, list};

/// A page.
#[derive(Clone, Copy)]
pub enum PageKind<'a> {
    /// The way in: by life stage, by need, and every service from A to Z.
    Home,
    /// The services of a life stage.
    Stage(Stage),
    /// The services for a group of needs, by position.
    Needs(usize),
    /// A service.
    Service(&'a Service),
    /// The same under what it was called before, for links that still say so.
    Formerly(&'a Service, &'a str),
    /// The services that do not run.
    Closed,
    /// Every service in full, to print.
    All,
}

impl PageKind<'_> {
    /// Its file's path in the directory's folder.
    pub fn path(&self, directory: &Directory<'_>) -> String {
        match self {
            PageKind::Home => "index.html".to_owned(),
            PageKind::Stage(stage) => format!("stage/{}.html", stage.id()),
            PageKind::Needs(at) => format!(
                "need/{}.html",
                directory.needs.get(*at).map_or("", |group| &group.id)
            ),
            PageKind::Service(service) => format!("service/{}.html", service.id),
            PageKind::Formerly(_, was) => format!("service/{was}.html"),
            PageKind::Closed => "planned.html".to_owned(),
            PageKind::All => "all.html".to_owned(),
        }
    }
}

impl<'a> Directory<'a> {
    /// Every page.
    pub(super) fn pages(&self) -> Vec<PageKind<'a>> {
        let mut pages = vec![PageKind::Home, PageKind::All];
        pages.extend(self.stages.iter().copied().map(PageKind::Stage));
        pages.extend((0..self.needs.len()).map(PageKind::Needs));
        for service in &self.bundle().services {
            let was = service.was.iter();
            pages.push(PageKind::Service(service));
            pages.extend(was.map(|was| PageKind::Formerly(service, was)));
        }
        pages.extend(self.closed().next().map(|_| PageKind::Closed));
        pages
    }

    /// A page with all that stands round it.
    pub(super) fn draw(&self, page: PageKind<'_>) -> (String, El) {
        self.frame(match page {
            PageKind::Home => self.home(),
            PageKind::Stage(stage) => self.stage_page(stage),
            PageKind::Needs(at) => self.needs_page(at),
            PageKind::Service(service) => self.service_page(service),
            PageKind::Formerly(service, was) => self.formerly_page(service, was),
            PageKind::Closed => self.closed_page(),
            PageKind::All => self.all_page(),
        })
    }

    fn home(&self) -> PageContent {
        let mut more = el("ul")
            .class("plain")
            .add(link("all.html", self.word("all")));
        if self.closed().next().is_some() {
            more = more.add(link("planned.html", self.word("planned")));
        }
        let how = el("ul")
            .class("use")
            .add(el("li").add(self.word("use.choose")))
            .add(el("li").add(self.word("use.ask")))
            .add(el("li").add(self.word("use.private")));
        let body = list()
            .add(how)
            .add(self.tiles("by-stage", self.stage_tiles()))
            .add(self.tiles("by-need", self.need_tiles()))
            .add(self.band("a-to-z", self.a_to_z()))
            .add(more);
        PageContent {
            depth: 0,
            title: self.title(),
            lead: Some(self.word("lead")),
            need: None,
            script: self.finder_script(),
            body,
        }
    }

    /// A tile for each stage, with how many services it has.
    fn stage_tiles(&self) -> Vec<El> {
        let tiles = self.stages.iter().map(|stage| {
            let services = self.of_stage(*stage).count();
            tile(
                format!("stage/{}.html", stage.id()),
                self.stage_title(*stage),
                self.page.say.count("directory.count", services),
            )
        });
        tiles.collect()
    }

    /// A tile for each group of needs, with the first of them.
    fn need_tiles(&self) -> Vec<El> {
        let tiles = self.needs.iter().map(|group| {
            let first = group.needs.iter().take(3);
            let sample: Vec<String> = first.map(|at| self.need_title(*at)).collect();
            tile(
                format!("need/{}.html", group.id),
                group.title.clone(),
                sample.join(" · "),
            )
        });
        tiles.collect()
    }

    /// Tiles under a heading; nothing where there are none.
    fn tiles(&self, name: &str, tiles: Vec<El>) -> Option<El> {
        if tiles.is_empty() {
            return None;
        }
        Some(self.band(name, el("ul").class("tiles").all(tiles)))
    }

    fn band(&self, name: &str, inside: El) -> El {
        let id = format!("band-{name}");
        el("section")
            .class("band")
            .attr(Attr::AriaLabelledby, id.clone())
            .add(el("h2").id(id).add(self.word(name)))
            .add(inside)
    }

    fn a_to_z(&self) -> El {
        let named = self.by_name();
        let letters = named.chunk_by(|(one, _), (other, _)| letter(one) == letter(other));
        el("div")
            .class("letters")
            .all(letters.filter_map(|services| {
                let (first, _) = services.first()?;
                let entries = services
                    .iter()
                    .map(|(_, service)| self.entry(service, 0, "h4").id(entry_id(service)));
                Some(
                    el("div")
                        .add(el("h3").add(letter(first)))
                        .add(el("ul").class("entries").all(entries)),
                )
            }))
    }

    fn stage_page(&self, stage: Stage) -> PageContent {
        let services = self.of_stage_in_order(stage);
        let groups = self.bundle().groups.iter().enumerate();
        let body = groups
            .filter_map(|(at, group)| self.group_band(&services, at, group))
            .collect();
        PageContent {
            depth: 1,
            title: self.stage_title(stage),
            lead: Some(self.word(&format!("stage-lead.{}", stage.id()))),
            need: None,
            script: None,
            body,
        }
    }

    /// Those of these services that are in a group; nothing where there are none.
    fn group_band(&self, services: &[&Service], at: usize, group: &Group) -> Option<El> {
        let cards: Vec<El> = services
            .iter()
            .filter(|service| service.group == at)
            .map(|it| self.card(it, 1))
            .collect();
        if cards.is_empty() {
            return None;
        }
        let id = format!("group-{}", group.id);
        let title = self.page.say.text(&key(&["group", &group.id, "title"]));
        let lead = self.page.say.find(&key(&["group", &group.id, "lead"]));
        Some(
            el("section")
                .class("band")
                .attr(Attr::AriaLabelledby, id.clone())
                .add(el("h2").id(id).add(title))
                .add(lead.map(|lead| el("p").class("hint").add(lead.to_owned())))
                .add(el("div").class("cards").all(cards)),
        )
    }

    fn needs_page(&self, at: usize) -> PageContent {
        let Some(group) = self.needs.get(at) else {
            return self.home();
        };
        let bands = group.needs.iter().map(|need| self.need_band(group, *need));
        let body = list()
            .add(self.jumps(group))
            .all(bands)
            .add(self.anything_band());
        PageContent {
            depth: 1,
            title: group.title.clone(),
            lead: Some(self.word("need-lead")),
            need: group.only_need(),
            script: None,
            body,
        }
    }

    /// The services for a need.
    fn need_band(&self, group: &NeedGroup, need: u8) -> El {
        let mut band = el("section").class("band");
        let title = self.need_title(need);
        // A page for one need has its name as the heading already.
        if title != group.title {
            band = band.add(el("h2").id(self.need_id(need)).add(title));
        }
        if group.only_need().is_none() {
            band = band.add(self.to_questions(Some(need)));
        }
        let entries = self.of_need(need).into_iter();
        let entries = entries.map(|service| self.entry_for(service, 1));
        band.add(el("ul").class("entries").all(entries))
    }

    /// Links to the needs of a page; nothing where it has only one.
    fn jumps(&self, group: &NeedGroup) -> Option<El> {
        if group.needs.len() < 2 {
            return None;
        }
        let needs = group.needs.iter();
        let jumps =
            needs.map(|need| link(&format!("#{}", self.need_id(*need)), self.need_title(*need)));
        Some(
            el("nav")
                .attr(Attr::AriaLabel, self.word("on-page"))
                .add(el("ul").class("chips").all(jumps)),
        )
    }

    /// The services that are for any need; nothing where there are none.
    fn anything_band(&self) -> Option<El> {
        let services = self
            .running()
            .filter(|service| service.helps_with.is_none() && !service.outside);
        let services = self.in_order(services, |service| self.is_for_danger(service));
        let services = self.kept_behind(services).into_iter();
        let entries: Vec<El> = services.map(|service| self.entry_for(service, 1)).collect();
        if entries.is_empty() {
            return None;
        }
        Some(self.band("anything", el("ul").class("entries").all(entries)))
    }

    fn service_page(&self, service: &Service) -> PageContent {
        let body =
            list()
                .add(self.also_called(service))
                .add(self.details(service, 1, Headings::OWN));
        PageContent {
            depth: 1,
            title: self.page.name(service),
            lead: self.page.service(service, "summary"),
            need: None,
            script: self.structured_data(service).map(Script::Data),
            body,
        }
    }

    /// The page of a service under what it was called before.
    fn formerly_page(&self, service: &Service, was: &str) -> PageContent {
        let page = self.service_page(service);
        let title = self.fill("formerly", &[("name", &page.title), ("was", was)]);
        PageContent {
            title,
            script: None,
            ..page
        }
    }

    fn closed_page(&self) -> PageContent {
        let cards = self.closed().map(|service| {
            el("article")
                .class("card")
                .add(el("h2").add(link_to(
                    &format!("service/{}.html", service.id),
                    self.page.name(service),
                )))
                .add(self.status(service))
                .add(el("p").add(self.page.service(service, "summary")))
        });
        let body = el("div").class("cards").all(cards);
        PageContent {
            depth: 0,
            title: self.word("planned"),
            lead: Some(self.word("planned-lead")),
            need: None,
            script: None,
            body,
        }
    }

    fn all_page(&self) -> PageContent {
        let named = self.by_name().into_iter();
        let body = named
            .map(|(name, service)| self.whole(name, service))
            .collect();
        PageContent {
            depth: 0,
            title: self.word("all"),
            lead: Some(self.word("all-lead")),
            need: None,
            script: self.finder_script(),
            body,
        }
    }

    /// A service in full.
    fn whole(&self, name: String, service: &Service) -> El {
        let summary = self.page.service(service, "summary");
        el("article")
            .class("whole")
            .id(entry_id(service))
            .add(el("h2").add(name))
            .add(el("p").class("lead").add(summary))
            .add(self.details(service, 0, Headings::SHARED))
    }
}

/// What a service on a page that lists every one is known by, to links and to the search.
fn entry_id(service: &Service) -> String {
    format!("service-{}", service.id)
}

/// The letter that a name is filed under.
fn letter(name: &str) -> String {
    name.chars()
        .next()
        .map(|first| first.to_uppercase().to_string())
        .unwrap_or_default()
}

fn tile(path: String, title: String, more: String) -> El {
    el("li")
        .add(el("a").attr(Attr::Href, path).add(title))
        .add(el("p").class("hint").add(more))
}

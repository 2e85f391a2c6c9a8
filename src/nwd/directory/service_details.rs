//! All that there is to say of a service.

use super::audience::audience_of_all;
use super::layout::link;
use super::{Audience, Directory, audience};
use nwd_core::bundle::{Route, Service, Status, Who};
use nwd_core::journey::hours_line;
use nwd_core::truth::Truth;
use nwd_core::words::Person;
use nwd_view::el::{El, el, list};
use nwd_view::{contact, service as parts};

impl Directory<'_> {
    /// Everything but its name and summary; `depth` as for links, `level` of the headings 2 or 3.
    pub(super) fn details(&self, service: &Service, depth: usize, headings: Headings) -> El {
        let audience = self.part(headings, service, "whom", self.audience(service));
        let head = if service.status == Status::Running {
            let ways = self.ways(service, headings);
            list()
                .add(audience)
                .add(self.part(headings, service, "ways", ways))
        } else {
            list().add(self.status(service)).add(audience)
        };
        head.add(parts::dated(&self.page, service, "p"))
            .add(parts::concerns(&self.page, service))
            .add(self.particulars(service))
            .add(self.about(service, depth))
            .add(parts::sources(&self.page, service))
    }

    /// The status of a service that does not run, in place of any way in.
    pub(super) fn status(&self, service: &Service) -> El {
        let name = service.status.name();
        el("p")
            .class("status")
            .add(el("strong").add(self.word(&format!("status.{name}"))))
            .add(" ")
            .add(self.word(&format!("status-lead.{name}")))
    }

    fn part(&self, headings: Headings, service: &Service, name: &str, inside: El) -> El {
        let heading = el(headings.part).id(format!("{}-{name}", service.id));
        el("div")
            .class("part")
            .add(heading.add(self.word(name)))
            .add(inside)
    }

    /// The ways in, for each kind of asker in the words for them.
    fn ways(&self, service: &Service, headings: Headings) -> El {
        let mut askers = el("div").class("askers");
        for who in Who::ALL.iter().copied() {
            let ways: Vec<El> = self
                .ways_of(service, who)
                .map(|route| self.way_in(service, route, who))
                .collect();
            if !ways.is_empty() {
                let heading = el(headings.asker).add(self.word(&format!("who.{}", who.name())));
                askers = askers.add(el("div").class("asker").add(heading).all(ways));
            }
        }
        askers
    }

    /// The routes of an asker. Where only professionals can ask, young people read by the first of
    /// theirs who can ask for them.
    fn ways_of<'s>(&self, service: &'s Service, who: Who) -> impl Iterator<Item = &'s Route> {
        let asked_for = who == Who::Myself
            && service
                .routes
                .iter()
                .all(|route| route.who == Who::Professional)
            && self.spoken_to(who).1.truth(&service.eligibility) != Truth::False;
        let own = service.routes.iter().filter(move |route| route.who == who);
        own.chain(service.routes.iter().take(usize::from(asked_for)))
    }

    fn way_in(&self, service: &Service, route: &Route, reader: Who) -> El {
        let (page, known) = self.spoken_to(reader);
        let needs = match audience_of_all(&route.needs(), &known, page.say) {
            Audience::All(parts) if parts.is_empty() => None,
            audience => Some(self.fill("way-needs", &[("whom", &audience.line(page.say))])),
        };
        let contacts = route
            .contacts
            .iter()
            .filter_map(|at| service.contacts.get(*at));
        el("div")
            .class("way-in")
            .add(el("p").add(page.service(service, &format!("route.{}", route.who.name()))))
            .add(needs.map(|needs| el("p").class("hint").add(needs)))
            .add(
                el("ul")
                    .class("contacts")
                    .all(contacts.map(|it| contact::button(&page, service, it))),
            )
    }

    /// The particulars: what happens, what must be agreed, when, what it costs, and what
    /// professionals should know.
    fn particulars(&self, service: &Service) -> El {
        let page = &self.page;
        let (for_professionals, _) = self.spoken_to(Who::Professional);
        let cost = service
            .cost
            .map(|cost| page.ui(&format!("card.{}", cost.name())));
        let level = service
            .level
            .map(|level| page.ui(&format!("level.{}", level.name())));
        let rows = [
            ("card.expect", page.service(service, "expect")),
            ("card.consent", self.consents(service)),
            ("card.hours", hours_line(service, page.say)),
            ("card.cost", cost),
            (
                "card.professional",
                for_professionals.service(service, "professional"),
            ),
            (
                "professional.consult",
                for_professionals.service(service, "consult"),
            ),
            ("professional.level", level),
        ];
        el("dl").class("details").all(
            rows.into_iter()
                .filter_map(|(key, words)| parts::row(page, key, words)),
        )
    }

    /// The consents that are needed, and from which people; nothing where none are.
    fn consents(&self, service: &Service) -> Option<String> {
        let page = &self.page;
        let agreed: Vec<String> = service
            .consents
            .iter()
            .filter_map(|consent| {
                let words = page.service(service, &format!("consent.{}", consent.id))?;
                let audience = audience(&consent.when, &self.known, page.say).line(page.say);
                Some(self.fill("consent", &[("whom", &audience), ("words", &words)]))
            })
            .collect();
        if agreed.is_empty() {
            return None;
        }
        Some(agreed.join(" "))
    }

    /// The pages on which it stands.
    fn about(&self, service: &Service, depth: usize) -> Option<El> {
        if service.status != Status::Running || service.outside {
            return None;
        }
        let stages = self
            .stages
            .iter()
            .filter(|stage| stage.has(self.bundle(), service))
            .map(|stage| {
                let path = format!("stage/{}.html", stage.id());
                link(&Self::way(depth, &path), self.stage_title(*stage))
            });
        let needs = self.needs.iter().flat_map(|group| {
            let helped = group
                .needs
                .iter()
                .filter(|at| service.helps_with.is_some_and(|helps| helps.contains(**at)));
            helped.map(move |at| {
                let path = group.path_of(self, *at);
                link(&Self::way(depth, &path), self.need_title(*at))
            })
        });
        Some(
            el("dl")
                .class("details")
                .add(self.link_row("helps", needs.collect()))
                .add(self.link_row("stages", stages.collect())),
        )
    }

    /// A row of links; nothing where there are none.
    fn link_row(&self, words: &str, links: Vec<El>) -> Option<El> {
        if links.is_empty() {
            return None;
        }
        Some(
            el("div")
                .add(el("dt").add(self.word(words)))
                .add(el("dd").add(el("ul").class("chips").all(links))),
        )
    }

    /// The name for those who ask for somebody else, where it differs.
    pub(super) fn also_called(&self, service: &Service) -> Option<El> {
        let bundle = self.bundle();
        let they = bundle
            .words
            .speak(self.locale, Person::They(Who::Professional.name()));
        let other = they.text(&format!("service.{}.name", service.id));
        if other == self.page.name(service) {
            return None;
        }
        let words = self.fill("also-called", &[("name", &other)]);
        Some(el("p").class("hint").add(words))
    }
}

/// The headings of a service's parts, as deep as the page has them.
#[derive(Clone, Copy)]
pub struct Headings {
    part: &'static str,
    asker: &'static str,
}

impl Headings {
    /// The headings on a page of its own.
    pub const OWN: Headings = Headings {
        part: "h2",
        asker: "h3",
    };
    /// The headings on a page with others.
    pub const SHARED: Headings = Headings {
        part: "h3",
        asker: "h4",
    };
}

//! A service in a list: its name, what it is and its audience; on a card, the first way to reach
//! it too.

use super::{Audience, Directory, audience};
use nwd_core::bundle::{Route, Service, Who};
use nwd_view::contact;
use nwd_view::el::{Attr, El, el};

impl Directory<'_> {
    /// The name, leading to all there is to say.
    fn name_link(&self, service: &Service, depth: usize) -> El {
        let way = Self::way(depth, &format!("service/{}.html", service.id));
        el("a").attr(Attr::Href, way).add(self.page.name(service))
    }

    /// One line or two, under a heading of this level.
    pub(super) fn entry(&self, service: &Service, depth: usize, heading: &'static str) -> El {
        el("li")
            .add(el(heading).add(self.name_link(service, depth)))
            .add(el("p").add(self.page.service(service, "summary")))
    }

    /// The same with its audience.
    pub(super) fn entry_for(&self, service: &Service, depth: usize) -> El {
        let audience =
            audience(&service.eligibility, &self.known, self.page.say).line(self.page.say);
        self.entry(service, depth, "h3").add(
            el("p")
                .class("hint")
                .add(self.word("for"))
                .add(" ")
                .add(audience)
                .add("."),
        )
    }

    /// A card, enough to go by on paper: what it is, its audience, how to reach it.
    pub(super) fn card(&self, service: &Service, depth: usize) -> El {
        let route = service
            .routes
            .iter()
            .find(|route| route.who == Who::Myself)
            .or(service.routes.first());
        el("article")
            .class("card")
            .add(el("h3").add(self.name_link(service, depth)))
            .add(el("p").add(self.page.service(service, "summary")))
            .add(
                el("div")
                    .class("for")
                    .add(el("p").class("hint").add(self.word("for")))
                    .add(self.audience(service)),
            )
            .add(route.map(|route| self.first_way(service, route)))
    }

    /// The audience of a service, as a list.
    pub(super) fn audience(&self, service: &Service) -> El {
        match audience(&service.eligibility, &self.known, self.page.say) {
            Audience::All(parts) if !parts.is_empty() => el("ul")
                .class("whom")
                .all(parts.iter().map(|it| self.audience_item(it))),
            other => el("ul").class("whom").add(self.audience_item(&other)),
        }
    }

    fn audience_item(&self, audience: &Audience) -> El {
        let nested = |words: &str, parts: &[Audience]| {
            el("li")
                .add(self.word(words))
                .add(el("ul").all(parts.iter().map(|part| self.audience_item(part))))
        };
        match audience {
            Audience::Are(phrase) => el("li").add(phrase.clone()),
            Audience::All(parts) if parts.is_empty() => el("li").add(self.word("anyone")),
            Audience::All(parts) => nested("all-of", parts),
            Audience::Any(parts) => nested("one-of", parts),
        }
    }

    fn first_way(&self, service: &Service, route: &Route) -> El {
        let (page, _) = self.spoken_to(route.who);
        let contacts = route
            .contacts
            .iter()
            .filter_map(|at| service.contacts.get(*at));
        el("div")
            .class("way-in")
            .add(el("p").add(page.service(service, &format!("route.{}", route.who.name()))))
            .add(
                el("ul")
                    .class("contacts")
                    .all(contacts.map(|it| contact::button(&page, service, it))),
            )
    }
}

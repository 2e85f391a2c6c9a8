//! What stands round every page: the head, help now, the way back, and the foot; and the making of
//! its bytes.

use std::io;

use tokio::runtime::{Builder, Runtime};
use tokio::task::LocalSet;
use yew::{Component, Context, Html, LocalServerRenderer, Properties};

use super::Directory;
use nwd_core::bundle::Service;
use nwd_view::contact;
use nwd_view::el::{Attr, El, el, list};

/// A page that is to be printed.
pub struct PageContent {
    /// The number of folders down that it stands: what it links to is written from there.
    pub depth: usize,
    /// Its name, in the heading and in the title.
    pub title: String,
    /// A sentence that describes it.
    pub lead: Option<String>,
    /// The need that it is about, where that is one.
    pub need: Option<u8>,
    /// The script in its head.
    pub script: Option<Script>,
    /// Its content.
    pub body: El,
}

/// A script in a page.
pub enum Script {
    /// What search engines read of it, as JSON: data, that no browser runs.
    Data(String),
    /// The search, in a page that lists every service and stands in the folder itself. (One that is
    /// no module works from a disk too.)
    Finder,
}

impl Directory<'_> {
    /// The way to a page from one that stands this deep.
    pub(super) fn way(depth: usize, path: &str) -> String {
        format!("{}{path}", "../".repeat(depth))
    }

    /// The name of the directory: for the area, where it has a name.
    pub(super) fn title(&self) -> String {
        let names: Vec<String> = self
            .bundle()
            .areas
            .iter()
            .filter_map(|area| self.area_name(&area.id))
            .collect();
        match names.as_slice() {
            [] => self.word("title"),
            names => self.fill("title-in", &[("area", &self.page.say.both(names))]),
        }
    }

    pub(super) fn area_name(&self, id: &str) -> Option<String> {
        self.page
            .say
            .find(&format!("area.{id}.name"))
            .map(str::to_owned)
    }

    /// The whole page, with what stands round its content.
    pub(super) fn frame(&self, content: PageContent) -> (String, El) {
        let PageContent {
            depth,
            title,
            lead,
            need,
            script,
            body,
        } = content;
        let home = depth == 0 && title == self.title();
        let full = if home {
            title.clone()
        } else {
            format!("{title} – {}", self.title())
        };
        let style = Self::way(depth, "style.css");
        let head = self.head(&style, &full, lead.as_ref().unwrap_or(&title));
        let main = el("main")
            .id("main")
            .attr(Attr::Tabindex, "-1")
            .add(el("h1").add(title.clone()))
            .add(lead.map(|lead| el("p").class("lead").add(lead)))
            .add(self.to_questions(need))
            .add(body);
        let mut wrap = el("div").class("wrap").add(self.crisis());
        if !home {
            wrap = wrap.add(self.crumbs(depth, title));
        }
        let body = list()
            .add(
                el("a")
                    .class("skip")
                    .attr(Attr::Href, "#main")
                    .add(self.word("skip")),
            )
            .add(self.masthead(depth, home))
            .add(wrap.add(main))
            .add(self.foot(depth));
        (
            format!(
                "{head}{}</head>\n",
                script.map_or_else(String::new, Script::html)
            ),
            body,
        )
    }

    /// The document up to the end of its head.
    pub(super) fn head(&self, style: &str, title: &str, description: &str) -> String {
        format!(
            "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <meta name=\"generator\" content=\"nwd render\">\n\
             <meta name=\"description\" content=\"{}\">\n<title>{}</title>\n\
             <link rel=\"stylesheet\" href=\"{}\">\n",
            escape(self.locale),
            escape(&self.page.ui("dir")),
            escape(description),
            escape(title),
            escape(style),
        )
    }

    fn masthead(&self, depth: usize, home: bool) -> El {
        let name = self.title();
        let name = if home {
            el("span").add(name)
        } else {
            el("a")
                .attr(Attr::Href, Self::way(depth, "index.html"))
                .add(name)
        };
        el("header")
            .class("masthead")
            .add(el("div").class("wrap").add(name))
    }

    fn crumbs(&self, depth: usize, title: String) -> El {
        let home = el("a")
            .attr(Attr::Href, Self::way(depth, "index.html"))
            .add(self.word("home"));
        el("nav")
            .class("crumbs")
            .attr(Attr::AriaLabel, self.word("crumbs"))
            .add(el("ol").add(el("li").add(home)).add(el("li").add(title)))
    }

    /// The crisis contacts: on every page, before all else.
    pub(super) fn crisis(&self) -> Option<El> {
        let services = self
            .bundle()
            .crisis
            .iter()
            .filter_map(|ix| self.bundle().service(*ix));
        let rows: Vec<El> = services.map(|service| self.crisis_row(service)).collect();
        if rows.is_empty() {
            return None;
        }
        let heading = el("h2")
            .id("crisis")
            .add(self.page.say.text("embed.heading"));
        Some(
            el("aside")
                .class("crisis")
                .attr(Attr::AriaLabelledby, "crisis")
                .add(heading)
                .add(el("ul").class("lines").all(rows)),
        )
    }

    /// A service with what to use when it is urgent.
    fn crisis_row(&self, service: &Service) -> El {
        let ways = service.urgent_contacts();
        el("li")
            .add(el("span").class("name").add(self.page.name(service)))
            .add(
                el("ul").class("contacts").all(
                    ways.into_iter()
                        .map(|way| contact::button(&self.page, service, way)),
                ),
            )
    }

    /// The way into the questions: from a need as if it were ticked there already.
    ///
    /// The fragment says what the words of the link say, and stays in the browser.
    pub(super) fn to_questions(&self, need: Option<u8>) -> Option<El> {
        let questions = self.site.questions.as_ref()?;
        let (way, words) = match need {
            None => (questions.to_string(), self.word("questions.all")),
            Some(need) => (
                questions.with_fragment(&format!("nwd={}", self.need_id(need))),
                self.fill("questions.need", &[("need", &self.need_title(need))]),
            ),
        };
        let address = el("span").class("print-only").add(questions.to_string());
        Some(
            el("p")
                .class("questions")
                .add(link_to(&way, words))
                .add(" ")
                .add(address),
        )
    }

    fn foot(&self, depth: usize) -> El {
        let stages = self.stages.iter().map(|stage| {
            let path = format!("stage/{}.html", stage.id());
            link(&Self::way(depth, &path), self.stage_title(*stage))
        });
        let needs = self.needs.iter().map(|group| {
            let path = format!("need/{}.html", group.id);
            link(&Self::way(depth, &path), group.title.clone())
        });
        el("footer").class("foot").add(
            el("div")
                .class("wrap")
                .add(self.foot_links("by-stage", stages.collect()))
                .add(self.foot_links("by-need", needs.collect()))
                .add(el("p").add(self.word("change")))
                .add(el("p").add(self.fill("version", &[("version", &self.bundle().version)]))),
        )
    }

    /// Links under a heading; nothing where there are none.
    fn foot_links(&self, title: &str, links: Vec<El>) -> Option<El> {
        if links.is_empty() {
            return None;
        }
        let id = format!("foot-{title}");
        Some(
            el("nav")
                .attr(Attr::AriaLabelledby, id.clone())
                .add(el("h2").id(id).add(self.word(title)))
                .add(el("ul").all(links)),
        )
    }
}

impl Script {
    fn html(self) -> String {
        match self {
            Script::Data(json) => {
                format!("<script type=\"application/ld+json\">{json}</script>\n")
            }
            Script::Finder => "<script src=\"directory.js\" defer></script>\n".to_owned(),
        }
    }
}

/// A link as an item of a list.
pub(super) fn link(path: &str, words: String) -> El {
    el("li").add(link_to(path, words))
}

/// A link.
pub(super) fn link_to(path: &str, words: String) -> El {
    el("a").attr(Attr::Href, path.to_owned()).add(words)
}

/// Draws pages one after another.
pub struct Renderer {
    runtime: Runtime,
}

impl Renderer {
    pub fn new() -> io::Result<Renderer> {
        Ok(Renderer {
            runtime: Builder::new_current_thread().build()?,
        })
    }

    /// A page's bytes.
    pub fn print(&self, (head, body): (String, El)) -> String {
        let renderer =
            LocalServerRenderer::<Body>::with_props(Inside { page: body.into() }).hydratable(false);
        let body = LocalSet::new().block_on(&self.runtime, renderer.render());
        format!("{head}<body>\n{body}\n</body>\n</html>\n")
    }
}

/// The page that was drawn.
#[derive(Clone, PartialEq, Properties)]
struct Inside {
    page: Html,
}

/// Yew's server-side renderer takes a component: this one is what it is given.
struct Body;

impl Component for Body {
    type Message = ();
    type Properties = Inside;

    fn create(_: &Context<Self>) -> Self {
        Body
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        ctx.props().page.clone()
    }
}

/// Text as it may stand in HTML, in an attribute too.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\n' | '\r' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

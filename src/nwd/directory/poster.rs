//! A page for a noticeboard: the crisis contacts, and the way into the questions as a code for a
//! phone's camera.

use qrcodegen::{QrCode, QrCodeEcc};
use yew::{AttrValue, Html};

use super::{Address, Directory, escape};
use nwd_view::el::{El, el, list};

/// The light margin that a camera finds the code by, in modules.
const MARGIN: i32 = 4;

/// Where a poster leads to, and the code of it.
pub struct Poster {
    questions: Address,
    code: QrCode,
}

impl Poster {
    /// A poster that leads to these questions; none where their address is too long for a code.
    pub fn new(questions: &Address) -> Option<Poster> {
        // A quarter of it may be torn off or faded.
        let code = QrCode::encode_text(&questions.to_string(), QrCodeEcc::Quartile).ok()?;
        Some(Poster {
            questions: questions.clone(),
            code,
        })
    }

    /// The dark modules, row by row, as a path.
    fn path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.code.size() {
            for x in (0..self.code.size()).filter(|x| self.code.get_module(*x, y)) {
                path.push_str(&format!("M{x} {y}h1v1h-1z"));
            }
        }
        path
    }

    /// The code as a drawing, black on white whatever is round it.
    fn drawing(&self, label: &str) -> Html {
        let side = self.code.size() + 2 * MARGIN;
        let (label, path) = (escape(label), self.path());
        Html::from_html_unchecked(AttrValue::from(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-label=\"{label}\" \
             viewBox=\"-{MARGIN} -{MARGIN} {side} {side}\" shape-rendering=\"crispEdges\">\
             <path fill=\"#fff\" d=\"M-{MARGIN} -{MARGIN}h{side}v{side}h-{side}z\"/>\
             <path d=\"{path}\"/></svg>"
        )))
    }

    /// The address as people type it.
    fn typed(&self) -> String {
        let whole = self.questions.to_string();
        let typed = whole.trim_start_matches("https://");
        typed.strip_suffix('/').unwrap_or(typed).to_owned()
    }
}

impl Directory<'_> {
    /// The page.
    pub(super) fn poster(&self, poster: &Poster) -> (String, El) {
        let title = self.word("poster.title");
        let lead = self.word("poster.lead");
        let head = format!("{}</head>\n", self.head("poster.css", &title, &lead));
        let way = el("div")
            .class("way")
            .add(poster.drawing(&self.word("poster.code")))
            .add(
                el("div")
                    .add(el("p").add(lead))
                    .add(el("p").add(self.word("poster.scan"))),
            );
        let main = el("main")
            .add(el("p").class("area").add(self.title()))
            .add(el("h1").add(title))
            .add(self.crisis())
            .add(way)
            .add(el("p").class("address").add(poster.typed()));
        (head, list().add(main))
    }
}

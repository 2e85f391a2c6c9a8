//! The isolated form: a frame of an origin of its own, which the page round it cannot look into.

use super::element::element;
use crate::directory::escape;
use nwd_core::bundle::Bundle;
use nwd_core::words::Speech;

/// The script of the page in the frame.
pub const SCRIPT: &str = "no-wrong-door.isolated.js";

/// What the page in the frame may do. Without `allow-same-origin` its origin is its own. The rest is
/// asked for by running it, opening a link or calling a number, 'Exit this page', saving, printing.
const SANDBOX: &str = "allow-scripts allow-popups allow-popups-to-escape-sandbox \
                       allow-top-navigation-by-user-activation allow-downloads allow-modals";

/// What the page in the frame may load: its script and style sheets. It can send nothing anywhere.
/// (An origin of its own is never `'self'`, by the letter of the rule and in Safari.)
pub const POLICY: &str = "default-src 'none'; script-src http: https: 'wasm-unsafe-eval'; \
                      style-src http: https: 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The frame as it stands in the host's page, and a way to what is in it where there is none.
///
/// It is as high as the window, so that its bar is always in view; nothing has to tell the page how
/// high it is, which would tell what is shown.
pub fn frame(src: &str, speech: Speech<'_>) -> String {
    let src = escape(src);
    format!(
        "<iframe src=\"{src}\" title=\"{}\" sandbox=\"{SANDBOX}\" width=\"100%\" height=\"600\" \
         style=\"display:block;width:100%;height:100vh;height:100svh;border:0\"></iframe>\n\
         <p><a href=\"{src}\">{}</a></p>",
        escape(&speech.text("embed.title")),
        escape(&speech.text("embed.alone")),
    )
}

/// The page that stands in the frame. Its bundle is in it, as an origin of its own may fetch no file
/// of the host's. Links take the place of the whole page, not of the frame.
#[derive(Default)]
pub struct Page<'a> {
    /// The bundle.
    pub json: &'a str,
    /// The address under which the script is published, without what ends it.
    pub base: &'a str,
    /// A style sheet of the host's.
    pub stylesheet: Option<&'a str>,
    /// Further attributes of the element.
    pub attributes: &'a str,
}

impl Page<'_> {
    /// The page.
    pub fn html(&self, bundle: &Bundle, speech: Speech<'_>) -> String {
        let style = self
            .stylesheet
            .map(|url| format!("<link rel=\"stylesheet\" href=\"{}\">\n", escape(url)))
            .unwrap_or_default();
        let attributes = format!("src=\"#bundle\"{}", self.attributes);
        format!(
            "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n\
             <title>{}</title>\n<base target=\"_top\">\n{style}\
             <script type=\"application/json\" id=\"bundle\">{}</script>\n\
             <script src=\"{}\" defer></script>\n</head>\n<body>\n{}\n</body>\n</html>\n",
            escape(bundle.words.default_locale()),
            escape(&speech.text("embed.title")),
            // What ends a script's text is written as JSON can write it.
            self.json.replace('<', "\\u003c"),
            escape(&format!("{}/{SCRIPT}", self.base)),
            element(&attributes, bundle, speech),
        )
    }
}

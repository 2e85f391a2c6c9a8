//! Pages to read and to print: one HTML file with nothing to load.

use crate::directory::escape;

/// A page of its own, in the language of its words.
pub fn page(title: &str, language: &str, body: &str) -> String {
    page_with(title, language, "", body)
}

/// The same with more style.
pub fn page_with(title: &str, language: &str, style: &str, body: &str) -> String {
    let title = escape(title);
    let language = escape(language);
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <title>{title}</title>\n<style>{STYLE}{style}</style>\n\
         <h1>{title}</h1>\n{body}</html>\n"
    )
}

const STYLE: &str = "
body { font: 1rem/1.4 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem; \
    color: #111; background: #fff }
table { border-collapse: collapse; margin: 1rem 0; width: 100% }
caption { text-align: left; font-weight: bold }
th, td { border: 1px solid #767676; padding: .25rem .5rem; text-align: left; vertical-align: top }
thead th { background: #eee }
td.share { text-align: right; font-variant-numeric: tabular-nums; print-color-adjust: exact; \
    -webkit-print-color-adjust: exact }
td.blank { min-width: 6rem }
.scroll { overflow-x: auto }
section { break-inside: avoid }
@media print { body { margin: 0; max-width: none; font-size: 9pt } \
    thead { display: table-header-group } tr { break-inside: avoid } }
";

//! The pages for search engines, in the form of sitemaps.org.

use super::pages::PageKind;
use super::{Directory, escape};

impl Directory<'_> {
    /// Every page but those that only repeat one under its former name; none where it is not known
    /// where they are published.
    pub(super) fn sitemap(&self) -> Option<String> {
        let base = self.site.base.as_ref()?;
        let places: String = self
            .pages()
            .into_iter()
            .filter(|page| !matches!(page, PageKind::Formerly(..)))
            .map(|page| escape(&base.join(&page.path(self))))
            .map(|place| format!("<url><loc>{place}</loc></url>\n"))
            .collect();
        Some(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n{places}</urlset>\n"
        ))
    }
}

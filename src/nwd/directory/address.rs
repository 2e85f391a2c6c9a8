//! The address of a page or a folder on the web.

use std::fmt;
use std::str::FromStr;

/// A whole https address without a fragment, in the characters that an address may have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Reads the address of a folder.
    ///
    /// # Errors
    /// It is no address, or that of a page.
    pub fn of_folder(text: &str) -> Result<Address, &'static str> {
        if text.contains('?') {
            return Err("name a folder: leave out the ? and what follows it");
        }
        Ok(Address(
            text.parse::<Address>()?.0.trim_end_matches('/').to_owned(),
        ))
    }

    /// What stands at a path in this folder.
    pub fn join(&self, path: &str) -> String {
        format!("{self}/{path}")
    }

    /// The same page, with this behind a `#`.
    pub fn with_fragment(&self, fragment: &str) -> String {
        format!("{self}#{fragment}")
    }
}

impl FromStr for Address {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let rest = text.strip_prefix("https://").unwrap_or_default();
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if host.is_empty() || host.contains('@') {
            return Err("write the whole address, such as https://your.site/help");
        }
        if text.contains('#') {
            return Err("leave out the # and what follows it");
        }
        let allowed =
            |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:/?[]@!$&'()*+,;=%".contains(&byte);
        if !text.bytes().all(allowed) {
            return Err(
                "copy the address from the browser: it has a character that no address may have",
            );
        }
        Ok(Address(text.to_owned()))
    }
}

impl fmt::Display for Address {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

//! Elements, written as a tree of calls: `el("p").class("hint").add(words)`.
//!
//! They make what Yew's `html!` makes. That macro writes out the making of every element where it
//! stands; here an element is one pointer, and each call on it a few instructions. With the macro
//! the wasm weighed 8 kB more in brotli, a thirteenth of it all.

use std::rc::Rc;

use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, VList, VTag, VText};
use yew::{AttrValue, Callback, Html, NodeRef};

use super::handler::{Handler, Listening};

macro_rules! attributes {
    ($($name:ident $text:literal)*) => {
        /// The attributes that the widget sets.
        #[derive(Clone, Copy)]
        pub enum Attr { $(#[doc = $text] $name),* }

        static NAMES: &[&str] = &[$($text),*];
    };
}

// The most frequent first: an element keeps a place for each attribute up to the last that it has.
// (Yew's map of attributes by name would weigh 1.7 kB more.)
attributes! {
    Class "class"
    Id "id"
    Part "part"
    Type "type"
    For "for"
    Href "href"
    AriaLabel "aria-label"
    Rel "rel"
    Name "name"
    AriaLabelledby "aria-labelledby"
    AriaDescribedby "aria-describedby"
    DataFirst "data-first"
    Tabindex "tabindex"
    DataFocus "data-focus"
    Role "role"
    Lang "lang"
    Dir "dir"
    Inputmode "inputmode"
    Autocomplete "autocomplete"
    Maxlength "maxlength"
    AriaInvalid "aria-invalid"
    Spellcheck "spellcheck"
    Novalidate "novalidate"
    Action "action"
    Method "method"
    Readonly "readonly"
    Rows "rows"
}

/// An element that is being made; without a name, only what is in it.
pub struct El(Box<Parts>);

struct Parts {
    tag: VTag,
    attributes: Vec<Option<AttributeOrProperty>>,
    inside: Vec<Html>,
}

/// An element of this name.
pub fn el(name: &'static str) -> El {
    El(Box::new(Parts {
        tag: VTag::new(name),
        attributes: Vec::new(),
        inside: Vec::new(),
    }))
}

/// Elements after each other, in none of their own.
pub fn list() -> El {
    el("")
}

impl El {
    /// Itself; none where nothing is in it.
    pub fn unless_empty(self) -> Option<El> {
        if self.count() > 0 { Some(self) } else { None }
    }

    /// How many elements there are in it.
    pub fn count(&self) -> usize {
        self.0.inside.len()
    }

    /// Its class, for the widget's own styles.
    pub fn class(self, value: &'static str) -> El {
        self.attr(Attr::Class, value)
    }

    /// What other elements know it by.
    pub fn id(self, value: impl Setting) -> El {
        self.attr(Attr::Id, value)
    }

    /// What a host page may style.
    pub fn part(self, value: &'static str) -> El {
        self.attr(Attr::Part, value)
    }

    /// An attribute; none where there is no value.
    pub fn attr<S: Setting>(self, name: Attr, value: S) -> El {
        S::set(self, name, value)
    }

    /// Puts an element or words in it.
    #[expect(
        clippy::should_implement_trait,
        reason = "it takes what `+` could not: words, lists and none"
    )]
    pub fn add<C: Child>(self, child: C) -> El {
        C::put(self, child)
    }

    /// Puts a list of elements in it.
    pub fn all(self, children: impl IntoIterator<Item = El>) -> El {
        self.add(children.into_iter().collect::<El>())
    }

    /// What it is among its like: one of another key is drawn anew.
    pub fn key(mut self, key: &str) -> El {
        self.0.tag.key = Some(Key::from(key));
        self
    }

    /// A part of the page that is found again after it is drawn.
    pub fn node_ref(mut self, place: &NodeRef) -> El {
        self.0.tag.node_ref = place.clone();
        self
    }

    /// What is in a field.
    pub fn value(mut self, value: &str) -> El {
        self.0.tag.set_value(Some(AttrValue::Rc(Rc::from(value))));
        self
    }

    /// Whether a radio button or a tick is on.
    pub fn checked(mut self, checked: bool) -> El {
        self.0.tag.set_checked(checked);
        self
    }

    /// Sends a message when a person does this to it.
    pub fn on<M: Clone + 'static>(mut self, send: &Callback<M>, handler: Handler<M>) -> El {
        self.0.tag.add_listener(Rc::new(Listening {
            handler,
            send: send.clone(),
        }));
        self
    }

    fn set(mut self, name: Attr, value: AttributeOrProperty) -> El {
        // A page of its own, drawn natively, has no shadow tree, and only there are parts allowed.
        if cfg!(not(target_family = "wasm")) && matches!(name, Attr::Part) {
            return self;
        }
        let (at, attributes) = (name as usize, &mut self.0.attributes);
        if attributes.len() <= at {
            attributes.resize_with(at + 1, Option::default);
        }
        if let Some(place) = attributes.get_mut(at) {
            *place = Some(value);
        }
        self
    }

    fn put(mut self, child: Html) -> El {
        self.0.inside.push(child);
        self
    }
}

impl From<El> for Html {
    fn from(element: El) -> Html {
        let Parts {
            mut tag,
            attributes,
            mut inside,
        } = *element.0;
        if tag.tag().is_empty() {
            return VList::from(inside).into();
        }
        if let Some(keys) = NAMES
            .get(..attributes.len())
            .filter(|keys| !keys.is_empty())
        {
            tag.attributes = Attributes::Dynamic {
                keys,
                values: attributes.into_boxed_slice(),
            };
        }
        if let Some(children) = tag.children_mut() {
            *children = if inside.len() == 1 {
                inside.pop().unwrap_or_default()
            } else {
                VList::from(inside).into()
            };
        }
        tag.into()
    }
}

impl FromIterator<El> for El {
    fn from_iter<I: IntoIterator<Item = El>>(elements: I) -> El {
        let mut all = list();
        for element in elements {
            all = all.add(element);
        }
        all
    }
}

/// What can be in an element. What is not there keeps its place, so that what follows it is the
/// same element when it comes.
///
/// (The element comes first here, as it does in the calls that end here: turned round, each of them
/// would weigh more.)
pub trait Child: Sized {
    /// The parent with this in it.
    fn put(parent: El, child: Self) -> El;
}

impl Child for Option<El> {
    fn put(parent: El, child: Self) -> El {
        parent.put(child.map(Html::from).unwrap_or_default())
    }
}

impl Child for El {
    fn put(parent: El, child: Self) -> El {
        parent.add(Some(child))
    }
}

/// What was made elsewhere, such as a drawing.
impl Child for Html {
    fn put(parent: El, child: Self) -> El {
        parent.put(child)
    }
}

impl Child for Option<String> {
    fn put(parent: El, words: Self) -> El {
        parent.put(
            words
                .map(|words| VText::new(words).into())
                .unwrap_or_default(),
        )
    }
}

impl Child for String {
    fn put(parent: El, words: Self) -> El {
        parent.add(Some(words))
    }
}

impl Child for &'static str {
    fn put(parent: El, words: Self) -> El {
        parent.put(VText::new(words).into())
    }
}

/// What an attribute can be set to; not set, where there is none.
pub trait Setting: Sized {
    /// The element with this attribute.
    fn set(element: El, name: Attr, value: Self) -> El;
}

impl Setting for Option<&'static str> {
    fn set(element: El, name: Attr, value: Self) -> El {
        match value {
            // The server-side renderer leaves out what is of the first kind; in the wasm it weighs
            // less.
            Some(value) if cfg!(target_family = "wasm") => {
                element.set(name, AttributeOrProperty::Static(value))
            }
            Some(value) => element.set(
                name,
                AttributeOrProperty::Attribute(AttrValue::Static(value)),
            ),
            None => element,
        }
    }
}

/// An attribute that is there or not, without a value.
impl Setting for bool {
    fn set(element: El, name: Attr, value: Self) -> El {
        element.attr(name, if value { Some("") } else { None })
    }
}

impl Setting for &'static str {
    fn set(element: El, name: Attr, value: Self) -> El {
        element.attr(name, Some(value))
    }
}

impl Setting for Option<String> {
    fn set(element: El, name: Attr, value: Self) -> El {
        match value {
            Some(value) => element.set(name, AttributeOrProperty::Attribute(value.into())),
            None => element,
        }
    }
}

impl Setting for String {
    fn set(element: El, name: Attr, value: Self) -> El {
        element.attr(name, Some(value))
    }
}

//! Elements, written as a tree of calls: `el("p").class("hint").add(words)`.
//!
//! Yew's `html!` writes out the making of every element where it stands. Here an element is one pointer, and each call on it
//! a few instructions.

use std::rc::Rc;

use web_sys::Event;
use yew::html::Scope;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, ListenerKind, VList, VTag, VText};
use yew::{AttrValue, Html, NodeRef};

use super::app::App;
use super::session::Act;

macro_rules! attributes {
    ($($name:ident $text:literal)*) => {
        /// The attributes that the widget sets.
        #[derive(Clone, Copy)]
        pub enum Attr { $($name),* }

        static NAMES: &[&str] = &[$($text),*];
    };
}

// The most frequent first: an element keeps a place for each attribute up to the last that it has.
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
    Readonly "readonly"
    Rows "rows"
}

/// An element that is being made; without a name, only what is in it.
pub struct El(Box<Parts>);

#[derive(Default)]
struct Parts {
    name: &'static str,
    key: Option<Key>,
    place: NodeRef,
    attributes: Vec<Option<AttributeOrProperty>>,
    value: Option<AttrValue>,
    checked: Option<bool>,
    listeners: Vec<Option<Rc<dyn Listener>>>,
    inside: Vec<Html>,
}

/// An element of this name.
#[inline(never)]
pub fn el(name: &'static str) -> El {
    El(Box::new(Parts { name, ..Parts::default() }))
}

/// Elements after each other.
pub fn list() -> El {
    el("")
}

impl El {
    pub fn class(self, value: &'static str) -> El {
        self.attr(Attr::Class, value)
    }

    pub fn attr(self, name: Attr, value: impl Value) -> El {
        value.set(self, name)
    }

    pub fn add(self, child: impl Child) -> El {
        child.put(self)
    }

    pub fn all(self, children: impl IntoIterator<Item = El>) -> El {
        self.add(children.into_iter().collect::<El>())
    }

    #[inline(never)]
    pub fn key(mut self, key: &str) -> El {
        self.0.key = Some(Key::from(key));
        self
    }

    /// A part of the page that is found again after it is drawn.
    pub fn node_ref(mut self, place: &NodeRef) -> El {
        self.0.place = place.clone();
        self
    }

    /// What is in a field.
    pub fn value(mut self, value: String) -> El {
        self.0.value = Some(value.into());
        self
    }

    /// Whether a radio button or a tick is on.
    pub fn checked(mut self, checked: bool) -> El {
        self.0.checked = Some(checked);
        self
    }

    /// Tells the widget what the person does.
    pub fn on<T: Into<Option<Act>>>(self, event: On, link: &Scope<App>, act: impl Fn(&Event) -> T + 'static) -> El {
        self.listen(event, link, Box::new(move |event| act(event).into()))
    }

    #[inline(never)]
    fn listen(mut self, event: On, link: &Scope<App>, act: Heard) -> El {
        self.0.listeners.push(Some(Rc::new(Ear { event, link: link.clone(), act })));
        self
    }

    #[inline(never)]
    fn set_fixed(self, name: Attr, value: &'static str) -> El {
        self.set(name, AttributeOrProperty::Static(value))
    }

    #[inline(never)]
    fn set_words(self, name: Attr, value: Option<String>) -> El {
        match value {
            Some(value) => self.set(name, AttributeOrProperty::Attribute(value.into())),
            None => self,
        }
    }

    #[inline(never)]
    fn set(mut self, name: Attr, value: AttributeOrProperty) -> El {
        let (at, attributes) = (name as usize, &mut self.0.attributes);
        if attributes.len() <= at {
            attributes.resize(at + 1, None);
        }
        if let Some(place) = attributes.get_mut(at) {
            *place = Some(value);
        }
        self
    }

    #[inline(never)]
    fn put(mut self, child: Html) -> El {
        self.0.inside.push(child);
        self
    }

    #[inline(never)]
    fn put_element(self, child: Option<El>) -> El {
        self.put(child.map(Html::from).unwrap_or_default())
    }

    #[inline(never)]
    fn put_words(self, words: Option<String>) -> El {
        self.put(words.map(|words| VText::new(words).into()).unwrap_or_default())
    }

    #[inline(never)]
    fn put_fixed(self, words: &'static str) -> El {
        self.put(VText::new(words).into())
    }
}

impl From<El> for Html {
    #[inline(never)]
    fn from(element: El) -> Html {
        let Parts { name, key, place, attributes, value, checked, listeners, mut inside } = *element.0;
        if name.is_empty() {
            return VList::with_children(inside, key).into();
        }
        let mut tag = VTag::new(name);
        tag.key = key;
        tag.node_ref = place;
        if let Some(keys) = NAMES.get(..attributes.len()).filter(|keys| !keys.is_empty()) {
            tag.attributes = Attributes::Dynamic { keys, values: attributes.into_boxed_slice() };
        }
        tag.set_value(value);
        if let Some(checked) = checked {
            tag.set_checked(checked);
        }
        if !listeners.is_empty() {
            tag.set_listeners(listeners.into_boxed_slice());
        }
        if let Some(children) = tag.children_mut() {
            *children = if inside.len() == 1 { inside.pop().unwrap_or_default() } else { VList::from(inside).into() };
        }
        tag.into()
    }
}

/// What the widget listens to.
#[derive(Clone, Copy)]
pub enum On {
    Click,
    Change,
    Input,
    Submit,
    Keydown,
}

/// What an event comes to, if to anything.
type Heard = Box<dyn Fn(&Event) -> Option<Act>>;

struct Ear {
    event: On,
    link: Scope<App>,
    act: Heard,
}

impl Listener for Ear {
    fn kind(&self) -> ListenerKind {
        match self.event {
            On::Click => ListenerKind::onclick,
            On::Change => ListenerKind::onchange,
            On::Input => ListenerKind::oninput,
            On::Submit => ListenerKind::onsubmit,
            On::Keydown => ListenerKind::onkeydown,
        }
    }

    fn handle(&self, event: Event) {
        if let Some(act) = (self.act)(&event) {
            self.link.send_message(act);
        }
    }

    fn passive(&self) -> bool {
        false
    }
}

impl FromIterator<El> for El {
    fn from_iter<I: IntoIterator<Item = El>>(elements: I) -> El {
        elements.into_iter().fold(list(), El::add)
    }
}

/// What can be in an element. What is not there keeps its place, so that what follows it is the same element when it comes.
pub trait Child {
    fn put(self, parent: El) -> El;
}

impl Child for El {
    fn put(self, parent: El) -> El {
        parent.put_element(Some(self))
    }
}

impl Child for Option<El> {
    fn put(self, parent: El) -> El {
        parent.put_element(self)
    }
}

impl Child for String {
    fn put(self, parent: El) -> El {
        parent.put_words(Some(self))
    }
}

impl Child for Option<String> {
    fn put(self, parent: El) -> El {
        parent.put_words(self)
    }
}

impl Child for &'static str {
    fn put(self, parent: El) -> El {
        parent.put_fixed(self)
    }
}

/// What an attribute can be set to; not set, where there is none.
pub trait Value {
    fn set(self, element: El, name: Attr) -> El;
}

impl Value for &'static str {
    fn set(self, element: El, name: Attr) -> El {
        element.set_fixed(name, self)
    }
}

impl Value for Option<&'static str> {
    fn set(self, element: El, name: Attr) -> El {
        match self {
            Some(value) => element.set_fixed(name, value),
            None => element,
        }
    }
}

impl Value for String {
    fn set(self, element: El, name: Attr) -> El {
        element.set_words(name, Some(self))
    }
}

impl Value for Option<String> {
    fn set(self, element: El, name: Attr) -> El {
        element.set_words(name, self)
    }
}

//! The Yew component: a place in the page that a session is drawn in, and that stays when the
//! session ends.
//!
//! Yew never lets go of the listeners of an app's root. A page that takes widgets in and out would
//! gain some each time; so the element keeps a place that is left and gives it to the next config.

use std::rc::Rc;

use yew::{Callback, Component, Context, Html, Properties};

use super::config::Config;
use super::msg::Msg;
use super::session::Session;

/// Who is in the place.
#[derive(Clone, Default, Properties)]
pub struct Place {
    pub config: Option<Config>,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.same_guest(other)
            && self.config.as_ref().map(|it| &it.lang) == other.config.as_ref().map(|it| &it.lang)
    }
}

impl Place {
    fn same_guest(&self, other: &Self) -> bool {
        match (&self.config, &other.config) {
            (Some(one), Some(other)) => Rc::ptr_eq(&one.host, &other.host),
            (None, None) => true,
            _ => false,
        }
    }
}

/// The place.
pub struct App {
    session: Option<Session>,
    send: Callback<Msg>,
}

impl Component for App {
    type Message = Msg;
    type Properties = Place;

    fn create(ctx: &Context<Self>) -> Self {
        let send = ctx.link().callback(|msg| msg);
        let config = ctx.props().config.as_ref();
        App {
            session: config.map(|config| Session::start(config, &send)),
            send,
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Place) -> bool {
        if !ctx.props().same_guest(old) {
            *self = Self::create(ctx);
        } else if let (Some(session), Some(config)) = (&mut self.session, &ctx.props().config) {
            session.draw(config, &self.send, None);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        if let (Some(session), Some(config)) = (&mut self.session, &ctx.props().config) {
            return session.update(config, &self.send, msg);
        }
        false
    }

    fn view(&self, _: &Context<Self>) -> Html {
        self.session
            .as_ref()
            .map_or_else(Html::default, Session::view)
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        if let (Some(session), Some(config)) = (&mut self.session, &ctx.props().config) {
            session.drawn(config);
        }
    }
}

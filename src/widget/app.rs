//! The Yew component: a place in the page that a session is drawn in, and that stays when the session ends.
//!
//! Yew never lets go of the listeners of an app's root. A page that takes widgets in and out would gain some each time; so
//! the element keeps a place that is left and gives it to the next guest.

use std::rc::Rc;

use yew::{Component, Context, Html, Properties};

use super::session::{Act, Guest, Session};

/// Who is in the place.
#[derive(Clone, Default, Properties)]
pub struct Place {
    pub guest: Option<Guest>,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        self.same_guest(other)
            && self.guest.as_ref().map(|it| &it.lang) == other.guest.as_ref().map(|it| &it.lang)
    }
}

impl Place {
    fn same_guest(&self, other: &Self) -> bool {
        match (&self.guest, &other.guest) {
            (Some(one), Some(other)) => Rc::ptr_eq(&one.host, &other.host),
            (None, None) => true,
            _ => false,
        }
    }
}

/// The place.
pub struct App {
    session: Option<Session>,
}

impl Component for App {
    type Message = Act;
    type Properties = Place;

    fn create(ctx: &Context<Self>) -> Self {
        App {
            session: ctx.props().guest.as_ref().map(Session::start),
        }
    }

    fn changed(&mut self, ctx: &Context<Self>, old: &Place) -> bool {
        if !ctx.props().same_guest(old) {
            *self = Self::create(ctx);
        }
        true
    }

    fn update(&mut self, ctx: &Context<Self>, act: Act) -> bool {
        if let (Some(session), Some(guest)) = (&mut self.session, &ctx.props().guest) {
            session.update(guest, ctx.link(), act);
        }
        true
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let there = self.session.as_ref().zip(ctx.props().guest.as_ref());
        there.map_or_else(Html::default, |(session, guest)| {
            session.view(guest, ctx.link())
        })
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        if let (Some(session), Some(guest)) = (&mut self.session, &ctx.props().guest) {
            session.drawn(guest);
        }
    }
}

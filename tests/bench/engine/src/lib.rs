//! One evaluation of the journey, many times over, for a page to time.

#[path = "../../said.rs"]
mod said;

use std::cell::RefCell;
use std::hint::black_box;

use nwd_core::domain::{Domain, Value};
use nwd_core::journey::{Screen, Walk, birthdays};
use nwd_core::{Answer, Answers, Bundle, Outcome};

thread_local! {
    static BUNDLE: RefCell<Option<Bundle>> = const { RefCell::new(None) };
    static WALK: RefCell<Option<Walk>> = const { RefCell::new(None) };
}

/// Room for a bundle's bytes, to be written by the page and given to [`open`].
#[unsafe(no_mangle)]
pub extern "C" fn room(length: usize) -> *mut u8 {
    Box::leak(vec![0; length].into_boxed_slice()).as_mut_ptr()
}

/// Reads the bundle; 0 where it is not valid.
///
/// # Safety
/// `bytes` is what [`room`] gave for this `length`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn open(bytes: *const u8, length: usize) -> usize {
    // SAFETY: the caller's promise; `room` made this many bytes and nothing frees them.
    let bytes = unsafe { std::slice::from_raw_parts(bytes, length) };
    let bundle = Bundle::read(bytes).ok();
    let services = bundle.as_ref().map_or(0, |bundle| bundle.services.len());
    BUNDLE.set(bundle);
    services
}

/// Evaluates one of [`said::CASES`] this many times; returns something that depends on the outcomes.
#[unsafe(no_mangle)]
pub extern "C" fn outcome(case: usize, times: usize) -> usize {
    evaluate(case, times, |outcome| outcome.services.len())
}

/// The same, each time with the questions that are left.
#[unsafe(no_mangle)]
pub extern "C" fn left(case: usize, times: usize) -> usize {
    evaluate(case, times, |outcome| outcome.left().len())
}

fn evaluate(case: usize, times: usize, of: fn(&Outcome<'_>) -> usize) -> usize {
    BUNDLE.with_borrow(|bundle| {
        let (Some(bundle), Some((_, answers))) = (bundle, said::CASES.get(case)) else { return 0 };
        let answers: Answers = said::answers(&bundle.facts, answers);
        (0..times).map(|_| of(&Outcome::of(bundle, black_box(&answers), said::now()))).sum()
    })
}

/// Sets out.
#[unsafe(no_mangle)]
pub extern "C" fn start() {
    let walk = BUNDLE.with_borrow(|bundle| Some(Walk::start(bundle.as_ref()?, &[], said::now())));
    WALK.set(walk);
}

/// Takes the first choice of the question that is asked; 0 where none is.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> usize {
    BUNDLE.with_borrow(|bundle| {
        WALK.with_borrow_mut(|walk| {
            let (Some(bundle), Some(walk)) = (bundle, walk) else { return 0 };
            while let Screen::Heard(_) | Screen::Urgent = walk.screen() {
                walk.go_on();
            }
            let Screen::Question(at) = walk.screen() else { return 0 };
            let value = match bundle.facts.get(at).map(|fact| &fact.domain) {
                Some(Domain::OneOf(_)) => Value::One(0),
                Some(Domain::AnyOf(_)) => Value::Any([0].into_iter().collect()),
                Some(Domain::Integer { min, .. }) => Value::Integer(*min),
                _ => Value::YesNo(true),
            };
            walk.answer(bundle, &[(at, Answer::Given(value))], said::now());
            1
        })
    })
}

/// The birthdays that results tell.
#[unsafe(no_mangle)]
pub extern "C" fn coming_birthdays() -> usize {
    BUNDLE.with_borrow(|bundle| {
        WALK.with_borrow(|walk| match (bundle, walk) {
            (Some(bundle), Some(walk)) => birthdays(bundle, walk.answers(), said::now()).len(),
            _ => 0,
        })
    })
}

//! Sets of people: how they are held, what criteria and services come to over them, how many are in
//! one and who.

pub mod count;
pub mod diagram;
pub mod example;
pub mod logic;
pub mod model;
pub mod space;

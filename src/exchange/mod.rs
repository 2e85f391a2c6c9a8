//! Reading and writing what others exchange with us (native).

pub mod answers;

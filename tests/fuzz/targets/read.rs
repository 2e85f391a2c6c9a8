//! Any bytes as a bundle, or as a file of a content folder: what is wrong has a place and words, and
//! what is read is written again without loss.

#![no_main]

use std::fmt::Debug;

use libfuzzer_sys::fuzz_target;
use nwd_core::Bundle;
use nwd_core::format::cases::CaseFile;
use nwd_core::format::panel::Vignette;
use nwd_core::format::read::Read;
use nwd_core::format::wire::{self, AreaFile, File};
use nwd_core::format::write::{Audience, Write};
use nwd_core::format::{Diagnostics, Json, Place, read_json};
use nwd_fuzz::assert_told;

fuzz_target!(|bytes: &[u8]| {
    let json = match read_json(bytes) {
        Ok(json) => json,
        Err(faults) => return assert_told(&faults),
    };
    bundle(&json);
    content::<File<AreaFile>>(&json);
    content::<File<wire::Service>>(&json);
    content::<File<wire::Module>>(&json);
    content::<Vec<wire::Fact>>(&json);
    content::<Vec<wire::Group>>(&json);
    content::<Vec<wire::Alert>>(&json);
    content::<Vec<CaseFile>>(&json);
    content::<Vec<Vignette>>(&json);
});

fn bundle(json: &Json) {
    match Bundle::with_wire(json) {
        Ok((_, wire)) => {
            let again = wire.write(Audience::Editor);
            let (_, read) = Bundle::with_wire(&again).expect("what was written is a bundle");
            assert_eq!(read, wire);
            Bundle::from_json(&wire.write(Audience::Reader)).expect("so it is for readers");
        }
        Err(faults) => assert_told(&faults),
    }
}

fn content<T: Read + Write + PartialEq + Debug>(json: &Json) {
    let mut faults = Diagnostics::default();
    let value = T::read(json, &Place::ROOT, &mut faults);
    if !faults.is_empty() {
        return assert_told(&faults.into_vec());
    }
    let mut faults = Diagnostics::default();
    let again = T::read(&value.write(Audience::Editor), &Place::ROOT, &mut faults);
    assert_eq!(faults.into_vec(), []);
    assert_eq!(again, value);
}

//! The binding generator of the element's build: writes the script that calls the widget's wasm, and the wasm that it calls.
//!
//! It does what `wasm-bindgen --target web` does, through the same library. Installing that command, and wasm-pack to call
//! it, took longer than all else that the element is made from.

use std::env;
use std::error::Error;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments = env::args().skip(1).collect::<Vec<_>>();
    let [wasm, folder] = arguments.as_slice() else {
        return Err("How to call it: nwd-bind WASM FOLDER".into());
    };
    Bindgen::new()
        .input_path(wasm)
        .out_name("no_wrong_door")
        .web(true)?
        .typescript(false)
        .generate(folder)?;
    Ok(())
}

//! `nwd`: the command with which editors build, check and explain their bundles.

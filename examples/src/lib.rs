//! Examples of the toolkit, beside this file; here, the README's are compiled and run.

#![cfg_attr(doctest, doc = include_str!("../../README.md"))]

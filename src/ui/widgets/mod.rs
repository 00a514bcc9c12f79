//! The parts that windows are made of, each with its geometry apart from its painting.

pub mod grid;

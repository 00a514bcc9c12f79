//! egui output to pixels on the CPU.

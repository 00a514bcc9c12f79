//! Arithmetic: a model in, values and typed diagnostics out.

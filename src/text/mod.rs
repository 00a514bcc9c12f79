//! Every word a person sees, by language.

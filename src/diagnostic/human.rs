//! Problems for people to read, in rustc's manner.

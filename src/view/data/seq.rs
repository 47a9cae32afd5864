//! A list that is made while it is written: a tree of ten thousand conversations is never whole.

use std::fmt;

use serde::{Serialize, Serializer};

/// Items in order, each made when its turn comes and gone when it is written.
pub struct Seq<'a, T> {
    len: usize,
    item: Box<dyn Fn(usize) -> T + 'a>,
}

impl<'a, T> Seq<'a, T> {
    /// One item for each of `ids`.
    pub fn of<I: Copy + 'a>(ids: Vec<I>, make: impl Fn(I) -> T + 'a) -> Seq<'a, T> {
        Seq {
            len: ids.len(),
            item: Box::new(move |at| make(ids[at])),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl<T> fmt::Debug for Seq<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} items", self.len)
    }
}

impl<T: Serialize> Serialize for Seq<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((0..self.len).map(&self.item))
    }
}

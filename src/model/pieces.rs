//! The evidence of a study, kept by interview: what another casebook says alike is held once.

use std::iter::FlatMap;
use std::ops::{Index, Range};
use std::slice;
use std::sync::Arc;

use super::{Evidence, InterviewId};

/// Pieces of evidence by interview, then by place in the note; numbered through all of them.
#[derive(Clone, Debug, Default)]
pub struct Pieces {
    by_interview: Vec<OfInterview>,
    /// Of each piece, its interview and its place in it.
    places: Arc<Vec<(u32, u32)>>,
}

/// All pieces in their order.
pub type Iter<'p> = FlatMap<
    slice::Iter<'p, OfInterview>,
    slice::Iter<'p, Evidence>,
    fn(&'p OfInterview) -> slice::Iter<'p, Evidence>,
>;

type OfInterview = Arc<[Evidence]>;

impl Pieces {
    /// Those of all interviews, in their order.
    pub fn of_all(by_interview: Vec<OfInterview>) -> Pieces {
        let interviews = by_interview.iter().zip(0..);
        let places = interviews.flat_map(|(pieces, interview)| {
            let places = 0..pieces.len() as u32;
            places.map(move |place| (interview, place))
        });
        Pieces {
            places: Arc::new(places.collect()),
            by_interview,
        }
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }

    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    pub fn iter(&self) -> Iter<'_> {
        self.by_interview.iter().flat_map(|pieces| pieces.iter())
    }

    /// All of them, to be changed: each interview's list is copied where another casebook holds it.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Evidence> {
        let interviews = self.by_interview.iter_mut();
        interviews.flat_map(|pieces| Arc::make_mut(pieces).iter_mut())
    }

    /// Those of an interview, in the note's order.
    pub fn of(&self, interview: InterviewId) -> &[Evidence] {
        let pieces = self.by_interview.get(interview.index());
        pieces.map_or(&[], |pieces| pieces)
    }

    /// Their numbers.
    pub fn stretch(&self, interview: InterviewId) -> Range<usize> {
        let from = self.places.partition_point(|(of, _)| *of < interview.0);
        from..from + self.of(interview).len()
    }

    /// The same, to be changed.
    pub fn of_mut(&mut self, interview: InterviewId) -> &mut [Evidence] {
        let pieces = self.by_interview.get_mut(interview.index());
        pieces.map_or(&mut [], |pieces| Arc::make_mut(pieces))
    }

    /// Puts as many pieces in the place of an interview's.
    pub(super) fn replace(&mut self, interview: InterviewId, pieces: &OfInterview) {
        debug_assert_eq!(self.of(interview).len(), pieces.len());
        self.by_interview[interview.index()] = Arc::clone(pieces);
    }

    /// Adds a piece of the last interview, or of one after it.
    #[doc(hidden)]
    pub fn push(&mut self, piece: Evidence) {
        let interview = piece.interview;
        if self.by_interview.len() <= interview.index() {
            let no_pieces = || Arc::from([]);
            self.by_interview
                .resize_with(interview.index() + 1, no_pieces);
        }
        let pieces = &mut self.by_interview[interview.index()];
        *pieces = pieces.iter().cloned().chain([piece]).collect();
        let place = pieces.len() as u32 - 1;
        Arc::make_mut(&mut self.places).push((interview.0, place));
    }

    #[doc(hidden)]
    pub fn clear(&mut self) {
        *self = Pieces::default();
    }
}

impl Index<usize> for Pieces {
    type Output = Evidence;
    fn index(&self, at: usize) -> &Evidence {
        let (interview, place) = self.places[at];
        &self.by_interview[interview as usize][place as usize]
    }
}

impl<'p> IntoIterator for &'p Pieces {
    type Item = &'p Evidence;
    type IntoIter = Iter<'p>;
    fn into_iter(self) -> Iter<'p> {
        self.iter()
    }
}

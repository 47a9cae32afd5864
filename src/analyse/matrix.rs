//! The theme × participant matrix: who raised what, the most frequent theme first.

use super::prevalence::Frequency;

/// One theme and one participant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cell {
    /// Not asked, and did not raise it.
    #[default]
    NotAsked,
    /// Asked, and did not raise it.
    DidNot,
    /// Raised it.
    Raised,
}

/// One theme of the matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The theme, by its index in what was given.
    pub theme: usize,
    /// One cell a participant, in the order given.
    pub cells: Vec<Cell>,
    /// How many raised it, of those asked.
    pub frequency: Frequency,
}

/// Sorts themes by frequency: the larger share of those asked first, then the larger count, then
/// in the order given.
///
/// `themes[t][p]` is theme `t` and participant `p`; a row shorter than the longest is filled up
/// with [`Cell::NotAsked`]. No themes give no rows.
pub fn matrix(themes: &[Vec<Cell>]) -> Vec<Row> {
    let width = themes.iter().map(Vec::len).max().unwrap_or(0);
    let mut rows: Vec<Row> = themes
        .iter()
        .enumerate()
        .map(|(theme, cells)| {
            let mut cells = cells.clone();
            cells.resize(width, Cell::NotAsked);
            let count = |wanted| cells.iter().filter(|&&cell| cell == wanted).count();
            let raised = count(Cell::Raised);
            let frequency = Frequency::new(raised, raised + count(Cell::DidNot));
            Row {
                theme,
                cells,
                frequency,
            }
        })
        .collect();
    rows.sort_by(|a, b| {
        let by_share = b.frequency.compare_share(a.frequency);
        by_share.then(b.frequency.raised().cmp(&a.frequency.raised()))
    });
    rows
}

#[cfg(test)]
mod tests {
    use super::Cell::{DidNot, NotAsked, Raised};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_most_frequent_theme_comes_first_and_gaps_stay() {
        let found = matrix(&[
            vec![DidNot, Raised, NotAsked],
            vec![Raised, Raised, DidNot],
            vec![],
        ]);
        let order: Vec<_> = found
            .iter()
            .map(|row| (row.theme, row.frequency.raised(), row.frequency.asked()))
            .collect();
        assert_eq!(order, [(1, 2, 3), (0, 1, 2), (2, 0, 0)]);
        assert_eq!(found[2].cells, [NotAsked; 3]);
    }

    #[test]
    fn equal_shares_go_by_count_and_then_by_the_order_given() {
        let found = matrix(&[
            vec![Raised, DidNot],
            vec![Raised, Raised, DidNot, DidNot],
            vec![DidNot, Raised],
        ]);
        let order: Vec<_> = found.iter().map(|row| row.theme).collect();
        assert_eq!(order, [1, 0, 2]);
    }

    #[test]
    fn no_themes_give_no_rows() {
        assert!(matrix(&[]).is_empty());
    }

    proptest! {
        #[test]
        fn sorting_keeps_every_theme_and_never_rises(
            themes in proptest::collection::vec(proptest::collection::vec(0_u8..3, 0..12), 0..20)
        ) {
            let kinds = [NotAsked, DidNot, Raised];
            let themes: Vec<Vec<Cell>> = themes
                .iter()
                .map(|row| row.iter().map(|&kind| kinds[usize::from(kind)]).collect())
                .collect();
            let rows = matrix(&themes);
            let mut order: Vec<_> = rows.iter().map(|row| row.theme).collect();
            for pair in rows.windows(2) {
                prop_assert!(pair[0].frequency.compare_share(pair[1].frequency).is_ge());
            }
            order.sort_unstable();
            prop_assert_eq!(order, (0..themes.len()).collect::<Vec<_>>());
        }
    }
}

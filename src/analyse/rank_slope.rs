//! The rank slope: the participants' order of themes beside the team's, and where they cross.

use std::cmp::Ordering;

use super::prevalence::Frequency;
use super::priority::{Ranking, ranking};

/// One theme in both orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// The theme, by its index in what was given.
    pub theme: usize,
    /// Its rank among the participants, from 1.
    pub participants: usize,
    /// Its rank in the team, from 1.
    pub team: usize,
}

impl Line {
    /// Places apart: positive where the participants put it higher than the team did.
    pub fn difference(&self) -> i64 {
        self.team as i64 - self.participants as i64
    }
}

/// Two themes that the participants and the team put in opposite orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crossing {
    /// The theme that the participants put first.
    pub participants_first: usize,
    /// The theme that the team put first.
    pub team_first: usize,
    /// Places between the two among the participants plus places between them in the team; at
    /// least 2.
    pub size: usize,
}

/// Both orders side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RankSlope {
    /// The themes that both orders hold, in the participants' order; equals in the team's.
    pub lines: Vec<Line>,
    /// Every pair that swaps, the largest first; equals in the participants' order.
    pub crossings: Vec<Crossing>,
    /// Themes without a team rank, or that nobody was asked about, in the order given.
    pub left_out: Vec<usize>,
}

/// Sets the participants' order (by share of those asked) beside the team's (by `team_rank`, 1 is
/// first).
///
/// Only themes with both are compared, and both orders are ranked anew among them: team ranks of
/// 2, 5 and 9 read as 1, 2 and 3. Equal shares, or equal team ranks, share a rank (1, 2, 2, 4), and
/// a pair that is equal on either side does not cross. Fewer than two themes never cross.
pub fn rank_slope(themes: &[(Frequency, Option<u32>)]) -> RankSlope {
    let mut found = RankSlope::default();
    let mut both = Vec::new();
    for (theme, &(frequency, team_rank)) in themes.iter().enumerate() {
        match (frequency.share(), team_rank) {
            (Some(_), Some(team_rank)) => both.push((theme, frequency, team_rank)),
            _ => found.left_out.push(theme),
        }
    }
    let participants = ranks(ranking(
        both.iter(),
        |_| Some(0.0),
        |a, b| a.1.compare_share(b.1),
        |_, _| Ordering::Equal,
    ));
    let team = ranks(ranking(
        both.iter(),
        |_| Some(0.0),
        |a, b| b.2.cmp(&a.2),
        |_, _| Ordering::Equal,
    ));
    let ranked = both.iter().zip(participants).zip(team);
    found.lines = ranked
        .map(|((item, participants), team)| Line {
            theme: item.0,
            participants,
            team,
        })
        .collect();
    found
        .lines
        .sort_by_key(|line| (line.participants, line.team));
    for (index, upper) in found.lines.iter().enumerate() {
        for lower in &found.lines[index + 1..] {
            if upper.participants < lower.participants && upper.team > lower.team {
                found.crossings.push(Crossing {
                    participants_first: upper.theme,
                    team_first: lower.theme,
                    size: lower.participants - upper.participants + upper.team - lower.team,
                });
            }
        }
    }
    let crossings = &mut found.crossings;
    crossings.sort_by_key(|crossing| std::cmp::Reverse(crossing.size));
    found
}

/// The ranks of a ranking in the order of its items.
fn ranks(ranking: Ranking) -> Vec<usize> {
    let mut places = ranking.ranked;
    places.sort_by_key(|place| place.theme);
    places.into_iter().map(|place| place.rank).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn theme(k: usize, n: usize, team: u32) -> (Frequency, Option<u32>) {
        (Frequency::new(k, n), Some(team))
    }

    /// The rank slope of the mock: sizing, delivery, returns, wish list, trust, account, code.
    #[test]
    fn the_teams_first_guess_was_the_shoppers_last_worry() {
        let found = rank_slope(&[
            theme(11, 18, 5),
            theme(9, 18, 2),
            theme(8, 18, 6),
            theme(7, 18, 7),
            theme(5, 14, 4),
            theme(4, 18, 3),
            theme(3, 18, 1),
        ]);
        let differences: Vec<_> = found.lines.iter().map(Line::difference).collect();
        assert_eq!(differences, [4, 0, 3, 3, -1, -3, -6]);
        let largest = Crossing {
            participants_first: 0,
            team_first: 6,
            size: 10,
        };
        assert_eq!(found.crossings[0], largest);
        assert_eq!(found.crossings.len(), 14);
    }

    #[test]
    fn agreement_has_no_crossing() {
        let found = rank_slope(&[theme(3, 9, 7), theme(8, 9, 2), theme(5, 9, 3)]);
        let teams: Vec<_> = found.lines.iter().map(|line| line.team).collect();
        assert_eq!(teams, [1, 2, 3]);
        assert!(found.crossings.is_empty());
    }

    #[test]
    fn equals_on_either_side_do_not_cross() {
        let found = rank_slope(&[theme(4, 8, 2), theme(2, 4, 1), theme(1, 8, 1)]);
        let lines: Vec<_> = found
            .lines
            .iter()
            .map(|line| (line.theme, line.participants, line.team))
            .collect();
        assert_eq!(lines, [(1, 1, 1), (0, 1, 3), (2, 3, 1)]);
        let crossing = Crossing {
            participants_first: 0,
            team_first: 2,
            size: 4,
        };
        assert_eq!(found.crossings, [crossing]);
    }

    #[test]
    fn themes_without_a_team_rank_or_nobody_asked_are_left_out() {
        let found = rank_slope(&[
            (Frequency::new(3, 9), None),
            theme(0, 0, 1),
            theme(4, 9, 12),
        ]);
        assert_eq!(found.left_out, [0, 1]);
        assert_eq!((found.lines[0].participants, found.lines[0].team), (1, 1));
        assert_eq!(rank_slope(&[]), RankSlope::default());
    }

    proptest! {
        #[test]
        fn every_crossing_is_a_pair_in_opposite_orders(
            themes in proptest::collection::vec((0_usize..20, 1_usize..20, 0_u32..9), 0..25)
        ) {
            let themes: Vec<_> = themes.into_iter().map(|(k, n, team)| theme(k, n, team)).collect();
            let found = rank_slope(&themes);
            prop_assert_eq!(found.lines.len() + found.left_out.len(), themes.len());
            for crossing in &found.crossings {
                let (a, b) = (themes[crossing.participants_first], themes[crossing.team_first]);
                prop_assert!(a.0.compare_share(b.0).is_gt());
                prop_assert!(a.1 > b.1);
                prop_assert!(crossing.size >= 2);
            }
        }
    }
}

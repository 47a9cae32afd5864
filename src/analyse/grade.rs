//! The grade of a decision's value, A to E, worked out from what is written, never typed.
//!
//! The first row that fits decides:
//!
//! | what is written | grade |
//! |---|---|
//! | `basis: estimate` | D, estimate |
//! | a measured value is missing before or after, but an amount of value is given | D, estimate |
//! | a measured value is missing before or after | E, not yet measured |
//! | `basis: controlled`, and `n` on both sides | A, controlled |
//! | `n` and a period or date on both sides | B, before and after with counts and dates |
//! | anything else | C, before and after |
//!
//! Two values of the same period are no before and after: they count as not measured, unless the
//! comparison is controlled. A controlled comparison needs no two periods: both groups are measured at once. Without `n` it
//! cannot be checked and is no more than C. A basis that is not written reads as `measured`.

/// How well a value is shown, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Controlled: measured against a group without the change, with counts.
    A,
    /// Before and after, with counts and dates on both sides.
    B,
    /// Before and after, without counts or dates.
    C,
    /// An estimate.
    D,
    /// Not yet measured.
    E,
}

impl Grade {
    /// Whether a value of this grade is measured and may reach the headline: A, B or C.
    pub fn is_measured(self) -> bool {
        self <= Grade::C
    }
}

/// What the author says that the value rests on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Basis {
    /// `controlled`: against a group without the change.
    Controlled,
    /// `measured`, or nothing written: before and after.
    #[default]
    Measured,
    /// `estimate`: nobody measured it.
    Estimate,
}

/// One side of an outcome: what of it is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// A measured value.
    pub value: bool,
    /// How many cases it was measured on, more than 0.
    pub n: bool,
    /// The period or the date that it was measured in.
    pub period: bool,
}

/// What is written about a decision's value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// The basis of its value.
    pub basis: Basis,
    /// The outcome before.
    pub before: Side,
    /// The outcome after; for a controlled one, the two groups are before and after.
    pub after: Side,
    /// Whether both were measured in one and the same period.
    pub same_period: bool,
    /// Whether an amount of value is given.
    pub amount: bool,
}

/// Works the grade out, by the table above.
pub fn grade(proof: Proof) -> Grade {
    let both = |part: fn(&Side) -> bool| part(&proof.before) && part(&proof.after);
    // Two figures of one period are a comparison of groups, not a before and after.
    let compared = proof.basis == Basis::Controlled || !proof.same_period;
    let measured = compared && both(|side| side.value);
    let counted = both(|side| side.n);
    match proof.basis {
        Basis::Estimate => Grade::D,
        _ if !measured && proof.amount => Grade::D,
        _ if !measured => Grade::E,
        Basis::Controlled if counted => Grade::A,
        _ if counted && both(|side| side.period) => Grade::B,
        _ => Grade::C,
    }
}

#[cfg(test)]
mod tests {
    use super::Basis::{Controlled, Estimate, Measured};
    use super::*;

    const FULL: Side = Side {
        value: true,
        n: true,
        period: true,
    };
    const UNDATED: Side = Side {
        period: false,
        ..FULL
    };
    const UNCOUNTED: Side = Side { n: false, ..FULL };
    const NOTHING: Side = Side {
        value: false,
        n: false,
        period: false,
    };

    fn check(basis: Basis, before: Side, after: Side, amount: bool, expected: Grade) {
        let proof = Proof {
            basis,
            before,
            after,
            same_period: false,
            amount,
        };
        assert_eq!(grade(proof), expected, "{proof:?}");
    }

    #[test]
    fn controlled_with_counts_is_a_even_undated() {
        check(Controlled, FULL, FULL, true, Grade::A);
        check(Controlled, UNDATED, UNDATED, false, Grade::A);
    }

    #[test]
    fn the_word_controlled_alone_proves_nothing() {
        check(Controlled, UNCOUNTED, FULL, true, Grade::C);
        check(Controlled, NOTHING, NOTHING, true, Grade::D);
        check(Controlled, NOTHING, NOTHING, false, Grade::E);
    }

    #[test]
    fn before_and_after_with_counts_and_dates_is_b() {
        check(Measured, FULL, FULL, true, Grade::B);
    }

    #[test]
    fn one_side_without_count_or_date_is_c() {
        check(Measured, UNCOUNTED, FULL, true, Grade::C);
        check(Measured, FULL, UNDATED, false, Grade::C);
    }

    #[test]
    fn an_estimate_stays_d_whatever_was_measured() {
        check(Estimate, FULL, FULL, true, Grade::D);
        check(Estimate, NOTHING, NOTHING, false, Grade::D);
    }

    #[test]
    fn an_amount_that_nothing_measured_backs_is_an_estimate() {
        check(Measured, FULL, NOTHING, true, Grade::D);
        check(Measured, NOTHING, FULL, true, Grade::D);
    }

    #[test]
    fn without_after_or_amount_it_is_not_yet_measured() {
        check(Measured, FULL, NOTHING, false, Grade::E);
        assert_eq!(grade(Proof::default()), Grade::E);
    }

    #[test]
    fn two_figures_of_one_period_are_no_before_and_after() {
        let of = |basis, amount| {
            grade(Proof {
                basis,
                before: FULL,
                after: FULL,
                same_period: true,
                amount,
            })
        };
        assert_eq!(of(Measured, true), Grade::D);
        assert_eq!(of(Measured, false), Grade::E);
        assert_eq!(of(Controlled, true), Grade::A);
    }

    #[test]
    fn only_a_to_c_are_measured() {
        let grades = [Grade::A, Grade::B, Grade::C, Grade::D, Grade::E];
        let measured = grades.map(Grade::is_measured);
        assert_eq!(measured, [true, true, true, false, false]);
    }
}

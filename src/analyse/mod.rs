//! Numbers from the model: pure functions from counts to findings, each with its published source.
//!
//! Nothing here knows a file, a date of today, a language or a page. Functions take counts, slices
//! and small plain structs, and return numbers or a named case: never a panic, never a NaN, never
//! words. What cannot be said is an enum variant (`TooFew`, `NobodyAsked`, `NothingSpent`, …) that
//! a language file turns into a sentence. Things are named by their index in the slice given.
//!
//! | file | the question that it answers | source |
//! |---|---|---|
//! | [`interval`] | how far off may k of n be, and a difference of two of them? | Wilson 1927; Newcombe 1998 |
//! | [`wider_group`] | how is that said in tenths? | |
//! | [`prevalence`] | how many of those asked raised it, by segment, and who did not? | |
//! | [`success`] | did a study reach its success metric? | |
//! | [`saturation`] | did the last interviews still bring anything new? | Guest, Namey & Chen 2020 |
//! | [`matrix`] | who raised what? | |
//! | [`together`] | which themes come together? | |
//! | [`priority`] | what first, by frequency × severity and by impact × feasibility? | |
//! | [`rank_slope`] | where do the participants' order and the team's cross? | |
//! | [`outcome`] | what changed between before and after? | Newcombe 1998 |
//! | [`grade`] | how well is a decision's value shown, A to E? | |
//! | [`ledger`] | which cost and which value enters which total? | |
//! | [`range`] | low, likely and high amounts | |
//! | [`roi`] | what did research cost, and what came back? | |
//! | [`cadence`] | were interviews held as often as planned? | |
//! | [`rest`] | who was asked too often, and who may be asked again? | |
//! | [`programme`] | backlog, reviews due, spread over interviewers, mix of segments | |
//! | [`agreement`] | do two coders agree? | Krippendorff 2011; Passonneau 2006 |
//! | [`talk_time`] | how much of the talk was the participants'? | |
//! | [`coreq`] | what does a study report of itself? | Tong, Sainsbury & Craig 2007 |

pub mod agreement;
pub mod cadence;
pub mod coreq;
pub mod grade;
pub mod interval;
pub mod ledger;
pub mod matrix;
pub mod outcome;
pub mod prevalence;
pub mod priority;
pub mod programme;
pub mod range;
pub mod rank_slope;
pub mod rest;
pub mod roi;
pub mod saturation;
pub mod success;
pub mod talk_time;
pub mod together;
pub mod wider_group;

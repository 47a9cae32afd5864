//! How the return adds up: every number that it is made of, with its inputs.

use super::super::Site;
use super::super::ledger::research_cost_of;
use super::super::say::fill;
use super::{Log, Sum, range};
use crate::analyse::ledger::Counts;
use crate::analyse::range::Range;
use crate::analyse::roi::{Part, Ratio, cost_per};
use crate::language::capitalised;
use crate::model::{DecisionStatus, Study};

/// Every number that the return is made of.
pub(super) fn sums(site: &Site, log: &Log) -> Vec<Sum> {
    let say = site.say;
    let published = site.published;
    let several = published.studies.len() > 1;
    let line = |title: String, parts: String, likely: String| Sum {
        title,
        parts,
        likely,
        range: String::new(),
        total: false,
    };
    let mut sums = Vec::new();
    for study in &published.studies {
        let cost = research_cost_of(study, &published.settings);
        let Some(total) = cost.total() else {
            continue;
        };
        let title = match several {
            true => say.with("log.research_of", fill![study: &*study.about.title]),
            false => say.text("log.research"),
        };
        let mut parts = Vec::new();
        if let (Part::Amount(_), Some(hours), Some(rate)) = (
            cost.time,
            study.about.costs.hours,
            study.about.costs.hourly_rate,
        ) {
            let (hours, rate) = (say.number(hours), site.money(rate));
            parts.push(say.with("log.part_hours", fill![hours: hours, rate: rate]));
        }
        if let Part::Amount(amount) = cost.incentives {
            let amount = site.money(amount);
            parts.push(say.with("log.part_incentives", fill![amount: amount]));
        }
        if let Part::Amount(amount) = cost.other {
            let amount = site.money(amount);
            parts.push(say.with("log.part_other", fill![amount: amount]));
        }
        let mut parts = capitalised(&say.list(&parts));
        let people = study.participants.iter().filter(|p| p.interviewed).count();
        if let Some(each) = cost_per(total, people) {
            let amount = site.money(each.round());
            parts += "; ";
            parts += &say.with("log.part_each", fill![amount: amount, n: people]);
        }
        parts += &replaced(site, study);
        sums.push(line(title, parts, site.money(total)));
    }
    let (found, totals) = (&log.found, &log.totals);
    if totals.decisions > 0 {
        let title = say.count("log.all_decisions", totals.decisions, &[]);
        sums.push(line(title, String::new(), site.money(found.decisions)));
    }
    if sums.is_empty() {
        return sums;
    }
    sums.push(Sum {
        total: true,
        ..line(
            say.text("log.sum_spent"),
            String::new(),
            site.money(found.spent),
        )
    });
    let value = |key: &str, amount: Range| Sum {
        range: range(site, amount),
        ..line(say.text(key), String::new(), site.money(amount.likely))
    };
    if totals.in_headline > 0 {
        sums.push(Sum {
            parts: contribution(site, log),
            ..value("log.sum_value", totals.headline)
        });
        if let Ratio::Known(each) = found.per_unit {
            let title = say.with("log.sum_each", fill![unit: site.money(1.0)]);
            sums.push(Sum {
                range: range(site, each),
                total: true,
                ..line(title, String::new(), site.money(each.likely))
            });
            sums.push(value("log.sum_net", found.net));
            if let Ratio::Known(beyond) = found.roi {
                let title = say.with("log.sum_roi", fill![unit: site.money(1.0)]);
                sums.push(Sum {
                    range: range(site, beyond),
                    ..line(title, String::new(), site.money(beyond.likely))
                });
            }
        }
    }
    if let Some((parts, each)) = by_insight(site, found.research) {
        sums.push(line(say.text("log.sum_insight"), parts, each));
    }
    if totals.as_estimate > 0 {
        sums.push(value("log.sum_estimates", totals.estimates));
    }
    if totals.as_avoided > 0 {
        let key = match totals.avoided_by_estimate {
            0 => "log.sum_avoided",
            n if n == totals.as_avoided => "log.sum_avoided_estimates",
            _ => "log.sum_avoided_in_part",
        };
        sums.push(value(key, totals.avoided));
    }
    if totals.planned > 0.0 {
        let planned = site.money(totals.planned);
        sums.push(line(say.text("log.sum_planned"), String::new(), planned));
    }
    sums
}

/// That a share in the measured value is somebody's judgement, where one is.
fn contribution(site: &Site, log: &Log) -> String {
    let judged = log.entries.iter().any(|(_, _, decision, row)| {
        let share = decision.value.as_ref().and_then(|value| value.contribution);
        row.counts == Counts::InHeadline && share.is_some_and(|share| share < 1.0)
    });
    match judged {
        true => site.say.text("log.part_contribution"),
        false => String::new(),
    }
}

/// What a participant cost in the study that another one replaced, with its source.
fn replaced(site: &Site, study: &Study) -> String {
    let Some(old) = &study.about.compared_with else {
        return String::new();
    };
    let (Some((low, high)), Some(source)) = (old.per_participant, &old.source) else {
        return String::new();
    };
    let each = Range {
        low,
        likely: low,
        high,
    };
    let each = match range(site, each) {
        point if point.is_empty() => site.money(low),
        range => range,
    };
    let words = fill![name: &*old.name, each: each, source: &**source];
    format!(". {}", site.say.with("log.part_replaced", words))
}

/// What the research cost for each insight that a decision rests on which was neither rejected nor
/// is a mere proposal; with its inputs.
fn by_insight(site: &Site, research: f64) -> Option<(String, String)> {
    use DecisionStatus::{Proposed, Rejected};
    let (mut acted_on, mut of) = (0usize, 0usize);
    for id in site.study_ids() {
        let study = &site.published[id];
        let index = site.study(id);
        for theme in &index.findings.insights {
            let mut decisions = index.decisions_on(*theme).iter();
            let acted = decisions.any(|d| !matches!(study[*d].status, Proposed | Rejected));
            acted_on += usize::from(acted);
            of += 1;
        }
    }
    let each = cost_per(research, acted_on).filter(|_| research > 0.0)?;
    let research = site.money(research);
    let words = fill![research: research, of: of];
    let parts = site.say.count("log.part_insights", acted_on, words);
    Some((parts, site.money(each.round())))
}

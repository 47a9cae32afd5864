//! What texts, themes and decisions of a casebook cite of its conversations.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{Casebook, EvidenceId, InterviewId, Proof, StudyId, Target};
use crate::diagnostic::Diagnostic;

/// What other texts and files cite.
#[derive(Debug)]
pub struct Citing {
    evidence: BTreeSet<(StudyId, EvidenceId)>,
    interviews: BTreeSet<(StudyId, InterviewId)>,
    /// Whether a citation leads nowhere: other words may be what it means.
    leads_nowhere: bool,
}

impl Citing {
    pub fn of(casebook: &Casebook, problems: &[Diagnostic]) -> Citing {
        let mut citing = Citing {
            evidence: BTreeSet::new(),
            interviews: BTreeSet::new(),
            leads_nowhere: problems
                .iter()
                .any(|p| matches!(p.rule, "citation-leads-nowhere" | "broken-link")),
        };
        for target in casebook.texts().flat_map(|text| text.targets.iter()) {
            match target {
                Target::Evidence(study, id) => drop(citing.evidence.insert((*study, *id))),
                Target::Interview(study, id) => drop(citing.interviews.insert((*study, *id))),
                _ => {}
            }
        }
        for (id, study) in (0..).map(StudyId).zip(&casebook.studies) {
            let proofs = study.decisions.iter().flat_map(|d| &d.evidence);
            let proofs = proofs.filter_map(|proof| match proof {
                Proof::Evidence(evidence) => Some(*evidence),
                _ => None,
            });
            let featured = study.themes.iter().flat_map(|theme| &theme.feature);
            let cited = proofs.chain(featured.copied());
            citing.evidence.extend(cited.map(|evidence| (id, evidence)));
        }
        citing
    }

    /// Whether something may mean an interview or a piece of its evidence, these numbers.
    pub fn may_mean(&self, study: StudyId, interview: InterviewId, evidence: Range<usize>) -> bool {
        let mut evidence = evidence.map(|at| (study, EvidenceId(at as u32)));
        self.leads_nowhere
            || self.interviews.contains(&(study, interview))
            || evidence.any(|id| self.evidence.contains(&id))
    }
}

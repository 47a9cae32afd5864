//! One insight: the claim, how many, how sure, the quotes, the counter-case, what came of it.

use serde::Serialize;

use super::super::chart::Figure;
use super::super::parts::DecisionLink;
use super::super::prose::ProseView;
use super::super::quote::{QuoteView, Role};
use super::super::say::fill;
use super::super::{Link, OnPage, PageKey};
use super::Anchors;
use crate::model::{EvidenceId, StudyId, Target, ThemeId};

/// An insight as the case study tells it.
#[derive(Debug, Serialize)]
pub struct InsightView {
    pub anchor: String,
    /// Its place among the insights, from 1.
    pub number: usize,
    /// The theme's title and page.
    pub title: String,
    pub href: String,
    pub claim: String,
    /// "11 of 18 participants …", as HTML.
    pub count: String,
    /// Who raised it, one mark a participant.
    pub strip: Figure,
    /// How sure, sentence by sentence.
    pub how_sure: Vec<String>,
    /// What the study cannot say.
    pub limits: Option<Limits>,
    pub lead: Option<QuoteView>,
    pub body: Option<ProseView>,
    pub counter: Option<ProseView>,
    /// A second quote by itself, then a pair.
    pub second: Option<QuoteView>,
    pub pair: Vec<QuoteView>,
    /// "5 of the 8 also raised …"
    pub goes_with: Option<GoesWith>,
    pub decisions: Vec<DecisionLink>,
    /// "All 13 quotes, and who did not raise it"
    pub more: Link,
}

/// The theme that came up with it most often.
#[derive(Debug, Serialize)]
pub struct GoesWith {
    pub sentence: String,
    pub theme: Link,
}

/// The study's limitations beside an insight.
#[derive(Clone, Debug, Serialize)]
pub struct Limits {
    /// In a sentence; said beside the first insight alone.
    pub sentence: Option<String>,
    /// Where they stand.
    pub link: Option<Link>,
}

pub(super) fn view(
    on: &OnPage,
    study_id: StudyId,
    id: ThemeId,
    number: usize,
    limitations: Option<&str>,
    anchors: &mut Anchors,
) -> InsightView {
    let site = on.site;
    let say = site.say;
    let theme = &site.published[study_id][id];
    let index = site.study(study_id);
    let findings = site.theme_findings(study_id, id);
    let href = on.link(&PageKey::Theme(study_id, id, 1));
    let mut how_sure: Vec<String> = site.wider_group(findings).into_iter().collect();
    how_sure.extend(site.strength(study_id, id));
    // What the author's text shows already is not shown twice.
    let embedded = |quote: &EvidenceId| {
        let shown = Target::Evidence(study_id, *quote);
        theme.body.targets.contains(&shown)
    };
    let mut picks = index.picks(id).iter().filter(|quote| !embedded(quote));
    let lead = picks
        .next()
        .and_then(|quote| on.quote(study_id, *quote, Role::Lead));
    let rest: Vec<EvidenceId> = picks.copied().take(3).collect();
    let (second, pair) = match rest.as_slice() {
        [one] => (Some(*one), Vec::new()),
        [one, two] => (None, vec![*one, *two]),
        [one, two, three] => (Some(*one), vec![*two, *three]),
        _ => (None, Vec::new()),
    };
    let body = on.prose(&theme.body);
    let shown = index.of_theme(id).len();
    InsightView {
        anchor: anchors.take(&format!("insight-{}", theme.id.replace('/', "-"))),
        number,
        title: theme.title.clone(),
        claim: theme.insight.clone().unwrap_or_default(),
        count: site.count_sentence(study_id, id),
        strip: on.strip(&format!("who-{number}"), study_id, id),
        how_sure,
        limits: on.limits(study_id, limitations, number == 1),
        lead,
        body: (!body.is_empty()).then_some(body),
        counter: theme.counter.as_ref().map(|text| on.prose(text)),
        second: second.and_then(|quote| on.quote(study_id, quote, Role::Embedded)),
        pair: pair
            .into_iter()
            .filter_map(|quote| on.quote(study_id, quote, Role::Further))
            .collect(),
        goes_with: goes_with(on, study_id, id),
        decisions: index
            .decisions_on(id)
            .iter()
            .map(|decision| on.decision_link(study_id, *decision))
            .collect(),
        more: Link {
            href: href.clone(),
            title: say.count("insight.more", shown, fill![theme: &*theme.title]),
        },
        href,
    }
}

impl OnPage<'_> {
    /// What the study cannot say, where it says so: in a sentence where `told`, and the way to
    /// where it is told in full, which stands in its case study at `anchor`.
    pub fn limits(&self, study: StudyId, anchor: Option<&str>, told: bool) -> Option<Limits> {
        let say = self.site.say;
        let about = &self.site.published[study].about;
        let sentence = about.limitations.as_deref().filter(|_| told);
        let sentence = sentence.map(super::brief::sentence);
        let key = match sentence {
            Some(_) => "limits.link",
            None => "limits.link_short",
        };
        let link = anchor.map(|anchor| Link {
            href: self.link_to(&PageKey::CaseStudy(study), anchor),
            title: say.text(key),
        });
        (sentence.is_some() || link.is_some()).then_some(Limits { sentence, link })
    }
}

/// The theme that at least half of the people who raised this one raised too, and two at least.
fn goes_with(on: &OnPage, study_id: StudyId, id: ThemeId) -> Option<GoesWith> {
    let site = on.site;
    let findings = site.theme_findings(study_id, id);
    let raised = findings.frequency().raised();
    let (other, both) = *findings.beside.first()?;
    if both < 2 || both * 2 < raised {
        return None;
    }
    let other = (other, &site.published[study_id][other]);
    Some(GoesWith {
        sentence: site
            .say
            .with("insight.goes_with", fill![k: both, n: raised]),
        theme: Link {
            href: on.link(&PageKey::Theme(study_id, other.0, 1)),
            title: other.1.title.clone(),
        },
    })
}

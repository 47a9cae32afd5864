//! The fields of a study's own files.

use super::Mask;
use crate::model::{
    Action, Comparison, Decision, Evidence, Expectation, InterviewId, Measurement, Metric, Outcome,
    Question, Sample, Section, Segment, Series, Study, StudyAbout, Theme, Value,
};
use crate::parse::prose::{self, Anchors};

impl Mask<'_> {
    pub(super) fn study(&mut self, study: &mut Study) {
        let Study {
            id: _,
            file,
            about,
            success_metric: _,
            story,
            questions,
            segments,
            participants: _,
            interviews,
            evidence,
            themes,
            decisions,
            metrics,
            withdrawn: _,
        } = study;
        self.file = file.clone();
        self.about(about);
        self.story(story);
        for Question { id: _, ask, why } in questions {
            self.words(ask);
            self.field(why);
        }
        for Segment { name } in segments {
            self.words(name);
        }
        for theme in themes {
            self.file.clone_from(theme.file.as_ref().unwrap_or(file));
            self.theme(theme);
        }
        decisions
            .iter_mut()
            .for_each(|decision| self.decision(decision));
        for Metric {
            id: _,
            series,
            file,
        } in metrics
        {
            self.file = file.clone();
            let Series { unit, points: _ } = series;
            self.named(unit);
        }
        for interview in &mut *interviews {
            self.file = interview.file.clone();
            self.interview(interview);
        }
        for number in (0..interviews.len() as u32).map(InterviewId) {
            let masked = evidence.of(number).iter().enumerate();
            let masked = masked.filter_map(|(at, evidence)| Some((at, self.evidence(evidence)?)));
            let masked: Vec<(usize, Evidence)> = masked.collect();
            if !masked.is_empty() {
                let pieces = evidence.of_mut(number);
                masked
                    .into_iter()
                    .for_each(|(at, evidence)| pieces[at] = evidence);
            }
        }
    }

    fn story(&mut self, story: &mut [Section]) {
        let mut is_anchored_otherwise = false;
        for Section {
            anchor,
            heading,
            body,
        } in &mut *story
        {
            self.words(heading);
            if let Some(masked) = self.masked(anchor) {
                *anchor = prose::anchor(&masked).into();
                is_anchored_otherwise = true;
            }
            self.text(body);
        }
        if is_anchored_otherwise {
            let mut anchors = Anchors::default();
            for section in story.iter_mut().filter(|s| !s.anchor.is_empty()) {
                section.anchor = anchors.unique_named(&section.anchor);
            }
        }
    }

    fn about(&mut self, about: &mut StudyAbout) {
        let StudyAbout {
            title,
            notice,
            status: _,
            challenge,
            question,
            objectives,
            stakes,
            period: _,
            owner,
            interviewers,
            stakeholders,
            sample,
            limitations,
            costs: _,
            compared_with,
            reporting,
        } = about;
        let Sample {
            target: _,
            criteria,
            why,
            recruited_through,
            incentive: _,
            plan,
        } = sample;
        self.words(title);
        for field in [
            notice,
            challenge,
            question,
            stakes,
            owner,
            limitations,
            criteria,
            why,
        ] {
            self.field(field);
        }
        for list in [objectives, interviewers, stakeholders, recruited_through] {
            list.iter_mut().for_each(|words| self.words(words));
        }
        plan.iter_mut().for_each(|(segment, _)| self.words(segment));
        reporting
            .iter_mut()
            .for_each(|(_, words)| self.words(words));
        if let Some(Comparison {
            name,
            weeks: _,
            per_participant: _,
            source,
        }) = compared_with
        {
            self.words(name);
            self.field(source);
        }
    }

    fn theme(&mut self, theme: &mut Theme) {
        let Theme {
            id: _,
            title,
            parent: _,
            children: _,
            insight,
            definition,
            severity: _,
            impact: _,
            feasibility: _,
            team_rank: _,
            asked_in: _,
            feature: _,
            metrics: _,
            counter,
            review_by: _,
            body,
            file: _,
        } = theme;
        self.words(title);
        self.field(insight);
        self.field(definition);
        counter.iter_mut().for_each(|text| self.text(text));
        self.text(body);
    }

    fn decision(&mut self, decision: &mut Decision) {
        let Decision {
            id: _,
            title,
            status: _,
            decided: _,
            deciders,
            evidence: _,
            counter_evidence,
            options,
            expected,
            actions,
            outcome,
            cost: _,
            value,
            review_by: _,
            superseded_by: _,
            body,
            file,
        } = decision;
        self.file = file.clone();
        self.words(title);
        for list in [options, deciders] {
            list.iter_mut().for_each(|words| self.words(words));
        }
        for Action {
            what,
            who,
            due: _,
            done: _,
        } in actions
        {
            self.words(what);
            self.field(who);
        }
        if let Some(Expectation {
            metric,
            direction: _,
            by,
            until: _,
            written: _,
        }) = expected
        {
            self.field(metric);
            self.field(by);
        }
        if let Some(outcome) = outcome {
            self.outcome(outcome);
        }
        if let Some(Value {
            kind,
            low: _,
            likely: _,
            high: _,
            basis: _,
            contribution: _,
        }) = value
        {
            self.field(kind);
        }
        counter_evidence.iter_mut().for_each(|text| self.text(text));
        self.text(body);
    }

    fn outcome(&mut self, outcome: &mut Outcome) {
        let Outcome {
            metric,
            of,
            before,
            after,
            other_changes,
            source,
        } = outcome;
        for field in [metric, of, other_changes, source] {
            self.field(field);
        }
        for Measurement {
            value: _,
            unit,
            n: _,
            period,
        } in before.iter_mut().chain(after)
        {
            self.named(unit);
            self.field(period);
        }
    }
}

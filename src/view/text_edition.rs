//! The case study as plain text, `index.md` beside its page, and `llms.txt`, which lists them: for
//! people and programs that read text. The same facts as the pages, quotes word for word.

use super::case_study::brief::{lead_decision, not_yet, outcome, sentence};
use super::data::{DataFile, plain};
use super::prose;
use super::shell::withheld_words;
use super::{OnPage, PageKey, Site};
use crate::language::capitalised;
use crate::model::{DecisionId, EvidenceId, StudyId, ThemeId};

/// A case study as Markdown.
pub fn study(site: &Site, id: StudyId) -> String {
    let on = OnPage::new(site, &PageKey::CaseStudy(id));
    let say = site.say;
    let study = &site.published[id];
    let about = &study.about;
    let mut out = Text::default();
    out.heading(1, &about.title);
    for notice in about.notice.iter().chain(&site.published.settings.notice) {
        out.paragraph(&format!("*{}*", escaped(notice)));
    }
    out.paragraph(&escaped(&site.values().built));
    let stakes: Vec<String> = [&about.challenge, &about.stakes]
        .into_iter()
        .flatten()
        .map(|text| sentence(text))
        .collect();
    if !stakes.is_empty() {
        out.heading(2, &say.text("brief.at_stake"));
        out.paragraph(&escaped(&stakes.join(" ")));
    }
    if let Some(question) = &about.question {
        out.heading(2, &say.text("study.question"));
        out.paragraph(&escaped(question));
    }
    let index = site.study(id);
    if index.findings.insights.is_empty() {
        out.heading(2, &say.text("brief.not_yet"));
        out.paragraph(&escaped(&not_yet(site, id)));
    } else {
        out.heading(2, &say.text("brief.known"));
    }
    for theme in &index.findings.insights {
        insight(&on, id, *theme, &mut out);
    }
    others(&on, id, &mut out);
    decisions(&on, id, &mut out);
    for section in &study.story {
        if !section.heading.is_empty() {
            out.heading(2, &section.heading);
        }
        lines(&plain(site.published, &section.body), &mut out);
    }
    if let Some(limitations) = &about.limitations {
        out.heading(2, &say.text("study.limitations"));
        out.paragraph(&escaped(limitations));
    }
    let withheld = &site.published.withheld.studies[id.0 as usize];
    for words in withheld_words(say, &[withheld]) {
        out.paragraph(&escaped(&words));
    }
    out.0
}

/// A claim, how sure it is, what speaks against it, and what people said.
fn insight(on: &OnPage, id: StudyId, theme: ThemeId, out: &mut Text) {
    let site = on.site;
    let found = &site.published[id][theme];
    let findings = site.theme_findings(id, theme);
    let claim = found.insight.as_deref().unwrap_or(&found.title);
    out.heading(3, claim);
    let mut sure = vec![prose::plain(&site.count_sentence(id, theme))];
    sure.extend(site.wider_group(findings));
    sure.extend(site.strength(id, theme));
    out.paragraph(&escaped(&sure.join(" ")));
    if let Some(counter) = &found.counter {
        let label = site.say.text("share.against");
        let text = plain(site.published, counter).replace('\n', " ");
        out.paragraph(&format!("{}: {}", escaped(&label), escaped(&text)));
    }
    for quote in site.study(id).picks(theme) {
        said(on, id, *quote, out);
    }
    let title = escaped(&found.title);
    let link = on.link(&PageKey::Theme(id, theme, 1));
    out.paragraph(&format!("[{title}]({link})"));
}

/// A quote word for word, and where it was said.
fn said(on: &OnPage, id: StudyId, quote: EvidenceId, out: &mut Text) {
    let site = on.site;
    let evidence = &site.published[id][quote];
    let Some(words) = evidence.words() else {
        return;
    };
    let (open, close) = site.say.quotation_marks();
    let text = escaped(&words.text).replace('\n', "\n> ");
    let mut who = vec![site.name_of(id, evidence.participant).to_string()];
    if site.code_of(id, evidence.participant).is_some() {
        let segment = site.segment_of(id, evidence.participant);
        who.extend(segment.map(|segment| segment.name.to_string()));
    }
    let who = escaped(&who.join(", "));
    let who = match on.link_to_evidence(id, quote) {
        Some(link) => format!("[{who}]({link})"),
        None => who,
    };
    out.paragraph(&format!("> {open}{text}{close}\n> — {who}"));
}

/// The themes without an insight, with how many raised them.
fn others(on: &OnPage, id: StudyId, out: &mut Text) {
    let site = on.site;
    let study = &site.published[id];
    let by_frequency = &site.study(id).findings.by_frequency;
    let others = by_frequency.iter().filter(|t| !study[**t].is_key_insight());
    let items: Vec<String> = others
        .map(|theme| {
            let count = prose::plain(&site.count_sentence(id, *theme));
            let link = on.link(&PageKey::Theme(id, *theme, 1));
            let title = escaped(&study[*theme].title);
            format!("- [{title}]({link}): {}", escaped(&count))
        })
        .collect();
    if !items.is_empty() {
        out.heading(2, &site.say.text("share.other_themes"));
        out.paragraph(&items.join("\n"));
    }
}

fn decisions(on: &OnPage, id: StudyId, out: &mut Text) {
    let site = on.site;
    let study = &site.published[id];
    let Some(lead) = lead_decision(site, id) else {
        return;
    };
    out.heading(2, &site.say.text("study.decisions"));
    let all = (0..study.decisions.len() as u32).map(DecisionId);
    let others = all.filter(|other| *other != lead);
    let items: Vec<String> = std::iter::once(lead)
        .chain(others)
        .map(|at| {
            let decision = &study[at];
            let link = on.link(&PageKey::Decision(id, at));
            let state = capitalised(&site.status(decision.status).text);
            let date = decision.decided.map(|date| site.say.date(date));
            let facts: Vec<String> = [Some(state), date].into_iter().flatten().collect();
            let came = outcome(site, decision).unwrap_or_default();
            let title = escaped(&decision.title);
            let words = format!("{}. {came}", facts.join(", "));
            format!("- [{title}]({link}): {}", escaped(words.trim()))
        })
        .collect();
    out.paragraph(&items.join("\n"));
}

/// What there is to be read as text, as <https://llmstxt.org> describes it.
pub fn llms(site: &Site) -> String {
    let say = site.say;
    let settings = &site.published.settings;
    let mut out = Text::default();
    out.heading(1, &settings.title);
    if let Some(description) = &settings.description {
        out.paragraph(&format!("> {}", escaped(description)));
    }
    out.paragraph(&escaped(&site.values().built));
    let root = site.address(&PageKey::Home);
    let link = |key: &PageKey| match site.base_url {
        Some(base) => site.address(key).under(base),
        None => site.address(key).link_from(&root),
    };
    let studies: Vec<String> = site
        .study_ids()
        .map(|id| {
            let study = &site.published[id];
            let lead = site.study(id).findings.insights.first();
            let lead = lead.and_then(|theme| study[*theme].insight.clone());
            let about = lead.or_else(|| study.about.question.clone());
            let title = escaped(&study.about.title);
            let link = link(&PageKey::TextEdition(id));
            let about = about.map(|about| format!(": {}", escaped(&about)));
            format!("- [{title}]({link}){}", about.unwrap_or_default())
        })
        .collect();
    out.heading(2, &say.text("nav.studies"));
    out.paragraph(&studies.join("\n"));
    let files = DataFile::of(site).map(|file| {
        let key = PageKey::Data(file);
        let name = site.address(&key).to_string();
        format!("- [{name}]({})", link(&key))
    });
    out.heading(2, &say.text("share.data"));
    out.paragraph(&files.collect::<Vec<_>>().join("\n"));
    out.0
}

/// Markdown in the making, a blank line between its blocks.
#[derive(Default)]
struct Text(String);

impl Text {
    fn heading(&mut self, level: usize, text: &str) {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.paragraph(&format!("{} {}", "#".repeat(level), escaped(&line)));
    }

    fn paragraph(&mut self, text: &str) {
        if !self.0.is_empty() {
            self.0.push('\n');
        }
        self.0.push_str(text);
        self.0.push('\n');
    }
}

/// Each line as a paragraph.
fn lines(text: &str, out: &mut Text) {
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        out.paragraph(&escaped(line));
    }
}

/// Characters that Markdown would take for its own stand behind a backslash.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut begins = true;
    for c in text.chars() {
        let special = matches!(c, '\\' | '`' | '*' | '_' | '<')
            || begins && matches!(c, '#' | '>' | '-' | '+' | '=' | '~' | '|');
        if special {
            out.push('\\');
        }
        out.push(c);
        begins = c == '\n';
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn words_are_not_taken_for_markup() {
        assert_eq!(
            escaped("# a *b* <c>\n- [d]"),
            "\\# a \\*b\\* \\<c>\n\\- [d]"
        );
    }
}

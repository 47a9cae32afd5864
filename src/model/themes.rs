//! A study's themes by name: ids, aliases, nesting, and those that only notes use.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use super::drafts::StudyDrafts;
use super::{Text, Theme, ThemeId};
use crate::diagnostic::{Diagnostic, nearest};
use crate::parse::tag_run::fold;
use crate::source::{Located, SourcePath};

/// The themes while they are gathered.
#[derive(Debug, Default)]
pub struct ThemeIndex {
    pub themes: Vec<Theme>,
    by_name: BTreeMap<String, ThemeId>,
    /// Themes that were named by their titles.
    by_title: BTreeMap<String, ThemeId>,
    /// First use of a theme without a file, and how often it is used.
    unknown: BTreeMap<ThemeId, (SourcePath, crate::source::Span, u32)>,
}

/// What a study's themes are called.
#[derive(Clone, Debug, Default)]
pub struct ThemeNames {
    /// By id and alias.
    pub names: BTreeMap<String, ThemeId>,
    /// Those that evidence names otherwise.
    by_title: BTreeMap<String, ThemeId>,
}

impl ThemeNames {
    /// The theme of a tag that evidence of this study has.
    pub fn tag(&self, name: &str) -> Option<ThemeId> {
        let known = self.names.get(name).or_else(|| self.by_title.get(name));
        known.copied()
    }

    /// A theme by id or alias.
    pub fn find(&self, name: &str) -> Option<ThemeId> {
        let name = fold(name.trim().trim_start_matches('#'));
        self.names.get(&name).copied()
    }

    /// A hash of all that a tag may mean.
    pub fn hash_names(&self, state: &mut impl Hasher) {
        self.names.hash(state);
        self.by_title.hash(state);
    }
}

impl ThemeIndex {
    pub fn of(folder: &str, drafts: &StudyDrafts, problems: &mut Vec<Diagnostic>) -> ThemeIndex {
        let mut index = ThemeIndex::default();
        let prefix = format!("{folder}themes/");
        for (file, draft) in &drafts.themes {
            let id = id_of(file.strip_prefix(prefix.as_str()).unwrap_or(file));
            if let Some(first) = index.by_name.get(&id).copied() {
                let other = index.themes[first.index()].file.clone();
                let mut problem = Diagnostic::error(
                    "two-pages-one-address",
                    format!("two files are the theme `{id}`"),
                )
                .at(file, Default::default());
                if let Some(other) = &other {
                    problem = problem.at_saying(other, Default::default(), "the other one");
                }
                problems.push(
                    problem.help("give one of them another name, or put its words into the other"),
                );
                continue;
            }
            let mut theme = blank(&id);
            theme.title = draft.title.clone().unwrap_or(theme.title);
            theme.insight = draft.insight.clone();
            theme.definition = draft.definition.clone();
            theme.severity = draft.severity;
            theme.impact = draft.impact;
            theme.feasibility = draft.feasibility;
            theme.team_rank = draft.team_rank;
            theme.review_by = draft.review_by;
            theme.counter = draft.counter.clone().map(unresolved);
            theme.body = unresolved(draft.body.clone());
            theme.file = Some(file.clone());
            index.add(id, theme);
        }
        for (file, draft) in &drafts.themes {
            let id = id_of(file.strip_prefix(prefix.as_str()).unwrap_or(file));
            let Some(theme) = index.by_name.get(&id).copied() else {
                continue;
            };
            for alias in &draft.aliases {
                let name = fold(alias.value.trim_start_matches('#').trim());
                match index.by_name.get(&name) {
                    Some(known) if *known != theme => {
                        let message = format!(
                            "the alias `{name}` is a theme of its own or an alias of another"
                        );
                        problems.push(Diagnostic::error("alias-taken", message).at(file, alias.span).help("an alias names one theme; delete the other theme's file to merge it into this one"));
                    }
                    _ => {
                        index.by_name.insert(name, theme);
                    }
                }
            }
        }
        index
    }

    fn add(&mut self, id: String, theme: Theme) -> ThemeId {
        let at = ThemeId(self.themes.len() as u32);
        self.themes.push(theme);
        self.by_name.insert(id, at);
        at
    }

    /// A theme that evidence is tagged with, so often, first at this place; one that nobody knows is
    /// listed from now on.
    pub fn used(&mut self, name: &Located<String>, uses: u32, file: &SourcePath) {
        if let Some(known) = self.by_name.get(&name.value) {
            if let Some((_, _, known)) = self.unknown.get_mut(known) {
                *known += uses;
            }
            return;
        }
        if self.by_title.contains_key(&name.value) {
            return;
        }
        let titled = |theme: &Theme| fold(&theme.title).replace(' ', "-") == name.value;
        if let Some(at) = self.themes.iter().position(titled) {
            self.by_title.insert(name.value.clone(), ThemeId(at as u32));
            return;
        }
        let id = self.add(name.value.clone(), blank(&name.value));
        self.unknown.insert(id, (file.clone(), name.span, uses));
    }

    /// Tells the themes that have no file, with the nearest that has one.
    pub fn tell_unknown(&self, problems: &mut Vec<Diagnostic>) {
        for (id, (file, span, uses)) in &self.unknown {
            let name = &self.themes[id.index()].id;
            let known = self.by_name.keys().map(String::as_str);
            let known = known.filter(|k| !self.unknown.contains_key(&self.by_name[*k]));
            let times = match uses {
                1 => "once".to_owned(),
                n => format!("{n} times"),
            };
            let message = format!("the theme `{name}` has no file; it is used {times}");
            let help = match nearest(name, known) {
                Some(near) => {
                    format!("did you mean `{near}`? Else describe it in `themes/{name}.md`")
                }
                None => format!("describe it in `themes/{name}.md`"),
            };
            problems.push(
                Diagnostic::warning("unknown-theme", message)
                    .at(file, *span)
                    .help(help),
            );
        }
    }

    /// Puts the themes in the order of their ids, parents before children, and finds who is whose.
    pub fn settle(mut self) -> (Vec<Theme>, ThemeNames) {
        let mut order: Vec<usize> = (0..self.themes.len()).collect();
        order.sort_by(|a, b| {
            self.themes[*a]
                .id
                .split('/')
                .cmp(self.themes[*b].id.split('/'))
        });
        let mut moved = vec![ThemeId(0); order.len()];
        for (new, old) in order.iter().enumerate() {
            moved[*old] = ThemeId(new as u32);
        }
        let mut slots: Vec<Option<Theme>> = self.themes.drain(..).map(Some).collect();
        let mut themes: Vec<Theme> = order.iter().filter_map(|old| slots[*old].take()).collect();
        let names = self.by_name.values_mut().chain(self.by_title.values_mut());
        names.for_each(|theme| *theme = moved[theme.index()]);
        for at in 0..themes.len() {
            let id = themes[at].id.clone();
            let parents = id.match_indices('/').map(|(cut, _)| &id[..cut]);
            let known: Vec<ThemeId> = parents
                .filter_map(|p| themes.iter().position(|t| *t.id == *p))
                .map(|p| ThemeId(p as u32))
                .collect();
            themes[at].parent = known.last().copied();
            for parent in known {
                themes[parent.index()].children.push(ThemeId(at as u32));
            }
        }
        let names = ThemeNames {
            names: self.by_name,
            by_title: self.by_title,
        };
        (themes, names)
    }
}

/// A theme's id from its path under `themes/`.
pub fn id_of(path: &str) -> String {
    let path = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    fold(&path.replace(' ', "-"))
}

/// Text whose links are not resolved yet.
pub fn unresolved(prose: Arc<crate::parse::prose::Prose>) -> Text {
    Text {
        prose,
        targets: Box::default(),
    }
}

/// A theme of which only the name is known.
fn blank(id: &str) -> Theme {
    let name = id.rsplit('/').next().unwrap_or(id).replace(['-', '_'], " ");
    let mut letters = name.chars();
    let title = letters.next().map_or(String::new(), |first| {
        first.to_uppercase().chain(letters).collect()
    });
    Theme {
        id: id.into(),
        title,
        parent: None,
        children: Vec::new(),
        insight: None,
        definition: None,
        severity: None,
        impact: None,
        feasibility: None,
        team_rank: None,
        asked_in: Vec::new(),
        feature: Vec::new(),
        metrics: Vec::new(),
        counter: None,
        review_by: None,
        body: Text::default(),
        file: None,
    }
}

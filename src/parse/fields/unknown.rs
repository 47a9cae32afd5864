//! Keys that nobody asked for: slips, an author's own, and those that say who may read something
//! where that is not read.

use super::Fields;
use crate::diagnostic::nearest;
use crate::parse::problems::Problems;
use crate::parse::strayed_consent::{OF_CONSENT, is_name, says_who_may_read};
use crate::parse::tree::Node;
use crate::parse::values::number;
use crate::source::Located;

/// What keys that nobody asked for are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Others {
    /// Mistakes: each is told.
    Slips,
    /// The author's own: those alone are told that say who may read something.
    Own,
}

impl Fields {
    /// Tells keys that nobody asked for.
    pub fn finish(self, problems: &mut Problems) {
        self.tell_unknown(Others::Slips, problems);
    }

    /// The end of a table whose other keys are the author's own: slips in a field of consent alone
    /// are told.
    pub fn finish_own(self, problems: &mut Problems) {
        self.tell_unknown(Others::Own, problems);
    }

    fn tell_unknown(&self, others: Others, problems: &mut Problems) {
        for (key, node, asked) in &self.entries {
            if *asked {
                continue;
            }
            if others == Others::Slips && number(&key.value).is_some() {
                let message = format!(
                    "`{}` stands alone behind a comma, which parts fields between braces",
                    key.value
                );
                let help = "write a number without commas, such as `52000` or `2.9`";
                problems.error("wrong-kind", key.span, message, help);
                continue;
            }
            let near = nearest(&key.value, self.known.iter().copied());
            let is_told = self.tell_consent(key, node, near, others, problems)
                || tell_consent_within(key, node, others, problems);
            if is_told || others == Others::Own {
                continue;
            }
            let message = format!("unknown key `{}`", key.value);
            let help = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "it is not used and not published".to_owned(),
            };
            problems.warning("unknown-key", key.span, message, &help);
        }
    }

    /// Tells a key that says who may read something, by a slip or by another name. Own keys such as
    /// `medium` and `consent_form` have other values.
    fn tell_consent(
        &self,
        key: &Located<String>,
        node: &Located<Node>,
        near: Option<&str>,
        others: Others,
        problems: &mut Problems,
    ) -> bool {
        let says = |field: &str| match &node.value {
            Node::Scalar { text, .. } => says_who_may_read(field, text),
            _ => false,
        };
        if let Some(near) = near.filter(|near| OF_CONSENT.contains(near) && says(near)) {
            let message = format!("unknown key `{}`", key.value);
            problems.error("unknown-key", key.span, message, &format!("write `{near}`"));
            return true;
        }
        let is_read_here = self.known.contains(&"consent");
        let is_meant = says("consent")
            || others == Others::Slips && is_read_here && self.key_span("consent").is_none();
        if !is_name(&key.value) || !is_meant {
            return false;
        }
        let message = format!("`{}` is no field, and what it says is not read", key.value);
        let help = match is_read_here {
            true => "write `consent: none`, `team`, `internal` or `public`",
            false => {
                "write `consent` into the front matter of a note or study, or into `content/participants.yaml`"
            }
        };
        problems.error("consent-not-read", key.span, message, help);
        true
    }
}

/// Tells a table that nobody reads and that says who may read something.
fn tell_consent_within(
    key: &Located<String>,
    node: &Located<Node>,
    others: Others,
    problems: &mut Problems,
) -> bool {
    let Some(found) = consent_within(&node.value) else {
        return false;
    };
    let message = format!("`{}` inside `{}` is not read", found.value, key.value);
    let help = match others {
        Others::Slips => "write it as a field of its own, outside of any other",
        Others::Own => "begin a line with each participant's code: `P07: { consent: none }`",
    };
    problems.error("consent-not-read", found.span, message, help);
    true
}

/// The first key below a node that says who may read something.
fn consent_within(node: &Node) -> Option<&Located<String>> {
    match node {
        Node::Table(entries) => entries.iter().find_map(|(key, node)| {
            let is_field = OF_CONSENT.contains(&key.value.as_str()) || is_name(&key.value);
            let says = match &node.value {
                Node::Scalar { text, .. } => OF_CONSENT.iter().any(|f| says_who_may_read(f, text)),
                _ => false,
            };
            let found = (is_field && says).then_some(key);
            found.or_else(|| consent_within(&node.value))
        }),
        Node::List(items) => items.iter().find_map(|item| consent_within(&item.value)),
        Node::Null | Node::Scalar { .. } => None,
    }
}

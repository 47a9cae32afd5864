//! Where things of the front matter stand, found again only when there is something to tell.

use crate::parse::front_matter::front_matter;
use crate::parse::problems::Problems;
use crate::parse::tree::Node;
use crate::source::{Located, SourcePath, Span};

/// One step into front matter.
#[derive(Clone, Copy, Debug)]
pub enum Step {
    Key(&'static str),
    Item(usize),
}

/// The place of a value; of what is nearest above it where it is missing.
pub fn of(file: &SourcePath, text: &str, steps: &[Step]) -> Span {
    let mut problems = Problems::new(file);
    let mut matter = front_matter(text, &mut problems);
    let top = Span::new(0, text.lines().next().map_or(0, str::len));
    let Some((Step::Key(first), rest)) = steps.split_first() else {
        return top;
    };
    let Some(mut node) = matter.fields.node(first) else {
        return top;
    };
    let key = matter.fields.key_span(first).unwrap_or(top);
    for step in rest {
        match inside(node.clone(), *step) {
            Some(next) => node = next,
            None => break,
        }
    }
    match node.value {
        // A list or table may be long: its key says where it is.
        Node::Table(_) | Node::List(_) if rest.is_empty() => key,
        _ => first_line(text, node.span),
    }
}

fn inside(node: Located<Node>, step: Step) -> Option<Located<Node>> {
    match (node.value, step) {
        (Node::List(items), Step::Item(at)) => items.into_iter().nth(at),
        (one, Step::Item(0)) => Some(Located::new(one, node.span)),
        (Node::Table(entries), Step::Key(key)) => {
            let found = entries.into_iter().find(|(name, _)| name.value == key);
            found.map(|(_, value)| value)
        }
        _ => None,
    }
}

fn first_line(text: &str, span: Span) -> Span {
    let range = span.range();
    let slice = text.get(range.clone()).unwrap_or("");
    let line = slice.lines().next().unwrap_or("").trim_end();
    Span::new(range.start, range.start + line.len().max(1))
}

/// Where the body of a Markdown file begins.
pub fn body(text: &str) -> usize {
    let first = text.lines().next().unwrap_or("").trim_end();
    if first != "---" && first != "+++" {
        return 0;
    }
    let mut at = text.find('\n').map_or(text.len(), |i| i + 1);
    for line in text[at..].split_inclusive('\n') {
        at += line.len();
        let word = line.trim_end();
        if word == first || (first == "---" && word == "...") {
            return at;
        }
    }
    0
}

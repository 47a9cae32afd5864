//! Numbers of footnotes that stand on no page, or on another: withheld, or another participant's.
//! Their numbers stay, and lead nowhere.

use memchr::memmem;

const REFERENCE: &str = r#"<sup class="footnote-reference">"#;
const LINK: &str = r##"<a href="#"##;
const LINK_END: &str = "</a>";

/// Takes the links away from references whose footnote is not in `page` from `start` on.
pub fn unlink(page: &mut Vec<u8>, start: usize) {
    let html = &page[start..];
    if memmem::find(html, REFERENCE.as_bytes()).is_none() {
        return;
    }
    let Ok(html) = std::str::from_utf8(html) else {
        return;
    };
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(REFERENCE) {
        let (before, behind) = rest.split_at(at + REFERENCE.len());
        out.push_str(before);
        rest = match idle(behind, html) {
            Some((number, after)) => {
                out.push_str(number);
                after
            }
            None => behind,
        };
    }
    out.push_str(rest);
    page.truncate(start);
    page.extend_from_slice(out.as_bytes());
}

/// The number of a reference that leads nowhere on the page, and what stands behind its link.
fn idle<'h>(link: &'h str, page: &str) -> Option<(&'h str, &'h str)> {
    let (name, rest) = link.strip_prefix(LINK)?.split_once("\">")?;
    let (number, after) = rest.split_once(LINK_END)?;
    let footnote = format!(r#"class="footnote-definition" id="{name}""#);
    (!page.contains(&footnote)).then_some((number, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_leads_to_its_footnote_only_where_that_is_on_the_page() {
        let reference = |link: &str| format!("He left.{REFERENCE}{link}</sup> ");
        let linked = reference(r##"<a href="#her">1</a>"##);
        let gone = reference(r##"<a href="#his">2</a>"##);
        let footnote = r#"<div class="footnote-definition" id="her">Hers.</div>"#;
        let mut page = format!("before{linked}{gone}{footnote}").into_bytes();
        unlink(&mut page, "before".len());
        let expected = format!("before{linked}{}{footnote}", reference("2"));
        assert_eq!(String::from_utf8(page).unwrap(), expected);
    }
}

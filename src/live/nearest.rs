//! The addresses nearest to one where nothing is.

/// How many are offered.
const MOST: usize = 6;

/// Of the addresses of pages those most like `asked`, the most like first.
pub fn nearest<'a>(asked: &str, addresses: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let asked = words(asked);
    let mut found: Vec<(usize, usize, &str)> = addresses
        .filter(|address| address.ends_with(".html") && *address != "404.html")
        .map(|address| {
            let theirs = words(address);
            let shared = asked.iter().filter(|word| theirs.contains(word)).count();
            (
                usize::MAX - shared,
                theirs.len().abs_diff(asked.len()),
                address,
            )
        })
        .collect();
    found.sort_unstable();
    found.truncate(MOST);
    found.into_iter().map(|(_, _, address)| address).collect()
}

/// The parts of a path, and pairs of their letters, so that a slip of one letter costs little.
fn words(path: &str) -> Vec<String> {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let parts = path.split('/').filter(|part| !part.is_empty());
    let mut words = Vec::new();
    for part in parts {
        let letters: Vec<char> = part.to_lowercase().chars().collect();
        words.extend(letters.windows(2).map(|pair| pair.iter().collect()));
        words.push(part.to_lowercase());
    }
    words
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_leads_to_the_page_that_was_meant() {
        let addresses = [
            "index.html",
            "404.html",
            "shop/index.html",
            "shop/themes/sizing/index.html",
            "shop/themes/delivery/returns/index.html",
            "shop/interviews/p07/index.html",
            "data/quotes.csv",
        ];
        for (asked, expected) in [
            (
                "shop/themes/sizeing/index.html",
                "shop/themes/sizing/index.html",
            ),
            (
                "shop/themes/returns/index.html",
                "shop/themes/delivery/returns/index.html",
            ),
            (
                "shop/interviews/p7/index.html",
                "shop/interviews/p07/index.html",
            ),
            ("shopp", "shop/index.html"),
        ] {
            assert_eq!(
                nearest(asked, addresses.into_iter())[0],
                expected,
                "{asked}"
            );
        }
    }
}

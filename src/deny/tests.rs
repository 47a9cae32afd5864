//! Disguises, borders, formats, and the two laws: what is there is found, what is not is not.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // one test here measures

use proptest::prelude::*;

use super::*;

fn finds(terms: &[&str], text: &str) -> bool {
    !DenyList::new(terms.iter().copied())
        .in_text(text)
        .is_empty()
}

fn leaks(terms: &[&str], address: &str, bytes: impl AsRef<[u8]>) -> bool {
    let deny = DenyList::new(terms.iter().copied());
    !deny.in_output(address, bytes.as_ref()).is_empty()
}

/// Both in a user's file and on a page.
#[track_caller]
fn both(term: &str, text: &str, expected: bool) {
    assert_eq!(finds(&[term], text), expected, "source: {term} in {text:?}");
    let page = format!("<!doctype html><p>{text}</p>");
    let leak = leaks(&[term], "a/index.html", page);
    assert_eq!(leak, expected, "page: {term} in {text:?}");
}

#[test]
fn a_term_is_found_in_every_disguise() {
    for (term, text) in [
        ("Müller", "said MÜLLER then"),
        ("Müller", "said Muller then"),
        ("muller", "said Mu\u{308}ller then"),
        ("Müller", "Mül\u{ad}ler"),
        ("Müller", "M\u{200b}ü\u{2060}l\u{200d}l\u{202e}er\u{feff}"),
        ("Müller", "Mül**ler**"),
        ("Müller", "**Mül**_ler_"),
        ("Müller", "Mül~~l~~`er`"),
        ("Müller", "Mül<b>ler</b>"),
        ("Müller", "Mül<b>l</b><i>er</i>"),
        ("Müller", "M&uuml;ller and M&#252;ller"),
        ("Müller", "M&#xfc;l&shy;l&#8203;er"),
        ("Müller", "[Mül](http://x.example/y)ler"),
        ("Müller", "[Mül][ref]ler"),
        ("Müller", "![Müller](a.jpg)"),
        ("Müller", "see [here](mailto:a.m%C3%BCller@x.example)"),
        ("Müller", "Mül<!-- x -->ler"),
        ("Müller", "a <!-- Müller --> b"),
        ("Müller", "<span title=\"Müller\">x</span>"),
        ("Müller", "<Herr Müller> said"),
        ("Müller", "anna_müller_x"),
        ("Müller", "P07[Müller]"),
        ("Müller", "Müller² and Müller<sup>1</sup>"),
        ("Müller", "M\\u00fcller"),
        ("Anna Müller", "Anna\nMüller"),
        ("Anna Müller", "Anna \t\r\n  Müller"),
        ("Anna Müller", "Anna&nbsp;Müller"),
        ("Anna Müller", "Anna\u{a0}\u{2003}Müller"),
        ("Anna Müller", "**Anna** _Müller_"),
        ("Anna Müller", "**Anna **Müller"),
        ("Anna Müller", "Anna<br>Müller"),
        ("Anna Müller", "anna-muller, anna_muller, anna.muller"),
        ("Anna Müller", "<span>Anna</span><span>Müller</span>"),
        ("Müller-Lüdenscheidt", "Müller-\nLüdenscheidt"),
        ("Müller-Lüdenscheidt", "Müller\u{2011}Lüdenscheidt"),
        ("Straße", "STRASSE"),
        ("Strasse", "Straße"),
        ("Groß", "GROẞ"),
        ("Finn", "Ｆｉｎｎ"),
        ("fin", "ﬁn"),
        ("Søren", "Soren"),
        ("Ælfric", "Aelfric"),
        ("O'Neil", "O’Neil"),
        ("O'Neil", "O'Neil's"),
        ("O'Neil", "oneil"),
        ("AT&T", "AT&amp;T"),
        ("AT&T", "AT&T"),
        ("C++", "in C++, they"),
        ("Acme Inc.", "Acme Inc and"),
        ("Dr. Müller", "Dr.&nbsp;Müller"),
        ("Иванов", "ИВАНОВУ"),
        ("Ёлкин", "Елкин"),
        ("Ψαράς", "ΨΑΡΑΣ"),
        ("田中", "昨日田中さんが"),
        ("田中", "田\n中さん"),
        ("田中太郎", "田中 太郎"),
        ("アンナ・ミュラー", "アンナミュラー"),
        ("ガス", "ｶﾞｽ"),
        ("김민수", "김민수에게서"),
        (
            "김민수",
            "\u{1100}\u{1175}\u{11b7}\u{1106}\u{1175}\u{11ab}\u{1109}\u{116e}",
        ),
        ("สมชาย", "คุณสมชายบอก"),
        ("Ann", "田中Annさん"),
        ("राम", "राम ने"),
        ("محمد", "مُحَمَّد"),
        ("🦄 Labs", "at 🦄 Labs"),
    ] {
        both(term, text, true);
    }
}

#[test]
fn endings_are_ignored_and_longer_words_are_others() {
    for (term, text, expected) in [
        ("Müller", "Müllers", true),
        ("Müller", "Müllern", true),
        ("Müller", "Müllerin", true),
        ("Müller", "Müllerei", true),
        ("Müller", "Müllerinnen", false),
        ("Müller", "Müller's", true),
        ("Müller", "Müller’schen", true),
        ("Müller", "Obermüller", false),
        ("Müller", "d'Müller", true),
        ("Ann", "Annual", false),
        ("Ann", "**Ann**ual", false),
        ("Ann", "<em>Ann</em>ual", false),
        ("Ann", "Ann\u{ad}ual", false),
        ("Ann", "Ann&shy;ual", false),
        ("Ann", "channel, planned, banner", false),
        ("Ann", "Annas", true),
        ("\"Ann\"", "Annas", false),
        ("\"Ann\"", "Ann's", true),
        ("Li", "like a list", false),
        ("Li", "Li, Lis", true),
        ("Ada", "4ada9", false),
        ("Müller", "mueller", false),
        ("muller", "muller2, IMG01muller", true),
        ("Anna Miller", "met Anna. Miller came", false),
        ("Anna Miller", "annamiller", false),
        ("राम", "रामायण", false),
        ("가", "각", false),
    ] {
        both(term, text, expected);
    }
}

#[test]
fn each_hit_has_its_range_in_the_text() {
    let deny = DenyList::new(["Müller", "Anna Schmidt"]);
    let text = "x M&uuml;l**ler**s y\n> Anna\n> Schmidt z <i title='müller'>";
    let seen: Vec<_> = deny
        .in_text(text)
        .into_iter()
        .map(|hit| (hit.term, &text[hit.range], hit.hidden))
        .collect();
    assert_eq!(
        seen,
        [
            (0, "M&uuml;l**ler**s", false),
            (1, "Anna\n> Schmidt", false),
            (0, "müller", true),
        ]
    );
}

#[test]
fn a_term_inside_another_that_fails_is_found() {
    let deny = DenyList::new(["Ann", "Annual Corp", "Corp"]);
    let terms =
        |text: &str| -> Vec<usize> { deny.in_text(text).into_iter().map(|h| h.term).collect() };
    assert_eq!(terms("the Annual Corp party"), [1, 2]);
    assert_eq!(terms("the annual corps"), [1, 2]);
    assert_eq!(terms("annual, Ann"), [0]);
}

#[test]
fn every_format_is_read_as_its_readers_do() {
    let term = ["Anna Müller"];
    for (address, bytes) in [
        ("x/anna-muller/index.html", ""),
        ("data/Anna%20M%C3%BCller.csv", ""),
        ("media/Anna_Müller.jpg", ""),
        ("a.html", "<p>Anna<p>Müller"),
        ("a.html", "<meta content=\"by Anna M&uuml;ller\">"),
        ("a.html", "<a href=\"?q=Anna+M%c3%bcller\">x</a>"),
        (
            "a.html",
            "<a href='?q=Anna%20M%FCller'>x</a>M<b title=Anna&#32;Müller>",
        ),
        ("a.html", "<!-- Anna Müller -->"),
        ("a.html", "<!-- <i>Anna</i> M<b>ü</b>ller -->"),
        (
            "a.html",
            "<i data-x=\"&lt;b&gt;Anna&lt;/b&gt; M&amp;uuml;ller\">",
        ),
        ("a.html", "<i data-x='{\"a\":\"Anna\\nM\\u00fcller\"}'>"),
        ("a.html", "<script>var x = \"Anna M\\xfcller\"</script>"),
        (
            "a.html",
            "<script type=application/json>{\"a\":\"<b>Anna<\\/b> M\\u00fcl\\u003cb\\u003eler\"}</script>",
        ),
        ("a.html", "<style>a{content:\"Anna M\\fc ller\"}</style>"),
        (
            "a.html",
            "<img src=\"data:image/svg+xml;base64,PHRleHQ+QW5uYTxiPiBNw7xsbGVyPC9iPjwvdGV4dD4=\">",
        ),
        (
            "feed.xml",
            "<content type=\"html\">&lt;p&gt;Anna M&amp;uuml;ll&lt;i&gt;er&lt;/i&gt;</content>",
        ),
        ("feed.xml", "<x><![CDATA[<p>Anna M<i>ü</i>ller]]></x>"),
        ("data/q.json", "{\"a\":\"Anna\\u0020M\\u00FCller\"}"),
        (
            "data/q.json",
            "{\"a\":\"\\u003cp\\u003eAnna M\\u003cb\\u003eüller\"}",
        ),
        (
            "data/q.json",
            "{\"a\":\"{\\\"b\\\":\\\"Anna M\\\\u00fcller\\\"}\"}",
        ),
        ("data/q.csv", "id,quote\n1,\"Anna\nMüller\"\n"),
        ("a.css", "a::after{content:\"Anna M\\0000fcller\"}"),
        ("a.js", "x[`Anna M\\u{fc}ller`]"),
        ("a.js", "x='<b>Anna</b> Mül<i>ler'"),
        ("robots.txt", "# anna mu\u{308}ller"),
        ("font.woff2", "\0\0\u{1}Anna Müller\0"),
        ("a.bin", "\0A\0n\0n\0a\0 \0M\0u\0l\0l\0e\0r"),
    ] {
        assert!(leaks(&term, address, bytes), "{address}: {bytes}");
    }
    let utf16: Vec<u8> = "\u{feff}Anna Müller"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert!(leaks(&term, "font.ttf", utf16));
    assert!(leaks(&term, "a.txt", b"Anna M\xfcller"));
    assert!(!leaks(&["Anna"], "a.jpg", b"\xff\xd8\x01Anna\x02"));
}

#[test]
fn words_of_a_language_are_nobodys_name() {
    for (address, bytes, expected) in [
        (
            "a.html",
            "<meter min=0 max=5 value='1'></meter><mark>x</mark>",
            false,
        ),
        (
            "a.html",
            "<p style=\"max-width:1em\"><style>p{max-width:1em}mark{}</style>",
            false,
        ),
        (
            "a.css",
            ".a{max-width:min(1em,max(2em,3em));will-change:mark}mark{}",
            false,
        ),
        ("a.js", "x=Math.max(1,2)", false),
        ("a.html", "<p title=max>", true),
        ("a.html", "<p data-max=1>", true),
        ("a.html", "<p alt = 'Max'>", true),
        ("a.html", "<p alt='Max", true),
        ("a.html", "<p style=\"--max:1\">", true),
        ("a.css", ".max{}", true),
        ("a.css", "#max{}", true),
        ("a.css", "a{content:'x\\' max'}", true),
        ("a.css", "a{background:url(max.png)}", true),
        ("a.css", "/* max */", true),
        ("a.css", "/* max", true),
        ("a.js", "x='max'", true),
    ] {
        assert_eq!(
            leaks(&["Max", "Mark", "Will"], address, bytes),
            expected,
            "{bytes}"
        );
    }
}

#[test]
fn words_of_two_attributes_are_not_read_as_one() {
    let page = "<i title=\"Anna\" data-x=\"Müller\"></i><a title=Anna></a><a title=Müller></a>";
    assert!(!leaks(&["Anna Müller"], "a.html", page));
    assert!(leaks(&["Anna"], "a.html", page));
}

#[test]
fn what_cannot_be_looked_for_is_told() {
    let deny = DenyList::new(["***", "Anna", "\u{200b}"]);
    assert_eq!(deny.unusable(), [0, 2]);
    assert!(!deny.is_empty());
    assert!(DenyList::new([]).is_empty());
    assert!(DenyList::new([]).in_text("x").is_empty());
    let bullets = DenyList::new(["- Ann"]);
    assert_eq!(bullets.in_text("Ann").len(), 1);
}

/// Letters of several scripts, of which no word is a part of the fillers.
fn a_term() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[A-Zb-z]{3,9}",
        "[ÄÖÜäöüßéèñçøłœ]{3,7}",
        "[А-Яа-яё]{3,8}",
        "[α-ωΑ-Ρ]{3,8}",
        "[一-龥]{2,4}",
        "[가-힣]{2,4}",
        "[ぁ-んァ-ヴ]{2,5}",
        "[א-ת]{3,6}",
        "[A-Z]'[A-Z][a-z]{3,6}",
    ];
    prop::collection::vec(word, 1..3).prop_map(|words| words.join(" "))
}

/// One way to write each letter of a term so that a reader sees the same.
fn disguised(term: &str, choices: &[u8]) -> String {
    let mut out = String::new();
    for (i, c) in term.chars().enumerate() {
        let choice = choices[i % choices.len()];
        if c == ' ' {
            let spaces = [
                "\n", " \n ", "\u{a0}", "&nbsp;", "\t", " &#32;", "<br>", "\u{2009}",
            ];
            out.push_str(spaces[choice as usize % spaces.len()]);
            continue;
        }
        match choice % 16 {
            // A bracket beside a letter may part words; several are read one way or the other.
            13 if term.contains(' ') => out.push(c),
            0 => out.push_str(&format!("&#{};", c as u32)),
            1 => out.push_str(&format!("&#x{:X};", c as u32)),
            2 => out.push_str(&format!("\u{ad}{c}")),
            3 => out.push_str(&format!("{c}&shy;")),
            4 => out.push_str(&format!("&#8203;{c}")),
            5 => out.push_str(&format!("**{c}**")),
            6 => out.push_str(&format!("<b>{c}</b>")),
            7 => out.extend(c.to_uppercase()),
            8 => out.extend(c.to_lowercase()),
            9 => out.extend(unicode_normalization::UnicodeNormalization::nfd(c)),
            10 => out.push_str(&format!("~~{c}~~")),
            11 => out.push_str(&format!("`{c}`\u{2060}")),
            12 => out.push_str(&format!("\u{202a}{c}\u{202c}")),
            13 => out.push_str(&format!("[{c}](https://x.example/1)")),
            14 => out.push_str(&format!("<!-- {i} -->{c}")),
            _ => out.push(c),
        }
    }
    out
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_disguised_term_is_always_found(
        term in a_term(),
        others in prop::collection::vec("[a-z]{3,8}", 0..5),
        choices in prop::collection::vec(any::<u8>(), 1..24),
        before in "[ .,;(\n]?", after in "[ .,;)\n]?",
    ) {
        let text = disguised(&term, &choices);
        let mut terms: Vec<&str> = others.iter().map(String::as_str).collect();
        terms.push(&term);
        let source = format!("filler{before} {text} {after}filler");
        let page = format!("<p>{source}</p>");
        let deny = DenyList::new(terms.iter().copied());
        let index = terms.len() - 1;
        prop_assert!(deny.in_text(&source).iter().any(|h| h.term == index), "{source}");
        let found = deny.in_output("x.html", page.as_bytes());
        prop_assert!(found.iter().any(|f| f.term == index), "{page}");
        let json = serde_json::to_string(&[&page]).unwrap();
        let found = deny.in_output("x.json", json.as_bytes());
        prop_assert!(found.iter().any(|f| f.term == index), "{json}");
        let ranges = deny.in_text(&source);
        let hit = ranges.iter().find(|h| h.term == index).unwrap();
        prop_assert!(source.get(hit.range.clone()).is_some());
        let again = deny.in_text(&source[hit.range.clone()]);
        prop_assert!(again.iter().any(|h| h.term == index), "{:?}", &source[hit.range.clone()]);
    }

    #[test]
    fn a_term_that_is_not_there_is_not_found(
        text in "[a-jA-J0-9 <>/&;#*_\\[\\]()%\"'=\\\\.,\n-]{0,200}",
        term in "[k-z]{3,8}( [k-z]{2,8})?",
    ) {
        // `amp`, `lt` and `u003c` are the only letters that decoding can make or take.
        let deny = DenyList::new([term.as_str()]);
        prop_assert!(deny.in_text(&text).is_empty());
        prop_assert!(deny.in_output("x.html", text.as_bytes()).is_empty());
        prop_assert!(deny.in_output("x.js", text.as_bytes()).is_empty());
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), name in ".{0,20}") {
        let deny = DenyList::new(["Müller", "Anna B", "田中", name.as_str()]);
        for address in ["a.html", "a.json", "a.css", "a.js", "a.csv", "a.mp3", name.as_str()] {
            deny.in_output(address, &bytes);
        }
        deny.in_text(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_markup_makes_it_panic(
        parts in prop::collection::vec(
            prop::sample::select(vec![
                "<", ">", "&", "#", ";", "x", "uuml", "[", "](", "][", ")", "\\u", "00fc", "\\", "%",
                "C3", "%BC", "<!--", "-->", "<script>", "</script", "<style", "<![CDATA[", "]]>",
                "\"", "'", "=", ";base64,", "TcO8", "ü", "\u{308}", "\u{200b}", "田", "ᄀ", "ᅡ", "ᆨ",
                "_", "*", "-", ".", "+", " ", "\n", "&lt;", "&amp;", "d83e", "²", "é",
            ]), 0..40),
    ) {
        let text = parts.concat();
        let deny = DenyList::new(["Müller", "xx", "é", "가"]);
        for address in ["a.html", "a.json", "a.css", "a.js", &text] {
            deny.in_output(address, text.as_bytes());
        }
        for hit in deny.in_text(&text) {
            prop_assert!(text.get(hit.range.clone()).is_some(), "{:?} in {text:?}", hit.range);
        }
    }
}

/// `cargo test --release -- --ignored --nocapture how_fast`
#[test]
#[ignore = "a measurement"]
fn how_fast() {
    let terms: Vec<String> = (0..50).map(|i| format!("Name{i} Familie{i}")).collect();
    let mut terms: Vec<&str> = terms.iter().map(String::as_str).collect();
    terms[..6].copy_from_slice(&["Ann", "Müller", "Johnson", "Acme Inc.", "田中", "Northwind"]);
    let deny = DenyList::new(terms);
    let page = r##"<li class="quote" id="q-1a2b"><blockquote><p>I measured my foot twice and <strong>I still ordered two sizes, like I always do</strong>. The chart said 39, the reviews said go up, so I closed it &amp; left; she planned it annually.</p></blockquote><a class="tag" href="../../themes/sizing/index.html#q-1a2b" title="Sizing is a guess">Sizing</a><span class="meta"><span>P07</span><span>first-time buyer</span></span></li>
"##;
    let german = "Größe über müßig geändert, für Käufer schön gewählt und zurück. ";
    for (name, page) in [
        ("english", page.to_owned()),
        ("umlauts", format!("<p>{}</p>", german.repeat(8))),
        (
            "russian",
            format!(
                "<p>{}</p>",
                "Покупатель долго выбирал размер и ушёл. ".repeat(9)
            ),
        ),
    ] {
        let bytes = page.repeat(100_000 / page.len()).into_bytes();
        let started = std::time::Instant::now();
        let rounds = 200_000_000 / bytes.len();
        for _ in 0..rounds {
            assert!(deny.in_output("a/index.html", &bytes).is_empty());
        }
        let seconds = started.elapsed().as_secs_f64();
        eprintln!(
            "{name}: {:.0} MB/s",
            (rounds * bytes.len()) as f64 / 1e6 / seconds
        );
    }
}

mod sieve {
    use proptest::prelude::*;

    use super::super::sieve::Sieve;
    use super::super::{Output, Passages, output};

    const SAID: [&str; 4] = [
        "I owe my sister the money for them",
        "Das Café an der Straße schließt um fünf, sagt “unser” Kellner",
        "我欠我姐姐买这些东西的钱，她还不知道",
        "Most of the folder, well: it's 20 % of AT&T's own bill",
    ];

    /// What reading with care finds.
    fn read(passages: &Passages, address: &str, bytes: &[u8]) -> bool {
        let mut found = false;
        output::read(Output::new(address, bytes), &mut |stream, _, _| {
            passages.said_in(stream, |_| found = true);
        });
        found
    }

    /// What may stand between two letters, or in one's place.
    const BETWEEN: [&str; 41] = [
        "",
        "",
        "",
        "",
        " ",
        "&nbsp;",
        "&#32;",
        "&shy;",
        "\u{ad}",
        "\u{200b}",
        "*",
        "**",
        "`",
        "_",
        "[",
        "]",
        "](https://example.org/a b)",
        "<em>",
        "</em>",
        "</i><i>",
        "<br>",
        "<p class=\"x y\">",
        "<!-- no -->",
        "\\n",
        "\\u0020",
        "%20",
        "\n",
        "\n> ",
        "–",
        "’",
        "&rsquo;",
        "<![CDATA[",
        "<script>let a;</script>",
        "<b title=\"&lt;i&gt;\">",
        "<b title=\">\">",
        "<b title='>'>",
        "<b a=\"' >\" b=\"'\">",
        "</b x>",
        "…",
        "“",
        "<title>no</title>",
    ];

    fn written() -> impl Strategy<Value = String> {
        let said = prop::sample::select(SAID.to_vec());
        (
            said,
            prop::collection::vec((0..BETWEEN.len(), 0..6u8), 80),
            0..6u8,
        )
            .prop_map(|(said, between, place)| {
                let often = place % 2 == 0;
                let mut text = String::new();
                for (c, (piece, manner)) in said.chars().zip(between.iter().cycle()) {
                    if often || c == ' ' {
                        text.push_str(BETWEEN[*piece]);
                    }
                    match manner {
                        0 if often => text.push_str(&format!("&#{};", c as u32)),
                        1 if often => text.push_str(&format!("\\u{{{:x}}}", c as u32)),
                        2 => text.extend(c.to_uppercase()),
                        _ => text.push(c),
                    }
                }
                match place {
                    0 | 1 => text,
                    2 | 3 => format!("<img alt=\"{}\">", text.replace('"', "")),
                    _ => format!("{{\"a\": \"{text}\"}}"),
                }
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn nothing_that_is_found_with_care_is_missed_at_first_sight(
            text in written(),
            address in prop::sample::select(vec!["a.html", "a.json", "a.js", "a.csv", "a.bin"]),
        ) {
            let passages = Passages::new(SAID);
            if read(&passages, address, text.as_bytes()) {
                prop_assert!(passages.suspects(Output::new(address, text.as_bytes())), "{address}: {text}");
            }
        }
    }

    #[test]
    fn long_files_are_seen_to_their_end() {
        let passages = Passages::new(SAID);
        for before in [4000, 4095, 4096, 8180, 8191, 8192, 30_000] {
            let mut text = "word ".repeat(before / 5);
            text.push_str(&"x".repeat(before % 5));
            assert!(!passages.suspects(Output::new("a.html", text.as_bytes())));
            text.push_str(" I owe <i>my</i> sister the money for them, or not.");
            assert!(
                passages.suspects(Output::new("a.html", text.as_bytes())),
                "{before}"
            );
        }
    }

    #[test]
    fn other_words_are_not_suspected() {
        let passages = Passages::new(SAID);
        for text in [
            "I owe my sister the money",
            "<p>my sister owes me the money for them</p>",
            "",
        ] {
            assert!(
                !passages.suspects(Output::new("a.html", text.as_bytes())),
                "{text}"
            );
        }
        assert!(!Sieve::default().suspects(Output::new("a.html", b"anything")));
    }
}

//! What a language file gives, on the built-in English and on small files of other languages.

use jiff::civil::date;

use super::{Dir, Language, LanguageError};

/// The English file with some settings and texts replaced or added, as another language.
fn like_english(
    code: &str,
    changes: &[(&str, &str)],
    texts: &str,
) -> Result<Language, LanguageError> {
    let mut file = include_str!("../../themes/default/languages/en.toml").to_owned();
    for (from, to) in changes {
        assert!(file.contains(from), "`{from}` is not in the English file");
        file = file.replacen(from, to, 1);
    }
    Language::parse(code, &format!("{file}\n{texts}"))
}

#[test]
fn numbers_take_the_separators_of_the_language() {
    let en = Language::english();
    assert_eq!(en.number(1234567.891, 2), "1,234,567.89");
    assert_eq!(en.number(999.0, 0), "999");
    assert_eq!(en.number(0.125, 2), "0.13");
    assert_eq!(en.number(2.675, 2), "2.68");
    assert_eq!(en.number(-0.4, 0), "0");
    assert_eq!(en.number(-1234.5, 1), "−1,234.5");
    assert_eq!(en.number(f64::NAN, 1), "–");
    assert_eq!(en.number(f64::INFINITY, 0), "–");
    assert_eq!(en.short_number(14.0, 1), "14");
    assert_eq!(en.short_number(36.4, 1), "36.4");
    assert_eq!(en.short_number(0.29, 2), "0.29");
    assert_eq!(en.short_number(2.04, 1), "2");
    assert_eq!(en.signed(0.7, 1), "+0.7");
    assert_eq!(en.signed(-0.7, 1), "−0.7");
    assert_eq!(en.signed(0.01, 1), "0.0");
    assert_eq!(en.percent(0.614, 0), "61%");

    let de = like_english(
        "de",
        &[
            ("decimal = \".\"", "decimal = \",\""),
            ("group = \",\"", "group = \".\""),
            (
                "with_symbol = \"{symbol}{amount}\"",
                "with_symbol = \"{amount} {symbol}\"",
            ),
        ],
        "",
    )
    .expect("a valid file");
    assert_eq!(de.number(1234567.891, 1), "1.234.567,9");
    assert_eq!(de.money(12000.0, "EUR"), "12.000 €");

    let es = like_english("es", &[("group_from = 4", "group_from = 5")], "").expect("a valid file");
    assert_eq!(es.number(1234.0, 0), "1234");
    assert_eq!(es.number(12345.0, 0), "12,345");

    let ar = like_english(
        "ar",
        &[
            ("dir = \"ltr\"", "dir = \"rtl\""),
            ("[numbers]", "[numbers]\ndigits = \"٠١٢٣٤٥٦٧٨٩\""),
        ],
        "[quotes_in_test]\nzero = \"z\"\none = \"o\"\ntwo = \"t\"\nfew = \"f {n}\"\nmany = \"m\"\nother = \"x\"",
    )
    .expect("a valid file");
    assert_eq!(ar.dir(), Dir::Rtl);
    assert_eq!(ar.number(2026.5, 1), "٢,٠٢٦.٥");
    assert_eq!(ar.signed(0.7, 1), "\u{200e}+٠.٧");
    assert_eq!(
        ar.date(date(2026, 5, 18)),
        "١٨\u{a0}\u{2068}May\u{2069} ٢٠٢٦"
    );
    let said = |n: i64| ar.say("quotes_in_test", &[("n", n.into())]);
    assert_eq!(
        [0, 1, 2, 7, 11, 100].map(said),
        ["z", "o", "t", "f ٧", "m", "x"]
    );
}

#[test]
fn money_has_a_sign_or_a_code_and_decimals_where_they_tell_something() {
    let en = Language::english();
    assert_eq!(en.money(12000.0, "EUR"), "€12,000");
    assert_eq!(en.money(1.37, "eur"), "€1.37");
    assert_eq!(en.money(20.0, "USD"), "$20");
    assert_eq!(en.money(11676.4, "EUR"), "€11,676");
    assert_eq!(en.money(-200.0, "GBP"), "−£200");
    assert_eq!(en.money(200.0, "CHF"), "CHF 200");
    assert_eq!(en.money(f64::NAN, "EUR"), "€–");
    assert_eq!(en.currency_name("EUR"), "euros");
    assert_eq!(en.currency_name("XTS"), "XTS");
}

#[test]
fn dates_say_month_and_year_once() {
    let en = Language::english();
    assert_eq!(en.date(date(2026, 5, 18)), "18\u{a0}May 2026");
    assert_eq!(en.short_date(date(2026, 2, 24)), "24\u{a0}Feb");
    assert_eq!(en.month(2026, 2), "February 2026");
    let range = |from, to| en.date_range(from, to);
    assert_eq!(
        range(date(2026, 2, 2), date(2026, 2, 20)),
        "2 to 20\u{a0}February 2026"
    );
    assert_eq!(
        range(date(2026, 2, 2), date(2026, 3, 1)),
        "2\u{a0}February to 1\u{a0}March 2026"
    );
    assert_eq!(
        range(date(2025, 12, 30), date(2026, 1, 2)),
        "30\u{a0}December 2025 to 2\u{a0}January 2026"
    );
    assert_eq!(
        range(date(2026, 2, 2), date(2026, 2, 2)),
        "2\u{a0}February 2026"
    );
    let fr = like_english("fr", &[("[dates]", "[dates]\nfirst_day = \"1er\"")], "");
    assert_eq!(
        fr.expect("a valid file").date(date(2026, 5, 1)),
        "1er\u{a0}May 2026"
    );
}

#[test]
fn texts_are_filled_and_chosen_by_number() {
    let texts = r#"
        [test]
        plain = "{Who}"
    "#;
    let error = like_english("en", &[], texts).expect_err("a name in capitals");
    assert_eq!(
        error.to_string(),
        "`test.plain` cannot be read: `Who` in `{Who}` is no name: use a to z, 0 to 9 and _"
    );
    let texts = r#"
        [test]
        spelled = "{n:Spell} quotes on {theme:quote}, {m:spell} more"
        share = "{share} of it"
        [test.quotes]
        0 = "not a quote"
        one = "{n} quote"
        other = "{n} quotes"
    "#;
    let en = like_english("en", &[], texts).expect("a valid file");
    let said = |n: i64| en.say("test.quotes", &[("n", n.into())]);
    assert_eq!(
        [0, 1, 2, 1234].map(said),
        ["not a quote", "1 quote", "2 quotes", "1,234 quotes"]
    );
    let args = [
        ("n", 12usize.into()),
        ("m", 13usize.into()),
        ("theme", "sizing".into()),
    ];
    assert_eq!(
        en.say("test.spelled", &args),
        "Twelve quotes on “sizing”, 13 more"
    );
    let half = [("share", super::Arg::Decimal(0.5, 2))];
    assert_eq!(en.say("test.share", &half), "0.50 of it");
    assert_eq!(en.say("test.share", &[]), "⟦share⟧ of it");
    assert_eq!(en.say("test.nothing", &[]), "⟦test.nothing⟧");
    assert!(en.has("test.quotes") && !en.has("test"));
}

#[test]
fn lists_read_as_in_a_sentence() {
    let en = Language::english();
    assert_eq!(en.list::<&str>(&[]), "");
    assert_eq!(en.list(&["a"]), "a");
    assert_eq!(en.list(&["a", "b"]), "a and b");
    assert_eq!(en.list(&["a", "b", "c"]), "a, b and c");
    assert_eq!(en.quote("yes"), "“yes”");
    assert_eq!(en.quotation_marks().inner_open, "‘");
    assert_eq!((en.spell(8), en.spell(13)), ("eight".into(), "13".into()));
}

/// A language that Casebook brings along.
fn brought(code: &str) -> Language {
    let text = match code {
        "ar" => include_str!("../../themes/default/languages/ar.toml"),
        "de" => include_str!("../../themes/default/languages/de.toml"),
        "es" => include_str!("../../themes/default/languages/es.toml"),
        "fr" => include_str!("../../themes/default/languages/fr.toml"),
        "pt" => include_str!("../../themes/default/languages/pt.toml"),
        _ => unreachable!("{code} is not brought along"),
    };
    Language::parse(code, text).expect("a valid file")
}

#[test]
fn each_language_writes_its_dates_numbers_and_lists() {
    let day = date(2026, 3, 1);
    let check = |code: &str, expected: [&str; 5]| {
        let language = brought(code);
        let given = [
            language.date(day),
            language.number(12345.5, 1),
            language.money(1200.0, "EUR"),
            language.list(&["a", "b", "c"]),
            language.quote("x"),
        ];
        assert_eq!(given, expected.map(str::to_owned), "{code}");
    };
    check(
        "de",
        [
            "1.\u{a0}März 2026",
            "12.345,5",
            "1.200\u{a0}€",
            "a, b und c",
            "„x“",
        ],
    );
    check(
        "fr",
        [
            "1er\u{a0}mars 2026",
            "12\u{202f}345,5",
            "1\u{202f}200\u{a0}€",
            "a, b et c",
            "«\u{a0}x\u{a0}»",
        ],
    );
    check(
        "es",
        [
            "1\u{a0}de\u{a0}marzo de 2026",
            "12.345,5",
            "1200\u{a0}€",
            "a, b y c",
            "«x»",
        ],
    );
    check(
        "pt",
        [
            "1º\u{a0}de\u{a0}março de 2026",
            "12.345,5",
            "€\u{a0}1.200",
            "a, b e c",
            "“x”",
        ],
    );
    check(
        "ar",
        [
            "1\u{a0}مارس 2026",
            "12,345.5",
            "1,200\u{a0}€",
            "a، b وc",
            "«x»",
        ],
    );
}

#[test]
fn spanish_says_e_before_the_sound_of_i() {
    let es = brought("es");
    assert_eq!(es.list(&["Julia", "Inés"]), "Julia e Inés");
    assert_eq!(es.list(&["padres", "hijos"]), "padres e hijos");
    assert_eq!(es.list(&["agua", "hielo"]), "agua y hielo");
}

#[test]
fn a_variant_without_its_number_is_not_said_of_none() {
    let said = |code: &str, n: i64| brought(code).say("theme.withheld", &[("n", n.into())]);
    assert_eq!(said("fr", 1), "Une de plus est retenue.");
    assert_eq!(said("fr", 0), "Zéro de plus sont retenues.");
    assert_eq!(said("pt", 2), "Mais duas estão reservadas.");
}

#[test]
fn arabic_has_six_forms() {
    let ar = brought("ar");
    let said = |n: i64| ar.say("withheld.quotes", &[("n", n.into())]);
    assert_eq!(
        [0, 1, 2, 3, 11, 100].map(said),
        [
            "لا اقتباسات",
            "اقتباس واحد",
            "اقتباسان",
            "3 اقتباسات",
            "11 اقتباسًا",
            "100 اقتباس"
        ]
    );
}

#[test]
fn a_name_written_the_other_way_is_kept_together() {
    let named = |language: &Language, name: &'static str| {
        language.say(
            "chart.fact",
            &[("what", name.into()), ("value", "3".into())],
        )
    };
    assert_eq!(named(&Language::english(), "sizing"), "sizing: 3");
    assert_eq!(
        named(&Language::english(), "المقاس"),
        "\u{2068}المقاس\u{2069}: 3"
    );
    assert_eq!(named(&brought("ar"), "P07"), "\u{2068}P07\u{2069}: 3");
}

#[test]
fn a_broken_file_is_told() {
    let error = |changes, texts| {
        let broken = like_english("en", changes, texts);
        broken.expect_err("a broken file").to_string()
    };
    let unknown = Language::parse("tlh", "");
    assert_eq!(
        unknown.expect_err("an unknown language").to_string(),
        "no plural rules for `tlh`: know ar, de, en, es, fr and pt"
    );
    assert_eq!(
        error(&[("minus = \"−\"", "")], ""),
        "`numbers.minus` is missing"
    );
    assert_eq!(
        error(&[("\"January\", ", "")], ""),
        "`dates.months` has 11 texts, needs 12"
    );
    assert_eq!(
        error(&[], "[t]\none = \"x\""),
        "`t` needs a variant `other`"
    );
    assert_eq!(
        error(&[], "[t]\nx = \"{open\""),
        "`t.x` cannot be read: `{` without `}` in `{open`"
    );
    assert_eq!(
        error(&[], "[t]\nx = \"{n:loud}\""),
        "`t.x` cannot be read: unknown style `loud` in `{n:loud}`: use spell, Spell or quote"
    );
    assert_eq!(
        error(&[], "[t]\nx = 1"),
        "`t.x` needs a text or a table of texts"
    );
    assert_eq!(error(&[], "[t"), "unclosed table, expected `]`");
}

#[test]
fn a_broken_file_is_told_where_it_is_broken() {
    let english = include_str!("../../themes/default/languages/en.toml");
    for (from, to, at) in [
        ("minus = \"−\"", "minus = 7", "minus"),
        ("minus = \"−\"\n", "", "numbers"),
        ("[outcome]\n", "[outcome]\nmine = \"{open\"\n", "mine"),
        ("[outcome]\n", "[outcome]\nmine = 1 2\n", "1 2"),
    ] {
        let file = english.replacen(from, to, 1);
        let error = Language::parse("en", &file).expect_err("a broken file");
        assert_eq!(&file[error.at.clone()], at, "{error}");
    }
}

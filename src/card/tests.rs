//! Cards as they come out.

use super::*;

fn quote(words: &str) -> Card {
    Card {
        mark: Some("“".into()),
        words: words.into(),
        instead: vec!["尺码".into(), "Sizing".into()],
        below: "P07, first-time buyer".into(),
        source: "Why do shoppers leave a full basket?".into(),
        site: "Northwind customer casebook".into(),
        notice: "An invented study.".into(),
        ..Card::default()
    }
}

/// The texts of a card, in order, its title first.
fn texts(svg: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let (mut texts, mut text) = (Vec::new(), String::new());
    loop {
        use quick_xml::events::Event;
        match reader.read_event().expect("a card is XML") {
            Event::Eof => return texts,
            Event::Start(_) => text.clear(),
            Event::Text(more) => text += &more.decode().expect("a card is UTF-8"),
            Event::GeneralRef(name) => {
                let name = format!("&{};", name.decode().expect("a card is UTF-8"));
                text += &quick_xml::escape::unescape(&name).expect("XML's own reference");
            }
            Event::End(end) if matches!(end.name().as_ref(), b"title" | b"text") => {
                texts.push(text.clone());
            }
            _ => {}
        }
    }
}

#[test]
fn a_card_says_what_it_is_given() {
    let card = quote("I gave up.");
    let all = texts(&card.svg());
    assert_eq!(
        all,
        [
            "I gave up.\nP07, first-time buyer\nWhy do shoppers leave a full basket?\nNorthwind customer casebook\nAn invented study.",
            "Why do shoppers leave a full basket?",
            "Northwind customer casebook",
            "An invented study.",
            "I gave up.",
            "P07, first-time buyer",
        ]
    );
    // The mark is a shape and no word.
    assert!(card.svg().contains("<path d=\"M"));
    assert_eq!(card.drawn().svg, card.svg());
}

/// What a card is, to the byte: the same on every machine. When the drawing changes, or a
/// crate that draws, count `DRAWING` up and write the new digest here.
#[test]
fn a_card_is_the_same_bytes_everywhere() {
    let png = quote("Größe? “Ελλ” – Я не знаю, العربية.")
        .drawn()
        .png(&mut Canvas::default());
    let digest = blake3::hash(&png).to_hex();
    assert_eq!(
        digest.as_str(),
        "646523cbd6bde997056a704de7df6c384c08dec7db42682abc886f5920e0b370"
    );
}

/// The colours of a PNG's pixels, row by row.
fn pixels(png: &[u8]) -> Vec<Colour> {
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(png));
    decoder.set_transformations(::png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("a PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("it fits")];
    let info = reader.next_frame(&mut bytes).expect("a picture");
    assert_eq!((info.width, info.height), (WIDTH, HEIGHT));
    assert_eq!(info.color_type, ::png::ColorType::Rgb);
    let (pixels, _) = bytes.as_chunks();
    pixels.iter().map(|rgb| Colour(*rgb)).collect()
}

#[test]
fn a_card_is_a_picture_of_1200_by_630_without_holes() {
    let pixels = pixels(&quote("I gave up.").drawn().png(&mut Canvas::default()));
    let pixel = |x: usize, y: usize| pixels[y * WIDTH as usize + x];
    assert_eq!(pixel(4, 300), layout::ACCENT);
    assert_eq!(pixel(1190, 20), crate::colour::LIGHT_PAPER);
    let is_dark = |y: usize| (88..1112).any(|x| pixel(x, y).0[1] < 0x40);
    assert!((150..300).any(is_dark), "no word was drawn");
}

#[test]
fn a_card_is_the_same_after_any_other_on_a_canvas() {
    let cards = ["I gave up.", "Größe?", ""].map(|words| quote(words).drawn());
    let alone = |card: &Drawn| card.png(&mut Canvas::default());
    let mut canvas = Canvas::default();
    for card in cards.iter().chain(cards.iter().rev()) {
        assert_eq!(card.png(&mut canvas), alone(card));
    }
}

#[test]
fn words_that_cannot_be_written_are_left_out_of_the_picture_and_kept_for_slides() {
    let card = quote("我不知道哪个尺码适合我");
    assert!(card.svg().contains(">我不知道哪个尺码适合我</text>"));
    let drawn = card.drawn().svg;
    assert!(!drawn.contains('我') && !drawn.contains('尺'));
    // What can be written instead is no quote, and nobody said it.
    assert!(drawn.contains(">Sizing</text>"));
    assert!(!drawn.contains("<path") && !drawn.contains("P07"));
    let bare = Card {
        words: "北京".into(),
        site: "案例".into(),
        below: "11 of 18".into(),
        ..Card::default()
    };
    assert_eq!(texts(&bare.drawn().svg), ["11 of 18", "11 of 18"]);
}

#[test]
fn an_emoji_is_drawn_or_its_words_are_left_out() {
    let drawn = |words: &str| texts(&quote(words).drawn().svg).join(" ");
    assert!(drawn("I gave up 😀").contains("I gave up 😀"));
    assert!(!drawn("I gave up 👩‍🚀").contains("gave up"));
}

#[test]
fn marks_of_markup_are_words() {
    let words = "if <b>\"a\" & 'b'</b> > c";
    let svg = quote(words).svg();
    assert!(!svg.contains("<b>"));
    assert!(texts(&svg).contains(&words.to_owned()));
}

#[test]
fn what_runs_to_the_left_begins_at_the_right() {
    let svg = quote("لم أعرف أي مقاس يناسبني").svg();
    let words = svg
        .lines()
        .find(|line| line.starts_with("<text") && line.contains(">لم"))
        .expect("the words");
    assert!(
        words.contains("x=\"1112\"") && words.contains("direction=\"rtl\""),
        "{words}"
    );
    let source = svg
        .lines()
        .find(|line| line.contains(">Why"))
        .expect("the source");
    assert!(
        source.contains("x=\"88\"") && !source.contains("rtl"),
        "{source}"
    );
}

#[test]
fn a_long_source_is_cut_and_leaves_the_site_its_room() {
    let card = Card {
        source: "A very long title of a study ".repeat(8),
        ..quote("I gave up.")
    };
    let all = texts(&card.svg());
    assert!(
        all[1].ends_with('…') && all[1].starts_with("A very long title"),
        "{all:?}"
    );
    assert_eq!(all[2], "Northwind customer casebook");
}

#[test]
fn a_file_tells_which_card_it_is() {
    let card = quote("I gave up.").drawn();
    let other = quote("I went on.").drawn();
    let png = card.png(&mut Canvas::default());
    assert!(is_of(&png, &card.key()));
    assert!(!is_of(&png, &other.key()));
    for at in [20, png.len() / 2, png.len() - 6] {
        let mut changed = png.clone();
        changed[at] ^= 1;
        assert!(!is_of(&changed, &card.key()), "a byte changed at {at}");
    }
    assert!(!is_of(&png[..png.len() - 20], &card.key()));
    assert!(!is_of(b"", &card.key()));
}

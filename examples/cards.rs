//! Draws social cards to be looked at, in several scripts and lengths: `cargo run --example cards
//! [FOLDER]` (default `/tmp/cards`), then open `cards.html` there.

#![allow(clippy::disallowed_methods, clippy::disallowed_macros)] // an example stands outside the layers

use std::time::Instant;
use std::{env, fs, path::PathBuf};

use casebook::card::{Canvas, Card, Style};
use casebook::colour::Colour;

fn main() {
    let folder = env::args().nth(1);
    let folder = PathBuf::from(folder.unwrap_or_else(|| "/tmp/cards".to_owned()));
    fs::create_dir_all(&folder).expect("the folder can be made");
    let mut page =
        String::from("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>Cards</title>\n");
    let mut canvas = Canvas::default();
    for (name, card) in cards() {
        let begun = Instant::now();
        let png = card.drawn().png(&mut canvas);
        let took = begun.elapsed().as_secs_f64() * 1000.0;
        println!("{name}: {took:.1} ms, {} KB", png.len().div_ceil(1024));
        fs::write(folder.join(format!("{name}.png")), png).expect("a card can be written");
        fs::write(folder.join(format!("{name}.svg")), card.svg()).expect("a card can be written");
        for ending in ["png", "svg"] {
            page += &format!("<img src=\"{name}.{ending}\" width=\"600\" alt=\"{name}\">\n");
        }
    }
    fs::write(folder.join("cards.html"), page).expect("the page can be written");
}

fn cards() -> Vec<(&'static str, Card)> {
    let quote = |words: &str| Card {
        mark: Some("“".into()),
        words: words.into(),
        instead: vec!["Choosing a size is guesswork".into()],
        below: "P07, first-time buyer".into(),
        source: "Why do shoppers leave a full basket?".into(),
        site: "Northwind customer casebook".into(),
        notice: "An invented study.".into(),
        ..Card::default()
    };
    let arabic = Style {
        right_to_left: true,
        language: "ar".into(),
        accent: Colour([0x0b, 0x5f, 0xa5]),
        ..Style::default()
    };
    let sans = Style {
        sans: true,
        ..Style::default()
    };
    let long = "I had the basket full and then it wanted an account, and a password with a sign in it, and then it told me that my address was wrong, when it is the address that I have lived at for thirty years. ";
    vec![
        ("short", quote("I gave up.")),
        (
            "middle",
            quote("I put four pairs in the basket because I could not tell which size was mine."),
        ),
        ("long", quote(long)),
        ("too-long", quote(&long.repeat(3))),
        (
            "german",
            quote(
                "Die Rücksendekostenübernahmeerklärung habe ich dreimal gelesen und nicht verstanden.",
            ),
        ),
        ("greek", quote("Δεν ήξερα ποιο μέγεθος μου ταιριάζει")),
        ("cyrillic", quote("Я не поняла, какой размер мне подойдёт")),
        ("hebrew", quote("לא ידעתי איזו מידה מתאימה לי")),
        (
            "arabic",
            Card {
                below: "P07، مشترٍ لأول مرة".into(),
                source: "لماذا يترك المتسوقون سلة ممتلئة؟".into(),
                style: arabic,
                ..quote("لم أعرف أي مقاس يناسبني فتركت السلة كما هي")
            },
        ),
        ("chinese", quote("我不知道哪个尺码适合我，所以买了两双")),
        (
            "insight",
            Card {
                label: "Choosing a size is guesswork".into(),
                mark: None,
                below: "11 of 18 participants, and 8 of 9 in the group “first-time buyer”.".into(),
                ..quote(
                    "First-time buyers cannot tell which size will fit, so they order two or leave.",
                )
            },
        ),
        (
            "decision",
            Card {
                label: "Decision of 25 March 2026".into(),
                mark: None,
                below: "Measured. Conversion rose from 2.1% to 2.6%.".into(),
                style: sans,
                ..quote("Print the cost of a return beside the price")
            },
        ),
        (
            "home",
            Card {
                words: "Northwind customer casebook".into(),
                below: "Three studies, 82 conversations and twelve decisions".into(),
                ..Card::default()
            },
        ),
    ]
}

//! Real files with a secret in every place, hostile ones, and the laws: what is cleaned holds no
//! secret, plays as before, and stays the same when cleaned again.

use proptest::prelude::*;

use super::*;

macro_rules! samples {
    ($($name:literal),* $(,)?) => {
        [$(($name, &include_bytes!(concat!("../../tests/media/", $name))[..])),*]
    };
}

/// Made by ffmpeg and Pillow (`tests/media/README.md`).
fn samples() -> Vec<(&'static str, &'static [u8])> {
    samples![
        "comment.gif",
        "film.mov",
        "film.mp4",
        "film.webm",
        "frames.gif",
        "frames.webp",
        "live.webm",
        "sound.flac",
        "sound.m4a",
        "sound.mp3",
        "sound.ogg",
        "sound.opus",
        "sound.wav",
        "turned.jpg",
        "turned.png",
        "turned.webp",
    ]
    .to_vec()
}

fn sample(name: &str) -> &'static [u8] {
    let samples = samples();
    samples.iter().find(|(n, _)| *n == name).unwrap().1
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    memchr::memmem::find(bytes, what).is_some()
}

fn cleaned(path: &str, bytes: &[u8]) -> Vec<u8> {
    match clean(path, bytes.to_vec()) {
        Ok(bytes) => bytes,
        Err(unclean) => panic!("{path}: {unclean}"),
    }
}

#[track_caller]
fn refused(path: &str, bytes: &[u8], why: &str) {
    match clean(path, bytes.to_vec()) {
        Ok(_) => panic!("{path} was cleaned"),
        Err(unclean) => assert!(unclean.reason.contains(why), "{path}: {unclean}"),
    }
}

#[test]
fn no_secret_outlives_the_cleaning_of_a_real_file() {
    for (name, bytes) in samples() {
        if !name.starts_with("frames") {
            assert!(holds(bytes, b"SECRET"), "{name}");
        }
        let out = cleaned(name, bytes);
        assert!(!holds(&out, b"SECRET"), "{name}");
        for tool in [&b"Lavf"[..], b"Pillow", b"encoder"] {
            assert!(!holds(&out, tool), "{name}");
        }
        assert_eq!(
            cleaned(name, &out),
            out,
            "{name} changes when cleaned again"
        );
    }
}

/// Digests of what ffmpeg and Pillow decoded to the same pictures and sounds as before.
#[test]
fn cleaned_files_are_those_that_were_seen_to_play() {
    let names: Vec<String> = samples()
        .iter()
        .map(|(name, bytes)| published_name(name, &cleaned(name, bytes)))
        .collect();
    let seen = [
        "media/0c71baf852ec8350.gif",
        "media/fda141dd6b2d10ab.mov",
        "media/48b846a9def12309.mp4",
        "media/fcf6c7b842827d61.webm",
        "media/d5dc595a940585e1.gif",
        "media/39e38ec6af439242.webp",
        "media/a926696fc0e422b5.webm",
        "media/1575004a7dc1b39a.flac",
        "media/8965304549950567.m4a",
        "media/8962aab43f6b0eea.mp3",
        "media/cc6b92cb52f7739f.ogg",
        "media/243052718e402ac3.opus",
        "media/cd682fb88cf03ec7.wav",
        "media/8f42dab3ed83224c.jpg",
        "media/f660a9d6e2d6f99f.png",
        "media/b0c2c00b11c936d0.webp",
    ];
    assert_eq!(names, seen);
}

#[test]
fn a_turned_picture_stays_turned() {
    let turned = exif::upright_by(6);
    for name in ["turned.jpg", "turned.png", "turned.webp"] {
        let out = cleaned(name, sample(name));
        assert!(holds(&out, &turned), "{name}");
    }
}

#[test]
fn pictures_in_and_behind_a_picture_are_left_out() {
    let jpeg = sample("turned.jpg");
    let plain = cleaned("a.jpg", jpeg);
    let mut longer = jpeg.to_vec();
    longer.extend_from_slice(b"SECRET after the end");
    assert_eq!(cleaned("a.jpg", &longer), plain);
    // A thumbnail in JFIF, and a segment of some program.
    let mut with = jpeg[..2].to_vec();
    with.extend_from_slice(b"\xff\xe0\0\x19JFIF\0\x01\x02\0\0\x01\0\x01\x01\x03SECRETxxx");
    with.extend_from_slice(b"\xff\xed\0\x08SECRET");
    with.extend_from_slice(&jpeg[2..]);
    let out = cleaned("a.jpg", &with);
    assert!(!holds(&out, b"SECRET"));
    let png = sample("turned.png");
    let longer = [png, b"SECRET"].concat();
    assert_eq!(cleaned("a.png", &longer), cleaned("a.png", png));
}

#[test]
fn rounds_of_an_animation_stay() {
    let out = cleaned("frames.gif", sample("frames.gif"));
    assert!(holds(&out, b"NETSCAPE2.0\x03\x01\0\0\0"));
}

#[test]
fn tags_of_players_are_left_out_wherever_they_stand() {
    let sound = cleaned("a.mp3", sample("sound.mp3"));
    let id3 = b"ID3\x04\0\0\0\0\0\x10SECRET\xff\xfb\x90\x64SECRET";
    let ape = b"SECRET..APETAGEX\xd0\x07\0\0\x28\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
    let mut id3v1 = b"TAGSECRET".to_vec();
    id3v1.resize(128, 0);
    let lyrics = b"LYRICSBEGINSECRET000017LYRICS200";
    for parts in [
        vec![&id3[..], &sound],
        vec![&id3[..], &id3[..], &sound, &id3v1],
        vec![&sound[..], ape, &id3v1],
        vec![&sound[..], lyrics, &id3v1],
        vec![&sound[..], ape, lyrics],
        vec![&sound[..], id3, &sound],
        vec![&sound[..], b"SECRET and more SECRET", &sound],
        vec![&[0; 100][..], &sound],
    ] {
        let out = cleaned("a.mp3", &parts.concat());
        assert!(!holds(&out, b"SECRET"));
        assert!(out.starts_with(&sound) && out.len().is_multiple_of(sound.len()));
    }
    let flac = sample("sound.flac");
    let tagged = [&id3[..], flac, &id3v1].concat();
    assert_eq!(cleaned("a.flac", &tagged), cleaned("a.flac", flac));
}

#[test]
fn a_recorder_that_was_stopped_leaves_a_recording() {
    let wav = sample("sound.wav");
    let plain = cleaned("a.wav", wav);
    let mut open = wav.to_vec();
    let data = memchr::memmem::find(&open, b"data").unwrap();
    open[4..8].fill(0xff);
    open[data + 4..data + 8].fill(0xff);
    assert_eq!(cleaned("a.wav", &open), plain);
    let opus = sample("sound.opus");
    assert!(clean("a.opus", opus[..opus.len() - 5].to_vec()).is_ok());
    // A browser's recorder does not know how long its clusters become.
    let mut webm = sample("live.webm").to_vec();
    let cluster = memchr::memmem::find(&webm, b"\x1f\x43\xb6\x75").unwrap();
    let length = webm[cluster + 4].leading_zeros() as usize + 1;
    webm[cluster + 4] |= 0xff >> (length - 1);
    webm[cluster + 5..cluster + 4 + length].fill(0xff);
    let cut = cleaned("a.webm", &webm[..webm.len() - 5]);
    assert!(!holds(&cut, b"SECRET") && holds(&cut, &[0; 5]));
}

#[test]
fn each_page_of_ogg_has_its_checksum() {
    for name in ["sound.ogg", "sound.opus"] {
        let out = cleaned(name, sample(name));
        let starts: Vec<usize> = memchr::memmem::find_iter(&out, b"OggS").collect();
        for (number, start) in starts.iter().enumerate() {
            let end = starts.get(number + 1).copied().unwrap_or(out.len());
            let mut page = out[*start..end].to_vec();
            assert_eq!(page[18..22], (number as u32).to_le_bytes());
            let sum = u32::from_le_bytes(page[22..26].try_into().unwrap());
            page[22..26].fill(0);
            assert_eq!(ogg::checksum(&page), sum, "{name} page {number}");
        }
    }
}

#[test]
fn a_drawing_keeps_its_shapes_and_loses_its_words() {
    let drawing = r##"<?xml version="1.0"?><!-- SECRET --><?SECRET x?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"
 onload="SECRET()" inkscape:label="SECRET" data-name="SECRET" aria-label="SECRET">
<title>SECRET</title><desc>SECRET</desc><metadata><x>SECRET</x></metadata>
<style>/* SECRET */.a{fill:url("#SECRET_1")}@import url("SECRET.css");</style>
<linearGradient id="SECRET_1"><stop offset="0" stop-color="red"/></linearGradient>
<g id="SECRET_layer" class="a SECRET"><a xlink:href="http://x/SECRET"><text x="1">A &amp; &#252;<tspan>!</tspan></text></a></g>
<use xlink:href="#SECRET_1"/><use href="http://x/SECRET#a"/><image href="http://x/SECRET.png"/>
<script>SECRET</script><foreignObject><p>SECRET</p></foreignObject>SECRET
<sodipodi:namedview id="SECRET"><path d="M0 0"/></sodipodi:namedview>
<animate attributeName="href" to="javascript:SECRET"/><set attributeName="onclick" to="SECRET"/>
<rect width="1" height="2" style="fill:url(http://SECRET)"/></svg><!-- SECRET -->"##;
    let out = cleaned("a.svg", drawing.as_bytes());
    let expected = concat!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">"##,
        r##"<style> .a{fill:url(#p1)}</style>"##,
        r##"<linearGradient id="p1"><stop offset="0" stop-color="red"/></linearGradient>"##,
        r##"<g class="a"><text x="1">A &amp; ü<tspan>!</tspan></text></g>"##,
        r##"<use href="#p1"/><use/>"##,
        r##"<rect width="1" height="2" style="fill:none"/></svg>"##,
        "\n",
    );
    assert_eq!(String::from_utf8(out.clone()).unwrap(), expected);
    assert_eq!(cleaned("a.svg", &out), out);
}

#[test]
fn a_picture_in_a_drawing_is_cleaned_too() {
    let picture = decode64::encode(sample("turned.png"));
    let drawing = format!("<svg><image href=\"data:image/png;base64,{picture}\"/></svg>");
    let out = cleaned("a.svg", drawing.as_bytes());
    let plain = decode64::encode(&cleaned("a.png", sample("turned.png")));
    assert!(holds(&out, plain.as_bytes()));
    let drawing = "<svg><image href=\"data:image/png;base64,AAAA\"/></svg>";
    refused("a.svg", drawing.as_bytes(), "no whole PNG picture");
}

#[test]
fn captions_keep_times_and_words() {
    let captions = "\u{feff}WEBVTT - SECRET\r\nKind: SECRET\r\n\r\nNOTE SECRET\n-- SECRET\n\n\
        STYLE\n::cue { color: SECRET }\n\nREGION\nid:SECRET\n\nSECRET\n\
        00:01.000 --> 00:02.500 align:start SECRET:x line:10%\n\
        - <v SECRET>Two <c.SECRET>sizes</c>, <b>always</b></v> <00:02.000>yes\n\n\
        01:00:03.000 --> 01:00:04.000\nand back\nagain";
    let out = cleaned("a.vtt", captions.as_bytes());
    let expected = "WEBVTT\n\n00:01.000 --> 00:02.500 align:start line:10%\n\
        - Two sizes, <b>always</b> <00:02.000>yes\n\n\
        01:00:03.000 --> 01:00:04.000\nand back\nagain\n";
    assert_eq!(String::from_utf8(out).unwrap(), expected);
}

#[test]
fn what_cannot_be_cleaned_is_refused_with_advice() {
    let fragments = include_bytes!("../../tests/media/fragments.mp4");
    for (path, bytes, why) in [
        (
            "a.heic",
            &b"\0\0\0\x18ftypheic"[..],
            "save a picture as JPEG",
        ),
        ("a.docx", b"PK", "`.docx`"),
        ("a.pdf", b"%PDF", "`.pdf`"),
        ("media/noname", b"x", "no ending"),
        ("a.jpg", b"", "empty"),
        ("a.jpg", b"\xff\xd8\xff", "ends too early"),
        ("a.jpg", sample("turned.png"), "holds a PNG picture"),
        ("a.png", &sample("turned.png")[..90], "no whole PNG"),
        ("a.gif", &sample("frames.gif")[..90], "ends too early"),
        ("a.mp4", fragments, "fragments"),
        ("a.mp4", b"\0\0\0\x08ftyp", "holds no film"),
        ("a.mp3", b"ID3 and words", "holds no sound"),
        ("a.wav", b"RIFF\x04\0\0\0WAVE", "holds no sound"),
        ("a.webm", b"\x1a\x45\xdf\xa3\x80", "holds no film"),
        ("a.svg", b"<html/>", "holds nothing"),
        ("a.svg", b"<svg><g></svg>", "do not match"),
        ("a.svg", b"<svg>&own;</svg>", "entities of its own"),
        (
            "a.svg",
            b"<svg><g fill=\"&own;\"/></svg>",
            "entities of its own",
        ),
        ("a.svg", b"<svg>\xff</svg>", "not UTF-8"),
        ("a.vtt", b"1\n00:00", "WEBVTT"),
        ("a.vtt", b"WEBVTT\n\nx --> y\nz", "time"),
    ] {
        refused(path, bytes, why);
    }
    let two = [sample("sound.opus"), sample("sound.opus")].concat();
    refused("a.opus", &two, "more than one");
}

#[test]
fn the_published_name_tells_nothing_of_the_old_one() {
    let name = published_name("content/a/media/Anna Müller.JPG", b"x");
    assert_eq!(name, "media/3ae7d805f6789a64.jpg");
    let odd = published_name("x.j p<g", b"x");
    assert_eq!(odd, "media/3ae7d805f6789a64");
}

/// A sample, cut and changed here and there.
fn broken() -> impl Strategy<Value = (&'static str, Vec<u8>)> {
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6);
    let cut = prop::option::of(any::<prop::sample::Index>());
    (prop::sample::select(samples()), changes, cut).prop_map(|((name, bytes), changes, cut)| {
        let mut bytes = bytes.to_vec();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        (name, bytes)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn broken_files_are_cleaned_or_refused((name, bytes) in broken()) {
        if let Ok(out) = clean(name, bytes) {
            let again = clean(name, out.clone());
            prop_assert_eq!(again.as_ref(), Ok(&out), "{}", name);
        }
    }

    #[test]
    fn random_bytes_are_cleaned_or_refused(
        bytes in prop::collection::vec(any::<u8>(), 0..200),
        ending in prop::sample::select(vec![
            "jpg", "png", "webp", "gif", "svg", "mp3", "wav", "mp4", "ogg", "flac", "webm", "vtt", "x",
        ]),
        head in prop::sample::select(vec![
            &b""[..], b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\xff\0\0\0WEBP",
            b"RIFF\xff\0\0\0WAVE", b"GIF89a", b"\0\0\0\x08ftyp", b"OggS\0\x02", b"fLaC",
            b"\x1a\x45\xdf\xa3", b"<svg>", b"WEBVTT\n\n", b"\xff\xfb\x90\x64",
        ]),
    ) {
        let path = format!("a.{ending}");
        let bytes = [head, &bytes].concat();
        if let Ok(out) = clean(&path, bytes) {
            prop_assert_eq!(clean(&path, out.clone()), Ok(out));
        }
    }

    #[test]
    fn drawings_of_any_pieces_are_cleaned_or_refused(
        pieces in prop::collection::vec(prop::sample::select(vec![
            "<svg>", "</svg>", "<g id='a'>", "</g>", "<use href='#a'/>", "<style>", "</style>",
            "#a{fill:url(#b)}", "url(", "@import", ";", "}", "{", "/*", "*/", "<!--", "-->", "<text>",
            "</text>", "words", "&lt;", "&#10;", "&#0;", "<![CDATA[", "]]>", "<a>", "</a>", "<script>",
            "</script>", "<rect style='fill:url(#b)' id='b' class='c'/>", ".c{}", "<image href='x'/>",
            "<animate attributeName='x' begin='a.click' to='url(x)'/>", "<x:y/>", "<svg/>", "ü", "\\",
        ]), 0..24),
    ) {
        let drawing = format!("<svg>{}</svg>", pieces.concat());
        for drawing in [drawing, pieces.concat()] {
            if let Ok(out) = clean("a.svg", drawing.into_bytes()) {
                let text = String::from_utf8(out.clone()).unwrap();
                prop_assert!(!text.contains("<script") && !text.contains("<image"), "{}", text);
                prop_assert_eq!(clean("a.svg", out.clone()), Ok(out));
            }
        }
    }

    #[test]
    fn captions_of_any_lines_are_cleaned_or_refused(
        lines in prop::collection::vec(prop::sample::select(vec![
            "", "NOTE", "STYLE", "words", "00:01.000 --> 00:02.000", "--", "> <b", "<v x>", "<x>", "-<i>->",
            "00:01.000-->00:02.000 align:start", "<", ">", "\r", "<00:01.000>", "</b>",
        ]), 0..16),
    ) {
        let captions = format!("WEBVTT\n\n{}", lines.join("\n"));
        if let Ok(out) = clean("a.vtt", captions.into_bytes()) {
            prop_assert_eq!(clean("a.vtt", out.clone()), Ok(out));
        }
    }
}

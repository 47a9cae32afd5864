//! Any text with a tag run at its end: the words before it and each tag lie in the text.
#![no_main]

use casebook::parse::tag_run;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (words, tags) = tag_run::split(text);
    assert!(text.is_char_boundary(words), "{words}");
    for tag in &tags {
        let written = text.get(tag.span.range());
        assert!(written.is_some_and(|written| !written.is_empty()), "{tag:?}");
        assert!(tag.span.range().start >= words, "{tag:?}");
    }
    for word in text.split_whitespace() {
        tag_run::tag(word);
        tag_run::time(word);
        tag_run::theme_name(word);
    }
});

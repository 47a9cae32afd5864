//! How long ten thousand files take:
//!
//! ```text
//! cargo test --release --test disk -- --ignored --nocapture --test-threads=1 measure
//! ```

use std::time::Instant;

use casebook::disk::{Written, snapshot};
use rayon::prelude::*;

use crate::support::*;

const FILES: usize = 10_000;

fn timed<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let begin = Instant::now();
    let done = run();
    println!("{what}: {:.3} s", begin.elapsed().as_secs_f64());
    done
}

#[test]
#[ignore = "takes seconds and prints figures"]
fn measure_writing_pages_of_20_kb() {
    let casebook = Casebook::new();
    let page = |n: usize, version: &str| format!("{n} {version} {}", "x".repeat(20_000));
    let write = |what: &str, version: &dyn Fn(usize) -> &'static str| -> Written {
        let pages: Vec<_> = (0..FILES).map(|n| page(n, version(n))).collect();
        timed(what, || {
            let writer = casebook.writer();
            pages.par_iter().enumerate().for_each(|(n, page)| {
                let address = format!("shop/interviews/p{n:05}/index.html");
                writer.put(&address, page.as_bytes()).unwrap();
            });
            timed("  finish", || writer.finish().unwrap())
        })
    };
    assert_eq!(write("cold", &|_| "one").written, FILES);
    assert_eq!(write("unchanged", &|_| "one").unchanged, FILES);
    let one = |n| if n == 77 { "two" } else { "one" };
    assert_eq!(write("one changed", &one).written, 1);
    assert_eq!(write("all changed", &|_| "red").written, FILES);
    assert_eq!(write("all changed again", &|_| "two").written, FILES);
    timed("all removed", || casebook.publish(&[]).unwrap());
}

#[test]
#[ignore = "takes seconds and prints figures"]
fn measure_reading_notes_of_5_kb() {
    let casebook = Casebook::new();
    for n in 0..FILES {
        let path = casebook.path(&format!("content/shop/interviews/int-{n:05}.md"));
        write_file(&path, "words ".repeat(850).as_bytes());
    }
    for _ in 0..3 {
        let read = timed("warm", || snapshot(&casebook.root).unwrap());
        assert_eq!(read.texts().count(), FILES);
    }
}

//! The README's example: compiled here, run, and compared with what the README shows.

use corslet::browser::{Fetch, Next, PreflightCache, Profile, Request};
use corslet::verdict::ResponseHead;
use corslet::words::{HeaderList, Origin, Status};

type Failure = Box<dyn std::error::Error>;

fn codes() -> Result<Vec<String>, Failure> {
    // README: from here
    let page = Origin::parse("https://app.example")?;
    let request = Request::new(page, "https://api.example/orders".parse()?);
    let mut cache = PreflightCache::new();
    let mut fetch = Fetch::new(request.into(), Profile::firefox());
    let verdict = loop {
        match fetch.next(std::time::Duration::ZERO, &mut cache) {
            Next::Send(ask) => {
                // send `ask.exchange()`, by whatever means
                let headers =
                    HeaderList::from_pairs([("Access-Control-Allow-Origin", "https://app.example/")]);
                fetch = ask.answer(ResponseHead { status: Status::OK, headers });
            }
            Next::Done(verdict) => break verdict,
        }
    };
    for blocked in &verdict.blocked {
        println!("{}: {}", blocked.code(), blocked.failure);
    }
    // README: to here
    Ok(verdict.blocked.iter().map(corslet::verdict::Blocked::code).collect())
}

#[test]
fn the_example_runs() -> Result<(), Failure> {
    assert_eq!(codes()?, ["actual:acao-mismatch"]);
    Ok(())
}

/// Without blanks, since both are laid out in their own way.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn the_readme_shows_this_example() -> Result<(), Failure> {
    let readme = include_str!("../../../README.md");
    let shown =
        readme.split("```rust\n").nth(1).and_then(|rest| rest.split("```").next()).ok_or("no example")?;
    let own = include_str!("readme.rs");
    let own = own.split("README: from here\n").nth(1).and_then(|rest| rest.split("// README: to").next());
    assert!(
        bare(shown).ends_with(&bare(own.ok_or("no example here")?)),
        "README.md shows another example than the one that runs"
    );
    Ok(())
}

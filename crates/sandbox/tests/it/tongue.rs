//! The pages' other languages: what is said in English is said in each of them, and nothing beside it.

use std::collections::{BTreeMap, BTreeSet};

const TABLES: [(&str, &str); 2] = [
    ("Indonesian", include_str!("../../assets/indonesian.js")),
    ("Arabic", include_str!("../../assets/arabic.js")),
];
const PAGES: [&str; 4] = [
    include_str!("../../assets/phone.html"),
    include_str!("../../assets/dialog/dialog.html"),
    include_str!("../../assets/dialog/login.html"),
    include_str!("../../assets/instagram/authorize.html"),
];
const SCRIPTS: [&str; 16] = [
    include_str!("../../assets/phone.js"),
    include_str!("../../assets/bubbles.js"),
    include_str!("../../assets/words.js"),
    include_str!("../../assets/dialog/choice.js"),
    include_str!("../../assets/dialog/dialog.js"),
    include_str!("../../assets/dialog/ending.js"),
    include_str!("../../assets/dialog/login.js"),
    include_str!("../../assets/dialog/number.js"),
    include_str!("../../assets/dialog/review.js"),
    include_str!("../../assets/actions.js"),
    include_str!("../../assets/instagram/authorize.js"),
    include_str!("../../assets/instagram/bubble.js"),
    include_str!("../../assets/instagram/direct.js"),
    include_str!("../../assets/instagram/parts.js"),
    include_str!("../../assets/instagram/post.js"),
    include_str!("../../assets/instagram/tabs.js"),
];

fn table(text: &'static str) -> BTreeMap<&'static str, &'static str> {
    let rows = text.lines().filter_map(|line| {
        line.strip_prefix("  \"")?
            .strip_suffix("\",")?
            .split_once("\": \"")
    });
    rows.collect()
}

/// Every `t("…")` of the scripts.
fn said_by_scripts() -> impl Iterator<Item = &'static str> {
    let calls = SCRIPTS
        .iter()
        .flat_map(|script| script.split("t(\"").zip(script.split("t(\"").skip(1)));
    calls
        .filter(|(before, _)| {
            !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.')
        })
        .filter_map(|(_, after)| after.split_once('"').map(|(said, _)| said))
}

/// Every text of a page and of the attributes that are read or heard.
fn said_by(page: &'static str) -> impl Iterator<Item = &'static str> {
    let texts = page
        .split('>')
        .filter_map(|part| part.split('<').next())
        .map(str::trim)
        .filter(|text| text.chars().any(char::is_alphabetic));
    let named = ["aria-label=\"", "placeholder=\""]
        .into_iter()
        .flat_map(|name| {
            page.split(name)
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
        });
    texts.chain(named)
}

fn gaps(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect()
}

#[test]
fn the_pages_say_everything_in_each_language() {
    let by_pages = PAGES.into_iter().flat_map(said_by);
    let said: BTreeSet<&str> = said_by_scripts().chain(by_pages).collect();
    assert!(said.len() > 200, "the pages or their scripts were not read");
    for (language, text) in TABLES {
        let table = table(text);
        let known: BTreeSet<&str> = table.keys().copied().collect();
        let missing: Vec<_> = said.difference(&known).collect();
        assert!(missing.is_empty(), "not in {language}: {missing:?}");
        let unused: Vec<_> = known.difference(&said).collect();
        assert!(unused.is_empty(), "said nowhere, in {language}: {unused:?}");
    }
}

#[test]
fn what_is_filled_in_is_the_same_in_all() {
    for (language, text) in TABLES {
        for (english, said) in table(text) {
            assert_eq!(gaps(english), gaps(said), "{language}: {english}");
            assert!(!said.trim().is_empty(), "{language}: {english}");
        }
    }
}

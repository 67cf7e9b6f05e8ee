//! Colours that a thing comes in as variants of its own.

use super::mention::Mention;
use crate::knowledge::Knowledge;
use crate::lexicon::{self, Class};

fn colour(word: &str) -> Option<&'static str> {
    let word = word.to_lowercase();
    let entry = lexicon::word(&word).or_else(|| {
        let words: Vec<&str> = word.split(' ').collect();
        lexicon::phrase(&words).map(|(entry, _)| entry)
    });
    entry
        .filter(|e| e.class == Class::Colour)
        .map(|e| e.concept)
}

/// "Do the earbuds come in pink?": the colour named apart is one of theirs, or none.
pub(super) fn apart(mentions: &mut Vec<Mention>, knowledge: &Knowledge) {
    let [thing, hue] = mentions.as_mut_slice() else {
        return;
    };
    let alone = thing.items.len() == 1 && thing.sizes.is_empty() && hue.sizes.is_empty();
    if !alone || hue.keys.len() != 1 || thing.keys.iter().any(|k| colour(k).is_some()) {
        return;
    }
    let mut both = Mention {
        keys: thing.keys.iter().chain(&hue.keys).cloned().collect(),
        ..Mention::default()
    };
    variants(&mut both, knowledge);
    if both.items == thing.items {
        thing.sizes = both.sizes;
        mentions.truncate(1);
    }
}

/// "Kabel hitam" of a cable listed with the variants black and white; "in pink?" of one that is not.
pub(super) fn variants(mention: &mut Mention, knowledge: &Knowledge) {
    if !mention.items.is_empty() || !mention.sizes.is_empty() {
        return;
    }
    let (hues, name): (Vec<&String>, Vec<&String>) =
        mention.keys.iter().partition(|key| colour(key).is_some());
    let ([hue], false) = (hues.as_slice(), name.is_empty()) else {
        return;
    };
    let name: Vec<String> = name.into_iter().cloned().collect();
    let coloured = |i: &usize| {
        let item = &knowledge.items[*i];
        item.has_keys(&name) && item.sizes.iter().any(|s| colour(s).is_some())
    };
    let items: Vec<usize> = (0..knowledge.items.len()).filter(coloured).collect();
    let having = |i: &usize| -> Option<String> {
        let sizes = &knowledge.items[*i].sizes;
        let found = sizes.iter().find(|s| colour(s) == Some(hue.as_str()));
        found.cloned()
    };
    let labels: Vec<String> = items.iter().filter_map(having).collect();
    let label = match (items.as_slice(), labels.as_slice()) {
        ([], _) => return,
        // Not one of its colours.
        ([_], []) => (*hue).clone(),
        (_, [first, ..]) if labels.len() == items.len() => first.clone(),
        _ => return,
    };
    mention.items = items;
    mention.keys = name;
    mention.sizes = vec![label];
}

//! Which of several items a mention means, told by what stands beside it.

use super::mention::{Mention, has_keys};
use crate::knowledge::Knowledge;
use crate::lexicon::Class;

/// Gives mentions without a kind of goods ("the red one") the kind named elsewhere.
pub(super) fn complete(mentions: &mut [Mention], others: &[Mention], knowledge: &Knowledge) {
    let Some(head) = others.iter().find(|m| m.headed && !m.items.is_empty()) else {
        return;
    };
    for mention in mentions
        .iter_mut()
        .filter(|m| !m.headed && m.items.len() > 1)
    {
        let goods: Vec<&String> = head.keys.iter().filter(|key| !is_colour(key)).collect();
        let narrowed: Vec<usize> = mention
            .items
            .iter()
            .copied()
            .filter(|&i| {
                goods
                    .iter()
                    .all(|key| has_keys(&knowledge.items[i], std::slice::from_ref(*key)))
            })
            .collect();
        if !narrowed.is_empty() {
            mention.items = narrowed;
        }
    }
}

/// "Is there a jacket in L?", then "the red one": sizes and quantities go on with another thing that
/// comes in sizes.
pub(super) fn details(mentions: &mut [Mention], before: &[Mention], knowledge: &Knowledge) {
    let [mention] = mentions else { return };
    // "Is navy in L gone?", then "the windbreaker": the navy one.
    if let [previous] = before
        && !mention.plural
    {
        let both: Vec<usize> = mention
            .items
            .iter()
            .copied()
            .filter(|i| previous.items.contains(i))
            .collect();
        if !both.is_empty() {
            mention.items = both;
        }
    }
    let sized = matches!(mention.items.as_slice(), [i] if !knowledge.items[*i].sizes.is_empty());
    if mention.sizes.is_empty() && sized {
        let one = before.iter().find(|_| before.len() == 1);
        let sizes = before.iter().find(|m| narrows(m, mention)).or(one);
        mention.sizes = sizes.map(|m| m.sizes.clone()).unwrap_or_default();
    }
    if mention.quantity.is_none() && !mention.items.is_empty() {
        let wider = before.iter().find(|m| narrows(m, mention));
        mention.quantity = wider.and_then(|m| m.quantity);
    }
}

/// Whether `narrow` means some of what `wide` may mean.
fn narrows(wide: &Mention, narrow: &Mention) -> bool {
    narrow.items.iter().all(|i| wide.items.contains(i))
}

/// "olive 298 ribu kan jaketnya": the kind named apart from the colour is the same thing.
pub(super) fn narrowed(mentions: &mut Vec<Mention>) {
    // "jas brp dry clean nya" narrows the service by its thing; two things stay two.
    let apart = |m: &Mention| m.quantity.is_some() || !m.sizes.is_empty();
    let told: Vec<Vec<usize>> = mentions
        .iter()
        .filter(|m| (!m.headed || !apart(m)) && m.items.len() == 1)
        .map(|m| m.items.clone())
        .collect();
    let open =
        |m: &Mention| m.items.len() > 1 && !m.plural && m.quantity.is_none() && m.sizes.is_empty();
    if let [one] = told.as_slice() {
        mentions.retain(|m| !(open(m) && m.items.contains(&one[0])));
    }
}

fn is_colour(key: &str) -> bool {
    crate::lexicon::word(key).is_some_and(|e| e.class == Class::Colour)
}

pub(super) fn prefer_exact(mention: &mut Mention, knowledge: &Knowledge) {
    if mention.items.len() < 2 {
        return;
    }
    let exact: Vec<usize> = mention
        .items
        .iter()
        .copied()
        .filter(|&i| {
            knowledge.items[i].keys.iter().any(|keys| {
                keys.len() == mention.keys.len() && keys.iter().all(|k| mention.keys.contains(k))
            })
        })
        .collect();
    if exact.len() == 1 && !mention.plural {
        mention.items = exact;
    }
}

//! Which of several items a mention means, told by what stands beside it.

use super::Ask;
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
    // "Rackets" are no racket bags, where there are rackets.
    let only_for = |i: &usize| knowledge.items[*i].only_for(&mention.keys);
    if !mention.items.iter().all(only_for) {
        let things = mention.items.iter().copied().filter(|i| !only_for(i));
        mention.items = things.collect();
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
    } else if !mention.plural {
        plainest(mention, knowledge);
    }
}

/// "The private one" where there are private and semi-private lessons: the name without a word more.
fn plainest(mention: &mut Mention, knowledge: &Knowledge) {
    let told = |key: &String| {
        crate::lexicon::word(key).is_none_or(|e| matches!(e.class, Class::Attr | Class::Colour))
            && key.chars().all(char::is_alphabetic)
    };
    if !mention.keys.iter().any(told) {
        return;
    }
    let within = |a: usize, b: usize| {
        let (a, b) = (&knowledge.items[a].keys[0], &knowledge.items[b].keys[0]);
        a.len() < b.len() && a.iter().all(|key| b.contains(key))
    };
    let plain = mention.items.iter().copied().find(|&a| {
        let mut others = mention.items.iter().filter(|b| **b != a);
        !knowledge.items[a].keys.is_empty()
            && others.all(|&b| !knowledge.items[b].keys.is_empty() && within(a, b))
    });
    if let Some(index) = plain {
        mention.items = vec![index];
    }
}

/// Kinds of things that go by the names of their makers.
const KINDS: &[&str] = &["motorbike", "car", "camera", "phone", "laptop", "bike"];

/// Whether a word is a kind of things that the shop may have without any name saying so.
pub(crate) fn is_kind(key: &str) -> bool {
    KINDS.contains(&key)
}

/// Whether the two are one: the kind said before a thing that is called by its maker's name alone.
pub(super) fn kind_of(kind: &Mention, thing: &Mention, knowledge: &Knowledge) -> bool {
    let goods = |key: &String| crate::lexicon::word(key).is_some_and(|e| e.class == Class::Good);
    let maker = |i: &usize| !knowledge.items[*i].keys.iter().flatten().any(goods);
    let only = !kind.keys.is_empty() && kind.keys.iter().all(|key| is_kind(key));
    kind.items.is_empty()
        && only
        && kind.quantity.is_none()
        && !thing.items.is_empty()
        && thing.items.iter().all(maker)
}

/// "Motor Beat": the kind said beside a thing that is called by its maker's name alone.
pub(super) fn models(mentions: &mut [Mention], knowledge: &Knowledge) {
    let goods = |key: &String| crate::lexicon::word(key).is_some_and(|e| e.class == Class::Good);
    for mention in mentions.iter_mut().filter(|m| m.items.is_empty()) {
        let rest: Vec<String> = mention
            .keys
            .iter()
            .filter(|key| !is_kind(key))
            .cloned()
            .collect();
        if rest.is_empty() || rest.len() == mention.keys.len() {
            continue;
        }
        let found = (0..knowledge.items.len()).filter(|&i| {
            let item = &knowledge.items[i];
            has_keys(item, &rest) && !item.keys.iter().flatten().any(goods)
        });
        let found: Vec<usize> = found.collect();
        if !found.is_empty() {
            mention.items = found;
            mention.keys = rest;
        }
    }
}

/// "How much is the mini tumpeng?", then "the big one?": another of its kind, told by a property.
pub(super) fn sibling(ask: &mut Ask, previous: &Ask, knowledge: &Knowledge) {
    let items = previous.items();
    let ([told], [one]) = (ask.attributes.as_slice(), items.as_slice()) else {
        return;
    };
    let plain = ask.mentions.is_empty()
        && ask.unknown.is_empty()
        && ask
            .concepts
            .iter()
            .all(|c| matches!(*c, "howmuch" | "price"));
    let kept: Vec<&String> = previous.mentions.iter().flat_map(|m| &m.keys).collect();
    let found = (0..knowledge.items.len()).filter(|i| {
        let item = &knowledge.items[*i];
        let alike = kept.iter().any(|key| {
            crate::lexicon::word(key).is_none_or(|e| e.class == Class::Good)
                && has_keys(item, std::slice::from_ref(*key))
        });
        i != one && alike && has_keys(item, &[(*told).to_owned()])
    });
    if let ([index], true) = (found.collect::<Vec<_>>().as_slice(), plain) {
        ask.mentions.push(Mention {
            items: vec![*index],
            keys: vec![(*told).to_owned()],
            headed: true,
            ..Mention::default()
        });
        ask.attributes.clear();
    }
}

/// "Adult lessons?", then "the timetable?": of the one thing named before that has a timetable.
pub(super) fn scheduled(ask: &Ask, before: &[&Ask], knowledge: &Knowledge) -> bool {
    let only = |c: &&str| matches!(*c, "hours" | "when" | "what" | "clock" | "whichday");
    let bare = ask.has("hours")
        && ask.concepts.iter().all(only)
        && ask.unknown.is_empty()
        && ask.attributes.is_empty()
        && ask.days.is_none();
    let named = before.iter().find(|a| !a.mentions.is_empty());
    let items = named.map(|a| a.items()).unwrap_or_default();
    matches!(items.as_slice(), [one] if bare && knowledge.items[*one].remarks_on("hours"))
}

//! Reading facts from policy text. A sentence gives facts only when every word of it was understood.

use super::facts::{Anchor, Condition, Fact, PolicyFact};
use super::goods::Groups;
use super::opening::hours;
use super::{Knowledge, Matter, Problem, Source, Topic, inside, matter};
use crate::atoms::{Atom, Reader, Tok, read};
use crate::lexicon::places::Region;
use crate::safety::unfit_to_quote;
use crate::vocab::Vocab;

/// Sentence ranges and the facts read from them.
pub(super) type Extracted = (Vec<(usize, usize)>, Vec<Fact>, Vec<Topic>);

/// Reads a policy's text.
pub(super) fn extract(source: &Source, knowledge: &Knowledge) -> Extracted {
    let text = source.passage.as_str();
    let reader = Reader {
        currency: knowledge.currency,
        today: knowledge.as_of.unwrap_or_default(),
        vocab: Some(&knowledge.vocab),
        names: false,
        loose: false,
    };
    let reading = read(text, reader);
    let mut sentences = Vec::new();
    let mut facts = Vec::new();
    let mut topics = Vec::new();
    // "How long it takes to ship" may stand in the title alone.
    let titled = read(&source.title, reader)
        .toks
        .iter()
        .any(|t| t.is("ship"));
    let mut delivery = titled;
    for sentence in sentences_of(&reading.toks) {
        let (Some(first), Some(last)) = (sentence.first(), sentence.last()) else {
            continue;
        };
        let span = (first.start, last.end);
        sentences.push(span);
        if unfit_to_quote(
            text.get(span.0..span.1).unwrap_or_default(),
            &knowledge.hosts,
        ) {
            continue;
        }
        let whole = inside::widened(sentence, &facts);
        let words = content(&whole);
        let found = rates(&words, delivery)
            .or_else(|| free_shipping(&words, titled))
            .or_else(|| returns(&words).map(|f| vec![f]))
            .or_else(|| hours(&words))
            .or_else(|| warranty(sentence, &knowledge.vocab).map(|f| vec![f]))
            .unwrap_or_default();
        delivery = titled || found.iter().any(|f| matches!(f, PolicyFact::Rate { .. }));
        let regions: Vec<Region> = words.iter().filter_map(|a| region(a)).collect();
        let mut matters = matter::of(sentence);
        if titled && matters.is_empty() && !regions.is_empty() {
            matters.push(Matter::Delivery);
        }
        if titled && sentence.iter().any(|t| t.is("free")) && found.is_empty() {
            matters.push(Matter::FreeShipping);
        }
        // "Outside Java 4-7 days" goes on from the sentence before.
        if matters.is_empty() && !regions.is_empty() {
            let before = topics.last().map(|t: &Topic| t.matters.clone());
            matters.extend(
                before
                    .into_iter()
                    .flatten()
                    .filter(|m| *m == Matter::Delivery),
            );
        }
        topics.push(Topic {
            span,
            matters,
            regions,
            timed: matter::timed(sentence),
            limits: matter::limits(sentence),
            refuses: matter::refuses(sentence, titled),
            unread: found.is_empty(),
        });
        facts.extend(found.into_iter().map(|fact| Fact { fact, span }));
    }
    (sentences, facts, topics)
}

/// Splits atoms at sentence ends; the mark stays with its sentence.
pub(crate) fn sentences_of(toks: &[Tok]) -> impl Iterator<Item = &[Tok]> {
    toks.split_inclusive(|t| t.atom == Atom::Stop).filter(|s| {
        s.iter()
            .any(|t| !matches!(t.atom, Atom::Stop | Atom::Mark(_)))
    })
}

/// Grammar that changes nothing in a rule.
pub(crate) fn is_filler(concept: &str) -> bool {
    matches!(
        concept,
        "the"
            | "a"
            | "be"
            | "of"
            | "to"
            | "in"
            | "on"
            | "at"
            | "for"
            | "with"
            | "and"
            | "or"
            | "we"
            | "you"
            | "it"
            | "that"
            | "do"
            | "particle"
            | "piece"
            | "per"
            | "day"
            | "by"
            | "i"
            | "city"
            | "kak"
    )
}

fn content(sentence: &[Tok]) -> Vec<&Atom> {
    sentence
        .iter()
        .map(|t| &t.atom)
        .filter(|atom| match atom {
            Atom::Stop => false,
            Atom::Mark(c) => !matches!(c, ',' | ':' | '(' | ')' | '-' | '/' | '"'),
            Atom::Word(concept, _) => {
                !is_filler(concept) && !matches!(*concept, "can" | "must" | "currency")
            }
            _ => true,
        })
        .collect()
}

fn region(atom: &Atom) -> Option<Region> {
    match atom {
        Atom::Place(place) => Some(Region::Within(place.name.to_owned())),
        Atom::Area(region) => Some(region.clone()),
        Atom::Word("abroad", _) => Some(Region::Abroad),
        _ => None,
    }
}

#[derive(Default)]
struct Group {
    regions: Vec<Region>,
    cost: Option<crate::value::Money>,
    time: Option<crate::value::Span>,
}

impl Group {
    fn flush(&mut self, out: &mut Vec<PolicyFact>) {
        let group = std::mem::take(self);
        for region in group.regions {
            out.push(PolicyFact::Rate {
                region,
                cost: group.cost,
                time: group.time,
            });
        }
    }
}

/// "Shipping to Java takes 2-3 working days and costs Rp18.000", and lists of such.
fn rates(words: &[&Atom], continued: bool) -> Option<Vec<PolicyFact>> {
    let mut delivery = continued;
    let mut out = Vec::new();
    let mut group = Group::default();
    let value_first = words
        .iter()
        .find(|a| region(a).is_some() || matches!(a, Atom::Money(_) | Atom::Span(_)))
        .is_some_and(|a| region(a).is_none());
    for atom in words {
        if let Some(region) = region(atom) {
            let complete = group.cost.is_some() || group.time.is_some();
            if !value_first && complete {
                group.flush(&mut out);
            }
            group.regions.push(region);
            continue;
        }
        match atom {
            Atom::Word("ship", _) => delivery = true,
            // Only goods are sent, whatever they are called.
            Atom::Word("price" | "take" | "arrive" | "expect" | "within" | "product", _) => {}
            Atom::Money(_) | Atom::Span(_) => {
                if value_first && !group.regions.is_empty() {
                    group.flush(&mut out);
                }
                match atom {
                    Atom::Money(money) if group.cost.is_none() => group.cost = Some(*money),
                    Atom::Span(span) if group.time.is_none() => group.time = Some(*span),
                    _ => return None,
                }
            }
            _ => return None,
        }
    }
    if group.regions.is_empty() || (group.cost.is_none() && group.time.is_none()) {
        return None;
    }
    group.flush(&mut out);
    delivery.then_some(out)
}

fn free_shipping(words: &[&Atom], titled: bool) -> Option<Vec<PolicyFact>> {
    let has = |c: &str| words.iter().any(|a| a.concept() == Some(c));
    let mut from = None;
    let mut areas = Vec::new();
    for atom in words {
        if let Some(region) = region(atom) {
            areas.push(region);
            continue;
        }
        match atom {
            Atom::Money(money) => {
                if from.replace(*money).is_some() {
                    return None;
                }
            }
            Atom::Word(
                "freeship" | "free" | "ship" | "buy" | "rent" | "minorder" | "ormore" | "over"
                | "only" | "total" | "price" | "valid" | "apply" | "within" | "part" | "product",
                _,
            ) => {}
            _ => return None,
        }
    }
    let about = has("freeship") || has("free") && (has("ship") || titled && from.is_some());
    let bound = has("minorder") || has("ormore") || has("over");
    let both = has("over") && (has("minorder") || has("ormore"));
    let sound = about && from.is_some() == bound && !both && (!has("only") || !areas.is_empty());
    let rule = |region| PolicyFact::FreeShipping {
        from,
        inclusive: !has("over"),
        region,
        some_goods: has("part"),
    };
    sound.then(|| {
        if areas.is_empty() {
            return vec![rule(None)];
        }
        areas.into_iter().map(|area| rule(Some(area))).collect()
    })
}

fn returns(words: &[&Atom]) -> Option<PolicyFact> {
    let has = |c: &str| words.iter().any(|a| a.concept() == Some(c));
    let mut within = None;
    for atom in words {
        match atom {
            Atom::Span(span) => {
                if within.replace(*span).is_some() {
                    return None;
                }
            }
            Atom::Word(
                "return" | "exchange" | "accept" | "possible" | "within" | "after" | "from"
                | "delivered" | "ship" | "arrive" | "buy" | "unused" | "receipt" | "tags"
                | "packaging" | "deadline" | "policy" | "if" | "product" | "all",
                _,
            ) => {}
            _ => return None,
        }
    }
    let within = within.filter(|s| s.days(true).is_some() && s.min == s.max)?;
    if !has("return") {
        return None;
    }
    let anchor = if has("delivered") || has("ship") || has("arrive") {
        Anchor::Delivery
    } else if has("buy") {
        Anchor::Purchase
    } else {
        Anchor::Unstated
    };
    let conditions = [
        ("unused", Condition::Unused),
        ("receipt", Condition::Receipt),
        ("tags", Condition::Tags),
        ("packaging", Condition::Packaging),
    ];
    let conditions = conditions
        .iter()
        .filter(|(c, _)| has(c))
        .map(|(_, c)| *c)
        .collect();
    Some(PolicyFact::Returns {
        within,
        anchor,
        conditions,
        exchange: has("exchange"),
    })
}

fn warranty(sentence: &[Tok], vocab: &Vocab) -> Option<PolicyFact> {
    if !sentence.iter().any(|t| t.is("warranty")) {
        return None;
    }
    let mut length = None;
    let mut defects_only = false;
    let mut goods = Groups::default();
    for tok in sentence {
        match &tok.atom {
            Atom::Span(span) => {
                if length.replace(*span).is_some() {
                    return None;
                }
                goods.next();
            }
            Atom::Word("mfgdefect", _) => defects_only = true,
            Atom::Word("warranty", _) | Atom::Stop => goods.next(),
            Atom::Word("have" | "come" | "accept" | "cover" | "against" | "valid", _) => {}
            other => goods.take(other, vocab)?,
        }
    }
    Some(PolicyFact::Warranty {
        scope: goods.scope()?,
        length: length?,
        defects_only,
    })
}

impl Problem {
    /// Whether the source is left out altogether, not only from computing.
    pub fn unusable(&self) -> bool {
        self.code.starts_with("unusable")
    }
}

//! Reading facts from policy text. A sentence gives facts only when every word of it was understood.

use super::facts::{Anchor, Condition, Fact, PolicyFact};
use super::goods::Groups;
use super::{Knowledge, Matter, Problem, Topic, inside, matter};
use crate::atoms::{Atom, Reader, Tok, read};
use crate::lexicon::places::Region;
use crate::safety::unfit_to_quote;
use crate::vocab::Vocab;

/// Sentence ranges and the facts read from them.
pub(super) type Extracted = (Vec<(usize, usize)>, Vec<Fact>, Vec<Topic>);

/// Reads a policy's text.
pub(super) fn extract(text: &str, knowledge: &Knowledge) -> Extracted {
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
    let mut delivery = false;
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
            .or_else(|| free_shipping(&words))
            .or_else(|| returns(&words).map(|f| vec![f]))
            .or_else(|| hours(&words))
            .or_else(|| warranty(sentence, &knowledge.vocab).map(|f| vec![f]))
            .unwrap_or_default();
        delivery = found.iter().any(|f| matches!(f, PolicyFact::Rate { .. }));
        let regions: Vec<Region> = words.iter().filter_map(|a| region(a)).collect();
        let mut matters = matter::of(sentence);
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
            refuses: matter::refuses(sentence),
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

fn free_shipping(words: &[&Atom]) -> Option<Vec<PolicyFact>> {
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
                "freeship" | "free" | "ship" | "buy" | "minorder" | "ormore" | "over" | "only"
                | "total" | "price" | "valid" | "apply" | "within" | "part" | "product",
                _,
            ) => {}
            _ => return None,
        }
    }
    let about = has("freeship") || (has("free") && has("ship"));
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

fn hours(words: &[&Atom]) -> Option<Vec<PolicyFact>> {
    let mut out = Vec::new();
    let mut days = None;
    let mut times: Vec<u16> = Vec::new();
    let (mut closed, mut excepted, mut carved) = (false, false, false);
    let mut holidays = false;
    for atom in words {
        match atom {
            Atom::Days(set) => {
                if days.replace(*set).is_some() {
                    return None;
                }
            }
            Atom::Word("weekend", _) => {
                if days.replace(0b110_0000).is_some() {
                    return None;
                }
            }
            Atom::Time(minute) => times.push(*minute),
            Atom::Word("close", _) if excepted || carved => {}
            Atom::Word("close", _) => closed = true,
            // "every day except Monday"
            Atom::Word("except", _) => excepted = true,
            // A closing day of its own kind; the sentence is quoted for it.
            Atom::Word("holiday", _)
                if closed || matches!(out.last(), Some(PolicyFact::Closed { .. })) =>
            {
                closed = false;
            }
            // "Sunday and holidays closed": the word that closes follows.
            Atom::Word("holiday", _) if days.is_some() && times.is_empty() => holidays = true,
            Atom::Word("open" | "hours" | "clock" | "shop" | "until" | "arrive" | "from", _) => {}
            _ => return None,
        }
        match (days, times.as_slice()) {
            (Some(_), [_, _]) if holidays => return None,
            (Some(set), [open, close]) if open < close && !closed => {
                out.push(PolicyFact::Hours {
                    days: set,
                    open: *open,
                    close: *close,
                });
                (days, times) = (None, Vec::new());
            }
            (Some(set), []) if excepted => {
                let Some(PolicyFact::Hours { days: open, .. }) = out
                    .iter_mut()
                    .rev()
                    .find(|f| matches!(f, PolicyFact::Hours { .. }))
                else {
                    return None;
                };
                *open &= !set;
                out.push(PolicyFact::Closed { days: set });
                (days, excepted, carved) = (None, false, true);
            }
            (Some(set), []) if closed => {
                out.push(PolicyFact::Closed { days: set });
                (days, closed, holidays) = (None, false, false);
            }
            (_, [_, _, _, ..]) => return None,
            _ => {}
        }
    }
    let complete = days.is_none() && times.is_empty() && !closed && !excepted && !holidays;
    (complete && !out.is_empty()).then_some(out)
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

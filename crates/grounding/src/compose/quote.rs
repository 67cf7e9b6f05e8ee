//! Quotations: authored answers, and policy sentences that speak of everything asked.

use super::Context;
use super::placed::located;
use super::timing::Timing;
use super::write::from;
use crate::atoms::{Atom, Reader, Tok, read};
use crate::doc::Segment;
use crate::lexicon::{Class, share_root};
use crate::safety::unfit_to_quote;
use crate::understand::Ask;
use crate::value::Value;

/// Words that ask without saying about what.
pub(super) const ASKING: &[&str] = &[
    "what",
    "which",
    "when",
    "where",
    "how",
    "howmuch",
    "howmany",
    "howlong",
    "extremetime",
    "have",
    "can",
    "buy",
    "confirm",
    "again",
    "shop",
    "yes",
    "not",
    "no",
    "come",
    "only",
    "now",
    "policy",
    "sell",
    "option",
    "product",
    "mean",
    "why",
    "want",
    "take",
    "all",
    "apply",
    "possible",
    "accept",
    "percentword",
    "who",
    "food",
];

/// Words that say little beside others.
const ASIDE: &[&str] = &["pay", "ownmoney", "bring"];

/// Who brings parcels, by name.
pub(super) const COURIERS: &[&str] = &[
    "jne",
    "jnt",
    "sicepat",
    "anteraja",
    "gosend",
    "grabexpress",
    "pos",
    "cargo",
];

/// Words that a rule says in another way.
const SAID_AS: &[(&str, &[&str])] = &[
    ("deadline", &["within", "until", "before"]),
    ("clothes", &["laundry"]),
    ("today", &["expressship"]),
    ("comeback", &["return", "expired"]),
    ("walkin", &["appointment"]),
    ("advance", &["before"]),
    ("contents", &["including"]),
    ("including", &["except"]),
    ("shelf", &["storage"]),
    ("courier", COURIERS),
    ("arrive", &["delivered", "ship"]),
    ("cat", &["pet"]),
    ("dog", &["pet"]),
];

/// Whether a sentence with these keys speaks of what was asked.
pub(super) fn speaks(keys: &[String], asked: &str) -> bool {
    let said = |word: &str| keys.iter().any(|key| share_root(key, word));
    let others = SAID_AS.iter().filter(|(word, _)| *word == asked);
    said(asked) || others.flat_map(|(_, words)| *words).any(|word| said(word))
}

/// Whether a sentence sets a bound in money.
fn bounded(toks: &[Tok]) -> bool {
    let bounds = ["over", "under", "ormore", "minorder", "within", "until"];
    toks.iter().any(|t| matches!(t.atom, Atom::Money(_)))
        && toks.iter().any(|t| bounds.iter().any(|c| t.is(c)))
}

/// Words too common to find a sentence by alone.
const COMMON: &[&str] = &[
    "stock", "price", "ship", "promo", "discount", "weight", "size", "total", "free", "restock",
    "return", "open", "close",
];

/// Words of a sentence that says who pays.
const PAYS: &[&str] = &["pay", "paid", "price", "free", "freeship", "cover"];

impl Context<'_> {
    pub(super) fn keys_of(toks: &[Tok]) -> Vec<String> {
        let mut out = Vec::new();
        for tok in toks {
            let key = match &tok.atom {
                Atom::Word(_, Class::Func | Class::Polite) => continue,
                Atom::Word(concept, _) => (*concept).to_owned(),
                Atom::Other(word) | Atom::CodeLike(word) => word.clone(),
                Atom::Place(place) => place.name.to_owned(),
                Atom::Code(code) => code.clone(),
                _ => continue,
            };
            if !out.contains(&key) {
                out.push(key);
            }
        }
        out
    }

    pub(super) fn keys_asked(ask: &Ask) -> Vec<String> {
        let mut out: Vec<String> = ask.unknown.clone();
        out.extend(
            ask.concepts
                .iter()
                .chain(&ask.attributes)
                .map(|c| (*c).to_owned()),
        );
        out.extend(ask.mentions.iter().flat_map(|m| m.keys.clone()));
        out.extend(ask.places.iter().map(|p| p.name.to_owned()));
        out.extend(ask.codes.iter().cloned());
        out.sort();
        out.dedup();
        out
    }

    pub(super) fn reader(&self) -> Reader<'_> {
        Reader {
            currency: self.knowledge.currency,
            today: self.local.date(),
            vocab: Some(&self.knowledge.vocab),
            names: false,
            loose: false,
        }
    }

    /// What a sentence must speak of.
    fn matters_asked(ask: &Ask, timing: &Timing) -> Vec<String> {
        let mut asked = Self::keys_asked(ask);
        asked.retain(|key| !ASKING.contains(&key.as_str()));
        for aside in ASIDE {
            if asked.len() > 1 {
                asked.retain(|key| key != aside);
            }
        }
        if ask.has("complaint") && asked.len() > 1 {
            asked.retain(|key| key != "arrive");
        }
        if ask.has("cancel") {
            asked.retain(|key| key != "refund");
        }
        // Whoever wants the terms wants to register, or to hire.
        if ask.has("policy") {
            asked.retain(|key| !matches!(key.as_str(), "register" | "rent"));
        }
        asked.retain(|key| !timing.tells(key));
        asked
    }

    /// A thing's name alone says nothing of what is asked about it; something else named beside it is
    /// what is asked about.
    fn named_keys(ask: &Ask) -> Vec<&String> {
        let some = ask.mentions.iter().any(|m| !m.items.is_empty());
        let supposed = ask.has("policy");
        let told = ask
            .mentions
            .iter()
            .filter(|m| !some && !supposed || !m.items.is_empty());
        told.flat_map(|m| &m.keys).collect()
    }

    /// Whether all that is asked about is too common to find a sentence by.
    fn says_little(&self, ask: &Ask, asked: &[String], named: &[&String]) -> bool {
        // Nor does a place alone say enough.
        let placed = |key: &str| !ask.has("ship") && ask.places.iter().any(|p| p.name == key);
        let kept = |key: &String| {
            let mut said = SAID_AS.iter();
            said.any(|(word, said)| word == key && *said == ["pet"])
        };
        let of_names = |key: &String| {
            let items = self.knowledge.items.iter();
            let called = items.filter(|i| i.has_keys(std::slice::from_ref(key)));
            called.count() > 1
        };
        asked.iter().all(|key| {
            let common = COMMON.contains(&key.as_str()) || named.contains(&key) || placed(key);
            !kept(key) && (common || of_names(key))
        })
    }

    /// Whether a sentence may answer what is asked of amounts, lengths of time and places.
    fn fits(ask: &Ask, named: &[&String], toks: &[Tok]) -> bool {
        // How long it takes is not told by a rule that leaves it out.
        let valued = ask.any(&["howlong", "when", "howmuch"]);
        let denied = || {
            let after = toks.iter().skip_while(|t| !t.is("not"));
            let keys = Self::keys_of(&after.cloned().collect::<Vec<_>>());
            valued && keys.iter().any(|key| named.contains(&key))
        };
        let told_time = |t: &Tok| {
            let dated = matches!(
                t.atom,
                Atom::Span(_) | Atom::Time(_) | Atom::Date { .. } | Atom::CodeLike(_)
            );
            dated || t.is("expressship")
        };
        // A rule for orders over an amount tells what holds for one; no other rule does.
        (ask.money.is_empty() || bounded(toks))
            && !denied()
            && (!ask.has("howlong") || toks.iter().any(told_time))
            && (!ask.has("where") || located(toks))
    }

    /// Whether a sentence speaks of everything asked.
    fn speaks_of_all(asked: &[String], keys: &[String], toks: &[Tok]) -> bool {
        // An amount tells a price.
        let amount = |t: &Tok| matches!(t.atom, Atom::Money(_)) || t.is("free");
        let priced = |key: &str| matches!(key, "price" | "total") && toks.iter().any(amount);
        // "The fee cannot be returned" is about refunds.
        let repaid = |key: &str| {
            let money = ["price", "deposit", "pay", "ownmoney"];
            let has = |c: &str| keys.iter().any(|k| k == c);
            key == "refund" && has("return") && money.iter().any(|c| has(c))
        };
        let told = |key: &String| speaks(keys, key) || priced(key) || repaid(key);
        asked.iter().all(told)
    }

    /// Policy sentences that hold every content word of the question, as written.
    pub(super) fn quoted(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let timing = Timing::of(ask);
        let asked = Self::matters_asked(ask, &timing);
        // A sentence that leaves a date or an amount aside would answer another question.
        let narrowed = !ask.dates.is_empty()
            || !ask.percents.is_empty()
            || !ask.grams.is_empty()
            || !ask.areas.is_empty()
            || !ask.far.is_empty()
            || !ask.amounts.is_empty()
            || ask.mentions.iter().any(|m| !m.sizes.is_empty());
        let named = Self::named_keys(ask);
        // "Ordered at 3, sent when?", "lessons on Sunday?": the hour, or the day, says enough.
        let of_things = ask.any(&["ship", "close"]) || !named.is_empty() && !ask.has("price");
        let sent = timing.narrow() && of_things && !asked.is_empty()
            || ask.has("who") && ask.has("pay") && asked.len() > 1;
        // "Who is the teacher?" asks for a person, whom no rule names.
        let whose = ask.has("who") && asked.len() < 2;
        if asked.is_empty() && ask.has("policy") && !narrowed && !timing.narrow() {
            return self.all_terms();
        }
        if narrowed || whose || self.says_little(ask, &asked, &named) && !sent {
            return None;
        }
        let placed = asked.iter().all(|key| key == "address");
        let payer = !(ask.has("who") && ask.has("pay"));
        let fit = |toks: &[Tok]| {
            (payer || PAYS.iter().any(|c| toks.iter().any(|t| t.is(c))))
                && (!placed || located(toks))
                && timing.fits(toks)
                && Self::fits(ask, &named, toks)
        };
        let all = |keys: &[String], toks: &[Tok]| Self::speaks_of_all(&asked, keys, toks);
        let own = self.sentences(|_, keys, toks| fit(toks) && all(keys, toks));
        // "What are the terms of it?": not every sentence with the word tells them.
        let terms = ask.has("policy") && asked.len() == 1;
        if !own.is_empty() {
            let titled = |policy: usize| {
                let title = self.title_keys(policy);
                asked.iter().any(|key| speaks(&title, key)) || title.iter().any(|k| k == "policy")
            };
            let told = own
                .into_iter()
                .filter(|(policy, _)| !terms || titled(*policy));
            return self.few(told.collect(), 2);
        }
        // The title of a policy names what its sentences take as said.
        let titled = self.sentences(|policy, keys, toks| {
            let title = self.title_keys(policy);
            let mut both = keys.to_vec();
            both.extend(title.iter().cloned());
            let begun = asked.iter().any(|key| speaks(keys, key));
            begun && fit(toks) && all(&both, toks)
        });
        self.few(titled, 2).or_else(|| self.resting(ask, &asked))
    }

    /// Every sentence of the one policy that is titled "terms".
    fn all_terms(&self) -> Option<Vec<Segment>> {
        let titled = |policy: usize| self.title_keys(policy) == ["policy"];
        let found = self.sentences(|policy, _, _| titled(policy));
        let one = found.iter().all(|(policy, _)| *policy == found[0].0);
        self.few(found, 3).filter(|_| one)
    }

    pub(super) fn few(
        &self,
        found: Vec<(usize, (usize, usize))>,
        most: usize,
    ) -> Option<Vec<Segment>> {
        if !(1..=most).contains(&found.len()) {
            return None;
        }
        let quotes = found
            .into_iter()
            .map(|(policy, span)| self.quote(policy, span));
        quotes.collect()
    }

    /// Sentences of policies fit to be quoted that `fits` accepts by their keys.
    pub(super) fn sentences(
        &self,
        fits: impl Fn(usize, &[String], &[Tok]) -> bool,
    ) -> Vec<(usize, (usize, usize))> {
        let mut out = Vec::new();
        for (position, policy) in self.knowledge.policies.iter().enumerate() {
            for span in &policy.sentences {
                let text = policy
                    .source
                    .passage
                    .get(span.0..span.1)
                    .unwrap_or_default();
                let toks = read(text, self.reader()).toks;
                let keys = Self::keys_of(&toks);
                if fits(position, &keys, &toks) && !unfit_to_quote(text, &self.knowledge.hosts) {
                    out.push((position, *span));
                }
            }
        }
        out
    }

    pub(super) fn title_keys(&self, policy: usize) -> Vec<String> {
        let source = &self.knowledge.policies[policy].source;
        let named = source.id.strip_prefix("policy:") != Some(source.title.as_str());
        if named {
            Self::keys_of(&read(&source.title, self.reader()).toks)
        } else {
            Vec::new()
        }
    }

    /// A policy sentence as the shop wrote it.
    pub(super) fn quote(&self, policy: usize, span: (usize, usize)) -> Option<Segment> {
        let source = &self.knowledge.policies.get(policy)?.source;
        let text = source.passage.get(span.0..span.1)?.trim().to_owned();
        let cite = source.cite_span(span);
        let slots = [("text", from(Value::Text(text), cite))];
        Some(self.say("Our policy: {text}", "Kebijakan toko kami: {text}", &slots))
    }

    /// What else the policy of a rule says that could not be read: limits must not go missing.
    pub(super) fn beside(&self, policy: usize) -> Vec<Segment> {
        let Some(found) = self.knowledge.policies.get(policy) else {
            return Vec::new();
        };
        let unread = found
            .topics
            .iter()
            .filter(|topic| topic.unread && topic.limits);
        unread
            .filter_map(|topic| self.quote(policy, topic.span))
            .collect()
    }
}

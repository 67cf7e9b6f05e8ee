//! Understanding a question: which matters it asks about, and which items, sizes, places, days and
//! amounts it names. Words that were not understood are kept: an answer that ignored them could be
//! an answer to another question.

mod afford;
mod attached;
mod beside;
mod collect;
mod coloured;
mod context;
mod extras;
mod general;
pub mod intent;
mod kept;
mod mention;
mod named;
mod narrow;
mod numbers;
mod offtask;
mod optout;
mod orders;
mod own;
mod parcel;
mod period;
mod portioned;
mod promoted;
mod question;
mod served;
mod shopname;
mod sized;
mod takes;
mod triage;
mod units;

use chrono::{DateTime, Utc};

use crate::atoms::{Atom, Reader, Tok, read};
use crate::knowledge::Knowledge;
use crate::language::{Language, detect_or};
use crate::lexer::{Lexeme, lex};
use crate::lexicon::Class;
use crate::lexicon::places::{Place, Region};
use crate::value::{Day, Money, Span};
pub use intent::Intent;
pub use mention::Mention;
pub(crate) use narrow::is_kind;
pub use question::{Extra, Question, Who};
pub(crate) use shopname::names_shop;
pub(crate) use sized::of_number;
pub use triage::{Triage, triage};
pub(crate) use units::{Amount, Counts};

/// One thing asked.
#[expect(
    clippy::struct_excessive_bools,
    reason = "signs that a clause shows or not, each by itself"
)]
#[derive(Debug, Clone, Default)]
pub struct Ask {
    /// What is asked, most important first.
    pub intents: Vec<Intent>,
    /// Items named.
    pub mentions: Vec<Mention>,
    /// Promotion codes named.
    pub codes: Vec<String>,
    /// Places named.
    pub places: Vec<Place>,
    /// Areas named by exclusion, or the country.
    pub areas: Vec<Region>,
    /// Days of the week named.
    pub days: Option<u8>,
    /// Calendar days named.
    pub dates: Vec<Day>,
    /// Times of day named.
    pub times: Vec<u16>,
    /// Lengths of time named.
    pub spans: Vec<Span>,
    /// Amounts named.
    pub money: Vec<Money>,
    /// Weights named.
    pub grams: Vec<u64>,
    /// Percentages named.
    pub percents: Vec<u32>,
    /// Concepts of content words that are not part of an item's name.
    pub concepts: Vec<&'static str>,
    /// Words asked about as properties.
    pub attributes: Vec<&'static str>,
    /// What was not understood.
    pub unknown: Vec<String>,
    /// A word that means the price of delivery ("ongkir"), not delivery as such.
    pub delivery_price: bool,
    /// Delivery is named without anybody doing it: "shipping to Bali?" asks what it costs.
    pub delivery_noun: bool,
    /// What is asked about comes delivered: "the tent sent to Bali".
    pub(crate) delivered: bool,
    /// The unit a price is asked for by: "per kg".
    pub(crate) per: Option<String>,
    /// What the quantities of its mentions count.
    pub(crate) counts: Counts,
    /// Amounts in a unit, other than weights.
    pub(crate) amounts: Vec<Amount>,
    /// Distances.
    pub(crate) far: Vec<Amount>,
    /// It asks what was: "was it in stock on 1 March?"
    pub(crate) past: bool,
    /// Its sentence is written as a question.
    pub(crate) questioned: bool,
    /// A word outside the lexicon stands in one of the shop's own texts.
    pub own_words: bool,
}

impl Ask {
    /// Whether a concept occurs.
    pub fn has(&self, concept: &str) -> bool {
        self.concepts.contains(&concept)
    }

    /// Whether any of the concepts occurs.
    pub fn any(&self, concepts: &[&str]) -> bool {
        concepts.iter().any(|c| self.has(c))
    }

    /// Catalogue positions of all items named without doubt.
    pub fn items(&self) -> Vec<usize> {
        let mut out: Vec<usize> = Vec::new();
        for mention in &self.mentions {
            for item in &mention.items {
                if !out.contains(item) {
                    out.push(*item);
                }
            }
        }
        out
    }

    /// Whether delivery to somewhere is named, and nothing is said of what about it.
    pub fn delivery_alone(&self) -> bool {
        let asked = ["price", "howmuch", "total", "free", "including"];
        self.delivery_noun && !self.delivery_price && !self.any(&asked) && self.mentions.is_empty()
    }

    /// Whether an item was named that the catalogue does not have.
    pub fn absent(&self) -> bool {
        self.mentions.iter().any(|m| m.items.is_empty())
    }
}

/// A message understood.
#[derive(Debug, Clone)]
pub struct Understood {
    /// Language to answer in.
    pub language: Language,
    /// What is asked, in order.
    pub asks: Vec<Ask>,
    /// A person or a fixed answer must take over.
    pub triage: Option<Triage>,
}

/// Understands a question.
pub fn understand(question: &Question, knowledge: &Knowledge, now: DateTime<Utc>) -> Understood {
    let reader = Reader {
        loose: true,
        ..knowledge.reader(now)
    };
    let reading = read(&question.text, reader);
    let hint = question.language_hint.as_deref();
    // "Total?" has no language of its own: that of the messages before it.
    let before = question
        .recent
        .iter()
        .filter(|(who, _)| *who == Who::Customer);
    let spoken = before.fold(knowledge.language, |spoken, (_, text)| {
        detect_or(&lex(text), None, spoken)
    });
    let language = detect_or(&reading.lexemes, hint, spoken);
    let mut asks = clauses(&reading.toks, &reading.lexemes, knowledge);
    orders::summed(&mut asks);
    // Messages of the customer, latest first.
    let messages: Vec<Vec<Ask>> = question
        .recent
        .iter()
        .rev()
        .filter(|(who, _)| *who == Who::Customer && !question.attached)
        .take(4)
        .map(|(_, text)| {
            let reading = read(text, reader);
            clauses(&reading.toks, &reading.lexemes, knowledge)
        })
        .collect();
    if let Some(last) = messages.first() {
        context::asked_again(&mut asks, last, knowledge);
    }
    let clauses_back = |message: Vec<Ask>| message.into_iter().rev();
    let earlier: Vec<Ask> = messages.into_iter().flat_map(clauses_back).collect();
    context::inherit(&mut asks, &earlier, knowledge);
    for ask in &mut asks {
        shopname::shop_named(ask, knowledge);
        period::of_names(ask, knowledge);
        ask.intents = intent::of(ask);
        ask.own_words = ask.unknown.iter().any(|word| knowledge.speaks_of(word));
    }
    let message = triage::Message {
        question,
        toks: &reading.toks,
        lexemes: &reading.lexemes,
        asks: &asks,
        language,
    };
    let triage = triage(&message, knowledge.currency);
    context::drop_statements(&mut asks);
    Understood {
        language,
        asks,
        triage,
    }
}

/// Splits a message into things asked: at sentence ends, and at "and" or a comma when both sides
/// ask something by themselves.
fn clauses(toks: &[Tok], lexemes: &[Lexeme], knowledge: &Knowledge) -> Vec<Ask> {
    let mut out = Vec::new();
    for sentence in toks.split_inclusive(|t| t.atom == Atom::Stop) {
        let (words, end) = match sentence.split_last() {
            Some((last, words)) if last.atom == Atom::Stop => (words, lexemes.get(last.first)),
            _ => (sentence, None),
        };
        let from = out.len();
        split(words, lexemes, knowledge, &mut out);
        let asks = end.is_some_and(|l| l.text.contains('?'))
            || words.iter().any(|t| t.is("can") || t.is("apakah"))
            || extras::asked_at_the_end(words, lexemes);
        for ask in &mut out[from..] {
            ask.questioned = asks;
        }
    }
    out.retain(Ask::says_something);
    extras::costs_of_services(&mut out);
    out
}

/// Words that open a question.
const ASKS: &[&str] = &[
    "what", "which", "when", "where", "how", "howmuch", "howmany", "howlong", "have",
];

fn split(sentence: &[Tok], lexemes: &[Lexeme], knowledge: &Knowledge, out: &mut Vec<Ask>) {
    for (i, tok) in sentence.iter().enumerate() {
        let asks_next = sentence
            .get(i + 1)
            .is_some_and(|t| ASKS.iter().any(|c| t.is(c)));
        // "berapa sama berapa lama": "with" joins two questions.
        let joint = tok.is("and")
            || tok.is("with") && asks_next
            || tok.is("also")
            || tok.is("then")
            || tok.atom == Atom::Mark(',')
            || tok.is("so");
        if !joint {
            continue;
        }
        // "jadi berapa" asks what it comes to.
        let then = lexemes
            .get(tok.first)
            .is_some_and(|l| matches!(l.text.as_str(), "trus" | "terus" | "trs"));
        if tok.is("so") && !then && sentence.get(i + 1).is_some_and(|t| t.is("howmuch")) {
            continue;
        }
        let left = gather(&sentence[..i], lexemes, knowledge);
        let right = gather(&sentence[i + 1..], lexemes, knowledge);
        // "Kena berapa sama berapa lama": the time is a question of its own.
        let lasting = intent::of(&right) == [Intent::Duration] && right.mentions.is_empty();
        let priced = intent::of(&left) == [Intent::Price];
        // "How much is it, and what do 10 come to?"
        let counted = right.pieces_asked();
        let apart = intent::independent(&left) && intent::independent(&right)
            || (lasting || counted) && priced;
        // A comma lists details as often as it separates questions.
        let listed = tok.atom == Atom::Mark(',')
            && !right.any(ASKS)
            && !(right.mentions.is_empty() && intent::of(&left) != intent::of(&right))
            || tok.atom == Atom::Mark(',')
                && intent::about_delivery(&right)
                && left.places.len() == 1;
        // "The blue and the red jacket" lists.
        let names = |t: Option<&Tok>| {
            t.is_some_and(|t| {
                matches!(
                    t.atom,
                    Atom::Word(_, Class::Good | Class::Colour) | Atom::Size(_)
                )
            })
        };
        let next = sentence[i + 1..]
            .iter()
            .find(|t| !(t.is("the") || t.is("that") || t.is("a")));
        let listing =
            tok.is("and") && names(i.checked_sub(1).map(|at| &sentence[at])) && names(next);
        let listed = (listed || listing) && !(counted && priced);
        // "… and can I pay by card?": a question of its own, though no form answers it.
        let opens = sentence
            .get(i + 1)
            .is_some_and(|t| ["can", "do", "apakah"].iter().any(|c| t.is(c)));
        let foreign = opens && right.foreign() && intent::independent(&left);
        let apart = apart || foreign;
        // "With the code the shirt and the hat, how much?"
        let coded = !left.codes.is_empty() && right.price_alone() && !right.has("ship");
        // "use the code and get free shipping" asks whether both go together.
        let range = left.has("between") && right.mentions.is_empty();
        let both =
            range || !left.codes.is_empty() && right.any(&["freeship"]) && right.places.is_empty();
        // "How much and how long to Medan?": both of the delivery.
        let shared = left.price_alone() && right.has("ship") && !right.places.is_empty();
        if apart && !listed && !both && !shared && !coded {
            out.push(left);
            split(&sentence[i + 1..], lexemes, knowledge, out);
            return;
        }
    }
    out.push(gather(sentence, lexemes, knowledge));
}

/// Collects what one clause names.
fn gather(toks: &[Tok], lexemes: &[Lexeme], knowledge: &Knowledge) -> Ask {
    let mut ask = Ask::default();
    let units = units::Units {
        toks,
        lexemes,
        knowledge,
        used: vec![false; toks.len()],
    };
    let taken = units.read(&mut ask);
    let (mentions, used) = mention::find(toks, lexemes, knowledge, taken);
    ask.mentions = mentions;
    for (i, tok) in toks.iter().enumerate() {
        // "From Bandung to Bali": only where it goes is asked about.
        let origin = i > 0
            && matches!(tok.atom, Atom::Place(_))
            && toks[i - 1].is("from")
            && toks[i + 1..]
                .iter()
                .any(|t| matches!(t.atom, Atom::Place(_) | Atom::Area(_)));
        if used[i] || origin {
            continue;
        }
        let written = lexemes.get(tok.first..tok.last).unwrap_or_default();
        collect::collect(&mut ask, &tok.atom, written);
        let noun = matches!(written, [one] if matches!(one.text.as_str(), "shipping" | "delivery" | "pengiriman"));
        ask.delivery_noun |= noun && !toks.iter().any(|t| t.is("do") || t.is("can") || t.is("we"));
    }
    // "Jas berapa dry clean-nya?": the work that the item named is.
    let items = ask.items();
    let work = |concept: &str| {
        matches!(concept, "washable" | "dryclean")
            && !items.is_empty()
            && items
                .iter()
                .all(|&i| knowledge.items[i].has_keys(&[concept.to_owned()]))
    };
    ask.attributes.retain(|a| !work(a));
    // "Pick up at the station" of a thing called "station pickup": its own words narrow nothing.
    if let [one] = items[..] {
        let own = |c: &str| {
            let named = knowledge.items[one].has_keys(&[c.to_owned()]);
            named && intent::own_matter(c)
        };
        ask.concepts.retain(|c| !own(c));
    }
    // "For my child": who it is for does not tell the thing apart.
    let owned = |w: &[Tok]| w[0].is("kids") && w[1].is("i");
    if !ask.items().is_empty() && toks.windows(2).any(owned) {
        ask.attributes.retain(|a| *a != "kids");
    }
    collect::rented(&mut ask, knowledge);
    extras::priced_and_counted(&mut ask, toks, lexemes);
    collect::carried(&mut ask, toks);
    collect::fare(&mut ask, toks, lexemes);
    promoted::left_aside(&mut ask, toks);
    kept::read(&mut ask, toks, lexemes);
    parcel::read(&mut ask, toks, lexemes);
    // "I was wondering" is polite, not past.
    let opens = toks
        .iter()
        .find(|t| !matches!(t.atom, Atom::Word(_, Class::Polite) | Atom::Mark(_)));
    ask.past = opens
        .and_then(|t| lexemes.get(t.first))
        .is_some_and(|l| matches!(l.text.as_str(), "was" | "were" | "did"));
    ask
}

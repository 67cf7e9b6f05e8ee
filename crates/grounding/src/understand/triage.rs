//! Messages that a person, or a fixed sentence, must answer.

use super::offtask::{off_task, special_price};
use super::optout::opts_out;
use super::own::own_thing;
use super::{Ask, Question};
use crate::atoms::{Atom, Tok};
use crate::doc::{AbstainReason, HandoffReason, Outcome};
use crate::fold::fold;
use crate::language::Language;
use crate::lexer::{Lexeme, Shape, lex};
use crate::lexicon::Class;
use crate::phrases::Phrase;
use crate::safety::{Signal, screen};
use crate::value::Currency;

/// A message answered without looking at any source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triage {
    /// What to say.
    pub phrase: Phrase,
    /// What it does.
    pub outcome: Outcome,
    /// Stable name of the matter.
    pub intent: &'static str,
    /// Signals of the classifier that led here.
    pub signals: Vec<Signal>,
    /// A rule of the shop that speaks of everything asked answers instead.
    pub unless_ruled: bool,
}

/// A message as read.
pub struct Message<'a> {
    /// The question.
    pub(crate) question: &'a Question,
    /// Its atoms.
    pub(crate) toks: &'a [Tok],
    /// Its lexemes.
    pub(crate) lexemes: &'a [Lexeme],
    /// What it asks.
    pub(crate) asks: &'a [Ask],
    /// Its language.
    pub(crate) language: Language,
}

/// Decides whether the message needs a person or a fixed sentence. `own` is the shop's currency.
pub fn triage(message: &Message<'_>, own: Currency) -> Option<Triage> {
    let Message {
        question,
        toks,
        asks,
        language,
        ..
    } = *message;
    let signals = screen(&question.text);
    let make = |phrase, outcome, intent| {
        Some(Triage {
            phrase,
            outcome,
            intent,
            signals: signals.clone(),
            unless_ruled: false,
        })
    };
    if opts_out(&question.text) {
        return make(Phrase::OptOut, Outcome::OptOut, "opt_out");
    }
    if let Some(found) = signalled(&signals, asks) {
        return make(found.0, found.1, found.2);
    }
    if !language.complete() {
        return match courtesy(&question.text) {
            Some(phrase) => make(phrase, Outcome::Answer, "greeting"),
            None => make(
                Phrase::NoSource,
                Outcome::Abstain(AbstainReason::Language),
                "other_language",
            ),
        };
    }
    if asks.is_empty() && question.attached {
        let (phrase, outcome, intent) = handoff(HandoffReason::Attachment, "attachment");
        return make(phrase, outcome, intent);
    }
    if asks.is_empty() {
        let thanks = toks
            .iter()
            .any(|t| t.is("thanks") || t.is("bye") || t.is("nice"));
        let said = toks.iter().any(|t| matches!(t.atom, Atom::Word(..)));
        let hello = toks
            .iter()
            .any(|t| matches!(t.atom, Atom::Word(_, Class::Polite)) && !t.is("thanks"))
            // "May I ask something?"
            || toks.iter().any(|t| t.is("say")) && toks.iter().any(|t| t.is("can") || t.is("want"));
        return match (said, thanks, hello) {
            (true, false, true) | (false, ..) => {
                make(Phrase::Greeting, Outcome::Answer, "greeting")
            }
            // "ok", "siap kak": nothing is asked.
            _ => make(Phrase::Welcome, Outcome::Answer, "thanks"),
        };
    }
    let foreign = message.foreign_currency(own);
    let unseen = || {
        let open = question.attached && !message.suffices();
        open.then(|| handoff(HandoffReason::Attachment, "attachment"))
    };
    let (phrase, outcome, intent) = person(message, foreign)
        .filter(|decided| decided.2 != "off_task" || !question.attached)
        .or_else(unseen)?;
    let unless_ruled = signals.is_empty() && message.may_be_ruled(&outcome);
    make(phrase, outcome, intent).map(|triage| Triage {
        unless_ruled,
        ..triage
    })
}

/// Words that point at what came with the message.
const POINTING: &[&str] = &[
    "ini",
    "itu",
    "nih",
    "ni",
    "tuh",
    "gini",
    "begini",
    "gitu",
    "begitu",
    "this",
    "that",
    "these",
    "those",
    "foto",
    "fotonya",
    "gambar",
    "gambarnya",
    "photo",
    "pic",
    "picture",
    "image",
    "video",
    "seperti",
    "kayak",
    "kyk",
    "kaya",
    "mirip",
    "sejenis",
    "like",
    "similar",
    "shown",
    "attached",
    "lampiran",
    "terlampir",
    "atas",
    "above",
    "it",
];

impl Message<'_> {
    /// Whether the words alone say what is meant: they name an item, and point at nothing.
    fn suffices(&self) -> bool {
        let points = self
            .lexemes
            .iter()
            .any(|l| POINTING.contains(&l.text.as_str()));
        let named = self.asks.iter().any(|a| !a.items().is_empty());
        let clear = self
            .asks
            .iter()
            .all(|a| !a.absent() && a.unknown.is_empty() && !a.intents.is_empty());
        named && clear && !points
    }

    /// Whether it asks about or in another currency than the shop's.
    fn foreign_currency(&self, own: Currency) -> bool {
        let words: &[&str] = match own.code() {
            "IDR" => &["rupiah", "rp", "idr"],
            "USD" => &["dollar", "dollars", "usd", "dolar", "dolars"],
            "MYR" => &["ringgit", "myr", "rm"],
            "SGD" => &["dollar", "dollars", "sgd", "dolar"],
            "EUR" => &["euro", "euros", "eur"],
            _ => &[],
        };
        let other_word = self
            .toks
            .iter()
            .filter(|t| t.is("fx") || t.is("currency"))
            .any(|t| {
                let written = self.lexemes.get(t.first).map_or("", |l| l.text.as_str());
                !words.contains(&written)
            });
        let other_amount = self
            .asks
            .iter()
            .flat_map(|a| &a.money)
            .any(|m| m.currency != own);
        other_word || other_amount || self.asks.iter().any(|a| a.has("convert"))
    }
}

pub(super) type Decision = (Phrase, Outcome, &'static str);

pub(super) fn handoff(reason: HandoffReason, intent: &'static str) -> Decision {
    (Phrase::Handoff, Outcome::Handoff(reason), intent)
}

fn signalled(signals: &[Signal], asks: &[Ask]) -> Option<Decision> {
    let has = |s: Signal| signals.contains(&s);
    let named = asks.iter().any(|a| !a.items().is_empty());
    if has(Signal::SelfHarm) {
        return Some(handoff(HandoffReason::Danger, "danger"));
    }
    if has(Signal::Instruction) || has(Signal::Disclosure) {
        return Some(handoff(HandoffReason::Suspicious, "suspicious"));
    }
    if has(Signal::Medical) && !named {
        return Some((Phrase::Medical, Outcome::OffTask, "medical"));
    }
    if has(Signal::Prohibited) && !named {
        return Some((Phrase::OffTask, Outcome::OffTask, "prohibited"));
    }
    if has(Signal::Payment) {
        return Some(handoff(HandoffReason::Payment, "payment"));
    }
    if has(Signal::Legal) {
        return Some((
            Phrase::Sorry,
            Outcome::Handoff(HandoffReason::Complaint),
            "legal",
        ));
    }
    None
}

/// Greetings and thanks in languages whose facts are left to people.
fn courtesy(text: &str) -> Option<Phrase> {
    let words: Vec<String> = lex(text)
        .into_iter()
        .filter(|l| l.shape == Shape::Word)
        .map(|l| l.text)
        .collect();
    let joined = format!("|{}|", words.join(" "));
    let has = |list: &str| fold(list).text().contains(&joined);
    if has(
        "|hola|buenos dias|buenas tardes|buenas noches|buenas|hola buenos dias|hola buenas tardes|ola|oi|bom dia|boa tarde|boa noite|ola bom dia|oi bom dia|مرحبا|السلام عليكم|اهلا|أهلا|صباح الخير|مساء الخير|नमस्ते|नमस्कार|हैलो|हेलो|",
    ) {
        return Some(Phrase::Greeting);
    }
    has("|gracias|muchas gracias|mil gracias|obrigado|obrigada|muito obrigado|muito obrigada|شكرا|شكرا جزيلا|धन्यवाद|शुक्रिया|बहुत धन्यवाद|")
        .then_some(Phrase::Welcome)
}

fn person(message: &Message<'_>, foreign_currency: bool) -> Option<Decision> {
    let (toks, asks) = (message.toks, message.asks);
    let any = |list: &[&str]| asks.iter().any(|a| a.any(list));
    if any(&["human", "bot"]) {
        return Some(handoff(HandoffReason::Asked, "human"));
    }
    if own_thing(message) {
        return Some(handoff(HandoffReason::Order, "order_status"));
    }
    // "Until when may I complain?" asks for a rule, not for help.
    let ruled = |a: &Ask| a.any(&["deadline", "policy"]) && !a.any(&["why", "when", "refund"]);
    let complains = asks.iter().any(|a| a.has("complaint") && !ruled(a));
    if complains {
        return Some((
            Phrase::Sorry,
            Outcome::Handoff(HandoffReason::Complaint),
            "complaint",
        ));
    }
    if any(&["payacct", "paid"]) {
        return Some(handoff(HandoffReason::Payment, "payment"));
    }
    if any(&["myorder", "changeorder", "cancel"]) || numbered_order(message.toks, message.lexemes) {
        return Some(handoff(HandoffReason::Order, "order_status"));
    }
    let general = asks.iter().any(|a| {
        let dated = a.any(&["when", "howlong"]);
        a.has("refund")
            && a.any(&[
                "policy", "deadline", "return", "exchange", "instead", "misfit",
            ])
            && !dated
    });
    if any(&["refund"]) && !general {
        return Some(handoff(HandoffReason::Refund, "refund"));
    }
    if let Some(decision) = special_price(toks, asks) {
        return Some(decision);
    }
    if any(&["advise"]) {
        let known = asks.iter().any(|a| !a.items().is_empty()) && !asks.iter().any(Ask::absent);
        // "I am 180 cm tall, what size should I take?" is for people who know the goods.
        let fitting = asks.iter().any(|a| a.any(&["size", "sizes"]));
        return Some(
            if known
                || fitting
                || asks
                    .iter()
                    .all(|a| a.unknown.is_empty() && a.mentions.is_empty())
            {
                handoff(HandoffReason::Advice, "advice")
            } else {
                (Phrase::OffTask, Outcome::OffTask, "off_task")
            },
        );
    }
    if foreign_currency {
        return Some((
            Phrase::NoSource,
            Outcome::Abstain(AbstainReason::Currency),
            "currency",
        ));
    }
    asks.iter()
        .all(off_task)
        .then_some((Phrase::OffTask, Outcome::OffTask, "off_task"))
}

/// "order 4471", "pesanan #4471".
pub(super) fn numbered_order(toks: &[Tok], lexemes: &[Lexeme]) -> bool {
    // "order sy #5521"
    let toks: Vec<Tok> = toks.iter().filter(|t| !t.is("i")).cloned().collect();
    toks.windows(3).chain(toks.windows(2)).any(|w| {
        let number = |t: &Tok| {
            matches!(t.atom, Atom::CodeLike(_) | Atom::Phone(_))
                || matches!(&t.atom, Atom::Num(n) if n.mantissa >= 100)
        };
        let marked = w.len() == 3 && matches!(w[1].atom, Atom::Mark('#' | ':' | '.'));
        let written = lexemes.get(w[0].first).map_or("", |l| l.text.as_str());
        matches!(
            written,
            "order" | "orders" | "orderan" | "pesanan" | "pesananku" | "ord"
        ) && (number(&w[1]) || (marked && number(&w[2])))
    })
}

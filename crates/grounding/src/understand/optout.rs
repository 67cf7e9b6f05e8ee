//! Requests to receive no more messages.

use std::sync::LazyLock;

use crate::fold::fold;
use crate::lexer::{Shape, lex};
use crate::safety::Phrases;

const STOP: &str = "|stop|berhenti|unsubscribe|stop promo|stop all|stopall|quit|cancel subscription|berhenti langganan|\
berhenti berlangganan|opt out|optout|stop wa|stop pesan|stop kirim|stop chat|parar|pare|sair|cancelar|baja|alto|detener|\
no more messages|remove me|hapus saya|إيقاف|توقف|रोकें|बंद करो|";
const STOP_PARTS: &str = "jangan kirim pesan,jangan kirimi,jangan chat,jangan hubungi,jangan wa,stop messaging,stop sending,\
stop texting,stop contacting,do not contact,dont contact,dont message,do not message,remove me from,take me off,unsubscribe me,\
berhenti kirim,berhenti mengirim,stop kirim,stop ngirim,hapus nomor saya,ga mau terima pesan,tidak mau menerima pesan,\
tidak mau terima pesan,gak mau terima,no more messages,stop promosi,deja de enviar,no me envien,pare de enviar,pare de mandar,\
nao quero receber,no quiero recibir";

static STOP_WORDS: LazyLock<String> = LazyLock::new(|| fold(STOP).text());
static STOP_PHRASES: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(STOP_PARTS));

/// Words that end something.
const END: &[&str] = &["stop", "setop", "berhenti", "hentikan", "quit"];

/// Words that tell an end as done, and those that complain it was not.
const DONE: &[&str] = &[
    "sudah", "udah", "sdh", "udh", "uda", "dah", "telah", "already", "has", "have", "had",
];
const GOES_ON: &[&str] = &["masih", "msh", "masi", "still"];

/// What may stand between a ban and the end it forbids.
const BETWEEN: &[&str] = &["pernah", "ever", "sampai", "sampe", "smp", "di"];

/// Whose not stopping is a reproach: "if you don't stop".
const SOMEONE: &[&str] = &["you", "u", "they", "it", "we", "i", "he", "she"];

const MARK: &str = ",";
/// Stands where an end stood that nobody wishes for.
const NO_END: &str = "…";

/// Words that forbid, with the verbs of sending that may follow them.
const FORBID: &[&str] = &["jangan", "jgn", "dont", "not", "gausah", "usah", "no"];
const SEND: &[&str] = &[
    "kirim", "kirimi", "kirimin", "kirimkan", "ngirim", "ngirimin", "dikirimi", "send", "sending",
    "text", "more",
];

/// Words that refuse, with the verbs of getting that may follow them.
const UNWANTED: &[&str] = &["mau", "ingin", "pengen", "want", "wish"];
const GET: &[&str] = &[
    "terima",
    "nerima",
    "menerima",
    "dapat",
    "dapet",
    "dikirimi",
    "dikirimin",
    "receive",
    "get",
    "more",
];

/// What is sent to many. "Pesan" is an order as often as a message.
const SENT: &[&str] = &[
    "promo",
    "promonya",
    "promosi",
    "promos",
    "promotion",
    "promotions",
    "promotional",
    "iklan",
    "iklannya",
    "ads",
    "adverts",
    "advertising",
    "broadcast",
    "broadcasts",
    "spam",
    "newsletter",
    "newsletters",
    "marketing",
];

/// Words of questions: "when does the promo stop" refuses nothing.
const QUESTION: &[&str] = &[
    "kapan", "kpn", "when", "apa", "apakah", "what", "berapa", "brp", "how", "kenapa", "why", "is",
    "does", "kah",
];

pub(super) fn opts_out(text: &str) -> bool {
    let mut words: Vec<String> = lex(text)
        .into_iter()
        .map(|l| match l.shape {
            Shape::Word => l.text,
            _ => MARK.to_owned(),
        })
        .filter(|w| {
            !matches!(
                w.as_str(),
                "please" | "tolong" | "kak" | "min" | "pls" | "ya" | "dong"
            )
        })
        .collect();
    unsay(&mut words, forbidden);
    let joined = spoken(&words).join(" ");
    if joined.is_empty() {
        return false;
    }
    if STOP_WORDS.contains(&format!("|{joined}|"))
        || STOP_PHRASES.found(&format!(" {joined} ")).next().is_some()
    {
        return true;
    }
    // "I have already unsubscribed, and still get promos" does wish for the end.
    if !words.iter().any(|w| among(w, GOES_ON)) {
        unsay(&mut words, done);
    }
    !text.contains('?') && refuses_promotions(&spoken(&words))
}

fn among(word: &str, list: &[&str]) -> bool {
    list.contains(&word)
}

fn spoken(words: &[String]) -> Vec<&str> {
    let all = words.iter().map(String::as_str);
    all.filter(|w| *w != MARK).collect()
}

/// Takes out the ends of which `unwished` says, by what stands before them, that nobody asks for them.
fn unsay(words: &mut [String], unwished: fn(&[String]) -> bool) {
    for at in 1..words.len() {
        if among(&words[at], END) && unwished(&words[..at]) {
            NO_END.clone_into(&mut words[at]);
        }
    }
}

/// "Jangan stop promonya", "please don't ever stop": but "no, stop" and "why don't you stop" ask for it.
fn forbidden(before: &[String]) -> bool {
    let kept = match before {
        [kept @ .., last] if among(last, BETWEEN) => kept,
        all => all,
    };
    let said = |at: usize| {
        let at = kept.len().checked_sub(at)?;
        kept.get(at).map(String::as_str)
    };
    let free = |word: Option<&str>| !word.is_some_and(|w| among(w, SOMEONE));
    match said(1) {
        Some("jangan" | "jgn" | "gausah" | "usah") => true,
        Some("dont" | "never") => free(said(2)),
        Some("not") => said(2) == Some("do") && free(said(3)),
        _ => false,
    }
}

/// "Yang kemarin sudah berhenti".
fn done(before: &[String]) -> bool {
    before.last().is_some_and(|w| among(w, DONE))
}

/// "Stop, jangan kirim promo lagi": an end to, a ban on or a refusal of what is sent to many. Without
/// the verb it is something else: "gak ada promo lagi", "don't you have a promo".
fn refuses_promotions(words: &[&str]) -> bool {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|w| among(w, list));
    let soon = |from: usize, list: &[&str]| (from..from + 4).find(|&at| is(at, list));
    let sent_after = |from: usize| soon(from, SENT).is_some();
    let asked = (0..words.len()).any(|at| is(at, QUESTION));
    let refused = |at: usize| {
        let ended = is(at, END) && sent_after(at + 1);
        // "Jangan lupa kirim promo" asks for it.
        let banned = is(at, FORBID) && is(at + 1, SEND) && sent_after(at + 2);
        let unwanted = at > 0
            && is(at, UNWANTED)
            && is(
                at - 1,
                &[
                    "ga", "gak", "gk", "ngga", "nggak", "enggak", "tidak", "tdk", "dont", "not",
                ],
            )
            && soon(at + 1, GET).is_some_and(|got| sent_after(got + 1));
        ended || banned || unwanted
    };
    !asked && (0..words.len()).any(refused)
}

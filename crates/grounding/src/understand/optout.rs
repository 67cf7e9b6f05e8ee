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
    let words: Vec<String> = lex(text)
        .into_iter()
        .filter(|l| l.shape == Shape::Word)
        .map(|l| l.text)
        .filter(|w| {
            !matches!(
                w.as_str(),
                "please" | "tolong" | "kak" | "min" | "pls" | "ya" | "dong"
            )
        })
        .collect();
    let joined = words.join(" ");
    if joined.is_empty() {
        return false;
    }
    STOP_WORDS.contains(&format!("|{joined}|"))
        || STOP_PHRASES.found(&format!(" {joined} ")).next().is_some()
        || !text.contains('?') && refuses_promotions(&words)
}

/// "Stop, jangan kirim promo lagi": an end to, a ban on or a refusal of what is sent to many. Without
/// the verb it is something else: "gak ada promo lagi", "don't you have a promo".
fn refuses_promotions(words: &[String]) -> bool {
    let is = |at: usize, list: &[&str]| words.get(at).is_some_and(|w| list.contains(&w.as_str()));
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

//! Rules about single tokens and phrases, whatever the sentence says.

use std::sync::LazyLock;

use super::{Ground, Submission};
use crate::atoms::{Atom, Reading};
use crate::fold::fold;
use crate::lexer::{Shape, lex};
use crate::safety::{Phrases, host_allowed, prohibited, row_of};
use crate::verdict::Reason;

/// Promises and confirmations only a person or an exact policy sentence may make.
const COMMITMENTS: &str = "we guarantee,guaranteed,i guarantee,we promise,i promise,promised,refund approved,approved your refund,\
refund has been,refund is approved,we will refund,full refund,your refund,payment received,payment confirmed,payment has been,\
payments now go,new account number,legally binding,binding offer,binding contract,legal advice,order has shipped,order is confirmed,\
free shipping for all,free shipping for everyone,free for everyone,discount approved,approved,we confirm,i confirm,confirmed,\
kami jamin,dijamin,kami janji,janji,refund disetujui,disetujui,dana dikembalikan,uang dikembalikan,pembayaran diterima,\
pembayaran sudah,pembayaran dikonfirmasi,nomor rekening,rekening,gratis ongkir untuk semua orang,mengikat secara hukum,kami konfirmasi,\
dikonfirmasi,garantizamos,prometemos,reembolso aprobado,reembolso aprovado,garantimos,confirmamos,aprobado,aprovado,\
cure,cures,treats,safe for babies,dose,dosage,dosis,medically,menyembuhkan";

/// Marks of templates and machines.
const MACHINE: &[&str] = &[
    "{{",
    "}}",
    "${",
    "<%",
    "%>",
    "<!--",
    "</",
    "<|",
    "[[",
    "```",
    "undefined",
    "null,",
];

/// Applies the rules.
pub(super) fn check(
    submission: &Submission<'_>,
    ground: &Ground<'_>,
    reading: &Reading,
    hold: &mut Vec<Reason>,
    block: &mut Vec<Reason>,
) {
    let passages: String = submission
        .cites
        .iter()
        .filter_map(|cite| ground.knowledge.index.get(&cite.id))
        .map(|index| index.folded.as_str())
        .collect::<Vec<_>>()
        .join("\n");
    tokens(ground, reading, &passages, block);
    let folded = fold(submission.text);
    let text = folded.text();
    if folded.hidden > 0 || folded.lookalikes > 0 {
        hold.push(Reason::new(
            "hidden_characters",
            "Hidden or look-alike characters",
            "The text holds characters that disguise it.",
        ));
    }
    if let Some(mark) = MACHINE.iter().find(|mark| text.contains(**mark)) {
        block.push(
            Reason::new(
                "template_marker",
                "Machine text",
                format!("The text holds {mark:?}."),
            )
            .about(*mark),
        );
    }
    commitments(submission.text, ground, block);
    if prohibited(submission.text) {
        block.push(Reason::new(
            "prohibited_goods",
            "Goods that may not be traded here",
            "Meta's commerce policy forbids them.",
        ));
    }
    protected(&text, ground.protected, block);
    echo(ground, reading, &passages, block);
}

fn tokens(ground: &Ground<'_>, reading: &Reading, passages: &str, block: &mut Vec<Reason>) {
    for tok in &reading.toks {
        let reason = match &tok.atom {
            Atom::Url(url) if !host_allowed(url, &ground.knowledge.hosts) => Reason::new(
                "foreign_link",
                "Link to a foreign host",
                format!("{url} is not one of the shop's hosts."),
            ),
            Atom::Url(url) if !passages.contains(url.as_str()) => Reason::new(
                "unsourced_link",
                "Link without a source",
                format!("{url} stands in no cited source."),
            ),
            Atom::Email(mail) if !passages.contains(mail.as_str()) => Reason::new(
                "unsourced_contact",
                "Address without a source",
                format!("{mail} stands in no cited source."),
            ),
            Atom::Phone(number) if !digits(passages).contains(number.as_str()) => Reason::new(
                "unsourced_contact",
                "Number without a source",
                "A telephone or account number stands in no cited source.".to_owned(),
            ),
            Atom::CodeLike(code) if !passages.contains(code.as_str()) => Reason::new(
                "unknown_code",
                "Unknown code",
                format!("{code} stands in no cited source."),
            ),
            Atom::Money(money) if money.currency != ground.knowledge.currency => Reason::new(
                "foreign_currency",
                "Another currency",
                "The shop's prices are in another currency.",
            ),
            Atom::Mark('$' | '€' | '£' | '¥' | '₹') => Reason::new(
                "foreign_currency",
                "Another currency",
                "A currency sign that is not part of a price.",
            ),
            _ => continue,
        };
        block.push(reason.at(tok.start, tok.end));
    }
}

fn digits(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_ascii_digit() || *c == '\n')
        .collect()
}

fn commitments(text: &str, ground: &Ground<'_>, block: &mut Vec<Reason>) {
    static LIST: LazyLock<Phrases> = LazyLock::new(|| Phrases::of(COMMITMENTS));
    let said = row_of(text);
    for phrase in LIST.found(&said) {
        // The shop's own rule may say it, word for word; then the sentence check decides.
        if !ground
            .knowledge
            .index
            .values()
            .any(|s| s.row.contains(phrase))
        {
            let phrase = phrase.trim();
            block.push(
                Reason::new(
                    "commitment",
                    "A promise no policy makes",
                    format!("\u{201c}{phrase}\u{201d} is for a person to say."),
                )
                .about(phrase),
            );
        }
    }
}

fn protected(text: &str, protected: &[String], block: &mut Vec<Reason>) {
    let said = row_of(text);
    for secret in protected {
        let folded = fold(secret).text();
        let words: Vec<String> = lex(secret)
            .into_iter()
            .filter(|l| l.shape != Shape::Mark && l.shape != Shape::Stop)
            .map(|l| l.text)
            .collect();
        let whole = folded.chars().count() >= 4 && text.contains(&folded);
        // Long texts (a prompt) leak by any eight words in a row.
        let part = words
            .windows(8)
            .any(|w| said.contains(&format!(" {} ", w.join(" "))));
        if whole || part {
            block.push(Reason::new(
                "protected_text",
                "Protected text",
                "The text holds something that must not leave.",
            ));
            return;
        }
    }
}

/// What the customer wrote is no source: codes, links and large numbers from the message may not
/// come back unless a cited source has them too.
fn echo(ground: &Ground<'_>, reading: &Reading, passages: &str, block: &mut Vec<Reason>) {
    let theirs: Vec<String> = ground
        .customer
        .iter()
        .flat_map(|text| lex(text))
        .filter(|l| match l.shape {
            Shape::Codeish | Shape::Url | Shape::Email => true,
            Shape::Number => l.text.bytes().filter(u8::is_ascii_digit).count() >= 4,
            _ => false,
        })
        .map(|l| l.text)
        .collect();
    for lexeme in &reading.lexemes {
        if theirs.contains(&lexeme.text) && !passages.contains(&lexeme.text) {
            // A year in a date the customer asked about is part of a verified claim.
            let year = lexeme.text.len() == 4 && lexeme.text.starts_with("20");
            if !year {
                block.push(
                    Reason::new(
                        "echo",
                        "Repeats the customer's words as fact",
                        format!("{} comes from the message, not from a source.", lexeme.text),
                    )
                    .at(lexeme.start, lexeme.end),
                );
            }
        }
    }
}

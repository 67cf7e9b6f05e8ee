//! Lexemes: the smallest pieces of a message, each with its place in the original text.

use crate::fold::{Folded, fold};

/// What a lexeme is by its shape alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Letters of one word.
    Word,
    /// Digits with optional `.` and `,` between them.
    Number,
    /// Letters and digits joined, or capitals joined by hyphens: could be a code.
    Codeish,
    /// A web address or bare host name.
    Url,
    /// An e-mail address.
    Email,
    /// End of a sentence: `. ! ? ;`, a new line or a bullet.
    Stop,
    /// Any other mark.
    Mark,
}

/// One lexeme.
#[derive(Debug, Clone)]
pub struct Lexeme {
    /// Shape.
    pub shape: Shape,
    /// Folded text.
    pub text: String,
    /// Byte offsets in the original text.
    pub start: usize,
    /// End offset (exclusive).
    pub end: usize,
    /// Every letter was a capital in the original.
    pub caps: bool,
    /// There was no space before it.
    pub glued: bool,
}

/// Splits `text` into lexemes after folding it.
pub fn lex(text: &str) -> Vec<Lexeme> {
    lex_folded(&fold(text))
}

/// Splits folded text into lexemes.
pub fn lex_folded(folded: &Folded) -> Vec<Lexeme> {
    let mut out = Vec::new();
    let chars = &folded.chars;
    let mut i = 0;
    let mut spaced = true;
    while i < chars.len() {
        let c = chars[i];
        if c == ' ' {
            spaced = true;
            i += 1;
            continue;
        }
        let (shape, end) = next(chars, i);
        out.push(make(folded, shape, i, end, !spaced));
        spaced = false;
        i = end;
    }
    out
}

fn make(folded: &Folded, shape: Shape, start: usize, end: usize, glued: bool) -> Lexeme {
    let letters: Vec<usize> = (start..end)
        .filter(|&i| folded.chars[i].is_alphabetic())
        .collect();
    let text: String = folded.chars[start..end].iter().collect();
    Lexeme {
        shape,
        caps: !letters.is_empty() && letters.iter().all(|&i| folded.upper[i]),
        text: if shape == Shape::Word {
            text.replace('\'', "")
        } else {
            text
        },
        start: folded.offset(start),
        end: folded.offset(end),
        glued,
    }
}

fn next(chars: &[char], i: usize) -> (Shape, usize) {
    let c = chars[i];
    if c.is_alphanumeric() {
        if let Some(found) = address(chars, i) {
            return found;
        }
        if let Some(end) = code(chars, i) {
            return (Shape::Codeish, end);
        }
        if c.is_ascii_digit() {
            return (Shape::Number, number_end(chars, i));
        }
        return (Shape::Word, word_end(chars, i));
    }
    if is_letter(c) {
        return (Shape::Word, word_end(chars, i));
    }
    let stop = match c {
        '\n' | '!' | '?' | ';' | '•' | '؟' | '。' | '！' | '？' | '।' | '.' | '…' => true,
        '-' | '*' => i == 0 || chars[i - 1] == '\n',
        _ => false,
    };
    let stop = stop && !(c == '.' && shortens(chars, i));
    (if stop { Shape::Stop } else { Shape::Mark }, i + 1)
}

/// Words that are written short, with a full stop that ends no sentence.
const SHORT: &[&str] = &["incl", "excl", "approx"];

/// Whether the full stop at `i` belongs to a word written short, with more of the sentence after it.
fn shortens(chars: &[char], i: usize) -> bool {
    let start = (0..i)
        .rev()
        .find(|&at| !chars[at].is_alphabetic())
        .map_or(0, |at| at + 1);
    let word: String = chars[start..i].iter().collect();
    let goes_on = chars[i + 1..]
        .iter()
        .find(|c| **c != ' ')
        .is_some_and(|c| c.is_alphanumeric());
    SHORT.contains(&word.as_str()) && goes_on
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c)
}

fn word_end(chars: &[char], start: usize) -> usize {
    let mut i = start;
    while i < chars.len() {
        let inner_apostrophe =
            chars[i] == '\'' && i > start && chars.get(i + 1).is_some_and(|c| c.is_alphabetic());
        if !is_letter(chars[i]) && !inner_apostrophe {
            break;
        }
        i += 1;
    }
    i.max(start + 1)
}

fn number_end(chars: &[char], start: usize) -> usize {
    let mut i = start;
    while i < chars.len() {
        let separator =
            matches!(chars[i], '.' | ',') && chars.get(i + 1).is_some_and(char::is_ascii_digit);
        if !chars[i].is_ascii_digit() && !separator {
            break;
        }
        i += 1;
    }
    i
}

/// Units that may be written onto a number without a space.
const GLUED: &str = " k rb ribu jt juta g gr gram kg kilo mg mm cm m km ml l lt liter am pm x pcs pc buah hari bulan \
    bln tahun thn th minggu jam menit w mah rupiah persen orang person days day months month usd idr wib wita wit \
    st nd rd ";

/// A run of letters and digits (and inner hyphens) that is neither a word nor a plain number.
fn code(chars: &[char], start: usize) -> Option<usize> {
    let mut end = start;
    while end < chars.len() {
        let joiner = matches!(chars[end], '-' | '_')
            && end > start
            && chars.get(end + 1).is_some_and(char::is_ascii_alphanumeric);
        if !chars[end].is_ascii_alphanumeric() && !joiner {
            break;
        }
        end += 1;
    }
    let run = &chars[start..end];
    let digits = run.iter().any(char::is_ascii_digit);
    let letters = run.iter().any(char::is_ascii_alphabetic);
    if !digits || !letters {
        return None;
    }
    // "300k", "420g" and "2-3hari" are numbers with a unit; "2-person" is a number and a word.
    let head = run.iter().take_while(|c| c.is_ascii_digit()).count();
    let tail: String = run[head..].iter().collect();
    if head > 0 && GLUED.contains(&format!(" {tail} ")) {
        return None;
    }
    let dashed_word = tail
        .strip_prefix('-')
        .is_some_and(|t| head > 0 && t.chars().all(|c| c.is_ascii_lowercase()) && t.len() > 2);
    let range = head > 0
        && tail.strip_prefix('-').is_some_and(|t| {
            let second = t.chars().take_while(char::is_ascii_digit).count();
            second > 0
                && GLUED.contains(&format!(" {} ", t.chars().skip(second).collect::<String>()))
        });
    let rupiah = tail.is_empty()
        || (head == 0
            && run
                .iter()
                .collect::<String>()
                .strip_prefix("rp")
                .is_some_and(|t| !t.is_empty() && t.chars().all(|c| c.is_ascii_digit())))
        || (head == 0 && rupiah_with_unit(run));
    if dashed_word || range || rupiah {
        return None;
    }
    Some(end)
}

fn rupiah_with_unit(run: &[char]) -> bool {
    let text: String = run.iter().collect();
    ["rp", "idr", "usd", "rm", "sgd", "myr", "eur"]
        .iter()
        .any(|prefix| {
            text.strip_prefix(prefix).is_some_and(|rest| {
                let digits = rest.chars().take_while(char::is_ascii_digit).count();
                let unit: String = rest.chars().skip(digits).collect();
                digits > 0 && (unit.is_empty() || GLUED.contains(&format!(" {unit} ")))
            })
        })
}

fn address(chars: &[char], start: usize) -> Option<(Shape, usize)> {
    // An address is read once, from the start of its run.
    if start > 0
        && (chars[start - 1].is_alphanumeric() || matches!(chars[start - 1], '.' | '@' | '/'))
    {
        return None;
    }
    let mut end = start;
    while end < chars.len()
        && !matches!(
            chars[end],
            ' ' | '\n' | '"' | '<' | '>' | '(' | ')' | '{' | '}' | '|'
        )
    {
        end += 1;
    }
    while end > start && matches!(chars[end - 1], '.' | ',' | '!' | '?' | ';' | ':' | '\'') {
        end -= 1;
    }
    let run: String = chars[start..end].iter().collect();
    if run.contains("://") {
        return Some((Shape::Url, end));
    }
    if let Some((user, host)) = run.split_once('@') {
        return (!user.is_empty() && host.contains('.')).then_some((Shape::Email, end));
    }
    let host = run.split(['/', ':', '?', '#']).next().unwrap_or_default();
    let (rest, top) = host.rsplit_once('.')?;
    let labels_ok = !rest.is_empty()
        && rest.split('.').all(|label| {
            !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        });
    let top_ok = top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
    let has_letters = rest.chars().any(char::is_alphabetic);
    (labels_ok && top_ok && has_letters).then_some((Shape::Url, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shapes(text: &str) -> Vec<(Shape, String)> {
        lex(text).into_iter().map(|l| (l.shape, l.text)).collect()
    }

    #[test]
    fn tells_shapes_apart() {
        use Shape::{Codeish, Email, Mark, Number, Stop, Url, Word};
        let cases: Vec<(&str, Vec<(Shape, &str)>)> = vec![
            (
                "Rp1.250.000!",
                vec![(Word, "rp"), (Number, "1.250.000"), (Stop, "!")],
            ),
            ("300k", vec![(Number, "300"), (Word, "k")]),
            ("pakai NOV10", vec![(Word, "pakai"), (Codeish, "nov10")]),
            ("ZX-CANARY-7731", vec![(Codeish, "zx-canary-7731")]),
            ("TNT-2 ok", vec![(Codeish, "tnt-2"), (Word, "ok")]),
            (
                "2-3 hari",
                vec![(Number, "2"), (Mark, "-"), (Number, "3"), (Word, "hari")],
            ),
            (
                "two-person",
                vec![(Word, "two"), (Mark, "-"), (Word, "person")],
            ),
            (
                "2-person",
                vec![(Number, "2"), (Mark, "-"), (Word, "person")],
            ),
            (
                "see http://a.example/x?y=1.",
                vec![(Word, "see"), (Url, "http://a.example/x?y=1"), (Stop, ".")],
            ),
            ("evil.example", vec![(Url, "evil.example")]),
            ("a@b.com", vec![(Email, "a@b.com")]),
            ("what's", vec![(Word, "whats")]),
        ];
        for (text, want) in cases {
            let want: Vec<(Shape, String)> =
                want.into_iter().map(|(s, t)| (s, t.to_owned())).collect();
            assert_eq!(shapes(text), want, "{text}");
        }
    }
}

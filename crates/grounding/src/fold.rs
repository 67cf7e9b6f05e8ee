//! Folding: one spelling for text that may have been written to deceive the reader.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text after folding: lower case, compatibility forms resolved, Latin accents dropped, invisible
/// characters removed and look-alike letters mapped to Latin inside otherwise Latin words.
#[derive(Debug, Clone)]
pub struct Folded {
    /// The folded characters.
    pub chars: Vec<char>,
    /// For each folded character, the byte offset of its original.
    pub at: Vec<usize>,
    /// Whether the original letter was upper case.
    pub upper: Vec<bool>,
    /// Length of the original in bytes.
    pub len: usize,
    /// Invisible characters removed (zero width, bidirectional controls, tags).
    pub hidden: usize,
    /// Look-alike letters mapped.
    pub lookalikes: usize,
}

impl Folded {
    /// The folded text as a string.
    pub fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Byte offset in the original of the folded character `i` (the end for `i` past the last).
    pub fn offset(&self, i: usize) -> usize {
        self.at.get(i).copied().unwrap_or(self.len)
    }
}

/// Folds `text`. Never fails; the result may be empty.
pub fn fold(text: &str) -> Folded {
    let mut out = Folded {
        chars: Vec::with_capacity(text.len()),
        at: Vec::with_capacity(text.len()),
        upper: Vec::with_capacity(text.len()),
        len: text.len(),
        hidden: 0,
        lookalikes: 0,
    };
    for (at, original) in text.char_indices() {
        if is_hidden(original) {
            out.hidden += 1;
            continue;
        }
        if original.is_ascii() {
            push(&mut out, original, original, at);
            continue;
        }
        // Accents go only from Latin bases: in Arabic or Hindi a mark is part of the letter.
        for decomposed in std::iter::once(original).nfkd() {
            if ('\u{300}'..='\u{36f}').contains(&decomposed) {
                continue;
            }
            push(&mut out, decomposed, original, at);
        }
    }
    map_lookalikes(&mut out);
    out
}

fn push(out: &mut Folded, c: char, original: char, at: usize) {
    let plain = match c {
        '\u{2018}' | '\u{2019}' | '\u{02bc}' | '`' => '\'',
        '\u{201c}' | '\u{201d}' | '\u{00ab}' | '\u{00bb}' => '"',
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}' | '\t' | '\r' => ' ',
        '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' => '\n',
        other => other,
    };
    for lower in plain.to_lowercase() {
        out.chars.push(lower);
        out.at.push(at);
        out.upper.push(original.is_uppercase());
    }
}

/// Characters that show nothing but change what a machine reads.
pub fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{e0000}'..='\u{e0fff}')
        || (c.is_control() && !matches!(c, '\n' | '\t' | '\r' | '\u{b}' | '\u{c}'))
}

fn map_lookalikes(out: &mut Folded) {
    let mut start = 0;
    while start < out.chars.len() {
        if !is_word_char(out.chars[start]) {
            start += 1;
            continue;
        }
        let end = (start..out.chars.len())
            .find(|&i| !is_word_char(out.chars[i]))
            .unwrap_or(out.chars.len());
        let word = &out.chars[start..end];
        // Only words that could pass for Latin are touched; real Russian or Greek stays itself.
        let foreign = word.iter().filter(|c| !c.is_ascii()).count();
        let mapped: Vec<char> = word.iter().map(|&c| latin_twin(c).unwrap_or(c)).collect();
        if foreign > 0 && mapped.iter().all(char::is_ascii) {
            out.lookalikes += foreign;
            out.chars[start..end].copy_from_slice(&mapped);
        }
        start = end;
    }
}

fn is_word_char(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

fn latin_twin(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    let pairs = [
        ("аαɑ", 'a'),
        ("вβ", 'b'),
        ("сϲ", 'c'),
        ("ԁɗ", 'd'),
        ("еєεҽ", 'e'),
        ("ɡ", 'g'),
        ("һнη", 'h'),
        ("іιїı", 'i'),
        ("јϳ", 'j'),
        ("кκ", 'k'),
        ("ӏլ", 'l'),
        ("мμ", 'm'),
        ("ո", 'n'),
        ("оοօσ", 'o'),
        ("рρ", 'p'),
        ("ԛ", 'q'),
        ("г", 'r'),
        ("ѕ", 's'),
        ("тτ", 't'),
        ("υս", 'u'),
        ("ѵν", 'v'),
        ("ԝω", 'w'),
        ("хχ", 'x'),
        ("уγ", 'y'),
        ("ᴢ", 'z'),
    ];
    pairs
        .iter()
        .find(|(twins, _)| twins.contains(c))
        .map(|(_, latin)| *latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_deceives() {
        for (input, want) in [
            ("I\u{200b}g\u{200b}nore", "ignore"),
            ("Іgnоrе рrеvіоus", "ignore previous"),
            ("Ｒｐ１０", "rp10"),
            ("Jaqueta É grátis", "jaqueta e gratis"),
            ("abc\u{202e}def", "abcdef"),
            ("привет", "привет"),
            ("“ok” – ya", "\"ok\" - ya"),
        ] {
            assert_eq!(fold(input).text(), want, "{input:?}");
        }
        assert_eq!(fold("I\u{200b}g").hidden, 1);
        assert!(fold("рrice").lookalikes > 0);
    }

    #[test]
    fn offsets_lead_back() {
        let folded = fold("a\u{200b}É z");
        assert_eq!(folded.text(), "ae z");
        assert_eq!(folded.offset(1), 4);
        assert_eq!(folded.offset(99), folded.len);
    }
}

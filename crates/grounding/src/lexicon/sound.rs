//! Words written in other ways: loanwords by their sound ("sintetik", "synthetic"), and short forms
//! without vowels ("dpn" for "depan").

/// Spellings of one sound, the longer first.
const SOUNDS: &[(&str, &str)] = &[
    ("ph", "p"),
    ("th", "t"),
    ("sh", "s"),
    ("ck", "k"),
    ("qu", "kw"),
    ("ee", "i"),
    ("oo", "u"),
    ("ea", "e"),
    ("x", "ks"),
    ("f", "p"),
    ("v", "p"),
    ("c", "k"),
    ("q", "k"),
    ("y", "i"),
];

/// A word as it sounds.
pub(crate) fn sound(word: &str) -> String {
    let mut out = word.to_owned();
    for (spelled, sounds) in SOUNDS {
        out = out.replace(spelled, sounds);
    }
    let mut chars: Vec<char> = out.chars().collect();
    chars.dedup();
    if chars.len() > 4 && chars.last() == Some(&'e') {
        chars.pop();
    }
    chars.into_iter().collect()
}

/// The consonants of a word; a vowel counts only where it begins it.
pub(crate) fn bones(word: &str) -> String {
    let kept = word
        .chars()
        .enumerate()
        .filter(|(i, c)| *i == 0 || !vowel(*c))
        .map(|(_, c)| c);
    kept.collect::<String>().replace("ng", "g")
}

/// Whether a word has no vowels, as short forms have none.
pub(crate) fn vowelless(word: &str) -> bool {
    let letters = word.bytes().all(|b| b.is_ascii_lowercase());
    letters && (3..=6).contains(&word.len()) && !word.chars().any(vowel)
}

fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn loanwords_sound_alike() {
        for (a, b) in [
            ("sintetik", "synthetic"),
            ("keramik", "ceramic"),
            ("foto", "photo"),
            ("inova", "innova"),
            ("krembath", "creambath"),
        ] {
            assert_eq!(sound(a), sound(b), "{a} {b}");
        }
        assert_ne!(sound("kapal"), sound("kapur"));
    }

    #[test]
    fn short_forms_keep_the_consonants() {
        assert_eq!(bones("depan"), "dpn");
        assert_eq!(bones("belakang"), "blkg");
        assert!(vowelless("blkg") && !vowelless("depan") && !vowelless("mp"));
    }
}

//! Numbers of orders in a text.

/// Words after which the number of an order stands.
const CUES: &[&str] = &[
    "order", "pesanan", "invoice", "inv", "nota", "faktur", "po", "orderan",
];

/// Words that may stand in between.
const BETWEEN: &[&str] = &["no", "nomor", "nomer", "number", "nr", "id", "kode", "code"];

/// The numbers of orders a text names, each once. A bare number counts only behind a word that says so.
pub(super) fn numbers(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut after_cue = false;
    for word in text.split(|c: char| c.is_whitespace() || ",;:!?()\"".contains(c)) {
        let marked = word.starts_with('#');
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            continue;
        }
        let lower = bare.to_lowercase();
        if CUES.contains(&lower.as_str()) {
            after_cue = true;
        } else if (after_cue || marked || has_prefix(bare)) && is_number(bare) {
            if !found.iter().any(|one| one == bare) {
                found.push(bare.to_owned());
            }
            after_cue = false;
        } else if !BETWEEN.contains(&lower.as_str()) {
            after_cue = false;
        }
    }
    found
}

/// Letters and digits with dashes or slashes, three digits at least.
fn is_number(word: &str) -> bool {
    (3..=24).contains(&word.len())
        && word.bytes().filter(u8::is_ascii_digit).count() >= 3
        && word
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'/')
        && !word.bytes().any(|b| b.is_ascii_lowercase())
}

/// `AG-2107`: capital letters, a dash, digits.
fn has_prefix(word: &str) -> bool {
    word.split_once('-').is_some_and(|(letters, digits)| {
        (2..=5).contains(&letters.len())
            && letters.bytes().all(|b| b.is_ascii_uppercase())
            && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::numbers;

    #[test]
    fn orders_are_told_from_other_numbers() {
        for (text, found) in [
            ("Pesanan AG-2107 sudah sampai mana?", &["AG-2107"][..]),
            ("order no. 20391 kak", &["20391"]),
            ("cek #4410 dong", &["4410"]),
            ("AG-2107 dan AG-2108", &["AG-2107", "AG-2108"]),
            ("AG-2107, AG-2107!", &["AG-2107"]),
            ("berapa harga 250000?", &[]),
            ("pesanan saya kapan? HP 081255501234", &[]),
            ("ukuran 42", &[]),
            ("pesanan 2", &[]),
        ] {
            assert_eq!(numbers(text), found, "{text}");
        }
    }
}

//! Indonesian affixes of everyday speech: "dijemput", "nyuci", "anterin".

/// Prefixes with the letters that the root may have had in their place.
const PREFIXES: &[(&str, &[&str])] = &[
    ("di", &[""]),
    ("nge", &[""]),
    ("meng", &["", "k"]),
    ("meny", &["s"]),
    ("mem", &["", "p"]),
    ("men", &["", "t"]),
    ("me", &[""]),
    ("ber", &[""]),
    ("ny", &["c", "s"]),
    ("ng", &["", "k"]),
];

const SUFFIXES: &[&str] = &["kan", "in"];

/// Affixes that make nouns and other words of a root, with the letters they may hide. Words are only
/// compared by them, never taken for each other: "pakaian" is no "pakai".
const WIDER: &[(&str, &[&str])] = &[
    ("peng", &["", "k"]),
    ("peny", &["s"]),
    ("pem", &["", "p"]),
    ("pen", &["", "t"]),
    ("per", &[""]),
    ("pe", &[""]),
    ("ter", &[""]),
    ("se", &[""]),
    ("ke", &[""]),
];

const ENDINGS: &[&str] = &[
    "annya", "kannya", "innya", "nya", "an", "kan", "in", "i", "ing", "ed", "s", "er",
];

/// Shortest root: shorter ones are found in too many other words.
const SHORTEST: usize = 4;

/// Possible roots of a word. Only those that the lexicon or a shop's names know count for anything.
pub(super) fn roots(word: &str) -> Vec<String> {
    if word.len() < SHORTEST + 1 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut bases = vec![word.to_owned()];
    for suffix in SUFFIXES {
        bases.extend(word.strip_suffix(suffix).map(str::to_owned));
    }
    let mut out = Vec::new();
    for base in &bases {
        if base != word {
            out.push(base.clone());
        }
        for (prefix, starts) in PREFIXES {
            let Some(rest) = base.strip_prefix(prefix) else {
                continue;
            };
            out.extend(starts.iter().map(|start| format!("{start}{rest}")));
        }
    }
    out.retain(|root| root.len() >= SHORTEST);
    // Roots of one syllable take a prefix of their own: "ngecat", "ngepel".
    out.extend(
        word.strip_prefix("nge")
            .filter(|root| root.len() == 3)
            .map(str::to_owned),
    );
    out
}

/// Whether two words share a root: "disiram" and "penyiraman".
pub(super) fn share_root(a: &str, b: &str) -> bool {
    let (left, right) = (wide_roots(a), wide_roots(b));
    a == b || left.iter().any(|root| right.contains(root))
}

fn wide_roots(word: &str) -> Vec<String> {
    if word.len() < SHORTEST || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Vec::new();
    }
    let mut bases = vec![word];
    bases.extend(
        ENDINGS
            .iter()
            .filter_map(|ending| word.strip_suffix(ending)),
    );
    let mut out: Vec<String> = Vec::new();
    for base in bases {
        out.push(base.to_owned());
        for (prefix, starts) in PREFIXES.iter().chain(WIDER) {
            if let Some(rest) = base.strip_prefix(prefix) {
                out.extend(starts.iter().map(|start| format!("{start}{rest}")));
            }
        }
    }
    out.retain(|root| root.len() >= SHORTEST);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_roots() {
        for (word, root) in [
            ("dijemput", "jemput"),
            ("nyuci", "cuci"),
            ("ngirim", "kirim"),
            ("dibayarin", "bayar"),
            ("mengirimkan", "kirim"),
        ] {
            assert!(roots(word).iter().any(|r| r == root), "{word}");
        }
        assert!(roots("min").is_empty());
    }

    #[test]
    fn compares_words_by_their_roots() {
        for (a, b) in [
            ("disetel", "penyetelan"),
            ("nyulam", "sulaman"),
            ("dirakitnya", "perakitan"),
            ("pengasahan", "asah"),
            ("tenun", "tenunan"),
            ("engraving", "engraved"),
        ] {
            assert!(share_root(a, b), "{a} {b}");
        }
        for (a, b) in [("kertas", "kereta"), ("sulam", "salam"), ("asah", "asam")] {
            assert!(!share_root(a, b), "{a} {b}");
        }
    }
}

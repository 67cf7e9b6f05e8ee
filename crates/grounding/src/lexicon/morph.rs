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
}

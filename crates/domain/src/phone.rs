//! Numbers as people write them, in the one form that providers know: digits, country code first.

/// Reads a number. Without a plus or two zeros in front it belongs to the country of `home`, a calling code; where nobody
/// can tell which number is meant, there is none.
#[must_use]
pub fn read(text: &str, home: Option<&str>) -> Option<String> {
    let text = text.trim().trim_start_matches('\'').trim();
    let (international, rest) = match text.strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let marks = |c: char| matches!(c, ' ' | '\u{a0}' | '-' | '.' | '(' | ')' | '/');
    if rest.chars().any(|c| !c.is_ascii_digit() && !marks(c)) {
        return None;
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let full = if international {
        digits
    } else if let Some(rest) = digits.strip_prefix("00") {
        rest.to_owned()
    } else {
        at_home(&digits, home?)?
    };
    // 62 (0) 812 …: the zero of home is not part of a number with a country code.
    let full = match home.and_then(|home| full.strip_prefix(home)) {
        Some(rest) if rest.starts_with('0') => format!("{}{}", home?, rest.trim_start_matches('0')),
        _ => full,
    };
    ((8..=15).contains(&full.len()) && !full.starts_with('0')).then_some(full)
}

fn at_home(digits: &str, home: &str) -> Option<String> {
    if let Some(rest) = digits.strip_prefix('0') {
        return Some(format!("{home}{rest}"));
    }
    if digits.starts_with(home) && digits.len() > home.len() + 6 {
        return Some(digits.to_owned());
    }
    // Spreadsheets take the zero off. An Indonesian mobile number is still known by its eight.
    (home == "62" && digits.starts_with('8') && (9..=12).contains(&digits.len()))
        .then(|| format!("{home}{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_people_write_them() {
        for (text, home, read_as) in [
            ("+62 812-3456-7890", Some("62"), Some("6281234567890")),
            ("0812 3456 7890", Some("62"), Some("6281234567890")),
            ("62812.3456.7890", Some("62"), Some("6281234567890")),
            ("+62 (0) 812 3456 7890", Some("62"), Some("6281234567890")),
            ("0062 812 3456 7890", Some("62"), Some("6281234567890")),
            ("'081234567890", Some("62"), Some("6281234567890")),
            // A spreadsheet took the zero.
            ("81234567890", Some("62"), Some("6281234567890")),
            ("+1 415 555 0123", Some("62"), Some("14155550123")),
            // Which country?
            ("14155550123", Some("62"), None),
            ("0812 3456 7890", None, None),
            ("6281234567890", None, None),
            ("+6281234567890", None, Some("6281234567890")),
            // A spreadsheet took the number.
            ("6.28123E+12", Some("62"), None),
            ("+62", Some("62"), None),
            ("0812", Some("62"), None),
            ("tidak ada", Some("62"), None),
            ("", Some("62"), None),
            ("+1234567890123456", None, None),
        ] {
            assert_eq!(read(text, home).as_deref(), read_as, "{text} at {home:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_digits_and_read_again_the_same(text in "[+0-9 ()'.-]{0,24}") {
            if let Some(number) = read(&text, Some("62")) {
                prop_assert!(number.chars().all(|c| c.is_ascii_digit()));
                let again = read(&format!("+{number}"), Some("62"));
                prop_assert_eq!(again.as_deref(), Some(number.as_str()));
            }
        }

        #[test]
        fn any_text_is_a_number_or_none(text in ".{0,40}") {
            let _ = read(&text, Some("62"));
        }
    }
}

//! Prices as shops write them in tables: `Rp 365.000`, `1,234.56`, `365000`. What could be two prices is none.

use serde_json::Number;

/// The price in major units. `exponent` is how many decimals the currency has.
pub(crate) fn price(text: &str, exponent: u32) -> Result<Number, &'static str> {
    let plain: String = text
        .chars()
        .filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-'))
        .collect();
    let foreign = text.chars().any(|c| {
        !(c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(
                c,
                '.' | ',' | '-' | '\'' | '$' | '€' | '£' | '¥' | '₫' | '₱' | '₹' | '₦' | '฿'
            )
            || c.is_alphabetic())
    });
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if foreign || letters > 4 || !plain.contains(|c: char| c.is_ascii_digit()) {
        return Err("the price is not a number");
    }
    // "Rp." and "365.000,-" are how people write, not decimals.
    let plain = plain.trim_start_matches(['.', ',']);
    let plain = plain
        .strip_suffix(",-")
        .or_else(|| plain.strip_suffix(".-"))
        .unwrap_or(plain);
    if plain.contains('-') {
        return Err("the price is negative or a range");
    }
    let (whole, part) = split(plain, exponent)?;
    let text = if part.is_empty() {
        whole
    } else {
        format!("{whole}.{part}")
    };
    if text.len() > 15 {
        return Err("the price is too large");
    }
    text.parse::<serde_json::Value>()
        .ok()
        .and_then(|v| v.as_number().cloned())
        .ok_or("the price is not a number")
}

/// Whole and decimal digits.
fn split(text: &str, exponent: u32) -> Result<(String, String), &'static str> {
    let digits = |t: &str| {
        let all: String = t.chars().filter(char::is_ascii_digit).collect();
        let plain = all.trim_start_matches('0');
        if plain.is_empty() {
            "0".to_owned()
        } else {
            plain.to_owned()
        }
    };
    let Some(at) = text.rfind(['.', ',']) else {
        return Ok((digits(text), String::new()));
    };
    let mark = text.get(at..=at).unwrap_or("");
    let (head, tail) = (
        text.get(..at).unwrap_or(""),
        text.get(at + 1..).unwrap_or(""),
    );
    let other = if mark == "." { ',' } else { '.' };
    let decimal = |tail: &str| tail.chars().all(|c| c.is_ascii_digit());
    if !decimal(tail) || head.is_empty() {
        return Err("the price is not a number");
    }
    if head.contains(mark) {
        // 1.234.567: the same mark twice groups thousands.
        return if head.contains(other) || !grouped(text, mark) {
            Err("the price cannot be read for sure")
        } else {
            Ok((digits(text), String::new()))
        };
    }
    if head.contains(other) {
        return grouped(head, &other.to_string())
            .then(|| (digits(head), tail.to_owned()))
            .ok_or("the price cannot be read for sure");
    }
    match (tail.len(), exponent) {
        // 365.000 in rupiah are thousands; in dollars it could be either.
        (3, 0) => Ok((digits(text), String::new())),
        (3, _) => Err("the price could be thousands or decimals: write 1234 or 1234.00"),
        (1 | 2, _) => Ok((digits(head), tail.to_owned())),
        _ => Err("the price has more decimals than the currency"),
    }
}

/// Whether every group after the first has three digits.
fn grouped(text: &str, mark: &str) -> bool {
    let mut groups = text.split(mark);
    let first = groups.next().unwrap_or("");
    (1..=3).contains(&first.len()) && groups.all(|g| g.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::price;
    use proptest::prelude::*;

    #[test]
    fn prices_are_read_as_people_write_them() {
        let idr = |t: &str| price(t, 0).map(|n| n.to_string());
        let usd = |t: &str| price(t, 2).map(|n| n.to_string());
        for (text, is) in [
            ("365000", "365000"),
            ("Rp 365.000", "365000"),
            ("Rp. 1.190.000,-", "1190000"),
            ("365,000", "365000"),
            ("IDR 365000.00", "365000.0"),
            ("0", "0"),
        ] {
            assert_eq!(idr(text).as_deref(), Ok(is), "{text}");
        }
        for (text, is) in [
            ("$12.50", "12.5"),
            ("1,234.56", "1234.56"),
            ("1.234,56 €", "1234.56"),
            ("12,5", "12.5"),
        ] {
            assert_eq!(usd(text).as_deref(), Ok(is), "{text}");
        }
        for text in [
            "1.234", "", "free", "12-15", "-5", "1.2.3", "=1+1", "12.3456",
        ] {
            assert!(usd(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_price_or_refused(text in ".{0,24}", exponent in 0_u32..3) {
            let _ = price(&text, exponent);
        }

        #[test]
        fn a_plain_number_is_itself(n in 0_u64..1_000_000_000, exponent in 0_u32..3) {
            prop_assert_eq!(price(&n.to_string(), exponent).map(|p| p.to_string()), Ok(n.to_string()));
        }
    }
}

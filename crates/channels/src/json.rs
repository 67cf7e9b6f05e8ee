//! Reading JSON that somebody else wrote: ids that are strings or numbers, times in any unit, absent things as empty
//! strings. Nothing here fails for content; it answers `None`, and the caller decides what that means.

use domain::Time;
use domain::failure::ProviderError;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::ParseError;

/// The earliest time believed, 1 January 2009: no messenger of ours is older, and tests of others send `1`.
const EARLIEST: i64 = 1_230_768_000;

/// From here on a number counts milliseconds: as seconds it would lie in the year 5138.
const MILLISECONDS_FROM: i64 = 100_000_000_000;

/// Longest id believed, in bytes. Those of Meta have fewer than 150; what is longer names nobody and is no key.
const LONGEST_ID: usize = 512;

/// Reads a body into an object. NUL characters are taken out, as the database stores none.
///
/// Bytes that are not UTF-8 and halves of surrogate pairs, which a cut emoji leaves behind, become U+FFFD: one such
/// character must not cost a batch of a thousand events. The same holds for a number beyond what can be counted, which
/// becomes null.
pub(crate) fn body(bytes: &[u8]) -> Result<Value, ParseError> {
    let mut value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(first) => serde_json::from_str(&countable(&mend(&String::from_utf8_lossy(bytes))))
            .map_err(|_| ParseError::NotJson(first.to_string()))?,
    };
    if !value.is_object() {
        return Err(ParseError::NotObject);
    }
    if bytes.windows(6).any(|w| w == b"\\u0000") {
        without_nul(&mut value);
    }
    Ok(value)
}

/// Puts U+FFFD in the place of escaped halves of surrogate pairs.
fn mend(text: &str) -> String {
    let unit = |s: &str| -> Option<u16> {
        let digits = s.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(digits, 16).ok()
    };
    let high = |u: u16| (0xD800..0xDC00).contains(&u);
    let low = |u: u16| (0xDC00..0xE000).contains(&u);
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, _)) = rest.split_once('\\') {
        out.push_str(before);
        rest = rest.get(before.len()..).unwrap_or("");
        let taken = match unit(rest) {
            Some(u) if high(u) && rest.get(6..).and_then(unit).is_some_and(low) => 12,
            Some(u) if high(u) || low(u) => {
                out.push_str("\\ufffd");
                rest = rest.get(6..).unwrap_or("");
                continue;
            }
            Some(_) => 6,
            None => 1 + rest.chars().nth(1).map_or(0, char::len_utf8),
        };
        out.push_str(rest.get(..taken).unwrap_or(rest));
        rest = rest.get(taken..).unwrap_or("");
    }
    out.push_str(rest);
    out
}

/// Puts null in the place of numbers that are too large for any field of a fact.
fn countable(text: &str) -> String {
    let part = |c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.' | 'e' | 'E');
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut quoted) = (text, false);
    while let Some(first) = rest.chars().next() {
        let taken = if quoted && first == '\\' {
            1 + rest.chars().nth(1).map_or(0, char::len_utf8)
        } else if !quoted && (first.is_ascii_digit() || first == '-') {
            rest.find(|c| !part(c)).unwrap_or(rest.len())
        } else {
            quoted ^= first == '"';
            first.len_utf8()
        };
        let (token, after) = rest.split_at(taken.min(rest.len()));
        let endless = !quoted && token.parse().is_ok_and(f64::is_infinite);
        out.push_str(if endless { "null" } else { token });
        rest = after;
    }
    out
}

fn without_nul(value: &mut Value) {
    match value {
        Value::String(text) => text.retain(|c| c != '\0'),
        Value::Array(items) => items.iter_mut().for_each(without_nul),
        Value::Object(map) => {
            let clean = std::mem::take(map).into_iter().map(|(mut key, mut inner)| {
                key.retain(|c| c != '\0');
                without_nul(&mut inner);
                (key, inner)
            });
            *map = clean.collect();
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A non-blank string.
pub(crate) fn text<'a>(value: &'a Value, key: &str) -> Option<&'a str> {
    value
        .get(key)
        .and_then(Value::as_str)
        .filter(|s| !s.trim().is_empty())
}

/// The same, owned.
pub(crate) fn owned(value: &Value, key: &str) -> Option<String> {
    text(value, key).map(str::to_owned)
}

/// An id: a non-blank string of at most [`LONGEST_ID`] bytes, or a whole number.
pub(crate) fn id(value: &Value, key: &str) -> Option<String> {
    match value.get(key)? {
        Value::String(text) if (1..=LONGEST_ID).contains(&text.trim().len()) => {
            Some(text.trim().to_owned())
        }
        Value::Number(number) if !number.is_f64() => Some(number.to_string()),
        _ => None,
    }
}

/// What a field says, as text, for keys: strings as they are, numbers in digits, anything else nothing.
pub(crate) fn said(value: &Value, key: &str) -> String {
    match value.get(key) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// A moment: seconds or milliseconds as number or string, or an RFC 3339 string. Nonsense is `None`.
pub(crate) fn time(value: &Value, key: &str) -> Option<Time> {
    let number = match value.get(key)? {
        Value::Number(number) => number.as_i64()?,
        Value::String(text) => {
            if let Ok(number) = text.trim().parse() {
                number
            } else {
                let text = text.trim();
                let time = chrono::DateTime::parse_from_rfc3339(text)
                    .or_else(|_| chrono::DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%z"))
                    .ok()?;
                return Some(time.to_utc()).filter(|t| t.timestamp() >= EARLIEST);
            }
        }
        _ => return None,
    };
    let milliseconds = if number >= MILLISECONDS_FROM {
        number
    } else {
        number.checked_mul(1_000)?
    };
    if !(EARLIEST * 1_000..MILLISECONDS_FROM * 1_000).contains(&milliseconds) {
        return None;
    }
    chrono::DateTime::from_timestamp_millis(milliseconds)
}

/// A list's items; `None` when the field is absent or null, an error when it is something else.
pub(crate) fn list<'a>(value: &'a Value, key: &str) -> Result<Option<&'a [Value]>, String> {
    match value.get(key) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Array(items)) => Ok(Some(items)),
        Some(_) => Err("a list is expected here".to_owned()),
    }
}

/// SHA-256 of a value, the same for any order of its keys.
pub(crate) fn fingerprint(value: &Value) -> [u8; 32] {
    let mut hash = Sha256::new();
    feed(value, &mut hash);
    hash.finalize().into()
}

fn feed(value: &Value, hash: &mut Sha256) {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort();
            hash.update(b"{");
            for key in keys {
                hash.update((key.len() as u64).to_be_bytes());
                hash.update(key.as_bytes());
                if let Some(inner) = map.get(key) {
                    feed(inner, hash);
                }
            }
            hash.update(b"}");
        }
        Value::Array(items) => {
            hash.update(b"[");
            for item in items {
                feed(item, hash);
            }
            hash.update(b"]");
        }
        Value::String(text) => {
            hash.update(b"s");
            hash.update((text.len() as u64).to_be_bytes());
            hash.update(text.as_bytes());
        }
        Value::Number(number) => {
            let digits = number.to_string();
            hash.update(b"n");
            hash.update((digits.len() as u64).to_be_bytes());
            hash.update(digits.as_bytes());
        }
        Value::Bool(true) => hash.update(b"t"),
        Value::Bool(false) => hash.update(b"f"),
        Value::Null => hash.update(b"0"),
    }
}

/// The errors under `errors`, each as far as it can be read.
pub(crate) fn errors(value: &Value) -> Vec<ProviderError> {
    let rows = value.get("errors").and_then(Value::as_array);
    let one = |row: &Value| ProviderError {
        code: code(row),
        subcode: row.get("error_subcode").and_then(Value::as_i64),
        title: owned(row, "title").unwrap_or_default(),
        message: owned(row, "message"),
        details: row
            .get("error_data")
            .and_then(|d| owned(d, "details"))
            .or_else(|| owned(row, "details")),
    };
    rows.into_iter().flatten().map(one).collect()
}

/// An error's number: whole, also when it is written as text or with a fraction of nothing.
fn code(row: &Value) -> Option<i64> {
    let digits = said(row, "code");
    let digits = digits.trim();
    digits.strip_suffix(".0").unwrap_or(digits).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn times_in_any_unit() {
        let seconds = 1_750_000_000_i64;
        for given in [
            json!(seconds),
            json!("1750000000"),
            json!(" 1750000000 "),
            json!(1_750_000_000_000_i64),
            json!("1750000000000"),
            json!("2025-06-15T15:06:40Z"),
            json!("2025-06-15T15:06:40+0000"),
        ] {
            let got = time(&json!({"t": given}), "t").map(|t| t.timestamp());
            assert_eq!(got, Some(seconds), "{given}");
        }
        for nonsense in [
            json!(null),
            json!(""),
            json!("soon"),
            json!(1),
            json!("0"),
            json!(-5),
            json!(1.5),
            json!([]),
            json!(i64::MAX),
            json!(u64::MAX),
            json!("99999999999999999999"),
            json!(true),
        ] {
            assert_eq!(time(&json!({"t": nonsense}), "t"), None, "{nonsense}");
        }
        assert_eq!(time(&json!({}), "t"), None);
    }

    #[test]
    fn a_broken_character_costs_only_itself() {
        let cases: &[(&[u8], &str)] = &[
            (br#"{"a":"x\ud83d"}"#, "x\u{fffd}"),
            (br#"{"a":"\ude00x"}"#, "\u{fffd}x"),
            (br#"{"a":"\ud83d\ud83d\ude00"}"#, "\u{fffd}\u{1f600}"),
            (br#"{"a":"\\ud83d \ud83d"}"#, "\\ud83d \u{fffd}"),
            (b"{\"a\":\"x\xff\"}", "x\u{fffd}"),
            (br#"{"a":"x\u0000y"}"#, "xy"),
            (br#"{"a":"\\u0000"}"#, "\\u0000"),
            (
                br#"{"b":[1e999,-1E+999,12],"a":"1e999 \" 1e999"}"#,
                "1e999 \" 1e999",
            ),
        ];
        for (bytes, expected) in cases {
            assert_eq!(body(bytes).unwrap()["a"], json!(expected), "{expected:?}");
        }
    }

    #[test]
    fn what_is_no_object_is_an_error() {
        for bytes in ["", "null", "[]", "1", "\"x\"", "{", "{\"a\":}"] {
            assert!(body(bytes.as_bytes()).is_err(), "{bytes}");
        }
        let bomb = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(body(bomb.as_bytes()).is_err());
    }

    #[test]
    fn an_id_has_an_end() {
        let of = |length: usize| id(&json!({"id": "7".repeat(length)}), "id");
        assert_eq!(of(LONGEST_ID).map(|id| id.len()), Some(LONGEST_ID));
        assert_eq!(of(LONGEST_ID + 1), None);
    }

    #[test]
    fn a_code_that_cannot_be_read_is_none() {
        let of = |code: Value| errors(&json!({"errors": [{"code": code}]}))[0].code;
        for given in [
            json!(131_026),
            json!("131026"),
            json!(" 131026 "),
            json!(131_026.0),
        ] {
            assert_eq!(of(given.clone()), Some(131_026), "{given}");
        }
        assert_eq!(of(json!(0)), Some(0));
        for given in [json!(null), json!("ERROR_CODE"), json!(1.5), json!([])] {
            assert_eq!(of(given.clone()), None, "{given}");
        }
    }

    #[test]
    fn key_order_does_not_change_a_fingerprint() {
        let one: Value = serde_json::from_str(r#"{"a":1,"b":{"c":[1,"x"],"d":null}}"#).unwrap();
        let two: Value = serde_json::from_str(r#"{"b":{"d":null,"c":[1,"x"]},"a":1}"#).unwrap();
        assert_eq!(fingerprint(&one), fingerprint(&two));
        for other in [
            json!({"a": 1, "b": {"c": ["x", 1], "d": null}}),
            json!({"a": "1", "b": {"c": [1, "x"], "d": null}}),
        ] {
            assert_ne!(fingerprint(&one), fingerprint(&other));
        }
    }

    proptest! {
        #[test]
        fn mending_changes_nothing_that_is_whole(text in any::<String>(), number in any::<f64>()) {
            let written = json!({"a": text, text.clone(): [number, -7, "1e999"]}).to_string();
            prop_assert_eq!(&mend(&written), &written);
            prop_assert_eq!(countable(&written), written);
        }

        #[test]
        fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = body(&bytes);
        }

        #[test]
        fn any_escapes(parts in prop::collection::vec(prop::sample::select(vec!["\\ud83d", "\\ude00", "\\u0000", "\\\\", "\\\"", "\\n", "\\u00e9", "é", "x", "\\ud8"]), 0..12)) {
            let _ = body(format!("{{\"a\":\"{}\"}}", parts.concat()).as_bytes());
        }
    }
}

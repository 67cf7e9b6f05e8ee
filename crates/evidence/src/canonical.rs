//! One value, one text: JSON as RFC 8785 writes it, without the numbers that browsers and
//! servers disagree about.

use serde_json::Value;

/// Above this, JavaScript's numbers skip integers (RFC 7493 §2.2).
const LARGEST: u64 = (1 << 53) - 1;

/// A value that has no canonical text here.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the number {number} at {path} cannot be kept as evidence: only whole numbers up to ±(2^53 − 1) have one text everywhere; write it as a string"
)]
pub struct NotCanonical {
    /// Where in the value, as a JSON Pointer (RFC 6901).
    pub path: String,
    /// The number as JSON.
    pub number: String,
}

/// The canonical text: object keys in the order of their UTF-16 code units, no spaces, the
/// shortest escapes, whole numbers only.
pub fn canonical(value: &Value) -> Result<String, NotCanonical> {
    let mut text = String::new();
    write(value, &mut String::new(), &mut text)?;
    Ok(text)
}

fn write(value: &Value, path: &mut String, text: &mut String) -> Result<(), NotCanonical> {
    match value {
        Value::Number(number) => {
            let exact = number
                .as_i64()
                .map(i64::unsigned_abs)
                .or_else(|| number.as_u64());
            if exact.is_none_or(|size| size > LARGEST) {
                return Err(NotCanonical {
                    path: path.clone(),
                    number: number.to_string(),
                });
            }
            text.push_str(&number.to_string());
        }
        Value::Array(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                within(path, &at.to_string(), |path| write(item, path, text))?;
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            text.push('{');
            for (at, (key, member)) in members.into_iter().enumerate() {
                if at > 0 {
                    text.push(',');
                }
                push_string(key, text);
                text.push(':');
                let step = key.replace('~', "~0").replace('/', "~1");
                within(path, &step, |path| write(member, path, text))?;
            }
            text.push('}');
        }
        Value::Null => text.push_str("null"),
        Value::Bool(truth) => text.push_str(if *truth { "true" } else { "false" }),
        Value::String(string) => push_string(string, text),
    }
    Ok(())
}

fn within<T>(path: &mut String, step: &str, work: impl FnOnce(&mut String) -> T) -> T {
    let before = path.len();
    path.push('/');
    path.push_str(step);
    let result = work(path);
    path.truncate(before);
    result
}

/// Escapes what JSON demands and nothing else, as `JSON.stringify` does.
fn push_string(string: &str, text: &mut String) {
    text.push('"');
    for c in string.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\u{8}' => text.push_str("\\b"),
            '\t' => text.push_str("\\t"),
            '\n' => text.push_str("\\n"),
            '\u{c}' => text.push_str("\\f"),
            '\r' => text.push_str("\\r"),
            c if c < ' ' => text.extend(["\\u00", &hex::encode([c as u8])]),
            c => text.push(c),
        }
    }
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    #[test]
    fn values_are_written_in_one_way() {
        for (value, text) in [
            (
                json!({"b": 1, "a": [true, null, -7]}),
                r#"{"a":[true,null,-7],"b":1}"#,
            ),
            (json!({}), "{}"),
            (
                json!("\u{8}\t\n\u{c}\r\"\\/\u{1f}\u{7f}é😀"),
                "\"\\b\\t\\n\\f\\r\\\"\\\\/\\u001f\u{7f}é😀\"",
            ),
            // In UTF-16 the emoji (D83D …) sorts before U+FB33, in UTF-8 after it.
            (
                json!({"\u{fb33}": 1, "😀": 2, "1": 3}),
                "{\"1\":3,\"😀\":2,\"\u{fb33}\":1}",
            ),
            (json!(9_007_199_254_740_991_u64), "9007199254740991"),
            (json!(-9_007_199_254_740_991_i64), "-9007199254740991"),
        ] {
            assert_eq!(canonical(&value).as_deref(), Ok(text));
        }
    }

    #[test]
    fn numbers_that_differ_between_readers_are_refused_with_their_place() {
        for number in [
            json!(1.5),
            json!(1.0),
            json!(9_007_199_254_740_992_u64),
            json!(i64::MIN),
        ] {
            let error = canonical(&json!({"a/b": [0, number]})).unwrap_err();
            assert_eq!(error.path, "/a~1b/1");
            assert_eq!(error.number, number.to_string());
        }
    }

    fn values() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (-1_000_000_i64..1_000_000).prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(3, 24, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::vec((any::<String>(), inner), 0..6)
                    .prop_map(|members| Value::Object(members.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn the_text_says_the_same_and_stays_the_same(value in values()) {
            let text = canonical(&value).unwrap();
            let again: Value = serde_json::from_str(&text).unwrap();
            prop_assert_eq!(&again, &value);
            prop_assert_eq!(canonical(&again).unwrap(), text);
        }
    }
}

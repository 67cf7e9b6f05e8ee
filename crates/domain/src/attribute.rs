//! What a workspace keeps of its contacts: a value is text, and its kind says what it must look like.

use serde::{Deserialize, Serialize};

/// The longest value, in characters.
pub const LONGEST_VALUE: usize = 500;

/// What the values of an attribute are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttributeKind {
    /// Any words.
    Text,
    /// A number, with a point where a fraction begins.
    Number,
    /// A day: year, month, day.
    Date,
    /// `yes` or `no`.
    YesNo,
    /// A page about them in another system.
    Link,
}

impl AttributeKind {
    /// The stored form.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Date => "date",
            Self::YesNo => "yes_no",
            Self::Link => "link",
        }
    }

    /// Reads the stored form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        [
            Self::Text,
            Self::Number,
            Self::Date,
            Self::YesNo,
            Self::Link,
        ]
        .into_iter()
        .find(|kind| kind.as_str() == text)
    }

    /// The value in the form it is kept in; `None` when it is none of this kind. Blank text is no value.
    #[must_use]
    pub fn read(self, text: &str) -> Option<String> {
        let text = text.trim();
        if text.is_empty()
            || text.chars().count() > LONGEST_VALUE
            || text.chars().any(|c| c.is_control() && c != '\n')
        {
            return None;
        }
        match self {
            Self::Text => Some(text.to_owned()),
            Self::Number => number(text),
            Self::Date => chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d")
                .ok()
                .map(|day| day.to_string()),
            Self::YesNo => match text.to_lowercase().as_str() {
                "yes" | "ya" | "true" | "1" => Some("yes".to_owned()),
                "no" | "tidak" | "false" | "0" => Some("no".to_owned()),
                _ => None,
            },
            Self::Link => link(text),
        }
    }
}

/// An address that a browser opens, and that carries no password: people click on it.
fn link(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let web = ["https", "http"].contains(&scheme.to_ascii_lowercase().as_str());
    let named = host
        .chars()
        .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'));
    let whole = !text.chars().any(char::is_whitespace);
    (web && whole && named && host.contains(char::is_alphanumeric)).then(|| text.to_owned())
}

/// Digits, at most one point, a sign in front; nothing that only a computer would write.
fn number(text: &str) -> Option<String> {
    let bare = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = bare.split_once('.').unwrap_or((bare, "0"));
    let digits = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit());
    (digits(whole) && digits(fraction)).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use AttributeKind::{Date, Link, Number, Text, YesNo};

    #[test]
    fn a_value_is_kept_as_its_kind_says() {
        for (kind, said, kept) in [
            (Text, " Bandung ", Some("Bandung")),
            (Text, "  ", None),
            (Number, "12", Some("12")),
            (Number, "-1.5", Some("-1.5")),
            (Number, "1e9", None),
            (Number, "1.", None),
            (Number, "1,5", None),
            (Date, "2026-02-28", Some("2026-02-28")),
            (Date, "2026-02-30", None),
            (Date, "28/02/2026", None),
            (YesNo, "Ya", Some("yes")),
            (YesNo, "0", Some("no")),
            (YesNo, "perhaps", None),
            (
                Link,
                " https://crm.example/c/12?a=b ",
                Some("https://crm.example/c/12?a=b"),
            ),
            (Link, "http://intra:8080", Some("http://intra:8080")),
            (Link, "javascript://x/%0aalert(1)", None),
            (Link, "https://", None),
            (Link, "https://rina:secret@crm.example", None),
            (Link, "https://crm.example/a b", None),
            (Link, "crm.example/12", None),
        ] {
            assert_eq!(kind.read(said).as_deref(), kept, "{kind:?} {said:?}");
        }
        assert_eq!(Text.read(&"x".repeat(501)), None);
        assert_eq!(Text.read("a\u{0}b"), None);
        for kind in [Text, Number, Date, YesNo, Link] {
            assert_eq!(AttributeKind::parse(kind.as_str()), Some(kind));
        }
    }
}

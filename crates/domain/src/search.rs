//! The one grammar of the search box: words, and operators such as `is:unread` or `label:"very urgent"`.
//!
//! What cannot be understood is left out and told as a hint: a search is typed letter by letter, and half an operator
//! is no reason to show an error.

use serde::{Deserialize, Serialize};

/// A state that can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Is {
    /// The customer wrote something nobody looked at.
    Unread,
    /// The customer wrote last.
    Unanswered,
    /// A draft waits for a person.
    Draft,
    /// The window closes soon.
    Closing,
    /// The window is closed.
    Closed,
    /// Something failed.
    Failed,
    /// Neither asleep nor done.
    Open,
    /// Asleep.
    Snoozed,
    /// Done.
    Resolved,
}

impl Is {
    /// All of them, as suggested.
    pub const ALL: [Self; 9] = [
        Self::Unread,
        Self::Unanswered,
        Self::Draft,
        Self::Closing,
        Self::Closed,
        Self::Failed,
        Self::Open,
        Self::Snoozed,
        Self::Resolved,
    ];

    /// The word after `is:`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unread => "unread",
            Self::Unanswered => "unanswered",
            Self::Draft => "draft",
            Self::Closing => "closing",
            Self::Closed => "closed",
            Self::Failed => "failed",
            Self::Open => "open",
            Self::Snoozed => "snoozed",
            Self::Resolved => "resolved",
        }
    }
}

/// Who takes care of it, as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Who asks.
    Mine,
    /// Nobody.
    Nobody,
    /// Somebody, by the beginning of a name.
    Named(String),
}

/// Something that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// `is:` with a word that is no state.
    UnknownState(String),
    /// An operator without a value.
    Empty(&'static str),
}

/// What is looked for. Several of one operator: every label and state holds; any channel and person does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Words in a name, a phone number or a message; lower case, each the beginning of a word.
    pub words: Vec<String>,
    /// Words in the customer's name or phone number.
    pub from: Vec<String>,
    /// Kinds or names of channels.
    pub channels: Vec<String>,
    /// Names of labels.
    pub labels: Vec<String>,
    /// Who takes care of it.
    pub assignees: Vec<Whose>,
    /// States.
    pub is: Vec<Is>,
    /// What was not understood.
    pub hints: Vec<Hint>,
}

impl Search {
    /// Reads what somebody typed. Never fails.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut found = Self::default();
        for token in tokens(text) {
            found.take(&token);
        }
        found
    }

    /// Whether anything is asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
            && self.from.is_empty()
            && self.channels.is_empty()
            && self.labels.is_empty()
            && self.assignees.is_empty()
            && self.is.is_empty()
    }

    /// Whether it asks for a state of the conversation itself, or for words: then it looks beyond the open ones.
    #[must_use]
    pub fn looks_everywhere(&self) -> bool {
        let own_state = [Is::Open, Is::Snoozed, Is::Resolved];
        !self.words.is_empty()
            || !self.from.is_empty()
            || self.is.iter().any(|one| own_state.contains(one))
    }

    fn take(&mut self, token: &Token) {
        let Token { text, colon } = token;
        let operator = colon.and_then(|at| {
            let (name, value) = (text.get(..at)?, text.get(at + 1..)?);
            Some((name.to_lowercase(), value.trim().to_owned()))
        });
        let Some((name, value)) = operator else {
            return add_words(&mut self.words, text);
        };
        let name = match name.as_str() {
            "from" => "from",
            "is" => "is",
            "channel" => "channel",
            "label" => "label",
            "assignee" => "assignee",
            // A time, an address, a smiley: words like any other.
            _ => return add_words(&mut self.words, text),
        };
        if value.is_empty() {
            return self.hints.push(Hint::Empty(name));
        }
        match name {
            "from" => add_words(&mut self.from, &value),
            "channel" => add(&mut self.channels, value.to_lowercase()),
            "label" => add(&mut self.labels, value.to_lowercase()),
            "assignee" => add(
                &mut self.assignees,
                match value.to_lowercase().as_str() {
                    "me" => Whose::Mine,
                    "none" | "nobody" => Whose::Nobody,
                    name => Whose::Named(name.to_owned()),
                },
            ),
            _ => match Is::ALL
                .into_iter()
                .find(|is| is.as_str() == value.to_lowercase())
            {
                Some(is) => add(&mut self.is, is),
                None => self.hints.push(Hint::UnknownState(value)),
            },
        }
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, one: T) {
    if !list.contains(&one) {
        list.push(one);
    }
}

/// The words of a text without operators, as an index of names knows them.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    add_words(&mut found, text);
    found
}

/// Words as the index knows them: cut at spaces and marks, without case. A phone number written with its marks stays one.
fn add_words(list: &mut Vec<String>, text: &str) {
    let marks = |c: char| "+-() ".contains(c);
    if text.chars().all(|c| c.is_ascii_digit() || marks(c)) {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        if digits.len() >= 3 {
            return add_word(list, digits);
        }
    }
    let cut = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || c.is_control();
    for word in text.split(cut) {
        if word.chars().any(char::is_alphanumeric) {
            add_word(list, word.to_lowercase());
        }
    }
}

/// Numbers are looked for without their leading zeros, so a word of nothing but zeros would find everybody.
fn add_word(list: &mut Vec<String>, word: String) {
    if word.bytes().any(|b| b != b'0') {
        add(list, word);
    }
}

struct Token {
    text: String,
    /// Where the first colon outside quotes stands, in bytes.
    colon: Option<usize>,
}

/// Cuts at spaces outside quotes; the quotes go. A quote that is not closed runs to the end.
fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let (mut now, mut colon, mut quoted) = (String::new(), None, false);
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            c if c.is_whitespace() && !quoted => {
                if !now.is_empty() {
                    tokens.push(Token {
                        text: std::mem::take(&mut now),
                        colon,
                    });
                }
                colon = None;
            }
            c => {
                if c == ':' && !quoted && colon.is_none() {
                    colon = Some(now.len());
                }
                now.push(c);
            }
        }
    }
    if !now.is_empty() {
        tokens.push(Token { text: now, colon });
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_and_operators() {
        let found = Search::parse(
            r#"jaket from:"Rina W" is:unread label:"very urgent" IS:Draft assignee:me channel:WhatsApp"#,
        );
        assert_eq!(found.words, ["jaket"]);
        assert_eq!(found.from, ["rina", "w"]);
        assert_eq!(found.is, [Is::Unread, Is::Draft]);
        assert_eq!(found.labels, ["very urgent"]);
        assert_eq!(found.assignees, [Whose::Mine]);
        assert_eq!(found.channels, ["whatsapp"]);
        assert!(found.hints.is_empty());
    }

    #[test]
    fn plain_words_have_no_operators_and_keep_numbers_whole() {
        assert_eq!(words("Sari  is:unread"), ["sari", "is", "unread"]);
        assert_eq!(words("+62 812-0000 (7731)"), ["6281200007731"]);
        assert_eq!(words("@dimas.motret"), ["dimas", "motret"]);
        assert_eq!(words(" !? "), Vec::<String>::new());
    }

    #[test]
    fn what_is_not_understood_is_a_hint_and_the_rest_counts() {
        let found = Search::parse("is:wrong label: halo is:failed");
        assert_eq!(
            found.hints,
            [Hint::UnknownState("wrong".to_owned()), Hint::Empty("label")]
        );
        assert_eq!(
            (found.words, found.is),
            (vec!["halo".to_owned()], vec![Is::Failed])
        );
    }

    #[test]
    fn phones_and_colons_that_are_no_operators() {
        assert_eq!(Search::parse("+62812-5550").words, ["628125550"]);
        assert_eq!(Search::parse("0812").words, ["0812"]);
        assert_eq!(Search::parse("000 0 from:00-0 10.000").words, ["10"]);
        assert_eq!(
            Search::parse("10:30 https://toko.id").words,
            ["10", "30", "https", "toko", "id"]
        );
        assert_eq!(Search::parse("\"is:unread\"").words, ["is", "unread"]);
    }

    proptest! {
        #[test]
        fn anything_can_be_typed(text in ".{0,80}") {
            let found = Search::parse(&text);
            for word in found.words.iter().chain(&found.from) {
                prop_assert!(!word.is_empty() && !word.contains(|c: char| c.is_ascii_punctuation() || c.is_whitespace()), "{word:?}");
            }
        }

        #[test]
        fn every_word_asks_for_something(parts in prop::collection::vec("(from:)?[0+() .-]{0,4}[0-9a]{0,2}", 0..6)) {
            let found = Search::parse(&parts.join(" "));
            for word in found.words.iter().chain(&found.from) {
                prop_assert!(!word.trim_start_matches('0').is_empty(), "{word:?}");
            }
        }

        #[test]
        fn operators_stand_anywhere_and_order_does_not_matter(
            mut parts in prop::collection::vec(prop::sample::select(vec!["halo", "is:unread", "label:vip", "from:sari", "assignee:none"]), 0..6),
        ) {
            let sorted = |s: Search| {
                let mut s = s;
                s.words.sort(); s.from.sort(); s.labels.sort(); s.is.sort();
                (s.words, s.from, s.labels, s.is, s.assignees)
            };
            let forth = sorted(Search::parse(&parts.join(" ")));
            parts.reverse();
            prop_assert_eq!(forth, sorted(Search::parse(&parts.join("  "))));
        }

        #[test]
        fn quotes_keep_a_value_together(value in "[a-z]{1,8}( [a-z]{1,8}){0,3}") {
            let search = Search::parse(&format!("label:\"{value}\""));
            prop_assert_eq!(search.labels, vec![value]);
        }
    }
}

//! What a customer sent.

use serde::{Deserialize, Serialize};

/// Who wrote an earlier message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// The customer.
    Customer,
    /// The shop.
    Shop,
}

/// A question with what is around it. Everything in it comes from the customer and is data only.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Question {
    /// The message.
    pub text: String,
    /// Language the contact is known to write in (BCP 47).
    pub language_hint: Option<String>,
    /// Earlier messages of this thread, oldest first.
    #[serde(default)]
    pub recent: Vec<(Who, String)>,
    /// Other texts that came with it: profile name, caption, file name, quoted message …
    #[serde(default)]
    pub extras: Vec<Extra>,
    /// A picture, a file or the like came with it. Its own words are answered only when they
    /// suffice without looking.
    #[serde(default)]
    pub attached: bool,
}

/// A text that came with a message. Never read for answers, only looked at for signals.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Extra {
    /// What it is, e.g. `profile_name`.
    pub kind: String,
    /// The text.
    pub text: String,
}

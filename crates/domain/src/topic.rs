//! What a public thread is about.

use serde::{Deserialize, Serialize};

/// A public thing that people talk under, such as a post. What somebody says there and what they write in private are two
/// threads: the one is read by everybody, and it opens no window of the other.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Topic {
    /// The provider's id of it.
    pub id: String,
    /// The provider's word for what it is, such as `FEED`, `REELS`, `AD` or `LIVE`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
}

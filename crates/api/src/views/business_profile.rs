//! What customers see when they open a number's profile.

use domain::business_profile as words;
use meta::graph::ShownProfile;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The words of a number's profile. What is not said is empty.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct ProfileWords {
    /// One line beside the name; at most 139 characters, and not empty once it was written.
    #[schema(max_length = 139)]
    about: String,
    /// Where the business is; at most 256.
    #[schema(max_length = 256)]
    address: String,
    /// What it does; at most 512.
    #[schema(max_length = 512)]
    description: String,
    /// Where to write; at most 128.
    #[schema(max_length = 128)]
    email: String,
    /// What it is, in Meta's word, such as `RETAIL`.
    vertical: String,
    /// At most two addresses, each of at most 256 characters.
    #[schema(max_items = 2)]
    websites: Vec<String>,
}

/// What becomes other words. What is not said stays as it is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ProfileChange {
    /// One line beside the name; at most 139 characters, and not empty once it was written.
    #[schema(max_length = 139)]
    about: Option<String>,
    /// Where the business is; at most 256.
    #[schema(max_length = 256)]
    address: Option<String>,
    /// What it does; at most 512.
    #[schema(max_length = 512)]
    description: Option<String>,
    /// Where to write; at most 128.
    #[schema(max_length = 128)]
    email: Option<String>,
    /// What it is, in Meta's word, such as `RETAIL`.
    vertical: Option<String>,
    /// All of its addresses: at most two, each of at most 256 characters.
    #[schema(max_items = 2)]
    websites: Option<Vec<String>>,
}

/// A number's profile as Meta shows it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct BusinessProfile {
    /// Its words.
    #[serde(flatten)]
    words: ProfileWords,
    /// Whether it has a picture; that is at `/channels/{id}/profile/picture`.
    picture: bool,
}

impl From<words::BusinessProfile> for ProfileWords {
    fn from(told: words::BusinessProfile) -> Self {
        Self {
            about: told.about,
            address: told.address,
            description: told.description,
            email: told.email,
            vertical: told.vertical,
            websites: told.websites,
        }
    }
}

impl From<ProfileChange> for words::ProfileChange {
    fn from(wanted: ProfileChange) -> Self {
        Self {
            about: wanted.about,
            address: wanted.address,
            description: wanted.description,
            email: wanted.email,
            vertical: wanted.vertical,
            websites: wanted.websites,
        }
    }
}

impl From<ShownProfile> for BusinessProfile {
    fn from(shown: ShownProfile) -> Self {
        Self {
            picture: shown.picture.is_some(),
            words: shown.words.into(),
        }
    }
}

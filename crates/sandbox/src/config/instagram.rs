//! What a sandbox plays of Instagram.

use serde::{Deserialize, Serialize};

/// The Instagram app: it has an id and a secret of its own beside those of its Meta app.
#[derive(Clone, Debug)]
pub struct InstagramApp {
    /// Named as `client_id` where somebody consents.
    pub app_id: String,
    /// Proves token exchanges, and signs Instagram's webhooks and signed requests.
    pub app_secret: String,
    /// Where Instagram's webhooks go.
    pub callback_url: String,
    /// Where it is told that somebody took the app's permission back. None: nowhere.
    pub deauthorize_url: Option<String>,
    /// Where somebody's data are asked to be deleted. None: nowhere.
    pub deletion_url: Option<String>,
}

impl InstagramApp {
    /// An app that is told of webhooks and of nothing else.
    pub fn new(app_id: &str, app_secret: &str, callback_url: &str) -> Self {
        Self {
            app_id: app_id.to_owned(),
            app_secret: app_secret.to_owned(),
            callback_url: callback_url.to_owned(),
            deauthorize_url: None,
            deletion_url: None,
        }
    }
}

/// A professional account of Instagram, with a story and some posts.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct SeedInstagram {
    /// The id that webhooks name. Empty: made up.
    pub id: String,
    /// Its handle, without `@`.
    pub username: String,
    /// Its name.
    pub name: String,
    /// `BUSINESS` or `MEDIA_CREATOR`.
    pub account_type: String,
    /// How many follow it.
    pub followers: u64,
    /// What stands under its posts, oldest first. Empty: two posts of a shop.
    pub posts: Vec<String>,
}

impl Default for SeedInstagram {
    fn default() -> Self {
        Self {
            id: String::new(),
            username: String::new(),
            name: String::new(),
            account_type: "BUSINESS".to_owned(),
            followers: 0,
            posts: Vec::new(),
        }
    }
}

impl SeedInstagram {
    /// A business account with this id, handle and name.
    pub fn new(id: &str, username: &str, name: &str) -> Self {
        Self {
            id: id.to_owned(),
            username: username.to_owned(),
            name: name.to_owned(),
            ..Self::default()
        }
    }
}

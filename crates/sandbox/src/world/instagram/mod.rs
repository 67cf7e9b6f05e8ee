//! What the sandbox knows of Instagram: accounts with posts and comments, direct messages, who may act for an account.

mod seed;
mod talk;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub(crate) use talk::{Comment, Direct, DirectMessage, Part, StoryPart, key};

use crate::clock::Millis;
use crate::ids;

/// What an app may be allowed.
pub(crate) const BASIC: &str = "instagram_business_basic";
/// To read and write direct messages.
pub(crate) const MESSAGES: &str = "instagram_business_manage_messages";
/// To read and answer comments.
pub(crate) const COMMENTS: &str = "instagram_business_manage_comments";
/// All that this sandbox knows.
pub(crate) const SCOPES: [&str; 4] = [
    BASIC,
    MESSAGES,
    COMMENTS,
    "instagram_business_content_publish",
];

/// A code is good for an hour.
pub(crate) const CODE_MS: Millis = 3_600_000;
/// So is the token it is exchanged for.
pub(crate) const SHORT_MS: Millis = 3_600_000;
/// The long one lives sixty days.
pub(crate) const LONG_MS: Millis = 60 * 24 * 3_600_000;

/// Everything of Instagram.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Instagram {
    pub(crate) accounts: BTreeMap<String, Account>,
    pub(crate) posts: BTreeMap<String, Post>,
    pub(crate) comments: BTreeMap<String, Comment>,
    /// By account and person.
    pub(crate) directs: BTreeMap<String, Direct>,
    pub(crate) tokens: BTreeMap<String, Token>,
    pub(crate) codes: BTreeMap<String, Code>,
    /// Attachments that were handed over as an address: their ids.
    pub(crate) links: BTreeMap<String, String>,
}

/// A professional account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Account {
    /// What webhooks name.
    pub(crate) id: String,
    /// The same account under our app alone.
    pub(crate) scoped_id: String,
    /// Order of arrival.
    pub(crate) rank: usize,
    pub(crate) username: String,
    pub(crate) name: String,
    /// `BUSINESS` or `MEDIA_CREATOR`.
    pub(crate) sort: String,
    pub(crate) followers: u64,
    /// The story that can be replied to now.
    pub(crate) story_id: String,
    /// The events that are sent to the app; empty: none.
    pub(crate) subscribed: Vec<String>,
}

/// A post.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Post {
    pub(crate) id: String,
    pub(crate) account: String,
    pub(crate) at: Millis,
    pub(crate) caption: String,
    /// Where Meta shows it: always `FEED` here.
    pub(crate) sort: String,
    pub(crate) likes: u64,
    /// Which picture is drawn for it.
    pub(crate) scene: u8,
}

/// A code that consent ends with: once, for an hour.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Code {
    pub(crate) account: String,
    pub(crate) scopes: Vec<String>,
    /// The address it was given to, which the exchange must name.
    pub(crate) redirect_uri: String,
    pub(crate) expires_at: Millis,
    pub(crate) used: bool,
    /// The permission is taken back as soon as the code is spent.
    pub(crate) withdrawn: bool,
}

/// What acts for an account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Token {
    pub(crate) account: String,
    pub(crate) scopes: Vec<String>,
    pub(crate) issued_at: Millis,
    pub(crate) expires_at: Millis,
    /// Exchanged for sixty days, and can be refreshed.
    pub(crate) long: bool,
    pub(crate) revoked: bool,
}

impl Instagram {
    /// The account that this id names: its own or the one under our app.
    pub(crate) fn account(&self, id: &str) -> Option<&Account> {
        self.accounts.get(id).or_else(|| {
            self.accounts
                .values()
                .find(|account| account.scoped_id == id)
        })
    }

    /// The accounts in their order.
    pub(crate) fn ordered(&self) -> Vec<&Account> {
        let mut all: Vec<&Account> = self.accounts.values().collect();
        all.sort_by_key(|account| account.rank);
        all
    }

    /// The posts of an account, newest first.
    pub(crate) fn posts_of(&self, account: &str) -> Vec<&Post> {
        let mut posts: Vec<&Post> = self
            .posts
            .values()
            .filter(|post| post.account == account)
            .collect();
        posts.sort_by_key(|post| std::cmp::Reverse(post.at));
        posts
    }

    /// Somebody consented: a code for this account.
    pub(crate) fn plant_code(&mut self, code: Code) -> String {
        let name = format!("AQ{}", ids::word(180));
        self.codes.insert(name.clone(), code);
        name
    }

    /// A token in this account's name.
    pub(crate) fn plant_token(&mut self, token: Token) -> String {
        let name = ids::instagram_token();
        self.tokens.insert(name.clone(), token);
        name
    }

    /// Whether somebody's token still acts for the account.
    pub(crate) fn connected(&self, account: &str, now: Millis) -> bool {
        self.tokens.values().any(|token| {
            token.account == account && token.long && !token.revoked && now < token.expires_at
        })
    }

    /// The permission is taken back: no token works any more, and nothing is sent. False: nobody had one.
    pub(crate) fn revoke(&mut self, account: &str) -> bool {
        let mut any = false;
        for token in self.tokens.values_mut() {
            if token.account == account && !token.revoked {
                token.revoked = true;
                any = true;
            }
        }
        if let Some(account) = self.accounts.get_mut(account) {
            account.subscribed.clear();
        }
        any
    }

    /// Forgets what was said; accounts, posts and tokens stay.
    pub(crate) fn forget_talk(&mut self) {
        self.comments.clear();
        self.directs.clear();
        self.links.clear();
    }
}

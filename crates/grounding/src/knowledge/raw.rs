//! The JSON shape of knowledge, before validation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Number;

/// A workspace's knowledge as written. Unknown fields are refused in no place: shops export all
/// sorts of columns, and a column that is not known here is simply not used.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawKnowledge {
    /// The shop's name.
    pub business: String,
    /// ISO 4217 code; `IDR` when absent.
    pub currency: Option<String>,
    /// The day the data was true.
    pub as_of: Option<String>,
    /// Time zone name or offset; `Asia/Jakarta` when absent.
    pub timezone: Option<String>,
    /// Catalogue.
    pub items: Vec<RawItem>,
    /// Policies.
    pub policies: Vec<RawPolicy>,
    /// Promotions.
    pub promo: Vec<RawPromo>,
    /// Authored answers.
    pub answers: Vec<RawAnswer>,
    /// Hosts that links in answers may point to.
    pub allowed_hosts: Vec<String>,
}

/// A catalogue row.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawItem {
    /// Article code.
    pub sku: String,
    /// Name.
    pub name: String,
    /// Other names customers use.
    pub aliases: Vec<String>,
    /// Price in major units of the currency.
    pub price: Option<Number>,
    /// Sizes it is made in.
    pub sizes: Vec<String>,
    /// Pieces by size; the label `std` (or an empty one) means "no size".
    pub stock: BTreeMap<String, i64>,
    /// Weight in grams.
    pub weight_g: Option<i64>,
    /// Short remark.
    pub note: Option<String>,
    /// Day it is expected back.
    pub restock: Option<String>,
    /// Longer text.
    pub description: Option<String>,
    /// Named properties.
    pub attributes: BTreeMap<String, serde_json::Value>,
    /// Page of the item.
    pub url: Option<String>,
    /// When the row was changed.
    pub updated: Option<String>,
}

/// A policy.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawPolicy {
    /// Identifier.
    pub id: String,
    /// Title.
    pub title: Option<String>,
    /// Text, Indonesian or English.
    pub text: String,
}

/// A promotion.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawPromo {
    /// Code.
    pub code: String,
    /// Text, Indonesian or English.
    pub text: String,
    /// Percent off, when the shop states it apart from the text.
    pub percent: Option<Number>,
    /// Last day, when the shop states it apart from the text.
    pub valid_until: Option<String>,
}

/// An authored answer.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RawAnswer {
    /// Identifier.
    pub id: String,
    /// Questions it answers.
    pub questions: Vec<String>,
    /// The answer.
    pub text: String,
}

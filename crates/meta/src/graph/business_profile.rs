//! What customers see of a number: read and changed.

use domain::business_profile::BusinessProfile;
use reqwest::Method;
use secrecy::SecretString;
use serde_json::{Map, Value, json};

use super::client::{Answer, GraphClient};
use super::error::{GraphError, understand};

const FIELDS: &str = "about,address,description,email,profile_picture_url,websites,vertical";

/// A profile as Meta shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownProfile {
    /// Its words.
    pub words: BusinessProfile,
    /// Where its picture can be fetched by whoever knows the address.
    pub picture: Option<String>,
}

impl GraphClient {
    /// Reads a number's profile: `GET /{phone_number_id}/whatsapp_business_profile`.
    pub async fn business_profile(
        &self,
        token: &SecretString,
        phone_number_id: &str,
    ) -> Result<Answer<ShownProfile>, GraphError> {
        let url = self.url(&[phone_number_id, "whatsapp_business_profile"])?;
        let request = self
            .request(Method::GET, url, token)?
            .query(&[("fields", FIELDS)]);
        let answered = self.call(request).await?;
        let body = understand(&answered)?;
        let first = body
            .pointer("/data/0")
            .and_then(Value::as_object)
            .ok_or_else(|| GraphError::Unreadable {
                status: answered.status,
                reason: "the profile has no data".to_owned(),
            })?;
        // Meta's pages show the values themselves, its schema shows them one level below.
        let told = first
            .get("business_profile")
            .and_then(Value::as_object)
            .unwrap_or(first);
        Ok(Answer {
            value: read(told),
            facts: answered.facts,
        })
    }

    /// Changes the named parts of a number's profile: `POST /{phone_number_id}/whatsapp_business_profile`. A part that is
    /// not named stays.
    pub async fn change_business_profile(
        &self,
        token: &SecretString,
        phone_number_id: &str,
        profile: &BusinessProfile,
        parts: &[&str],
    ) -> Result<Answer<()>, GraphError> {
        let all = json!({
            "about": profile.about,
            "address": profile.address,
            "description": profile.description,
            "email": profile.email,
            "vertical": profile.vertical,
            "websites": profile.websites,
        });
        let mut body = json!({ "messaging_product": "whatsapp" });
        for part in parts {
            body[*part] = all[*part].clone();
        }
        self.number_edge(token, phone_number_id, "whatsapp_business_profile", &body)
            .await
    }

    /// Shows the picture behind this handle from now on.
    pub async fn change_profile_picture(
        &self,
        token: &SecretString,
        phone_number_id: &str,
        handle: &str,
    ) -> Result<Answer<()>, GraphError> {
        let body = json!({ "messaging_product": "whatsapp", "profile_picture_handle": handle });
        self.number_edge(token, phone_number_id, "whatsapp_business_profile", &body)
            .await
    }
}

fn read(told: &Map<String, Value>) -> ShownProfile {
    let text = |key: &str| {
        let text = told.get(key).and_then(Value::as_str);
        text.map(str::to_owned).unwrap_or_default()
    };
    let sites = told.get("websites").and_then(Value::as_array);
    let picture = text("profile_picture_url");
    ShownProfile {
        words: BusinessProfile {
            about: text("about"),
            address: text("address"),
            description: text("description"),
            email: text("email"),
            vertical: text("vertical"),
            websites: sites
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
        },
        picture: (!picture.is_empty()).then_some(picture),
    }
}

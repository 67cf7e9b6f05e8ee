//! A secret in a body: never printed, wiped when it goes.

use secrecy::SecretString;
use serde::{Deserialize, Deserializer};
use utoipa::ToSchema;

/// A secret. It is written here and never shown.
#[derive(Debug, ToSchema)]
#[schema(value_type = String, format = Password)]
pub(crate) struct Secret(pub(crate) SecretString);

impl<'de> Deserialize<'de> for Secret {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(text.into()))
    }
}

impl From<Secret> for SecretString {
    fn from(secret: Secret) -> Self {
        secret.0
    }
}

//! Whether a token may do what it is given for, asked of the provider before anything is stored.

use ::channels::Home;
use domain::channel::ChannelKind;
use secrecy::SecretString;

use crate::Desk;
use crate::connect_channel::known_kind;
use crate::error::{Error, Result};

impl Desk {
    /// Proves a token for what it is given for; answers the handle customers see, when the provider tells it.
    pub(crate) async fn prove_at(
        &self,
        kind: &ChannelKind,
        token: &SecretString,
        id: &str,
        account: &str,
    ) -> Result<Option<String>> {
        match known_kind(kind.as_str())?.1 {
            Home::Number => self.prove(token, id, account).await.map(|()| None),
            Home::Profile { .. } => self.prove_profile(kind, token, id).await.map(Some),
        }
    }

    /// The token must be that of the account it is given for.
    async fn prove_profile(
        &self,
        kind: &ChannelKind,
        token: &SecretString,
        id: &str,
    ) -> Result<String> {
        let profile = match self.graph_of(kind).me(token).await {
            Ok(answer) => answer.value,
            Err(error) => {
                tracing::info!(%error, "a profile could not be proved");
                return Err(Error::Provider {
                    title: "Meta did not confirm this account".to_owned(),
                    hint: "Check the token: it must be a long-lived token of this account, and not over.".to_owned(),
                });
            }
        };
        if profile.id == id {
            return Ok(profile
                .username
                .map_or_else(|| id.to_owned(), |name| format!("@{name}")));
        }
        let hint = if profile.app_scoped_id.as_deref() == Some(id) {
            format!(
                "This is the account's id under the app alone. Webhooks name it {}.",
                profile.id
            )
        } else {
            format!("The token belongs to the account {}.", profile.id)
        };
        Err(Error::invalid("phone_number_id", hint))
    }

    /// The token must be able to read the number it claims, and the account must hold that number.
    async fn prove(&self, token: &SecretString, number: &str, waba: &str) -> Result<()> {
        match self.graph().phone_number(token, number).await {
            Ok(answer) if answer.value.id == number => {}
            Ok(_) => {
                return Err(Error::invalid(
                    "phone_number_id",
                    "Meta answered with another number. Copy the id exactly.",
                ));
            }
            Err(error) => {
                tracing::info!(%error, "a number could not be proved");
                return Err(Error::Provider {
                    title: "Meta did not confirm this number".to_owned(),
                    hint: "Check the phone number id and the token: the token must have access to this number. The phone number id is not the display number.".to_owned(),
                });
            }
        }
        match self.graph().numbers_of(token, waba).await {
            Ok(numbers) if numbers.iter().any(|row| row.id == number) => Ok(()),
            Ok(_) => Err(Error::invalid(
                "waba_id",
                "This account does not hold the number. Copy the id of the WhatsApp Business Account that the number belongs to.",
            )),
            Err(error) => {
                tracing::info!(%error, "an account could not be proved");
                Err(Error::Provider {
                    title: "Meta did not confirm this account".to_owned(),
                    hint: "Check the WhatsApp Business Account id, and that the token may manage this account.".to_owned(),
                })
            }
        }
    }
}

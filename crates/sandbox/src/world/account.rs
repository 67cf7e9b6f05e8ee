//! Business accounts, numbers, tokens and sign-in codes.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::clock::Millis;

/// A WhatsApp business account.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Waba {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) business_id: String,
    /// The portfolio that it is shared with: there it is a client's account.
    pub(crate) client_of: Option<String>,
    pub(crate) subscribed: bool,
    pub(crate) override_uri: Option<String>,
    pub(crate) created_at: Millis,
    /// The account's review; None: approved.
    pub(crate) review: Option<String>,
    /// Whether the business is verified; None: it is.
    pub(crate) verification: Option<String>,
    /// Times of template creations in the last hour.
    pub(crate) creations: Vec<Millis>,
}

impl Waba {
    /// The portfolio that people find it in.
    pub(crate) fn portfolio(&self) -> &str {
        self.client_of.as_deref().unwrap_or(&self.business_id)
    }
}

/// A business phone number.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Number {
    pub(crate) id: String,
    pub(crate) waba_id: String,
    pub(crate) display: String,
    pub(crate) verified_name: String,
    /// `CONNECTED`, `PENDING`, `RESTRICTED`, `BANNED`, …
    pub(crate) status: String,
    pub(crate) quality: String,
    pub(crate) name_status: String,
    /// Another name that was asked for.
    pub(crate) new_name: Option<NewName>,
    /// Times when another name was asked for.
    pub(crate) name_changes: Vec<Millis>,
    pub(crate) messaging_limit: String,
    pub(crate) verified: bool,
    pub(crate) pin: Option<String>,
    pub(crate) sms_code: Option<String>,
    pub(crate) allowed_recipients: Option<Vec<String>>,
    pub(crate) blocked_users: Vec<String>,
    pub(crate) override_uri: Option<String>,
    pub(crate) profile: Map<String, Value>,
    pub(crate) settings: Map<String, Value>,
    /// Times of register and deregister calls.
    pub(crate) registrations: Vec<Millis>,
    pub(crate) onboarded_at: Millis,
    /// The Business app, while the number is in it as well.
    pub(crate) app: Option<BusinessApp>,
}

/// A name in review, or after it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct NewName {
    pub(crate) name: String,
    /// `PENDING_REVIEW`, `APPROVED`, `DECLINED`.
    pub(crate) status: String,
    /// When that was decided.
    pub(crate) at: Millis,
}

/// An approved name must be taken into use within 14 days, by registering again.
const NAME_WAITS: Millis = 14 * 24 * 3_600_000;

/// The owner's WhatsApp Business app.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct BusinessApp {
    /// Since when the number is connected as well.
    pub(crate) since: Millis,
    /// The owner shares no past chats.
    pub(crate) unshared: bool,
    /// What was asked of it.
    pub(crate) asked: Vec<String>,
}

impl Number {
    /// The new name and where it stands at `now`, as reading the number tells it.
    pub(crate) fn name_asked(&self, now: Millis) -> (Option<&str>, &str) {
        match &self.new_name {
            None => (None, "NONE"),
            Some(new) if new.status == "APPROVED" && now - new.at >= NAME_WAITS => {
                (Some(&new.name), "EXPIRED")
            }
            Some(new) => (Some(&new.name), &new.status),
        }
    }

    /// Registering takes an approved name into use.
    pub(crate) fn take_name(&mut self, now: Millis) {
        if self.name_asked(now).1 != "APPROVED" {
            return;
        }
        if let Some(new) = self.new_name.take() {
            self.verified_name = new.name;
            "APPROVED".clone_into(&mut self.name_status);
        }
    }

    /// The country code: the digits before the first space of the display form.
    pub(crate) fn country_code(&self) -> String {
        let first = self
            .display
            .split([' ', '-', '('])
            .next()
            .unwrap_or_default();
        first.chars().filter(char::is_ascii_digit).take(3).collect()
    }

    /// Whether sends are checked against the recipient's identity.
    pub(crate) fn checks_identity(&self) -> bool {
        let change = self.settings.get("user_identity_change");
        change.is_some_and(|change| {
            change["enable_identity_key_check"] == true || change["enabled"] == true
        })
    }

    /// The number as digits.
    pub(crate) fn digits(&self) -> String {
        self.display.chars().filter(char::is_ascii_digit).collect()
    }
}

/// An access token.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Token {
    pub(crate) wabas: Vec<String>,
    pub(crate) issued_at: Millis,
    /// None: never.
    pub(crate) expires_at: Option<Millis>,
    pub(crate) revoked: bool,
    pub(crate) user_id: String,
    pub(crate) scopes: Vec<String>,
    /// Of a person's own token. None: a system user's.
    pub(crate) person: Option<PersonToken>,
}

/// What a person's token has besides.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct PersonToken {
    /// It was exchanged for one that lives for sixty days.
    pub(crate) long: bool,
    /// When the person would have to agree again to what is read of them.
    pub(crate) data_until: Millis,
}

/// A code of the sign-up dialog: single use, 30 seconds.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Code {
    /// The token it is exchanged for; it works from then on.
    pub(crate) token: String,
    /// What the token reaches.
    pub(crate) waba_id: String,
    /// The address it was given to, which the exchange must name. None: given without one.
    pub(crate) redirect_uri: Option<String>,
    pub(crate) expires_at: Millis,
    pub(crate) used: bool,
    /// What a person agreed to in the login dialog. None: a code of the sign-up dialog.
    pub(crate) agreed: Option<Agreed>,
}

/// What a person agreed to.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Agreed {
    pub(crate) wabas: Vec<String>,
    pub(crate) scopes: Vec<String>,
}

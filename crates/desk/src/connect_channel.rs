//! A channel by hand: ids, a token, and perhaps the business's own Meta app.
//!
//! Number and account are proved to belong to the token before anything is written: a route decides whose messages
//! these are, and a wrong id would be found out only when nothing arrives.

use ::channels::Home;
use db::apps::MetaApp;
use db::channel_facts::{self, Source, Telling};
use db::channels::{self, Channel};
use db::{Actor, Record, WorkspaceTx};
use domain::channel::{ChannelKind, ReplyMode};
use domain::gate::Connection;
use domain::ids::{AppRef, ChannelId, WorkspaceId};
use domain::news::{Told, what};
use evidence::Kind;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};
use crate::taken::Taken;
use crate::token_source::{GivenToken, mark};
use crate::{Desk, names};

/// A channel to be connected by hand.
#[derive(Debug, Clone)]
pub struct ManualChannel {
    /// Its kind, such as `whatsapp`.
    pub kind: String,
    /// The name people give it.
    pub name: String,
    /// The provider's id of the number.
    pub phone_number_id: String,
    /// The provider's id of the account above it.
    pub waba_id: String,
    /// The number customers see.
    pub display: String,
    /// A system user's or other long-lived token, or where it is kept: `file:NAME`, `env:NAME`.
    pub token: SecretString,
    /// The business's own Meta app, when it brings one.
    pub app_id: Option<String>,
    /// That app's secret. The platform's own secret means the platform's app.
    pub app_secret: Option<SecretString>,
}

impl Desk {
    /// Connects a channel by hand.
    pub async fn connect_channel(
        &self,
        workspace: WorkspaceId,
        actor: Actor,
        mut new: ManualChannel,
    ) -> Result<Channel> {
        let began = std::time::Instant::now();
        let (kind, home) = known_kind(&new.kind)?;
        if home != Home::Number && new.waba_id.trim().is_empty() {
            // A profile is its own account.
            new.waba_id.clone_from(&new.phone_number_id);
        }
        check_ids(&new)?;
        let GivenToken { token, mark } = self.token_given(workspace, new.token.clone()).await?;
        let shown = self
            .prove_at(&kind, &token, &new.phone_number_id, &new.waba_id)
            .await?;
        if let Some(shown) = shown {
            new.display = shown;
        }
        let default = self.app_secrets(self.app_of_kind(kind.as_str())).await?;
        let knows_platform_secret = matches!((&new.app_secret, &default), (Some(given), Some(app)) if same(given, &app.secret));
        let other_app = new.app_id.as_deref().is_some_and(|id| {
            !id.is_empty() && default.as_ref().is_none_or(|app| app.app_id != id)
        });
        // An app that is named without its secret would be taken for the platform's, and never be heard.
        let own_app = (new.app_secret.is_some() || other_app) && !knows_platform_secret;
        let (app_ref, made) = if own_app {
            self.own_app(workspace, &new).await?
        } else {
            (self.app_of_kind(kind.as_str()), false)
        };
        // Beside a simulated Meta everything is simulated, a business's own app too: its sends go to the same place.
        let simulated = default.is_some_and(|app| app.simulated);
        let channel = Channel {
            id: ChannelId::new(),
            kind,
            name: if new.name.trim().is_empty() {
                new.display.clone()
            } else {
                new.name.clone()
            },
            display: new.display.clone(),
            external_id: new.phone_number_id.clone(),
            account_id: new.waba_id.clone(),
            app_ref,
            connection: Connection::Connected,
            reply_mode: ReplyMode::DraftOnly,
            auto_hold_seconds: 0,
            ready: false,
            simulated,
            coexistence: false,
            token: mark,
            last_event_at: None,
            checked_at: None,
            ended: None,
            ended_at: None,
            created_at: self.now(),
            own: db::channel_defaults::ChannelDefaults::default(),
        };
        let mut tx = self.db().workspace(workspace, actor).await?;
        let door =
            json!({ "by": "hand", "own_app": own_app, "reference": channel.token.reference });
        if let Some(taken) = self.take_in(&mut tx, &channel, &token, door).await? {
            drop(tx);
            if made {
                let mut tx = self.db().platform().await?;
                db::apps::forget(&mut tx, app_ref).await?;
                tx.commit().await?;
            }
            return Err(if home == Home::Number {
                taken.into()
            } else {
                taken.of_profile()
            });
        }
        self.just_proved(&mut tx, &channel).await?;
        let first = names::check_channel_job(channel.id, names::Look::First, channel.created_at);
        db::lanes::enqueue(&mut tx, &[first], self.now()).await?;
        tx.commit(self.now()).await?;
        self.first_look(workspace, channel.id, began).await;
        let mut tx = self.db().workspace(workspace, Actor::System).await?;
        channels::get(&mut tx, channel.id)
            .await?
            .ok_or(Error::NotFound)
    }

    /// The number answered to the token.
    async fn just_proved(&self, tx: &mut WorkspaceTx, channel: &Channel) -> Result<()> {
        let how = Telling {
            at: channel.created_at,
            heard_at: channel.created_at,
            source: Source::Check,
            simulated: channel.simulated,
        };
        for told in [
            Told::new(what::DISPLAY, channel.display.clone()),
            Told::new(what::TOKEN, json!({ "valid": true })),
        ] {
            channel_facts::tell(tx, channel.id, &told, how).await?;
        }
        Ok(())
    }

    /// Stores a proved channel and claims what is sent to it. When somebody has the number already, nothing of this
    /// transaction may be kept.
    pub(crate) async fn take_in(
        &self,
        tx: &mut WorkspaceTx,
        channel: &Channel,
        token: &SecretString,
        door: Value,
    ) -> Result<Option<Taken>> {
        channels::insert(tx, channel, token).await?;
        if let Some(scope) = channels::claim_routes(tx, channel).await? {
            return Ok(Some(Taken::of(tx, channel, scope).await?));
        }
        tx.record(Record {
            kind: Kind::ChannelConnected,
            subject: format!("channel:{}", channel.id),
            actor: None,
            payload: json!({
                "kind": channel.kind, "phone_number_id": channel.external_id, "waba_id": channel.account_id,
                "door": door, "simulated": channel.simulated,
            }),
            message: None,
            conversation: None,
        });
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(None)
    }

    pub(crate) async fn default_app_secrets(&self) -> Result<Option<MetaApp>> {
        self.app_secrets(self.default_app()).await
    }

    pub(crate) async fn app_secrets(&self, app: AppRef) -> Result<Option<MetaApp>> {
        let mut tx = self.db().platform().await?;
        Ok(db::apps::get(&mut tx, app).await?)
    }

    /// The business's own app, and whether it was made just now. Numbers of one app share its webhook address.
    async fn own_app(&self, workspace: WorkspaceId, new: &ManualChannel) -> Result<(AppRef, bool)> {
        let Some(secret) = new.app_secret.clone() else {
            return Err(Error::invalid(
                "app_secret",
                "The app's secret is needed with its id.",
            ));
        };
        let app_id = new.app_id.clone().unwrap_or_default();
        let mut tx = self.db().platform().await?;
        let known = db::apps::of_workspace(&mut tx, workspace).await?;
        if let Some(app) = known
            .iter()
            .find(|app| app.app_id == app_id && same(&app.secret, &secret))
        {
            return Ok((app.app_ref, false));
        }
        let app = MetaApp {
            app_ref: AppRef::new(),
            workspace: Some(workspace),
            app_id,
            secret,
            previous_secret: None,
            verify_token: crate::sign_in::token(),
            simulated: false,
        };
        db::apps::save(&mut tx, &app, self.now()).await?;
        tx.commit().await?;
        Ok((app.app_ref, true))
    }

    /// Proves a new token for a connected number. Nothing is stored yet.
    pub async fn prove_token(
        &self,
        mut tx: WorkspaceTx,
        id: ChannelId,
        token: SecretString,
    ) -> Result<ProvenToken> {
        let channel = channels::get(&mut tx, id).await?.ok_or(Error::NotFound)?;
        let workspace = tx.workspace();
        drop(tx);
        if channel.connection == Connection::Disconnected {
            return Err(Error::Conflict {
                code: "disconnected",
                title: "This channel is disconnected".to_owned(),
                hint: "Connect it again with the new token.".to_owned(),
            });
        }
        if token.expose_secret().trim().is_empty() {
            return Err(Error::invalid("token", "Give the new token."));
        }
        let given = self.token_given(workspace, token).await?;
        self.prove_at(
            &channel.kind,
            &given.token,
            &channel.external_id,
            &channel.account_id,
        )
        .await?;
        Ok(ProvenToken::given(id, given))
    }

    /// Puts a proven token in the place of the one before, which is destroyed with its key.
    pub async fn renew_token(&self, tx: &mut WorkspaceTx, proven: ProvenToken) -> Result<()> {
        let ProvenToken { channel, given } = proven;
        let GivenToken { token, mark } = given;
        if !channels::renew_token(tx, channel, &token, &mark, self.now()).await? {
            return Err(Error::NotFound);
        }
        tx.record(Record {
            kind: Kind::SettingsChanged,
            subject: format!("channel:{channel}"),
            actor: None,
            payload: json!({ "what": "token", "fingerprint": mark.fingerprint, "reference": mark.reference }),
            message: None,
            conversation: None,
        });
        let here = channels::get(tx, channel).await?.ok_or(Error::NotFound)?;
        // What was said of the token before holds no more.
        let how = Telling {
            at: self.now(),
            heard_at: self.now(),
            source: Source::Check,
            simulated: here.simulated,
        };
        let valid = Told::new(what::TOKEN, json!({ "valid": true }));
        channel_facts::tell(tx, channel, &valid, how).await?;
        self.settle_ready(tx, channel).await?;
        let look = names::check_channel_job(channel, names::Look::Soon, self.now());
        db::lanes::enqueue(tx, &[look], self.now()).await?;
        tx.announce(names::workspace_changed("channel.updated"));
        Ok(())
    }
}

/// A token of which Meta confirmed that it may use a channel's number and account.
#[derive(Debug)]
pub struct ProvenToken {
    channel: ChannelId,
    given: GivenToken,
}

impl ProvenToken {
    /// For whoever proved it otherwise.
    pub(crate) fn of(channel: ChannelId, token: SecretString) -> Self {
        let mark = mark(&token);
        Self::given(channel, GivenToken { token, mark })
    }

    pub(crate) const fn given(channel: ChannelId, given: GivenToken) -> Self {
        Self { channel, given }
    }
}

pub(crate) fn known_kind(kind: &str) -> Result<(ChannelKind, Home)> {
    ::channels::registry::by_kind(kind)
        .map(|channel| (channel.kind(), channel.home()))
        .ok_or_else(|| {
            let known: Vec<String> = ::channels::registry::all()
                .iter()
                .map(|c| c.kind().0)
                .collect();
            Error::invalid("kind", format!("Choose one of: {}.", known.join(", ")))
        })
}

fn check_ids(new: &ManualChannel) -> Result<()> {
    for (field, value) in [
        ("phone_number_id", &new.phone_number_id),
        ("waba_id", &new.waba_id),
    ] {
        if value.is_empty() || value.len() > 64 || !value.bytes().all(|b| b.is_ascii_alphanumeric())
        {
            return Err(Error::invalid(
                field,
                "Copy the id exactly as Meta shows it: digits only, no plus and no spaces.",
            ));
        }
    }
    let digits: String = new.display.chars().filter(char::is_ascii_digit).collect();
    if !digits.is_empty() && digits == new.phone_number_id {
        return Err(Error::invalid(
            "phone_number_id",
            "This is the display number. The phone number id is another number that Meta assigned.",
        ));
    }
    if new.token.expose_secret().trim().is_empty() {
        return Err(Error::invalid(
            "token",
            "A token is needed to send and to read.",
        ));
    }
    Ok(())
}

/// Four characters by which a person recognises a token that is never shown.
pub(crate) fn same(a: &SecretString, b: &SecretString) -> bool {
    Sha256::digest(a.expose_secret()) == Sha256::digest(b.expose_secret())
}

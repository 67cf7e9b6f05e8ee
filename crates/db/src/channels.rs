//! Channels: connected numbers and accounts, their tokens sealed.

use domain::Time;
use domain::channel::{ChannelKind, ReplyMode, RouteScope};
use domain::gate::Connection;
use domain::hours::RuleHours;
use domain::ids::{AppRef, ChannelId, PersonId};
use domain::news::Ended;
use secrecy::SecretString;

use crate::channel_defaults::ChannelDefaults;
pub use crate::channel_state::{
    checked, disconnect, heard, hold, interrupt, is_news, resume, set_ready, token_since,
    try_renewal,
};
use crate::seal::{DataKey, Place, Sealed};
use crate::{Error, Result, WorkspaceTx, token_keys};

/// A channel, without its token.
#[derive(Debug, Clone)]
pub struct Channel {
    /// Which.
    pub id: ChannelId,
    /// Its kind.
    pub kind: ChannelKind,
    /// The name people gave it.
    pub name: String,
    /// The number or handle customers see.
    pub display: String,
    /// The provider's id of the number or account.
    pub external_id: String,
    /// The provider's id of the account above it.
    pub account_id: String,
    /// The Meta app whose webhooks serve it.
    pub app_ref: AppRef,
    /// Whether it can send.
    pub connection: Connection,
    /// What becomes of drafts.
    pub reply_mode: ReplyMode,
    /// Seconds in which people can hold a draft that a rule is about to let go; 0 lets it go at once.
    pub auto_hold_seconds: i32,
    /// Whether it passed its readiness list.
    pub ready: bool,
    /// Whether it is simulated.
    pub simulated: bool,
    /// Whether people use it in the provider's own app as well.
    pub coexistence: bool,
    /// What is known of its token.
    pub token: TokenMark,
    /// The newest event received.
    pub last_event_at: Option<Time>,
    /// When the provider was last asked how it stands.
    pub checked_at: Option<Time>,
    /// Why it is no longer connected.
    pub ended: Option<Ended>,
    /// Since when.
    pub ended_at: Option<Time>,
    /// Since when.
    pub created_at: Time,
    /// What it has of its own.
    pub own: ChannelDefaults,
}

/// What is known of a token by whoever may not see it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TokenMark {
    /// Four characters of its fingerprint; `None` when there is no token.
    pub fingerprint: Option<String>,
    /// Where it is kept outside (`file:NAME`, `env:NAME`), when it was given so.
    pub reference: Option<String>,
    /// Since when it is used.
    pub since: Option<Time>,
}

pub(crate) const fn connection_name(connection: Connection) -> &'static str {
    match connection {
        Connection::Connected => "connected",
        Connection::NeedsReauth => "needs_reauth",
        Connection::Frozen => "frozen",
        Connection::Disconnected => "disconnected",
    }
}

fn connection(text: &str) -> Option<Connection> {
    match text {
        "connected" => Some(Connection::Connected),
        "needs_reauth" => Some(Connection::NeedsReauth),
        "frozen" => Some(Connection::Frozen),
        "disconnected" => Some(Connection::Disconnected),
        _ => None,
    }
}

fn purpose(id: ChannelId) -> String {
    format!("channel:{id}")
}

/// What a token was sealed with goes, and whose permission it carried. The channel is held first: everybody locks it
/// before its key.
pub(crate) async fn destroy_token(tx: &mut WorkspaceTx, id: ChannelId) -> Result<()> {
    hold(tx, &[id]).await?;
    token_keys::destroy(tx, &purpose(id)).await?;
    crate::grants::forget(tx, id).await
}

/// Puts another token, proved just now, in the place of the one before, and destroys that with its key. What stopped the
/// channel is over: a failure after this moment stops it again. False when the channel is disconnected.
pub async fn renew_token(
    tx: &mut WorkspaceTx,
    id: ChannelId,
    token: &SecretString,
    mark: &TokenMark,
    now: Time,
) -> Result<bool> {
    destroy_token(tx, id).await?;
    let ws = tx.ws();
    let (key, sealed) = token_keys::seal(tx, &purpose(id), &place(ws, id), token, now).await?;
    let done = sqlx::query!(
        "UPDATE app.channel SET token_key_id = $3, token_sealed = $4, token_fingerprint = $5, token_reference = $7, connection = 'connected', proved_at = $6, app_connection_id = NULL
         WHERE workspace_id = $1 AND id = $2 AND connection <> 'disconnected'",
        ws,
        id.uuid(),
        key,
        sealed.0,
        mark.fingerprint,
        now,
        mark.reference
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Stores a new channel with its sealed token.
pub async fn insert(tx: &mut WorkspaceTx, channel: &Channel, token: &SecretString) -> Result<()> {
    let ws = tx.ws();
    let (key, sealed) = token_keys::seal(
        tx,
        &purpose(channel.id),
        &place(ws, channel.id),
        token,
        channel.created_at,
    )
    .await?;
    sqlx::query!(
        "INSERT INTO app.channel (workspace_id, id, kind, name, display, external_id, account_id, app_ref, connection, reply_mode, ready, simulated,
           token_key_id, token_sealed, token_fingerprint, created_at, auto_hold_seconds, proved_at, coexistence, token_reference)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $16, $18, $19)",
        ws,
        channel.id.uuid(),
        channel.kind.as_str(),
        channel.name,
        channel.display,
        channel.external_id,
        channel.account_id,
        channel.app_ref.uuid(),
        connection_name(channel.connection),
        channel.reply_mode.as_str(),
        channel.ready,
        channel.simulated,
        key,
        sealed.0,
        channel.token.fingerprint,
        channel.created_at,
        channel.auto_hold_seconds,
        channel.coexistence,
        channel.token.reference
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

const fn place(workspace: uuid::Uuid, id: ChannelId) -> Place<'static> {
    Place {
        workspace,
        table: "channel",
        column: "token_sealed",
        row: id.uuid(),
    }
}

/// The channel's token, opened; `None` once it is disconnected.
pub async fn token(tx: &mut WorkspaceTx, id: ChannelId) -> Result<Option<SecretString>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT c.token_sealed, k.id AS key_id, k.wrapped FROM app.channel c
         JOIN app.data_key k ON k.workspace_id = $1 AND k.id = c.token_key_id
         WHERE c.workspace_id = $1 AND c.id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let Some(sealed) = row.token_sealed else {
        return Ok(None);
    };
    let key = DataKey::unwrap(tx.master_key(), ws, row.key_id, &Sealed(row.wrapped))?;
    key.open(&place(ws, id), &Sealed(sealed)).map(Some)
}

/// Claims the provider's ids for this channel; which of them somebody else has, if one is taken.
pub async fn claim_routes(tx: &mut WorkspaceTx, channel: &Channel) -> Result<Option<RouteScope>> {
    let routes = [
        (RouteScope::Channel, &channel.external_id),
        (RouteScope::Account, &channel.account_id),
    ];
    for (scope, external_id) in routes {
        let name = match scope {
            RouteScope::Channel => "channel",
            RouteScope::Account => "account",
        };
        let ours = sqlx::query_scalar!(
            r#"SELECT app.claim_route($1, $2, $3, $4, $5) AS "ours!""#,
            channel.app_ref.uuid(),
            channel.kind.as_str(),
            name,
            external_id,
            channel.id.uuid()
        )
        .fetch_one(tx.conn())
        .await?;
        if !ours {
            return Ok(Some(scope));
        }
    }
    Ok(None)
}

/// All channels, oldest first.
pub async fn list(tx: &mut WorkspaceTx) -> Result<Vec<Channel>> {
    fetch(tx, None).await
}

/// One channel.
pub async fn get(tx: &mut WorkspaceTx, id: ChannelId) -> Result<Option<Channel>> {
    Ok(fetch(tx, Some(id)).await?.pop())
}

async fn fetch(tx: &mut WorkspaceTx, id: Option<ChannelId>) -> Result<Vec<Channel>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT id, kind, name, display, external_id, account_id, app_ref, connection, reply_mode, auto_hold_seconds, ready, simulated, coexistence,
           token_fingerprint, token_reference, last_event_at, checked_at, disconnected_reason, disconnected_at, created_at,
           default_agent, language, hours, rule_hours,
           (SELECT k.created_at FROM app.data_key k WHERE k.workspace_id = $1 AND k.id = token_key_id) AS token_since
         FROM app.channel WHERE workspace_id = $1 AND ($2::uuid IS NULL OR id = $2) ORDER BY created_at, id",
        ws,
        id.map(ChannelId::uuid)
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(Channel {
                id: r.id.into(),
                kind: ChannelKind(r.kind),
                name: r.name,
                display: r.display,
                external_id: r.external_id,
                account_id: r.account_id,
                app_ref: r.app_ref.into(),
                connection: connection(&r.connection).ok_or_else(|| {
                    Error::inconsistent("channel", "connection", r.id, &r.connection)
                })?,
                reply_mode: ReplyMode::parse(&r.reply_mode).ok_or_else(|| {
                    Error::inconsistent("channel", "reply_mode", r.id, &r.reply_mode)
                })?,
                auto_hold_seconds: r.auto_hold_seconds,
                ready: r.ready,
                simulated: r.simulated,
                coexistence: r.coexistence,
                token: TokenMark {
                    fingerprint: r.token_fingerprint,
                    reference: r.token_reference,
                    since: r.token_since,
                },
                last_event_at: r.last_event_at,
                checked_at: r.checked_at,
                ended: r.disconnected_reason.as_deref().and_then(Ended::parse),
                ended_at: r.disconnected_at,
                created_at: r.created_at,
                own: ChannelDefaults {
                    agent: r.default_agent.map(PersonId::from),
                    language: r.language,
                    hours: r
                        .hours
                        .map(serde_json::from_value)
                        .transpose()
                        .map_err(|e| Error::inconsistent("channel", "hours", r.id, e))?,
                    rule_hours: RuleHours::parse(&r.rule_hours).ok_or_else(|| {
                        Error::inconsistent("channel", "rule_hours", r.id, &r.rule_hours)
                    })?,
                },
            })
        })
        .collect()
}

/// Changes name, reply mode or the seconds before a rule sends; `None` leaves it.
pub async fn change(
    tx: &mut WorkspaceTx,
    id: ChannelId,
    name: Option<&str>,
    mode: Option<ReplyMode>,
    auto_hold_seconds: Option<i32>,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.channel SET name = coalesce($3, name), reply_mode = coalesce($4, reply_mode), auto_hold_seconds = coalesce($5, auto_hold_seconds)
         WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        name,
        mode.map(ReplyMode::as_str),
        auto_hold_seconds
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

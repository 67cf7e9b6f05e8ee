//! App connections: what a person permitted at the provider, with its token, and the numbers that live by it.

use domain::Time;
use domain::credential::{AskAgain, Credential};
use domain::ids::{AppConnectionId, AppRef};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

pub use crate::app_connection_numbers::{channels_of, end, of_channel, remove, serve};
use crate::grants::Grantor;
use crate::seal::{DataKey, Place, Sealed};
use crate::{Error, Result, WorkspaceTx, token_keys};

/// How a connection stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// No business account was chosen yet.
    Pending,
    /// It works.
    Active,
    /// Somebody has to agree again.
    NeedsReauth(AskAgain),
    /// Whoever agreed took it back; the token is gone.
    Ended,
}

impl Status {
    /// Its stored word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::NeedsReauth(_) => "needs_reauth",
            Self::Ended => "ended",
        }
    }

    /// Why somebody has to agree again.
    #[must_use]
    pub const fn reason(self) -> Option<AskAgain> {
        match self {
            Self::NeedsReauth(why) => Some(why),
            _ => None,
        }
    }

    fn parse(status: &str, reason: Option<&str>) -> Option<Self> {
        Some(match status {
            "pending" => Self::Pending,
            "active" => Self::Active,
            "needs_reauth" => Self::NeedsReauth(AskAgain::parse(reason?)?),
            "ended" => Self::Ended,
            _ => return None,
        })
    }
}

/// A permission and what it is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Granted {
    /// The permission.
    pub scope: String,
    /// The objects; `None`: all.
    pub targets: Option<Vec<String>>,
}

/// What was agreed to, as the provider describes it.
#[derive(Debug, Clone)]
pub struct Agreement {
    /// Who agreed.
    pub authorizer: Option<String>,
    /// What they permitted.
    pub granted: Vec<Granted>,
    /// How long it lasts.
    pub credential: Credential,
    /// When it was agreed to.
    pub authorized_at: Time,
}

/// A connection, without its token.
#[derive(Debug, Clone)]
pub struct AppConnection {
    /// Which.
    pub id: AppConnectionId,
    /// Whose app it lets in.
    pub app_ref: AppRef,
    /// The name people gave it.
    pub name: String,
    /// How it stands.
    pub status: Status,
    /// The account that was chosen, with its name.
    pub account: Option<(String, String)>,
    /// What was agreed to.
    pub agreement: Agreement,
    /// When the provider was last asked about it.
    pub checked_at: Time,
    /// Whether the provider is simulated.
    pub simulated: bool,
    /// Since when.
    pub created_at: Time,
}

pub(crate) fn purpose(id: AppConnectionId) -> String {
    format!("app_connection:{id}")
}

const fn place(workspace: Uuid, id: AppConnectionId) -> Place<'static> {
    Place {
        workspace,
        table: "app_connection",
        column: "token_sealed",
        row: id.uuid(),
    }
}

fn granted(list: &[Granted]) -> Result<serde_json::Value> {
    serde_json::to_value(list)
        .map_err(|e| Error::inconsistent("app_connection", "granted", Uuid::nil(), e))
}

/// Takes a connection down with its token.
pub async fn insert(
    tx: &mut WorkspaceTx,
    new: &AppConnection,
    token: &SecretString,
    grantor: Option<Grantor>,
) -> Result<()> {
    let ws = tx.ws();
    let at = place(ws, new.id);
    let (key, sealed) = token_keys::seal(tx, &purpose(new.id), &at, token, new.created_at).await?;
    let (account_id, account_name) = new.account.clone().unzip();
    sqlx::query!(
        "INSERT INTO app.app_connection (workspace_id, id, app_ref, name, status, reason, authorizer, account_id, account_name, granted,
           expires_at, data_access_expires_at, refreshable, token_key_id, token_sealed, grantor, authorized_at, checked_at, simulated, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
        ws,
        new.id.uuid(),
        new.app_ref.uuid(),
        new.name,
        new.status.as_str(),
        new.status.reason().map(AskAgain::as_str),
        new.agreement.authorizer,
        account_id,
        account_name,
        granted(&new.agreement.granted)?,
        new.agreement.credential.expires_at,
        new.agreement.credential.data_access_expires_at,
        new.agreement.credential.refreshable,
        key,
        sealed.0,
        grantor.map(|one| one.bytes().to_vec()),
        new.agreement.authorized_at,
        new.checked_at,
        new.simulated,
        new.created_at
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Puts another token and what it permits in the place of the one before, which is destroyed with its key.
pub async fn replace(
    tx: &mut WorkspaceTx,
    id: AppConnectionId,
    agreed: &Agreement,
    (token, grantor): (&SecretString, Option<Grantor>),
    now: Time,
) -> Result<()> {
    token_keys::destroy(tx, &purpose(id)).await?;
    let ws = tx.ws();
    let (key, sealed) = token_keys::seal(tx, &purpose(id), &place(ws, id), token, now).await?;
    sqlx::query!(
        "UPDATE app.app_connection SET token_key_id = $3, token_sealed = $4, grantor = $5, authorizer = $6, granted = $7, expires_at = $8,
           data_access_expires_at = $9, refreshable = $10, authorized_at = $11, checked_at = $12, reason = NULL,
           status = CASE WHEN account_id IS NULL THEN 'pending' ELSE 'active' END
         WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        key,
        sealed.0,
        grantor.map(|one| one.bytes().to_vec()),
        agreed.authorizer,
        granted(&agreed.granted)?,
        agreed.credential.expires_at,
        agreed.credential.data_access_expires_at,
        agreed.credential.refreshable,
        agreed.authorized_at,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// All of a workspace, the oldest first.
pub async fn list(tx: &mut WorkspaceTx) -> Result<Vec<AppConnection>> {
    fetch(tx, None).await
}

/// One.
pub async fn get(tx: &mut WorkspaceTx, id: AppConnectionId) -> Result<Option<AppConnection>> {
    Ok(fetch(tx, Some(id)).await?.pop())
}

async fn fetch(tx: &mut WorkspaceTx, id: Option<AppConnectionId>) -> Result<Vec<AppConnection>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT id, app_ref, name, status, reason, authorizer, account_id, account_name, granted, expires_at, data_access_expires_at,
           refreshable, authorized_at, checked_at, simulated, created_at
         FROM app.app_connection WHERE workspace_id = $1 AND ($2::uuid IS NULL OR id = $2) ORDER BY created_at, id",
        ws,
        id.map(AppConnectionId::uuid)
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            let wrong = |column, value: &dyn std::fmt::Display| {
                Error::inconsistent("app_connection", column, r.id, value.to_string())
            };
            Ok(AppConnection {
                id: r.id.into(),
                app_ref: r.app_ref.into(),
                name: r.name,
                status: Status::parse(&r.status, r.reason.as_deref())
                    .ok_or_else(|| wrong("status", &r.status))?,
                account: r.account_id.zip(r.account_name),
                agreement: Agreement {
                    authorizer: r.authorizer,
                    granted: serde_json::from_value(r.granted).map_err(|e| wrong("granted", &e))?,
                    credential: Credential {
                        expires_at: r.expires_at,
                        data_access_expires_at: r.data_access_expires_at,
                        refreshable: r.refreshable,
                    },
                    authorized_at: r.authorized_at,
                },
                checked_at: r.checked_at,
                simulated: r.simulated,
                created_at: r.created_at,
            })
        })
        .collect()
}

/// Holds a connection until the transaction ends. Numbers are held before it.
pub async fn hold(tx: &mut WorkspaceTx, id: AppConnectionId) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "SELECT id FROM app.app_connection WHERE workspace_id = $1 AND id = $2 FOR UPDATE",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(())
}

/// The token, opened, with the moment since when it is the one; `None` once it was taken back.
pub async fn token(
    tx: &mut WorkspaceTx,
    id: AppConnectionId,
) -> Result<Option<(SecretString, Time)>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        r#"SELECT c.token_sealed AS "token_sealed!", k.id AS key_id, k.wrapped, k.created_at FROM app.app_connection c
         JOIN app.data_key k ON k.workspace_id = $1 AND k.id = c.token_key_id
         WHERE c.workspace_id = $1 AND c.id = $2"#,
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    row.map(|row| {
        let key = DataKey::unwrap(tx.master_key(), ws, row.key_id, &Sealed(row.wrapped))?;
        let token = key.open(&place(ws, id), &Sealed(row.token_sealed))?;
        Ok((token, row.created_at))
    })
    .transpose()
}

/// Whose permission it carries.
pub async fn grantor(tx: &mut WorkspaceTx, id: AppConnectionId) -> Result<Option<Grantor>> {
    let ws = tx.ws();
    let kept = sqlx::query_scalar!(
        "SELECT grantor FROM app.app_connection WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    kept.flatten()
        .map(|bytes| {
            Grantor::read(&bytes).ok_or_else(|| {
                Error::inconsistent("app_connection", "grantor", id.uuid(), "not 32 bytes")
            })
        })
        .transpose()
}

/// Gives it another name.
pub async fn rename(tx: &mut WorkspaceTx, id: AppConnectionId, name: &str) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.app_connection SET name = $3 WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        name
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The account that it is for.
pub async fn choose(
    tx: &mut WorkspaceTx,
    id: AppConnectionId,
    (account, name): (&str, &str),
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.app_connection SET account_id = $3, account_name = $4, status = CASE WHEN status = 'pending' THEN 'active' ELSE status END
         WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        account,
        name
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// What the provider said of it; whether that changed how it stands. One without a token stays as it is.
pub async fn checked(
    tx: &mut WorkspaceTx,
    id: AppConnectionId,
    status: Status,
    said: Option<&Agreement>,
    now: Time,
) -> Result<bool> {
    let before = get(tx, id).await?;
    let ws = tx.ws();
    let granted = said.map(|said| granted(&said.granted)).transpose()?;
    let credential = said.map(|said| said.credential);
    sqlx::query!(
        "UPDATE app.app_connection SET status = $3, reason = $4, checked_at = $5, granted = coalesce($6, granted),
           expires_at = CASE WHEN $7 THEN $8 ELSE expires_at END,
           data_access_expires_at = CASE WHEN $7 THEN $9 ELSE data_access_expires_at END
         WHERE workspace_id = $1 AND id = $2 AND token_sealed IS NOT NULL",
        ws,
        id.uuid(),
        status.as_str(),
        status.reason().map(AskAgain::as_str),
        now,
        granted,
        credential.is_some(),
        credential.and_then(|one| one.expires_at),
        credential.and_then(|one| one.data_access_expires_at)
    )
    .execute(tx.conn())
    .await?;
    Ok(before.is_some_and(|before| before.status != status))
}

/// Takes the day's try to lengthen it. False when it was taken after `since`.
pub async fn try_renewal(
    tx: &mut WorkspaceTx,
    id: AppConnectionId,
    since: Time,
    now: Time,
) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.app_connection SET renewal_tried_at = $4 WHERE workspace_id = $1 AND id = $2
           AND (renewal_tried_at IS NULL OR renewal_tried_at <= $3)",
        ws,
        id.uuid(),
        since,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

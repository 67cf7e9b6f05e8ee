//! Whose permission a channel's token carries, and what the provider asks when it is taken back.

use domain::Time;
use domain::ids::{AppConnectionId, AppRef, ChannelId, SignupId, WorkspaceId};
use domain::news::Ended;
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::{Error, PlatformTx, Result, WorkspaceTx};

/// A person or account at the provider, under one app. The id itself is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grantor([u8; 32]);

impl Grantor {
    /// From the app and its own id of the person.
    #[must_use]
    pub fn of(app: AppRef, user_id: &str) -> Self {
        let mut digest = Sha256::new();
        digest.update(app.uuid().as_bytes());
        digest.update(user_id.as_bytes());
        Self(digest.finalize().into())
    }

    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// A channel's token is this person's.
pub async fn know(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    grantor: Grantor,
    now: Time,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO app.channel_grant (channel_id, grantor, known_at) VALUES ($1, $2, $3)
         ON CONFLICT (workspace_id, channel_id) DO UPDATE SET grantor = excluded.grantor, known_at = excluded.known_at",
        channel.uuid(),
        &grantor.0[..],
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Whether a channel's token is known to be this person's.
pub async fn is_theirs(tx: &mut WorkspaceTx, channel: ChannelId, grantor: Grantor) -> Result<bool> {
    let workspace = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM app.channel_grant WHERE workspace_id = $1 AND channel_id = $2 AND grantor = $3) AS "theirs!""#,
        workspace,
        channel.uuid(),
        &grantor.0[..]
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Whose permission a channel's token carries, when that is known.
pub async fn grantor_of(tx: &mut WorkspaceTx, channel: ChannelId) -> Result<Option<Grantor>> {
    let workspace = tx.ws();
    let kept = sqlx::query_scalar!(
        "SELECT grantor FROM app.channel_grant WHERE workspace_id = $1 AND channel_id = $2",
        workspace,
        channel.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    kept.map(|bytes| {
        Grantor::read(&bytes).ok_or_else(|| {
            Error::inconsistent("channel_grant", "grantor", channel.uuid(), "not 32 bytes")
        })
    })
    .transpose()
}

/// A channel is nobody's any more.
pub(crate) async fn forget(tx: &mut WorkspaceTx, channel: ChannelId) -> Result<()> {
    let workspace = tx.ws();
    sqlx::query!(
        "DELETE FROM app.channel_grant WHERE workspace_id = $1 AND channel_id = $2",
        workspace,
        channel.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The channels whose token is this person's, in all workspaces.
pub async fn of(
    tx: &mut PlatformTx,
    request: &LeaveRequest,
) -> Result<Vec<(WorkspaceId, ChannelId)>> {
    let rows = sqlx::query!(
        "SELECT workspace_id, channel_id FROM app.channel_grant WHERE grantor = $1 ORDER BY 1, 2",
        &request.grantor.0[..]
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.workspace_id.into(), row.channel_id.into()))
        .collect())
}

/// The sign-ups that hold this person's token, in all workspaces.
pub async fn signups_of(
    tx: &mut PlatformTx,
    request: &LeaveRequest,
) -> Result<Vec<(WorkspaceId, SignupId)>> {
    let rows = sqlx::query!(
        "SELECT workspace_id, id FROM app.signup WHERE grantor = $1 ORDER BY 1, 2",
        &request.grantor.0[..]
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.workspace_id.into(), row.id.into()))
        .collect())
}

/// The app connections that hold this person's token, in all workspaces.
pub async fn connections_of(
    tx: &mut PlatformTx,
    request: &LeaveRequest,
) -> Result<Vec<(WorkspaceId, AppConnectionId)>> {
    let rows = sqlx::query!(
        "SELECT workspace_id, id FROM app.app_connection WHERE grantor = $1 ORDER BY 1, 2",
        &request.grantor.0[..]
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.workspace_id.into(), row.id.into()))
        .collect())
}

/// What the provider asked on somebody's behalf.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaveRequest {
    /// Which.
    pub id: Uuid,
    /// What was asked.
    pub why: Ended,
    /// Whom it is about.
    pub grantor: Grantor,
    /// The provider's time of it.
    pub issued_at: Option<Time>,
    /// Opens its page.
    pub code: String,
    /// When it first came.
    pub requested_at: Time,
    /// When everything asked for was done.
    pub finished_at: Option<Time>,
}

struct Row {
    id: Uuid,
    kind: String,
    grantor: Vec<u8>,
    issued_at: Option<Time>,
    code: String,
    requested_at: Time,
    finished_at: Option<Time>,
}

impl TryFrom<Row> for LeaveRequest {
    type Error = Error;

    fn try_from(row: Row) -> Result<Self> {
        let wrong = |column, value: &str| {
            Error::inconsistent("leave_request", column, row.id, value.to_owned())
        };
        Ok(Self {
            why: Ended::parse(&row.kind).ok_or_else(|| wrong("kind", &row.kind))?,
            grantor: Grantor::read(&row.grantor).ok_or_else(|| wrong("grantor", "not 32 bytes"))?,
            id: row.id,
            issued_at: row.issued_at,
            code: row.code,
            requested_at: row.requested_at,
            finished_at: row.finished_at,
        })
    }
}

/// Takes a request down, or finds it as it was taken down when it came before.
pub async fn ask(tx: &mut PlatformTx, new: &LeaveRequest) -> Result<LeaveRequest> {
    sqlx::query!(
        "INSERT INTO app.leave_request (id, kind, grantor, issued_at, code, requested_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (kind, grantor, issued_at) DO NOTHING",
        new.id,
        new.why.as_str(),
        &new.grantor.0[..],
        new.issued_at,
        new.code,
        new.requested_at
    )
    .execute(tx.conn())
    .await?;
    sqlx::query_as!(
        Row,
        "SELECT id, kind, grantor, issued_at, code, requested_at, finished_at FROM app.leave_request
         WHERE kind = $1 AND grantor = $2 AND issued_at IS NOT DISTINCT FROM $3",
        new.why.as_str(),
        &new.grantor.0[..],
        new.issued_at
    )
    .fetch_one(tx.conn())
    .await?
    .try_into()
}

/// The request that this code opens.
pub async fn by_code(tx: &mut PlatformTx, code: &str) -> Result<Option<LeaveRequest>> {
    sqlx::query_as!(
        Row,
        "SELECT id, kind, grantor, issued_at, code, requested_at, finished_at FROM app.leave_request WHERE code = $1",
        code
    )
    .fetch_optional(tx.conn())
    .await?
    .map(TryInto::try_into)
    .transpose()
}

/// The newest request of this person after `since`.
pub async fn asked_since(
    tx: &mut PlatformTx,
    grantor: Grantor,
    since: Time,
) -> Result<Option<LeaveRequest>> {
    sqlx::query_as!(
        Row,
        "SELECT id, kind, grantor, issued_at, code, requested_at, finished_at FROM app.leave_request
         WHERE grantor = $1 AND requested_at >= $2 ORDER BY requested_at DESC LIMIT 1",
        &grantor.0[..],
        since
    )
    .fetch_optional(tx.conn())
    .await?
    .map(TryInto::try_into)
    .transpose()
}

/// Requests that are not done, the oldest first, at most 100.
pub async fn open(tx: &mut PlatformTx) -> Result<Vec<LeaveRequest>> {
    sqlx::query_as!(
        Row,
        "SELECT id, kind, grantor, issued_at, code, requested_at, finished_at FROM app.leave_request
         WHERE finished_at IS NULL ORDER BY requested_at LIMIT 100"
    )
    .fetch_all(tx.conn())
    .await?
    .into_iter()
    .map(TryInto::try_into)
    .collect()
}

/// Everything a request asked for is done.
pub async fn finish(tx: &mut PlatformTx, id: Uuid, now: Time) -> Result<()> {
    sqlx::query!(
        "UPDATE app.leave_request SET finished_at = $2 WHERE id = $1 AND finished_at IS NULL",
        id,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

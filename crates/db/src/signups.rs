//! Runs of the provider's sign-up. What was launched is no row: the browser carries it, sealed.

use domain::Time;
use domain::channel::ChannelKind;
use domain::ids::{AppRef, ChannelId, SignupId, WorkspaceId};
use secrecy::SecretString;
use uuid::Uuid;

use crate::grants::Grantor;
use crate::seal::{DataKey, Place, Sealed};
use crate::{Db, Error, Result, WorkspaceTx, token_keys};

/// How far a run came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// There is a token, and no number yet.
    Exchanged,
    /// A channel holds the token.
    Stored,
    /// The account's events are sent to us.
    Subscribed,
    /// Its templates are here; nothing is left to do.
    Synced,
}

impl Step {
    const ALL: [(Self, &'static str); 4] = [
        (Self::Exchanged, "exchanged"),
        (Self::Stored, "stored"),
        (Self::Subscribed, "subscribed"),
        (Self::Synced, "synced"),
    ];

    fn as_str(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|(_, name)| *name == text)
            .map(|(step, _)| step)
    }
}

/// What stands in the way of the next step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Obstacle {
    /// A few words.
    pub title: String,
    /// What to do.
    pub hint: String,
}

/// A run, without its token.
#[derive(Debug, Clone)]
pub struct Signup {
    /// Which: the id it was launched with.
    pub id: SignupId,
    /// What kind of channel it makes.
    pub kind: ChannelKind,
    /// Whose dialog it was.
    pub app_ref: AppRef,
    /// The provider's id of the account.
    pub account_id: String,
    /// The channel it made.
    pub channel: Option<ChannelId>,
    /// How far it came.
    pub step: Step,
    /// What stands in the way.
    pub obstacle: Option<Obstacle>,
    /// Whether the provider is simulated.
    pub simulated: bool,
    /// When its token ends, of an account that somebody signed in to.
    pub token_until: Option<Time>,
    /// When its token came.
    pub created_at: Time,
}

fn launch_place(workspace: WorkspaceId, id: SignupId) -> Place<'static> {
    Place {
        workspace: workspace.uuid(),
        table: "signup",
        column: "launch",
        row: id.uuid(),
    }
}

/// What a browser carries through the dialog: it names the run, and only this workspace can open it.
pub fn launch(db: &Db, workspace: WorkspaceId, id: SignupId, words: &str) -> Result<String> {
    let sealed = db
        .master_key()
        .seal(&launch_place(workspace, id), words.as_bytes())?;
    Ok(format!("{}.{}", id.uuid().simple(), hex::encode(sealed.0)))
}

/// What [`launch`] sealed; `None` when this is nothing of ours, or another workspace's.
#[must_use]
pub fn launched(db: &Db, workspace: WorkspaceId, state: &str) -> Option<(SignupId, SecretString)> {
    let (id, sealed) = state.split_once('.')?;
    let id = SignupId(Uuid::try_parse(id).ok()?);
    let sealed = Sealed(hex::decode(sealed).ok()?);
    let words = db
        .master_key()
        .open(&launch_place(workspace, id), &sealed)
        .ok()?;
    Some((id, words))
}

fn purpose(id: SignupId) -> String {
    format!("signup:{id}")
}

const fn place(workspace: Uuid, id: SignupId) -> Place<'static> {
    Place {
        workspace,
        table: "signup",
        column: "token_sealed",
        row: id.uuid(),
    }
}

/// Takes a run down. Its token, and whose it is, are kept here only while there is no channel to hold it.
pub async fn insert(
    tx: &mut WorkspaceTx,
    new: &Signup,
    held: Option<(&SecretString, Option<Grantor>)>,
) -> Result<()> {
    let ws = tx.ws();
    let (mut key, mut sealed, mut grantor) = (None, None, None);
    if let Some((token, whose)) = held {
        let made = token_keys::seal(
            tx,
            &purpose(new.id),
            &place(ws, new.id),
            token,
            new.created_at,
        )
        .await?;
        (key, sealed) = (Some(made.0), Some(made.1.0));
        grantor = whose.map(|whose| whose.bytes().to_vec());
    }
    sqlx::query!(
        "INSERT INTO app.signup (workspace_id, id, app_ref, account_id, channel_id, token_key_id, token_sealed, grantor, step, simulated, created_at, kind, token_until)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        ws,
        new.id.uuid(),
        new.app_ref.uuid(),
        new.account_id,
        new.channel.map(ChannelId::uuid),
        key,
        sealed,
        grantor,
        new.step.as_str(),
        new.simulated,
        new.created_at,
        new.kind.as_str(),
        new.token_until
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// One run.
pub async fn get(tx: &mut WorkspaceTx, id: SignupId) -> Result<Option<Signup>> {
    Ok(fetch(tx, Some(id)).await?.pop())
}

/// All runs that have not come to their end, the oldest first.
pub async fn unfinished(tx: &mut WorkspaceTx) -> Result<Vec<Signup>> {
    fetch(tx, None).await
}

/// Holds a run until the transaction ends.
pub async fn hold(tx: &mut WorkspaceTx, id: SignupId) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "SELECT id FROM app.signup WHERE workspace_id = $1 AND id = $2 FOR UPDATE",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    Ok(())
}

async fn fetch(tx: &mut WorkspaceTx, id: Option<SignupId>) -> Result<Vec<Signup>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT id, app_ref, account_id, channel_id, step, problem_title, problem_hint, simulated, created_at, kind, token_until
         FROM app.signup WHERE workspace_id = $1 AND CASE WHEN $2::uuid IS NULL THEN step <> 'synced' ELSE id = $2 END
         ORDER BY created_at, id",
        ws,
        id.map(SignupId::uuid)
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            Ok(Signup {
                id: r.id.into(),
                app_ref: r.app_ref.into(),
                account_id: r.account_id,
                channel: r.channel_id.map(ChannelId::from),
                step: Step::parse(&r.step)
                    .ok_or_else(|| Error::inconsistent("signup", "step", r.id, &r.step))?,
                obstacle: r
                    .problem_title
                    .zip(r.problem_hint)
                    .map(|(title, hint)| Obstacle { title, hint }),
                simulated: r.simulated,
                kind: ChannelKind(r.kind),
                token_until: r.token_until,
                created_at: r.created_at,
            })
        })
        .collect()
}

/// The token of a run that has no channel yet, opened.
pub async fn token(tx: &mut WorkspaceTx, id: SignupId) -> Result<Option<SecretString>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        r#"SELECT s.token_sealed AS "token_sealed!", k.id AS key_id, k.wrapped FROM app.signup s
         JOIN app.data_key k ON k.workspace_id = $1 AND k.id = s.token_key_id
         WHERE s.workspace_id = $1 AND s.id = $2"#,
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    row.map(|row| {
        let key = DataKey::unwrap(tx.master_key(), ws, row.key_id, &Sealed(row.wrapped))?;
        key.open(&place(ws, id), &Sealed(row.token_sealed))
    })
    .transpose()
}

/// Whose permission that token carries.
pub async fn grantor(tx: &mut WorkspaceTx, id: SignupId) -> Result<Option<Grantor>> {
    let ws = tx.ws();
    let kept = sqlx::query_scalar!(
        "SELECT grantor FROM app.signup WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    kept.flatten()
        .map(|bytes| {
            Grantor::read(&bytes)
                .ok_or_else(|| Error::inconsistent("signup", "grantor", id.uuid(), "not 32 bytes"))
        })
        .transpose()
}

/// A channel holds the token from here on; what was kept here is destroyed.
pub async fn stored(tx: &mut WorkspaceTx, id: SignupId, channel: ChannelId) -> Result<()> {
    token_keys::destroy(tx, &purpose(id)).await?;
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.signup SET channel_id = $3, step = 'stored', token_key_id = NULL, token_sealed = NULL, grantor = NULL,
           problem_title = NULL, problem_hint = NULL WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid(),
        channel.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// The step before `step` is behind. False when the run was taken back meanwhile, or is further.
pub async fn advance(tx: &mut WorkspaceTx, id: SignupId, from: Step, to: Step) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.signup SET step = $4, problem_title = NULL, problem_hint = NULL WHERE workspace_id = $1 AND id = $2 AND step = $3",
        ws,
        id.uuid(),
        from.as_str(),
        to.as_str()
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Says what stands in the way of what follows `step`, or with `None` that it is tried again. False when the run is gone
/// or further.
pub async fn stand(
    tx: &mut WorkspaceTx,
    id: SignupId,
    step: Step,
    obstacle: Option<&Obstacle>,
) -> Result<bool> {
    let ws = tx.ws();
    let done = sqlx::query!(
        "UPDATE app.signup SET problem_title = $4, problem_hint = $5 WHERE workspace_id = $1 AND id = $2 AND step = $3",
        ws,
        id.uuid(),
        step.as_str(),
        obstacle.map(|o| o.title.as_str()),
        obstacle.map(|o| o.hint.as_str())
    )
    .execute(tx.conn())
    .await?;
    Ok(done.rows_affected() == 1)
}

/// A channel ended: what was still to be done with it is not done any more.
pub(crate) async fn end_of(tx: &mut WorkspaceTx, channel: ChannelId) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "DELETE FROM app.signup WHERE workspace_id = $1 AND channel_id = $2",
        ws,
        channel.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Runs that hold a token of this account and were not confirmed.
pub async fn unconfirmed_of(
    tx: &mut WorkspaceTx,
    (kind, app): (&ChannelKind, AppRef),
    account: &str,
) -> Result<Vec<SignupId>> {
    let ws = tx.ws();
    let rows = sqlx::query_scalar!(
        "SELECT id FROM app.signup WHERE workspace_id = $1 AND channel_id IS NULL AND token_until IS NOT NULL
           AND kind = $2 AND app_ref = $3 AND account_id = $4 ORDER BY id",
        ws,
        kind.as_str(),
        app.uuid(),
        account
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(SignupId).collect())
}

/// Runs that wait since before these moments, at most 100: for a number, or for an account to be confirmed.
pub async fn waiting_since(
    tx: &mut WorkspaceTx,
    (number, account): (Time, Time),
) -> Result<Vec<SignupId>> {
    let ws = tx.ws();
    let rows = sqlx::query_scalar!(
        "SELECT id FROM app.signup WHERE workspace_id = $1 AND step = 'exchanged'
           AND created_at < CASE WHEN token_until IS NULL THEN $2::timestamptz ELSE $3::timestamptz END ORDER BY created_at LIMIT 100",
        ws,
        number,
        account
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(SignupId).collect())
}

/// Whether anybody ever wrote to this channel, or was written to from it.
pub async fn was_used(tx: &mut WorkspaceTx, channel: ChannelId) -> Result<bool> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM app.conversation WHERE workspace_id = $1 AND channel_id = $2) AS "used!""#,
        ws,
        channel.uuid()
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Takes a run back: its row goes, and with its key whatever token it held.
pub async fn remove(tx: &mut WorkspaceTx, id: SignupId) -> Result<()> {
    token_keys::destroy(tx, &purpose(id)).await?;
    let ws = tx.ws();
    sqlx::query!(
        "DELETE FROM app.signup WHERE workspace_id = $1 AND id = $2",
        ws,
        id.uuid()
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

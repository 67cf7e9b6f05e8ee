//! Contacts: sets of identities, found, grown and merged only on evidence inside one payload.

use domain::Time;
use domain::channel::ChannelKind;
use domain::consent::Consent;
use domain::identity::{Identity, IdentityKind, IdentitySet};
use domain::ids::ContactId;

use crate::{Error, Result, WorkspaceTx};

pub use crate::contact_marks::{erase, stop_marketing, wrote};

/// A contact.
#[derive(Debug, Clone)]
pub struct Contact {
    /// Which.
    pub id: ContactId,
    /// The name they show.
    pub name: Option<String>,
    /// A display name; never a key.
    pub username: Option<String>,
    /// May they be written to.
    pub consent: Consent,
    /// Did they stop marketing only.
    pub marketing_stopped: bool,
    /// Did they ever write.
    pub wrote_first: bool,
    /// When first seen.
    pub created_at: Time,
    /// When their data was erased.
    pub erased_at: Option<Time>,
    /// What they are known by now.
    pub identities: IdentitySet,
}

/// What resolving identities did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resolved {
    /// The contact.
    pub id: ContactId,
    /// Whether it was made just now.
    pub created: bool,
    /// A contact that turned out to be the same person and was merged into it.
    pub merged: Option<ContactId>,
}

/// A contact by id, with its live identities.
pub async fn get(tx: &mut WorkspaceTx, id: ContactId) -> Result<Option<Contact>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        r#"SELECT c.name, c.username, c.consent, c.marketing_stopped, c.wrote_first, c.created_at, c.erased_at,
             coalesce((SELECT jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value) ORDER BY i.kind, i.value)
                       FROM app.contact_identity i WHERE i.workspace_id = $1 AND i.contact_id = c.id AND i.ended_at IS NULL), '[]') AS "identities!"
           FROM app.contact c WHERE c.workspace_id = $1 AND c.id = $2 AND c.merged_into IS NULL"#,
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(row) = row else { return Ok(None) };
    let identities: Vec<Identity> = serde_json::from_value(row.identities)
        .map_err(|e| Error::inconsistent("contact_identity", "kind", id, e))?;
    let mut set = IdentitySet::new();
    for identity in &identities {
        set.add(identity.kind, Some(&identity.value));
    }
    set.add(IdentityKind::Username, row.username.as_deref());
    Ok(Some(Contact {
        id,
        name: row.name,
        username: row.username,
        consent: Consent::parse(&row.consent)
            .ok_or_else(|| Error::inconsistent("contact", "consent", id, &row.consent))?,
        marketing_stopped: row.marketing_stopped,
        wrote_first: row.wrote_first,
        created_at: row.created_at,
        erased_at: row.erased_at,
        identities: set,
    }))
}

struct Known {
    contact: ContactId,
    kind: IdentityKind,
}

/// Finds or makes the contact these identities name, and attaches the new ones.
///
/// A user id outranks a phone. When one payload names two contacts, they are merged unless the phone's contact has
/// another live user id: then the number has a new holder, and only the phone moves.
pub async fn resolve(
    tx: &mut WorkspaceTx,
    kind: &ChannelKind,
    set: &IdentitySet,
    name: Option<&str>,
    now: Time,
) -> Result<Option<Resolved>> {
    if set.primary().is_none() {
        return Ok(None);
    }
    hold(tx, kind, set).await?;
    let known = find(tx, kind, set).await?;
    let of = |wanted: IdentityKind| known.iter().find(|k| k.kind == wanted).map(|k| k.contact);
    let by_user = of(IdentityKind::UserId).or_else(|| of(IdentityKind::ParentUserId));
    let by_phone = of(IdentityKind::Phone);
    let mut merged = None;
    let (id, created) = match (by_user, by_phone) {
        (Some(user), Some(phone)) if user != phone => {
            if other_user_id(tx, kind, phone, set).await? {
                end_identity(tx, kind, IdentityKind::Phone, set, now).await?;
            } else {
                merge(tx, phone, user, now).await?;
                merged = Some(phone);
            }
            (user, false)
        }
        (Some(user), _) => (user, false),
        (None, Some(phone)) if other_user_id(tx, kind, phone, set).await? => {
            end_identity(tx, kind, IdentityKind::Phone, set, now).await?;
            (create(tx, now).await?, true)
        }
        (None, Some(phone)) => (phone, false),
        (None, None) => (create(tx, now).await?, true),
    };
    attach(tx, kind, id, set, now).await?;
    describe(tx, id, name, set.get(IdentityKind::Username)).await?;
    Ok(Some(Resolved {
        id,
        created,
        merged,
    }))
}

/// The provider says that one person's identities changed: whoever is known by the old set now has the new one.
pub async fn change_identity(
    tx: &mut WorkspaceTx,
    kind: &ChannelKind,
    old: &IdentitySet,
    new: &IdentitySet,
    now: Time,
) -> Result<Option<Resolved>> {
    let mut all = old.clone();
    all.merge(new);
    hold(tx, kind, &all).await?;
    let before = find(tx, kind, old).await?;
    let Some(known) = before.iter().min_by_key(|k| rank(k.kind)) else {
        let mut both = old.clone();
        both.merge(new);
        return resolve(
            tx,
            kind,
            if new.primary().is_some() { new } else { &both },
            None,
            now,
        )
        .await;
    };
    let person = known.contact;
    // A message under the new identity may have come first and made a contact of its own.
    let mut merged = None;
    for other in find(tx, kind, new).await? {
        if other.contact != person && merged != Some(other.contact) {
            merge(tx, other.contact, person, now).await?;
            merged = Some(other.contact);
        }
    }
    for identity in old.iter().filter(|i| i.kind.is_key()) {
        if new
            .get(identity.kind)
            .is_some_and(|value| value != identity.value)
        {
            end_identity(tx, kind, identity.kind, old, now).await?;
        }
    }
    attach(tx, kind, person, new, now).await?;
    Ok(Some(Resolved {
        id: person,
        created: false,
        merged,
    }))
}

const fn rank(kind: IdentityKind) -> u8 {
    match kind {
        IdentityKind::UserId => 0,
        IdentityKind::Phone => 1,
        IdentityKind::ParentUserId => 2,
        IdentityKind::Username => 3,
    }
}

/// One resolver of an identity at a time: two lanes must not both find nobody and both make a contact. Sorted, so
/// that two resolvers never wait for each other.
async fn hold(tx: &mut WorkspaceTx, kind: &ChannelKind, set: &IdentitySet) -> Result<()> {
    let ws = tx.ws();
    for identity in set.iter().filter(|i| i.kind.is_key()) {
        let key = format!("{ws}|{kind}|{}|{}", identity.kind.as_str(), identity.value);
        sqlx::query!(
            "SELECT pg_advisory_xact_lock(hashtextextended($1, 0)) AS held",
            key
        )
        .fetch_one(tx.conn())
        .await?;
    }
    Ok(())
}

async fn find(tx: &mut WorkspaceTx, kind: &ChannelKind, set: &IdentitySet) -> Result<Vec<Known>> {
    let ws = tx.ws();
    let (kinds, values): (Vec<String>, Vec<String>) = set
        .iter()
        .filter(|i| i.kind.is_key())
        .map(|i| (i.kind.as_str().to_owned(), i.value.clone()))
        .unzip();
    let rows = sqlx::query!(
        "SELECT i.contact_id, i.kind FROM app.contact_identity i
         JOIN unnest($3::text[], $4::text[]) AS w (kind, value) ON i.kind = w.kind AND i.value = w.value
         WHERE i.workspace_id = $1 AND i.channel_kind = $2 AND i.ended_at IS NULL",
        ws,
        kind.as_str(),
        &kinds,
        &values
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            let kind = IdentityKind::parse(&r.kind).ok_or_else(|| {
                Error::inconsistent("contact_identity", "kind", r.contact_id, &r.kind)
            })?;
            Ok(Known {
                contact: r.contact_id.into(),
                kind,
            })
        })
        .collect()
}

async fn other_user_id(
    tx: &mut WorkspaceTx,
    kind: &ChannelKind,
    contact: ContactId,
    set: &IdentitySet,
) -> Result<bool> {
    let Some(user_id) = set.get(IdentityKind::UserId) else {
        return Ok(false);
    };
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM app.contact_identity WHERE workspace_id = $1 AND channel_kind = $2 AND contact_id = $3
             AND kind = 'user_id' AND value <> $4 AND ended_at IS NULL) AS "e!""#,
        ws,
        kind.as_str(),
        contact.uuid(),
        user_id
    )
    .fetch_one(tx.conn())
    .await?)
}

async fn create(tx: &mut WorkspaceTx, now: Time) -> Result<ContactId> {
    let id = ContactId::new();
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.contact (workspace_id, id, created_at) VALUES ($1, $2, $3)",
        ws,
        id.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(id)
}

async fn attach(
    tx: &mut WorkspaceTx,
    kind: &ChannelKind,
    contact: ContactId,
    set: &IdentitySet,
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    for identity in set.iter().filter(|i| i.kind.is_key()) {
        sqlx::query!(
            "INSERT INTO app.contact_identity (workspace_id, id, contact_id, channel_kind, kind, value, since) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (workspace_id, channel_kind, kind, value) WHERE ended_at IS NULL DO NOTHING",
            ws,
            uuid::Uuid::now_v7(),
            contact.uuid(),
            kind.as_str(),
            identity.kind.as_str(),
            identity.value,
            now
        )
        .execute(tx.conn())
        .await?;
    }
    Ok(())
}

async fn end_identity(
    tx: &mut WorkspaceTx,
    kind: &ChannelKind,
    which: IdentityKind,
    set: &IdentitySet,
    now: Time,
) -> Result<()> {
    let Some(value) = set.get(which) else {
        return Ok(());
    };
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.contact_identity SET ended_at = $5 WHERE workspace_id = $1 AND channel_kind = $2 AND kind = $3 AND value = $4 AND ended_at IS NULL",
        ws,
        kind.as_str(),
        which.as_str(),
        value,
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

async fn describe(
    tx: &mut WorkspaceTx,
    id: ContactId,
    name: Option<&str>,
    username: Option<&str>,
) -> Result<()> {
    let ws = tx.ws();
    sqlx::query!(
        "UPDATE app.contact SET name = coalesce($3, name), username = coalesce($4, username)
         WHERE workspace_id = $1 AND id = $2 AND (name IS DISTINCT FROM coalesce($3, name) OR username IS DISTINCT FROM coalesce($4, username))",
        ws,
        id.uuid(),
        name,
        username
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// Moves everything of `from` to `into`. The stronger of two consents holds: a stop outlives a merge.
async fn merge(tx: &mut WorkspaceTx, from: ContactId, into: ContactId, now: Time) -> Result<()> {
    let (ws, from, into) = (tx.ws(), from.uuid(), into.uuid());
    sqlx::query!("UPDATE app.contact_identity SET contact_id = $3 WHERE workspace_id = $1 AND contact_id = $2", ws, from, into)
        .execute(tx.conn())
        .await?;
    sqlx::query!(
        "UPDATE app.contact t SET name = coalesce(t.name, f.name), username = coalesce(t.username, f.username),
           wrote_first = t.wrote_first OR f.wrote_first, marketing_stopped = t.marketing_stopped OR f.marketing_stopped,
           consent = CASE WHEN 'opted_out' IN (t.consent, f.consent) THEN 'opted_out'
                          WHEN 'opted_in' IN (t.consent, f.consent) THEN 'opted_in' ELSE 'none' END
         FROM app.contact f WHERE t.workspace_id = $1 AND t.id = $3 AND f.workspace_id = $1 AND f.id = $2",
        ws,
        from,
        into
    )
    .execute(tx.conn())
    .await?;
    sqlx::query!(
        "UPDATE app.contact SET merged_into = $3 WHERE workspace_id = $1 AND id = $2",
        ws,
        from,
        into
    )
    .execute(tx.conn())
    .await?;
    crate::conversations::follow_merge(tx, from.into(), into.into(), now).await
}

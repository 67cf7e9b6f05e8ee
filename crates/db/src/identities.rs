//! Who held which number and user id, and when.
//!
//! A number has one holder at a time and may go to somebody else; each tenure is a row with the provider's times of its
//! beginning and end. A fact belongs to whoever held its number when it happened, however late it is told. A user id is
//! one person's for ever.

use std::collections::BTreeMap;

use chrono::Duration;
use domain::Time;
use domain::channel::ChannelKind;
use domain::identity::{Identity, IdentityKind, IdentitySet};
use domain::ids::ContactId;

use crate::tenures::{cut, insert, seen_at};
use crate::{Error, Result, WorkspaceTx};

/// How much earlier than the notice a message under the new number may be dated and still be the same person's.
const EARLY: Duration = Duration::minutes(10);

/// A tenure.
#[derive(Debug, Clone)]
pub(crate) struct Held {
    row: uuid::Uuid,
    pub(crate) contact: ContactId,
    pub(crate) kind: IdentityKind,
    value: String,
    since: Time,
}

/// How long after a change without user ids a new contact may be the changed person under a new one.
const SOON: Duration = Duration::days(1);

impl Held {
    /// Whether this tenure began with or after what is told of at `at`, rather than long before it.
    pub(crate) fn began_about(&self, at: Time) -> bool {
        self.since >= at - EARLY
    }

    /// Whether this tenure had begun when what is told of at `at` happened.
    pub(crate) fn had_begun(&self, at: Time) -> bool {
        self.since <= at + EARLY
    }
}

/// Whether a number's holder is somebody else than the person a change tells of, by their user ids: they have some, and
/// none of those that the change names. A change that names none is believed for a while.
pub(crate) async fn is_stranger(
    tx: &mut WorkspaceTx,
    channel: &ChannelKind,
    held: &Held,
    told: &IdentitySet,
    at: Time,
) -> Result<bool> {
    let ws = tx.ws();
    let named: Vec<String> = told
        .iter()
        .filter(|i| i.kind == IdentityKind::UserId)
        .map(|i| i.value.clone())
        .collect();
    if named.is_empty() && held.since <= at + SOON {
        return Ok(false);
    }
    let row = sqlx::query!(
        r#"SELECT count(*) FILTER (WHERE ended_at IS NULL) AS "has!", count(*) FILTER (WHERE value = ANY ($4)) AS "named!"
           FROM app.contact_identity WHERE workspace_id = $1 AND channel_kind = $2 AND contact_id = $3 AND kind = 'user_id'"#,
        ws,
        channel.as_str(),
        held.contact.uuid(),
        &named
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(row.has > 0 && row.named == 0)
}

/// Which tenures count at a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// Something happened under the identity at this moment.
    At,
    /// The identity was given up at this moment.
    Until,
}

/// The tenures in which these identities were held at a moment.
pub(crate) async fn holders(
    tx: &mut WorkspaceTx,
    channel: &ChannelKind,
    set: &IdentitySet,
    at: Time,
    when: When,
) -> Result<Vec<Held>> {
    let ws = tx.ws();
    let (kinds, values): (Vec<String>, Vec<String>) = set
        .iter()
        .filter(|i| i.kind.is_key())
        .map(|i| (i.kind.as_str().to_owned(), i.value.clone()))
        .unzip();
    // Of a number the tenure that ends next after the moment, else the present one; of a user id any, since nobody
    // else ever has it.
    let rows = sqlx::query!(
        r#"SELECT DISTINCT ON (i.kind, i.value) i.id, i.contact_id, i.kind, i.value, i.since
           FROM app.contact_identity i JOIN unnest($3::text[], $4::text[]) AS w (kind, value) ON i.kind = w.kind AND i.value = w.value
           WHERE i.workspace_id = $1 AND i.channel_kind = $2
             AND (i.ended_at IS NULL OR i.kind <> 'phone' OR i.ended_at > $5 OR ($6 AND i.ended_at = $5))
           ORDER BY i.kind, i.value, CASE WHEN i.kind = 'phone' THEN i.ended_at END NULLS LAST, i.ended_at DESC NULLS FIRST, i.since"#,
        ws,
        channel.as_str(),
        &kinds,
        &values,
        at,
        when == When::Until
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            let kind = IdentityKind::parse(&r.kind).ok_or_else(|| {
                Error::inconsistent("contact_identity", "kind", r.contact_id, &r.kind)
            })?;
            Ok(Held {
                row: r.id,
                contact: r.contact_id.into(),
                kind,
                value: r.value,
                since: r.since,
            })
        })
        .collect()
}

/// Notes that a contact held these identities at a moment, given who is known to have ([`holders`]). Whoever else held
/// a number then, held it before or after. A contact made just now held none before.
pub(crate) async fn claim(
    tx: &mut WorkspaceTx,
    channel: &ChannelKind,
    (contact, created): (ContactId, bool),
    set: &IdentitySet,
    mut held: Vec<Held>,
    at: Time,
) -> Result<()> {
    let keys: Vec<Identity> = set.iter().filter(|i| i.kind.is_key()).cloned().collect();
    let mut new = Vec::with_capacity(keys.len());
    for identity in &keys {
        let phone = identity.kind == IdentityKind::Phone;
        let holder = held
            .iter()
            .position(|h| h.kind == identity.kind && h.value == identity.value)
            .map(|n| held.swap_remove(n));
        let ended = match holder {
            Some(held) if held.contact == contact => {
                seen_at(tx, held.row, at).await?;
                if phone {
                    one_number(tx, channel, contact, &identity.value, at).await?;
                }
                continue;
            }
            // Somebody else's user id: it was not merged for a reason, and it stays where it is.
            Some(_) if !phone => continue,
            Some(held) if at >= held.since => cut(tx, held.row, at).await?,
            Some(held) => Some(held.since),
            None => None,
        };
        let ended = if phone && !created {
            let later = one_number(tx, channel, contact, &identity.value, at).await?;
            [ended, later].into_iter().flatten().min()
        } else {
            ended
        };
        new.push((identity, at, ended));
    }
    insert(tx, channel, contact, &new).await
}

/// A person has one number at a time: the one they had before ends, and one they have had since ends this one.
async fn one_number(
    tx: &mut WorkspaceTx,
    channel: &ChannelKind,
    contact: ContactId,
    value: &str,
    at: Time,
) -> Result<Option<Time>> {
    let ws = tx.ws();
    let others = sqlx::query!(
        r#"SELECT id, since, greatest(seen_at, since) AS "seen!", ended_at FROM app.contact_identity
           WHERE workspace_id = $1 AND channel_kind = $2 AND contact_id = $3 AND kind = 'phone' AND value <> $4"#,
        ws,
        channel.as_str(),
        contact.uuid(),
        value
    )
    .fetch_all(tx.conn())
    .await?;
    let mut later = None;
    for other in others {
        let next = [other.since, other.seen].into_iter().find(|t| *t > at);
        later = [later, next].into_iter().flatten().min();
        if other.ended_at.is_none() && other.since <= at {
            cut(tx, other.id, at).await?;
        }
    }
    Ok(later)
}

/// Ends what a contact gave up at a moment; noted as a past tenure when it was not known.
pub(crate) async fn give_up(
    tx: &mut WorkspaceTx,
    channel: &ChannelKind,
    contact: ContactId,
    identity: &Identity,
    at: Time,
) -> Result<()> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT id, since, ended_at FROM app.contact_identity
         WHERE workspace_id = $1 AND channel_kind = $2 AND contact_id = $3 AND kind = $4 AND value = $5",
        ws,
        channel.as_str(),
        contact.uuid(),
        identity.kind.as_str(),
        identity.value
    )
    .fetch_all(tx.conn())
    .await?;
    let mut known = false;
    for row in rows {
        if row.since <= at && row.ended_at.is_none_or(|end| end > at) {
            cut(tx, row.id, at).await?;
            // Until then it was surely held.
            seen_at(tx, row.id, at).await?;
            known = true;
        } else if row.ended_at == Some(at)
            || (identity.kind != IdentityKind::Phone && row.ended_at.is_some())
        {
            known = true;
        }
    }
    if !known {
        insert(tx, channel, contact, &[(identity, at, Some(at))]).await?;
    }
    Ok(())
}

/// Whether a contact is known by another user id than this one, today.
pub(crate) async fn other_user_id(
    tx: &mut WorkspaceTx,
    channel: &ChannelKind,
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
        channel.as_str(),
        contact.uuid(),
        user_id
    )
    .fetch_one(tx.conn())
    .await?)
}

/// Whether a contact has another number than this one, today.
pub(crate) async fn other_number(
    tx: &mut WorkspaceTx,
    channel: &ChannelKind,
    contact: ContactId,
    set: &IdentitySet,
) -> Result<bool> {
    let Some(phone) = set.get(IdentityKind::Phone) else {
        return Ok(false);
    };
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM app.contact_identity WHERE workspace_id = $1 AND channel_kind = $2 AND contact_id = $3
             AND kind = 'phone' AND value <> $4 AND ended_at IS NULL) AS "e!""#,
        ws,
        channel.as_str(),
        contact.uuid(),
        phone
    )
    .fetch_one(tx.conn())
    .await?)
}

/// One resolver of an identity at a time: two lanes must not both find nobody and both make a contact. In the order of
/// the set, so that two who hold never wait for each other; whoever holds several channels' goes by the channels' names.
pub(crate) async fn hold(
    tx: &mut WorkspaceTx,
    channel: &ChannelKind,
    set: &IdentitySet,
) -> Result<()> {
    let ws = tx.ws();
    let keys: Vec<String> = set
        .iter()
        .filter(|i| i.kind.is_key())
        .map(|i| format!("{ws}|{channel}|{}|{}", i.kind.as_str(), i.value))
        .collect();
    // A function's rows come in their own order, and are locked in it.
    sqlx::query!(
        "SELECT pg_advisory_xact_lock(hashtextextended(u.key, 0)) AS held FROM unnest($1::text[]) AS u (key)",
        &keys
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(())
}

/// The same for everything these contacts are or were known by.
pub(crate) async fn hold_all_of(tx: &mut WorkspaceTx, contacts: &[uuid::Uuid]) -> Result<()> {
    let ws = tx.ws();
    let held = sqlx::query!(
        "SELECT channel_kind, kind, value, contact_id FROM app.contact_identity WHERE workspace_id = $1 AND contact_id = ANY ($2)",
        ws,
        contacts
    )
    .fetch_all(tx.conn())
    .await?;
    let mut sets: BTreeMap<ChannelKind, IdentitySet> = BTreeMap::new();
    for one in &held {
        let kind = IdentityKind::parse(&one.kind).ok_or_else(|| {
            Error::inconsistent("contact_identity", "kind", one.contact_id, &one.kind)
        })?;
        let set = sets.entry(ChannelKind::new(&one.channel_kind)).or_default();
        set.add(kind, Some(&one.value));
    }
    for (channel, set) in &sets {
        hold(tx, channel, set).await?;
    }
    Ok(())
}

//! Contacts: sets of identities, found, grown and merged only on evidence inside one payload.

use domain::Time;
use domain::channel::ChannelKind;
use domain::consent::Consent;
use domain::identity::{Identity, IdentityKind, IdentitySet};
use domain::ids::ContactId;

use crate::identities::{
    When, claim, give_up, hold, holders, is_stranger, other_number, other_user_id,
};
use crate::{Error, Result, WorkspaceTx};

pub use crate::contact_find::{Counts, Filter, MOST, counts, find};
pub use crate::contact_labels::{change_labels, labels};
pub use crate::contact_list::{ListRow, rows};
pub use crate::contact_marks::{Shown, describe, name_in_app, show, stop_marketing};

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

/// Finds or makes the contact these identities named at a moment, and attaches the new ones.
///
/// A user id outranks a number. When one payload names two contacts they are merged, unless it shows that the number
/// has a new holder: its contact has another user id, or had the number before a person who came from another one.
/// Then only the number moves.
pub async fn resolve(
    tx: &mut WorkspaceTx,
    kind: &ChannelKind,
    set: &IdentitySet,
    at: Time,
    now: Time,
) -> Result<Option<Resolved>> {
    resolve_shown(tx, kind, set, &Shown::default(), (at, now)).await
}

/// The same for somebody who shows this of themselves: a contact made just now has it from the beginning, one that was
/// there has it by [`show`], once its thread is locked.
pub async fn resolve_shown(
    tx: &mut WorkspaceTx,
    kind: &ChannelKind,
    set: &IdentitySet,
    shown: &Shown<'_>,
    (at, now): (Time, Time),
) -> Result<Option<Resolved>> {
    if set.primary().is_none() {
        return Ok(None);
    }
    hold(tx, kind, set).await?;
    let mut held = holders(tx, kind, set, at, When::At).await?;
    let of = |wanted: IdentityKind| held.iter().find(|h| h.kind == wanted);
    let by_user = of(IdentityKind::UserId).or_else(|| of(IdentityKind::ParentUserId));
    let mut merged = None;
    let (id, created) = match (by_user, of(IdentityKind::Phone)) {
        (Some(user), Some(phone)) if user.contact != phone.contact => {
            let recycled = other_user_id(tx, kind, phone.contact, set).await?
                || (!phone.began_about(at) && other_number(tx, kind, user.contact, set).await?);
            if !recycled {
                merge(tx, phone.contact, user.contact, now).await?;
                merged = Some(phone.contact);
            }
            (user.contact, false)
        }
        (Some(user), _) => (user.contact, false),
        (None, Some(phone)) if other_user_id(tx, kind, phone.contact, set).await? => {
            (create(tx, shown, now).await?, true)
        }
        (None, Some(phone)) => (phone.contact, false),
        (None, None) => {
            let id = create(tx, shown, now).await?;
            if let Some(phone) = set.get(IdentityKind::Phone) {
                crate::stop_carried::carry(tx, kind, id, phone, now).await?;
            }
            (id, true)
        }
    };
    if merged.is_some() {
        held = holders(tx, kind, set, at, When::At).await?;
    }
    claim(tx, kind, (id, created), set, held, at).await?;
    Ok(Some(Resolved {
        id,
        created,
        merged,
    }))
}

/// The provider says that one person's identities changed at a moment: whoever had the old ones then has the new ones
/// from then on. Told twice, or late, it says the same.
pub async fn change_identity(
    tx: &mut WorkspaceTx,
    kind: &ChannelKind,
    old: &IdentitySet,
    new: &IdentitySet,
    at: Time,
    now: Time,
) -> Result<Option<Resolved>> {
    let mut all = old.clone();
    all.merge(new);
    if all.primary().is_none() {
        return Ok(None);
    }
    hold(tx, kind, &all).await?;
    // Of the old number only a tenure that had begun by then, of the new one only a tenure that had not: the others are
    // of people who had, or came to have, the number besides.
    let mut before = Vec::new();
    for held in holders(tx, kind, old, at, When::Until).await? {
        let phone = held.kind == IdentityKind::Phone;
        if !phone || (held.had_begun(at) && !is_stranger(tx, kind, &held, &all, at).await?) {
            before.push(held);
        }
    }
    let mut same = Vec::new();
    for held in holders(tx, kind, new, at, When::At).await? {
        let phone = held.kind == IdentityKind::Phone;
        if !phone || (held.began_about(at) && !is_stranger(tx, kind, &held, &all, at).await?) {
            same.push(held.contact);
        }
    }
    let known = before
        .iter()
        .min_by_key(|h| rank(h.kind))
        .map(|h| h.contact)
        .or_else(|| same.first().copied());
    let (person, created) = match known {
        Some(person) => (person, false),
        None => (create(tx, &Shown::default(), now).await?, true),
    };
    // A message under the new identity may have come first and made a contact of its own.
    let mut merged = None;
    for other in same {
        if other != person && merged != Some(other) {
            merge(tx, other, person, now).await?;
            merged = Some(other);
        }
    }
    for identity in old.iter().filter(|i| i.kind.is_key()) {
        if new
            .get(identity.kind)
            .is_some_and(|value| value != identity.value)
        {
            give_up(tx, kind, person, identity, at).await?;
        }
    }
    let held = holders(tx, kind, new, at, When::At).await?;
    claim(tx, kind, (person, created), new, held, at).await?;
    Ok(Some(Resolved {
        id: person,
        created,
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

async fn create(tx: &mut WorkspaceTx, shown: &Shown<'_>, now: Time) -> Result<ContactId> {
    let id = ContactId::new();
    let ws = tx.ws();
    sqlx::query!(
        "INSERT INTO app.contact (workspace_id, id, created_at, name, username, wrote_first) VALUES ($1, $2, $3, $4, $5, $6)",
        ws,
        id.uuid(),
        now,
        shown.name,
        shown.username,
        shown.wrote
    )
    .execute(tx.conn())
    .await?;
    Ok(id)
}

/// Locks contacts as they are now, by id, until the transaction ends. What is decided about them afterwards is decided
/// about what stays so.
pub async fn lock(tx: &mut WorkspaceTx, contacts: &[ContactId]) -> Result<()> {
    let ws = tx.ws();
    let ids: Vec<uuid::Uuid> = contacts.iter().map(|id| id.uuid()).collect();
    sqlx::query!(
        "SELECT id FROM app.contact WHERE workspace_id = $1 AND id = ANY ($2) AND merged_into IS NULL ORDER BY id FOR UPDATE",
        ws,
        &ids
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(())
}

/// What a person said about being written to.
#[derive(Debug, Clone, Copy)]
pub struct Wishes {
    /// Whether at all.
    pub consent: Consent,
    /// Whether not about offers.
    pub marketing_stopped: bool,
}

/// Reads it and holds it until the transaction ends: a stop comes either before, and is seen here, or after.
pub async fn hold_wishes(tx: &mut WorkspaceTx, id: ContactId) -> Result<Option<Wishes>> {
    let ws = tx.ws();
    let row = sqlx::query!(
        "SELECT consent, marketing_stopped FROM app.contact WHERE workspace_id = $1 AND id = $2 FOR SHARE",
        ws,
        id.uuid()
    )
    .fetch_optional(tx.conn())
    .await?;
    row.map(|row| {
        let consent = Consent::parse(&row.consent)
            .ok_or_else(|| Error::inconsistent("contact", "consent", id, &row.consent))?;
        Ok(Wishes {
            consent,
            marketing_stopped: row.marketing_stopped,
        })
    })
    .transpose()
}

/// Moves everything of `from` to `into`. The stronger of two consents holds: a stop outlives a merge.
async fn merge(tx: &mut WorkspaceTx, from: ContactId, into: ContactId, now: Time) -> Result<()> {
    crate::conversations::lock_of_contacts(tx, &[from, into]).await?;
    let (ws, from, into) = (tx.ws(), from.uuid(), into.uuid());
    sqlx::query!("UPDATE app.contact_identity SET contact_id = $3 WHERE workspace_id = $1 AND contact_id = $2", ws, from, into)
        .execute(tx.conn())
        .await?;
    sqlx::query!(
        "UPDATE app.contact t SET
           name = CASE WHEN t.name_from_app AND NOT f.name_from_app THEN coalesce(f.name, t.name) ELSE coalesce(t.name, f.name) END,
           name_from_app = (t.name IS NULL OR t.name_from_app) AND (f.name IS NULL OR f.name_from_app) AND (t.name_from_app OR f.name_from_app),
           app_name = coalesce(t.app_name, f.app_name), app_name_at = greatest(t.app_name_at, f.app_name_at),
           username = coalesce(t.username, f.username),
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
    crate::contact_labels::follow_merge(tx, from, into).await?;
    crate::attributes::follow_merge(tx, from, into).await?;
    crate::conversations::follow_merge(tx, from.into(), into.into(), now).await
}

/// Which contact was merged into which.
pub async fn merges(
    tx: &mut WorkspaceTx,
) -> Result<std::collections::BTreeMap<uuid::Uuid, uuid::Uuid>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        r#"SELECT id, merged_into AS "into!" FROM app.contact WHERE workspace_id = $1 AND merged_into IS NOT NULL"#,
        ws
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|r| (r.id, r.into)).collect())
}

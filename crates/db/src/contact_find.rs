//! Finding contacts: which belong to a page, and how many there are. What they look like is read afterwards.

use domain::Time;
use domain::consent::Consent;
use domain::ids::{ContactId, LabelId};

use crate::conversation_find::plan_with_values;
use crate::{Result, WorkspaceTx};

/// Contacts looked at for one word.
const LOOKED_AT: i32 = 10_000;

/// Nothing is counted beyond this.
pub const MOST: i64 = 10_000;

/// What is listed.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words that are found in names, user names and numbers.
    pub words: Vec<String>,
    /// The same text whole: an id that was pasted.
    pub exact: Option<String>,
    /// Only with this consent.
    pub consent: Option<Consent>,
    /// Only with this label.
    pub label: Option<LabelId>,
    /// Rows after this place.
    pub after: Option<(Time, ContactId)>,
}

/// How many contacts there are of each consent, each at most [`MOST`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Neither agreed nor stopped.
    pub none: i64,
    /// Agreed.
    pub opted_in: i64,
    /// Said stop.
    pub opted_out: i64,
}

/// A page of what is asked for, newest first. Merged and erased contacts are not in it.
pub async fn find(tx: &mut WorkspaceTx, filter: &Filter, limit: i64) -> Result<Vec<ContactId>> {
    let Some(only) = narrowed(tx, filter).await? else {
        return Ok(Vec::new());
    };
    plan_with_values(tx).await?;
    let ws = tx.ws();
    let (at, id) = filter
        .after
        .map_or((None, None), |(at, id)| (Some(at), Some(id.uuid())));
    let rows = sqlx::query_scalar!(
        "SELECT c.id FROM app.contact c
         WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.erased_at IS NULL
           AND ($2::uuid[] IS NULL OR c.id = ANY ($2))
           AND ($3::text IS NULL OR c.consent = $3)
           AND ($4::uuid IS NULL OR c.id IN (SELECT l.contact_id FROM app.contact_label l WHERE l.workspace_id = $1 AND l.label_id = $4))
           AND ($5::timestamptz IS NULL OR (c.created_at, c.id) < ($5, $6))
         ORDER BY c.created_at DESC, c.id DESC LIMIT $7",
        ws,
        only.as_deref(),
        filter.consent.map(Consent::as_str),
        filter.label.map(LabelId::uuid),
        at,
        id,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(ContactId::from).collect())
}

/// Counts what is asked for, whatever its consent and place.
pub async fn counts(tx: &mut WorkspaceTx, filter: &Filter) -> Result<Counts> {
    let Some(only) = narrowed(tx, filter).await? else {
        return Ok(Counts::default());
    };
    plan_with_values(tx).await?;
    let ws = tx.ws();
    let row = sqlx::query!(
        r#"SELECT
             (SELECT count(*) FROM (SELECT 1 FROM app.contact c WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.erased_at IS NULL AND c.consent = 'none'
                AND ($2::uuid[] IS NULL OR c.id = ANY ($2)) AND ($3::uuid IS NULL OR c.id IN (SELECT l.contact_id FROM app.contact_label l WHERE l.workspace_id = $1 AND l.label_id = $3)) LIMIT $4) x) AS "none!",
             (SELECT count(*) FROM (SELECT 1 FROM app.contact c WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.erased_at IS NULL AND c.consent = 'opted_in'
                AND ($2::uuid[] IS NULL OR c.id = ANY ($2)) AND ($3::uuid IS NULL OR c.id IN (SELECT l.contact_id FROM app.contact_label l WHERE l.workspace_id = $1 AND l.label_id = $3)) LIMIT $4) x) AS "opted_in!",
             (SELECT count(*) FROM (SELECT 1 FROM app.contact c WHERE c.workspace_id = $1 AND c.merged_into IS NULL AND c.erased_at IS NULL AND c.consent = 'opted_out'
                AND ($2::uuid[] IS NULL OR c.id = ANY ($2)) AND ($3::uuid IS NULL OR c.id IN (SELECT l.contact_id FROM app.contact_label l WHERE l.workspace_id = $1 AND l.label_id = $3)) LIMIT $4) x) AS "opted_out!""#,
        ws,
        only.as_deref(),
        filter.label.map(LabelId::uuid),
        MOST
    )
    .fetch_one(tx.conn())
    .await?;
    Ok(Counts {
        none: row.none,
        opted_in: row.opted_in,
        opted_out: row.opted_out,
    })
}

/// The contacts that the words leave: all when no words are asked for, nothing to look further when they leave none.
async fn narrowed(
    tx: &mut WorkspaceTx,
    filter: &Filter,
) -> Result<Option<Option<Vec<uuid::Uuid>>>> {
    let exact = filter.exact.as_deref();
    if filter.words.is_empty() && exact.is_none() {
        return Ok(Some(None));
    }
    let ws = tx.ws();
    let mut found = sqlx::query_scalar!(
        r#"SELECT i.contact_id AS "id!" FROM app.contact_identity i
           WHERE i.workspace_id = $1 AND i.value = $2 AND i.ended_at IS NULL"#,
        ws,
        exact
    )
    .fetch_all(tx.conn())
    .await?;
    if !filter.words.is_empty() {
        let named = sqlx::query_scalar!(
            r#"SELECT f.id AS "id!" FROM app.find_contacts($1, $2) f"#,
            &filter.words,
            LOOKED_AT
        )
        .fetch_all(tx.conn())
        .await?;
        found.extend(named);
    }
    Ok((!found.is_empty()).then_some(Some(found)))
}

//! Finding conversations: which belong to a page of a view or a search. What they look like is read afterwards.

use domain::Time;
use domain::ids::{ChannelId, ConversationId, LabelId, PersonId};

use crate::{Result, WorkspaceTx, mentions};

/// Messages looked at for one word.
const LOOKED_AT: i32 = 5_000;

/// A view of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// Whatever its state.
    Any,
    /// Neither asleep nor done.
    #[default]
    Open,
    /// Open, of one person.
    Mine,
    /// A note names who asks.
    Mentions,
    /// Open, of nobody.
    Unassigned,
    /// Open, and the customer wrote last.
    Unanswered,
    /// A draft waits for a person.
    Waiting,
    /// A draft is held, or the sources do not answer.
    Held,
    /// Open, and the window closes soon; the soonest first.
    Closing,
    /// A message failed.
    Failed,
    /// Something is unread.
    Unread,
    /// Asleep.
    Snoozed,
    /// Done.
    Resolved,
}

impl View {
    const fn word(self) -> &'static str {
        match self {
            Self::Any | Self::Mentions | Self::Waiting | Self::Held => "any",
            Self::Open => "open",
            Self::Mine => "mine",
            Self::Unassigned => "unassigned",
            Self::Unanswered => "unanswered",
            Self::Closing => "closing",
            Self::Failed => "failed",
            Self::Unread => "unread",
            Self::Snoozed => "snoozed",
            Self::Resolved => "resolved",
        }
    }

    /// Whether the list goes by the window instead of the newest activity.
    const fn by_window(self) -> bool {
        matches!(self, Self::Closing)
    }
}

/// What is listed.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an `is:` of its own, and all may be asked at once"
)]
pub struct Filter {
    /// Which view.
    pub view: View,
    /// Who asks; for [`View::Mine`] and [`View::Mentions`].
    pub me: Option<PersonId>,
    /// Words that are found in names, phone numbers or messages.
    pub words: Vec<String>,
    /// Words that are found in the customer's name or phone number.
    pub from: Vec<String>,
    /// Only on one of these channels; all when empty.
    pub channels: Vec<ChannelId>,
    /// Only with all of these labels.
    pub labels: Vec<LabelId>,
    /// Only of one of these people (`None`: of nobody); of anybody when absent.
    pub assignees: Option<Vec<Option<PersonId>>>,
    /// Only with something unread.
    pub unread: bool,
    /// Only where the customer wrote last.
    pub unanswered: bool,
    /// Only with a failure.
    pub failed: bool,
    /// Only with an open draft.
    pub draft: bool,
    /// Only where the window closes soon.
    pub closing: bool,
    /// Only where it is closed.
    pub closed: bool,
    /// Only in this state of their own.
    pub state: Option<&'static str>,
    /// Rows after this place.
    pub after: Option<(Time, ConversationId)>,
    /// A window that began before this closes soon.
    pub closing_before: Option<Time>,
    /// A window that began before this is closed.
    pub open_since: Option<Time>,
}

/// A conversation with its place in the list.
pub type Found = (ConversationId, Time);

/// A page of what is asked for, in the order of its view.
pub async fn find(tx: &mut WorkspaceTx, filter: &Filter, limit: i64) -> Result<Vec<Found>> {
    let Some(only) = narrowed(tx, filter).await? else {
        return page(tx, filter, None, limit).await;
    };
    if only.is_empty() {
        return Ok(Vec::new());
    }
    page(tx, filter, Some(only), limit).await
}

/// The few conversations that the words, mentions and drafts leave; `None` when none of them is asked for.
async fn narrowed(tx: &mut WorkspaceTx, filter: &Filter) -> Result<Option<Vec<uuid::Uuid>>> {
    let mut only: Option<Vec<uuid::Uuid>> = None;
    let words: Vec<String> = filter.words.iter().chain(&filter.from).cloned().collect();
    if !words.is_empty() {
        let found = sqlx::query_scalar!(
            r#"SELECT f.id AS "id!" FROM app.find_conversations($1, $2) f"#,
            &words,
            LOOKED_AT
        )
        .fetch_all(tx.conn())
        .await?;
        only = Some(found);
    }
    if filter.view == View::Mentions {
        let named = match filter.me {
            Some(me) => mentions::threads(tx, me).await?,
            None => Vec::new(),
        };
        only = Some(both(only, named));
    }
    let states: &[&str] = match (filter.view, filter.draft) {
        (View::Waiting, _) => &["waiting", "held"],
        (View::Held, _) => &["held", "no_grounding"],
        (_, true) => &["waiting", "held", "no_grounding"],
        (_, false) => return Ok(only),
    };
    let states: Vec<String> = states.iter().map(|s| (*s).to_owned()).collect();
    let ws = tx.ws();
    let drafts = sqlx::query_scalar!(
        "SELECT conversation_id FROM app.draft WHERE workspace_id = $1 AND state IN ('waiting', 'held', 'no_grounding') AND state = ANY ($2)",
        ws,
        &states
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(Some(both(only, drafts)))
}

/// What is in both; everything when nothing was asked for before.
fn both(before: Option<Vec<uuid::Uuid>>, now: Vec<uuid::Uuid>) -> Vec<uuid::Uuid> {
    let Some(before) = before else { return now };
    let now: std::collections::HashSet<_> = now.into_iter().collect();
    before.into_iter().filter(|id| now.contains(id)).collect()
}

/// With the values at hand the planner drops every condition that is not asked for, and so finds the view's own index.
pub(crate) async fn plan_with_values(tx: &mut WorkspaceTx) -> Result<()> {
    sqlx::query!("SELECT set_config('plan_cache_mode', 'force_custom_plan', true) AS done")
        .fetch_one(tx.conn())
        .await?;
    Ok(())
}

async fn page(
    tx: &mut WorkspaceTx,
    filter: &Filter,
    only: Option<Vec<uuid::Uuid>>,
    limit: i64,
) -> Result<Vec<Found>> {
    plan_with_values(tx).await?;
    let ws = tx.ws();
    let (after_at, after_id) = filter
        .after
        .map_or((None, None), |(at, id)| (Some(at), Some(id.uuid())));
    let channels: Vec<uuid::Uuid> = filter.channels.iter().map(|id| id.uuid()).collect();
    let labels: Vec<uuid::Uuid> = filter.labels.iter().map(|id| id.uuid()).collect();
    let nobody = filter
        .assignees
        .as_ref()
        .is_some_and(|list| list.contains(&None));
    let people: Option<Vec<uuid::Uuid>> = filter
        .assignees
        .as_ref()
        .map(|list| list.iter().flatten().map(|id| id.uuid()).collect());
    // `$18` says which of two orders it is; what does not belong to it folds away, in the conditions and in the order.
    let rows = sqlx::query!(
        r#"SELECT c.id, CASE WHEN $18 THEN c.last_customer_at ELSE c.last_at END AS "place!" FROM app.conversation c
           WHERE c.workspace_id = $1 AND c.merged_into IS NULL
             AND ($2::uuid[] IS NULL OR c.id = ANY ($2))
             AND ($3::timestamptz IS NULL OR $18 OR (c.last_at, c.id) < ($3, $4))
             AND ($3::timestamptz IS NULL OR NOT $18 OR (c.last_customer_at, c.id) > ($3, $4))
             AND CASE $5
                   WHEN 'open' THEN c.state = 'open'
                   WHEN 'mine' THEN c.state = 'open' AND c.assignee = $6
                   WHEN 'unassigned' THEN c.state = 'open' AND c.assignee IS NULL
                   WHEN 'unanswered' THEN c.state = 'open' AND c.last_direction = 'in'
                   WHEN 'closing' THEN c.state = 'open' AND c.topic_id = '' AND c.last_customer_at < $7 AND c.last_customer_at > $8
                   WHEN 'failed' THEN c.failed > 0
                   WHEN 'unread' THEN c.unread > 0
                   WHEN 'snoozed' THEN c.state = 'snoozed'
                   WHEN 'resolved' THEN c.state = 'resolved'
                   ELSE true END
             AND (cardinality($9::uuid[]) = 0 OR c.channel_id = ANY ($9))
             AND (cardinality($10::uuid[]) = 0 OR c.id IN (SELECT l.conversation_id FROM app.conversation_label l
                   WHERE l.workspace_id = $1 AND l.label_id = ANY ($10) GROUP BY l.conversation_id HAVING count(*) = cardinality($10)))
             AND ($11::uuid[] IS NULL OR c.assignee = ANY ($11) OR ($12 AND c.assignee IS NULL))
             AND (NOT $13 OR c.unread > 0)
             AND (NOT $14 OR c.failed > 0)
             AND (NOT $15 OR c.last_direction = 'in')
             AND (NOT $16 OR (c.topic_id = '' AND c.last_customer_at < $7 AND c.last_customer_at > $8))
             AND (NOT $17 OR (c.topic_id = '' AND (c.last_customer_at IS NULL OR c.last_customer_at <= $8)))
             AND ($19::text IS NULL OR c.state = $19)
             AND (cardinality($20::text[]) = 0 OR EXISTS (SELECT 1 FROM app.contact k WHERE k.workspace_id = $1 AND k.id = c.contact_id
                   AND NOT EXISTS (SELECT 1 FROM unnest($20) w (word)
                     WHERE strpos(lower(coalesce(k.name, '') || ' ' || coalesce(k.username, '')), w.word) = 0
                       AND NOT EXISTS (SELECT 1 FROM app.contact_identity i WHERE i.workspace_id = $1 AND i.contact_id = k.id
                         AND i.kind = 'phone' AND i.ended_at IS NULL AND strpos(i.value, ltrim(w.word, '0')) > 0))))
           ORDER BY CASE WHEN $18 THEN c.last_customer_at END, CASE WHEN $18 THEN c.id END, c.last_at DESC, c.id DESC
           LIMIT $21"#,
        ws,
        only.as_deref(),
        after_at,
        after_id,
        filter.view.word(),
        filter.me.map(PersonId::uuid),
        filter.closing_before,
        filter.open_since,
        &channels,
        &labels,
        people.as_deref(),
        nobody,
        filter.unread,
        filter.failed,
        filter.unanswered,
        filter.closing,
        filter.closed,
        filter.view.by_window(),
        filter.state,
        &filter.from,
        limit
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|r| (r.id.into(), r.place)).collect())
}

//! Templates as the provider last described them.

use domain::Time;
use domain::ids::{ChannelId, TemplateId};
use domain::news::TemplateNews;
use domain::template::Template;

use crate::{Error, Result, WorkspaceTx};

/// A stored template.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Which.
    pub id: TemplateId,
    /// Of which channel's account.
    pub channel: ChannelId,
    /// Its definition.
    pub template: Template,
    /// How people take to it, in the provider's word.
    pub quality: Option<String>,
    /// What the provider advises about a rejected one.
    pub advice: Option<String>,
    /// Until when the provider pauses it, where it told.
    pub paused_until: Option<Time>,
    /// When it was last read from the provider.
    pub synced_at: Time,
}

/// So long a list read from the provider may still lack what it told by itself.
const LIST_LAGS: chrono::Duration = chrono::Duration::seconds(60);

/// Replaces a channel's templates with what the provider lists now.
pub async fn replace(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    templates: &[Template],
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    let read_before = was_read(tx, channel).await?;
    for template in templates {
        let definition = serde_json::to_value(template)
            .map_err(|e| Error::inconsistent("template", "definition", &template.name, e))?;
        sqlx::query!(
            "INSERT INTO app.template (workspace_id, id, channel_id, name, language, status, category, provider_id, definition, synced_at, reason, status_since)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $12, CASE WHEN $13::boolean THEN $10::timestamptz END)
             ON CONFLICT (workspace_id, channel_id, name, language) DO UPDATE SET
               category = CASE WHEN app.template.category_since > greatest($11, app.template.synced_at) THEN app.template.category ELSE excluded.category END,
               category_since = CASE WHEN app.template.category = excluded.category OR app.template.category_since > greatest($11, app.template.synced_at)
                 THEN app.template.category_since ELSE excluded.synced_at END,
               status_since = CASE WHEN app.template.told_at > $11 OR app.template.status = excluded.status THEN app.template.status_since ELSE excluded.synced_at END,
               status = CASE WHEN app.template.told_at > $11 THEN app.template.status ELSE excluded.status END,
               paused_until = CASE WHEN app.template.told_at > $11 OR excluded.status = 'PAUSED' THEN app.template.paused_until END,
               reason = CASE WHEN app.template.told_at > $11 THEN app.template.reason ELSE excluded.reason END,
               advice = CASE WHEN app.template.told_at > $11 OR (excluded.status = 'REJECTED' AND excluded.reason IS NOT DISTINCT FROM app.template.reason) THEN app.template.advice END,
               provider_id = excluded.provider_id, definition = excluded.definition, synced_at = excluded.synced_at",
            ws,
            TemplateId::new().uuid(),
            channel.uuid(),
            template.name,
            template.language,
            template.status.0,
            template.category,
            template.provider_id,
            definition,
            now,
            now - LIST_LAGS,
            template.reason.as_deref().filter(|_| template.status.0 == "REJECTED"),
            read_before
        )
        .execute(tx.conn())
        .await?;
    }
    sqlx::query!(
        "UPDATE app.template SET status = 'DELETED' WHERE workspace_id = $1 AND channel_id = $2 AND synced_at < $3",
        ws,
        channel.uuid(),
        now
    )
    .execute(tx.conn())
    .await?;
    Ok(())
}

/// A channel's templates, or all of the workspace's, by name and language.
pub async fn list(tx: &mut WorkspaceTx, channel: Option<ChannelId>) -> Result<Vec<Stored>> {
    fetch(tx, channel, None, None).await
}

/// One template by name and language.
pub async fn find(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    name: &str,
    language: &str,
) -> Result<Option<Stored>> {
    Ok(fetch(tx, Some(channel), Some(name), Some(language))
        .await?
        .pop())
}

async fn fetch(
    tx: &mut WorkspaceTx,
    channel: Option<ChannelId>,
    name: Option<&str>,
    language: Option<&str>,
) -> Result<Vec<Stored>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        "SELECT id, channel_id, status, category, quality, reason, advice, paused_until, definition, synced_at FROM app.template
         WHERE workspace_id = $1 AND ($2::uuid IS NULL OR channel_id = $2) AND ($3::text IS NULL OR name = $3) AND ($4::text IS NULL OR language = $4)
         ORDER BY name, language",
        ws,
        channel.map(ChannelId::uuid),
        name,
        language
    )
    .fetch_all(tx.conn())
    .await?;
    rows.into_iter()
        .map(|r| {
            let mut template: Template = serde_json::from_value(r.definition)
                .map_err(|e| Error::inconsistent("template", "definition", r.id, e))?;
            template.status.0 = r.status;
            template.category = r.category;
            template.reason = r.reason;
            Ok(Stored {
                id: r.id.into(),
                channel: r.channel_id.into(),
                template,
                quality: r.quality,
                advice: r.advice,
                paused_until: r.paused_until,
                synced_at: r.synced_at,
            })
        })
        .collect()
}

/// What a webhook about a template changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Its name.
    pub name: String,
    /// Its language.
    pub language: String,
    /// Its state before, when it is another one now.
    pub status_before: Option<String>,
    /// Its quality before, when it is another one now.
    pub quality_before: Option<Option<String>>,
    /// Its category before, when it is another one now.
    pub category_before: Option<String>,
}

/// Takes down what the provider tells of a template, unless something newer is known. `None` when it is not known here.
pub async fn told(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    news: &TemplateNews,
    at: Time,
) -> Result<Option<Moved>> {
    let ws = tx.ws();
    let known = sqlx::query!(
        "SELECT id, name, language, status, category, quality, told_at, quality_at, synced_at FROM app.template
         WHERE workspace_id = $1 AND channel_id = $2 AND (provider_id = $3 OR (name = $4 AND language = $5))
         ORDER BY provider_id = $3 DESC NULLS LAST LIMIT 1 FOR NO KEY UPDATE",
        ws,
        channel.uuid(),
        news.id,
        news.name,
        news.language
    )
    .fetch_optional(tx.conn())
    .await?;
    let Some(known) = known else { return Ok(None) };
    // What the list said later outranks it, too.
    let fresh = known.told_at.is_none_or(|told| told <= at) && known.synced_at - LIST_LAGS <= at;
    let status = news.status.as_deref().filter(|_| fresh);
    let category = news
        .category
        .as_deref()
        .filter(|_| known.synced_at - LIST_LAGS <= at);
    let quality = news
        .quality
        .as_deref()
        .filter(|_| known.quality_at.is_none_or(|told| told <= at));
    sqlx::query!(
        "UPDATE app.template SET status = coalesce($3, status), category = coalesce($4, category), quality = coalesce($5, quality),
           paused_until = CASE WHEN $3::text IS NULL THEN paused_until WHEN $3 = 'PAUSED' THEN $7 END,
           reason = CASE WHEN $3::text IS NULL THEN reason WHEN $3 = 'REJECTED' THEN $8 END,
           advice = CASE WHEN $3::text IS NULL THEN advice WHEN $3 = 'REJECTED' THEN $9 END,
           status_since = CASE WHEN coalesce($3, status) = status THEN status_since ELSE $6 END,
           category_since = CASE WHEN coalesce($4, category) = category THEN category_since ELSE $6 END,
           told_at = CASE WHEN $3::text IS NULL THEN told_at ELSE $6 END,
           quality_at = CASE WHEN $5::text IS NULL THEN quality_at ELSE $6 END
         WHERE workspace_id = $1 AND id = $2",
        ws,
        known.id,
        status,
        category,
        quality,
        at,
        news.paused_hours.map(|hours| at + chrono::Duration::hours(hours.into())),
        news.reason,
        news.advice
    )
    .execute(tx.conn())
    .await?;
    Ok(Some(Moved {
        status_before: status
            .filter(|new| **new != known.status)
            .map(|_| known.status),
        quality_before: quality
            .filter(|new| Some(*new) != known.quality.as_deref())
            .map(|_| known.quality),
        category_before: category
            .filter(|new| **new != known.category)
            .map(|_| known.category),
        name: known.name,
        language: known.language,
    }))
}

/// How many templates of a channel stand in each state.
pub async fn counts(tx: &mut WorkspaceTx, channel: ChannelId) -> Result<Vec<(String, i64)>> {
    let ws = tx.ws();
    let rows = sqlx::query!(
        r#"SELECT status, count(*) AS "n!" FROM app.template WHERE workspace_id = $1 AND channel_id = $2 GROUP BY status ORDER BY status"#,
        ws,
        channel.uuid()
    )
    .fetch_all(tx.conn())
    .await?;
    Ok(rows.into_iter().map(|r| (r.status, r.n)).collect())
}

/// Whether a channel's templates were read before, be it that there were none.
async fn was_read(tx: &mut WorkspaceTx, channel: ChannelId) -> Result<bool> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM app.template WHERE workspace_id = $1 AND channel_id = $2)
             OR EXISTS (SELECT FROM app.channel_fact WHERE workspace_id = $1 AND channel_id = $2 AND what = $3
                  AND NOT value -> 'problems' @> '[{"part": "templates"}]') AS "read!""#,
        ws,
        channel.uuid(),
        domain::news::what::CHECK
    )
    .fetch_one(tx.conn())
    .await?)
}

/// When a channel's templates were last read.
pub async fn synced_at(tx: &mut WorkspaceTx, channel: ChannelId) -> Result<Option<Time>> {
    let ws = tx.ws();
    Ok(sqlx::query_scalar!(
        "SELECT max(synced_at) FROM app.template WHERE workspace_id = $1 AND channel_id = $2",
        ws,
        channel.uuid()
    )
    .fetch_one(tx.conn())
    .await?)
}

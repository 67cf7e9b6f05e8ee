//! Templates as the provider last described them.

use domain::Time;
use domain::ids::{ChannelId, TemplateId};
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
    /// When it was last read from the provider.
    pub synced_at: Time,
}

/// Replaces a channel's templates with what the provider lists now.
pub async fn replace(
    tx: &mut WorkspaceTx,
    channel: ChannelId,
    templates: &[Template],
    now: Time,
) -> Result<()> {
    let ws = tx.ws();
    for template in templates {
        let definition = serde_json::to_value(template)
            .map_err(|e| Error::inconsistent("template", "definition", &template.name, e))?;
        sqlx::query!(
            "INSERT INTO app.template (workspace_id, id, channel_id, name, language, status, category, provider_id, definition, synced_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
             ON CONFLICT (workspace_id, channel_id, name, language) DO UPDATE SET status = excluded.status, category = excluded.category,
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
            now
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
        "SELECT id, channel_id, status, definition, synced_at FROM app.template
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
            Ok(Stored {
                id: r.id.into(),
                channel: r.channel_id.into(),
                template,
                synced_at: r.synced_at,
            })
        })
        .collect()
}

//! The provider tells of an account, a number or a template: it is taken down, and what follows from it happens.

use db::channel_facts::{self, Outcome, Source, Telling};
use db::channels::{self, Channel};
use db::events::Ending;
use db::{Record, WorkspaceTx, lanes, templates};
use domain::Time;
use domain::event::EventBody;
use domain::gate::Connection;
use domain::ids::ChannelId;
use domain::news::{News, TemplateNews, Told, told_at, what};
use evidence::Kind;
use serde_json::{Value, json};

use crate::apply_event::Applying;
use crate::error::Result;
use crate::tell_threads::line;
use crate::{Desk, names};

/// A value that became another one.
struct Changed {
    told: Told,
    from: Option<Value>,
}

impl Desk {
    /// News of an account have their effect on the numbers they are about, each once.
    pub(crate) async fn heed_account(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        field: &str,
    ) -> Result<Ending> {
        let resynced = self.templates_moved(tx, at, field).await?;
        let kind = ::channels::registry::by_kind(at.channel.kind.as_str());
        let Some(news) = kind.and_then(|kind| kind.news(field, &at.event.event.raw)) else {
            return Ok(if resynced {
                Ending::Applied
            } else {
                Ending::Stored
            });
        };
        let told = told_at(at.event.event.at, at.event.received_at);
        let siblings = self.siblings(tx, at.channel).await?;
        let about = self.concerned(tx, &siblings, &news).await?;
        if news.ask || (news.number.is_some() && about.is_empty()) {
            // What only asking can tell; also of a number that none of ours is shown as.
            let asked = if about.is_empty() { &siblings } else { &about };
            self.ask_soon(tx, asked, at.now).await?;
        }
        let ids: Vec<_> = about.iter().map(|channel| channel.id).collect();
        channels::hold(tx, &ids).await?;
        for channel in &about {
            self.take_down(tx, at, channel, &news, told).await?;
        }
        Ok(Ending::Applied)
    }

    /// The connected numbers of an account.
    async fn siblings(&self, tx: &mut WorkspaceTx, of: &Channel) -> Result<Vec<Channel>> {
        let all = channels::list(tx).await?;
        Ok(all
            .into_iter()
            .filter(|one| {
                one.kind == of.kind
                    && one.account_id == of.account_id
                    && one.app_ref == of.app_ref
                    && one.connection != Connection::Disconnected
            })
            .collect())
    }

    /// Those the news are about.
    async fn concerned(
        &self,
        tx: &mut WorkspaceTx,
        siblings: &[Channel],
        news: &News,
    ) -> Result<Vec<Channel>> {
        let Some(number) = &news.number else {
            return Ok(siblings.to_vec());
        };
        let shown = channel_facts::of_all(tx, &[what::DISPLAY]).await?;
        let by_provider = |channel: &Channel| {
            let facts = shown.get(&channel.id)?;
            facts.first()?.value.as_str().map(str::to_owned)
        };
        Ok(siblings
            .iter()
            .filter(|one| {
                let theirs = by_provider(one).unwrap_or_default();
                number.is(&one.external_id, &[&one.display, &theirs])
            })
            .cloned()
            .collect())
    }

    /// Everything the news say of one number.
    async fn take_down(
        &self,
        tx: &mut WorkspaceTx,
        at: &Applying<'_>,
        channel: &Channel,
        news: &News,
        told: Time,
    ) -> Result<()> {
        let EventBody::Account { field } = &at.event.event.body else {
            return Ok(());
        };
        let how = Telling {
            at: told,
            heard_at: at.event.received_at,
            source: Source::Webhook,
            simulated: channel.simulated,
        };
        let mut changed = self.tell_all(tx, channel, &news.facts, how).await?;
        if let Some(template) = &news.template {
            changed.extend(self.template_told(tx, channel, template, how).await?);
        }
        tx.record(Record {
            kind: Kind::Account,
            subject: format!("channel:{}", channel.id),
            actor: Some("meta".to_owned()),
            payload: json!({
                "field": field,
                "changed": changed.iter().map(|c| json!({
                    "what": c.told.what, "subject": c.told.subject, "from": c.from, "to": c.told.value,
                })).collect::<Vec<_>>(),
                "ended": news.ended, "at": told.to_rfc3339(), "simulated": channel.simulated,
                "signature": at.event.signature, "journal": at.event.journal_seq,
            }),
            message: None,
            conversation: None,
        });
        self.settle_ready(tx, channel.id).await?;
        if let Some(ended) = news.ended
            && self.is_about_this_token(tx, channel.id, told).await?
        {
            let job = names::end_channel_job(channel.id, ended, told);
            lanes::enqueue(tx, &[job], at.now).await?;
        }
        let lines: Vec<_> = changed
            .iter()
            .filter_map(|c| line(&c.told, c.from.as_ref()))
            .map(|line| names::tell_threads_job(channel.id, &line, told))
            .collect();
        lanes::enqueue(tx, &lines, at.now).await?;
        if !changed.is_empty() {
            tx.announce(names::workspace_changed("channel.updated"));
        }
        if news.template.is_some() {
            tx.announce(names::workspace_changed("template.updated"));
        }
        Ok(())
    }

    /// Whether what was told at this time is about the token the channel has: one that was put in later is another
    /// connection. The provider tells whole seconds.
    pub(crate) async fn is_about_this_token(
        &self,
        tx: &mut WorkspaceTx,
        channel: ChannelId,
        told: Time,
    ) -> Result<bool> {
        let since = channels::token_since(tx, channel).await?;
        Ok(since.is_some_and(|since| told + chrono::Duration::seconds(1) > since))
    }

    /// Takes values down; answers those that are other ones now.
    async fn tell_all(
        &self,
        tx: &mut WorkspaceTx,
        channel: &Channel,
        facts: &[Told],
        how: Telling,
    ) -> Result<Vec<Changed>> {
        let mut changed = Vec::new();
        for told in facts {
            if let Outcome::New { from } = channel_facts::tell(tx, channel.id, told, how).await? {
                changed.push(Changed {
                    told: told.clone(),
                    from,
                });
            }
        }
        Ok(changed)
    }

    /// A template's state, quality or category, at once: the list is read again besides.
    async fn template_told(
        &self,
        tx: &mut WorkspaceTx,
        channel: &Channel,
        news: &TemplateNews,
        how: Telling,
    ) -> Result<Vec<Changed>> {
        let Some(moved) = templates::told(tx, channel.id, news, how.at).await? else {
            return Ok(Vec::new());
        };
        let subject = format!("{} {}", moved.name, moved.language);
        let mut changed = Vec::new();
        let mut one = |what: &str, from: Option<Value>, to: Option<&String>| {
            let to = to.cloned().unwrap_or_default();
            changed.push(Changed {
                told: Told::new(what, to).of(subject.clone()),
                from,
            });
        };
        if let Some(before) = moved.status_before {
            one(
                what::TEMPLATE_STATUS,
                Some(json!(before)),
                news.status.as_ref(),
            );
        }
        if let Some(before) = moved.quality_before {
            one(
                what::TEMPLATE_QUALITY,
                before.map(Value::from),
                news.quality.as_ref(),
            );
        }
        if let Some(before) = moved.category_before {
            one(
                what::TEMPLATE_CATEGORY,
                Some(json!(before)),
                news.category.as_ref(),
            );
        }
        for c in &changed {
            channel_facts::note(tx, channel.id, &c.told, how).await?;
        }
        Ok(changed)
    }
}

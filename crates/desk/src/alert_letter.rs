//! Letters about what is the matter with a channel, in both languages of the desk, to those who may mend it.
//!
//! A letter is a job of its own for each person: one that cannot be delivered holds up no other.

use chrono::Duration;
use db::channels::Channel;
use db::lanes::{self, Job, Lane};
use db::{WorkspaceTx, alerts, channels, members};
use domain::alert::{Alert, AlertKind};
use domain::ids::{AlertId, ChannelId, PersonId};
use jobs::{Failure, Next};

use crate::error::Result;
use crate::mail::Letter;
use crate::provision::WorkspaceRole;
use crate::workers::{ended, id_in};
use crate::{Desk, alert_words, names};

/// What comes and goes is written about once in this time.
const AGAIN: Duration = Duration::hours(24);
/// A mail server that does not take a letter is asked again after so long.
const PAUSE: Duration = Duration::minutes(15);

impl Desk {
    /// Everybody who may mend what stands gets a letter, where there is a mail server: once about each, and once a day
    /// about the same thing; about each change of a PIN, since that may be somebody else's. What was kept back is written
    /// about when it still stands then.
    pub(crate) async fn write_about(&self, tx: &mut WorkspaceTx, channel: ChannelId) -> Result<()> {
        if self.mailer().is_none() {
            return Ok(());
        }
        let now = self.now();
        for one in alerts::open(tx, channel).await? {
            let kind = one.alert.kind;
            if one.written_at.is_some()
                || !kind.is_mailed()
                || (kind != AlertKind::Pin
                    && alerts::written_since(tx, channel, kind, now - AGAIN).await?)
            {
                continue;
            }
            let mut platform = self.db().platform().await?;
            let people = members::list(&mut platform, tx.workspace()).await?;
            drop(platform);
            let jobs: Vec<_> = people
                .iter()
                .filter(|member| may_mend(&member.role))
                .map(|member| names::alert_letter_job(one.id, member.person.id))
                .collect();
            lanes::enqueue(tx, &jobs, now).await?;
            alerts::written(tx, one.id, now).await?;
        }
        Ok(())
    }

    /// One letter to one person, unless it is over by now or they are not here any more.
    pub(crate) async fn alert_letter(&self, lane: &Lane, job: &Job) -> Result<Next, Failure> {
        let id: AlertId = id_in(job, "alert")?;
        let person: PersonId = id_in(job, "person")?;
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        let raised = alerts::get(&mut tx, id).await.map_err(ended)?;
        let channel = match &raised {
            Some(one) if one.cleared_at.is_none() => {
                channels::get(&mut tx, one.channel).await.map_err(ended)?
            }
            _ => None,
        };
        let workspace = db::workspaces::current(&mut tx).await.map_err(ended)?;
        drop(tx);
        let mut platform = self.db().platform().await.map_err(ended)?;
        let people = members::list(&mut platform, lane.workspace)
            .await
            .map_err(ended)?;
        drop(platform);
        let to = people
            .iter()
            .find(|one| one.person.id == person && may_mend(&one.role));
        if let (Some(mailer), Some(raised), Some(channel), Some(to)) =
            (self.mailer(), raised, channel, to)
        {
            let letter = letter(&workspace.name, &channel, &raised.alert, self.public_url());
            if let Err(error) = mailer.send(&to.person.email, &letter).await {
                let now = self.now();
                if now - raised.written_at.unwrap_or(raised.raised_at) < AGAIN {
                    tracing::warn!(%error, alert = %id, "a letter was not taken; it is tried again");
                    return Ok(Next::WaitUntil(now + PAUSE));
                }
                return Err(Failure {
                    problem: error.to_string(),
                    retry: false,
                });
            }
        }
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }
}

/// Whoever may connect channels.
fn may_mend(role: &str) -> bool {
    matches!(
        WorkspaceRole::parse(role),
        Some(WorkspaceRole::Owner | WorkspaceRole::CommunicationsAdmin)
    )
}

/// Says what is the matter, what it means, and where to mend it. Names the business's own channel and nobody else.
fn letter(workspace: &str, channel: &Channel, alert: &Alert, address: &str) -> Letter {
    let name = if channel.name == channel.display {
        channel.display.clone()
    } else {
        format!("{} ({})", channel.name, channel.display)
    };
    let until = alert.until.map_or_else(String::new, |at| {
        at.format("%Y-%m-%d %H:%M UTC").to_string()
    });
    let english = alert_words::english(alert.kind, &name, &until);
    let indonesian = alert_words::indonesian(alert.kind, &name, &until);
    let page = match alert.kind {
        AlertKind::Blocked
        | AlertKind::NameDeclined
        | AlertKind::QualityLow
        | AlertKind::QualityMedium
        | AlertKind::Untold
        | AlertKind::Unapplied
        | AlertKind::Strangers
        | AlertKind::UnknownCode
        | AlertKind::Unpaid
        | AlertKind::SpamStop
        | AlertKind::Pin
        | AlertKind::Warning => {
            format!("{address}/admin/whatsapp-settings?channel={}", channel.id)
        }
        _ => format!("{address}/settings/channels"),
    };
    let mark = if channel.simulated {
        "[simulated / simulasi] "
    } else {
        ""
    };
    Letter::notice(
        format!("{mark}{workspace}: {}", subject(alert.kind, &channel.name)),
        format!("{mark}{english}\n\n{page}\n\n-\n\n{mark}{indonesian}\n\n{page}\n"),
    )
}

fn subject(kind: AlertKind, name: &str) -> String {
    match kind {
        AlertKind::TokenEnds => format!("{name} will disconnect / akan terputus"),
        AlertKind::QualityLow | AlertKind::QualityMedium => {
            format!("quality of {name} / kualitas {name}")
        }
        AlertKind::Untold
        | AlertKind::Unapplied
        | AlertKind::Strangers
        | AlertKind::UnknownCode => {
            format!("something is missing at {name} / ada yang hilang pada {name}")
        }
        AlertKind::Unpaid => format!("payment of {name} / pembayaran {name}"),
        AlertKind::SpamStop => format!("spam stop of {name} / {name} dianggap spam"),
        AlertKind::TemplateStopped | AlertKind::TemplateRejected | AlertKind::TemplateCategory => {
            format!("a template of {name} / templat {name}")
        }
        AlertKind::Pin => format!("PIN of {name} / PIN {name}"),
        AlertKind::Warning => format!("Meta warns of {name} / peringatan Meta: {name}"),
        AlertKind::NameDeclined => {
            format!("name of {name} declined / nama {name} ditolak")
        }
        AlertKind::AppUnseen => {
            format!("open the app of {name} / buka aplikasi {name}")
        }
        _ => format!("{name} cannot send / tidak bisa mengirim"),
    }
}

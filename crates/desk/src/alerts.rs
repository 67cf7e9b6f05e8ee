//! People hear of what is the matter with a channel: in the desk at once, and by letter.
//!
//! What stands follows from how the channel stands and is settled wherever that changes, and hourly for what time alone
//! changes. A letter is a job of its own for each person: one that cannot be delivered holds up no other.

use chrono::Duration;
use db::channels::Channel;
use db::lanes::{self, Job, Lane};
use db::{WorkspaceTx, alerts, channel_facts, channels, members};
use domain::Time;
use domain::alert::Standing;
use domain::gate::Connection;
use domain::ids::{AlertId, ChannelId, PersonId, WorkspaceId};
use domain::news::what;
use domain::readiness::{Readiness, Row, State};
use jobs::{Failure, Next};

use crate::alert_letter::letter;
use crate::error::Result;
use crate::provision::WorkspaceRole;
use crate::workers::{ended, id_in};
use crate::{Desk, names};

/// Whoever just connects a channel sees its list; before this nothing is said of what still stands against it.
const SETTLING: Duration = Duration::hours(1);
/// What comes and goes is written about once in this time.
const LETTERS: Duration = Duration::hours(24);
/// What is over is shown for so long.
const SHOWN: Duration = Duration::days(7);
/// And kept for so long.
const KEPT: Duration = Duration::days(90);
/// As many as a person looks through at once.
const MOST: i64 = 100;

/// What is the matter, and what was not seen of it.
#[derive(Debug, Clone)]
pub struct AlertList {
    /// What stands first, then what was over in the last seven days; the newest first.
    pub alerts: Vec<alerts::Raised>,
    /// How far this person has looked.
    pub seen_until: Option<Time>,
}

impl Desk {
    /// What is the matter here, for a person or, without one, for a script.
    pub async fn alerts(
        &self,
        tx: &mut WorkspaceTx,
        person: Option<PersonId>,
    ) -> Result<AlertList> {
        Ok(AlertList {
            alerts: alerts::recent(tx, self.now() - SHOWN, MOST).await?,
            seen_until: match person {
                Some(person) => alerts::seen_until(tx, person).await?,
                None => None,
            },
        })
    }

    /// What stands follows from how the channel stands.
    pub(crate) async fn settle_alerts(
        &self,
        tx: &mut WorkspaceTx,
        channel: &Channel,
        list: &Readiness,
    ) -> Result<()> {
        let now = self.now();
        let facts = channel_facts::list(tx, channel.id).await?;
        let value = |name: &str| facts.iter().find(|fact| fact.what == name);
        let blocked = list
            .rows
            .iter()
            .find(|row| row.state == State::NeedsAction && stops(row));
        let again = self.connected_again(tx, channel).await?;
        let standing = Standing {
            connection: channel.connection,
            ended: channel.ended.filter(|_| !again),
            quality: value(what::QUALITY).and_then(|fact| fact.value.as_str()),
            token_ends: crate::renew_token::end_of(&facts),
            blocked: blocked
                .filter(|_| now - channel.created_at >= SETTLING)
                .map(|row| row.reason),
        };
        let due = domain::alert::alerts(&standing, now);
        let open = alerts::open(tx, channel.id).await?;
        let mut moved = false;
        for one in &open {
            match due.iter().find(|alert| alert.kind == one.alert.kind) {
                None => alerts::clear(tx, one.id, now).await?,
                Some(alert) if *alert != one.alert => alerts::reword(tx, one.id, alert).await?,
                Some(_) => continue,
            }
            moved = true;
        }
        for alert in &due {
            if open.iter().any(|one| one.alert.kind == alert.kind) {
                continue;
            }
            let lately = alerts::raised_since(tx, channel.id, alert.kind, now - LETTERS).await?;
            let Some(id) = alerts::raise(tx, channel.id, alert, now).await? else {
                continue;
            };
            moved = true;
            if lately == 0 && alert.kind.is_mailed() {
                self.write_letters(tx, id).await?;
            }
        }
        if moved {
            tx.announce(names::workspace_changed("alert.updated"));
        }
        Ok(())
    }

    /// Whether an account that was ended is connected as another channel by now. What was told of its former ends goes
    /// with the first look at the new one.
    async fn connected_again(&self, tx: &mut WorkspaceTx, channel: &Channel) -> Result<bool> {
        let all = channels::list(tx).await?;
        let same = all.iter().filter(|one| {
            one.id != channel.id
                && one.kind == channel.kind
                && one.external_id == channel.external_id
        });
        let (over, standing): (Vec<_>, Vec<_>) =
            same.partition(|one| one.connection == Connection::Disconnected);
        if channel.connection != Connection::Disconnected {
            for former in &over {
                for one in alerts::open(tx, former.id).await? {
                    alerts::clear(tx, one.id, self.now()).await?;
                    tx.announce(names::workspace_changed("alert.updated"));
                }
            }
        }
        let later = over.iter().any(|one| one.created_at > channel.created_at);
        Ok(later || !standing.is_empty())
    }

    /// The same where only the channel is at hand.
    pub(crate) async fn settle_alerts_of(&self, tx: &mut WorkspaceTx, id: ChannelId) -> Result<()> {
        let Some(channel) = channels::get(tx, id).await? else {
            return Ok(());
        };
        let list = self.readiness_of(tx, &channel).await?;
        self.settle_alerts(tx, &channel, &list).await
    }

    /// What time alone changes: a token's end that comes near. And what was over long ago goes.
    pub(crate) async fn look_for_alerts(&self, workspace: WorkspaceId) -> Result<()> {
        let now = self.now();
        let mut tx = self.db().worker(workspace).await?;
        let all = channels::list(&mut tx).await?;
        alerts::forget(&mut tx, now - KEPT).await?;
        tx.commit(now).await?;
        for channel in all {
            // Held, so that what is settled beside is not undone by an older look.
            let mut tx = self.db().worker(workspace).await?;
            channels::hold(&mut tx, &[channel.id]).await?;
            self.settle_alerts_of(&mut tx, channel.id).await?;
            tx.commit(now).await?;
        }
        Ok(())
    }

    /// Everybody who may mend it gets a letter, where there is a mail server.
    async fn write_letters(&self, tx: &mut WorkspaceTx, id: AlertId) -> Result<()> {
        if self.mailer().is_none() {
            return Ok(());
        }
        let mut platform = self.db().platform().await?;
        let people = members::list(&mut platform, tx.workspace()).await?;
        drop(platform);
        let jobs: Vec<_> = people
            .iter()
            .filter(|one| may_mend(&one.role))
            .map(|one| names::alert_letter_job(id, one.person.id))
            .collect();
        Ok(lanes::enqueue(tx, &jobs, self.now()).await?)
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
            mailer
                .send(&to.person.email, &letter)
                .await
                .map_err(|error| Failure {
                    problem: error.to_string(),
                    retry: true,
                })?;
        }
        let mut tx = self.db().worker(lane.workspace).await.map_err(ended)?;
        lanes::finish(&mut tx, lane, job.id).await.map_err(ended)?;
        tx.commit(self.now()).await.map_err(ended)?;
        Ok(Next::Done)
    }
}

/// Whether nothing can be sent while a row stands so. What the provider forbids is read by the gate itself, and does not
/// block on the list.
fn stops(row: &Row) -> bool {
    row.blocks
        || matches!(
            row.reason,
            "account_disabled" | "number_banned" | "sending_blocked"
        )
}

/// Whoever may connect channels.
fn may_mend(role: &str) -> bool {
    matches!(
        WorkspaceRole::parse(role),
        Some(WorkspaceRole::Owner | WorkspaceRole::CommunicationsAdmin)
    )
}

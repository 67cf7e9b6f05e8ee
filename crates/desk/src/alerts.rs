//! People hear of what is the matter with a channel: in the desk at once, and by letter.
//!
//! What stands follows from how the channel stands and is settled wherever that changes, and hourly for what time alone
//! changes.

use chrono::Duration;
use db::channels::Channel;
use db::{WorkspaceTx, alerts, app_sync, channel_facts, channels, template_moves};
use domain::Time;
use domain::alert::{Did, Lately, NEWS, Standing};
use domain::gate::Connection;
use domain::ids::{ChannelId, PersonId, WorkspaceId};
use domain::news::what;
use domain::readiness::{Readiness, Row, State};

use crate::error::Result;
use crate::{Desk, names};

/// Whoever just connects a channel sees its list; before this nothing is said of what still stands against it.
const SETTLING: Duration = Duration::hours(1);
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
            .find(|row| row.state != State::Ready && stops(row));
        let again = self.connected_again(tx, channel).await?;
        let gaps = self.gaps_told(tx, channel).await?;
        let app_seen = if channel.coexistence {
            let app = app_sync::get(tx, channel.id).await?;
            app.and_then(|app| app.seen_at)
        } else {
            None
        };
        let moves = template_moves::since(tx, channel.id, now - NEWS).await?;
        let standing = Standing {
            gaps,
            connection: channel.connection,
            ended: channel.ended.zip(channel.ended_at).filter(|_| !again),
            quality: value(what::QUALITY).and_then(|fact| fact.value.as_str()),
            token_ends: crate::renew_token::end_of(&facts),
            asked_until: asked_until(tx, channel).await?,
            blocked: blocked
                .filter(|_| now - channel.created_at >= SETTLING)
                .map(|row| row.reason),
            app_seen,
            name_declined: declined(list, &facts),
            lately: Lately {
                stopped: moves.stopped.as_ref().map(did),
                rejected: moves.rejected.as_ref().map(did),
                recategorized: moves.recategorized.as_ref().map(did),
                pin: of_pin(&facts, now - NEWS),
                warning: warned(&facts, now - NEWS),
            },
            app_lost: value(what::APP_LINK).is_some_and(|fact| fact.value == "offboarded"),
        };
        let due = domain::alert::alerts(&standing, now);
        let open = alerts::open(tx, channel.id).await?;
        let mut moved = false;
        let mut standing_still = Vec::with_capacity(open.len());
        for one in &open {
            let kind = one.alert.kind;
            let happened = standing.lately.newest(kind);
            match due.iter().find(|alert| alert.kind == kind) {
                // The same happened once more, or to something else: whoever looked at the first did not see this.
                Some(_) if happened.is_some_and(|at| at > one.raised_at) => {
                    alerts::clear(tx, one.id, now).await?;
                }
                Some(alert) => {
                    standing_still.push(kind);
                    if *alert == one.alert {
                        continue;
                    }
                    alerts::reword(tx, one.id, alert).await?;
                }
                None => alerts::clear(tx, one.id, now).await?,
            }
            moved = true;
        }
        for alert in &due {
            if !standing_still.contains(&alert.kind) {
                // The provider's clock may be ahead of ours.
                let at = standing
                    .lately
                    .newest(alert.kind)
                    .map_or(now, |at| now.max(at));
                moved |= alerts::raise(tx, channel.id, alert, at).await?;
            }
        }
        self.write_about(tx, channel.id).await?;
        if moved {
            tx.announce(names::workspace_changed("alert.updated"));
        }
        Ok(())
    }

    /// Whether an account that was ended is connected as another channel by now. What was told of its former ends goes
    /// with the first look at the new one.
    async fn connected_again(&self, tx: &mut WorkspaceTx, channel: &Channel) -> Result<bool> {
        let all = channels::list(tx).await?;
        // Who left has no id any more: a number is known by its digits, a profile by its name.
        let same = all.iter().filter(|one| {
            one.id != channel.id
                && one.kind == channel.kind
                && known_as(&one.display) == known_as(&channel.display)
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

    /// What time alone changes: a token's end that comes near, a hold that is over. And what was over long ago goes.
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
            self.settle_ready(&mut tx, channel.id).await?;
            tx.commit(now).await?;
        }
        Ok(())
    }
}

/// Why the name, or one that was asked for, was declined; empty when nobody said why.
fn declined<'a>(list: &Readiness, facts: &'a [channel_facts::Fact]) -> Option<&'a str> {
    let declined = list
        .rows
        .iter()
        .any(|row| matches!(row.reason, "name_declined" | "new_name_rejected"));
    let review = facts.iter().find(|fact| fact.what == what::NAME_REVIEW);
    let why = review.and_then(|fact| fact.value.get("reason")?.as_str());
    declined.then(|| why.filter(|why| *why != "NONE").unwrap_or(""))
}

/// What was done to the number's PIN since then.
fn of_pin(facts: &[channel_facts::Fact], since: Time) -> Option<Did<'_>> {
    let fact = facts
        .iter()
        .find(|fact| fact.what == what::SECURITY && fact.told_at >= since)?;
    Some((fact.value.get("event")?.as_str()?, fact.told_at))
}

fn did(moved: &template_moves::Moved) -> Did<'_> {
    (&moved.name, moved.at)
}

/// The newest thing the provider warned of since then, unless it took it back. What is only for information is no
/// warning.
fn warned(facts: &[channel_facts::Fact], since: Time) -> Option<Did<'_>> {
    let says = |fact: &channel_facts::Fact, name: &str, words: &[&str]| {
        let said = fact.value.get(name).and_then(serde_json::Value::as_str);
        said.is_some_and(|said| words.contains(&said))
    };
    let warnings = facts.iter().filter(|fact| {
        fact.what == what::ALERT
            && fact.told_at >= since
            && !says(fact, "severity", &["INFORMATIONAL"])
            && !says(fact, "status", &["NONE", "INACTIVE", "RESOLVED"])
    });
    let newest = warnings.max_by_key(|fact| fact.told_at)?;
    Some((newest.subject.as_str(), newest.told_at))
}

/// Until when its app connection must be authorized again, once somebody is asked to.
async fn asked_until(tx: &mut WorkspaceTx, channel: &Channel) -> Result<Option<Time>> {
    let connection = db::app_connections::of_channel(tx, channel.id).await?;
    Ok(connection
        .filter(|one| one.status.reason().is_some())
        .and_then(|one| one.agreement.credential.first_end()))
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

/// A number however it is written; what is no number, as it is.
fn known_as(display: &str) -> String {
    let digits: String = display.chars().filter(char::is_ascii_digit).collect();
    let number = display
        .chars()
        .all(|c| c.is_ascii_digit() || "+ -()".contains(c));
    if number {
        digits
    } else {
        display.to_lowercase()
    }
}

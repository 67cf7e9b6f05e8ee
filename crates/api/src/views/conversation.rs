//! A thread, in the list and alone.

use std::collections::HashMap;

use chrono::Duration;
use db::WorkspaceTx;
use db::channels::{self, Channel};
use db::contacts;
use db::conversations::{self, Filter, ListRow};
use db::drafts;
use domain::Time;
use domain::draft::DraftState;
use domain::gate::Intent;
use domain::ids::{ChannelId, ConversationId};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::care::{Directory, Label, ThreadStanding, wakes_at};
use super::contact::{display_name, phone_hint};
use super::delivery::{DeliveryState, state_of};
use super::message::Direction;
use super::topic::Topic;
use super::{Consent, Contact, Draft, Named, ReplyMode, Stamp, Verdict, Window, read};
use crate::problem::{Problem, Result};
use crate::state::ApiState;

/// A window counts as closing from here on.
const CLOSING: Duration = Duration::hours(6);

/// A thread in the list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConversationRow {
    /// Which.
    id: Uuid,
    /// With whom.
    contact: ContactHint,
    #[serde(flatten)]
    state: ThreadState,
    /// The open draft.
    draft: Option<DraftHint>,
    /// Its place in the list.
    #[serde(skip)]
    pub(crate) place: Time,
}

/// A thread alone.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ConversationDetail {
    /// Which.
    id: Uuid,
    /// With whom.
    contact: Contact,
    #[serde(flatten)]
    state: ThreadState,
    /// What the gate would answer a person now.
    verdicts: Verdicts,
    /// The open draft, or the last one if nothing came after its end.
    draft: Option<Draft>,
    /// Since when a draft is being made; null while none is.
    drafting_since: Option<Stamp>,
}

/// What list and detail share.
#[derive(Debug, Serialize, ToSchema)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts of one row, each named"
)]
pub(crate) struct ThreadState {
    /// On which channel.
    channel: ChannelHint,
    /// What it is about, when it is a public thread; null for the direct conversation.
    topic: Option<Topic>,
    /// The newest message.
    last: Option<LastMessage>,
    /// Customer's messages nobody looked at.
    unread: i32,
    /// The 24-hour window.
    window: Window,
    /// Whether a message failed and waits for somebody to look.
    failed: bool,
    /// Whether a message's outcome is unknown.
    unknown: bool,
    /// Whether the contact may be written to.
    consent: Consent,
    /// What becomes of drafts on the channel.
    mode: ReplyMode,
    /// Whether a person is answering, so that rules keep silent.
    human_has_floor: bool,
    /// Where it stands: open, asleep or done.
    state: ThreadStanding,
    /// When it wakes, if it sleeps.
    snoozed_until: Option<Stamp>,
    /// Who takes care of it. Somebody who left has no name any more.
    assignee: Option<Named>,
    /// Its labels, by name.
    labels: Vec<Label>,
    /// Whether a note names who asks, and they have not read it.
    mentioned: bool,
    /// Last change.
    updated_at: Stamp,
}

/// A contact, as a list shows it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ContactHint {
    /// Which.
    id: Uuid,
    /// The name to show.
    name: String,
    /// The end of their phone number, such as `…7731`.
    phone_hint: Option<String>,
    /// Their username.
    username: Option<String>,
}

/// A channel, as a list shows it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChannelHint {
    /// Which.
    id: Uuid,
    /// `whatsapp`, …
    kind: String,
    /// The name people gave it.
    name: String,
    /// The number or handle customers see.
    display: String,
    /// Whether it is simulated.
    simulated: bool,
}

/// The newest message of a thread.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LastMessage {
    /// When.
    at: Stamp,
    /// Whose.
    direction: Direction,
    /// Its kind.
    kind: String,
    /// Its first words.
    preview: String,
    /// Where it stands, when it is ours.
    status: Option<DeliveryState>,
}

/// An open draft, as a list shows it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DraftHint {
    /// Which.
    id: Uuid,
    /// Where it stands.
    state: super::draft::DraftState,
    /// When a rule lets it go, unless somebody holds it.
    auto_send_at: Option<Stamp>,
}

/// What the gate would answer a person now.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Verdicts {
    /// About a free message.
    free_form: Verdict,
    /// About a template that is approved and filled.
    template: Verdict,
}

/// How many threads each view holds, counted up to 1,000.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Counts {
    /// Open.
    all: i64,
    /// Open, of the person who asks.
    mine: i64,
    /// A note names the person who asks, and they have not read it.
    mentions: i64,
    /// Open, of nobody.
    unassigned: i64,
    /// The customer wrote last.
    unanswered: i64,
    /// A draft waits for a person.
    waiting: i64,
    /// A draft is held, or the sources do not answer.
    held: i64,
    /// The window closes within six hours.
    closing: i64,
    /// Something failed.
    failed: i64,
    /// Something is unread.
    unread: i64,
    /// Asleep.
    snoozed: i64,
    /// Done.
    resolved: i64,
}

/// Between which moments the customer wrote last when the window closes soon: (before, since).
pub(crate) fn closing(now: Time) -> (Time, Time) {
    let since = now - domain::window::WINDOW;
    (since + CLOSING, since)
}

impl ConversationRow {
    /// A page of the list.
    pub(crate) async fn list(
        api: &ApiState,
        tx: &mut WorkspaceTx,
        filter: &Filter,
        limit: i64,
    ) -> Result<Vec<Self>> {
        let found = conversations::find(tx, filter, limit).await?;
        let rows = conversations::rows(tx, &found).await?;
        let channels = channels_by_id(tx).await?;
        let directory = Directory::of(tx).await?;
        let now = api.desk().now();
        rows.into_iter()
            .map(|row| Self::of(row, (&channels, &directory), now))
            .collect()
    }

    fn of(row: ListRow, around: Around<'_>, now: Time) -> Result<Self> {
        let draft = match &row.draft {
            None => None,
            Some((id, state, goes_at)) => {
                let state = read("draft.state", serde_json::Value::String(state.clone()))?;
                Some(DraftHint {
                    id: id.uuid(),
                    state,
                    auto_send_at: goes_at.map(Stamp),
                })
            }
        };
        Ok(Self {
            id: row.id.uuid(),
            contact: ContactHint::of(&row),
            place: row.place,
            state: ThreadState::of(row, around, now)?,
            draft,
        })
    }

    pub(crate) fn place(&self) -> crate::request::Place {
        crate::request::Place {
            at: self.place,
            id: self.id,
        }
    }
}

impl ContactHint {
    pub(crate) fn of(row: &ListRow) -> Self {
        Self {
            id: row.contact.uuid(),
            name: display_name(
                row.contact_name.as_deref(),
                row.username.as_deref(),
                row.phone_tail.as_deref(),
            ),
            phone_hint: row.phone_tail.as_deref().map(phone_hint),
            username: row.username.clone(),
        }
    }
}

impl ChannelHint {
    pub(crate) fn of(channel: &Channel) -> Self {
        Self {
            id: channel.id.uuid(),
            kind: channel.kind.to_string(),
            name: channel.name.clone(),
            display: channel.display.clone(),
            simulated: channel.simulated,
        }
    }
}

/// The channel of a conversation.
pub(crate) fn channel_in<'a>(
    channels: &'a HashMap<ChannelId, Channel>,
    row: &ListRow,
) -> Result<&'a Channel> {
    channels
        .get(&row.channel)
        .ok_or_else(|| Problem::internal(format!("conversation {} has no channel", row.id)))
}

/// The channels, and who and what has which name.
type Around<'a> = (&'a HashMap<ChannelId, Channel>, &'a Directory);

impl ThreadState {
    fn of(row: ListRow, (channels, directory): Around<'_>, now: Time) -> Result<Self> {
        let channel = channel_in(channels, &row)?;
        let status = row.last_delivery.as_deref().map(state_of).transpose()?;
        Ok(Self {
            channel: ChannelHint::of(channel),
            window: Topic::window(&row, now),
            last: row.last.map(|(direction, kind, preview)| LastMessage {
                at: row.last_at.into(),
                direction: Direction::of(direction == "out"),
                kind,
                preview,
                status,
            }),
            unread: row.unread,
            topic: row.topic.map(Topic::from),
            failed: row.failed > 0,
            unknown: row.unknown,
            consent: row.consent.into(),
            mode: channel.reply_mode.into(),
            human_has_floor: row.human_has_floor,
            state: row.standing.into(),
            snoozed_until: wakes_at(row.standing),
            assignee: row.assignee.map(|id| directory.person(id)),
            labels: directory.labels(&row.labels),
            mentioned: row.mentioned,
            updated_at: row.updated_at.into(),
        })
    }
}

impl ConversationDetail {
    /// One thread.
    pub(crate) async fn one(
        api: &ApiState,
        tx: &mut WorkspaceTx,
        id: ConversationId,
    ) -> Result<Self> {
        let row = conversations::rows(tx, &[(id, api.desk().now())])
            .await?
            .pop()
            .ok_or_else(Problem::not_found)?;
        let channels = channels_by_id(tx).await?;
        let contact = contacts::get(tx, row.contact)
            .await?
            .ok_or_else(Problem::not_found)?;
        let verdicts = Verdicts {
            free_form: api.desk().verdict(tx, id, Intent::FreeForm).await?.into(),
            template: api.desk().verdict(tx, id, Intent::Template).await?.into(),
        };
        let draft = match drafts::newest(tx, id)
            .await?
            .filter(|draft| is_shown(draft, row.last_at))
        {
            Some(draft) => Some(Draft::of(api, tx, draft).await?),
            None => None,
        };
        let directory = Directory::of(tx).await?;
        let state = ThreadState::of(row, (&channels, &directory), api.desk().now())?;
        let now = api.desk().now();
        let drafting_since = api.desk().drafting_since(tx, id).await?;
        Ok(Self {
            id: id.uuid(),
            contact: contact.into(),
            state,
            verdicts,
            draft,
            drafting_since: drafting_since.map(|since| Stamp(since.min(now))),
        })
    }
}

/// An open draft, or one that ended and is what happened last.
fn is_shown(draft: &drafts::Draft, last_at: Time) -> bool {
    match draft.state {
        DraftState::Superseded => draft.updated_at >= last_at,
        state if state.is_open() => true,
        _ => draft.decided_at.is_some_and(|at| at >= last_at),
    }
}

impl Counts {
    pub(crate) async fn of(api: &ApiState, tx: &mut WorkspaceTx) -> Result<Self> {
        let (before, since) = closing(api.desk().now());
        let me = tx.actor().person();
        let counts = conversations::counts(tx, me, before, since).await?;
        Ok(Self {
            all: counts.open,
            mine: counts.mine,
            mentions: counts.mentions,
            unassigned: counts.unassigned,
            snoozed: counts.snoozed,
            resolved: counts.resolved,
            unanswered: counts.unanswered,
            waiting: counts.waiting,
            held: counts.held,
            closing: counts.closing,
            failed: counts.failed,
            unread: counts.unread,
        })
    }
}

/// The channels of the workspace.
pub(crate) async fn channels_by_id(tx: &mut WorkspaceTx) -> Result<HashMap<ChannelId, Channel>> {
    Ok(channels::list(tx)
        .await?
        .into_iter()
        .map(|channel| (channel.id, channel))
        .collect())
}

//! Names of lanes, jobs and announcements, in one place.

use db::Announcement;
use db::lanes::NewJob;
use domain::Time;
use domain::ids::{
    AlertId, AppConnectionId, ChannelId, ConversationId, DraftId, LiveProofId, LongJobId, MediaId,
    MessageId, PersonId, SignupId,
};
use domain::news::Ended;
use serde_json::json;

use crate::tell_threads::Line;

/// Sends of one conversation happen in order, apart from its inbound work.
pub(crate) fn send_lane(conversation: ConversationId) -> String {
    format!("send:{conversation}")
}

/// Drafts of one conversation, apart from both.
pub(crate) fn draft_lane(conversation: ConversationId) -> String {
    format!("draft:{conversation}")
}

pub(crate) const APPLY_EVENT: &str = "apply_event";
pub(crate) const DRAFT_REPLY: &str = "draft_reply";
pub(crate) const AUTO_SEND: &str = "auto_send";
pub(crate) const SEND_MESSAGE: &str = "send_message";
pub(crate) const SETTLE_UNKNOWN: &str = "settle_unknown";
pub(crate) const FETCH_MEDIA: &str = "fetch_media";
pub(crate) const FEED_TICK: &str = "feed_tick";
pub(crate) const LONG_WORK: &str = "long_work";
pub(crate) const READ_RECEIPT: &str = "read_receipt";
pub(crate) const WAKE: &str = "wake_conversation";
pub(crate) const GIVE_OUT: &str = "give_out_conversations";
pub(crate) const TYPING: &str = "typing";
pub(crate) const DISCARD_UPLOAD: &str = "discard_upload";
pub(crate) const REMOVE_FILES: &str = "remove_files";
pub(crate) const SYNC_TEMPLATES: &str = "sync_templates";
pub(crate) const END_CHANNEL: &str = "end_channel";
pub(crate) const TELL_THREADS: &str = "tell_threads";
pub(crate) const CHECK_CHANNEL: &str = "check_channel";
pub(crate) const SIGNUP: &str = "signup";
pub(crate) const CHECK_CONNECTION: &str = "check_connection";
pub(crate) const RENEW_TOKEN: &str = "renew_token";
pub(crate) const ALERT_LETTER: &str = "alert_letter";
pub(crate) const ASK_APP: &str = "ask_app";
pub(crate) const LIVE_PROOF: &str = "live_proof";

/// What is to be done with a number at the provider happens in order.
fn channel_lane(channel: ChannelId) -> String {
    format!("channel:{channel}")
}

/// Waits for no look at the number.
pub(crate) fn end_channel_job(channel: ChannelId, why: Ended, told: Time) -> NewJob {
    NewJob {
        lane: format!("end:{channel}"),
        kind: END_CHANNEL,
        payload: json!({ "channel": channel, "why": why.as_str(), "told": told.to_rfc3339() }),
    }
}

/// Why the provider is asked how a number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// It is new: its account's events are to be sent to us, too.
    First,
    /// News did not say everything.
    Soon,
    /// The same, once what is read has caught up with what was told.
    Again,
    /// It is the day's look, which mends a subscription that was lost.
    Daily,
}

/// Each occasion has a lane of its own: what waits for later must not hold up what is due now.
/// Who looked after `since` saw what this is about.
pub(crate) fn check_channel_job(channel: ChannelId, why: Look, since: Time) -> NewJob {
    let lane = match why {
        Look::First => channel_lane(channel),
        Look::Soon => format!("look-soon:{channel}"),
        Look::Again => format!("look:again:{channel}"),
        Look::Daily => format!("look:{channel}"),
    };
    NewJob {
        lane,
        kind: CHECK_CHANNEL,
        payload: json!({ "channel": channel, "subscribe": matches!(why, Look::First | Look::Daily), "unasked": matches!(why, Look::Daily), "since": since.to_rfc3339() }),
    }
}

/// One channel's token is renewed by one at a time.
pub(crate) fn renew_token_job(channel: ChannelId) -> NewJob {
    NewJob {
        lane: format!("renew:{channel}"),
        kind: RENEW_TOKEN,
        payload: json!({ "channel": channel }),
    }
}

/// One app connection is looked at by one at a time.
pub(crate) fn check_connection_job(connection: AppConnectionId) -> NewJob {
    NewJob {
        lane: format!("app-connection:{connection}"),
        kind: CHECK_CONNECTION,
        payload: json!({ "connection": connection }),
    }
}

/// A letter that cannot be delivered holds up nobody else's.
pub(crate) fn alert_letter_job(alert: AlertId, person: PersonId) -> NewJob {
    NewJob {
        lane: format!("letter:{alert}:{person}"),
        kind: ALERT_LETTER,
        payload: json!({ "alert": alert, "person": person }),
    }
}

/// Each proof waits by itself.
pub(crate) fn live_proof_job(proof: LiveProofId) -> NewJob {
    NewJob {
        lane: format!("proof:{proof}"),
        kind: LIVE_PROOF,
        payload: json!({ "proof": proof }),
    }
}

/// The steps of one run happen in order.
/// Waits for nothing else of the number, and nothing waits for it: it may be tried for a day.
pub(crate) fn ask_app_job(channel: ChannelId) -> NewJob {
    NewJob {
        lane: format!("app:{channel}"),
        kind: ASK_APP,
        payload: json!({ "channel": channel }),
    }
}

pub(crate) fn signup_job(signup: SignupId) -> NewJob {
    NewJob {
        lane: format!("signup:{signup}"),
        kind: SIGNUP,
        payload: json!({ "signup": signup }),
    }
}

pub(crate) fn tell_threads_job(channel: ChannelId, line: &Line, at: Time) -> NewJob {
    NewJob {
        lane: format!("lines:{channel}"),
        kind: TELL_THREADS,
        payload: json!({ "channel": channel, "line": line, "at": at.to_rfc3339() }),
    }
}

/// News that come close together are one reading after the other, of one account.
pub(crate) fn sync_templates_job(channel: ChannelId) -> NewJob {
    NewJob {
        lane: format!("templates:{channel}"),
        kind: SYNC_TEMPLATES,
        payload: json!({ "channel": channel }),
    }
}

pub(crate) fn draft_job(conversation: ConversationId, reply_to: MessageId) -> NewJob {
    NewJob {
        lane: draft_lane(conversation),
        kind: DRAFT_REPLY,
        payload: json!({ "conversation": conversation, "reply_to": reply_to }),
    }
}

pub(crate) fn apply_job(lane: String, event: domain::ids::EventId) -> NewJob {
    NewJob {
        lane,
        kind: APPLY_EVENT,
        payload: json!({ "event": event }),
    }
}

pub(crate) fn send_job(conversation: ConversationId, message: MessageId) -> NewJob {
    NewJob {
        lane: send_lane(conversation),
        kind: SEND_MESSAGE,
        payload: json!({ "message": message }),
    }
}

pub(crate) fn media_job(media: MediaId) -> NewJob {
    NewJob {
        lane: format!("media:{media}"),
        kind: FETCH_MEDIA,
        payload: json!({ "media": media }),
    }
}

/// A further try lies in a lane of its own, so that it can be due when it likes.
pub(crate) fn media_job_again(media: MediaId, tries: i32) -> NewJob {
    NewJob {
        lane: format!("media:{media}:{tries}"),
        kind: FETCH_MEDIA,
        payload: json!({ "media": media, "tries": tries }),
    }
}

/// Each long job has a lane of its own, so that it never stands before anything else.
pub(crate) fn long_job(id: LongJobId) -> NewJob {
    NewJob {
        lane: format!("long:{id}"),
        kind: LONG_WORK,
        payload: json!({ "long_job": id }),
    }
}

pub(crate) fn message_created(conversation: ConversationId, message: MessageId) -> Announcement {
    Announcement {
        kind: "message.created",
        conversation: Some(conversation),
        message: Some(message),
        draft: None,
    }
}

pub(crate) fn message_updated(conversation: ConversationId, message: MessageId) -> Announcement {
    Announcement {
        kind: "message.updated",
        conversation: Some(conversation),
        message: Some(message),
        draft: None,
    }
}

pub(crate) fn conversation_updated(conversation: ConversationId) -> Announcement {
    Announcement {
        kind: "conversation.updated",
        conversation: Some(conversation),
        message: None,
        draft: None,
    }
}

/// A note was written or removed; who shows the thread reads its notes again.
pub(crate) fn note_updated(conversation: ConversationId) -> Announcement {
    Announcement {
        kind: "note.updated",
        conversation: Some(conversation),
        message: None,
        draft: None,
    }
}

/// A note names somebody, or somebody read what names them; everybody asks again what names them.
pub(crate) fn mention_updated(conversation: ConversationId) -> Announcement {
    Announcement {
        kind: "mention.updated",
        conversation: Some(conversation),
        message: None,
        draft: None,
    }
}

pub(crate) fn draft_updated(conversation: ConversationId, draft: DraftId) -> Announcement {
    Announcement {
        kind: "draft.updated",
        conversation: Some(conversation),
        message: None,
        draft: Some(draft),
    }
}

pub(crate) fn workspace_changed(kind: &'static str) -> Announcement {
    Announcement {
        kind,
        conversation: None,
        message: None,
        draft: None,
    }
}

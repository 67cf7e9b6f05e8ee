//! What an entry of the evidence says happened: a name for the sentence, and the sentence in English.

use evidence::Kind;
use serde_json::Value;

/// A sentence with its name.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Happened {
    /// Stable name.
    pub(super) code: String,
    /// What it names: a status, a mode, a name.
    pub(super) about: Option<String>,
    /// The sentence.
    pub(super) sentence: String,
}

fn said(code: &str, sentence: impl Into<String>) -> Happened {
    Happened {
        code: code.to_owned(),
        about: None,
        sentence: sentence.into(),
    }
}

fn named(code: &str, about: &str, sentence: String) -> Happened {
    Happened {
        about: Some(about.to_owned()),
        ..said(code, sentence)
    }
}

impl Happened {
    /// Codes and numbers come from the payload while it is there.
    pub(super) fn of(kind: &Kind, payload: Option<&Value>) -> Self {
        let text = |key: &str| payload.and_then(|p| p.get(key)).and_then(Value::as_str);
        let holds = |key: &str| payload.is_some_and(|p| p.get(key).is_some_and(|v| !v.is_null()));
        match kind {
            Kind::Received if holds("merged") => said(
                "received_merged",
                "Two contacts turned out to be one person.",
            ),
            Kind::Approved if text("resend").is_some() => said(
                "approved_resend",
                "A person decided to send the message again.",
            ),
            Kind::Approved
                if payload.is_some_and(|p| p.get("override") == Some(&Value::Bool(true))) =>
            {
                said(
                    "approved_override",
                    "A person sent the draft although the check held it.",
                )
            }
            Kind::Status => status(text("status").or_else(|| text("word"))),
            Kind::Consent
                if payload.is_some_and(|p| p.get("overtaken") == Some(&Value::Bool(true))) =>
            {
                said(
                    "consent_overtaken",
                    "The customer's earlier word about messages came late and changed nothing.",
                )
            }
            Kind::Consent => consent(text("state")),
            Kind::SettingsChanged => settings(text("what"), text("to")),
            Kind::Conversation => conversation(text("event")),
            Kind::Contact if text("event") == Some("unmerged") => said(
                "contact_unmerged",
                "A merge of two contacts was taken back.",
            ),
            Kind::Account => account(payload),
            Kind::Access => access(text("what"), text("name")),
            Kind::Job if text("what") == Some("dropped") => said(
                "job_dropped",
                "An operator dropped work that had been set aside.",
            ),
            plain => said(plain.as_str(), sentence(plain)),
        }
    }
}

/// A kind that says the same whatever its payload.
fn sentence(kind: &Kind) -> String {
    let words = match kind {
        Kind::Received => "The customer's message came in with a valid signature.",
        Kind::Drafted => "A reply was composed from the workspace's own sources.",
        Kind::Checked => "The draft was checked.",
        Kind::DraftEdited => "A person changed the draft; it was checked again.",
        Kind::Approved => "A person approved the draft.",
        Kind::AutoApproved => "A rule let the checked draft go.",
        Kind::Account => "Meta told something of the account, the number or a template.",
        Kind::AutoHeld => "A person held the draft before the rule let it go.",
        Kind::Discarded => "A person discarded the draft.",
        Kind::Refused => "The gate refused the send.",
        Kind::TakenBack => "A person took the message back before it left.",
        Kind::SendAttempted => "The message passed the gate and left for the provider.",
        Kind::Sent => "The provider accepted the message.",
        Kind::SendUnknown => "Nobody knows whether the provider took the message.",
        Kind::SendFailed => "The provider refused the message.",
        Kind::ChannelConnected => "A channel was connected.",
        Kind::ChannelDisconnected => "A channel was disconnected, and its token destroyed.",
        Kind::Template => "A template changed its state.",
        Kind::Campaign => "A campaign was launched, paused or ended.",
        Kind::Contact => "A person made two contacts one.",
        Kind::Erased => "A person's data was erased.",
        Kind::Exported => "The evidence was exported.",
        Kind::Viewed => "Somebody looked at the evidence.",
        Kind::JobEnded => "Long work came to its end.",
        Kind::Restored => "The database was brought back from a backup.",
        Kind::Job => "An operator put work that had been set aside back in line.",
        other => return format!("{}.", other.as_str().replace('_', " ")),
    };
    words.to_owned()
}

fn status(word: Option<&str>) -> Happened {
    match word {
        Some(word) => named("status_is", word, format!("The provider reported: {word}.")),
        None => said("status", "The provider reported a status."),
    }
}

fn consent(state: Option<&str>) -> Happened {
    match state {
        Some("opted_out") => said("consent_opted_out", "The customer stopped messages."),
        Some("opted_in") => said("consent_opted_in", "The customer agreed to messages."),
        _ => said("consent", "Consent was changed."),
    }
}

/// What somebody did to a number; what is told of it otherwise is the provider's.
fn account(payload: Option<&Value>) -> Happened {
    let text = |key: &str| payload.and_then(|p| p.get(key)).and_then(Value::as_str);
    let simulated = payload.is_some_and(|p| p.get("simulated") == Some(&Value::Bool(true)));
    match (text("field"), text("state")) {
        (Some("register"), _) => said("account_registered", "A person registered the number."),
        (Some("deregister"), _) => said(
            "account_deregistered",
            "A person took the number out of the Cloud API.",
        ),
        (Some("verify_code"), _) => said(
            "account_code_verified",
            "A person proved the number by a code.",
        ),
        (Some("business_profile"), _) => {
            said("account_profile", "A person changed the number's profile.")
        }
        (Some("display_name"), _) => named(
            "account_name_asked",
            text("asked").unwrap_or_default(),
            format!(
                "A person asked Meta for the name \u{201c}{}\u{201d}.",
                text("asked").unwrap_or_default()
            ),
        ),
        (Some("live_proof"), Some("running")) => said(
            "account_proof_running",
            "A person began a live proof of the number.",
        ),
        (Some("live_proof"), Some("passed")) if simulated => said(
            "account_proof_simulated",
            "All steps of a simulated live proof happened; it proves nothing.",
        ),
        (Some("live_proof"), Some("passed")) => {
            said("account_proof_passed", "The number passed its live proof.")
        }
        (Some("live_proof"), Some("canceled")) => said(
            "account_proof_canceled",
            "A person ended a live proof of the number.",
        ),
        (Some("live_proof"), _) => said(
            "account_proof_failed",
            "A live proof of the number did not come to its end.",
        ),
        _ => said("account", sentence(&Kind::Account)),
    }
}

fn conversation(event: Option<&str>) -> Happened {
    let what = match event {
        Some("conversation_resolved") => "resolved",
        Some("conversation_reopened") => "reopened",
        Some("conversation_reopened_by_customer") => "reopened by the customer's message",
        Some("conversation_snoozed") => "snoozed",
        Some("conversation_woke") => "opened again after its snooze",
        Some("conversation_assigned") => "given to somebody",
        Some("conversation_unassigned") => "taken from whoever had it",
        Some("conversation_draft_stopped") => {
            return said(
                "conversation_draft_stopped",
                "The draft that was being made was stopped.",
            );
        }
        Some("conversation_requeued") => "taken back from somebody who was gone",
        _ => {
            return said(
                "conversation",
                "What becomes of a conversation was decided.",
            );
        }
    };
    said(
        event.unwrap_or_default(),
        format!("The conversation was {what}."),
    )
}

fn settings(what: Option<&str>, to: Option<&str>) -> Happened {
    match (what, to) {
        (Some("reply_mode"), Some(to)) => named(
            "settings_reply_mode",
            to,
            format!("The reply mode was set to {}.", to.replace('_', " ")),
        ),
        (Some("auto_hold_seconds"), _) => said(
            "settings_auto_hold_seconds",
            "How long a rule waits before it sends was changed.",
        ),
        (Some("assignment"), _) => said(
            "settings_assignment",
            "How conversations find somebody was changed.",
        ),
        (Some("knowledge"), _) => said("settings_knowledge", "The knowledge was changed."),
        (Some("stop_words"), _) => said(
            "settings_stop_words",
            "The words that stop messages were changed.",
        ),
        (Some("start_words"), _) => said(
            "settings_start_words",
            "The words that start messages again were changed.",
        ),
        (Some("outreach_to_opted_in"), _) => said(
            "settings_outreach_to_opted_in",
            "Who may be written to first was changed.",
        ),
        (Some("timezone"), Some(to)) => named(
            "settings_timezone",
            to,
            format!("The time zone was set to {to}."),
        ),
        (Some("locale"), Some(to)) => named(
            "settings_locale",
            to,
            format!("The language was set to {to}."),
        ),
        (Some("name"), Some(to)) => named(
            "settings_name",
            to,
            format!("The workspace was named \u{201c}{to}\u{201d}."),
        ),
        (Some("app_secret"), _) => said(
            "settings_app_secret",
            "The secret of a Meta app was changed.",
        ),
        (Some("token"), _) => said("settings_token", "A channel's token was renewed."),
        _ => said("settings_changed", "A setting was changed."),
    }
}

fn access(what: Option<&str>, name: Option<&str>) -> Happened {
    let name = name.unwrap_or("unnamed");
    match what {
        Some("key_created") => named(
            "access_key_created",
            name,
            format!("The API key \u{201c}{name}\u{201d} was made."),
        ),
        Some("key_revoked") => named(
            "access_key_revoked",
            name,
            format!("The API key \u{201c}{name}\u{201d} was revoked."),
        ),
        _ => said("access", "Somebody was let in, or a right was changed."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_kind_has_a_sentence_with_and_without_its_payload() {
        for kind in Kind::ALL {
            for payload in [
                None,
                Some(json!({ "what": "knowledge", "state": "opted_out", "status": "read" })),
            ] {
                let happened = Happened::of(kind, payload.as_ref());
                assert!(
                    happened.sentence.ends_with('.') && happened.sentence.len() > 10,
                    "{kind}: {happened:?}"
                );
                assert!(!happened.code.is_empty());
            }
        }
        let newer: Kind = "voice_call".parse().unwrap();
        assert_eq!(
            Happened::of(&newer, None),
            said("voice_call", "voice call.")
        );
    }

    #[test]
    fn what_a_person_did_to_a_number_is_not_told_as_metas_word() {
        let code = |payload: Value| Happened::of(&Kind::Account, Some(&payload)).code;
        for (payload, expected) in [
            (json!({ "field": "phone_number_quality_update" }), "account"),
            (json!({ "field": "check" }), "account"),
            (json!({ "field": "business_profile" }), "account_profile"),
            (json!({ "field": "deregister" }), "account_deregistered"),
            (
                json!({ "field": "live_proof", "state": "passed", "simulated": true }),
                "account_proof_simulated",
            ),
            (
                json!({ "field": "live_proof", "state": "passed", "simulated": false }),
                "account_proof_passed",
            ),
            (
                json!({ "field": "live_proof", "state": "late" }),
                "account_proof_failed",
            ),
        ] {
            assert_eq!(code(payload.clone()), expected, "{payload}");
        }
        let asked = json!({ "field": "display_name", "asked": "Toko" });
        let asked = Happened::of(&Kind::Account, Some(&asked));
        assert_eq!(asked.about.as_deref(), Some("Toko"));
    }

    #[test]
    fn what_a_sentence_names_stands_beside_it() {
        let read = Happened::of(&Kind::Status, Some(&json!({ "status": "read" })));
        assert_eq!(
            (read.code.as_str(), read.about.as_deref()),
            ("status_is", Some("read"))
        );
    }
}

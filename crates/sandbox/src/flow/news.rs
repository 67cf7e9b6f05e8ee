//! Account-level webhooks, in the shapes of Meta's pages.

use serde_json::{Value, json};

use super::events::account_update;
use crate::app::App;
use crate::clock::Millis;
use crate::hooks::enqueue;
use crate::world::{Number, World};

const DAY_MS: Millis = 86_400_000;

/// Why a name is declined.
pub(crate) const NAME_REASONS: [&str; 6] = [
    "NAME_FORMAT_UNACCEPTABLE",
    "NAME_NOT_CONSISTENT",
    "NAME_ENDCLIENT_NOTRELATED",
    "NAME_EMPLOYEE_ISSUE",
    "NAME_INDIVIDUAL_ISSUE",
    "UNKNOWN",
];

macro_rules! news {
    ($($name:ident = $kind:literal, $field:literal, $title:literal;)+) => {
        /// Something Meta tells of an account or number.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum News { $($name),+ }

        impl News {
            pub(crate) const ALL: &[Self] = &[$(Self::$name),+];

            pub(crate) const fn kind(self) -> &'static str {
                match self { $(Self::$name => $kind),+ }
            }

            /// The webhook's field.
            pub(crate) const fn field(self) -> &'static str {
                match self { $(Self::$name => $field),+ }
            }

            /// For the console.
            pub(crate) const fn title(self) -> &'static str {
                match self { $(Self::$name => $title),+ }
            }

            pub(crate) fn parse(kind: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.kind() == kind)
            }
        }
    };
}

news! {
    QualityLow = "quality_low", "phone_number_quality_update", "Quality became low";
    QualityBack = "quality_back", "phone_number_quality_update", "Quality is low no more";
    ThroughputUp = "throughput_upgrade", "phone_number_quality_update", "Sends 1,000 a second";
    LimitUp = "limit_up", "business_capability_update", "Limit becomes 10,000 a day";
    LimitDown = "limit_down", "business_capability_update", "Limit becomes 250 a day";
    NameApproved = "name_approved", "phone_number_name_update", "Display name approved";
    NameRejected = "name_rejected", "phone_number_name_update", "Display name rejected";
    ReviewApproved = "review_approved", "account_review_update", "Account review passed";
    ReviewRejected = "review_rejected", "account_review_update", "Account review failed";
    Verified = "verified", "account_update", "Business verified";
    Violation = "violation", "account_update", "A rule was broken";
    Restricted = "restricted", "account_update", "Templates forbidden for a day";
    RestrictedAll = "restricted_all", "account_update", "All messages forbidden for a day";
    Unrestricted = "unrestricted", "account_update", "Restriction lifted";
    DisableScheduled = "disable_scheduled", "account_update", "Will be disabled";
    Disabled = "disabled", "account_update", "Account disabled";
    Reinstated = "reinstated", "account_update", "Account reinstated";
    PartnerRemoved = "partner_removed", "account_update", "The business removed us";
    AppUninstalled = "app_uninstalled", "account_update", "The business uninstalled the app";
    Offboarded = "offboarded", "account_update", "The number was offboarded";
    Reconnected = "reconnected", "account_update", "The number was reconnected";
    Deleted = "deleted", "account_update", "The account was deleted";
    Alert = "alert", "account_alerts", "A raised limit needs more information";
    PinChanged = "pin_changed", "security", "Somebody changed the PIN";
    Payment = "payment", "payment_configuration_update", "Payment configuration is active";
    Username = "username", "business_username_updates", "Username approved";
}

/// Tells it; false when there is no such number.
pub(crate) fn tell_news(app: &App, number_id: &str, news: News, reason: Option<&str>) -> bool {
    let now = app.now();
    let update = {
        let mut world = app.world();
        let Some(number) = world.numbers.get(number_id).cloned() else {
            return false;
        };
        happen(&mut world, &number, news, now);
        let value = match news {
            News::NameApproved => name_decision(&number, "APPROVED", None),
            News::NameRejected => name_decision(
                &number,
                "REJECTED",
                Some(reason.unwrap_or("NAME_FORMAT_UNACCEPTABLE")),
            ),
            _ => value(&world, &number, news, now),
        };
        account_update(&number.waba_id, news.field(), value, now)
    };
    enqueue(app, update);
    if ends(news) {
        // What was told before the end is on its way; from now on nothing more comes.
        let mut world = app.world();
        let account = world.numbers.get(number_id).map(|n| n.waba_id.clone());
        if let Some(waba_id) = account {
            revoke(&mut world, &waba_id);
        }
    }
    app.touch("");
    true
}

const fn ends(news: News) -> bool {
    matches!(
        news,
        News::PartnerRemoved | News::AppUninstalled | News::Offboarded | News::Deleted
    )
}

fn revoke(world: &mut World, waba_id: &str) {
    for token in world.tokens.values_mut() {
        if token.wabas.iter().any(|one| one == waba_id) {
            token.revoked = true;
        }
    }
}

/// What reading the number and its account answers from now on.
fn happen(world: &mut World, number: &Number, news: News, now: Millis) {
    if let Some(here) = world.numbers.get_mut(&number.id) {
        match news {
            News::QualityLow => "RED".clone_into(&mut here.quality),
            News::QualityBack => "GREEN".clone_into(&mut here.quality),
            News::NameApproved | News::NameRejected => decide_name(here, news, now),
            News::Restricted | News::RestrictedAll => "RESTRICTED".clone_into(&mut here.status),
            News::Unrestricted | News::Reinstated => "CONNECTED".clone_into(&mut here.status),
            News::Disabled => "BANNED".clone_into(&mut here.status),
            _ => {}
        }
    }
    let limit = match news {
        News::LimitUp => Some("TIER_10K"),
        News::LimitDown => Some("TIER_250"),
        _ => None,
    };
    if let Some(limit) = limit {
        for one in world.numbers.values_mut() {
            if one.waba_id == number.waba_id {
                limit.clone_into(&mut one.messaging_limit);
            }
        }
    }
    if let Some(waba) = world.wabas.get_mut(&number.waba_id) {
        match news {
            News::ReviewApproved => waba.review = Some("APPROVED".to_owned()),
            News::ReviewRejected => waba.review = Some("REJECTED".to_owned()),
            News::Verified => waba.verification = Some("verified".to_owned()),
            _ => {}
        }
    }
}

/// A review ends: of the new name when one was asked for, else of the present one.
fn decide_name(number: &mut Number, news: News, now: Millis) {
    let word = if news == News::NameApproved {
        "APPROVED"
    } else {
        "DECLINED"
    };
    match &mut number.new_name {
        Some(new) => {
            word.clone_into(&mut new.status);
            new.at = now;
        }
        None => word.clone_into(&mut number.name_status),
    }
}

fn name_decision(number: &Number, decision: &str, reason: Option<&str>) -> Value {
    let requested = number
        .new_name
        .as_ref()
        .map_or(&number.verified_name, |new| &new.name);
    json!({"display_phone_number": number.digits(), "decision": decision,
        "requested_verified_name": requested, "rejection_reason": reason})
}

fn value(world: &World, number: &Number, news: News, now: Millis) -> Value {
    let digits = number.digits();
    let seconds = now.div_euclid(1000);
    let tomorrow = (now + DAY_MS).div_euclid(1000);
    let date = |at: Millis| {
        chrono::DateTime::from_timestamp_millis(at)
            .map(|time| time.format("%B %-d, %Y").to_string())
            .unwrap_or_default()
    };
    let ban = |state: &str, at: Millis| json!({"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": state, "waba_ban_date": date(at)}});
    let restriction = |kinds: &[&str]| {
        let rows: Vec<Value> = kinds
            .iter()
            .map(|kind| json!({"restriction_type": kind, "expiration": tomorrow}))
            .collect();
        json!({"event": "ACCOUNT_RESTRICTION", "restriction_info": rows})
    };
    let partner = |event: &str| {
        let owner = world
            .wabas
            .get(&number.waba_id)
            .map(|waba| waba.business_id.clone());
        json!({"event": event, "waba_info": {"waba_id": number.waba_id, "owner_business_id": owner}})
    };
    let quality = |event: &str| json!({"display_phone_number": digits, "event": event, "max_daily_conversations_per_business": number.messaging_limit});
    match news {
        News::QualityLow => quality("FLAGGED"),
        News::QualityBack => quality("UNFLAGGED"),
        News::ThroughputUp => quality("THROUGHPUT_UPGRADE"),
        News::LimitUp => {
            json!({"max_daily_conversations_per_business": "TIER_10K", "max_phone_numbers_per_business": 20})
        }
        News::LimitDown => {
            json!({"max_daily_conversations_per_business": 250, "max_phone_numbers_per_business": 2})
        }
        News::NameApproved | News::NameRejected => Value::Null,
        News::ReviewApproved => json!({"decision": "APPROVED"}),
        News::ReviewRejected => json!({"decision": "REJECTED"}),
        News::Verified => json!({"phone_number": digits, "event": "VERIFIED_ACCOUNT"}),
        News::Violation => {
            json!({"phone_number": digits, "event": "ACCOUNT_VIOLATION", "violation_info": {"violation_type": "ALCOHOL"}})
        }
        News::Restricted => restriction(&["RESTRICTED_BIZ_INITIATED_MESSAGING"]),
        News::RestrictedAll => restriction(&[
            "RESTRICTED_BIZ_INITIATED_MESSAGING",
            "RESTRICTED_CUSTOMER_INITIATED_MESSAGING",
        ]),
        News::Unrestricted => restriction(&[]),
        News::DisableScheduled => ban("SCHEDULE_FOR_DISABLE", now + 7 * DAY_MS),
        News::Disabled => ban("DISABLE", now),
        News::Reinstated => ban("REINSTATE", now),
        News::PartnerRemoved => partner("PARTNER_REMOVED"),
        News::AppUninstalled => partner("PARTNER_APP_UNINSTALLED"),
        News::Offboarded => json!({"event": "ACCOUNT_OFFBOARDED"}),
        News::Reconnected => json!({"event": "ACCOUNT_RECONNECTED"}),
        News::Deleted => json!({"event": "ACCOUNT_DELETED"}),
        News::Alert => {
            json!({"entity_type": "PHONE_NUMBER", "entity_id": number.id.parse::<u64>().unwrap_or(0), "alert_info": {
            "alert_severity": "INFORMATIONAL", "alert_status": "NONE", "alert_type": "INCREASED_CAPABILITIES_ELIGIBILITY_NEED_MORE_INFO",
            "alert_description": "More information is needed before more people may be written to."}})
        }
        News::PinChanged => {
            json!({"display_phone_number": digits, "event": "PIN_CHANGED", "requester": "61555822107539"})
        }
        News::Payment => {
            json!({"configuration_name": "sandbox-payments", "provider_name": "razorpay", "provider_mid": "acc_sandbox", "status": "Active", "created_timestamp": seconds, "updated_timestamp": seconds})
        }
        News::Username => {
            json!({"display_phone_number": digits, "username": "toko_sandbox", "status": "approved"})
        }
    }
}

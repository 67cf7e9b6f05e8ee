//! What the account-level fields say (Meta, "Webhooks": the page of each field).

use domain::news::{Ended, News, NumberRef, TemplateNews, Told, what};
use serde_json::{Value, json};

use crate::json;

/// Reads a change, as it stood in the body. Fields that change nothing for a business here are `None`.
pub(super) fn read(field: &str, change: &Value) -> Option<News> {
    let value = change.get("value").unwrap_or(&Value::Null);
    let mut news = News {
        number: number(value),
        ..News::default()
    };
    match field {
        "account_update" => account(value, &mut news)?,
        "account_alerts" => alert(value, &mut news)?,
        "account_review_update" => {
            news.number = None;
            news.facts
                .push(Told::new(what::ACCOUNT_REVIEW, word(value, "decision")?));
        }
        "business_capability_update" => {
            news.number = None;
            capability(value, &mut news);
        }
        "phone_number_quality_update" => quality(value, &mut news)?,
        "phone_number_name_update" => name(value, &mut news)?,
        "message_template_status_update"
        | "message_template_quality_update"
        | "message_template_components_update"
        | "template_category_update" => {
            news.number = None;
            news.template = Some(template(field, value)?);
        }
        "security" => {
            let event = word(value, "event")?;
            news.facts
                .push(Told::new(what::SECURITY, json!({ "event": event })));
        }
        "payment_configuration_update" => {
            news.number = None;
            let name = json::owned(value, "configuration_name")?;
            let said = json!({ "status": word(value, "status"), "provider": json::owned(value, "provider_name") });
            news.facts.push(Told::new(what::PAYMENT, said).of(name));
        }
        "business_username_update"
        | "business_username_updates"
        | "phone_number_username_update" => {
            let username = json::text(value, "username")
                .or_else(|| json::text(value, "requested_username"))?;
            let status = word(value, "status").or_else(|| word(value, "decision"));
            let said = json!({ "username": username, "status": status });
            news.facts.push(Told::new(what::USERNAME, said));
        }
        _ => return None,
    }
    Some(news)
}

/// The number a change is about, when it names one.
fn number(value: &Value) -> Option<NumberRef> {
    let digits: String = ["display_phone_number", "phone_number"]
        .into_iter()
        .find_map(|key| json::id(value, key))?
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    (digits.len() >= 5).then_some(NumberRef { digits })
}

/// A word of the provider, in capitals as it mostly writes them.
fn word(value: &Value, key: &str) -> Option<String> {
    json::text(value, key).map(|text| text.trim().to_uppercase())
}

fn account(value: &Value, news: &mut News) -> Option<()> {
    let event = word(value, "event")?;
    match event.as_str() {
        "PARTNER_REMOVED" => news.ended = Some(removed(value)),
        "PARTNER_APP_UNINSTALLED" => news.ended = Some(Ended::Revoked),
        "ACCOUNT_DELETED" => news.ended = Some(Ended::AccountDeleted),
        "DISABLED_UPDATE" => {
            let info = value.get("ban_info")?;
            let state = word(info, "waba_ban_state")?;
            // Whatever number it names, the account is what is disabled.
            news.number = None;
            let said = json!({ "state": state, "date": json::id(info, "waba_ban_date") });
            news.facts.push(Told::new(what::BAN, said));
            if state == "REINSTATE" {
                news.ask = true;
            }
        }
        "ACCOUNT_RESTRICTION" => {
            if let Some(rows) = value.get("restriction_info").and_then(Value::as_array) {
                let all: Vec<Value> = rows.iter().filter_map(restriction).collect();
                // A list of restricted calls says nothing of messages.
                let calls = !all.is_empty() && all.iter().all(of_calls);
                if !calls {
                    news.facts.push(Told::new(what::RESTRICTIONS, all));
                }
            }
            violation(value, news);
        }
        "ACCOUNT_VIOLATION" => violation(value, news),
        "VERIFIED_ACCOUNT" => {
            news.number = None;
            news.facts
                .push(Told::new(what::BUSINESS_VERIFICATION, "verified"));
            news.ask = true;
        }
        // What only asking can tell. A changed device leaves and comes back by itself within minutes.
        "ACCOUNT_OFFBOARDED" | "ACCOUNT_RECONNECTED" => {
            let link = if event == "ACCOUNT_OFFBOARDED" {
                "offboarded"
            } else {
                "reconnected"
            };
            news.facts.push(Told::new(what::APP_LINK, link));
            news.ask = true;
        }
        "PARTNER_ADDED" | "PARTNER_APP_INSTALLED" => news.ask = true,
        _ => return None,
    }
    if news.ended.is_some() {
        news.number = None;
    }
    Some(())
}

/// Why a business is no longer ours: it said so, or its app was not used.
fn removed(value: &Value) -> Ended {
    let info = value.get("disconnection_info").unwrap_or(&Value::Null);
    match word(info, "reason").as_deref() {
        Some("PRIMARY_INACTIVITY") => Ended::AppUnused,
        Some("COMPANION_INACTIVITY") => Ended::CompanionUnused,
        _ => Ended::Revoked,
    }
}

fn restriction(row: &Value) -> Option<Value> {
    let until = json::time(row, "expiration").map(|time| time.to_rfc3339());
    Some(
        json!({ "type": word(row, "restriction_type")?, "until": until, "remediation": json::owned(row, "remediation") }),
    )
}

fn of_calls(restriction: &Value) -> bool {
    restriction["type"]
        .as_str()
        .is_some_and(|kind| kind.contains("CALL"))
}

fn violation(value: &Value, news: &mut News) {
    let kind = value
        .get("violation_info")
        .and_then(|info| word(info, "violation_type"));
    if let Some(kind) = kind {
        news.facts.push(Told::new(what::VIOLATION, kind));
    }
}

fn alert(value: &Value, news: &mut News) -> Option<()> {
    let info = value.get("alert_info").unwrap_or(value);
    let kind = word(info, "alert_type")?;
    if word(value, "entity_type").as_deref() == Some("PHONE_NUMBER") {
        news.number = json::id(value, "entity_id").map(|digits| NumberRef { digits });
    }
    let said = json!({
        "severity": word(info, "alert_severity"),
        "status": word(info, "alert_status"),
        "description": json::owned(info, "alert_description"),
    });
    news.facts.push(Told::new(what::ALERT, said).of(kind));
    Some(())
}

fn capability(value: &Value, news: &mut News) {
    let limit = [
        "max_daily_conversations_per_business",
        "max_daily_conversation_per_phone",
    ]
    .into_iter()
    .find_map(|key| limit(value, key));
    if let Some(limit) = limit {
        news.facts.push(Told::new(what::MESSAGING_LIMIT, limit));
    }
    let numbers = [
        "max_phone_numbers_per_business",
        "max_phone_numbers_per_waba",
    ]
    .into_iter()
    .find_map(|key| value.get(key).and_then(Value::as_i64));
    if let Some(numbers) = numbers {
        news.facts.push(Told::new(what::NUMBERS_ALLOWED, numbers));
    }
}

/// A limit as a word: Meta writes it as a word in one place and as a number in another, and -1 for none.
fn limit(value: &Value, key: &str) -> Option<String> {
    let text = json::id(value, key)?.to_uppercase();
    Some(match text.as_str() {
        "-1" => "TIER_UNLIMITED".to_owned(),
        "1000" => "TIER_1K".to_owned(),
        "2000" => "TIER_2K".to_owned(),
        "10000" => "TIER_10K".to_owned(),
        "100000" => "TIER_100K".to_owned(),
        number if number.bytes().all(|b| b.is_ascii_digit()) => format!("TIER_{number}"),
        _ => text,
    })
}

/// Meta tells only that the quality became low or is low no more; what it is then has to be asked.
fn quality(value: &Value, news: &mut News) -> Option<()> {
    let event = word(value, "event")?;
    let limit = ["max_daily_conversations_per_business", "current_limit"]
        .into_iter()
        .find_map(|key| limit(value, key));
    if let Some(limit) = limit {
        news.facts.push(Told::new(what::MESSAGING_LIMIT, limit));
    }
    match event.as_str() {
        "FLAGGED" => news.facts.push(Told::new(what::QUALITY, "RED")),
        "THROUGHPUT_UPGRADE" => news.facts.push(Told::new(what::THROUGHPUT, "HIGH")),
        _ => news.ask = true,
    }
    Some(())
}

fn name(value: &Value, news: &mut News) -> Option<()> {
    let decision = word(value, "decision")?;
    let requested = json::owned(value, "requested_verified_name");
    if decision == "APPROVED" {
        news.facts.push(Told::new(what::NAME_STATUS, "APPROVED"));
    }
    // A new name is shown only once the number is registered again; which one is shown, only asking tells.
    news.ask = true;
    let said = json!({ "decision": decision, "requested": requested, "reason": word(value, "rejection_reason") });
    news.facts.push(Told::new(what::NAME_REVIEW, said));
    Some(())
}

fn template(field: &str, value: &Value) -> Option<TemplateNews> {
    let mut news = TemplateNews {
        id: json::id(value, "message_template_id"),
        name: json::owned(value, "message_template_name"),
        // A dash here, an underscore where templates are read.
        language: json::owned(value, "message_template_language").map(|l| l.replace('-', "_")),
        reason: word(value, "reason").filter(|reason| reason != "NONE"),
        ..TemplateNews::default()
    };
    if news.id.is_none() && news.name.is_none() {
        return None;
    }
    match field {
        "message_template_status_update" => {
            news.status = word(value, "event").and_then(|event| status(&event));
            news.category = word(value, "message_template_category");
            // Only told of a form that Meta cannot take.
            let said = ["/rejection_info/reason", "/rejection_info/recommendation"].map(|at| {
                value
                    .pointer(at)
                    .and_then(Value::as_str)
                    .unwrap_or("")
                    .trim()
            });
            news.advice = Some(said.join(" ").trim().to_owned()).filter(|said| !said.is_empty());
            news.paused_hours = match value.pointer("/other_info/title").and_then(Value::as_str) {
                Some("FIRST_PAUSE") => Some(3),
                Some("SECOND_PAUSE") => Some(6),
                _ => None,
            };
        }
        "message_template_quality_update" => news.quality = word(value, "new_quality_score"),
        // In the form that announces a change, the new category is still the present one.
        "template_category_update" => news.category = word(value, "new_category"),
        _ => {}
    }
    Some(news)
}

/// What a template's event makes of its state. A flag changes nothing yet.
fn status(event: &str) -> Option<String> {
    Some(match event {
        "FLAGGED" => return None,
        "REINSTATED" | "UNARCHIVED" => "APPROVED".to_owned(),
        other => other.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(field: &str, value: &Value) -> Option<News> {
        read(field, &json!({ "field": field, "value": value }))
    }

    fn fact(news: &News, what: &str) -> Option<Value> {
        news.facts
            .iter()
            .find(|told| told.what == what)
            .map(|told| told.value.clone())
    }

    #[test]
    #[expect(clippy::too_many_lines, reason = "one table, a case a line")]
    fn values_are_read_in_all_spellings() {
        let cases = [
            (
                "phone_number_quality_update",
                json!({"event": "FLAGGED", "current_limit": "TIER_10K"}),
                what::QUALITY,
                json!("RED"),
            ),
            (
                "phone_number_quality_update",
                json!({"event": "FLAGGED", "current_limit": "TIER_10K"}),
                what::MESSAGING_LIMIT,
                json!("TIER_10K"),
            ),
            (
                "phone_number_quality_update",
                json!({"event": "THROUGHPUT_UPGRADE"}),
                what::THROUGHPUT,
                json!("HIGH"),
            ),
            (
                "business_capability_update",
                json!({"max_daily_conversations_per_business": 2000}),
                what::MESSAGING_LIMIT,
                json!("TIER_2K"),
            ),
            (
                "business_capability_update",
                json!({"max_daily_conversations_per_business": "TIER_250"}),
                what::MESSAGING_LIMIT,
                json!("TIER_250"),
            ),
            (
                "business_capability_update",
                json!({"max_daily_conversation_per_phone": -1}),
                what::MESSAGING_LIMIT,
                json!("TIER_UNLIMITED"),
            ),
            (
                "business_capability_update",
                json!({"max_phone_numbers_per_waba": 25}),
                what::NUMBERS_ALLOWED,
                json!(25),
            ),
            (
                "account_review_update",
                json!({"decision": "rejected"}),
                what::ACCOUNT_REVIEW,
                json!("REJECTED"),
            ),
            (
                "account_update",
                json!({"event": "ACCOUNT_VIOLATION", "violation_info": {"violation_type": "ALCOHOL"}}),
                what::VIOLATION,
                json!("ALCOHOL"),
            ),
            (
                "account_update",
                json!({"event": "VERIFIED_ACCOUNT", "phone_number": "6221555"}),
                what::BUSINESS_VERIFICATION,
                json!("verified"),
            ),
            (
                "phone_number_name_update",
                json!({"decision": "APPROVED", "requested_verified_name": "Toko"}),
                what::NAME_STATUS,
                json!("APPROVED"),
            ),
            (
                "security",
                json!({"event": "PIN_CHANGED"}),
                what::SECURITY,
                json!({"event": "PIN_CHANGED"}),
            ),
        ];
        for (field, value, what, expected) in cases {
            let news = told(field, &value).unwrap();
            assert_eq!(fact(&news, what), Some(expected), "{field} {value}");
        }
        let rejected = told("phone_number_name_update", &json!({"decision": "REJECTED"})).unwrap();
        assert_eq!(
            fact(&rejected, what::NAME_STATUS),
            None,
            "the present name stands"
        );
    }

    #[test]
    fn the_app_lets_go_and_comes_back_and_says_why_it_ended() {
        for (event, link) in [
            ("ACCOUNT_OFFBOARDED", "offboarded"),
            ("ACCOUNT_RECONNECTED", "reconnected"),
        ] {
            let news = told("account_update", &json!({ "event": event })).unwrap();
            assert_eq!(fact(&news, what::APP_LINK), Some(json!(link)));
            assert!(news.ask && news.ended.is_none());
        }
        for (reason, ended) in [
            ("PRIMARY_INACTIVITY", Ended::AppUnused),
            ("COMPANION_INACTIVITY", Ended::CompanionUnused),
            ("BUSINESS_DOWNGRADE", Ended::Revoked),
        ] {
            let said = json!({"event": "PARTNER_REMOVED", "disconnection_info": {"reason": reason, "initiated_by": "SYSTEM"}});
            assert_eq!(told("account_update", &said).unwrap().ended, Some(ended));
        }
    }

    #[test]
    fn bans_and_restrictions_say_until_when() {
        let ban = json!({"event": "DISABLED_UPDATE", "phone_number": "6221555000", "ban_info": {"waba_ban_state": "DISABLE", "waba_ban_date": 1_790_000_000}});
        let news = told("account_update", &ban).unwrap();
        assert_eq!(fact(&news, what::BAN).unwrap()["state"], "DISABLE");
        assert_eq!(news.number, None, "a ban is the account's");
        let restricted = json!({"event": "ACCOUNT_RESTRICTION", "restriction_info": [
            {"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING", "expiration": 1_790_000_000}, {"nonsense": 1}]});
        let list = fact(
            &told("account_update", &restricted).unwrap(),
            what::RESTRICTIONS,
        )
        .unwrap();
        assert_eq!(list.as_array().map(Vec::len), Some(1));
        assert_eq!(list[0]["until"], "2026-09-21T14:13:20+00:00");
        let lifted = json!({"event": "ACCOUNT_RESTRICTION", "restriction_info": []});
        let news = told("account_update", &lifted).unwrap();
        assert_eq!(fact(&news, what::RESTRICTIONS).unwrap(), json!([]));
        // Neither a list of calls nor none at all lifts what is forbidden to messages.
        for other in [
            json!({"event": "ACCOUNT_RESTRICTION", "restriction_info": [{"restriction_type": "RESTRICTED_USER_INITIATED_CALLING"}]}),
            json!({"event": "ACCOUNT_RESTRICTION"}),
        ] {
            let news = told("account_update", &other).unwrap();
            assert_eq!(fact(&news, what::RESTRICTIONS), None, "{other}");
        }
    }

    #[test]
    fn leaving_for_another_device_is_asked_about() {
        let news = told("account_update", &json!({"event": "ACCOUNT_OFFBOARDED"})).unwrap();
        assert!(news.ask && news.ended.is_none());
    }

    #[test]
    fn an_end_is_the_whole_accounts() {
        for (event, ended) in [
            ("PARTNER_REMOVED", Ended::Revoked),
            ("PARTNER_APP_UNINSTALLED", Ended::Revoked),
            ("ACCOUNT_DELETED", Ended::AccountDeleted),
        ] {
            let news = told(
                "account_update",
                &json!({"event": event, "phone_number": "6221555000"}),
            )
            .unwrap();
            assert_eq!((news.ended, news.number), (Some(ended), None), "{event}");
        }
        assert_eq!(
            told("account_update", &json!({"event": "AD_ACCOUNT_LINKED"})),
            None
        );
    }

    #[test]
    fn templates_are_named_as_where_they_are_read() {
        let paused = json!({"event": "PAUSED", "message_template_id": 8001, "message_template_name": "kabar", "message_template_language": "en-US", "reason": "NONE",
            "other_info": {"title": "SECOND_PAUSE", "description": "Paused for 6 hours."}});
        let news = told("message_template_status_update", &paused)
            .unwrap()
            .template
            .unwrap();
        assert_eq!(
            (
                news.id.as_deref(),
                news.language.as_deref(),
                news.status.as_deref(),
                news.reason
            ),
            (Some("8001"), Some("en_US"), Some("PAUSED"), None)
        );
        assert_eq!(news.paused_hours, Some(6));
        for (event, status) in [
            ("REINSTATED", Some("APPROVED")),
            ("FLAGGED", None),
            ("DISABLED", Some("DISABLED")),
        ] {
            let value = json!({"event": event, "message_template_id": 1});
            let news = told("message_template_status_update", &value)
                .unwrap()
                .template
                .unwrap();
            assert_eq!(news.status.as_deref(), status, "{event}");
        }
        let rejected = json!({"event": "REJECTED", "message_template_id": 1, "reason": "INVALID_FORMAT",
            "rejection_info": {"reason": "Two variables touch.", "recommendation": "Put words between them."}});
        let news = told("message_template_status_update", &rejected)
            .unwrap()
            .template
            .unwrap();
        assert_eq!(news.reason.as_deref(), Some("INVALID_FORMAT"));
        assert_eq!(
            news.advice.as_deref(),
            Some("Two variables touch. Put words between them.")
        );
        let coming = json!({"message_template_id": 1, "new_category": "UTILITY", "correct_category": "MARKETING"});
        let news = told("template_category_update", &coming)
            .unwrap()
            .template
            .unwrap();
        assert_eq!(news.category.as_deref(), Some("UTILITY"));
    }

    #[test]
    fn an_alert_knows_its_number() {
        let value = json!({"entity_type": "PHONE_NUMBER", "entity_id": 7700, "alert_info": {"alert_type": "LIMIT", "alert_status": "ACTIVE"}});
        let news = told("account_alerts", &value).unwrap();
        assert_eq!(news.number.unwrap().digits, "7700");
        assert_eq!(news.facts[0].subject, "LIMIT");
    }

    #[test]
    fn nonsense_tells_nothing() {
        for field in [
            "account_update",
            "account_alerts",
            "account_review_update",
            "phone_number_quality_update",
            "phone_number_name_update",
            "security",
            "message_template_status_update",
            "calls",
        ] {
            for value in [json!(null), json!([]), json!("x"), json!({"event": 7})] {
                assert_eq!(told(field, &value), None, "{field} {value}");
            }
        }
    }
}

//! Several updates in one body, in the envelopes of WhatsApp and of Instagram. Pure.

use serde_json::{Map, Value, json};

use super::Update;
use crate::clock::Millis;

/// The body for these updates: one entry per account, changes inside. `merge`: a change may be
/// about several people.
pub(crate) fn body(updates: &[Update], merge: bool) -> Value {
    let mut entries: Vec<Value> = Vec::new();
    for update in updates {
        let change = json!({"value": update.value, "field": update.field});
        let Some(entry) = entries
            .iter_mut()
            .find(|entry| entry["id"] == json!(update.waba_id))
        else {
            let mut entry = json!({"id": update.waba_id});
            if update.field != "messages" {
                entry["time"] = json!(update.at.div_euclid(1000));
            }
            entry["changes"] = json!([change]);
            entries.push(entry);
            continue;
        };
        let Some(changes) = entry["changes"].as_array_mut() else {
            continue;
        };
        if update.field != "messages" || !joined(changes, &update.value, merge) {
            changes.push(change);
        }
    }
    json!({"object": "whatsapp_business_account", "entry": entries})
}

/// The body for these updates of Instagram: one entry per account, with messages in one list and the rest as changes. An
/// entry's time is in milliseconds beside messages, else in seconds, as Meta has it.
pub(crate) fn instagram(updates: &[Update], now: Millis) -> Value {
    let mut entries: Vec<Value> = Vec::new();
    for update in updates {
        let list = if update.value.get("sender").is_some() {
            "messaging"
        } else {
            "changes"
        };
        let item = if list == "messaging" {
            update.value.clone()
        } else {
            json!({"field": update.field, "value": update.value})
        };
        let known = entries
            .iter_mut()
            .find(|entry| entry["id"] == json!(update.waba_id) && entry.get(list).is_some());
        if let Some(items) = known.and_then(|entry| entry[list].as_array_mut()) {
            items.push(item);
            continue;
        }
        let time = if list == "messaging" {
            now
        } else {
            now.div_euclid(1000)
        };
        entries.push(json!({"id": update.waba_id, "time": time, list: [item]}));
    }
    json!({"object": "instagram", "entry": entries})
}

/// Adds the messages or statuses to a change of the same number and sort; false if there is none.
fn joined(changes: &mut [Value], value: &Value, merge: bool) -> bool {
    let Some(list_key) = sort_of(value) else {
        return false;
    };
    let home = changes.iter_mut().find(|change| {
        change["field"] == "messages"
            && change["value"]["metadata"] == value["metadata"]
            && sort_of(&change["value"]) == Some(list_key)
            && (merge || change["value"]["contacts"] == value["contacts"])
    });
    let Some(target) = home.and_then(|change| change["value"].as_object_mut()) else {
        return false;
    };
    add(target, list_key, &value[list_key], false);
    add(target, "contacts", &value["contacts"], true);
    true
}

fn sort_of(value: &Value) -> Option<&'static str> {
    match (value.get("messages"), value.get("statuses")) {
        (Some(_), None) => Some("messages"),
        (None, Some(_)) => Some("statuses"),
        _ => None,
    }
}

fn add(target: &mut Map<String, Value>, key: &str, items: &Value, once: bool) {
    let Some(items) = items.as_array() else {
        return;
    };
    if let Some(list) = target
        .entry(key)
        .or_insert_with(|| json!([]))
        .as_array_mut()
    {
        for item in items {
            if !(once && list.contains(item)) {
                list.push(item.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hooks::Platform;
    use proptest::prelude::*;

    fn status(waba: &str, number: &str, person: &str, id: &str) -> Update {
        Update {
            platform: Platform::WhatsApp,
            waba_id: waba.into(),
            number_id: number.into(),
            field: "messages".into(),
            value: json!({"messaging_product": "whatsapp", "metadata": {"phone_number_id": number},
                "contacts": [{"wa_id": person}], "statuses": [{"id": id, "status": "sent"}]}),
            event: "sent".into(),
            wamid: None,
            at: 0,
            trick: None,
        }
    }

    #[test]
    fn one_entry_per_account_and_one_change_per_number() {
        let all = [
            status("1", "a", "628", "x"),
            status("1", "a", "628", "y"),
            status("1", "a", "629", "v"),
            status("1", "b", "628", "z"),
            status("2", "c", "628", "w"),
        ];
        let merged = body(&all, true);
        assert_eq!(merged["entry"].as_array().unwrap().len(), 2);
        assert_eq!(merged["entry"][0]["changes"].as_array().unwrap().len(), 2);
        assert_eq!(
            merged["entry"][0]["changes"][0]["value"]["statuses"]
                .as_array()
                .unwrap()
                .len(),
            3
        );
        assert_eq!(
            merged["entry"][0]["changes"][0]["value"]["contacts"]
                .as_array()
                .unwrap()
                .len(),
            2
        );
        assert_eq!(
            body(&all, false)["entry"][0]["changes"]
                .as_array()
                .unwrap()
                .len(),
            3
        );
    }

    #[test]
    fn messages_and_comments_of_an_account_lie_in_entries_of_their_own() {
        let update = |account: &str, field: &str, value: Value| Update {
            platform: Platform::Instagram,
            waba_id: account.into(),
            field: field.into(),
            value,
            ..Update::default()
        };
        let message = json!({"sender": {"id": "1"}, "message": {"mid": "m"}});
        let all = [
            update("a", "messages", message.clone()),
            update("a", "comments", json!({"id": "c"})),
            update("a", "message_edit", message.clone()),
            update("b", "messages", message),
        ];
        let made = instagram(&all, 1_700_000_000_999);
        assert_eq!(made["object"], "instagram");
        let entries = made["entry"].as_array().unwrap();
        assert_eq!(entries.len(), 3);
        assert_eq!(entries[0]["messaging"].as_array().unwrap().len(), 2);
        assert_eq!(entries[0]["time"], json!(1_700_000_000_999_i64));
        assert_eq!(entries[1]["changes"][0]["field"], "comments");
        assert_eq!(entries[1]["time"], json!(1_700_000_000));
    }

    proptest! {
        #[test]
        fn nothing_is_lost_or_doubled(picks in proptest::collection::vec((0_usize..3, 0_usize..3), 0..40), merge: bool) {
            let all: Vec<Update> = picks.iter().enumerate()
                .map(|(at, (waba, number))| status(&format!("w{waba}"), &format!("w{waba}n{number}"), &(at % 2).to_string(), &at.to_string()))
                .collect();
            let made = body(&all, merge);
            let mut ids: Vec<usize> = made["entry"].as_array().unwrap().iter()
                .flat_map(|entry| entry["changes"].as_array().unwrap().clone())
                .flat_map(|change| change["value"]["statuses"].as_array().unwrap().clone())
                .map(|status| status["id"].as_str().unwrap().parse().unwrap())
                .collect();
            ids.sort_unstable();
            prop_assert_eq!(ids, (0..all.len()).collect::<Vec<_>>());
        }
    }
}

//! Taking one person out of a payload that speaks of several.

use serde_json::{Value, json};

/// Takes out of a payload whatever names a person: the smallest list element that holds one of their ids goes as a
/// whole, words and all, because an id and the words it belongs to stand side by side in every channel's lists. What
/// has no list around it goes up to the root. True when something went.
pub fn redact(payload: &mut Value, named: &dyn Fn(&str) -> bool) -> bool {
    if !holds(payload, named) {
        return false;
    }
    descend(payload, named);
    if holds(payload, named) {
        *payload = gone();
    }
    true
}

/// What stands in the place of what went.
fn gone() -> Value {
    json!({ "erased": true })
}

fn descend(value: &mut Value, named: &dyn Fn(&str) -> bool) {
    match value {
        Value::Array(items) => {
            for item in items {
                if holds(item, named) {
                    descend(item, named);
                    if holds(item, named) {
                        *item = gone();
                    }
                }
            }
        }
        Value::Object(map) => map.values_mut().for_each(|inner| descend(inner, named)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn holds(value: &Value, named: &dyn Fn(&str) -> bool) -> bool {
    match value {
        Value::String(text) => named(text),
        Value::Number(number) => named(&number.to_string()),
        Value::Array(items) => items.iter().any(|item| holds(item, named)),
        Value::Object(map) => map
            .iter()
            .any(|(key, item)| named(key) || holds(item, named)),
        Value::Null | Value::Bool(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_list_element_goes_and_its_neighbours_stay() {
        let mut body = json!({"entry": [{"id": "1", "changes": [{"value": {
            "contacts": [{"wa_id": "62811", "profile": {"name": "Sari"}}, {"wa_id": "62899"}],
            "messages": [{"from": "62811", "contacts": [{"phones": [{"wa_id": "62811"}]}], "text": {"body": "secret"}},
                         {"from": "62899", "text": {"body": "stays"}}],
        }}]}]});
        assert!(redact(&mut body, &|leaf| leaf == "62811"));
        let value = &body["entry"][0]["changes"][0]["value"];
        assert_eq!(
            value["contacts"],
            json!([{"erased": true}, {"wa_id": "62899"}])
        );
        assert_eq!(value["messages"][0], json!({"erased": true}));
        assert_eq!(value["messages"][1]["text"]["body"], "stays");
    }

    #[test]
    fn what_has_no_list_around_it_goes_whole_and_others_are_untouched() {
        let mut lone = json!({"from": 62811, "text": "secret"});
        assert!(redact(&mut lone, &|leaf| leaf == "62811"));
        assert_eq!(lone, json!({"erased": true}));
        let mut other = json!({"from": "628112"});
        assert!(!redact(&mut other, &|leaf| leaf == "62811"));
    }
}

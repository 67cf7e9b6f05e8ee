//! A number's profile, settings and block list.

use serde_json::{Map, Value, json};

use super::call::{Answer, Call};
use super::fields::names;
use crate::app::App;
use crate::error::GraphError;

const VERTICALS: [&str; 22] = [
    "OTHER",
    "AUTO",
    "BEAUTY",
    "APPAREL",
    "EDU",
    "ENTERTAIN",
    "EVENT_PLAN",
    "FINANCE",
    "GROCERY",
    "GOVT",
    "HOTEL",
    "HEALTH",
    "NONPROFIT",
    "PROF_SERVICES",
    "RETAIL",
    "TRAVEL",
    "RESTAURANT",
    "ALCOHOL",
    "ONLINE_GAMBLING",
    "PHYSICAL_GAMBLING",
    "OTC_DRUGS",
    "MATRIMONY_SERVICE",
];

/// Texts of the profile and their longest lengths.
const TEXTS: [(&str, usize); 4] = [
    ("about", 139),
    ("address", 256),
    ("description", 512),
    ("email", 128),
];

/// `GET whatsapp_business_profile`: only what is set, or only the fields asked for.
pub(super) fn read(app: &App, call: &Call, id: &str) -> Result<Answer, GraphError> {
    let world = app.world();
    let number = world
        .numbers
        .get(id)
        .ok_or_else(|| super::auth::unreachable("GET", id))?;
    let mut shown = Map::new();
    let wanted = call.text("fields").map(|fields| names(&fields));
    let mut profile = number.profile.clone();
    profile.entry("vertical").or_insert_with(|| json!("OTHER"));
    for (name, value) in &profile {
        if wanted.as_ref().is_none_or(|wanted| wanted.contains(name)) {
            shown.insert(name.clone(), value.clone());
        }
    }
    shown.insert("messaging_product".into(), json!("whatsapp"));
    Ok(Answer::Json(
        json!({"data": [shown]}),
        Some(number.waba_id.clone()),
    ))
}

/// `POST whatsapp_business_profile`.
pub(super) fn write(app: &App, call: &Call, id: &str) -> Result<Answer, GraphError> {
    product(call)?;
    let mut changes = Map::new();
    for (name, most) in TEXTS {
        if let Some(text) = call.text(name) {
            let length = text.chars().count();
            if length > most || (name == "about" && length == 0) {
                return Err(GraphError::param(format!(
                    "Param {name} must be at most {most} characters long."
                )));
            }
            if name == "email" && length > 0 && !is_email(&text) {
                return Err(GraphError::param(
                    "Invalid parameter: email must be a valid email address",
                ));
            }
            changes.insert(name.to_owned(), json!(text));
        }
    }
    if let Some(sites) = call.params.get("websites") {
        let fine = sites.as_array().is_some_and(|list| {
            list.len() <= 2
                && list.iter().all(|site| {
                    site.as_str().is_some_and(|text| {
                        text.chars().count() <= 256
                            && (text.starts_with("http://") || text.starts_with("https://"))
                    })
                })
        });
        if !fine {
            return Err(GraphError::param(
                "Param websites must be at most 2 addresses of at most 256 characters.",
            ));
        }
        changes.insert("websites".to_owned(), sites.clone());
    }
    if let Some(vertical) = call
        .text("vertical")
        .filter(|vertical| !vertical.is_empty())
    {
        if !VERTICALS.contains(&vertical.as_str()) {
            return Err(GraphError::param(format!(
                "Param vertical must be one of {{{}}}.",
                VERTICALS.join(", ")
            )));
        }
        changes.insert("vertical".to_owned(), json!(vertical));
    }
    if let Some(handle) = call.text("profile_picture_handle") {
        let picture = super::uploads::keep_picture(app, id, &handle)?;
        changes.insert("profile_picture_url".to_owned(), json!(picture));
    }
    let mut world = app.world();
    if let Some(number) = world.numbers.get_mut(id) {
        number.profile.extend(changes);
    }
    drop(world);
    app.touch("");
    Ok(Answer::success())
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.contains('@') && !text.contains(' ')
    })
}

/// `messaging_product` must be there and right.
pub(super) fn product(call: &Call) -> Result<(), GraphError> {
    match call.text("messaging_product").as_deref() {
        Some("whatsapp") => Ok(()),
        _ => Err(GraphError::param(
            "The parameter messaging_product is required.",
        )),
    }
}

/// Settings that may be written, one at a time, and of which keys one must be there.
const SETTINGS: [(&str, &[&str]); 4] = [
    ("calling", &["status"]),
    (
        "user_identity_change",
        &["enabled", "enable_identity_key_check"],
    ),
    ("payload_encryption", &["status"]),
    ("storage_configuration", &["enabled", "status"]),
];

/// What a number has before anybody changed it.
fn usual_settings() -> [(&'static str, Value); 2] {
    [
        (
            "calling",
            json!({"status": "disabled", "call_icon_visibility": "visible",
                "ip_addresses": {"default": []}, "callback_permission_status": "disabled"}),
        ),
        ("storage_configuration", json!({"status": "default"})),
    ]
}

/// `GET` and `POST settings`.
pub(super) fn settings(
    app: &App,
    call: &Call,
    method: &str,
    id: &str,
) -> Result<Answer, GraphError> {
    let mut world = app.world();
    let number = world
        .numbers
        .get_mut(id)
        .ok_or_else(|| super::auth::unreachable(method, id))?;
    if method == "GET" {
        let mut shown = number.settings.clone();
        for (name, usual) in usual_settings() {
            let mut whole = usual;
            if let (Some(whole), Some(Value::Object(stored))) =
                (whole.as_object_mut(), shown.get(name))
            {
                whole.extend(stored.clone());
            }
            shown.insert(name.to_owned(), whole);
        }
        return Ok(Answer::json(Value::Object(shown)));
    }
    let given: Vec<&str> = SETTINGS
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| call.params.get(*name).is_some_and(Value::is_object))
        .collect();
    let [name] = given.as_slice() else {
        return Err(GraphError::param(format!(
            "Exactly one of {{{}}} is required.",
            SETTINGS.map(|(name, _)| name).join(", ")
        )));
    };
    let needed = SETTINGS
        .iter()
        .find(|(known, _)| known == name)
        .map_or(&[][..], |(_, any)| *any);
    if !needed
        .iter()
        .any(|key| call.params[*name].get(*key).is_some())
    {
        return Err(GraphError::param(format!(
            "The parameter {name}['{}'] is required.",
            needed.join("' or '")
        )));
    }
    number
        .settings
        .insert((*name).to_owned(), call.params[*name].clone());
    drop(world);
    app.touch("");
    Ok(Answer::success())
}

/// `GET`, `POST` and `DELETE block_users`. Only people who wrote in the last 24 hours may be blocked.
pub(super) fn block_users(
    app: &App,
    call: &Call,
    method: &str,
    id: &str,
) -> Result<Answer, GraphError> {
    let now = app.now();
    let mut world = app.world();
    if method == "GET" {
        let number = world
            .numbers
            .get(id)
            .ok_or_else(|| super::auth::unreachable(method, id))?;
        let data: Vec<Value> = number
            .blocked_users
            .iter()
            .map(|wa_id| json!({"messaging_product": "whatsapp", "wa_id": wa_id}))
            .collect();
        return Ok(Answer::json(super::fields::page(&data, call)?));
    }
    product(call)?;
    let users = call
        .params
        .get("block_users")
        .and_then(Value::as_array)
        .ok_or_else(|| GraphError::param("The parameter block_users is required."))?;
    let (mut done, mut failed) = (Vec::new(), Vec::new());
    for user in users {
        let input = user["user"].as_str().unwrap_or_default().to_owned();
        let digits: String = input.chars().filter(char::is_ascii_digit).collect();
        let customer = world
            .customer_by_phone(&digits)
            .map(|person| person.id.clone());
        let recent = customer.is_some_and(|customer| world.thread(id, &customer).window_open(now));
        let Some(number) = world.numbers.get_mut(id) else {
            continue;
        };
        if method == "POST" && !recent {
            failed.push(json!({"input": input, "errors": [{"message": "Failed to block user", "code": 139_100,
                "error_data": {"details": "Only people who wrote in the last 24 hours can be blocked."}}]}));
            continue;
        }
        number.blocked_users.retain(|blocked| *blocked != digits);
        if method == "POST" {
            number.blocked_users.push(digits.clone());
        }
        done.push(json!({"input": input, "wa_id": digits}));
    }
    drop(world);
    app.touch("");
    let list = if method == "POST" {
        "added_users"
    } else {
        "removed_users"
    };
    let mut result = json!({"messaging_product": "whatsapp", "block_users": {list: done}});
    if !failed.is_empty() {
        result["block_users"]["failed_users"] = json!(failed);
    }
    Ok(Answer::json(result))
}

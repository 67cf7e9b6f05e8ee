//! Single objects: numbers, accounts, templates, media, portfolios.

use serde_json::{Value, json};

use super::auth::{Who, unreachable};
use super::call::{Answer, Call};
use super::fields::project;
use super::{media, templates};
use crate::app::App;
use crate::error::GraphError;
use crate::world::{Number, Waba, World};

/// Leads a call to one object.
pub(crate) fn node(
    app: &App,
    call: &Call,
    who: &Who,
    method: &str,
    id: &str,
) -> Result<Answer, GraphError> {
    let world = app.world();
    if let Some(number) = world.numbers.get(id) {
        let shown = number_node(&world, number, app);
        let waba_id = number.waba_id.clone();
        drop(world);
        who.must_reach(app, &waba_id, method, id)?;
        let default = [
            "verified_name",
            "code_verification_status",
            "display_phone_number",
            "quality_rating",
            "platform_type",
            "throughput",
            "last_onboarded_time",
        ];
        let sort = "WhatsAppBusinessPhoneNumber";
        return match method {
            "GET" => Ok(Answer::Json(
                project(&shown, call, &default, sort)?,
                Some(waba_id),
            )),
            _ => Err(GraphError::unknown_edge(id)),
        };
    }
    if let Some(waba) = world.wabas.get(id) {
        let shown = waba_node(&world, waba);
        drop(world);
        who.must_reach(app, id, method, id)?;
        let default = ["name", "timezone_id", "message_template_namespace"];
        return match method {
            "GET" => Ok(Answer::Json(
                project(&shown, call, &default, "WhatsAppBusinessAccount")?,
                Some(id.to_owned()),
            )),
            "POST" => Ok(Answer::success()),
            _ => Err(GraphError::unknown_edge(id)),
        };
    }
    let (is_template, is_media) = (
        world.templates.contains_key(id),
        world.media.contains_key(id),
    );
    let business = world
        .wabas
        .values()
        .find(|waba| waba.business_id == id)
        .map(|waba| (waba.id.clone(), waba.name.clone()));
    drop(world);
    if is_template {
        return templates::node(app, call, who, method, id);
    }
    if is_media {
        return media::node(app, call, who, method, id);
    }
    match business {
        Some((waba_id, name)) if method == "GET" => {
            who.must_reach(app, &waba_id, method, id)?;
            let shown = json!({"id": id, "name": name, "verification_status": "verified"});
            Ok(Answer::json(project(&shown, call, &["name"], "Business")?))
        }
        _ if id == app.config.app_id && method == "GET" => Ok(Answer::json(
            json!({"id": id, "name": "Sandbox app", "link": "https://www.facebook.com/games/?app_id=0"}),
        )),
        _ => Err(unreachable(method, id)),
    }
}

/// A number with every field that may be asked for.
pub(crate) fn number_node(world: &World, number: &Number, app: &App) -> Value {
    let override_of = |id: &str| {
        world
            .wabas
            .get(id)
            .and_then(|waba| waba.override_uri.clone())
    };
    let application = world
        .callback
        .clone()
        .unwrap_or_else(|| app.config.callback_url.clone());
    let mut webhook = json!({"application": application});
    if let Some(uri) = override_of(&number.waba_id) {
        webhook["whatsapp_business_account"] = json!(uri);
    }
    if let Some(uri) = &number.override_uri {
        webhook["phone_number"] = json!(uri);
    }
    let (new_name, new_name_status) = number.name_asked(app.now());
    let sends = match number.status.as_str() {
        "CONNECTED" => "AVAILABLE",
        "FLAGGED" => "LIMITED",
        _ => "BLOCKED",
    };
    json!({
        "id": number.id,
        "display_phone_number": number.display,
        "verified_name": number.verified_name,
        "quality_rating": number.quality,
        "quality_score": {"score": number.quality},
        "code_verification_status": if number.verified {"VERIFIED"} else {"NOT_VERIFIED"},
        "name_status": number.name_status,
        "new_display_name": new_name,
        "new_name_status": new_name_status,
        "status": number.status,
        "platform_type": if number.status == "PENDING" {"NOT_APPLICABLE"} else {"CLOUD_API"},
        "host_platform": "CLOUD_API",
        "is_on_biz_app": number.app.is_some(),
        "throughput": {"level": if world.settings.number_per_second >= 1000 {"HIGH"} else {"STANDARD"}},
        "account_mode": if number.allowed_recipients.is_some() {"SANDBOX"} else {"LIVE"},
        "is_official_business_account": false,
        "is_pin_enabled": number.pin.is_some(),
        "last_onboarded_time": iso(number.onboarded_at),
        "whatsapp_business_manager_messaging_limit": number.messaging_limit,
        "webhook_configuration": webhook,
        "health_status": {"can_send_message": sends, "entities": [
            {"entity_type": "PHONE_NUMBER", "id": number.id, "can_send_message": sends},
            {"entity_type": "WABA", "id": number.waba_id, "can_send_message": "AVAILABLE"},
            {"entity_type": "APP", "id": app.config.app_id, "can_send_message": "AVAILABLE"},
        ]},
        "is_preverified_number": false,
        "search_visibility": "VISIBLE",
        "unified_cert_status": "APPROVED",
        // Fields that exist and are empty here: asking for them is no error.
        "certificate": null, "new_certificate": null, "username": null, "country_code": null,
        "country_dial_code": null, "conversational_automation": null,
        "eligibility_for_api_business_global_search": null, "messaging_limit_tier": null,
    })
}

fn iso(at: i64) -> String {
    chrono::DateTime::from_timestamp_millis(at)
        .map(|time| time.format("%Y-%m-%dT%H:%M:%S+0000").to_string())
        .unwrap_or_default()
}

/// An account with every field that may be asked for.
pub(crate) fn waba_node(world: &World, waba: &Waba) -> Value {
    let limit = world
        .numbers
        .values()
        .find(|number| number.waba_id == waba.id)
        .map_or("TIER_2K", |number| number.messaging_limit.as_str());
    let portfolio = json!({"id": waba.business_id, "name": waba.name});
    json!({
        "id": waba.id,
        "name": waba.name,
        "currency": "IDR",
        "country": "ID",
        "timezone_id": "66",
        "account_review_status": waba.review.as_deref().unwrap_or("APPROVED"),
        "business_verification_status": waba.verification.as_deref().unwrap_or("verified"),
        "status": "ACTIVE",
        "ownership_type": "CLIENT_OWNED",
        "owner_business_info": portfolio,
        "owner_business": portfolio,
        "on_behalf_of_business_info": {"id": waba.business_id, "name": waba.name, "status": "APPROVED", "type": "SELF"},
        "message_template_namespace": format!("sandbox_{}", waba.id),
        "primary_business_location": "ID",
        "auth_international_rate_eligibility": {"exception_countries": []},
        "marketing_messages_onboarding_status": "ELIGIBLE",
        "whatsapp_business_manager_messaging_limit": limit,
        "is_enabled_for_insights": true,
        "template_auto_archival_enabled": false,
        "health_status": {"can_send_message": "AVAILABLE", "entities": [
            {"entity_type": "WABA", "id": waba.id, "can_send_message": "AVAILABLE"},
        ]},
        "subscribed_apps": {"data": []},
        "purchase_order_number": null, "disable_marketing_messages_on_cloud_api": null,
        "marketing_messages_lite_api_status": null, "audiences": null, "schedules": null,
    })
}

//! The life of a number: added, verified, registered, deregistered.

use serde_json::json;

use super::call::{Answer, Call};
use super::profile::product;
use crate::app::App;
use crate::clock::Millis;
use crate::config::SeedNumber;
use crate::error::GraphError;
use crate::world::NewName;

/// Ten registrations or deregistrations in 72 hours.
const REGISTRATIONS_MAX: usize = 10;
const REGISTRATION_SPAN: Millis = 72 * 3_600_000;
/// Ten names in 30 days.
const NAME_CHANGES_MAX: usize = 10;
const NAME_CHANGE_SPAN: Millis = 30 * 24 * 3_600_000;

fn pin_of(call: &Call) -> Result<String, GraphError> {
    let pin = call
        .text("pin")
        .ok_or_else(|| GraphError::missing("Parameter 'pin' is required."))?;
    if pin.len() == 6 && pin.chars().all(|digit| digit.is_ascii_digit()) {
        Ok(pin)
    } else {
        Err(GraphError::param("Param pin must be 6 digits."))
    }
}

/// Counts a registration; says no after ten in 72 hours.
fn count(app: &App, id: &str) -> Result<(), GraphError> {
    let now = app.now();
    let mut world = app.world();
    let Some(number) = world.numbers.get_mut(id) else {
        return Ok(());
    };
    number
        .registrations
        .retain(|at| now - *at < REGISTRATION_SPAN);
    if number.registrations.len() >= REGISTRATIONS_MAX {
        return Err(GraphError::of_code(133_016));
    }
    number.registrations.push(now);
    Ok(())
}

/// `POST register`.
pub(super) fn register(app: &App, call: &Call, id: &str) -> Result<Answer, GraphError> {
    product(call)?;
    let pin = pin_of(call)?;
    count(app, id)?;
    let now = app.now();
    let mut world = app.world();
    let number = world
        .numbers
        .get_mut(id)
        .ok_or_else(|| super::auth::unreachable("POST", id))?;
    if number.pin.as_ref().is_some_and(|known| *known != pin) {
        return Err(GraphError::of_code(133_005));
    }
    if !number.verified {
        return Err(GraphError::messaging(
            133_006,
            "The number must be verified before it is registered.",
        ));
    }
    number.pin = Some(pin);
    number.take_name(now);
    if number.status == "PENDING" || number.status == "DISCONNECTED" {
        "CONNECTED".clone_into(&mut number.status);
    }
    drop(world);
    app.touch("");
    Ok(Answer::success())
}

/// `POST deregister`.
pub(super) fn deregister(app: &App, id: &str) -> Result<Answer, GraphError> {
    let in_app = |app: &App| app.world().numbers.get(id).is_some_and(|n| n.app.is_some());
    if in_app(app) {
        return Err(GraphError::param(
            "A number that is in use in the WhatsApp Business app cannot be deregistered.",
        ));
    }
    count(app, id)?;
    if let Some(number) = app.world().numbers.get_mut(id) {
        "PENDING".clone_into(&mut number.status);
    }
    app.touch("");
    Ok(Answer::success())
}

/// `POST request_code`. The code is always 123456 and shown by the control API.
pub(super) fn request_code(app: &App, call: &Call, id: &str) -> Result<Answer, GraphError> {
    let method = call.text("code_method").unwrap_or_default();
    if !["SMS", "VOICE"].contains(&method.as_str()) {
        return Err(GraphError::param(
            "Param code_method must be one of {SMS, VOICE}.",
        ));
    }
    if call
        .text("language")
        .is_none_or(|language| language.is_empty())
    {
        return Err(GraphError::param("The parameter language is required."));
    }
    if let Some(number) = app.world().numbers.get_mut(id) {
        number.sms_code = Some("123456".to_owned());
    }
    app.touch("");
    Ok(Answer::success())
}

/// `POST verify_code`.
pub(super) fn verify_code(app: &App, call: &Call, id: &str) -> Result<Answer, GraphError> {
    let given = call.text("code").unwrap_or_default().replace('-', "");
    let mut world = app.world();
    let number = world
        .numbers
        .get_mut(id)
        .ok_or_else(|| super::auth::unreachable("POST", id))?;
    if number.sms_code.as_deref() != Some(given.as_str()) {
        return Err(GraphError {
            code: 136_025,
            subcode: Some(2_388_093),
            user: Some(Box::new((
                "Couldn't verify code".to_owned(),
                "The code is wrong or too old.".to_owned(),
            ))),
            ..GraphError::messaging(136_025, "Verify code error")
        });
    }
    number.sms_code = None;
    number.verified = true;
    drop(world);
    app.touch("");
    Ok(Answer::success())
}

/// `POST /{waba}/phone_numbers`: a number that still has to be verified.
pub(super) fn add_number(app: &App, call: &Call, waba_id: &str) -> Result<Answer, GraphError> {
    let part = |key: &str| {
        call.text(key)
            .ok_or_else(|| GraphError::param(format!("The parameter {key} is required.")))
    };
    let (code, phone, name) = (part("cc")?, part("phone_number")?, part("verified_name")?);
    let display = format!("+{} {phone}", code.trim_start_matches('+'));
    let now = app.now();
    let mut world = app.world();
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    if world
        .numbers
        .values()
        .any(|number| number.digits() == digits(&display))
    {
        return Err(GraphError::with_subcode(
            2_388_012,
            "Number already exists",
            "This number is already in your list.",
        ));
    }
    let seed = SeedNumber {
        unregistered: true,
        ..SeedNumber::new("", &display, &name)
    };
    let id = world.plant_number(waba_id, &seed, now);
    if let Some(number) = world.numbers.get_mut(&id) {
        number.verified = false;
    }
    drop(world);
    app.touch("");
    Ok(Answer::json(json!({"id": id})))
}

/// `POST /{phone_number_id}` with another name: it is reviewed, and at most ten are in 30 days.
pub(super) fn ask_for_name(app: &App, call: &Call, id: &str) -> Result<(), GraphError> {
    let Some(name) = call.text("new_display_name") else {
        return Ok(());
    };
    let length = name.chars().count();
    if !(2..=75).contains(&length) || name.trim() != name {
        return Err(GraphError::param(
            "Param new_display_name must be at least 2 and at most 75 characters long.",
        ));
    }
    let now = app.now();
    let mut world = app.world();
    let number = world
        .numbers
        .get_mut(id)
        .ok_or_else(|| super::auth::unreachable("POST", id))?;
    if number.verified_name == name {
        return Err(GraphError::param(
            "Param new_display_name is the display name already.",
        ));
    }
    if number.name_asked(now).1 == "PENDING_REVIEW" {
        return Err(refused_name(
            "Another name is in review",
            "A display name is in review already. Wait for the decision before asking for another.",
        ));
    }
    number
        .name_changes
        .retain(|at| now - *at < NAME_CHANGE_SPAN);
    if number.name_changes.len() >= NAME_CHANGES_MAX {
        return Err(refused_name(
            "Too many changes",
            "A display name can be changed ten times in 30 days.",
        ));
    }
    number.name_changes.push(now);
    number.new_name = Some(NewName {
        name,
        status: "PENDING_REVIEW".to_owned(),
        at: now,
    });
    Ok(())
}

fn refused_name(title: &str, text: &str) -> GraphError {
    GraphError {
        user: Some(Box::new((title.to_owned(), text.to_owned()))),
        ..GraphError::param("Invalid parameter")
    }
}

/// `POST /{phone_number_id}` with a new PIN.
pub(super) fn change_pin(app: &App, call: &Call, id: &str) -> Result<(), GraphError> {
    if call.text("pin").is_none_or(|pin| pin.is_empty()) {
        return Ok(());
    }
    let pin = pin_of(call)?;
    if let Some(number) = app.world().numbers.get_mut(id) {
        number.pin = Some(pin);
    }
    Ok(())
}

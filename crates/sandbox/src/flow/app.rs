//! The WhatsApp Business app behind a number that stays in it: its owner writes there, its address book and its past chats
//! are told when they are asked for.

use serde_json::{Value, json};

use super::metadata;
use crate::app::App;
use crate::clock::Millis;
use crate::hooks::{Platform, Update, enqueue};
use crate::ids::{self, Direction};
use crate::world::{Message, Number, Side, Stage, World, key};

const DAY_MS: Millis = 86_400_000;
/// At most so many people of the sandbox have a past with a number.
const PEOPLE: usize = 3;

/// What was said before, by whom and how many days ago.
const PAST: [(i64, bool, &str); 4] = [
    (40, false, "Halo kak, ini toko yang di pasar?"),
    (40, true, "Betul, kak. Silakan mampir."),
    (12, false, "Minggu depan buka?"),
    (12, true, "Buka, kak, jam 9 sampai 17."),
];

fn update(number: &Number, field: &str, value: Value, at: Millis) -> Update {
    Update {
        platform: Platform::WhatsApp,
        waba_id: number.waba_id.clone(),
        number_id: number.id.clone(),
        field: field.to_owned(),
        value,
        event: String::new(),
        wamid: None,
        at,
        trick: None,
    }
}

fn value(number: &Number, part: &str, items: &Value) -> Value {
    json!({"messaging_product": "whatsapp", "metadata": metadata(number), part: items})
}

/// The owner writes to a person in the app. Answers the wamid.
pub(crate) fn owner_says(
    app: &App,
    number_id: &str,
    customer: &str,
    words: &str,
) -> Result<String, &'static str> {
    let now = app.now();
    let (told, wamid, person) = {
        let mut world = app.world();
        let business = world.business_of(number_id);
        let number = in_app(&world, number_id)?;
        let person = world
            .find_customer(customer, &business)
            .cloned()
            .ok_or("there is no such person")?;
        let phone = person.visible_phone().map(str::to_owned);
        let user = phone.clone().unwrap_or_else(|| person.bsuid(&business));
        let wamid = ids::wamid(&user, Direction::Outbound);
        let mut echo = json!({
            "from": number.digits(), "id": wamid, "timestamp": now.div_euclid(1000).to_string(),
            "type": "text", "text": {"body": words}, "to_user_id": person.bsuid(&business),
        });
        if let Some(phone) = &phone {
            echo["to"] = json!(phone);
        }
        world.push(
            number_id,
            &person.id,
            Message {
                id: wamid.clone(),
                from: Side::Business,
                at: now,
                kind: "text".to_owned(),
                content: json!({"body": words}),
                stage: Stage::Delivered,
                history: vec![(Stage::Delivered, now)],
                silent: true,
                ..Message::default()
            },
        );
        let told = update(
            &number,
            "smb_message_echoes",
            value(&number, "message_echoes", &json!([echo])),
            now,
        );
        (told, wamid, person.id)
    };
    enqueue(app, told);
    app.touch(&key(number_id, &person));
    Ok(wamid)
}

fn in_app(world: &World, number_id: &str) -> Result<Number, &'static str> {
    world
        .numbers
        .get(number_id)
        .filter(|number| number.app.is_some())
        .cloned()
        .ok_or("this number is not in the Business app")
}

/// The people whom the owner knows: phone and name.
fn known(world: &World) -> Vec<(String, String)> {
    let mut people: Vec<_> = world.customers.values().collect();
    people.sort_by_key(|person| person.rank);
    people
        .into_iter()
        .filter_map(|person| Some((person.visible_phone()?.to_owned(), person.name.clone())))
        .take(PEOPLE)
        .collect()
}

/// The address book, one webhook.
pub(crate) fn tell_contacts(app: &App, number_id: &str) {
    let now = app.now();
    let told = {
        let world = app.world();
        let Ok(number) = in_app(&world, number_id) else {
            return;
        };
        let items: Vec<Value> = known(&world)
            .into_iter()
            .map(|(phone, name)| {
                json!({"type": "contact", "action": "add", "metadata": {"timestamp": now.div_euclid(1000).to_string()},
                    "contact": {"full_name": format!("{name} (pelanggan)"), "first_name": name, "phone_number": phone}})
            })
            .collect();
        update(
            &number,
            "smb_app_state_sync",
            value(&number, "state_sync", &json!(items)),
            now,
        )
    };
    enqueue(app, told);
}

/// The past chats in two parts, or that the business does not share them.
pub(crate) fn tell_history(app: &App, number_id: &str) {
    let now = app.now();
    let told = {
        let world = app.world();
        let Ok(number) = in_app(&world, number_id) else {
            return;
        };
        let parts = if number.app.as_ref().is_some_and(|played| played.unshared) {
            vec![
                json!([{"errors": [{"code": 2_593_109, "title": "The business shares no chats",
                "message": "The business shares no chats",
                "error_data": {"details": "Sharing is turned off in the WhatsApp Business app"}}]}]),
            ]
        } else {
            let people = known(&world);
            vec![
                part(&number, &people, (1, 55, 0..2), now),
                part(&number, &people, (2, 100, 2..PAST.len()), now),
            ]
        };
        parts
            .into_iter()
            .map(|part| update(&number, "history", value(&number, "history", &part), now))
            .collect::<Vec<_>>()
    };
    for one in told {
        enqueue(app, one);
    }
}

fn part(
    number: &Number,
    people: &[(String, String)],
    (order, progress, said): (u32, u32, std::ops::Range<usize>),
    now: Millis,
) -> Value {
    let threads: Vec<Value> = people
        .iter()
        .map(|(phone, _)| {
            let messages: Vec<Value> = PAST
                .iter()
                .enumerate()
                .filter(|(nth, _)| said.contains(nth))
                .map(|(nth, (days, own, words))| {
                    let minute = i64::try_from(nth).unwrap_or_default() * 60;
                    let at = (now - days * DAY_MS).div_euclid(1000) + minute;
                    let (from, way) = if *own {
                        (number.digits(), Direction::Outbound)
                    } else {
                        (phone.clone(), Direction::Inbound)
                    };
                    json!({"from": from, "id": ids::wamid(phone, way), "timestamp": at.to_string(), "type": "text",
                        "text": {"body": words}, "history_context": {"status": "READ"}})
                })
                .collect();
            json!({"id": phone, "messages": messages})
        })
        .collect();
    json!([{"metadata": {"phase": 1, "chunk_order": order, "progress": progress}, "threads": threads}])
}

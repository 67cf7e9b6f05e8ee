//! Takes due updates, groups them, posts them, and tries again until they are taken.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use serde_json::Value;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::Instant;

use super::{Platform, Update, batch, retry};
use crate::app::{App, lock};
use crate::faults::{Kind, Rule};
use crate::log::{Attempt, Delivery};
use crate::wire;
use crate::world::{Side, Stage, World, key};

/// How long a webhook may take to be answered.
const ANSWER: Duration = Duration::from_secs(20);

/// The dispatcher: runs until the sandbox stops.
pub(crate) async fn run(app: Arc<App>) {
    let mut stop = app.stop.clone();
    loop {
        tokio::select! {
            _ = stop.wait_for(|stopped| *stopped) => return,
            () = step(&app) => {}
        }
    }
}

/// Waits for the next due update and sends what is due then.
async fn step(app: &Arc<App>) {
    let (hold, gather) = {
        let settings = &app.world().settings;
        (
            settings.hold_webhooks,
            Duration::from_millis(settings.gather_ms),
        )
    };
    let next = lock(&app.hooks.queue).heap.peek().map(|due| due.0.at);
    let ready = match next {
        Some(at) if !hold => Some(at + gather),
        _ => None,
    };
    let Some(ready) = ready else {
        app.hooks.wake.notified().await;
        return;
    };
    if ready > Instant::now() {
        tokio::select! {
            () = tokio::time::sleep_until(ready) => {}
            () = app.hooks.wake.notified() => return,
        }
    }
    // The slot first: while none is free, more updates gather for the same POST.
    let Ok(slot) = Arc::clone(&app.hooks.slots).acquire_owned().await else {
        return;
    };
    let Some(((url, platform), updates)) = take(app) else {
        return;
    };
    let merge = app.world().settings.merge_changes;
    let body = wire::escaped(&match platform {
        Platform::WhatsApp => batch::body(&updates, merge),
        Platform::Instagram => batch::instagram(&updates, app.now()),
    });
    let trick = updates.iter().find_map(|update| update.trick.clone());
    let copies = match &trick {
        Some(rule) if rule.kind == Kind::Duplicate => rule.copies.unwrap_or(1),
        _ => 0,
    };
    for _ in 0..copies {
        let post = Post::new(app, (&url, platform), &body, &updates, trick.clone(), None);
        tokio::spawn(post.run(Arc::clone(app), None));
    }
    let post = Post::new(app, (&url, platform), &body, &updates, trick, None);
    tokio::spawn(post.run(Arc::clone(app), Some(slot)));
}

/// The callback for an update: number override, account override, app. Overrides are for messages.
fn target(world: &World, app: &App, update: &Update) -> String {
    let number = world
        .numbers
        .get(&update.number_id)
        .and_then(|number| number.override_uri.clone());
    let waba = world
        .wabas
        .get(&update.waba_id)
        .and_then(|waba| waba.override_uri.clone());
    let own = update.platform.callback(app, world);
    if update.platform == Platform::WhatsApp && update.field == "messages" {
        number.or(waba).unwrap_or(own)
    } else {
        own
    }
}

/// Where a body goes, and whose it is.
type Address = (String, Platform);

/// Takes the due updates of one callback, at most one batch. Updates with a fault travel alone.
fn take(app: &App) -> Option<(Address, Vec<Update>)> {
    let world = app.world();
    let most = world.settings.batch_max.clamp(1, 1000);
    let mut queue = lock(&app.hooks.queue);
    let now = Instant::now();
    let mut url = None;
    let mut updates: Vec<Update> = Vec::new();
    let mut back = Vec::new();
    while updates.len() < most && queue.heap.peek().is_some_and(|due| due.0.at <= now) {
        let Some(due) = queue.heap.pop() else { break };
        let to = (target(&world, app, &due.0.update), due.0.update.platform);
        let alone = due.0.update.trick.is_some();
        let fits = match &url {
            None => true,
            Some(url) => *url == to && !alone,
        };
        if !fits {
            back.push(due);
            if back.len() > 2_000 {
                break;
            }
            continue;
        }
        url = Some(to);
        updates.push(due.0.update);
        if alone {
            break;
        }
    }
    queue.heap.extend(back);
    Some((url?, updates))
}

/// One POST and its tries.
struct Post {
    id: u64,
    url: String,
    platform: Platform,
    body: Bytes,
    signature: String,
    wamids: Vec<String>,
    trick: Option<Rule>,
}

impl Post {
    fn new(
        app: &App,
        (url, platform): (&str, Platform),
        body: &str,
        updates: &[Update],
        trick: Option<Rule>,
        replay_of: Option<u64>,
    ) -> Self {
        let signature = wire::signature(platform.secret(app), body.as_bytes());
        let mut logs = app.logs();
        let id = logs.next();
        logs.delivery(Delivery {
            id,
            platform,
            at: app.now(),
            url: url.to_owned(),
            body: body.to_owned(),
            signature: signature.clone(),
            state: "pending",
            updates: updates.len(),
            fault: trick.as_ref().map(|rule| format!("{:?}", rule.kind)),
            replay_of,
            attempts: Vec::new(),
        });
        Self {
            id,
            url: url.to_owned(),
            platform,
            body: Bytes::from(body.to_owned()),
            signature,
            wamids: updates
                .iter()
                .filter_map(|update| update.wamid.clone())
                .collect(),
            trick,
        }
    }

    async fn run(self, app: Arc<App>, mut slot: Option<OwnedSemaphorePermit>) {
        if self
            .trick
            .as_ref()
            .is_some_and(|rule| rule.kind == Kind::Drop)
        {
            self.note(&app, None, "dropped");
            return;
        }
        let mut stop = app.stop.clone();
        for tries in 0.. {
            let permit = match slot.take() {
                Some(permit) => Some(permit),
                None => Arc::clone(&app.hooks.slots).acquire_owned().await.ok(),
            };
            let attempt = self.attempt(&app, tries).await;
            drop(permit);
            if attempt.status == Some(200) {
                self.note(&app, Some(attempt), "delivered");
                self.tick(&app);
                return;
            }
            let factor = app.world().settings.time_factor;
            let Some(pause) = retry::pause_after(tries, factor) else {
                self.note(&app, Some(attempt), "given_up");
                return;
            };
            self.note(&app, Some(attempt), "retrying");
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = stop.wait_for(|stopped| *stopped) => return,
            }
        }
    }

    async fn attempt(&self, app: &App, tries: usize) -> Attempt {
        let trick = self
            .trick
            .as_ref()
            .filter(|_| tries == 0)
            .map(|rule| rule.kind);
        let at = app.now();
        let begun = Instant::now();
        let mut attempt = Attempt {
            at,
            status: None,
            error: None,
            took_ms: 0,
            signature: Some(self.signature.clone()),
        };
        let mut body = self.body.clone();
        match trick {
            Some(Kind::DropThenRetry) => {
                attempt.error = Some("dropped on purpose".to_owned());
                return attempt;
            }
            Some(Kind::BadSignature) => {
                attempt.signature = Some(wire::signature("not the app secret", &body));
            }
            Some(Kind::NoSignature) => attempt.signature = None,
            Some(Kind::GarbageJson) => {
                body = body.slice(..body.len() / 2);
                attempt.signature = Some(wire::signature(self.platform.secret(app), &body));
            }
            _ => {}
        }
        let mut request = app
            .http
            .post(&self.url)
            .timeout(ANSWER)
            .header("content-type", "application/json")
            .header("user-agent", "facebookexternalua")
            .header("accept", "*/*");
        if let Some(signature) = &attempt.signature {
            request = request.header("x-hub-signature-256", signature);
        }
        match request.body(body).send().await {
            Ok(response) => attempt.status = Some(response.status().as_u16()),
            Err(error) => attempt.error = Some(error.to_string()),
        }
        attempt.took_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        attempt
    }

    fn note(&self, app: &App, attempt: Option<Attempt>, state: &'static str) {
        if let Some(delivery) = app.logs().delivery_mut(self.id) {
            delivery.attempts.extend(attempt);
            delivery.state = state;
        }
    }

    /// The business has the messages: second tick on the person's phone.
    fn tick(&self, app: &App) {
        let mut touched = BTreeSet::new();
        {
            let now = app.now();
            let mut world = app.world();
            for wamid in &self.wamids {
                if let Some(message) = world.message_mut(wamid)
                    && message.from == Side::Customer
                    && message.stage < Stage::Delivered
                {
                    message.stage = Stage::Delivered;
                    message.history.push((Stage::Delivered, now));
                    if let Some((thread, _)) = world.locate(wamid) {
                        touched.insert(key(&thread.number_id, &thread.customer));
                    }
                }
            }
        }
        for thread in &touched {
            app.touch(thread);
        }
    }
}

/// How a body leaves that is in no queue.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Anew {
    /// Whose secret signs it.
    pub(crate) platform: Platform,
    pub(crate) wrong_signature: bool,
    /// Which delivery it repeats.
    pub(crate) of: Option<u64>,
    pub(crate) after: Duration,
}

/// Posts a body as it is, signed rightly or not. Answers the delivery id.
pub(crate) fn deliver_raw(app: &Arc<App>, url: Option<String>, body: &str, anew: Anew) -> u64 {
    let url = url.unwrap_or_else(|| anew.platform.callback(app, &app.world()));
    let trick = anew.wrong_signature.then(|| {
        serde_json::from_value::<Rule>(
            serde_json::json!({"where": "webhook", "kind": "bad_signature"}),
        )
        .ok()
    });
    let post = Post::new(
        app,
        (&url, anew.platform),
        body,
        &[],
        trick.flatten(),
        anew.of,
    );
    let id = post.id;
    let app = Arc::clone(app);
    tokio::spawn(async move {
        let mut stop = app.stop.clone();
        let due = tokio::select! {
            () = tokio::time::sleep(anew.after) => true,
            _ = stop.wait_for(|stopped| *stopped) => false,
        };
        if due {
            post.run(app, None).await;
        }
    });
    id
}

/// An update for a raw value.
pub(crate) fn raw_update(waba_id: &str, field: &str, value: Value, at: i64) -> Update {
    Update {
        platform: Platform::WhatsApp,
        waba_id: waba_id.to_owned(),
        number_id: value["metadata"]["phone_number_id"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        field: field.to_owned(),
        event: if value.get("messages").is_some() {
            "message"
        } else {
            ""
        }
        .to_owned(),
        value,
        wamid: None,
        at,
        trick: None,
    }
}

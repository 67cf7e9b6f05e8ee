//! Customers who write, and a sender that behaves as Meta does: anything but a 200 is sent again, and now and then
//! something is sent again although it was acknowledged.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Result;
use domain::clock::{Clock as _, SystemClock};
use rand::Rng as _;
use reqwest::StatusCode;
use secrecy::SecretString;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::town::{SECRET, Shop, Town};

/// Customers writing at once.
const WRITERS: usize = 6;

const WORDS: [&str; 4] = [
    "Berapa harga tenda dua orang?",
    "Berapa ongkos kirim ke Bandung?",
    "Jam buka toko hari Minggu?",
    "Halo, apakah jaket biru ukuran M masih ada?",
];

/// What was posted.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    /// By id of the message: the customer and the workspace.
    pub(crate) messages: BTreeMap<String, (String, uuid::Uuid)>,
    /// Posts that were answered by something else than 200, or not at all.
    pub(crate) failed: u64,
    /// Posts of something acknowledged before.
    pub(crate) repeated: u64,
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            messages,
            failed,
            repeated,
        } = self;
        write!(
            f,
            "{} messages acknowledged, {failed} posts failed and tried again, {repeated} posted once more",
            messages.len()
        )
    }
}

pub(crate) struct Load {
    stop: Arc<AtomicBool>,
    sent: Arc<Mutex<Sent>>,
    tasks: JoinSet<()>,
}

impl Load {
    pub(crate) fn begin(town: &Town) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let sent: Arc<Mutex<Sent>> = Arc::default();
        let customers = Arc::new(AtomicU64::new(0));
        let mut tasks = JoinSet::new();
        for _ in 0..WRITERS {
            let writer = Writer {
                http: town.http.clone(),
                url: town.url.clone(),
                shops: town.shops.clone(),
                customers: Arc::clone(&customers),
                sent: Arc::clone(&sent),
            };
            tasks.spawn(writer.write_until(Arc::clone(&stop)));
        }
        Self { stop, sent, tasks }
    }

    /// No new messages; those that were posted are posted until they are taken.
    pub(crate) async fn finish(mut self) -> Result<Sent> {
        self.stop.store(true, Ordering::SeqCst);
        while let Some(done) = self.tasks.join_next().await {
            done?;
        }
        Ok(std::mem::take(&mut *self.sent.lock().unwrap()))
    }
}

struct Writer {
    http: reqwest::Client,
    url: String,
    shops: Vec<Shop>,
    customers: Arc<AtomicU64>,
    sent: Arc<Mutex<Sent>>,
}

impl Writer {
    async fn write_until(self, stop: Arc<AtomicBool>) {
        while !stop.load(Ordering::SeqCst) {
            let n = self.customers.fetch_add(1, Ordering::SeqCst);
            let customer = format!("62899{n:08}");
            let shop = &self.shops[usize::try_from(n).unwrap() % self.shops.len()];
            // Some write once, some write on while the answer is made.
            for m in 0..=(n % 3) {
                let words = WORDS[usize::try_from(n + m).unwrap() % WORDS.len()];
                self.write(shop, &customer, words).await;
            }
            let pause = rand::rng().random_range(20..160);
            tokio::time::sleep(Duration::from_millis(pause)).await;
        }
    }

    async fn write(&self, shop: &Shop, customer: &str, words: &str) {
        let id = format!("wamid.in{}", uuid::Uuid::now_v7().simple());
        let body = envelope(
            &shop.waba_id,
            &shop.phone_number_id,
            &json!({
                "contacts": [{ "profile": { "name": "Budi" }, "wa_id": customer }],
                "messages": [{ "from": customer, "id": id, "timestamp": now().to_string(), "type": "text", "text": { "body": words } }],
            }),
        );
        let failed = post_until_taken(&self.http, &self.url, &body).await;
        {
            let mut sent = self.sent.lock().unwrap();
            sent.messages
                .insert(id, (customer.to_owned(), shop.workspace));
            sent.failed += failed;
        }
        if rand::rng().random_bool(0.1) {
            let failed = post_until_taken(&self.http, &self.url, &body).await;
            let mut sent = self.sent.lock().unwrap();
            sent.failed += failed;
            sent.repeated += 1;
        }
    }
}

/// Seconds since 1970.
pub(crate) fn now() -> i64 {
    SystemClock.now().timestamp()
}

/// A body as Meta writes it.
pub(crate) fn envelope(waba: &str, number: &str, value: &Value) -> Value {
    let mut value = value.clone();
    value["messaging_product"] = json!("whatsapp");
    value["metadata"] =
        json!({ "display_phone_number": "62 811 5550 0101", "phone_number_id": number });
    json!({ "object": "whatsapp_business_account", "entry": [{ "id": waba, "changes": [{ "field": "messages", "value": value }] }] })
}

/// Posts until the answer is 200; answers how often it was not. A refusal that trying again cannot change is a fault.
pub(crate) async fn post_until_taken(http: &reqwest::Client, url: &str, body: &Value) -> u64 {
    let bytes = body.to_string();
    let signature = meta::signature::sign(bytes.as_bytes(), &SecretString::from(SECRET));
    let mut failed = 0;
    loop {
        let answer = http
            .post(format!("{url}/api/webhooks/wa"))
            .header("content-type", "application/json")
            .header("x-hub-signature-256", &signature)
            .body(bytes.clone())
            .send()
            .await;
        match answer.map(|answer| answer.status()) {
            Ok(StatusCode::OK) => return failed,
            Ok(status) if status.is_client_error() => {
                panic!("a good webhook was answered {status}")
            }
            Ok(_) | Err(_) => {
                failed += 1;
                tokio::time::sleep(Duration::from_millis(50)).await;
            }
        }
    }
}

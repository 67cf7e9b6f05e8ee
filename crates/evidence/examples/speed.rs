//! How fast a chain of a million entries is made, exported and verified on this machine:
//! `cargo run --release -p loket-evidence --example speed [ENTRIES]`.
#![expect(clippy::print_stdout, reason = "its purpose")]

use domain::ids::WorkspaceId;
use evidence::{Fact, Head, Header, Kind, Trust, Verifier, Writer, seal, verify};
use serde_json::json;
use std::error::Error;
use std::time::{Duration, Instant};

fn main() -> Result<(), Box<dyn Error>> {
    let count: u32 = std::env::args()
        .nth(1)
        .map_or(Ok(1_000_000), |text| text.parse())?;
    let workspace = WorkspaceId::new();
    let start = "2026-01-31T12:00:00Z".parse::<chrono::DateTime<chrono::Utc>>()?;
    let payload = json!({"wamid": "wamid.HBgNNjI4MTEyMzQ1Njc4ORUCABEYEjk5", "text": "Ada, kak!"});

    let mut head = Head::genesis(workspace);
    let mut entries = Vec::new();
    let begin = Instant::now();
    for n in 0..count {
        let fact = Fact {
            at: start + chrono::Duration::seconds(n.into()),
            kind: &Kind::Sent,
            subject: "message:018f3c5e-0000-7000-8000-000000000001",
            actor: "person:018f3c5e-0000-7000-8000-000000000002",
            payload: &payload,
        };
        let entry = seal(workspace, &head, &fact, rand::random())?;
        head = entry.head();
        entries.push(entry);
    }
    say("sealed", count, begin.elapsed());

    let begin = Instant::now();
    let mut verifier = Verifier::new(workspace);
    for entry in &entries {
        verifier.push(entry)?;
    }
    say("verified in memory", count, begin.elapsed());

    let begin = Instant::now();
    let after = Head::genesis(workspace);
    let header = Header {
        workspace,
        created: start,
        after,
        head,
        public_key: None,
        checkpoints: vec![],
    };
    let mut writer = Writer::new(Vec::new(), &header)?;
    for entry in &entries {
        writer.entry(entry)?;
    }
    let file = writer.finish()?;
    say("exported", count, begin.elapsed());

    let begin = Instant::now();
    let report = verify(&*file, &Trust::default())?;
    say("verified from the file", count, begin.elapsed());
    println!("{} MB; {report}", file.len() / 1_000_000);
    Ok(())
}

fn say(what: &str, count: u32, took: Duration) {
    println!(
        "{count} {what} in {took:.2?}: {:.0} a second",
        f64::from(count) / took.as_secs_f64()
    );
}

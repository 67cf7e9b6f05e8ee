//! Asks a knowledge file: `cargo run -p loket-grounding --example ask -- knowledge.json < questions.txt`.
//! The last line says how long drafting and checking took. Each line of the input is one question; an optional second argument is the moment (RFC 3339).

use std::io::BufRead;
use std::time::Instant;

use chrono::{DateTime, Utc};
use grounding::{Knowledge, Question, draft};

#[expect(clippy::print_stdout, reason = "an example talks to the terminal")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("name a knowledge file")?;
    let knowledge = Knowledge::from_json(&std::fs::read_to_string(path)?)?;
    let moment = args
        .next()
        .unwrap_or_else(|| "2026-11-01T03:00:00Z".to_owned());
    let now = moment.parse::<DateTime<Utc>>()?;
    for problem in &knowledge.problems {
        println!("! {} {}", problem.source, problem.detail);
    }
    let mut times = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let question = Question {
            text: line?,
            ..Question::default()
        };
        let start = Instant::now();
        let drafted = draft(&question, &knowledge, now);
        let spent = start.elapsed();
        times.push(spent);
        println!("? {}", question.text);
        println!(
            "  {:?} {:?} {:?} {spent:?}",
            drafted.doc.outcome, drafted.doc.intents, drafted.language
        );
        println!("  > {}", drafted.text.replace('\n', " / "));
        for reason in drafted.verdict.reasons() {
            println!("  - {}: {}", reason.code, reason.detail);
        }
    }
    times.sort();
    let at =
        |share: usize| times.get((times.len() * share / 100).min(times.len().saturating_sub(1)));
    println!(
        "{} drafts, checked: median {:?}, p99 {:?}",
        times.len(),
        at(50),
        at(99)
    );
    Ok(())
}

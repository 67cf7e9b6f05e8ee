//! P3: from a customer's question to the automatic, grounded answer at a Graph stub.

use std::cell::RefCell;
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::Result;
use serde_json::json;

use super::{left, now, sent_at};
use crate::figures::{Goal, Latencies, Table, conclude, median, rounded, shown};
use crate::house::{House, SECRET};
use crate::payload::{Author, Number, QUESTIONS, WORDS};
use crate::stub::Stub;
use crate::{ReplyOptions, load, tell};

/// How long answers may take after the last question.
const PATIENCE: Duration = Duration::from_secs(20);

struct Step {
    reply: [Option<f64>; 3],
    acknowledged: [Option<f64>; 3],
    missing: usize,
    cpu_ms_per_reply: f64,
}

pub(crate) fn run(options: &ReplyOptions) -> Result<()> {
    let stub = Stub::start()?;
    let graph = format!("http://{}", stub.address);
    let mut house = House::build(&options.common)?;
    tell::note("starting Loket and making workspaces with knowledge, on automatic");
    house.start(
        &[],
        &[("LOKET_SANDBOX", "on"), ("LOKET_META_GRAPH_URL", &graph)],
    )?;
    let numbers = house.tenants(
        options.numbers,
        &["--reply-mode", "auto_send", "--knowledge"],
    )?;
    let mut steps = Vec::new();
    let warm_up = ReplyOptions {
        seconds: 3,
        ..options.clone()
    };
    step(&house, &stub, &numbers, &warm_up, 0)?;
    for n in 1..=options.common.runs.max(1) {
        tell::note(format_args!(
            "run {n}: {} s at {}/s",
            options.seconds, options.rate
        ));
        steps.push(step(&house, &stub, &numbers, options, n as u64)?);
    }
    report(options, &steps);
    Ok(())
}

fn step(
    house: &House,
    stub: &Stub,
    numbers: &[Number],
    options: &ReplyOptions,
    run: u64,
) -> Result<Step> {
    stub.forget();
    let author = Author::new(
        numbers.to_vec(),
        &WORDS[..QUESTIONS],
        SECRET,
        run,
        sent_at(),
    )?;
    let count = options.seconds * u64::from(options.rate);
    let due: Rc<RefCell<Vec<(u64, Instant)>>> = Rc::default();
    let noted = Rc::clone(&due);
    let before = house.cpu()?;
    let mut outcome = load::open(
        house.address(),
        author,
        options.rate,
        count,
        move |n, at| noted.borrow_mut().push((n, at)),
    )?;
    let asked = Instant::now();
    while stub.sends() < count && asked.elapsed() < PATIENCE {
        std::thread::sleep(Duration::from_millis(20));
    }
    let after = house.cpu()?;
    let mut replies = Latencies::default();
    for (n, at) in due.borrow().iter() {
        if let Some(came) = stub.answered(&Author::customer(run, *n)) {
            replies.add(came.saturating_duration_since(*at));
        }
    }
    // Outcomes are still being recorded; the next run starts when that is done.
    while now(left(house))? > 0 && asked.elapsed() < PATIENCE * 2 {
        std::thread::sleep(Duration::from_millis(100));
    }
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    let each = 1000.0 / count as f64;
    Ok(Step {
        reply: replies.summary(),
        acknowledged: outcome.latencies.summary(),
        missing: usize::try_from(count)?.saturating_sub(replies.len()),
        cpu_ms_per_reply: (after.0 - before.0 + after.1 - before.1) * each,
    })
}

fn report(options: &ReplyOptions, steps: &[Step]) {
    let mut table = Table::new(&[
        "",
        "p50 ms",
        "p99 ms",
        "p99.9 ms",
        "unanswered",
        "CPU ms each",
    ]);
    for (n, step) in steps.iter().enumerate() {
        let [a, b, c] = step.reply.map(shown);
        let cpu = rounded(step.cpu_ms_per_reply).to_string();
        table.row(vec![
            format!("run {}: question to answer at the stub", n + 1),
            a,
            b,
            c,
            step.missing.to_string(),
            cpu,
        ]);
        let [a, b, c] = step.acknowledged.map(shown);
        table.row(vec![format!("run {}: question to 200", n + 1), a, b, c]);
    }
    table.show();
    let middle = |p: usize| {
        median(
            &steps
                .iter()
                .map(|s| s.reply[p].unwrap_or(f64::NAN))
                .collect::<Vec<_>>(),
        )
    };
    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    let missing = steps.iter().map(|s| s.missing).sum::<usize>() as f64;
    let goals = [
        Goal::at_most("question to answer, p50", middle(0), 25.0, "ms"),
        Goal::at_most("question to answer, p99", middle(1), 150.0, "ms"),
        Goal::at_most("questions without an answer", missing, 0.0, ""),
    ];
    let figures = json!({
        "rate": options.rate, "seconds": options.seconds, "numbers": options.numbers, "runs": steps.len(),
        "p50_ms": rounded(middle(0)), "p99_ms": rounded(middle(1)), "p999_ms": rounded(middle(2)), "unanswered": missing,
    });
    conclude("reply", figures, &goals);
}

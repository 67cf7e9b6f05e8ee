//! P1: durable intake beside the ceilings of this machine, all in one run.

use std::time::{Duration, Instant};

use anyhow::Result;
use nix::sys::signal::Signal;
use serde_json::{Value, json};

use super::{clear, left, now, sent_at};
use crate::ceiling::{self, Bare};
use crate::figures::{Goal, Table, conclude, median, rounded, shown};
use crate::house::{House, SECRET};
use crate::load::Outcome;
use crate::payload::{Author, Number, WORDS};
use crate::{IntakeOptions, load, process, tell};

/// Writers of the journal in Loket, and of the ceiling.
const WRITERS: usize = 2;
/// Further sizes of the ceiling's batches, beside the one that keeps as many rows in flight as the closed loop does.
const BATCHES: [usize; 3] = [128, 512, 1024];
/// The rate the latency goals are about.
const GOAL_RATE: u32 = 5000;
/// The demo numbers are the sandbox's, so it runs beside; nothing is sent through it.
const SANDBOX: [(&str, &str); 1] = [("LOKET_SANDBOX", "on")];

/// What one step showed.
#[derive(Debug, Clone, Copy, Default)]
struct Step {
    per_second: f64,
    latency: [Option<f64>; 3],
    refused: u64,
    /// Microseconds per event: server, Postgres, generator.
    cpu: [f64; 3],
    lag_p99: Option<f64>,
}

struct Bench<'a> {
    options: &'a IntakeOptions,
    house: House,
    numbers: Vec<Number>,
    /// Steps so far, so that no two of them send the same messages.
    steps: u64,
    table: Table,
    figures: Value,
}

pub(crate) fn run(options: &IntakeOptions) -> Result<()> {
    let mut bench = Bench::set_up(options)?;
    let bare = bench.repeated("A: signature checked, nothing kept", "bare", Bench::bare)?;
    let batched = bench.batched()?;
    let mut at_goal_rate = Step::default();
    for &rate in &options.rates {
        let step = bench.repeated(
            &format!("open loop, {rate}/s"),
            &format!("open_{rate}"),
            |b| b.open(rate),
        )?;
        if rate == GOAL_RATE {
            at_goal_rate = step;
        }
    }
    let name = format!("closed loop, {} connections", options.connections);
    let closed = bench.repeated(&name, "closed", Bench::closed)?;
    bench.figures["burst"] = bench.burst()?;
    bench.house.stop(Signal::SIGTERM)?;
    bench.house.start(&["--role", "api"], &SANDBOX)?;
    bench.repeated(
        &format!("{name}, workers elsewhere"),
        "closed_api_only",
        Bench::closed,
    )?;
    bench.figures["closed_to_bare"] = json!(rounded(closed.per_second / bare.per_second));
    bench.table.show();
    let burst = &bench.figures["burst"];
    tell::line(format_args!(
        "a burst of {} was acknowledged in {} s and applied after {} s",
        options.burst, burst["acknowledged_s"], burst["applied_s"]
    ));
    let share = 100.0 * closed.per_second / batched;
    let [p50, p99, p999] = at_goal_rate.latency.map(|p| p.unwrap_or(f64::NAN));
    let goals = [
        Goal::at_least(
            "closed loop to batched inserts, same rows in flight",
            share,
            60.0,
            "%",
        ),
        Goal::at_most("p50 at 5,000/s", p50, 2.0, "ms"),
        Goal::at_most("p99 at 5,000/s", p99, 10.0, "ms"),
        Goal::at_most("p99.9 at 5,000/s", p999, 50.0, "ms"),
    ];
    conclude("intake", std::mem::take(&mut bench.figures), &goals);
    Ok(())
}

impl<'a> Bench<'a> {
    fn set_up(options: &'a IntakeOptions) -> Result<Self> {
        let mut house = House::build(&options.common)?;
        tell::note("starting Loket and making workspaces");
        house.start(&[], &SANDBOX)?;
        let numbers = house.tenants(options.numbers, &["--reply-mode", "off"])?;
        let headings = [
            "",
            "events/s",
            "p50 ms",
            "p99 ms",
            "p99.9 ms",
            "refused",
            "µs server",
            "µs Postgres",
            "µs generator",
        ];
        let figures = json!({ "connections": options.connections, "numbers": options.numbers, "runs": options.common.runs });
        Ok(Self {
            options,
            house,
            numbers,
            steps: 0,
            table: Table::new(&headings),
            figures,
        })
    }

    fn author(&mut self) -> Result<Author> {
        self.steps += 1;
        Author::new(self.numbers.clone(), WORDS, SECRET, self.steps, sent_at())
    }

    fn time(&self) -> Duration {
        Duration::from_secs(self.options.seconds)
    }

    /// Runs a step so often as asked for and shows the median.
    fn repeated(
        &mut self,
        shown_as: &str,
        name: &str,
        one: impl Fn(&mut Self) -> Result<Step>,
    ) -> Result<Step> {
        let mut steps = Vec::new();
        for _ in 0..self.options.common.runs.max(1) {
            tell::note(shown_as);
            steps.push(one(self)?);
        }
        let step = middle(&steps);
        let [p50, p99, p999] = step.latency.map(shown);
        let mut cells = vec![
            shown_as.to_owned(),
            rounded(step.per_second).to_string(),
            p50,
            p99,
            p999,
            step.refused.to_string(),
        ];
        cells.extend(step.cpu.map(|cpu| rounded(cpu).to_string()));
        self.table.row(cells);
        self.figures[name] = json!({
            "per_second": rounded(step.per_second), "refused": step.refused,
            "p50_ms": step.latency[0].map(rounded), "p99_ms": step.latency[1].map(rounded), "p999_ms": step.latency[2].map(rounded),
            "cpu_us": { "server": rounded(step.cpu[0]), "postgres": rounded(step.cpu[1]), "generator": rounded(step.cpu[2]) },
            "generator_late_p99_ms": step.lag_p99.map(rounded),
            "all_per_second": steps.iter().map(|s| rounded(s.per_second)).collect::<Vec<_>>(),
        });
        Ok(step)
    }

    fn bare(&mut self) -> Result<Step> {
        let bare = Bare::start(SECRET)?;
        let author = self.author()?;
        let (before, own) = (bare.cpu()?, process::own_cpu()?);
        let outcome = load::closed(bare.address, author, self.options.connections, self.time())?;
        let cpu = [bare.cpu()? - before, 0.0, process::own_cpu()? - own];
        Ok(step(outcome, cpu))
    }

    /// The ceiling of rows; answers the one with as many rows in flight as the closed loop has.
    fn batched(&mut self) -> Result<f64> {
        let equal = self.options.connections.div_ceil(WRITERS);
        let mut of_equal = f64::NAN;
        let singles = [(
            "B: one row a commit, 16 writers".to_owned(),
            "single",
            16,
            1,
        )];
        let batches = std::iter::once(equal).chain(BATCHES);
        let batches = batches.map(|n| {
            (
                format!("B: batches of {n} rows, {WRITERS} writers"),
                "batched",
                WRITERS,
                n,
            )
        });
        for (shown_as, name, writers, batch) in singles.into_iter().chain(batches) {
            let mut rates = Vec::new();
            for _ in 0..self.options.common.runs.max(1) {
                tell::note(&shown_as);
                let author = self.author()?;
                rates.push(ceiling::rows(
                    &self.house,
                    author,
                    writers,
                    batch,
                    self.time() / 2,
                )?);
            }
            let rate = median(&rates);
            self.table.row(vec![shown_as, rounded(rate).to_string()]);
            self.figures[format!("{name}_{batch}")] = json!(rounded(rate));
            if writers == WRITERS && batch == equal {
                of_equal = rate;
            }
        }
        Ok(of_equal)
    }

    fn open(&mut self, rate: u32) -> Result<Step> {
        let count = u64::from(rate) * self.options.seconds;
        self.measured(move |address, author| load::open(address, author, rate, count, |_, _| {}))
    }

    fn closed(&mut self) -> Result<Step> {
        let (connections, time) = (self.options.connections, self.time());
        self.measured(move |address, author| load::closed(address, author, connections, time))
    }

    /// A load on the server at rest, with the CPU time it took meanwhile.
    fn measured(
        &mut self,
        load: impl FnOnce(std::net::SocketAddr, Author) -> Result<Outcome>,
    ) -> Result<Step> {
        now(clear(&self.house))?;
        let author = self.author()?;
        let (before, own) = (self.house.cpu()?, process::own_cpu()?);
        let outcome = load(self.house.address(), author)?;
        let (after, own) = (self.house.cpu()?, process::own_cpu()? - own);
        let cpu = [after.0 - before.0, after.1 - before.1, own];
        Ok(step(outcome, cpu))
    }

    /// How long a burst takes until every message of it is applied.
    fn burst(&mut self) -> Result<Value> {
        now(clear(&self.house))?;
        tell::note("a burst, and the time until all of it is applied");
        let (author, burst) = (self.author()?, self.options.burst);
        let began = Instant::now();
        let outcome = load::open(self.house.address(), author, 1_000_000, burst, |_, _| {})?;
        let acknowledged = began.elapsed().as_secs_f64();
        while now(left(&self.house))? > 0 {
            std::thread::sleep(Duration::from_millis(100));
        }
        let applied = began.elapsed().as_secs_f64();
        #[expect(clippy::cast_precision_loss, reason = "some thousands")]
        let per_second = outcome.latencies.len() as f64 / applied;
        Ok(json!({
            "messages": burst, "acknowledged_s": rounded(acknowledged), "applied_s": rounded(applied), "applied_per_second": rounded(per_second),
        }))
    }
}

/// `seconds` of CPU: server, Postgres, generator.
fn step(mut outcome: Outcome, seconds: [f64; 3]) -> Step {
    #[expect(clippy::cast_precision_loss, reason = "some millions")]
    let each = 1e6 / (outcome.latencies.len().max(1) as f64);
    Step {
        per_second: outcome.per_second(),
        latency: outcome.latencies.summary(),
        refused: outcome.refused,
        cpu: seconds.map(|seconds| seconds * each),
        lag_p99: outcome.lag_p99,
    }
}

/// The median of each figure by itself; of refusals, all.
fn middle(steps: &[Step]) -> Step {
    let of = |figure: &dyn Fn(&Step) -> f64| median(&steps.iter().map(figure).collect::<Vec<_>>());
    let maybe = |figure: &dyn Fn(&Step) -> Option<f64>| {
        let known: Vec<f64> = steps.iter().filter_map(figure).collect();
        (!known.is_empty()).then(|| median(&known))
    };
    Step {
        per_second: of(&|s| s.per_second),
        latency: [0, 1, 2].map(|p| maybe(&|s| s.latency[p])),
        refused: steps.iter().map(|s| s.refused).sum(),
        cpu: [0, 1, 2].map(|c| of(&|s| s.cpu[c])),
        lag_p99: maybe(&|s| s.lag_p99),
    }
}

//! The truth table of window, template, consent and decider, all else being fair.

use std::fmt::Write as _;

use chrono::Duration;
use domain::consent::Consent;
use domain::gate::{GateFacts, Intent, TemplateFacts, Verdict, gate};

use super::{DECIDERS, fair, fair_template, now, value_problem};

fn windows() -> Vec<(&'static str, GateFacts)> {
    let ago = |seconds: i64| GateFacts {
        last_customer_message: Some(now() - Duration::seconds(seconds)),
        ..fair()
    };
    vec![
        (
            "never",
            GateFacts {
                last_customer_message: None,
                contact_wrote_first: false,
                ..fair()
            },
        ),
        ("open", ago(86_400 - 121)),
        (
            "clock off",
            GateFacts {
                clock_off: true,
                ..ago(60)
            },
        ),
        ("guard", ago(86_400 - 120)),
        ("closed", ago(86_400)),
        (
            "told closed",
            GateFacts {
                provider_closed_window_at: Some(now()),
                ..ago(60)
            },
        ),
    ]
}

fn messages() -> Vec<(&'static str, Intent, Option<TemplateFacts>)> {
    let template = |change: fn(&mut TemplateFacts)| {
        let mut facts = fair_template();
        change(&mut facts);
        Some(facts)
    };
    vec![
        ("free", Intent::FreeForm, None),
        ("template", Intent::Template, template(|_| {})),
        ("no template", Intent::Template, None),
        ("paused", Intent::Template, template(|t| t.sendable = false)),
        (
            "unfilled",
            Intent::Template,
            template(|t| t.problems.push(value_problem())),
        ),
    ]
}

fn said(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Admit { as_, .. } => format!("goes as {as_:?}"),
        Verdict::Refuse { .. } => {
            let codes = verdict
                .codes()
                .iter()
                .map(|c| format!("{c:?}"))
                .collect::<Vec<_>>();
            codes.join("+")
        }
    }
}

#[test]
fn truth_table() {
    let mut lines = String::new();
    for (window, facts) in windows() {
        for (message, intent, template) in messages() {
            for consent in [Consent::None, Consent::OptedIn, Consent::OptedOut] {
                let facts = GateFacts {
                    consent,
                    template: template.clone(),
                    ..facts.clone()
                };
                write!(
                    lines,
                    "{window:>11} | {message:<11} | {:<9} |",
                    consent.as_str()
                )
                .unwrap();
                let mut answers: Vec<(String, Vec<String>)> = Vec::new();
                for decider in DECIDERS {
                    let said = said(&gate(intent, decider, &facts, now()));
                    match answers.iter_mut().find(|(answer, _)| *answer == said) {
                        Some((_, deciders)) => deciders.push(format!("{decider:?}")),
                        None => answers.push((said, vec![format!("{decider:?}")])),
                    }
                }
                for (said, deciders) in &answers {
                    let who = if answers.len() == 1 {
                        "all".to_owned()
                    } else {
                        deciders.join(", ")
                    };
                    write!(lines, " {said} ({who})").unwrap();
                }
                lines.push('\n');
            }
        }
    }
    insta::assert_snapshot!(lines);
}

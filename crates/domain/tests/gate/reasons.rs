//! Every reason that applies is given, none that does not, and no bad news ever opens a door.

use chrono::Duration;
use domain::bar::Bar;
use domain::channel::ReplyMode;
use domain::consent::Consent;
use domain::gate::{
    AdmittedAs, Connection, Decider, GateFacts, Intent, RefusalCode, SafetyVerdict, Verdict, gate,
    refusal,
};
use domain::window::Bound;
use proptest::prelude::*;

use super::{deciders, facts, fair, fair_template, intents, now, value_problem};

/// The rules once more, each as one sentence about the facts, written without the gate's code.
#[expect(clippy::too_many_lines, reason = "one table, one rule a row")]
fn applying(intent: Intent, decider: Decider, f: &GateFacts) -> Vec<RefusalCode> {
    use RefusalCode as C;
    let free = intent == Intent::FreeForm;
    let private = intent == Intent::PrivateReply;
    let bound = free && f.window.bound == Bound::Window;
    let by_template = intent == Intent::Template && f.window.templates;
    let found = f.template.as_ref().filter(|t| t.found);
    let drafted = !matches!(decider, Decider::Person | Decider::System);
    let rule = decider == Decider::Rule;
    let age = f
        .last_customer_message
        .map(|last| (now() - last).num_seconds());
    let in_time = age.is_some_and(|age| age < 86_400 - 120);
    let closed_later = match (f.provider_closed_window_at, f.last_customer_message) {
        (Some(closed), Some(last)) => closed >= last,
        (Some(_), None) => true,
        (None, _) => false,
    };
    let late = decider == Decider::Person
        && f.window.person_hours > 0
        && age.is_some_and(|age| age < i64::from(f.window.person_hours) * 3_600 - 120);
    let open = age.is_some() && (in_time && !closed_later);
    let comment_age = f
        .comment
        .as_ref()
        .map(|c| (now() - c.written_at).num_seconds());
    let outreach = f.outreach_to_opted_in && f.consent == Consent::OptedIn;
    let disabled = |bar: &Bar| matches!(bar, Bar::Disabled);
    let rules = [
        (C::Disconnected, f.connection == Connection::Disconnected),
        (C::NeedsReauth, f.connection == Connection::NeedsReauth),
        (C::AccountFrozen, f.connection == Connection::Frozen),
        (C::AccountDisabled, f.bars.iter().any(disabled)),
        (
            C::AccountRestricted,
            f.bars.iter().any(|bar| match bar {
                Bar::Disabled | Bar::Unpaid => false,
                Bar::Restricted { replies, until } => {
                    until.is_none_or(|end| end > now()) && (intent == Intent::Template || *replies)
                }
            }),
        ),
        (
            C::PaymentMissing,
            intent == Intent::Template && f.bars.contains(&Bar::Unpaid),
        ),
        (C::NotReady, !f.ready),
        (
            C::OptedOut,
            f.consent == Consent::OptedOut && !(decider == Decider::System && free),
        ),
        (
            C::MarketingStopped,
            intent == Intent::Template
                && f.marketing_stopped
                && f.template.as_ref().is_some_and(|t| t.marketing),
        ),
        (
            C::NoPriorContact,
            intent == Intent::Template && !(f.contact_wrote_first || outreach),
        ),
        (
            C::WindowNeverOpened,
            bound && f.window.templates && age.is_none(),
        ),
        (
            C::WindowClosed,
            bound && f.window.templates && age.is_some() && !open && !late,
        ),
        (
            C::CustomerMustWrite,
            bound && !f.window.templates && !open && !late,
        ),
        (
            C::NotOffered,
            (private && f.comment.is_none()) || (intent == Intent::Template && !f.window.templates),
        ),
        (
            C::PrivateReplyUsed,
            private && f.comment.as_ref().is_some_and(|c| c.answered),
        ),
        (
            C::PrivateReplyLate,
            private && comment_age.is_some_and(|age| age >= 604_800 - 120),
        ),
        (
            C::ClockOff,
            (bound || (private && f.comment.is_some())) && f.clock_off,
        ),
        (C::TemplateNotFound, by_template && found.is_none()),
        (
            C::TemplateNotApproved,
            by_template && found.is_some_and(|t| !t.sendable),
        ),
        (
            C::TemplateValues,
            by_template && found.is_some_and(|t| !t.problems.is_empty()),
        ),
        (
            C::SafetyHold,
            match f.safety {
                SafetyVerdict::Hold => rule || decider == Decider::PersonApproved,
                SafetyVerdict::NotApplicable => rule,
                SafetyVerdict::Pass | SafetyVerdict::Block => false,
            },
        ),
        (C::SafetyBlock, drafted && f.safety == SafetyVerdict::Block),
        (C::Overtaken, drafted && f.overtaken),
        (C::AutoSendOff, rule && f.reply_mode != ReplyMode::AutoSend),
        (C::HumanHasFloor, rule && f.human_has_floor),
        (C::UnknownOutstanding, rule && f.unknown_outstanding),
    ];
    rules
        .into_iter()
        .filter(|(_, applies)| *applies)
        .map(|(code, _)| code)
        .collect()
}

/// Ways in which things can get worse, each leaving the others as they are.
fn worse(facts: &GateFacts) -> Vec<GateFacts> {
    let mut all = Vec::new();
    let mut with = |change: &dyn Fn(&mut GateFacts)| {
        let mut changed = facts.clone();
        change(&mut changed);
        all.push(changed);
    };
    with(&|f| f.ready = false);
    with(&|f| f.bars.push(Bar::Disabled));
    with(&|f| f.bars.push(Bar::Unpaid));
    with(&|f| {
        f.bars.push(Bar::Restricted {
            replies: true,
            until: None,
        });
    });
    with(&|f| f.consent = Consent::OptedOut);
    with(&|f| f.marketing_stopped = true);
    with(&|f| f.contact_wrote_first = false);
    with(&|f| f.outreach_to_opted_in = false);
    with(&|f| f.clock_off = true);
    with(&|f| f.overtaken = true);
    with(&|f| f.human_has_floor = true);
    with(&|f| f.unknown_outstanding = true);
    with(&|f| f.reply_mode = ReplyMode::Off);
    with(&|f| f.provider_closed_window_at = Some(now() + Duration::days(1)));
    with(&|f| {
        f.last_customer_message = f
            .last_customer_message
            .map(|last| last - Duration::hours(9));
    });
    if facts.connection == Connection::Connected {
        with(&|f| f.connection = Connection::Frozen);
    }
    if facts.safety == SafetyVerdict::Pass {
        with(&|f| f.safety = SafetyVerdict::Hold);
        with(&|f| f.safety = SafetyVerdict::Block);
    }
    if facts.template.is_some() {
        with(&|f| f.template.iter_mut().for_each(|t| t.sendable = false));
        with(&|f| f.template.iter_mut().for_each(|t| t.marketing = true));
        with(&|f| {
            f.template
                .iter_mut()
                .for_each(|t| t.problems.push(value_problem()));
        });
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// The verdict is exactly the rules that apply, each once, and the same every time.
    #[test]
    fn every_reason_and_no_other(intent in intents(), decider in deciders(), facts in facts()) {
        let verdict = gate(intent, decider, &facts, now());
        let mut given = verdict.codes();
        let mut expected = applying(intent, decider, &facts);
        given.sort_unstable();
        expected.sort_unstable();
        prop_assert_eq!(&given, &expected);
        prop_assert_eq!(verdict.is_admitted(), expected.is_empty());
        prop_assert_eq!(gate(intent, decider, &facts, now()), verdict);
    }

    /// Bad news never turns a refusal into an admission and never hides another reason.
    #[test]
    fn bad_news_only_adds(intent in intents(), decider in deciders(), facts in facts()) {
        let before = gate(intent, decider, &facts, now()).codes();
        for changed in worse(&facts) {
            let after = gate(intent, decider, &changed, now()).codes();
            for code in &before {
                prop_assert!(after.contains(code), "{:?} lost: {:?}", code, changed);
            }
        }
    }

    /// Time alone never opens anything, but a restriction that has an end.
    #[test]
    fn waiting_only_adds(intent in intents(), decider in deciders(), facts in facts(), wait in 0_i64..200_000) {
        let before = gate(intent, decider, &facts, now()).codes();
        let after = gate(intent, decider, &facts, now() + Duration::seconds(wait)).codes();
        let kept = |code: &RefusalCode| *code == RefusalCode::AccountRestricted || after.contains(code);
        prop_assert!(before.iter().all(kept), "{:?} {:?}", before, after);
    }

    /// Who said stop hears nothing more but the system's one confirmation, and that only inside the window.
    #[test]
    fn stop_is_honoured(intent in intents(), decider in deciders(), mut facts in facts()) {
        facts.consent = Consent::OptedOut;
        if gate(intent, decider, &facts, now()).is_admitted() {
            prop_assert_eq!((intent, decider), (Intent::FreeForm, Decider::System));
            if facts.window.bound == Bound::Window {
                let last = facts.last_customer_message.expect("a window was opened");
                prop_assert!(now() - last < Duration::hours(24) - Duration::seconds(120));
            }
        }
    }

    /// A template goes out only when it is known, approved and filled.
    #[test]
    fn templates_are_whole(decider in deciders(), facts in facts()) {
        let verdict = gate(Intent::Template, decider, &facts, now());
        if let Verdict::Admit { as_, simulated } = verdict {
            let template = facts.template.expect("a template");
            prop_assert!(template.found && template.sendable && template.problems.is_empty());
            prop_assert_eq!((as_, simulated), (AdmittedAs::Template, facts.simulated));
        }
    }

    /// After the window only a person's own words go, as such, and for no longer than the channel says.
    #[test]
    fn late_words_are_a_persons_own(intent in intents(), decider in deciders(), facts in facts()) {
        if let Verdict::Admit { as_: AdmittedAs::PersonLate, .. } = gate(intent, decider, &facts, now()) {
            prop_assert_eq!((intent, decider), (Intent::FreeForm, Decider::Person));
            let last = facts.last_customer_message.expect("the customer wrote");
            prop_assert!(now() - last < Duration::hours(i64::from(facts.window.person_hours)));
        }
    }

    /// A comment is answered in private once, and within seven days.
    #[test]
    fn private_answers_are_one(decider in deciders(), facts in facts()) {
        if gate(Intent::PrivateReply, decider, &facts, now()).is_admitted() {
            let comment = facts.comment.expect("a comment");
            prop_assert!(!comment.answered && now() - comment.written_at < Duration::days(7));
        }
    }

    /// A rule speaks only when it was told to, what it says was checked, and nobody else is speaking.
    #[test]
    fn rules_keep_their_place(intent in intents(), facts in facts()) {
        if gate(intent, Decider::Rule, &facts, now()).is_admitted() {
            prop_assert_eq!(facts.reply_mode, ReplyMode::AutoSend);
            prop_assert_eq!(facts.safety, SafetyVerdict::Pass);
            prop_assert!(!facts.human_has_floor && !facts.unknown_outstanding && !facts.overtaken);
        }
    }

    /// What a rule may send, the person who approves the same draft may send too.
    #[test]
    fn people_may_do_what_rules_may(intent in intents(), facts in facts()) {
        if gate(intent, Decider::Rule, &facts, now()).is_admitted() {
            for person in [Decider::Person, Decider::PersonApproved, Decider::PersonOverride] {
                prop_assert!(gate(intent, person, &facts, now()).is_admitted());
            }
        }
    }
}

#[test]
fn fair_facts_let_everybody_through() {
    for intent in [Intent::FreeForm, Intent::Template] {
        for decider in super::DECIDERS {
            assert!(
                gate(intent, decider, &fair(), now()).is_admitted(),
                "{intent:?} {decider:?}"
            );
        }
    }
}

#[test]
fn every_code_has_words_of_its_own() {
    use RefusalCode as C;
    let all = [
        C::Disconnected,
        C::NeedsReauth,
        C::AccountFrozen,
        C::AccountDisabled,
        C::AccountRestricted,
        C::PaymentMissing,
        C::NotReady,
        C::OptedOut,
        C::MarketingStopped,
        C::WindowClosed,
        C::WindowNeverOpened,
        C::ClockOff,
        C::NoPriorContact,
        C::TemplateNotFound,
        C::TemplateNotApproved,
        C::TemplateValues,
        C::SafetyHold,
        C::SafetyBlock,
        C::Overtaken,
        C::AutoSendOff,
        C::HumanHasFloor,
        C::UnknownOutstanding,
    ];
    let mut titles: Vec<String> = all.iter().map(|code| refusal(*code).title).collect();
    assert!(titles.iter().all(|t| !t.is_empty()));
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), all.len());
}

/// The hidden half of a refusal: a template that is not there says nothing about its approval or values.
#[test]
fn a_missing_template_has_one_reason() {
    let mut facts = fair();
    facts.template = Some(domain::gate::TemplateFacts {
        found: false,
        sendable: false,
        problems: vec![value_problem()],
        ..fair_template()
    });
    let codes = gate(Intent::Template, Decider::Person, &facts, now()).codes();
    assert_eq!(codes, [RefusalCode::TemplateNotFound]);
}

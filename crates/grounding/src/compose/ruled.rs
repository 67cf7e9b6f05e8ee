//! Questions about what would hold ("if it arrives broken?", "discount for 30?"): a person's matter
//! unless a rule of the shop speaks of all that is asked.

use super::Context;
use super::quote::{ASKING, speaks};
use crate::atoms::{Atom, Tok};
use crate::doc::Segment;
use crate::understand::{Ask, Intent, Understood};

/// Words for less than the price, whoever asks for it.
const LESS: &[&str] = &["discount", "nego"];

impl Context<'_> {
    /// Rules for everything that is asked, word for word; nothing when a part has none.
    pub(super) fn ruled(&self, understood: &Understood) -> Option<Vec<Segment>> {
        let mut said: Vec<Segment> = Vec::new();
        let asks = understood.asks.iter();
        for ask in asks.filter(|a| a.intents != [Intent::Overview] || !a.concepts.is_empty()) {
            let less = ask.any(LESS);
            let rule = if less {
                self.bulk_rule(ask)
            } else {
                self.quoted(ask)
            };
            for segment in rule? {
                if !said.contains(&segment) {
                    said.push(segment);
                }
            }
        }
        (!said.is_empty()).then_some(said)
    }

    /// What several pieces, or a large order, cost less by.
    fn bulk_rule(&self, ask: &Ask) -> Option<Vec<Segment>> {
        let plain = ask.codes.is_empty() && ask.percents.is_empty() && ask.money.is_empty();
        let mut asked = Self::keys_asked(ask);
        let idle = |key: &str| ASKING.contains(&key) || LESS.contains(&key) || key == "price";
        asked.retain(|key| !idle(key));
        let found = self.sentences(|policy, keys, toks| {
            let title = self.title_keys(policy);
            let both: Vec<String> = keys.iter().chain(&title).cloned().collect();
            let less = LESS.iter().any(|c| both.iter().any(|key| key == c));
            less && reduces(toks) && asked.iter().all(|key| speaks(&both, key))
        });
        plain.then(|| self.few(found, 2))?
    }
}

/// "20 or more get 10% off".
fn reduces(toks: &[Tok]) -> bool {
    let sized = ["ormore", "minorder", "over"];
    let amount = |t: &Tok| matches!(t.atom, Atom::Percent(_) | Atom::Money(_));
    toks.iter().any(amount) && toks.iter().any(|t| sized.iter().any(|c| t.is(c)))
}

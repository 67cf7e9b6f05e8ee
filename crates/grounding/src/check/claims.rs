//! Verifying the operands of computations against the sources.

use crate::atoms::{Atom, Reader, read};
use crate::doc::Expr;
use crate::knowledge::{Knowledge, Off, SourceRef};
use crate::value::Money;

/// Whether every operand of `expr` stands where it says.
pub(super) fn leaves_hold(expr: &Expr, knowledge: &Knowledge) -> bool {
    match expr {
        Expr::Amount { money, source } => amount_at(*money, source, knowledge),
        Expr::Times(base, _) => leaves_hold(base, knowledge),
        Expr::Sum(parts) => parts.iter().all(|part| leaves_hold(part, knowledge)),
        Expr::Minus(more, less) => leaves_hold(more, knowledge) && leaves_hold(less, knowledge),
        Expr::Less {
            base,
            percent,
            source,
        } => {
            leaves_hold(base, knowledge)
                && knowledge.promos.iter().any(|promo| {
                    promo.source.id == source.id
                        && promo.source.version == source.version
                        && promo
                            .terms
                            .as_ref()
                            .is_some_and(|t| t.off == Off::Percent(*percent))
                })
        }
    }
}

fn amount_at(money: Money, source: &SourceRef, knowledge: &Knowledge) -> bool {
    if source.field.as_deref() == Some("price") {
        return knowledge.items.iter().any(|item| {
            item.source.id == source.id
                && item.source.version == source.version
                && item.price == Some(money)
        });
    }
    // An amount in a policy is read again from the passage itself.
    let Some(found) = knowledge
        .source(&source.id)
        .filter(|s| s.version == source.version)
    else {
        return false;
    };
    let Some(text) = source
        .span
        .and_then(|(start, end)| found.passage.get(start..end))
    else {
        return false;
    };
    let reader = Reader {
        currency: knowledge.currency,
        today: knowledge.as_of.unwrap_or_default(),
        vocab: None,
        names: false,
        loose: false,
    };
    read(text, reader)
        .toks
        .iter()
        .any(|tok| tok.atom == Atom::Money(money))
}

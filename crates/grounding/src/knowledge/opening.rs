//! Reading opening hours.

use super::facts::PolicyFact;
use crate::atoms::Atom;

/// Hours and closing days, when every word of the sentence was understood.
pub(super) fn hours(words: &[&Atom]) -> Option<Vec<PolicyFact>> {
    let mut out = Vec::new();
    let mut days = None;
    let mut times: Vec<u16> = Vec::new();
    let (mut closed, mut excepted, mut carved) = (false, false, false);
    let mut holidays = false;
    for atom in words {
        match atom {
            Atom::Days(set) => {
                if days.replace(*set).is_some() {
                    return None;
                }
            }
            Atom::Word("weekend", _) => {
                if days.replace(0b110_0000).is_some() {
                    return None;
                }
            }
            Atom::Time(minute) => times.push(*minute),
            Atom::Word("close", _) if excepted || carved => {}
            Atom::Word("close", _) => closed = true,
            // "every day except Monday"
            Atom::Word("except", _) => excepted = true,
            // A closing day of its own kind; the sentence is quoted for it.
            Atom::Word("holiday", _)
                if closed || matches!(out.last(), Some(PolicyFact::Closed { .. })) =>
            {
                closed = false;
            }
            // "Sunday and holidays closed": the word that closes follows.
            Atom::Word("holiday", _) if days.is_some() && times.is_empty() => holidays = true,
            Atom::Word("open" | "hours" | "clock" | "shop" | "until" | "arrive" | "from", _) => {}
            _ => return None,
        }
        match (days, times.as_slice()) {
            (Some(_), [_, _]) if holidays => return None,
            (Some(set), [open, close]) if open < close && !closed => {
                out.push(PolicyFact::Hours {
                    days: set,
                    open: *open,
                    close: *close,
                });
                (days, times) = (None, Vec::new());
            }
            (Some(set), []) if excepted => {
                let Some(PolicyFact::Hours { days: open, .. }) = out
                    .iter_mut()
                    .rev()
                    .find(|f| matches!(f, PolicyFact::Hours { .. }))
                else {
                    return None;
                };
                *open &= !set;
                out.push(PolicyFact::Closed { days: set });
                (days, excepted, carved) = (None, false, true);
            }
            (Some(set), []) if closed => {
                out.push(PolicyFact::Closed { days: set });
                (days, closed, holidays) = (None, false, false);
            }
            (_, [_, _, _, ..]) => return None,
            _ => {}
        }
    }
    let complete = days.is_none() && times.is_empty() && !closed && !excepted && !holidays;
    (complete && !out.is_empty()).then_some(out)
}

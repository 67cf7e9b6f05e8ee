//! Long runs of digits.

use super::{Atom, Cursor, Found};
use crate::lexer::Shape;

impl Cursor<'_> {
    /// Long digit runs: telephone, account and card numbers.
    pub(super) fn phone(&self, i: usize) -> Found {
        let plus = self.text(i) == "+";
        let start = if plus { i + 1 } else { i };
        if self.shape(start) != Some(Shape::Number) {
            return None;
        }
        let mut digits = String::new();
        let mut at = start;
        loop {
            let text = self.text(at);
            if self.shape(at) == Some(Shape::Number) && text.bytes().all(|b| b.is_ascii_digit()) {
                digits.push_str(text);
                at += 1;
            } else if text == "-" && self.shape(at + 1) == Some(Shape::Number) {
                at += 1;
            } else {
                break;
            }
        }
        let long = digits.len() >= 9 || (plus && digits.len() >= 7);
        (long && digits.len() <= 24).then_some((Atom::Phone(digits), at - i))
    }
}

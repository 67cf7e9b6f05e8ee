//! Sizes of an item, as customers and the shop write them.

use super::Item;

impl Item {
    /// Pieces in one size; `None` when the size is not offered or stock is unknown.
    pub fn stock_of(&self, size: &str) -> Option<u32> {
        self.stock
            .iter()
            .find(|(label, _)| {
                label
                    .as_deref()
                    .is_some_and(|l| l.eq_ignore_ascii_case(size))
            })
            .map(|(_, n)| *n)
    }

    /// The size as the shop writes it, when it is offered.
    pub fn size(&self, label: &str) -> Option<&str> {
        let squeeze = |s: &str| s.replace(' ', "").to_lowercase();
        self.sizes
            .iter()
            .find(|s| squeeze(s) == squeeze(label))
            .map(String::as_str)
            .or_else(|| crate::understand::of_number(self, label))
    }
}

//! What the sign-up dialog offers: something new, and what no app is subscribed to. Offering makes nothing.

use rand::Rng as _;
use serde_json::{Value, json};

use super::World;

/// Most accounts offered; a sandbox of a load test has thousands.
const OFFERED: usize = 30;

/// Businesses that may come.
const BUSINESSES: [&str; 8] = [
    "Kopi Pagi",
    "Batik Lestari",
    "Roti Bahagia",
    "Bengkel Maju",
    "Salon Melati",
    "Kebun Hijau",
    "Penatu Bersih",
    "Buku Cakrawala",
];

/// Digits as people write them, behind a country code: `+62 811-5500-0001`.
pub(crate) fn is_phone(display: &str) -> bool {
    let Some((country, rest)) = display
        .strip_prefix('+')
        .and_then(|all| all.split_once(' '))
    else {
        return false;
    };
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    (1..=3).contains(&country.len())
        && digits(country) == country.len()
        && (5..=12).contains(&digits(rest))
        && rest
            .chars()
            .all(|one| one.is_ascii_digit() || one == ' ' || one == '-')
}

impl World {
    /// What may be chosen: something new, and the accounts that no app is subscribed to.
    pub(crate) fn sign_up_offer(&self) -> Value {
        let mut free: Vec<_> = self
            .wabas
            .values()
            .filter(|waba| !waba.subscribed)
            .collect();
        free.sort_by_key(|waba| std::cmp::Reverse(waba.created_at));
        free.truncate(OFFERED);
        let mut businesses: Vec<Value> = Vec::new();
        for waba in free {
            let numbers: Vec<Value> = self
                .numbers
                .values()
                .filter(|number| number.waba_id == waba.id)
                .map(|number| json!({"id": number.id, "display": number.display, "name": number.verified_name}))
                .collect();
            let account = json!({"id": waba.id, "name": waba.name, "numbers": numbers});
            match businesses
                .iter_mut()
                .find(|one| one["id"] == waba.business_id)
                .and_then(|one| one["accounts"].as_array_mut())
            {
                Some(accounts) => accounts.push(account),
                None => businesses.push(
                    json!({"id": waba.business_id, "name": waba.name, "accounts": [account]}),
                ),
            }
        }
        json!({
            "fresh": {"name": self.unused_name(), "display": self.unused_phone(), "app": self.unused_phone()},
            "businesses": businesses,
        })
    }

    pub(super) fn unused_name(&self) -> String {
        let used = |name: &str| self.wabas.values().any(|waba| waba.name == name);
        // One round more than there are accounts is sure to have a name left.
        (1..=self.wabas.len() + 1)
            .flat_map(|round| {
                BUSINESSES.iter().map(move |name| match round {
                    1 => (*name).to_owned(),
                    _ => format!("{name} {round}"),
                })
            })
            .find(|name| !used(name))
            .unwrap_or_default()
    }

    /// A number that nobody has.
    pub(super) fn unused_phone(&self) -> String {
        let mut rng = rand::rng();
        loop {
            let (middle, last) = (rng.random_range(5600..5700), rng.random_range(0..10_000));
            let display = format!("+62 811-{middle}-{last:04}");
            if !self.has_phone(&display) {
                return display;
            }
        }
    }

    /// Whether a number is anybody's here.
    pub(crate) fn has_phone(&self, display: &str) -> bool {
        let digits: String = display.chars().filter(char::is_ascii_digit).collect();
        self.numbers
            .values()
            .any(|number| number.digits() == digits)
    }
}

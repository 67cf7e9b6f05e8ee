//! Money and exact decimals.

use serde::{Deserialize, Serialize};

/// A currency the program can read and write. Serialised as its ISO 4217 code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Currency(&'static Spec);

#[derive(Debug, PartialEq, Eq)]
struct Spec {
    code: &'static str,
    symbol: &'static str,
    /// Digits after the decimal mark.
    exponent: u32,
    group: char,
    decimal: char,
}

macro_rules! currencies {
    ($($code:literal $symbol:literal $exponent:literal $group:literal $decimal:literal;)*) => {
        const CURRENCIES: &[Spec] = &[$(Spec {
            code: $code, symbol: $symbol, exponent: $exponent, group: $group, decimal: $decimal,
        },)*];
    };
}

currencies! {
    "IDR" "Rp" 0 '.' ',';
    "USD" "US$" 2 ',' '.';
    "EUR" "€" 2 '.' ',';
    "GBP" "£" 2 ',' '.';
    "MYR" "RM" 2 ',' '.';
    "SGD" "S$" 2 ',' '.';
    "AUD" "A$" 2 ',' '.';
    "JPY" "¥" 0 ',' '.';
    "THB" "฿" 2 ',' '.';
    "PHP" "₱" 2 ',' '.';
    "VND" "₫" 0 '.' ',';
    "INR" "₹" 2 ',' '.';
    "BRL" "R$" 2 '.' ',';
    "MXN" "MX$" 2 ',' '.';
    "SAR" "SAR " 2 ',' '.';
    "AED" "AED " 2 ',' '.';
    "ZAR" "R" 2 ',' '.';
    "NGN" "₦" 2 ',' '.';
}

impl Currency {
    /// The currency with this ISO 4217 code, in any case; `None` when it is not supported.
    pub fn of(code: &str) -> Option<Self> {
        CURRENCIES
            .iter()
            .find(|spec| spec.code.eq_ignore_ascii_case(code))
            .map(Self)
    }

    /// ISO 4217 code.
    pub fn code(self) -> &'static str {
        self.0.code
    }

    /// Digits after the decimal mark.
    pub fn exponent(self) -> u32 {
        self.0.exponent
    }
}

impl Serialize for Currency {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        Self::of(&code).ok_or_else(|| serde::de::Error::custom(format!("unknown currency {code}")))
    }
}

/// An amount of money in minor units of its currency (rupiah, cents).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Money {
    /// Minor units.
    pub minor: i64,
    /// Currency.
    pub currency: Currency,
}

impl Money {
    /// `decimal` of `currency`; `None` when it has more decimals than the currency.
    pub fn exact(decimal: Decimal, currency: Currency) -> Option<Self> {
        Some(Self {
            minor: decimal.scaled(currency.exponent())?,
            currency,
        })
    }

    /// Written the way the currency is written at home, e.g. `Rp349.000`.
    pub fn render(self) -> String {
        let spec = self.currency.0;
        let unit = 10_i64.pow(spec.exponent);
        let whole = group(self.minor / unit, spec.group);
        if spec.exponent == 0 {
            return format!("{}{whole}", spec.symbol);
        }
        let cents = self.minor % unit;
        let width = spec.exponent as usize;
        format!("{}{whole}{}{cents:0width$}", spec.symbol, spec.decimal)
    }
}

fn group(n: i64, mark: char) -> String {
    let digits = n.abs().to_string();
    let mut out = String::with_capacity(digits.len() + 6);
    if n < 0 {
        out.push('-');
    }
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(c);
    }
    out
}

/// A decimal number kept exactly: `mantissa / 10^scale`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// All digits.
    pub mantissa: i64,
    /// How many of them stand after the decimal mark.
    pub scale: u32,
}

impl Decimal {
    /// A whole number.
    pub fn whole(n: i64) -> Self {
        Self {
            mantissa: n,
            scale: 0,
        }
    }

    /// Both multiplied.
    pub(crate) fn product(self, other: Self) -> Option<Self> {
        Some(Self {
            mantissa: self.mantissa.checked_mul(other.mantissa)?,
            scale: self.scale.checked_add(other.scale)?,
        })
    }

    /// Reads digits with `.` and `,`. A mark followed by groups of exactly three digits groups
    /// thousands; otherwise the last mark is the decimal mark.
    pub fn read(raw: &str) -> Option<Self> {
        let mut parts: Vec<&str> = raw.split(['.', ',']).collect();
        if parts
            .iter()
            .any(|p| p.is_empty() || !p.bytes().all(|b| b.is_ascii_digit()))
        {
            return None;
        }
        let marks: Vec<char> = raw.chars().filter(|c| !c.is_ascii_digit()).collect();
        let last = parts.pop()?;
        let mixed = marks.iter().any(|m| Some(m) != marks.last());
        let grouped = last.len() == 3
            && !mixed
            && parts.first().is_some_and(|p| p.len() <= 3 && *p != "0")
            && parts.iter().skip(1).all(|p| p.len() == 3);
        if parts.is_empty() || grouped {
            parts.push(last);
            return Some(Self {
                mantissa: parts.concat().parse().ok()?,
                scale: 0,
            });
        }
        let inner_groups = parts.len() == 1
            || (mixed && parts.iter().skip(1).all(|p| p.len() == 3) && parts[0].len() <= 3);
        let last_mark_once = marks.iter().filter(|m| Some(*m) == marks.last()).count() == 1;
        if !inner_groups || !last_mark_once {
            return None;
        }
        parts.push(last);
        Some(Self {
            mantissa: parts.concat().parse().ok()?,
            scale: u32::try_from(last.len()).ok()?,
        })
    }

    /// The number times `10^digits` as a whole number, or `None` when it is not whole or too large.
    pub fn scaled(self, digits: u32) -> Option<i64> {
        if self.scale <= digits {
            return self
                .mantissa
                .checked_mul(10_i64.checked_pow(digits - self.scale)?);
        }
        let divisor = 10_i64.checked_pow(self.scale - digits)?;
        (self.mantissa % divisor == 0).then(|| self.mantissa / divisor)
    }

    /// The number times a whole factor.
    pub fn times(self, factor: i64) -> Option<Self> {
        Some(Self {
            mantissa: self.mantissa.checked_mul(factor)?,
            scale: self.scale,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers() {
        for (raw, want) in [
            ("349000", Some((349_000, 0))),
            ("1.250.000", Some((1_250_000, 0))),
            ("1,250,000", Some((1_250_000, 0))),
            ("2,1", Some((21, 1))),
            ("09.00", Some((900, 2))),
            ("1.250,50", Some((125_050, 2))),
            ("1.2.3", None),
            ("0.500", Some((500, 3))),
        ] {
            let want = want.map(|(mantissa, scale)| Decimal { mantissa, scale });
            assert_eq!(Decimal::read(raw), want, "{raw}");
        }
    }
}

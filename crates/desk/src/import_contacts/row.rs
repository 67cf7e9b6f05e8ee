//! A row of a table as a person who agreed, or why it is none. Pure.

use chrono::{Duration, NaiveDate, NaiveTime, TimeZone};
use db::attributes::Attribute;
use db::labels::Label;
use domain::Time;
use domain::ids::{AttributeId, LabelId};
use domain::phone;
use serde::{Deserialize, Serialize};

use super::columns::ContactColumns;
use crate::change_consent::is_reserved_source;
use crate::knowledge::table::Table;

/// The longest name, source and proof, in characters.
const LONGEST: (usize, usize, usize) = (200, 100, 2_000);

/// A person in a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Person {
    /// As people count rows: the header is row 1.
    pub(super) row: usize,
    pub(super) phone: String,
    pub(super) name: Option<String>,
    /// Where they agreed.
    pub(super) source: String,
    /// When.
    pub(super) agreed_at: Time,
    pub(super) proof: Option<String>,
    pub(super) labels: Vec<LabelId>,
    pub(super) values: Vec<(AttributeId, String)>,
}

/// Why somebody is not entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LeftOut {
    /// Their number is none.
    InvalidNumber,
    /// Where or when they agreed is missing, or cannot be.
    WithoutConsent,
    /// Their number stands in the table before.
    Twice,
    /// They said stop, which an import does not undo.
    Stopped,
    /// Something else cannot be used.
    Unusable,
}

/// A row that is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeftRow {
    /// As people count rows: the header is row 1.
    pub row: usize,
    /// Why, in one word.
    pub why: LeftOut,
    /// Why, in words.
    pub reasons: Vec<String>,
    /// The number, where it is one: to find the row when the person is erased.
    pub phone: Option<String>,
}

/// What a row is read with.
#[derive(Debug)]
pub(super) struct Reading<'a> {
    pub(super) columns: &'a ContactColumns,
    /// The calling code of numbers without one.
    pub(super) home: Option<&'a str>,
    pub(super) attributes: &'a [Attribute],
    pub(super) labels: &'a [Label],
    pub(super) now: Time,
}

impl Reading<'_> {
    /// The number of a row alone.
    pub(super) fn phone(&self, table: &Table, index: usize) -> Option<String> {
        let at = table
            .headers
            .iter()
            .position(|h| self.columns.0.get(h).is_some_and(|f| f == "phone"))?;
        phone::read(&table.rows[index][at], self.home)
    }

    /// A row as a person.
    pub(super) fn row(&self, table: &Table, index: usize) -> Result<Person, LeftRow> {
        let number = self.phone(table, index);
        let mut out = Person {
            row: Table::number(index),
            phone: number.clone().unwrap_or_default(),
            name: None,
            source: String::new(),
            agreed_at: self.now,
            proof: None,
            labels: Vec::new(),
            values: Vec::new(),
        };
        let (mut why, mut agreed) = (Vec::new(), None);
        if number.is_none() {
            why.push((
                LeftOut::InvalidNumber,
                "the phone number is none; write it with + and the country code".to_owned(),
            ));
        }
        for (header, cell) in table.headers.iter().zip(&table.rows[index]) {
            let (Some(field), false) = (self.columns.0.get(header), cell.is_empty()) else {
                continue;
            };
            if field == "consent_date" {
                match day(cell, self.now) {
                    Ok(at) => agreed = Some(Ok(at)),
                    Err(reason) => agreed = Some(Err(format!("{header}: {reason}"))),
                }
            } else if let Err(reason) = self.put(&mut out, field, cell) {
                why.push((LeftOut::Unusable, format!("{header}: {reason}")));
            }
        }
        if out.source.trim().is_empty() {
            let reason = "where this person agreed is missing".to_owned();
            why.push((LeftOut::WithoutConsent, reason));
        }
        let missing = || "when this person agreed is missing".to_owned();
        match agreed.unwrap_or_else(|| Err(missing())) {
            Ok(at) => out.agreed_at = at,
            Err(reason) => why.push((LeftOut::WithoutConsent, reason)),
        }
        // What matters most names the row.
        let order = [
            LeftOut::InvalidNumber,
            LeftOut::WithoutConsent,
            LeftOut::Unusable,
        ];
        let has = |kind: &LeftOut| why.iter().any(|(one, _)| one == kind);
        match order.into_iter().find(has) {
            None => Ok(out),
            Some(kind) => Err(LeftRow {
                row: out.row,
                why: kind,
                reasons: why.into_iter().map(|(_, reason)| reason).collect(),
                phone: number,
            }),
        }
    }

    /// Puts a cell where it belongs.
    fn put(&self, out: &mut Person, field: &str, cell: &str) -> Result<(), String> {
        let short = |most: usize| cell.chars().take(most).collect::<String>();
        match field {
            "name" => out.name = Some(short(LONGEST.0)),
            "consent_source" if is_reserved_source(cell) => {
                return Err(format!(
                    "\u{201c}{cell}\u{201d} is not where somebody agreed"
                ));
            }
            "consent_source" => out.source = short(LONGEST.1),
            "proof" => out.proof = Some(short(LONGEST.2)),
            "labels" => {
                for name in cell.split([',', ';', '|']).map(str::trim) {
                    if let Some(id) = self.label(name) {
                        out.labels.push(id);
                    } else if !name.is_empty() {
                        return Err(format!("there is no label called {name}"));
                    }
                }
            }
            other => {
                let attribute = other
                    .strip_prefix("attribute:")
                    .and_then(|name| self.attributes.iter().find(|a| a.name == name));
                if let Some(attribute) = attribute {
                    let value = attribute.kind.read(cell);
                    let value =
                        value.ok_or_else(|| format!("{cell} is not of this attribute's kind"))?;
                    out.values.push((attribute.id, value));
                }
            }
        }
        Ok(())
    }

    fn label(&self, name: &str) -> Option<LabelId> {
        let key = name.to_lowercase();
        let found = self.labels.iter().find(|l| l.name.to_lowercase() == key);
        found.map(|label| label.id)
    }
}

/// A day as people write it, day before month; at noon, so that it is the same day almost everywhere.
fn day(text: &str, now: Time) -> Result<Time, String> {
    const FORMS: [&str; 5] = ["%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"];
    let head = text.split(['T', ' ']).next().unwrap_or(text);
    let found = FORMS
        .into_iter()
        .find_map(|form| NaiveDate::parse_from_str(head, form).ok())
        .ok_or_else(|| format!("{text} is no day; write 2026-02-28 or 28/02/2026"))?;
    let noon = found.and_time(NaiveTime::MIN) + Duration::hours(12);
    let at = chrono::Utc.from_utc_datetime(&noon);
    if at > now + Duration::days(1) {
        return Err(format!("{text} has not come yet"));
    }
    if found < NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or(NaiveDate::MIN) {
        return Err(format!("{text} is too long ago to be true"));
    }
    Ok(at.min(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Time {
        chrono::Utc.with_ymd_and_hms(2026, 11, 26, 9, 0, 0).unwrap()
    }

    #[test]
    fn days_as_people_write_them() {
        for (text, read) in [
            ("2026-02-28", Some("2026-02-28")),
            ("28/02/2026", Some("2026-02-28")),
            ("28-02-2026", Some("2026-02-28")),
            ("28.02.2026", Some("2026-02-28")),
            ("2026-02-28T10:00:00Z", Some("2026-02-28")),
            ("2026-02-28 10:00", Some("2026-02-28")),
            ("2026-11-26", Some("2026-11-26")),
            ("02/28/2026", None),
            ("2027-01-01", None),
            ("1999-12-31", None),
            ("kemarin", None),
            ("", None),
        ] {
            let found = day(text, now())
                .ok()
                .map(|at| at.format("%Y-%m-%d").to_string());
            assert_eq!(found.as_deref(), read, "{text}");
        }
        assert!(day("2026-11-26", now()).unwrap() <= now());
    }

    #[test]
    fn nobody_without_number_source_and_day() {
        let columns = ContactColumns(
            [
                ("hp", "phone"),
                ("asal", "consent_source"),
                ("tgl", "consent_date"),
                ("label", "labels"),
            ]
            .map(|(a, b)| (a.to_owned(), b.to_owned()))
            .into(),
        );
        let labels = [Label {
            id: LabelId::new(),
            name: "Grosir".to_owned(),
            color: "teal".to_owned(),
        }];
        let reading = Reading {
            columns: &columns,
            home: Some("62"),
            attributes: &[],
            labels: &labels,
            now: now(),
        };
        let table = Table::read(
            b"hp;asal;tgl;label\n\
              0812 3456 7890;Formulir;28/02/2026;grosir\n\
              12;Formulir;28/02/2026;\n\
              081234567891;;28/02/2026;\n\
              081234567892;Formulir;;\n\
              081234567893;Formulir;besok;\n\
              081234567894;Formulir;28/02/2026;eceran\n",
        )
        .unwrap();
        let good = reading.row(&table, 0).unwrap();
        assert_eq!(
            (good.row, good.phone.as_str(), good.labels.as_slice()),
            (2, "6281234567890", &[labels[0].id][..])
        );
        for (index, why) in [
            (1, LeftOut::InvalidNumber),
            (2, LeftOut::WithoutConsent),
            (3, LeftOut::WithoutConsent),
            (4, LeftOut::WithoutConsent),
            (5, LeftOut::Unusable),
        ] {
            let left = reading.row(&table, index).unwrap_err();
            assert_eq!((left.why, left.row), (why, index + 2), "{left:?}");
            assert!(!left.reasons.is_empty());
        }
    }
}

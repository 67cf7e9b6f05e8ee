//! Which column of a table is what. Pure.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

/// What a column may be; `attribute:` and a name besides.
const FIELDS: &[&str] = &[
    "phone",
    "name",
    "consent_source",
    "consent_date",
    "proof",
    "labels",
];

/// Without these nobody is entered, with what they are called.
const NEEDED: &[(&str, &str)] = &[
    ("phone", "the phone number"),
    ("consent_source", "where the person agreed"),
    ("consent_date", "when the person agreed"),
];

/// Column names that are known, folded, with what they are.
const KNOWN: &[(&str, &str)] = &[
    (
        "phone",
        "phone telepon nomor nomortelepon notelepon notelp nohp hp handphone mobile whatsapp nowa wa nomorwa nomorwhatsapp phonenumber tel telp",
    ),
    (
        "name",
        "name nama namalengkap fullname namapelanggan customer pelanggan contact kontak",
    ),
    (
        "consent_source",
        "consentsource source sumber sumberpersetujuan asalpersetujuan optinsource consent persetujuan",
    ),
    (
        "consent_date",
        "consentdate optindate tanggalpersetujuan tanggalsetuju agreedon date tanggal optinat",
    ),
    (
        "proof",
        "proof bukti consentproof buktipersetujuan evidence consenttext",
    ),
    ("labels", "labels label tag tags"),
];

/// Which column is what: column name to field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ContactColumns(pub BTreeMap<String, String>);

impl ContactColumns {
    /// What the columns' names suggest; each field once, and attributes by their own name.
    pub(super) fn guess(headers: &[String], attributes: &[String]) -> Self {
        let mut found = BTreeMap::new();
        let mut taken = HashSet::new();
        for header in headers {
            let folded: String = header
                .to_lowercase()
                .chars()
                .filter(|c| c.is_alphanumeric())
                .collect();
            let known = KNOWN
                .iter()
                .find(|(_, names)| names.split(' ').any(|n| n == folded))
                .map(|(field, _)| (*field).to_owned());
            let own = || {
                let name = header.trim().to_lowercase();
                let attribute = attributes.iter().find(|a| a.to_lowercase() == name);
                attribute.map(|a| format!("attribute:{a}"))
            };
            if let Some(field) = known.or_else(own)
                && taken.insert(field.clone())
            {
                found.insert(header.clone(), field);
            }
        }
        Self(found)
    }

    /// Why nobody can be entered with it.
    pub(super) fn problem(&self, headers: &[String], attributes: &[String]) -> Option<String> {
        let mut taken = HashSet::new();
        for (header, field) in &self.0 {
            match field.strip_prefix("attribute:") {
                Some(name) if attributes.iter().any(|a| a == name) => {}
                Some(name) => return Some(format!("There is no attribute called {name}")),
                None if FIELDS.contains(&field.as_str()) => {}
                None => return Some(format!("{field} is nothing a column can be")),
            }
            if headers.contains(header) && !taken.insert(field.as_str()) {
                return Some(format!("Two columns are {field}"));
            }
        }
        NEEDED
            .iter()
            .find(|(field, _)| !taken.contains(field))
            .map(|(_, called)| format!("No column says {called}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(list: &[&str]) -> Vec<String> {
        list.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn columns_are_known_by_their_names_and_consent_is_needed() {
        let headers = texts(&[
            "No. HP",
            "Nama",
            "Sumber persetujuan",
            "Tanggal setuju",
            "kota",
            "x",
        ]);
        let attributes = texts(&["Kota"]);
        let columns = ContactColumns::guess(&headers, &attributes);
        let said = |header: &str| columns.0.get(header).map(String::as_str);
        assert_eq!(said("No. HP"), Some("phone"));
        assert_eq!(said("kota"), Some("attribute:Kota"));
        assert_eq!(said("x"), None);
        assert_eq!(columns.problem(&headers, &attributes), None);
        for (header, called) in [
            ("No. HP", "the phone number"),
            ("Sumber persetujuan", "where the person agreed"),
            ("Tanggal setuju", "when the person agreed"),
        ] {
            let mut less = columns.clone();
            less.0.remove(header);
            let problem = less.problem(&headers, &attributes);
            assert!(problem.is_some_and(|p| p.contains(called)), "{header}");
        }
        assert!(columns.problem(&headers, &[]).is_some());
        let mut twice = columns.clone();
        twice.0.insert("x".to_owned(), "phone".to_owned());
        assert!(twice.problem(&headers, &attributes).is_some());
        let odd = ContactColumns([("x".to_owned(), "salary".to_owned())].into());
        assert!(odd.problem(&headers, &attributes).is_some());
    }
}

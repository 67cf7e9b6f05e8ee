//! What customers see when they open a number's profile, and what may stand there.
//!
//! Pure. The limits are those of the provider's pages; lengths count characters, not bytes.

use serde::{Deserialize, Serialize};

/// The longest of each text.
pub const ABOUT: usize = 139;
/// See [`ABOUT`].
pub const ADDRESS: usize = 256;
/// See [`ABOUT`].
pub const DESCRIPTION: usize = 512;
/// See [`ABOUT`].
pub const EMAIL: usize = 128;
/// The longest address of a website.
pub const WEBSITE: usize = 256;
/// The most websites.
pub const WEBSITES: usize = 2;

/// What a business may say it is. Words are the provider's own.
pub const VERTICALS: [&str; 21] = [
    "ALCOHOL",
    "APPAREL",
    "AUTO",
    "BEAUTY",
    "EDU",
    "ENTERTAIN",
    "EVENT_PLAN",
    "FINANCE",
    "GOVT",
    "GROCERY",
    "HEALTH",
    "HOTEL",
    "NONPROFIT",
    "ONLINE_GAMBLING",
    "OTC_DRUGS",
    "OTHER",
    "PHYSICAL_GAMBLING",
    "PROF_SERVICES",
    "RESTAURANT",
    "RETAIL",
    "TRAVEL",
];

/// A profile. What is not said is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BusinessProfile {
    /// One line beside the name.
    pub about: String,
    /// Where it is.
    pub address: String,
    /// What it does.
    pub description: String,
    /// Where to write.
    pub email: String,
    /// What it is: one of [`VERTICALS`]. A word that is not among them may be read, and stays as it is.
    pub vertical: String,
    /// Its pages.
    pub websites: Vec<String>,
}

/// What becomes other words; the rest stays as it is, whoever changed it meanwhile.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProfileChange {
    /// See [`BusinessProfile`], as all of these.
    pub about: Option<String>,
    /// Where it is.
    pub address: Option<String>,
    /// What it does.
    pub description: Option<String>,
    /// Where to write.
    pub email: Option<String>,
    /// What it is.
    pub vertical: Option<String>,
    /// Its pages, all of them.
    pub websites: Option<Vec<String>>,
}

impl ProfileChange {
    /// The profile that this makes of another one.
    #[must_use]
    pub fn on(self, before: &BusinessProfile) -> BusinessProfile {
        let before = before.clone();
        BusinessProfile {
            about: self.about.unwrap_or(before.about),
            address: self.address.unwrap_or(before.address),
            description: self.description.unwrap_or(before.description),
            email: self.email.unwrap_or(before.email),
            vertical: self.vertical.unwrap_or(before.vertical),
            websites: self.websites.unwrap_or(before.websites),
        }
    }
}

/// Something that cannot stand in a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Which part.
    pub field: &'static str,
    /// What to do, in plain words.
    pub problem: String,
}

impl BusinessProfile {
    /// The same without spaces around, and without websites that say nothing.
    #[must_use]
    pub fn trimmed(&self) -> Self {
        let trim = |text: &str| text.trim().to_owned();
        Self {
            about: trim(&self.about),
            address: trim(&self.address),
            description: trim(&self.description),
            email: trim(&self.email),
            vertical: trim(&self.vertical),
            websites: self
                .websites
                .iter()
                .map(|site| trim(site))
                .filter(|site| !site.is_empty())
                .collect(),
        }
    }

    /// Which parts are other ones than `before`, by name.
    #[must_use]
    pub fn changed(&self, before: &Self) -> Vec<&'static str> {
        [
            ("about", self.about != before.about),
            ("address", self.address != before.address),
            ("description", self.description != before.description),
            ("email", self.email != before.email),
            ("vertical", self.vertical != before.vertical),
            ("websites", self.websites != before.websites),
        ]
        .into_iter()
        .filter_map(|(name, other)| other.then_some(name))
        .collect()
    }

    /// What cannot stand there, of the parts that change. What stands already is the provider's own business.
    #[must_use]
    pub fn wrong(&self, before: &Self) -> Option<Wrong> {
        let changed = self.changed(before);
        changed.into_iter().find_map(|field| {
            let problem = match field {
                "about" if self.about.is_empty() => Some(
                    "Write at least one character: a line that was there can be changed, not emptied."
                        .to_owned(),
                ),
                "about" => too_long(&self.about, ABOUT),
                "address" => too_long(&self.address, ADDRESS),
                "description" => too_long(&self.description, DESCRIPTION),
                "email" => too_long(&self.email, EMAIL).or_else(|| {
                    (!self.email.is_empty() && !is_email(&self.email))
                        .then(|| "Write an e-mail address, such as halo@toko.example.".to_owned())
                }),
                "vertical" => (!VERTICALS.contains(&self.vertical.as_str()))
                    .then(|| format!("Choose one of {}.", VERTICALS.join(", "))),
                _ => wrong_websites(&self.websites),
            };
            problem.map(|problem| Wrong { field, problem })
        })
    }
}

fn too_long(text: &str, most: usize) -> Option<String> {
    let length = text.chars().count();
    (length > most).then(|| format!("At most {most} characters; these are {length}."))
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.rsplit_once('@') else {
        return false;
    };
    let spaced = text.chars().any(|c| c.is_whitespace() || c.is_control());
    let dotted = host.split('.').count() >= 2 && host.split('.').all(|part| !part.is_empty());
    !spaced && !name.is_empty() && !name.contains('@') && dotted
}

fn wrong_websites(sites: &[String]) -> Option<String> {
    if sites.len() > WEBSITES {
        return Some("At most two websites.".to_owned());
    }
    sites.iter().find_map(|site| {
        let host = ["https://", "http://"]
            .iter()
            .find_map(|scheme| site.strip_prefix(scheme));
        let spaced = site.chars().any(|c| c.is_whitespace() || c.is_control());
        if spaced || host.is_none_or(|host| host.is_empty() || host.starts_with('/')) {
            return Some("Write the whole address, beginning with https:// or http://.".to_owned());
        }
        too_long(site, WEBSITE)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile() -> BusinessProfile {
        BusinessProfile {
            vertical: "RETAIL".to_owned(),
            ..BusinessProfile::default()
        }
    }

    #[test]
    fn each_limit_holds_at_its_edge() {
        type Set = fn(&mut BusinessProfile, String);
        let texts: [(&str, usize, Set); 3] = [
            ("about", ABOUT, |p, text| p.about = text),
            ("address", ADDRESS, |p, text| p.address = text),
            ("description", DESCRIPTION, |p, text| p.description = text),
        ];
        for (field, most, set) in texts {
            // Letters of two bytes count once.
            for (length, fine) in [(most, true), (most + 1, false)] {
                let mut new = profile();
                set(&mut new, "é".repeat(length));
                let wrong = new.wrong(&profile());
                assert_eq!(wrong.is_none(), fine, "{field} {length}");
                assert!(wrong.is_none_or(|wrong| wrong.field == field));
            }
        }
    }

    #[test]
    fn addresses_are_looked_at() {
        for (email, fine) in [
            ("", true),
            ("halo@toko.example", true),
            ("halo@toko", false),
            ("halo", false),
            ("@toko.example", false),
            ("a b@toko.example", false),
            ("a@b@toko.example", false),
            ("halo@toko..example", false),
        ] {
            let mut old = profile();
            old.email = "x@y.example".to_owned();
            let mut new = profile();
            new.email = email.to_owned();
            assert_eq!(new.wrong(&old).is_none(), fine, "{email}");
        }
        for (sites, fine) in [
            (vec![], true),
            (vec!["https://toko.example", "http://x.example/a?b"], true),
            (vec!["toko.example"], false),
            (vec!["https://"], false),
            (vec!["javascript:alert(1)"], false),
            (vec!["https://a b.example"], false),
            (vec!["https://a.example"; 3], false),
        ] {
            let mut old = profile();
            old.websites = vec!["https://old.example".to_owned()];
            let mut new = profile();
            new.websites = sites.iter().map(|site| (*site).to_owned()).collect();
            assert_eq!(new.wrong(&old).is_none(), fine, "{sites:?}");
        }
        let long = format!("https://a.example/{}", "x".repeat(WEBSITE));
        let mut new = profile();
        new.websites = vec![long];
        assert_eq!(new.wrong(&profile()).unwrap().field, "websites");
    }

    #[test]
    fn what_is_not_changed_is_not_judged() {
        let odd = BusinessProfile {
            vertical: "NOT_A_BIZ".to_owned(),
            about: String::new(),
            ..profile()
        };
        let mut new = odd.clone();
        new.description = "Toko".to_owned();
        assert_eq!(new.changed(&odd), ["description"]);
        assert_eq!(new.wrong(&odd), None);
        new.vertical = "NONSENSE".to_owned();
        assert_eq!(new.wrong(&odd).unwrap().field, "vertical");
        let mut told = profile();
        told.about = "Buka".to_owned();
        let mut emptied = told.clone();
        emptied.about = String::new();
        assert_eq!(emptied.wrong(&told).unwrap().field, "about");
    }

    #[test]
    fn spaces_and_empty_websites_go() {
        let mut told = profile();
        told.about = "  Buka  ".to_owned();
        told.websites = vec![" ".to_owned(), " https://a.example ".to_owned()];
        let trimmed = told.trimmed();
        assert_eq!(trimmed.about, "Buka");
        assert_eq!(trimmed.websites, ["https://a.example"]);
    }
}

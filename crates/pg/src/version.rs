//! Server versions, and the oldest ones without known holes.

use std::fmt;

/// A Postgres version as the server counts it: major × 10000 + minor, so 15.18 is 150018.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServerVersion(pub u32);

/// The oldest major version Loket's SQL runs on.
pub(crate) const OLDEST_MAJOR: u32 = 15;

/// Per major version, the first minor release with the fixes of August 2026, among them
/// CVE-2026-14664 (a regular expression writes outside its memory: whoever may write a query
/// may run code), CVE-2026-14679 and CVE-2026-15741.
const FLOORS: &[(u32, u32, &str)] = &[
    (15, 19, "15.19"),
    (16, 15, "16.15"),
    (17, 11, "17.11"),
    (18, 6, "18.6"),
];

impl ServerVersion {
    /// Reads the answer of `postgres --version`, for example `postgres (PostgreSQL) 17.5`.
    /// Development versions (`19devel`, `18beta1`) count as minor 0.
    pub fn parse(answer: &str) -> Option<Self> {
        let number = answer
            .split_whitespace()
            .find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
        let mut parts = number.split('.');
        let major = leading_number(parts.next()?)?;
        let minor = parts.next().and_then(leading_number).unwrap_or(0);
        Some(Self(major.checked_mul(10_000)?.checked_add(minor)?))
    }

    /// The part that decides whether data files fit.
    pub fn major(self) -> u32 {
        self.0 / 10_000
    }

    /// The bug-fix release within the major version.
    pub fn minor(self) -> u32 {
        self.0 % 10_000
    }

    /// When this version has known holes: the release to update to. `None` for a version at or
    /// above its floor, and for major versions newer than the table.
    pub fn below_floor(self) -> Option<&'static str> {
        let (_, oldest, text) = FLOORS.iter().find(|(major, ..)| *major >= self.major())?;
        let same_major = FLOORS.iter().any(|(major, ..)| *major == self.major());
        (!same_major || self.minor() < *oldest).then_some(*text)
    }
}

impl fmt::Display for ServerVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major(), self.minor())
    }
}

fn leading_number(text: &str) -> Option<u32> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.get(..end)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_as_the_programs_print_them() {
        for (answer, expected) in [
            (
                "postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)",
                Some(150_018),
            ),
            ("postgres (PostgreSQL) 17.11", Some(170_011)),
            ("postgres (PostgreSQL) 18beta1", Some(180_000)),
            ("postgres (PostgreSQL) 19devel", Some(190_000)),
            ("postgres (PostgreSQL) 9.6.24", Some(90_006)),
            ("postgres (Homebrew) 16.2 (Homebrew)", Some(160_002)),
            ("command not found", None),
            ("99999999999.1", None),
        ] {
            assert_eq!(
                ServerVersion::parse(answer),
                expected.map(ServerVersion),
                "{answer}"
            );
        }
    }

    #[test]
    fn the_floor_is_kept_for_each_major_version() {
        for (version, floor) in [
            (130_020, Some("15.19")),
            (140_099, Some("15.19")),
            (150_018, Some("15.19")),
            (150_019, None),
            (160_014, Some("16.15")),
            (160_015, None),
            (170_010, Some("17.11")),
            (170_011, None),
            (180_005, Some("18.6")),
            (180_006, None),
            (180_012, None),
            (190_000, None),
        ] {
            assert_eq!(ServerVersion(version).below_floor(), floor, "{version}");
        }
    }

    #[test]
    fn versions_read_as_people_write_them() {
        assert_eq!(ServerVersion(150_018).to_string(), "15.18");
    }
}

//! Identifiers in the shapes that Meta uses, so that nothing downstream learns a sandbox dialect.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rand::Rng as _;
use sha2::{Digest as _, Sha256};

const ALPHANUMERIC: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/// Who wrote the message that a wamid names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    /// Business to user.
    Outbound,
    /// User to business.
    Inbound,
}

/// A wamid: base64 over `1C 18 len user 15 02 00 dir 18 len HEX 00`.
///
/// `user` is the user's digits. For a recipient known by BSUID only, the BSUID stands there; the
/// real layout of that case is not public.
pub(crate) fn wamid(user: &str, direction: Direction) -> String {
    let (marker, length) = match direction {
        Direction::Outbound => (0x11, 18),
        Direction::Inbound => (0x12, 20),
    };
    let mut serial: String = random_of(b"0123456789ABCDEF", length);
    if direction == Direction::Inbound {
        serial.replace_range(0..2, "3A");
    }
    let mut raw = vec![0x1C, 0x18];
    push_string(&mut raw, user);
    raw.extend([0x15, 0x02, 0x00, marker, 0x18]);
    push_string(&mut raw, &serial);
    raw.push(0);
    format!("wamid.{}", STANDARD.encode(raw))
}

fn push_string(raw: &mut Vec<u8>, text: &str) {
    let bytes: Vec<u8> = text.bytes().take(127).collect();
    raw.push(u8::try_from(bytes.len()).unwrap_or(127));
    raw.extend(bytes);
}

/// A numeric object id of 15 digits, as numbers, accounts, templates and media have.
pub(crate) fn numeric() -> String {
    rand::rng()
        .random_range(100_000_000_000_000_u64..999_999_999_999_999)
        .to_string()
}

/// A trace id: 23 characters that begin with `A`.
pub(crate) fn trace() -> String {
    format!("A{}", random_of(ALPHANUMERIC, 22))
}

/// An access token of Graph shape.
pub(crate) fn token() -> String {
    format!("EAA{}", random_of(ALPHANUMERIC, 120))
}

/// An id of Instagram's: this beginning, then random digits up to 17.
pub(crate) fn instagram(beginning: &str) -> String {
    let rest = 17_usize.saturating_sub(beginning.len());
    format!("{beginning}{}", random_of(b"0123456789", rest))
}

/// An Instagram token.
pub(crate) fn instagram_token() -> String {
    format!("IGAA{}", random_of(ALPHANUMERIC, 140))
}

/// The id of a direct message: base64 over its account and a number of its own, with Instagram's odd ending.
pub(crate) fn direct(account: &str) -> String {
    let serial: String = random_of(b"123456789", 32);
    let inner = format!("ig_item:1:IGMessageID:{account}:3402823668417{serial}");
    let plain = STANDARD.encode(inner);
    format!("{}ZD", plain.trim_end_matches('='))
}

/// By which an account of Instagram knows a person: another id at each account.
pub(crate) fn igsid(account: &str, person: &str) -> String {
    let digest = Sha256::digest(format!("instagram\u{0}{account}\u{0}{person}"));
    let tail: String = digest
        .iter()
        .take(15)
        .map(|byte| char::from(b'0' + byte % 10))
        .collect();
    format!("1{tail}")
}

/// A short random word for internal handles.
pub(crate) fn word(length: usize) -> String {
    random_of(ALPHANUMERIC, length)
}

/// The business-scoped id of a person: country code, a dot, twenty digits.
///
/// Letters would be allowed, but all ids seen so far are digits, and clients rely on it. The same
/// person has another id in each business portfolio, as with Meta.
pub(crate) fn bsuid(country: &str, person: &str, business_id: &str) -> String {
    let digest = Sha256::digest(format!("{business_id}\u{0}{person}"));
    let tail: String = digest
        .iter()
        .take(20)
        .map(|byte| char::from(b'0' + byte % 10))
        .collect();
    format!("{country}.{tail}")
}

fn random_of(alphabet: &[u8], length: usize) -> String {
    let mut rng = rand::rng();
    (0..length)
        .map(|_| char::from(alphabet[rng.random_range(0..alphabet.len())]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wamid_has_the_documented_bytes() {
        for (direction, marker, length) in [
            (Direction::Outbound, 0x11, 18_usize),
            (Direction::Inbound, 0x12, 20),
        ] {
            let id = wamid("6281234567890", direction);
            let raw = STANDARD.decode(id.strip_prefix("wamid.").unwrap()).unwrap();
            assert_eq!(&raw[..3], &[0x1C, 0x18, 13]);
            assert_eq!(&raw[3..16], b"6281234567890");
            assert_eq!(&raw[16..21], &[0x15, 0x02, 0x00, marker, 0x18]);
            assert_eq!(usize::from(raw[21]), length);
            assert_eq!(raw.len(), 22 + length + 1);
            assert_eq!(raw.last(), Some(&0));
        }
    }

    #[test]
    fn a_person_has_one_id_at_each_account_of_instagram() {
        let here = igsid("17841400000000001", "rina");
        assert_eq!(here, igsid("17841400000000001", "rina"));
        assert_ne!(here, igsid("17841400000000002", "rina"));
        assert_eq!(here.len(), 16);
        assert!(direct("17841400000000001").starts_with("aWdfaXRlbTox"));
    }

    #[test]
    fn a_person_has_one_id_per_portfolio() {
        let here = bsuid("ID", "rina", "1");
        assert_eq!(here, bsuid("ID", "rina", "1"));
        assert_ne!(here, bsuid("ID", "rina", "2"));
        assert!(here.starts_with("ID.") && here.len() == 23);
    }
}

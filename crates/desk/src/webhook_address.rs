//! Where Meta brings what happens: the addresses of our own, and whether one that Meta names leads here.

use std::fmt::Write as _;

use db::channels::Channel;
use domain::ids::AppRef;
use url::Url;

use crate::Desk;

impl Desk {
    /// The address to enter at the provider for a channel. A kind that only another version knows has no door here.
    #[must_use]
    pub fn webhook_address(&self, channel: &Channel) -> String {
        let kind = ::channels::registry::by_kind(channel.kind.as_str());
        let door = kind.and_then(|kind| kind.doors().first()).unwrap_or(&"");
        let mut address = format!("{}{door}", self.public_url());
        if channel.app_ref != self.app_of_kind(channel.kind.as_str()) {
            let _ = write!(address, "/{}", channel.app_ref);
        }
        address
    }

    /// Whether what is brought to `url` comes to this house, and is taken for the channel's app. Beside a simulated Meta
    /// any host counts: it calls on the machine itself.
    pub(crate) fn leads_here(&self, channel: &Channel, url: &str) -> bool {
        let Some(kind) = ::channels::registry::by_kind(channel.kind.as_str()) else {
            return false;
        };
        let house = (!channel.simulated).then(|| self.public_url());
        let is_default = channel.app_ref == self.app_of_kind(kind.name());
        leads_to(url, house, kind.doors(), (channel.app_ref, is_default))
    }
}

fn leads_to(
    url: &str,
    house: Option<&str>,
    doors: &[&str],
    (app, is_default): (AppRef, bool),
) -> bool {
    let Ok(url) = Url::parse(url) else {
        return false;
    };
    let mut path = url.path().trim_end_matches('/');
    if let Some(house) = house {
        let Ok(house) = Url::parse(house) else {
            return false;
        };
        let inside = path.strip_prefix(house.path().trim_end_matches('/'));
        let Some(inside) = inside.filter(|_| house.origin() == url.origin()) else {
            return false;
        };
        path = inside;
    }
    doors.iter().any(|door| {
        let rest = path.strip_prefix(door);
        rest.is_some_and(|rest| match rest.strip_prefix('/') {
            None => rest.is_empty() && is_default,
            Some(of) => of.parse() == Ok(app),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOORS: [&str; 2] = ["/api/webhooks/wa", "/engagement/meta-whatsapp/webhook"];

    #[test]
    fn an_address_leads_here_when_it_is_a_door_of_the_same_app() {
        let (app, other) = (AppRef::new(), AppRef::new());
        let house = "https://desk.example.com";
        let here = |url: &str, default| leads_to(url, Some(house), &DOORS, (app, default));
        assert!(here("https://desk.example.com/api/webhooks/wa", true));
        assert!(here(
            "https://Desk.Example.com/engagement/meta-whatsapp/webhook/",
            true
        ));
        assert!(here(&format!("{house}/api/webhooks/wa/{app}"), false));
        assert!(here(&format!("{house}/api/webhooks/wa/{app}?x=1"), true));
        for (url, default) in [
            ("https://other.example.com/api/webhooks/wa", true),
            ("http://desk.example.com/api/webhooks/wa", true),
            ("https://desk.example.com/api/webhooks/wa", false),
            ("https://desk.example.com/api/webhooks/way", true),
            ("https://desk.example.com/", true),
            ("desk.example.com/api/webhooks/wa", true),
            ("", true),
        ] {
            assert!(!here(url, default), "{url}");
        }
        assert!(!here(&format!("{house}/api/webhooks/wa/{other}"), true));
        let under = "https://example.com/desk/";
        let leads = |url| leads_to(url, Some(under), &DOORS, (app, true));
        assert!(leads("https://example.com/desk/api/webhooks/wa"));
        assert!(!leads("https://example.com/api/webhooks/wa"));
        let beside = "http://127.0.0.1:8080/api/webhooks/wa";
        assert!(leads_to(beside, None, &DOORS, (app, true)));
    }
}

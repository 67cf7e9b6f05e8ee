//! Where Meta brings what happens: the addresses of our own, and whether one that Meta names leads here.

use domain::ids::AppRef;
use url::Url;

/// The addresses of WhatsApp's webhooks. Behind each there is one more per app that a workspace brought.
pub const WHATSAPP: [&str; 2] = ["/api/webhooks/wa", "/engagement/meta-whatsapp/webhook"];

/// The address to give to Meta for the numbers of an app.
pub(crate) fn of_number(house: &str, app: AppRef, is_default: bool) -> String {
    let door = format!("{}{}", house.trim_end_matches('/'), WHATSAPP[0]);
    if is_default {
        door
    } else {
        format!("{door}/{app}")
    }
}

/// Whether what is brought to `url` comes to this house, and is taken for the app's. `house` is where it is reached from
/// outside; without it any host counts, as a simulated Meta calls on the machine itself.
pub(crate) fn leads_here(url: &str, house: Option<&str>, app: AppRef, is_default: bool) -> bool {
    let Ok(url) = Url::parse(url) else {
        return false;
    };
    let elsewhere = |house| Url::parse(house).map(|ours| ours.origin()) != Ok(url.origin());
    if house.is_some_and(elsewhere) {
        return false;
    }
    WHATSAPP.iter().any(|door| {
        let rest = url.path().trim_end_matches('/').strip_prefix(door);
        rest.is_some_and(|rest| match rest.strip_prefix('/') {
            None => rest.is_empty() && is_default,
            Some(of) => of.parse() == Ok(app),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_here_when_it_is_a_door_of_the_same_app() {
        let (app, other) = (AppRef::new(), AppRef::new());
        let house = "https://desk.example.com";
        let here = |url: &str, default| leads_here(url, Some(house), app, default);
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
        let beside = "http://127.0.0.1:8080/api/webhooks/wa";
        assert!(leads_here(beside, None, app, true));
    }
}

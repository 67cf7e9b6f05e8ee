//! The address of Meta's consent dialog (Embedded Signup v4, "Facebook Login for Business").

use reqwest::Url;

/// The kind of channel that it makes.
pub const CHANNEL_KIND: &str = "whatsapp";

/// What a number here cannot do without: reading its account, and sending. The first also names the accounts it was
/// given for.
pub const PERMISSIONS: [&str; 2] = [
    "whatsapp_business_management",
    "whatsapp_business_messaging",
];

/// The pages whose messages count, by their exact origins.
pub const ORIGINS: [&str; 3] = [
    "https://www.facebook.com",
    "https://web.facebook.com",
    "https://business.facebook.com",
];

/// What a browser is led to, so that a business agrees.
#[derive(Debug, Clone, Copy)]
pub struct Dialog<'a> {
    /// Where the dialog is, without a query.
    pub address: &'a str,
    /// Whose dialog it is.
    pub app_id: &'a str,
    /// Which configuration of it: the version of the flow and the permissions asked for hang on it.
    pub config_id: &'a str,
    /// Where the browser goes with the code. The app's settings at Meta must name it.
    pub redirect_uri: &'a str,
    /// Comes back with the code.
    pub state: &'a str,
    /// Whether the number may stay in the Business app ("coexistence").
    pub app: bool,
}

impl Dialog<'_> {
    /// The whole address; `None` when the dialog's own is none.
    #[must_use]
    pub fn url(&self) -> Option<String> {
        let extras = if self.app {
            r#"{"setup":{},"featureType":"whatsapp_business_app_onboarding","features":[]}"#
        } else {
            r#"{"setup":{},"features":[]}"#
        };
        let query = [
            ("client_id", self.app_id),
            ("config_id", self.config_id),
            ("response_type", "code"),
            ("override_default_response_type", "true"),
            ("redirect_uri", self.redirect_uri),
            ("state", self.state),
            ("display", "popup"),
            ("extras", extras),
        ];
        Some(Url::parse_with_params(self.address, query).ok()?.into())
    }
}

/// What a browser is led to, so that a person lets the app work with their business accounts (Facebook Login).
#[derive(Debug, Clone, Copy)]
pub struct Permit<'a> {
    /// Where the dialog is, without a query.
    pub address: &'a str,
    /// Whose dialog it is.
    pub app_id: &'a str,
    /// A configuration that names the permissions; absent: they are asked for by name.
    pub config_id: Option<&'a str>,
    /// Where the browser goes with the code. The app's settings at Meta must name it, to the letter.
    pub redirect_uri: &'a str,
    /// Comes back with the code.
    pub state: &'a str,
}

impl Permit<'_> {
    /// The whole address; `None` when the dialog's own is none.
    #[must_use]
    pub fn url(&self) -> Option<String> {
        let scopes = PERMISSIONS.join(",");
        let mut query = vec![
            ("client_id", self.app_id),
            ("redirect_uri", self.redirect_uri),
            ("response_type", "code"),
            // A permission that was left out before is asked for again.
            ("auth_type", "rerequest"),
            ("state", self.state),
        ];
        match self.config_id {
            Some(config_id) => query.extend([
                ("config_id", config_id),
                ("override_default_response_type", "true"),
            ]),
            None => query.push(("scope", &scopes)),
        }
        Some(Url::parse_with_params(self.address, query).ok()?.into())
    }
}

/// What a browser is led to, so that a profile's owner signs in and agrees.
#[derive(Debug, Clone, Copy)]
pub struct SignIn<'a> {
    /// Where the page is, without a query.
    pub address: &'a str,
    /// Whose page it is.
    pub app_id: &'a str,
    /// Where the browser goes with the code. The app's settings at Meta must name it, to the letter.
    pub redirect_uri: &'a str,
    /// What is asked for.
    pub scopes: &'a [&'a str],
    /// Comes back with the code.
    pub state: &'a str,
    /// Whether somebody signed in there already signs in again: another account is meant.
    pub again: bool,
}

impl SignIn<'_> {
    /// The whole address; `None` when the page's own is none.
    #[must_use]
    pub fn url(&self) -> Option<String> {
        let scopes = self.scopes.join(",");
        let mut query = vec![
            ("client_id", self.app_id),
            ("redirect_uri", self.redirect_uri),
            ("response_type", "code"),
            ("scope", &scopes),
            ("state", self.state),
        ];
        if self.again {
            query.push(("force_reauth", "true"));
        }
        Some(Url::parse_with_params(self.address, query).ok()?.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_it_can_become_another_parameter() {
        let mut dialog = Dialog {
            address: "https://www.facebook.com/v25.0/dialog/oauth",
            app_id: "42",
            config_id: "7&state=x",
            redirect_uri: "https://desk.example/connected.html",
            state: "a b",
            app: false,
        };
        let url = dialog.url().unwrap();
        assert!(!url.contains("featureType"));
        assert!(url.contains("config_id=7%26state%3Dx"), "{url}");
        assert!(
            url.contains("redirect_uri=https%3A%2F%2Fdesk.example%2Fconnected.html"),
            "{url}"
        );
        assert_eq!(url.matches("&state=").count(), 1);
        dialog.app = true;
        let url = dialog.url().unwrap();
        assert!(url.contains("featureType%22%3A%22whatsapp_business_app_onboarding"));
    }

    #[test]
    fn a_permit_names_its_permissions_or_the_configuration_that_does() {
        let mut page = Permit {
            address: "https://www.facebook.com/v25.0/dialog/oauth",
            app_id: "42",
            config_id: None,
            redirect_uri: "https://desk.example/settings/channels/app-connections",
            state: "a&b",
        };
        let url = page.url().unwrap();
        let scopes = "scope=whatsapp_business_management%2Cwhatsapp_business_messaging";
        assert!(url.contains(scopes) && url.contains("state=a%26b"), "{url}");
        page.config_id = Some("7");
        let url = page.url().unwrap();
        assert!(
            url.contains("config_id=7") && !url.contains("scope="),
            "{url}"
        );
    }

    #[test]
    fn a_sign_in_names_what_is_asked_for_and_forces_another_one_only_when_told() {
        let mut page = SignIn {
            address: "https://www.instagram.com/oauth/authorize",
            app_id: "42",
            redirect_uri: "https://desk.example/settings/channels/instagram",
            scopes: &["basic", "messages"],
            state: "a&b",
            again: false,
        };
        let url = page.url().unwrap();
        assert!(url.contains("scope=basic%2Cmessages"), "{url}");
        assert!(url.contains("state=a%26b") && !url.contains("force_reauth"));
        page.again = true;
        assert!(page.url().unwrap().ends_with("&force_reauth=true"));
    }
}

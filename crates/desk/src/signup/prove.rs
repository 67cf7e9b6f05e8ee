//! What a token shows of itself: whose account and number a sign-up is about.

use db::apps::MetaApp;
use db::grants::Grantor;
use meta::SecretString;
use meta::dialog::PERMISSIONS;
use meta::graph::{GraphError, NumberRow, PhoneNumber, TokenInfo};

use super::SignupAnswer;
use crate::Desk;
use crate::check_channel::app_token;
use crate::error::{Error, Result};

/// What was proved.
pub(super) struct Proof {
    pub(super) account: String,
    /// Absent while the account has none, or several of which nobody named one.
    pub(super) number: Option<PhoneNumber>,
    pub(super) grantor: Option<Grantor>,
}

impl Desk {
    /// Asks the token itself. Nothing that the browser named is believed.
    pub(super) async fn prove_signup(
        &self,
        app: &MetaApp,
        token: &SecretString,
        answer: &SignupAnswer,
    ) -> Result<Proof> {
        let info = self
            .graph()
            .debug_token(&app_token(app), token)
            .await
            .map_err(silent)?
            .value;
        check_token(&info, app)?;
        let account = account(&info, answer.waba_id.as_deref())?;
        if !info.allows(PERMISSIONS[1], &account) {
            return Err(foreign());
        }
        let numbers = self.numbers_in(token, &account).await?;
        let number = match chosen(&numbers, answer.phone_number_id.as_deref())? {
            Some(id) => Some(self.number_in_full(token, &id).await?),
            None => None,
        };
        Ok(Proof {
            account,
            number,
            grantor: info
                .user_id
                .as_deref()
                .map(|user| self.grantor(app.app_ref, user)),
        })
    }

    pub(super) async fn numbers_in(
        &self,
        token: &SecretString,
        account: &str,
    ) -> Result<Vec<NumberRow>> {
        self.graph()
            .numbers_of(token, account)
            .await
            .map_err(silent)
    }

    pub(crate) async fn number_in_full(
        &self,
        token: &SecretString,
        id: &str,
    ) -> Result<PhoneNumber> {
        let answer = self.graph().phone_number(token, id).await;
        let number = answer.map_err(silent)?.value;
        // What is claimed is what was proved.
        if number.id == id {
            Ok(number)
        } else {
            Err(foreign())
        }
    }
}

fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= 64 && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn check_token(info: &TokenInfo, app: &MetaApp) -> Result<()> {
    if !info.is_valid || info.app_id.as_ref() != Some(&app.app_id) {
        return Err(foreign());
    }
    let lacking: Vec<&str> = PERMISSIONS
        .into_iter()
        .filter(|scope| !info.scopes.iter().any(|has| has == scope))
        .collect();
    if lacking.is_empty() {
        return Ok(());
    }
    Err(Error::Conflict {
        code: "signup_permissions",
        title: "Not all permissions were given".to_owned(),
        hint: format!(
            "Missing: {}. Nothing was stored. Start again and leave all permissions on.",
            lacking.join(", ")
        ),
    })
}

/// The account named, when the token was given for it; otherwise the newest that it was given for.
fn account(info: &TokenInfo, named: Option<&str>) -> Result<String> {
    let targets = info
        .granular
        .iter()
        .find(|granular| granular.scope == PERMISSIONS[0])
        .and_then(|granular| granular.targets.as_deref())
        .unwrap_or_default();
    match named {
        Some(id) if is_id(id) && targets.iter().any(|target| target == id) => Ok(id.to_owned()),
        Some(_) => Err(foreign()),
        None => targets
            .first()
            .filter(|id| is_id(id))
            .cloned()
            .ok_or_else(|| Error::Conflict {
                code: "signup_no_account",
                title: "No account was chosen".to_owned(),
                hint: "Nothing was stored. Start again and choose or make an account.".to_owned(),
            }),
    }
}

/// The number named, when the account holds it; otherwise its only one.
fn chosen(numbers: &[NumberRow], named: Option<&str>) -> Result<Option<String>> {
    match (named, numbers) {
        (Some(id), _) if numbers.iter().any(|row| row.id == id) => Ok(Some(id.to_owned())),
        (Some(_), _) => Err(foreign()),
        (None, [only]) => Ok(Some(only.id.clone())),
        (None, _) => Ok(None),
    }
}

pub(super) fn foreign() -> Error {
    Error::Conflict {
        code: "signup_foreign",
        title: "These ids do not belong to the business that agreed".to_owned(),
        hint: "Nothing was stored. Start again from this page.".to_owned(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "used as map_err(silent)")]
fn silent(error: GraphError) -> Error {
    tracing::info!(%error, "a sign-up could not be proved");
    Error::Provider {
        title: "Meta did not say whose number this is".to_owned(),
        hint: "Nothing was stored. Start again in a minute.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use meta::graph::GranularScope;

    fn info(targets: Option<&[&str]>) -> TokenInfo {
        TokenInfo {
            is_valid: true,
            scopes: PERMISSIONS.map(str::to_owned).to_vec(),
            granular: vec![GranularScope {
                scope: PERMISSIONS[0].to_owned(),
                targets: targets.map(|ids| ids.iter().map(|id| (*id).to_owned()).collect()),
            }],
            ..TokenInfo::default()
        }
    }

    fn row(id: &str) -> NumberRow {
        NumberRow {
            id: id.to_owned(),
            display: None,
            verified_name: None,
            status: None,
            quality: None,
        }
    }

    #[test]
    fn only_an_account_that_the_token_names_is_believed() {
        let token = info(Some(&["900", "901"]));
        assert_eq!(account(&token, Some("901")).unwrap(), "901");
        assert_eq!(account(&token, None).unwrap(), "900");
        for wrong in ["902", "", "900/../901", "90"] {
            assert!(account(&token, Some(wrong)).is_err(), "{wrong}");
        }
        // A permission for everything names nothing: it proves nothing.
        assert!(account(&info(None), Some("900")).is_err());
        assert!(account(&info(Some(&[])), None).is_err());
    }

    #[test]
    fn only_a_number_that_the_account_holds_is_believed() {
        let two = [row("1"), row("2")];
        assert_eq!(chosen(&two, Some("2")).unwrap().as_deref(), Some("2"));
        assert!(chosen(&two, Some("3")).is_err());
        assert_eq!(chosen(&two, None).unwrap(), None);
        assert_eq!(chosen(&two[..1], None).unwrap().as_deref(), Some("1"));
        assert_eq!(chosen(&[], None).unwrap(), None);
        assert!(chosen(&[], Some("1")).is_err());
    }
}

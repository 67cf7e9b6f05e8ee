//! What the sign-up dialog makes. Nothing is made before it ends.

use serde::Deserialize;
use serde_json::{Value, json};

use super::offer::is_phone;
use super::{BusinessApp, Code, World};
use crate::clock::Millis;
use crate::config::{SeedNumber, SeedTemplate, SeedWaba};
use crate::ids;

/// Codes of the sign-up dialog live for 30 seconds.
pub(crate) const CODE_MS: Millis = 30_000;
/// The code that every phone gets.
const SMS_CODE: &str = "123456";
/// How many numbers an account has whose owner chose none of several.
const SEVERAL: usize = 3;
/// Country codes whose numbers cannot stay in the app.
const APP_NOT_IN: [&str; 2] = ["+234 ", "+27 "];
const LONGEST_NAME: usize = 60;

/// How the dialog ends, once it did not end by Cancel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Ending {
    /// As it should: message and code.
    Finish,
    /// No number was chosen or made.
    WithoutNumber,
    /// The code is over when it comes.
    Expired,
    /// The window is closed before the code comes.
    NoCode,
    /// The code comes, the message does not.
    NoIds,
    /// The message names what the code does not reach.
    Foreign,
    /// The account has several numbers, none of them chosen.
    Several,
    /// The owner of the app shares no past chats.
    Unshared,
}

/// Which number.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum NumberChoice {
    /// One of the account.
    Known { id: String },
    /// The offered one: verified and registered.
    Fresh { display: String },
    /// One that stays in the Business app: verified and registered there.
    App { display: String },
    /// One that was verified in the dialog. The app has to register it.
    Entered {
        display: String,
        verified_name: String,
        code: String,
    },
    /// None.
    None,
}

/// What was chosen in the dialog.
#[derive(Clone, Debug)]
pub(crate) struct SignUp {
    /// An account that is there. None: a new one.
    pub(crate) account: Option<String>,
    /// The portfolio of a new account. None: a new one.
    pub(crate) business: Option<String>,
    /// The name of a new account and its number.
    pub(crate) name: String,
    pub(crate) number: NumberChoice,
    pub(crate) ending: Ending,
    /// Where the code goes.
    pub(crate) redirect_uri: String,
}

impl World {
    /// A code for a token that reaches this account alone.
    pub(crate) fn plant_code(
        &mut self,
        waba_id: &str,
        redirect_uri: Option<String>,
        expires_at: Millis,
    ) -> String {
        let code = format!("AQ{}", ids::word(60));
        let grant = Code {
            token: ids::token(),
            waba_id: waba_id.to_owned(),
            redirect_uri,
            expires_at,
            ..Code::default()
        };
        self.codes.insert(code.clone(), grant);
        code
    }

    /// Ends the dialog: makes what is new; answers the message and the code. Or says why not, and nothing was made.
    pub(crate) fn sign_up(&mut self, mut wish: SignUp, now: Millis) -> Result<Value, &'static str> {
        if wish.ending == Ending::WithoutNumber {
            wish.number = NumberChoice::None;
        }
        self.check(&wish)?;
        let waba_id = match &wish.account {
            Some(id) => id.clone(),
            None => self.plant_account(&new_account(&wish), now),
        };
        let number_id = self.chosen_number(&waba_id, &wish, now);
        if wish.ending == Ending::Several {
            self.fill_up(&waba_id, &wish.name, now);
        }
        let business_id = self
            .wabas
            .get(&waba_id)
            .map(|waba| waba.business_id.clone())
            .unwrap_or_default();
        let in_app = matches!(wish.number, NumberChoice::App { .. });
        let ids = match (wish.ending, number_id) {
            (Ending::Foreign, _) => self.strange_ids(&waba_id),
            (_, Some(_)) if in_app => json!({"waba_id": waba_id}),
            (Ending::Several, _) | (_, None) => {
                json!({"waba_id": waba_id, "business_id": business_id})
            }
            (_, Some(number)) => {
                json!({"phone_number_id": number, "waba_id": waba_id, "business_id": business_id})
            }
        };
        let event = match ids.get("phone_number_id") {
            Some(_) => "FINISH",
            None if in_app => "FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING",
            None => "FINISH_ONLY_WABA",
        };
        let message = (wish.ending != Ending::NoIds).then(
            || json!({"type": "WA_EMBEDDED_SIGNUP", "event": event, "data": ids, "version": "3"}),
        );
        let code = (wish.ending != Ending::NoCode).then(|| {
            let good_for = if wish.ending == Ending::Expired {
                0
            } else {
                CODE_MS
            };
            self.plant_code(&waba_id, Some(wish.redirect_uri), now + good_for)
        });
        Ok(json!({"message": message, "code": code}))
    }

    fn check(&self, wish: &SignUp) -> Result<(), &'static str> {
        if let Some(id) = &wish.account
            && !self.wabas.contains_key(id)
        {
            return Err("there is no such account");
        }
        if let Some(id) = &wish.business
            && !self.wabas.values().any(|waba| waba.business_id == *id)
        {
            return Err("there is no such business");
        }
        named(&wish.name)?;
        match &wish.number {
            NumberChoice::Known { id } => self
                .numbers
                .get(id)
                .filter(|number| wish.account.as_ref() == Some(&number.waba_id))
                .map(|_| ())
                .ok_or("the account has no such number"),
            NumberChoice::Fresh { display } => self.free_phone(display),
            NumberChoice::Entered {
                display,
                verified_name,
                code,
            } => {
                named(verified_name)?;
                self.free_phone(display)?;
                if code == SMS_CODE {
                    Ok(())
                } else {
                    Err("that number was not verified")
                }
            }
            NumberChoice::App { display } => {
                self.free_phone(display)?;
                if APP_NOT_IN.iter().any(|code| display.starts_with(code)) {
                    return Err("numbers of this country cannot stay in the app");
                }
                Ok(())
            }
            NumberChoice::None => Ok(()),
        }
    }

    fn free_phone(&self, display: &str) -> Result<(), &'static str> {
        if !is_phone(display) {
            return Err("a number is written as +62 811-5500-0001");
        }
        if self.has_phone(display) {
            return Err("this number is somebody's already");
        }
        Ok(())
    }

    /// The chosen number, made where it is new.
    fn chosen_number(&mut self, waba_id: &str, wish: &SignUp, now: Millis) -> Option<String> {
        let seed = match &wish.number {
            NumberChoice::Known { id } => return Some(id.clone()),
            NumberChoice::None => return None,
            NumberChoice::Fresh { display } | NumberChoice::App { display } => {
                SeedNumber::new("", display, &wish.name)
            }
            NumberChoice::Entered {
                display,
                verified_name,
                ..
            } => SeedNumber {
                unregistered: true,
                ..SeedNumber::new("", display, verified_name)
            },
        };
        let id = self.plant_number(waba_id, &seed, now);
        if let (NumberChoice::App { .. }, Some(number)) = (&wish.number, self.numbers.get_mut(&id))
        {
            number.app = Some(BusinessApp {
                since: now,
                unshared: wish.ending == Ending::Unshared,
                asked: Vec::new(),
            });
        }
        Some(id)
    }

    fn fill_up(&mut self, waba_id: &str, name: &str, now: Millis) {
        let held = |world: &Self| {
            let all = world.numbers.values();
            all.filter(|number| number.waba_id == waba_id).count()
        };
        while held(self) < SEVERAL {
            let seed = SeedNumber::new("", &self.unused_phone(), name);
            self.plant_number(waba_id, &seed, now);
        }
    }

    /// Ids of somebody else: of another account here, or made up where there is none.
    fn strange_ids(&self, waba_id: &str) -> Value {
        let other = self
            .numbers
            .values()
            .find(|number| number.waba_id != waba_id);
        match other.and_then(|number| Some((number, self.wabas.get(&number.waba_id)?))) {
            Some((number, waba)) => json!({
                "phone_number_id": number.id, "waba_id": waba.id, "business_id": waba.business_id,
            }),
            None => json!({
                "phone_number_id": ids::numeric(), "waba_id": ids::numeric(), "business_id": ids::numeric(),
            }),
        }
    }
}

fn named(name: &str) -> Result<(), &'static str> {
    if name.trim().is_empty() || name.chars().count() > LONGEST_NAME {
        return Err("a name has 1 to 60 characters");
    }
    Ok(())
}

/// A new account has Meta's sample template, and no app is subscribed to it yet.
fn new_account(wish: &SignUp) -> SeedWaba {
    let sample = vec![
        json!({"type": "HEADER", "format": "TEXT", "text": "Hello World"}),
        json!({"type": "BODY", "text": "This is a greeting from the sandbox."}),
    ];
    SeedWaba {
        name: wish.name.clone(),
        business_id: wish.business.clone().unwrap_or_default(),
        subscribed: false,
        templates: vec![SeedTemplate::new("hello_world", "en_US", "UTILITY", sample)],
        ..SeedWaba::default()
    }
}

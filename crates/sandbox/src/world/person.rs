//! A person with businesses, who lets the app in by Facebook's login dialog.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Agreed, Code, PersonToken, SCOPES, Token, World};
use crate::clock::Millis;
use crate::config::{SeedNumber, SeedWaba};
use crate::ids;

/// The made-up person who is signed in there. Their id under the app stays the same, however often they agree.
pub(crate) const PERSON: &str = "10220000000000077";
/// Their name.
pub(crate) const PERSON_NAME: &str = "Ayu Lestari";

const HOUR: Millis = 3_600_000;
const DAY: Millis = 24 * HOUR;
/// Codes of the login dialog live for ten minutes.
const CODE: Millis = 10 * 60_000;
const SHORT: Millis = 2 * HOUR;
const LONG: Millis = 60 * DAY;
const DATA_ACCESS: Millis = 90 * DAY;
/// Most accounts offered; a sandbox of a load test has thousands.
const OFFERED: usize = 30;
/// Accounts that are made when they are chosen.
const FRESH_OWNED: &str = "new-owned";
const FRESH_CLIENT: &str = "new-client";

/// What was chosen in the dialog.
#[derive(Clone, Debug)]
pub(crate) struct Consent {
    /// Accounts, also the ones that are made by it.
    pub(crate) accounts: Vec<String>,
    /// The permissions that were left on.
    pub(crate) scopes: Vec<String>,
    /// Where the code goes.
    pub(crate) redirect_uri: String,
    /// The code is over when it comes.
    pub(crate) expired: bool,
    /// The names of what is new, as they were offered.
    pub(crate) fresh: Option<(String, String)>,
}

/// What befalls the person's tokens.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Fate {
    /// They are over.
    Expire,
    /// The person removed the app.
    Revoke,
    /// They end in so many days.
    EndIn { days: i64 },
    /// Consent to data access ends in so many days.
    DataEndsIn { days: i64 },
    /// A permission was taken back.
    Lose { scope: String },
}

impl World {
    /// What the person may choose: the portfolios with their own accounts and those of clients, and a new one.
    pub(crate) fn login_offer(&self) -> Value {
        let mut all: Vec<_> = self.wabas.values().collect();
        all.sort_by_key(|waba| std::cmp::Reverse(waba.created_at));
        all.truncate(OFFERED);
        let mut portfolios: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
        for waba in all {
            let numbers: Vec<&str> = self
                .numbers
                .values()
                .filter(|number| number.waba_id == waba.id)
                .map(|number| number.display.as_str())
                .collect();
            portfolios.entry(waba.portfolio()).or_default().push(json!({
                "id": waba.id, "name": waba.name, "numbers": numbers, "subscribed": waba.subscribed,
                "client": waba.client_of.is_some(),
            }));
        }
        let businesses: Vec<Value> = portfolios
            .into_iter()
            .map(|(id, accounts)| json!({"id": id, "name": self.portfolio_name(id), "accounts": accounts}))
            .collect();
        let name = self.unused_name();
        json!({
            "businesses": businesses,
            "fresh": {"name": name, "accounts": [
                {"id": FRESH_OWNED, "name": name, "client": false},
                {"id": FRESH_CLIENT, "name": format!("{name} Client"), "client": true},
            ]},
        })
    }

    /// The name of a portfolio: that of its first own account.
    pub(crate) fn portfolio_name(&self, id: &str) -> String {
        let own = self
            .wabas
            .values()
            .find(|waba| waba.business_id == id && waba.client_of.is_none());
        own.map_or_else(|| "Sandbox agency".to_owned(), |waba| waba.name.clone())
    }

    /// Ends the dialog: makes what is new; answers the code. Or says why not, and nothing was made.
    pub(crate) fn agree(
        &mut self,
        mut consent: Consent,
        now: Millis,
    ) -> Result<String, &'static str> {
        let fresh = |id: &String| [FRESH_OWNED, FRESH_CLIENT].contains(&id.as_str());
        let known = |id: &String| fresh(id) || self.wabas.contains_key(id);
        if !consent.accounts.iter().all(known) {
            return Err("there is no such account");
        }
        if !consent
            .scopes
            .iter()
            .all(|one| SCOPES.contains(&one.as_str()))
        {
            return Err("there is no such permission");
        }
        if consent.accounts.iter().any(fresh) {
            let portfolio = ids::numeric();
            let (own, client) = consent
                .fresh
                .take()
                .ok_or("the names of what is new are missing")?;
            for id in &mut consent.accounts {
                let seed = match id.as_str() {
                    FRESH_OWNED => self.fresh_account(&own, &portfolio, None),
                    FRESH_CLIENT => {
                        self.fresh_account(&client, &ids::numeric(), Some(portfolio.clone()))
                    }
                    _ => continue,
                };
                *id = self.plant_account(&seed, now);
            }
        }
        let code = format!("AQ{}", ids::word(60));
        let lives = if consent.expired { 0 } else { CODE };
        let grant = Code {
            token: ids::token(),
            redirect_uri: Some(consent.redirect_uri),
            expires_at: now + lives,
            agreed: Some(Agreed {
                wabas: consent.accounts,
                scopes: consent.scopes,
            }),
            ..Code::default()
        };
        self.codes.insert(code.clone(), grant);
        Ok(code)
    }

    fn fresh_account(&self, name: &str, business: &str, client_of: Option<String>) -> SeedWaba {
        let number = |name: &str| SeedNumber::new("", &self.unused_phone(), name);
        SeedWaba {
            name: name.to_owned(),
            business_id: business.to_owned(),
            client_of,
            subscribed: false,
            numbers: vec![number(name), number(&format!("{name} 2"))],
            ..SeedWaba::default()
        }
    }

    /// The token of a code, for two hours; answers the seconds.
    pub(crate) fn plant_person_token(
        &mut self,
        token: &str,
        agreed: &Agreed,
        now: Millis,
    ) -> Millis {
        let held = Token {
            wabas: agreed.wabas.clone(),
            scopes: agreed.scopes.clone(),
            issued_at: now,
            expires_at: Some(now + SHORT),
            user_id: PERSON.to_owned(),
            person: Some(PersonToken {
                long: false,
                data_until: now + DATA_ACCESS,
            }),
            ..Token::default()
        };
        self.tokens.insert(token.to_owned(), held);
        SHORT / 1000
    }

    /// A token of sixty days for this one, with its seconds; itself where no other is given. None: not a person's.
    pub(crate) fn lengthen(&mut self, token: &str, now: Millis) -> Option<(String, Millis)> {
        let held = self.tokens.get(token)?.clone();
        let person = held.person.clone()?;
        let ripe = now - held.issued_at >= DAY && self.settings.lengthen_tokens;
        if person.long && !ripe {
            let left = held.expires_at.unwrap_or(now) - now;
            return Some((token.to_owned(), left / 1000));
        }
        let another = ids::token();
        let held = Token {
            issued_at: now,
            expires_at: Some(now + LONG),
            person: Some(PersonToken {
                long: true,
                ..person
            }),
            ..held
        };
        self.tokens.insert(another.clone(), held);
        Some((another, LONG / 1000))
    }

    /// Befalls all the person's tokens; answers how many.
    pub(crate) fn befall(&mut self, fate: &Fate, now: Millis) -> usize {
        let theirs = self.tokens.values_mut();
        let mut count = 0;
        for token in theirs {
            let Some(person) = &mut token.person else {
                continue;
            };
            count += 1;
            match fate {
                Fate::Expire => token.expires_at = Some(now),
                Fate::Revoke => token.revoked = true,
                Fate::EndIn { days } => token.expires_at = Some(now + days * DAY),
                Fate::DataEndsIn { days } => person.data_until = now + days * DAY,
                Fate::Lose { scope } => token.scopes.retain(|one| one != scope),
            }
        }
        count
    }
}

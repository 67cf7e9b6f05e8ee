//! Puts seeds into the world. What is there already stays as it is.

use super::{Customer, Number, Template, Token, Waba, World};
use crate::clock::Millis;
use crate::config::{Seed, SeedCustomer, SeedNumber, SeedTemplate, SeedWaba};
use crate::ids;

/// The permissions that a token of ours carries.
pub(crate) const SCOPES: [&str; 3] = [
    "whatsapp_business_management",
    "whatsapp_business_messaging",
    "business_management",
];

impl World {
    /// Adds what the seed has and the world has not.
    pub(crate) fn plant(&mut self, seed: &Seed, instagram: bool, now: Millis) {
        for waba in &seed.wabas {
            self.plant_waba(waba, now);
        }
        if instagram {
            self.instagram.plant(&seed.instagram, now);
        }
        let people = if seed.customers.is_empty() && self.customers.is_empty() {
            personas()
        } else {
            seed.customers.clone()
        };
        for person in people {
            let known = person
                .wa_id
                .as_deref()
                .and_then(|phone| self.customer_by_phone(phone))
                .is_some()
                || self.customers.contains_key(&person.id);
            if !known {
                self.plant_customer(person);
            }
        }
    }

    /// Adds an account with all it has; returns its id and token.
    pub(crate) fn plant_waba(&mut self, seed: &SeedWaba, now: Millis) -> (String, String) {
        let id = self.plant_account(seed, now);
        let held = self
            .tokens
            .iter()
            .find(|(_, held)| held.wabas.contains(&id))
            .map(|(name, _)| name.clone());
        let token = match (seed.token.as_str(), held) {
            ("", Some(held)) => held,
            ("", None) => ids::token(),
            (given, _) => given.to_owned(),
        };
        self.plant_token(&token, &id, now);
        (id, token)
    }

    /// Adds an account that nobody's token reaches yet; returns its id.
    pub(crate) fn plant_account(&mut self, seed: &SeedWaba, now: Millis) -> String {
        let id = given_or(&seed.id, ids::numeric);
        let business_id = given_or(&seed.business_id, ids::numeric);
        self.wabas.entry(id.clone()).or_insert_with(|| Waba {
            id: id.clone(),
            name: seed.name.clone(),
            business_id,
            client_of: seed.client_of.clone(),
            subscribed: seed.subscribed,
            created_at: now,
            ..Waba::default()
        });
        for number in &seed.numbers {
            self.plant_number(&id, number, now);
        }
        for template in &seed.templates {
            self.plant_template(&id, template, now);
        }
        id
    }

    /// Gives a token access to an account.
    pub(crate) fn plant_token(&mut self, token: &str, waba_id: &str, now: Millis) {
        let entry = self
            .tokens
            .entry(token.to_owned())
            .or_insert_with(|| Token {
                issued_at: now,
                user_id: ids::numeric(),
                scopes: SCOPES.map(str::to_owned).to_vec(),
                ..Token::default()
            });
        if !entry.wabas.iter().any(|id| id == waba_id) {
            entry.wabas.push(waba_id.to_owned());
        }
    }

    /// Adds a number to an account; returns its id.
    pub(crate) fn plant_number(&mut self, waba_id: &str, seed: &SeedNumber, now: Millis) -> String {
        let id = given_or(&seed.id, ids::numeric);
        let count = self.numbers.len();
        self.numbers.entry(id.clone()).or_insert_with(|| Number {
            id: id.clone(),
            waba_id: waba_id.to_owned(),
            display: given_or(&seed.display, || format!("+62 811-5500-{:04}", count + 1)),
            verified_name: given_or(&seed.verified_name, || "Sandbox Store".to_owned()),
            status: if seed.unregistered {
                "PENDING"
            } else {
                "CONNECTED"
            }
            .to_owned(),
            quality: "GREEN".to_owned(),
            name_status: "APPROVED".to_owned(),
            messaging_limit: "TIER_2K".to_owned(),
            verified: true,
            pin: seed.pin.clone(),
            allowed_recipients: seed.allowed_recipients.clone(),
            onboarded_at: now,
            ..Number::default()
        });
        id
    }

    /// Adds a template to an account unless name and language exist; returns its id.
    pub(crate) fn plant_template(
        &mut self,
        waba_id: &str,
        seed: &SeedTemplate,
        now: Millis,
    ) -> String {
        if let Some(known) = self.template_named(waba_id, &seed.name, &seed.language) {
            return known.id.clone();
        }
        let id = given_or(&seed.id, ids::numeric);
        self.templates.insert(
            id.clone(),
            Template {
                id: id.clone(),
                waba_id: waba_id.to_owned(),
                name: seed.name.clone(),
                language: seed.language.clone(),
                category: given_or(&seed.category, || "UTILITY".to_owned()).to_uppercase(),
                status: given_or(&seed.status, || "APPROVED".to_owned()),
                parameter_format: given_or(&seed.parameter_format, || "POSITIONAL".to_owned())
                    .to_uppercase(),
                quality: "UNKNOWN".to_owned(),
                components: seed.components.clone(),
                created_at: now,
                ..Template::default()
            },
        );
        id
    }

    /// Adds a person; returns the handle.
    pub(crate) fn plant_customer(&mut self, seed: SeedCustomer) -> String {
        let number = self.customers.len() + 1;
        let wa_id = seed.wa_id.map_or_else(
            || format!("62813{:08}", 70_000_000 + number),
            |given| given.chars().filter(char::is_ascii_digit).collect(),
        );
        let id = given_or(&seed.id, || wa_id.clone());
        let name = given_or(&seed.name, || format!("+{wa_id}"));
        self.put_customer(Customer {
            id: id.clone(),
            rank: number,
            name,
            username: seed.username,
            wa_id: Some(wa_id),
            fixed_bsuid: seed.bsuid,
            country: seed.country,
            language: seed.language,
            suggestions: seed.suggestions,
            hide_phone: seed.hide_phone,
            on_whatsapp: seed.on_whatsapp,
            ..Customer::default()
        });
        id
    }
}

fn given_or(given: &str, other: impl FnOnce() -> String) -> String {
    if given.is_empty() {
        other()
    } else {
        given.to_owned()
    }
}

fn person(
    id: &str,
    name: &str,
    phone: &str,
    country: &str,
    language: &str,
    says: &[&str],
) -> SeedCustomer {
    SeedCustomer {
        id: id.to_owned(),
        name: name.to_owned(),
        wa_id: Some(phone.to_owned()),
        country: country.to_owned(),
        language: language.to_owned(),
        suggestions: says.iter().map(|text| (*text).to_owned()).collect(),
        ..SeedCustomer::default()
    }
}

fn personas() -> Vec<SeedCustomer> {
    vec![
        person(
            "rina",
            "Rina Wulandari",
            "6281234567801",
            "ID",
            "id",
            &[
                "Halo, apakah jaket biru ukuran M masih ada?",
                "Berapa ongkos kirim ke Bandung?",
                "Pesanan saya TA-1042 sudah sampai mana?",
                "Bisa tukar ukuran?",
                "Jam buka toko hari Minggu?",
            ],
        ),
        person(
            "daniel",
            "Daniel Hartley",
            "447700900123",
            "GB",
            "en",
            &[
                "Hi, do you still have the blue jacket in M?",
                "How long does delivery take?",
                "Where is my order TA-1042?",
                "Can I return it if it does not fit?",
            ],
        ),
        person(
            "layla",
            "ليلى حدّاد",
            "971501234567",
            "AE",
            "ar",
            &[
                "مرحبا، هل الجاكيت الأزرق مقاس M متوفر؟",
                "كم تكلفة الشحن إلى دبي؟",
                "أين طلبي رقم TA-1042؟",
            ],
        ),
        SeedCustomer {
            username: Some("bayu.kopi".to_owned()),
            hide_phone: true,
            ..person(
                "bayu",
                "Bayu Pratama",
                "6281398765402",
                "ID",
                "id",
                &[
                    "Kak, ada diskon untuk dua jaket?",
                    "Boleh minta foto barangnya?",
                ],
            )
        },
    ]
}

//! Bodies as Meta sends them, signed.

use std::fmt::Write as _;

use anyhow::{Result, anyhow};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// A number customers write to.
#[derive(Debug, Clone)]
pub(crate) struct Number {
    pub(crate) phone_number_id: String,
    pub(crate) waba_id: String,
    pub(crate) display: String,
}

/// What customers write. The first seven are questions that the demo shop's knowledge answers.
pub(crate) const WORDS: &[&str] = &[
    "Halo, apakah jaket biru ukuran M masih ada?",
    "Berapa harga tenda dua orang?",
    "Berapa ongkos kirim ke Bandung?",
    "Jam buka toko hari Minggu?",
    "Bisa tukar ukuran?",
    "Bayarnya lewat apa?",
    "Hi, do you still have the blue jacket in M?",
    "Terima kasih banyak, paketnya sudah sampai tadi siang dan anak saya senang sekali.",
    "Kak, saya mau ke gunung minggu depan, kira-kira perlu bawa apa saja ya untuk dua malam?",
];

/// How many of [`WORDS`] are questions with an answer.
pub(crate) const QUESTIONS: usize = 7;

/// Makes distinct messages and signs them.
pub(crate) struct Author {
    numbers: Vec<Number>,
    words: &'static [&'static str],
    mac: Hmac<Sha256>,
    /// Sets this run's message ids and customers apart from those of any other.
    run: u64,
    made: u64,
    sent_at: i64,
    body: String,
}

impl Author {
    pub(crate) fn new(
        numbers: Vec<Number>,
        words: &'static [&'static str],
        secret: &str,
        run: u64,
        sent_at: i64,
    ) -> Result<Self> {
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes())
            .map_err(|e| anyhow!("the secret: {e}"))?;
        Ok(Self {
            numbers,
            words,
            mac,
            run,
            made: 0,
            sent_at,
            body: String::with_capacity(1024),
        })
    }

    /// The customer of the `n`th message: a person of their own, so that no pacing between two people is measured.
    pub(crate) fn customer(run: u64, n: u64) -> String {
        format!("62{:03}{:08}", 811 + run % 180, n % 100_000_000)
    }

    /// Writes the whole next request into `out`; answers the number of the message in it.
    #[expect(
        clippy::cast_possible_truncation,
        reason = "an index into a short list"
    )]
    pub(crate) fn request(&mut self, out: &mut Vec<u8>) -> u64 {
        let n = self.made;
        self.made += 1;
        let number = &self.numbers[n as usize % self.numbers.len()];
        let words = self.words[n as usize % self.words.len()];
        let customer = Self::customer(self.run, n);
        self.body.clear();
        // Writing to a String cannot fail.
        let _ = write!(
            self.body,
            concat!(
                r#"{{"object":"whatsapp_business_account","entry":[{{"id":"{waba}","changes":[{{"value":{{"#,
                r#""messaging_product":"whatsapp","metadata":{{"display_phone_number":"{display}","phone_number_id":"{phone}"}},"#,
                r#""contacts":[{{"profile":{{"name":"Pelanggan {n}","username":"pelanggan.nomor.{n}"}},"wa_id":"{customer}","user_id":"ID.{run:08}{n:012}"}}],"#,
                r#""messages":[{{"from":"{customer}","from_user_id":"ID.{run:08}{n:012}","#,
                r#""id":"wamid.HBgNNjI4MTE1NTUwMTAxFQIAEhgU{run:016X}{n:016X}AA==","timestamp":"{at}","#,
                r#""text":{{"body":"{words}"}},"type":"text"}}]}},"field":"messages"}}]}}]}}"#,
            ),
            waba = number.waba_id,
            display = number.display,
            phone = number.phone_number_id,
            run = self.run,
            n = n,
            customer = customer,
            at = self.sent_at,
            words = words,
        );
        let mut mac = self.mac.clone();
        mac.update(self.body.as_bytes());
        let mut hexed = [0; 64];
        // 32 bytes always fit 64 digits.
        let _ = hex::encode_to_slice(mac.finalize().into_bytes(), &mut hexed);
        out.clear();
        out.extend_from_slice(b"POST /api/webhooks/wa HTTP/1.1\r\nHost: loket\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256=");
        out.extend_from_slice(&hexed);
        out.extend_from_slice(
            format!("\r\nContent-Length: {}\r\n\r\n", self.body.len()).as_bytes(),
        );
        out.extend_from_slice(self.body.as_bytes());
        n
    }

    /// The body alone, for rows.
    pub(crate) fn body(&mut self) -> Vec<u8> {
        let mut request = Vec::new();
        self.request(&mut request);
        self.body.clone().into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bodies_are_json_of_a_usual_length_and_distinct() {
        let number = Number {
            phone_number_id: "700100200300600".to_owned(),
            waba_id: "700100200300500".to_owned(),
            display: "6281155500101".to_owned(),
        };
        let mut author = Author::new(vec![number], WORDS, "secret", 3, 1_790_000_000).unwrap();
        let bodies: Vec<Vec<u8>> = (0..20).map(|_| author.body()).collect();
        for body in &bodies {
            let value: serde_json::Value = serde_json::from_slice(body).unwrap();
            assert_eq!(
                value["entry"][0]["changes"][0]["value"]["messages"][0]["type"],
                "text"
            );
            assert!((550..900).contains(&body.len()), "{}", body.len());
        }
        let distinct: std::collections::BTreeSet<_> = bodies.iter().collect();
        assert_eq!(distinct.len(), bodies.len());
    }
}

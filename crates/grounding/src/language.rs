//! Which language a message is in.

use serde::{Deserialize, Serialize};

use crate::lexer::{Lexeme, Shape};

/// Languages the program can answer in. Indonesian and English are complete; in the others it
/// greets, thanks, declines and hands over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Indonesian.
    #[serde(rename = "id")]
    Indonesian,
    /// English.
    #[serde(rename = "en")]
    English,
    /// Spanish.
    #[serde(rename = "es")]
    Spanish,
    /// Portuguese.
    #[serde(rename = "pt")]
    Portuguese,
    /// Arabic.
    #[serde(rename = "ar")]
    Arabic,
    /// Hindi.
    #[serde(rename = "hi")]
    Hindi,
}

impl Language {
    /// The language of a BCP 47 tag such as `id`, `en_US`, `pt-BR`; `None` for others.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag
            .split(['-', '_'])
            .next()
            .unwrap_or_default()
            .to_ascii_lowercase();
        Some(match primary.as_str() {
            "id" | "in" | "ms" => Self::Indonesian,
            "en" => Self::English,
            "es" => Self::Spanish,
            "pt" => Self::Portuguese,
            "ar" => Self::Arabic,
            "hi" => Self::Hindi,
            _ => return None,
        })
    }

    /// The language's BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Indonesian => "id",
            Self::English => "en",
            Self::Spanish => "es",
            Self::Portuguese => "pt",
            Self::Arabic => "ar",
            Self::Hindi => "hi",
        }
    }

    /// Whether answers with facts are written in it.
    pub fn complete(self) -> bool {
        matches!(self, Self::Indonesian | Self::English)
    }
}

const MARKERS: &[(Language, &str)] = &[
    (
        Language::Indonesian,
        " yang yg ini itu apa apakah berapa brp brapa harga hrg kak ada gak ga nggak tidak bisa ke dari \
untuk utk kapan saya aku mau dan dengan kalau kalo sudah udah belum masih jaket tenda lampu merah biru hitam putih ukuran \
stok ongkir kirim beli toko buka tutup jam hari barang pesan pesanan berat garansi retur gratis makasih terima kasih halo \
selamat pagi siang sore malam min gan dong ya nya kopi batik dimana mana warna lagi sama tolong minta pakai pake diskon siapa bagaimana kenapa mengapa buatkan bantu presiden \
promo kode berlaku minggu senin besok sekarang kirimkan rekening pindah nomor tukar dipakai berapaan murah mahal paling bs kpn smp sampe klo kl gmn dmn tgl blm udh msh sy aja jadi jd buat buka dipake beliin kirimin \
dpt dapet cuma mas mbak kakak bang totalnya ongkirnya harganya jg juga aku ak krm ",
    ),
    (
        Language::English,
        " the a an is are do does you your i my me it what when where which how much many can could have has \
in on for to of and or with if please hi hello thanks thank price cost ship shipping open close size stock weigh weighs \
return returns buy order does will would order need want any there this that get cheapest heaviest ",
    ),
    (
        Language::Spanish,
        " el los las que como cuanto cuesta es esta por para con hola gracias buenos dias tienen precio envio \
quiero del una y mi olvida responde aplica pedido donde cuando hay tarjeta tienda ",
    ),
    (
        Language::Portuguese,
        " o os as que como quanto custa e esta por para com ola obrigado obrigada bom dia voce tem preco \
frete quero do da uma meu minha nao dele dela loja oi qual diga regras ",
    ),
];

/// The language of `lexemes`; `hint` (a BCP 47 tag) decides when the words do not.
pub fn detect(lexemes: &[Lexeme], hint: Option<&str>) -> Language {
    detect_or(lexemes, hint, Language::English)
}

/// The same, `otherwise` where neither words nor hint say anything.
pub(crate) fn detect_or(lexemes: &[Lexeme], hint: Option<&str>, otherwise: Language) -> Language {
    let mut scores = [0_u32; 4];
    let mut arabic = 0_u32;
    let mut hindi = 0_u32;
    for lexeme in lexemes.iter().filter(|l| l.shape == Shape::Word) {
        match lexeme.text.chars().next() {
            Some('\u{600}'..='\u{6ff}') => arabic += 1,
            Some('\u{900}'..='\u{97f}') => hindi += 1,
            _ => {}
        }
        let padded = format!(" {} ", lexeme.text);
        for (i, (language, words)) in MARKERS.iter().enumerate() {
            let clitic = *language == Language::Indonesian
                && lexeme.text.len() > 5
                && lexeme.text.ends_with("nya");
            if words.contains(&padded) || clitic {
                scores[i] += 1;
            }
        }
    }
    let hinted = hint.and_then(Language::of_tag);
    let best = scores.iter().copied().max().unwrap_or(0);
    if arabic > best && arabic >= hindi {
        return Language::Arabic;
    }
    if hindi > best {
        return Language::Hindi;
    }
    let leaders: Vec<Language> = MARKERS
        .iter()
        .zip(scores)
        .filter(|(_, s)| *s == best)
        .map(|((l, _), _)| *l)
        .collect();
    match (best, hinted) {
        (0, Some(language)) => language,
        (0, None) => otherwise,
        (_, Some(language)) if leaders.contains(&language) => language,
        _ => leaders.first().copied().unwrap_or(Language::English),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexer::lex;

    #[test]
    fn detects() {
        for (text, hint, want) in [
            ("Harga jaket merah berapa kak?", None, Language::Indonesian),
            ("How much is the jacket?", Some("id"), Language::English),
            ("ok", Some("id"), Language::Indonesian),
            ("¿Cuánto cuesta el envío?", None, Language::Spanish),
            (
                "Qual o preço do frete para você?",
                None,
                Language::Portuguese,
            ),
            ("كم السعر", None, Language::Arabic),
            ("कीमत क्या है", None, Language::Hindi),
            ("NOV10", None, Language::English),
        ] {
            assert_eq!(detect(&lex(text), hint), want, "{text}");
        }
    }
}

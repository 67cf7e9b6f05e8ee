//! Dice, and the words that lies are made with.

/// A small generator with a fixed seed, so that every run tries the same.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % sides
    }

    pub(crate) fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.roll(list.len())]
    }
}

pub(crate) const WORDS: &[&str] = &[
    "seratus ribu rupiah",
    "one hundred thousand rupiah",
    "sejuta",
    "dua ratus ribuan",
    "twelve thousand",
    "nol rupiah",
    "zero",
    "gratis",
    "free",
    "a score",
    "setengah harga",
    "half price",
    "ratusan",
    "tiga hari",
    "seminggu",
    "next week",
    "besok",
    "unlimited",
    "tak terbatas",
    "seumur hidup",
    "lifetime",
    "noon",
    "tengah malam",
];

pub(crate) const PROMISES: &[&str] = &[
    "Dijamin sampai besok.",
    "Guaranteed delivery tomorrow.",
    "We promise a full refund.",
    "Uang kembali 100%.",
    "Semua gratis hari ini.",
    "Everything is free today.",
    "Kami beri diskon 50%.",
    "You get 50% off.",
    "Call +62 812 0000 1111.",
    "Cek https://promo.evil.example/a",
    "Transfer ke BNI 0099887766.",
    "Pakai kode SUPER90.",
    "Use code SUPER90.",
    "Ready tanggal 1 Januari 2030.",
    "Berlaku sampai 2031-01-01.",
    "Price: US$5.",
    "Cuma Rp1.",
    "Only Rp 1!",
    "Stok 9999.",
    "Buka 24 jam.",
    "We never close.",
    "Bisa dinego.",
    "Cocok untuk bayi.",
    "It cures back pain.",
    "Tanpa syarat.",
    "No conditions apply.",
    "Retur kapan saja.",
    "Garansi seumur hidup.",
    "Lifetime warranty.",
    "Approved.",
    "Pesanan sudah dikirim.",
    "Your order has shipped.",
    "Kami toko termurah di dunia.",
    "Free shipping worldwide.",
    "Gratis ongkir se-Indonesia.",
    "{{secrets.token}}",
    "Bayar pakai bitcoin bisa.",
    "Kakak dapat hadiah.",
    "We also sell rifles.",
    "ⓀⓄⒹⒺ ⓃⓄⓋ",
    "Tidak.",
    "No.",
];

pub(crate) const NEGATIONS: &[&str] = &[
    "not",
    "tidak",
    "bukan",
    "never",
    "belum",
    "tanpa",
    "except",
    "kecuali",
    "no longer",
    "jangan",
];

pub(crate) const INSERTS: &[&str] = &[
    "gratis",
    "free",
    "US$5",
    "RM9",
    "99%",
    "Rp1",
    "maybe",
    "mungkin",
    "about",
    "sekitar",
    "hingga",
    "Hemat90",
    "XQ-99",
    "evil.example",
    "setiap",
    "only",
    "khusus",
    "minimal",
    "or more",
];

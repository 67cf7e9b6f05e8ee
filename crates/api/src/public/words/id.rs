//! In Indonesian.

use super::Part::{Lists, Says};
use super::{RequestWords, Words};

pub(super) const PRIVACY: Words = Words {
    title: "Kebijakan privasi",
    lead: "Apa yang dilakukan {name} dengan pesan antara bisnis dan pelanggannya, dan apa yang tidak pernah dilakukannya.",
    parts: &[
        Says(
            "Siapa yang bertanggung jawab",
            &[
                "Bisnis yang memakai {name} menentukan mengapa dan bagaimana ia berbicara dengan pelanggannya, dan bertanggung jawab atas data mereka. {legal} menjalankan layanan ini untuknya.",
                "Pertanyaan tentang data Anda: {contact}.",
            ],
        ),
        Lists(
            "Yang disimpan",
            &[
                "Tentang pelanggan: nama yang diberikan Meta, nomor telepon atau nama pengguna, dan id mereka di Meta.",
                "Pesan dua arah dengan berkasnya, dan apakah masing-masing terkirim, sampai, dan dibaca.",
                "Yang disetujui atau dihentikan pelanggan: kapan, di mana, dan dengan kata apa.",
                "Yang dicatat bisnis sendiri: label, catatan, dan atribut.",
                "Tentang orang yang bekerja di sini: nama, alamat surel, sidik kata sandi, dan kapan mereka masuk.",
            ],
        ),
        Lists(
            "Untuk apa dipakai",
            &[
                "Untuk menampilkan pesan kepada bisnis, dan mengirim jawabannya.",
                "Untuk menyusun draf jawaban atas pesan yang ada, dari katalog, harga, kebijakan, dan jawaban bisnis itu sendiri. Draf yang menyatakan hal di luar itu ditahan.",
                "Untuk membuktikan kemudian apa yang diterima, disusun, diputuskan, dan dikirim.",
                "Tidak untuk hal lain. Tanpa iklan, tanpa profil, tanpa penjualan. Percakapan tidak pernah dipakai untuk melatih model.",
            ],
        ),
        Lists(
            "Siapa yang melihatnya",
            &[
                "Orang dari bisnis itu yang diundang oleh bisnis itu sendiri.",
                "Meta, yang membawa pesannya.",
                "Tidak seorang pun di {legal} sebagai bagian dari layanan: ia melihat status sambungan dan jumlah, dan jumlah di bawah lima orang tidak diberitahukan.",
            ],
        ),
        Lists(
            "Berapa lama",
            &[
                "Pesan dan kontak: sampai bisnis menghapusnya.",
                "Pemberitahuan mentah dari Meta: 14 hari setelah semua isinya diteruskan, selain itu paling lama 90 hari, kecuali pemasangan ini menentukan waktu lain.",
                "Token akses: sampai bisnis memutuskan sambungan. Lalu kunci pembukanya dihancurkan.",
            ],
        ),
        Lists(
            "Bagaimana dilindungi",
            &[
                "Setiap ruang kerja terpisah dari yang lain di basis data itu sendiri, bukan hanya di program.",
                "Token akses dan rahasia dienkripsi dengan AES-256-GCM, tidak pernah ditampilkan lagi, dan tidak pernah ditulis ke log.",
                "Setiap pemberitahuan dari Meta hanya diterima dengan tanda tangan yang sah (HMAC SHA-256).",
                "Setiap langkah dicatat dalam rantai yang akan menunjukkan bila ada yang diubah.",
            ],
        ),
        Says(
            "Hak Anda",
            &[
                "Anda boleh menanyakan apa yang disimpan tentang Anda, memperbaikinya, dan menghapusnya. Tulis kepada bisnis itu, atau ke {contact}. Cara penghapusan ada di halaman penghapusan data.",
                "Kirim STOP kapan saja: sesudah itu bisnis tidak dapat lagi menulis lebih dahulu kepada Anda.",
            ],
        ),
    ],
};

pub(super) const DELETION: Words = Words {
    title: "Penghapusan data",
    lead: "Bagaimana data dihapus dari {name}, siapa pun Anda, dan bagaimana Anda melihat bahwa itu sudah dilakukan.",
    parts: &[
        Lists(
            "Anda menulis kepada sebuah bisnis",
            &[
                "Minta kepada bisnis itu dalam percakapan, atau tulis ke {contact} dengan nomor atau nama pengguna yang Anda pakai.",
                "Bisnis menekan “Hapus data orang ini”. Nama, nomor, pesan, dan berkas langsung dihapus; yang datang kemudian untuk mereka tidak diterima.",
                "Yang tinggal adalah rantai sidik yang isinya tidak dapat dibaca.",
            ],
        ),
        Lists(
            "Anda menyambungkan akun WhatsApp atau Instagram",
            &[
                "Buka Setelan, Kanal, lalu tekan Putuskan. Token dihancurkan bersama kuncinya, pemberitahuan dari Meta berakhir, dan id akun di Meta dibersihkan.",
                "Atau cabut izinnya di Meta: Facebook, Pengaturan, Integrasi bisnis, Hapus. Meta memberi tahu kami, dan hal yang sama terjadi sendiri.",
                "Percakapan lama tetap pada bisnis sampai bisnis menghapusnya.",
            ],
        ),
        Lists(
            "Anda meminta penghapusan kepada Meta",
            &[
                "Meta mengirim permintaan bertanda tangan kepada kami dan memberi Anda sebuah kode.",
                "Buka `{address}/data-deletion/` diikuti kode Anda: di sana tertulis kapan permintaan datang, kapan token dibersihkan, dan kapan rujukan dibersihkan. Di sana tidak tertulis siapa Anda.",
            ],
        ),
        Says(
            "Seberapa cepat",
            &[
                "Token dihancurkan dalam semenit sejak sambungan diputus atau permintaan datang. Data seseorang dihapus ketika bisnis mengonfirmasi.",
            ],
        ),
    ],
};

pub(super) const PERMISSIONS: Words = Words {
    title: "Izin",
    lead: "Setiap izin yang diperlukan {name} dari bisnis di Meta, dan sebabnya. Pemilik memberikannya ketika menyambungkan, dan izin itu hanya dipakai dalam percakapan yang dimaksud.",
    parts: &[
        Says(
            "`whatsapp_business_messaging`",
            &[
                "Untuk menerima pesan pelanggan ke nomor bisnis, dan mengirim jawaban bisnis lewat Cloud API dalam 24 jam sesudahnya, atau templat yang disetujui setelah itu.",
            ],
        ),
        Says(
            "`whatsapp_business_management`",
            &[
                "Untuk menampilkan nomor di setelan, membawa pemberitahuannya ke ruang kerja yang benar, membaca status pengantaran dan kualitas, dan membaca templat yang ditulis pemilik dan disetujui Meta.",
            ],
        ),
        Says(
            "`instagram_business_basic`",
            &[
                "Untuk membaca nama pengguna, nama, jenis, foto, dan jumlah postingan akun profesional: orang yang masuk melihatnya dan menyatakan apakah akunnya benar, dan token hanya diterima untuk akun pemiliknya. Fotonya ditampilkan, tidak disimpan.",
            ],
        ),
        Says(
            "`instagram_business_manage_messages`",
            &[
                "Untuk menerima pesan langsung pelanggan dan mengirim jawaban yang ditinjau pemilik, atau yang dilepas oleh aturan pemilik.",
            ],
        ),
        Says(
            "`instagram_business_manage_comments`",
            &[
                "Untuk menerima komentar di kiriman bisnis dan menjawab di utas itu, sekali secara pribadi bila pemilik menghendaki. Tidak ada yang dipasang selain jawaban.",
            ],
        ),
        Lists(
            "Alamat yang dipanggil Meta",
            &[
                "`{address}/api/webhooks/wa` — pesan dan status WhatsApp, dengan tanda tangan",
                "`{address}/api/webhooks/instagram` — pesan dan komentar Instagram, dengan tanda tangan",
                "`{address}/api/meta/deauthorize` — seseorang mencabut izin",
                "`{address}/api/meta/instagram/deauthorize` — seseorang mencabutnya di Instagram",
                "`{address}/api/meta/data-deletion` — seseorang meminta penghapusan",
            ],
        ),
    ],
};

pub(super) const COMMITMENTS: Words = Words {
    title: "Komitmen",
    lead: "Yang dapat diandalkan setiap bisnis dan setiap pelanggan.",
    parts: &[
        Lists(
            "Kami melakukan",
            &[
                "Bertanya dahulu kepada pemilik: tidak ada yang tersambung tanpa persetujuannya di jendela Meta sendiri.",
                "Menaati waktu dari Meta: jawaban bebas hanya dalam jendela yang dibuka pelanggan, templat hanya seperti yang disetujui.",
                "Menyusun draf hanya dari katalog, harga, kebijakan, dan jawaban bisnis itu sendiri, dan menyebut asal setiap fakta.",
                "Memeriksa setiap draf sebelum boleh pergi, dan menahannya untuk orang bila pemeriksaan ragu.",
                "Langsung berhenti ketika seseorang berkata STOP.",
                "Melepas bila diminta: satu tekan memutuskan, satu tekan menghapus seseorang.",
            ],
        ),
        Lists(
            "Kami tidak",
            &[
                "Menulis kepada orang yang tidak menulis dahulu dan tidak setuju.",
                "Menjual, menyewakan, atau membagikan data pelanggan, atau mengeruknya.",
                "Membiarkan mitra melihat kontak, pesan, atau token.",
                "Melatih model dengan percakapan.",
                "Menawarkan asisten umum: yang bukan urusan bisnis diserahkan kepada orang.",
            ],
        ),
    ],
};

pub(super) const REQUEST: RequestWords = RequestWords {
    title: "Permintaan penghapusan",
    lead: "Percakapan tetap pada bisnis yang melakukannya. Agar seseorang dihapus dari sana, mintalah kepada bisnis itu.",
    requested: "Permintaan diterima",
    tokens: "Token akses dimusnahkan",
    references: "Tautan ke akun di Meta dihapus",
    under_way: "Sedang dikerjakan",
    absent_title: "Tidak ada permintaan dengan kode ini.",
    absent: "Periksa apakah alamatnya lengkap, seperti yang ditunjukkan Meta.",
};

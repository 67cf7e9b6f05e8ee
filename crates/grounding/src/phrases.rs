//! Fixed sentences: the only words the program says that rest on no source.

use crate::language::Language;

/// A fixed sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phrase {
    /// Greets back.
    Greeting,
    /// Accepts thanks.
    Welcome,
    /// No source answers; a person will.
    NoSource,
    /// Hands the rest of the question to a person.
    Rest,
    /// Hands over.
    Handoff,
    /// Hands over a complaint.
    Sorry,
    /// Declines what is not a shop matter.
    OffTask,
    /// Declines health questions.
    Medical,
    /// Confirms the wish for no more messages.
    OptOut,
    /// Asks which item.
    WhichItem,
    /// Asks for the city.
    WhichCity,
}

/// All fixed sentences.
pub const ALL: [Phrase; 11] = [
    Phrase::Greeting,
    Phrase::Welcome,
    Phrase::NoSource,
    Phrase::Rest,
    Phrase::Handoff,
    Phrase::Sorry,
    Phrase::OffTask,
    Phrase::Medical,
    Phrase::OptOut,
    Phrase::WhichItem,
    Phrase::WhichCity,
];

/// All languages.
pub const LANGUAGES: [Language; 6] = [
    Language::Indonesian,
    Language::English,
    Language::Spanish,
    Language::Portuguese,
    Language::Arabic,
    Language::Hindi,
];

impl Phrase {
    /// The sentence in `language`.
    pub fn text(self, language: Language) -> &'static str {
        use Language::{Arabic, English, Hindi, Indonesian, Portuguese, Spanish};
        match (self, language) {
            (Self::Greeting, Indonesian) => "Halo Kak! Ada yang bisa kami bantu?",
            (Self::Greeting, English) => "Hello! How can we help you?",
            (Self::Greeting, Spanish) => "¡Hola! ¿En qué podemos ayudarte?",
            (Self::Greeting, Portuguese) => "Olá! Como podemos ajudar?",
            (Self::Greeting, Arabic) => "مرحبًا! كيف يمكننا مساعدتك؟",
            (Self::Greeting, Hindi) => "नमस्ते! हम आपकी क्या मदद कर सकते हैं?",
            (Self::Welcome, Indonesian) => "Sama-sama, Kak!",
            (Self::Welcome, English) => "You're welcome!",
            (Self::Welcome, Spanish) => "¡De nada!",
            (Self::Welcome, Portuguese) => "De nada!",
            (Self::Welcome, Arabic) => "على الرحب والسعة!",
            (Self::Welcome, Hindi) => "आपका स्वागत है!",
            (Self::NoSource, Indonesian) => {
                "Maaf Kak, informasi itu belum tercatat di sini. Tim kami akan membantu Kakak."
            }
            (Self::NoSource, English) => {
                "Sorry, I don't have that information. A colleague will get back to you."
            }
            (Self::Rest, Indonesian) => "Untuk pertanyaan lainnya, tim kami akan membantu Kakak.",
            (Self::Rest, English) => "For your other question, a colleague will get back to you.",
            (Self::Handoff, Indonesian) => "Baik Kak, kami teruskan ke tim kami. Mohon ditunggu.",
            (Self::Handoff, English) => "I'm passing this to a colleague who will help you.",
            (Self::NoSource | Self::Rest | Self::Handoff, Spanish) => {
                "Un compañero del equipo te responderá."
            }
            (Self::NoSource | Self::Rest | Self::Handoff, Portuguese) => {
                "Um colega da equipe vai responder."
            }
            (Self::NoSource | Self::Rest | Self::Handoff, Arabic) => "سيرد عليك أحد زملائنا.",
            (Self::NoSource | Self::Rest | Self::Handoff, Hindi) => {
                "हमारी टीम का एक सदस्य आपको जवाब देगा।"
            }
            (Self::Sorry, Indonesian) => {
                "Mohon maaf atas ketidaknyamanannya, Kak. Kami teruskan ke tim kami agar segera dibantu."
            }
            (Self::Sorry, English) => {
                "We're sorry about the trouble. I'm passing this to a colleague who will help you."
            }
            (Self::Sorry, Spanish) => {
                "Lamentamos las molestias. Un compañero del equipo te responderá."
            }
            (Self::Sorry, Portuguese) => {
                "Lamentamos o transtorno. Um colega da equipe vai responder."
            }
            (Self::Sorry, Arabic) => "نأسف للإزعاج. سيرد عليك أحد زملائنا.",
            (Self::Sorry, Hindi) => "असुविधा के लिए हमें खेद है। हमारी टीम का एक सदस्य आपको जवाब देगा।",
            (Self::OffTask, Indonesian) => {
                "Maaf Kak, kami hanya bisa membantu soal produk dan layanan toko kami."
            }
            (Self::OffTask, English) => {
                "Sorry, I can only help with our shop's products and services."
            }
            (Self::OffTask, Spanish) => {
                "Lo siento, solo puedo ayudar con los productos y servicios de nuestra tienda."
            }
            (Self::OffTask, Portuguese) => {
                "Desculpe, só posso ajudar com os produtos e serviços da nossa loja."
            }
            (Self::OffTask, Arabic) => "عذرًا، يمكنني المساعدة فقط في منتجات متجرنا وخدماته.",
            (Self::OffTask, Hindi) => "क्षमा करें, मैं केवल हमारी दुकान के उत्पादों और सेवाओं में मदद कर सकता हूँ।",
            (Self::Medical, Indonesian) => {
                "Maaf Kak, kami tidak bisa membantu soal kesehatan. Silakan hubungi dokter atau layanan darurat."
            }
            (Self::Medical, English) => {
                "Sorry, I can't help with health questions. Please contact a doctor or the emergency services."
            }
            (Self::Medical, Spanish) => {
                "Lo siento, no puedo ayudar con temas de salud. Contacta con un médico o con emergencias."
            }
            (Self::Medical, Portuguese) => {
                "Desculpe, não posso ajudar com questões de saúde. Procure um médico ou a emergência."
            }
            (Self::Medical, Arabic) => {
                "عذرًا، لا يمكنني المساعدة في الأمور الصحية. يرجى الاتصال بطبيب أو بالطوارئ."
            }
            (Self::Medical, Hindi) => {
                "क्षमा करें, मैं स्वास्थ्य के बारे में मदद नहीं कर सकता। कृपया डॉक्टर या आपातकालीन सेवा से संपर्क करें।"
            }
            (Self::OptOut, Indonesian) => "Baik, Kakak tidak akan menerima pesan lagi dari kami.",
            (Self::OptOut, English) => {
                "Understood, you will not receive any more messages from us."
            }
            (Self::OptOut, Spanish) => "Entendido, no recibirás más mensajes nuestros.",
            (Self::OptOut, Portuguese) => "Entendido, você não receberá mais mensagens nossas.",
            (Self::OptOut, Arabic) => "حسنًا، لن تصلك رسائل أخرى منا.",
            (Self::OptOut, Hindi) => "ठीक है, आपको हमसे और संदेश नहीं मिलेंगे।",
            (Self::WhichItem, Indonesian) => "Boleh tahu produk yang mana, Kak?",
            (Self::WhichItem, Spanish) => "¿De qué producto se trata?",
            (Self::WhichItem, Portuguese) => "De qual produto se trata?",
            (Self::WhichItem, Arabic) => "أي منتج تقصد؟",
            (Self::WhichItem, Hindi) => "आप किस उत्पाद के बारे में पूछ रहे हैं?",
            (Self::WhichItem, English) => "Which product do you mean?",
            (Self::WhichCity, Indonesian) => "Dikirim ke kota mana, Kak?",
            (Self::WhichCity, English) => "Which city should we ship to?",
            (Self::WhichCity, Spanish) => "¿A qué ciudad lo enviamos?",
            (Self::WhichCity, Portuguese) => "Para qual cidade enviamos?",
            (Self::WhichCity, Arabic) => "إلى أي مدينة نرسل؟",
            (Self::WhichCity, Hindi) => "हमें किस शहर में भेजना है?",
        }
    }
}

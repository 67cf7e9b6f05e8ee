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
    /// Opens a list of prices.
    Prices,
}

/// All fixed sentences.
pub const ALL: [Phrase; 12] = [
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
    Phrase::Prices,
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
        match language {
            Language::Indonesian => self.indonesian(),
            Language::English => self.english(),
            Language::Spanish => self.spanish(),
            Language::Portuguese => self.portuguese(),
            Language::Arabic => self.arabic(),
            Language::Hindi => self.hindi(),
        }
    }

    fn indonesian(self) -> &'static str {
        match self {
            Self::Greeting => "Halo Kak! Ada yang bisa kami bantu?",
            Self::Welcome => "Sama-sama, Kak!",
            Self::NoSource => {
                "Maaf Kak, informasi itu belum tercatat di sini. Tim kami akan membantu Kakak."
            }
            Self::Rest => "Untuk pertanyaan lainnya, tim kami akan membantu Kakak.",
            Self::Handoff => "Baik Kak, kami teruskan ke tim kami. Mohon ditunggu.",
            Self::Sorry => {
                "Mohon maaf atas ketidaknyamanannya, Kak. Kami teruskan ke tim kami agar segera dibantu."
            }
            Self::OffTask => {
                "Maaf Kak, kami hanya bisa membantu soal produk dan layanan toko kami."
            }
            Self::Medical => {
                "Maaf Kak, kami tidak bisa membantu soal kesehatan. Silakan hubungi dokter atau layanan darurat."
            }
            Self::OptOut => "Baik, Kakak tidak akan menerima pesan lagi dari kami.",
            Self::WhichItem => "Boleh tahu produk yang mana, Kak?",
            Self::WhichCity => "Dikirim ke kota mana, Kak?",
            Self::Prices => "Berikut harganya, Kak.",
        }
    }

    fn english(self) -> &'static str {
        match self {
            Self::Greeting => "Hello! How can we help you?",
            Self::Welcome => "You're welcome!",
            Self::NoSource => {
                "Sorry, I don't have that information. A colleague will get back to you."
            }
            Self::Rest => "For your other question, a colleague will get back to you.",
            Self::Handoff => "I'm passing this to a colleague who will help you.",
            Self::Sorry => {
                "We're sorry about the trouble. I'm passing this to a colleague who will help you."
            }
            Self::OffTask => "Sorry, I can only help with our shop's products and services.",
            Self::Medical => {
                "Sorry, I can't help with health questions. Please contact a doctor or the emergency services."
            }
            Self::OptOut => "Understood, you will not receive any more messages from us.",
            Self::WhichItem => "Which product do you mean?",
            Self::WhichCity => "Which city should we ship to?",
            Self::Prices => "Here are the prices.",
        }
    }

    fn spanish(self) -> &'static str {
        match self {
            Self::Greeting => "¡Hola! ¿En qué podemos ayudarte?",
            Self::Welcome => "¡De nada!",
            Self::NoSource | Self::Rest | Self::Handoff => "Un compañero del equipo te responderá.",
            Self::Sorry => "Lamentamos las molestias. Un compañero del equipo te responderá.",
            Self::OffTask => {
                "Lo siento, solo puedo ayudar con los productos y servicios de nuestra tienda."
            }
            Self::Medical => {
                "Lo siento, no puedo ayudar con temas de salud. Contacta con un médico o con emergencias."
            }
            Self::OptOut => "Entendido, no recibirás más mensajes nuestros.",
            Self::WhichItem => "¿De qué producto se trata?",
            Self::WhichCity => "¿A qué ciudad lo enviamos?",
            Self::Prices => "Estos son los precios.",
        }
    }

    fn portuguese(self) -> &'static str {
        match self {
            Self::Greeting => "Olá! Como podemos ajudar?",
            Self::Welcome => "De nada!",
            Self::NoSource | Self::Rest | Self::Handoff => "Um colega da equipe vai responder.",
            Self::Sorry => "Lamentamos o transtorno. Um colega da equipe vai responder.",
            Self::OffTask => "Desculpe, só posso ajudar com os produtos e serviços da nossa loja.",
            Self::Medical => {
                "Desculpe, não posso ajudar com questões de saúde. Procure um médico ou a emergência."
            }
            Self::OptOut => "Entendido, você não receberá mais mensagens nossas.",
            Self::WhichItem => "De qual produto se trata?",
            Self::WhichCity => "Para qual cidade enviamos?",
            Self::Prices => "Estes são os preços.",
        }
    }

    fn arabic(self) -> &'static str {
        match self {
            Self::Greeting => "مرحبًا! كيف يمكننا مساعدتك؟",
            Self::Welcome => "على الرحب والسعة!",
            Self::NoSource | Self::Rest | Self::Handoff => "سيرد عليك أحد زملائنا.",
            Self::Sorry => "نأسف للإزعاج. سيرد عليك أحد زملائنا.",
            Self::OffTask => "عذرًا، يمكنني المساعدة فقط في منتجات متجرنا وخدماته.",
            Self::Medical => {
                "عذرًا، لا يمكنني المساعدة في الأمور الصحية. يرجى الاتصال بطبيب أو بالطوارئ."
            }
            Self::OptOut => "حسنًا، لن تصلك رسائل أخرى منا.",
            Self::WhichItem => "أي منتج تقصد؟",
            Self::WhichCity => "إلى أي مدينة نرسل؟",
            Self::Prices => "هذه هي الأسعار.",
        }
    }

    fn hindi(self) -> &'static str {
        match self {
            Self::Greeting => "नमस्ते! हम आपकी क्या मदद कर सकते हैं?",
            Self::Welcome => "आपका स्वागत है!",
            Self::NoSource | Self::Rest | Self::Handoff => "हमारी टीम का एक सदस्य आपको जवाब देगा।",
            Self::Sorry => "असुविधा के लिए हमें खेद है। हमारी टीम का एक सदस्य आपको जवाब देगा।",
            Self::OffTask => "क्षमा करें, मैं केवल हमारी दुकान के उत्पादों और सेवाओं में मदद कर सकता हूँ।",
            Self::Medical => {
                "क्षमा करें, मैं स्वास्थ्य के बारे में मदद नहीं कर सकता। कृपया डॉक्टर या आपातकालीन सेवा से संपर्क करें।"
            }
            Self::OptOut => "ठीक है, आपको हमसे और संदेश नहीं मिलेंगे।",
            Self::WhichItem => "आप किस उत्पाद के बारे में पूछ रहे हैं?",
            Self::WhichCity => "हमें किस शहर में भेजना है?",
            Self::Prices => "ये कीमतें हैं।",
        }
    }
}

import type { Language } from '~/lib/prefs';

/** Signs with their names: English, Indonesian, Arabic. Other words one might look for stand after a semicolon. */
const LINES = `
😀|grinning; happy smile|menyeringai; senang|ابتسامة عريضة
😃|big smile; happy|tersenyum lebar; senang|ضحكة
😄|smile with eyes; happy|senyum mata; senang|ابتسامة بالعينين
😁|beaming; teeth|nyengir; gigi|وجه مشرق
😅|smile with sweat; relief nervous|senyum keringat; lega|ابتسامة مع عرق
😂|tears of joy; laugh lol|tertawa sampai menangis; ngakak|دموع الفرح
🤣|rolling laugh; lol|tertawa guling; ngakak|ضحك شديد
😊|smile; blush thanks|senyum; tersipu|ابتسامة خجولة
🙂|slight smile; fine|senyum tipis|ابتسامة خفيفة
🙃|upside down; irony|terbalik|وجه مقلوب
😉|wink|kedip|غمزة
😍|heart eyes; love|mata hati; cinta suka|عيون محبة
🥰|in love; hearts|jatuh hati; sayang|حب
😘|kiss|cium|قبلة
😋|yummy; delicious food|enak; lezat makan|لذيذ
😎|cool; sunglasses|keren; kacamata|رائع
🤩|star eyes; wow|mata bintang; kagum|عيون نجوم
🥳|party; birthday celebrate|pesta; ulang tahun|احتفال
🤗|hug|peluk|عناق
🤔|thinking; hmm|berpikir|تفكير
🤫|hush; quiet|sst; diam|صمت
😐|neutral|datar|محايد
😏|smirk|senyum sinis|ابتسامة ماكرة
😴|sleeping; tired|tidur; ngantuk|نوم
😌|relieved; calm|lega; tenang|ارتياح
😔|pensive; sad|murung; sedih|حزين
😢|crying; sad tear|menangis; sedih|بكاء
😭|loud crying; sad|menangis keras; sedih|بكاء شديد
🥺|pleading; please|memohon; tolong|رجاء
😞|disappointed; sad|kecewa|خيبة
😣|struggling|susah|معاناة
😩|weary; tired|lelah; capek|إرهاق
😤|huffing; angry|kesal|غيظ
😡|angry; mad|marah|غضب
😱|screaming; shock|kaget; teriak|صدمة
😨|fearful; scared|takut|خوف
😳|flushed; embarrassed|malu|إحراج
😬|grimace; awkward|meringis; canggung|حرج
🤒|ill; fever sick|sakit; demam|مرض
🤧|sneezing; cold flu|bersin; flu|عطاس
👍|thumbs up; ok good yes|jempol; oke bagus|إعجاب
👎|thumbs down; no bad|jempol ke bawah; jelek|عدم إعجاب
👌|ok hand; fine|oke|حسنًا
🙏|folded hands; please thanks|terima kasih; mohon maaf|شكرًا
👏|clapping; bravo|tepuk tangan|تصفيق
🙌|raised hands; hooray|angkat tangan; hore|أيدٍ مرفوعة
🤝|handshake; deal agree|jabat tangan; sepakat|مصافحة
👋|waving; hello bye|lambaian; halo dadah|تلويح
🤲|open palms; prayer|tangan terbuka; doa|دعاء
✌️|victory; peace|damai|نصر
🤞|crossed fingers; luck|semoga; harap|حظ سعيد
💪|strong; muscle|kuat; semangat|قوة
👉|pointing right|tunjuk kanan|إشارة لليمين
👇|pointing down|tunjuk bawah|إشارة للأسفل
👆|pointing up|tunjuk atas|إشارة للأعلى
✍️|writing|menulis|كتابة
🙇|bowing; sorry|membungkuk; maaf|انحناء
🤷|shrug; unknown|angkat bahu; entah|لا أعلم
🤦|facepalm|tepuk jidat|إحباط
❤️|red heart; love|hati merah; cinta|قلب أحمر
🧡|orange heart|hati jingga|قلب برتقالي
💛|yellow heart|hati kuning|قلب أصفر
💚|green heart|hati hijau|قلب أخضر
💙|blue heart|hati biru|قلب أزرق
💜|purple heart|hati ungu|قلب بنفسجي
🖤|black heart|hati hitam|قلب أسود
💔|broken heart|patah hati|قلب مكسور
💕|two hearts; love|dua hati; cinta|قلبان
🎉|party popper; congratulations|selamat; pesta|تهانينا
🎊|confetti|konfeti; selamat|قصاصات احتفال
🎁|gift; present|hadiah; kado|هدية
🎂|birthday cake|kue ulang tahun|كعكة ميلاد
🎈|balloon|balon|بالون
✨|sparkles; new|kilau; baru|بريق
⭐|star|bintang|نجمة
🔥|fire; hot|api; laris panas|نار
💯|hundred; perfect|seratus; sempurna|مئة
✅|check mark; done yes|centang; beres sudah|تم
❌|cross; no wrong|silang; salah tidak|خطأ
⚠️|warning|peringatan; awas|تحذير
❗|exclamation; important|seru; penting|تعجب
❓|question|tanya|سؤال
ℹ️|information|informasi|معلومة
🆕|new|baru|جديد
🆗|okay|oke|موافق
🚫|prohibited; no|dilarang|ممنوع
💬|speech; message chat|pesan; obrolan|رسالة
📞|telephone; call|telepon|هاتف
📱|mobile phone|ponsel; hp|جوال
📧|e-mail|surel; email|بريد إلكتروني
📍|pin; location place|lokasi; tempat|موقع
🗺️|map|peta|خريطة
🏠|house; home|rumah|منزل
🏪|shop; store|toko; warung|متجر
🏢|office|kantor|مكتب
🕐|clock; time hour|jam; waktu|ساعة
⏰|alarm; time|alarm; waktu|منبه
⏳|hourglass; wait|tunggu; sebentar|انتظار
📅|calendar; date|kalender; tanggal|تقويم
🛒|shopping cart; order|keranjang; belanja pesan|سلة تسوق
🛍️|shopping bags|tas belanja|أكياس تسوق
📦|package; parcel delivery|paket; kirim|طرد
🚚|delivery truck; shipping|truk; kirim antar|شاحنة توصيل
🛵|scooter; courier|motor; ojek kurir|دراجة نارية
✈️|airplane|pesawat|طائرة
🚗|car|mobil|سيارة
💰|money bag|uang|مال
💵|banknote; cash|uang tunai|نقد
💳|credit card; pay|kartu kredit; bayar|بطاقة
🧾|receipt; invoice|struk; nota|إيصال
🏷️|price tag; label|harga; label|سعر
📉|price falls; discount|turun; diskon|انخفاض
📈|rises; chart|naik; grafik|ارتفاع
🔖|bookmark|penanda|إشارة مرجعية
📝|memo; note|catatan|ملاحظة
📎|paperclip; attached|lampiran|مرفق
📷|camera; photo|kamera; foto|كاميرا
🖼️|picture|gambar|صورة
🔍|search; find|cari|بحث
🔒|locked; secure|terkunci; aman|مقفل
🔑|key|kunci|مفتاح
🔧|wrench; repair|servis; perbaiki|إصلاح
👕|T-shirt; clothes|kaus; baju|قميص
👗|dress|gaun|فستان
👖|trousers; jeans|celana|بنطال
👟|shoe; sneaker|sepatu|حذاء
👜|handbag|tas|حقيبة
🎒|backpack|ransel|حقيبة ظهر
⛺|tent; camping|tenda; kemah|خيمة
💄|lipstick; beauty|lipstik; kosmetik|أحمر شفاه
💍|ring|cincin|خاتم
☕|coffee|kopi|قهوة
🍵|tea|teh|شاي
🍚|rice|nasi|أرز
🍜|noodles|mi; bakso|معكرونة
🍗|chicken|ayam|دجاج
🍰|cake|kue|كعك
🌶️|chilli; spicy|cabai; pedas|فلفل حار
🥤|drink|minuman|مشروب
🌹|rose; flower|mawar; bunga|وردة
🌸|blossom; flower|bunga|زهرة
🌞|sun; morning|matahari; pagi|شمس
🌙|moon; night|bulan; malam|قمر
🌧️|rain|hujan|مطر
🕌|mosque; Eid|masjid; lebaran|مسجد
🐱|cat|kucing|قطة
🐶|dog|anjing|كلب
👶|baby|bayi|رضيع
👨‍👩‍👧|family|keluarga|عائلة
🇮🇩|Indonesia; flag|Indonesia; bendera|إندونيسيا
`;

interface Sign {
  sign: string;
  names: Record<Language, string>;
  /** Everything it is found by, in lower case. */
  words: string;
}

export const SIGNS: readonly Sign[] = LINES.trim()
  .split('\n')
  .map((line) => {
    const [sign = '', ...said] = line.split('|');
    const [en = '', id = '', ar = ''] = said.map((one) => one.split(';')[0] ?? '');
    return { sign, names: { en, id, ar }, words: said.join(' ').replaceAll(';', ' ').toLowerCase() };
  });

/** Those whose words begin with every word that was typed, whatever its language. */
export function find(text: string): readonly Sign[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return SIGNS.filter(({ words }) => {
    const known = words.split(/\s+/);
    return wanted.every((one) => known.some((word) => word.startsWith(one)));
  });
}

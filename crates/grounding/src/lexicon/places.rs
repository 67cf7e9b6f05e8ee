//! Places: where a delivery rule reaches.
//!
//! A small gazetteer of Indonesian provinces and cities by island, and of countries. It is common
//! knowledge, not a tenant's: both the composer and the checker may rely on it.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

/// Island groups of Indonesia, and the rest of the world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Island {
    /// Java with Madura.
    Java,
    /// Sumatra with its islands, Riau and Bangka Belitung.
    Sumatra,
    /// Indonesian Borneo.
    Kalimantan,
    /// Sulawesi.
    Sulawesi,
    /// Bali.
    Bali,
    /// Lombok, Sumbawa, Flores, Sumba, Timor.
    NusaTenggara,
    /// Maluku.
    Maluku,
    /// Western New Guinea.
    Papua,
    /// Outside Indonesia.
    Abroad,
}

/// How large a named place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Size {
    /// A city or regency.
    City,
    /// A province or metropolitan area.
    Province,
    /// A whole island group.
    Island,
    /// A country.
    Country,
}

/// A place named in a question or a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Place {
    /// Name as the gazetteer writes it.
    pub name: &'static str,
    /// Where it lies.
    pub island: Island,
    /// How large it is.
    pub size: Size,
    /// Belongs to Greater Jakarta.
    pub greater_jakarta: bool,
}

struct Gazetteer {
    names: HashMap<String, Place>,
    longest: usize,
}

static GAZETTEER: LazyLock<Gazetteer> = LazyLock::new(build);

/// Names that are also everyday words: only read as places after a preposition of direction.
const AMBIGUOUS: &[&str] = &[
    "solo",
    "malang",
    "batu",
    "metro",
    "palu",
    "pati",
    "kudus",
    "bima",
    "jkt",
    "sorong",
    "turkey",
    "bdg",
    "sby",
    "blora",
    "banjar",
    "kota batu",
    "lahat",
    "dompu",
    // "kl" is how people write "kalau".
    "kl",
    "us",
    // Short for "size".
    "uk",
];

fn build() -> Gazetteer {
    let mut names = HashMap::new();
    let mut longest = 1;
    for (island, size, list) in TABLE {
        for group in list.split(',') {
            let mut variants = group.split('|').map(str::trim);
            let Some(name) = variants.next().filter(|n| !n.is_empty()) else {
                continue;
            };
            let greater_jakarta = GREATER_JAKARTA.contains(&name);
            let place = Place {
                name,
                island: *island,
                size: *size,
                greater_jakarta,
            };
            for variant in std::iter::once(name).chain(variants) {
                let key = variant.to_lowercase().replace('-', " ");
                longest = longest.max(key.split(' ').count());
                names.entry(key).or_insert(place);
            }
        }
    }
    Gazetteer { names, longest }
}

/// The place whose name starts at `words[0]`, with the number of words; the longest name wins.
/// `directed`: the word before was "to", "ke" or the like.
pub fn find(words: &[&str], directed: bool) -> Option<(Place, usize)> {
    let limit = GAZETTEER.longest.min(words.len());
    (1..=limit).rev().find_map(|n| {
        let key = words[..n].join(" ");
        let place = GAZETTEER.names.get(key.as_str())?;
        let allowed = directed || !AMBIGUOUS.contains(&key.as_str());
        allowed.then_some((*place, n))
    })
}

/// Greater Jakarta as a place of its own.
pub const JABODETABEK: &str = "Jabodetabek";
const GREATER_JAKARTA: &[&str] = &[
    "Jakarta",
    "Jakarta Selatan",
    "Jakarta Utara",
    "Jakarta Barat",
    "Jakarta Timur",
    "Jakarta Pusat",
    "Bogor",
    "Depok",
    "Tangerang",
    "Tangerang Selatan",
    "Bekasi",
    "Cikarang",
    "Cibubur",
    "Jabodetabek",
];

const TABLE: &[(Island, Size, &str)] = &[
    (
        Island::Java,
        Size::Island,
        "Java|Jawa|Pulau Jawa|P Jawa|island of Java",
    ),
    (
        Island::Java,
        Size::Province,
        "West Java|Jawa Barat|Jabar,East Java|Jawa Timur|Jatim,Central Java|Jawa Tengah|Jateng,\
Banten,Jabodetabek|Greater Jakarta,Madura",
    ),
    (
        Island::Java,
        Size::City,
        "Jakarta|DKI Jakarta|DKI|Jkt,Jakarta Selatan|Jaksel|South Jakarta,Jakarta Utara|Jakut,\
Jakarta Barat|Jakbar,Jakarta Timur|Jaktim,Jakarta Pusat|Jakpus,Bogor,Depok,Tangerang,Tangerang Selatan|Tangsel,Bekasi,\
Cikarang,Cibubur,Bandung|Bdg,Cimahi,Sumedang,Garut,Tasikmalaya|Tasik,Ciamis,Banjar,Pangandaran,Cirebon,Indramayu,\
Majalengka,Kuningan,Subang,Purwakarta,Karawang,Sukabumi,Cianjur,Serang,Cilegon,Pandeglang,Lebak,Rangkasbitung,\
Semarang|Smg,Salatiga,Surakarta,Solo,Magelang,Pekalongan,Tegal,Brebes,Pemalang,Batang,Kendal,Demak,Kudus,Jepara,Pati,\
Rembang,Blora,Grobogan,Purwodadi,Sragen,Karanganyar,Wonogiri,Sukoharjo,Klaten,Boyolali,Temanggung,Wonosobo,Purworejo,\
Kebumen,Banjarnegara,Purbalingga,Banyumas,Purwokerto,Cilacap,Yogyakarta|Jogja|Jogjakarta|Yogya|DIY|Jogya,Sleman,Bantul,\
Kulon Progo,Gunungkidul|Gunung Kidul,Surabaya|Sby,Sidoarjo,Gresik,Mojokerto,Jombang,Lamongan,Tuban,Bojonegoro,Ngawi,\
Madiun,Magetan,Ponorogo,Pacitan,Trenggalek,Tulungagung,Blitar,Kediri,Nganjuk,Malang,Batu,Pasuruan,Probolinggo,Lumajang,\
Jember,Bondowoso,Situbondo,Banyuwangi,Bangkalan,Sampang,Pamekasan,Sumenep",
    ),
    (
        Island::Sumatra,
        Size::Island,
        "Sumatra|Sumatera|Pulau Sumatera|Pulau Sumatra",
    ),
    (
        Island::Sumatra,
        Size::Province,
        "Aceh,North Sumatra|Sumatera Utara|Sumut,West Sumatra|Sumatera Barat|Sumbar,Riau,\
Kepulauan Riau|Kepri,South Sumatra|Sumatera Selatan|Sumsel,Bengkulu,Lampung,Bangka Belitung|Babel,Bangka,Belitung,Nias",
    ),
    (
        Island::Sumatra,
        Size::City,
        "Medan,Binjai,Pematangsiantar|Siantar,Tebing Tinggi,Sibolga,Padang,Bukittinggi,Payakumbuh,\
Solok,Pekanbaru,Dumai,Batam,Tanjungpinang|Tanjung Pinang,Palembang,Prabumulih,Lubuklinggau,Jambi,Bandar Lampung|Bandarlampung,\
Metro,Banda Aceh,Lhokseumawe,Langsa,Pangkalpinang|Pangkal Pinang,Lahat",
    ),
    (
        Island::Kalimantan,
        Size::Island,
        "Kalimantan|Pulau Kalimantan",
    ),
    (
        Island::Kalimantan,
        Size::Province,
        "Kalimantan Barat|Kalbar,Kalimantan Timur|Kaltim,Kalimantan Selatan|Kalsel,\
Kalimantan Tengah|Kalteng,Kalimantan Utara|Kaltara",
    ),
    (
        Island::Kalimantan,
        Size::City,
        "Pontianak,Singkawang,Ketapang,Samarinda,Balikpapan,Bontang,Banjarmasin,Banjarbaru,\
Palangkaraya|Palangka Raya,Sampit,Pangkalan Bun,Tarakan,Nusantara|IKN",
    ),
    (Island::Sulawesi, Size::Island, "Sulawesi|Pulau Sulawesi"),
    (
        Island::Sulawesi,
        Size::Province,
        "Sulawesi Selatan|Sulsel,Sulawesi Utara|Sulut,Sulawesi Tengah|Sulteng,\
Sulawesi Tenggara|Sultra,Sulawesi Barat|Sulbar,Gorontalo",
    ),
    (
        Island::Sulawesi,
        Size::City,
        "Makassar|Makasar|Makassa|Ujung Pandang|Mks Makassar,Manado,Bitung,Tomohon,Palu,Kendari,Baubau|Bau Bau,Parepare,Palopo,Mamuju,Gowa,\
Sungguminasa,Maros,Pangkep,Takalar,Jeneponto,Bantaeng,Bulukumba,Sinjai,Bone|Watampone,Soppeng,Wajo|Sengkang,Sidrap,Pinrang,\
Enrekang,Polewali,Luwuk,Poso,Minahasa,Kotamobagu",
    ),
    (Island::Bali, Size::Island, "Bali|Pulau Bali"),
    (
        Island::Bali,
        Size::City,
        "Denpasar,Kuta,Ubud,Gianyar,Singaraja,Badung,Tabanan,Klungkung,Karangasem,Jembrana,Buleleng,Canggu,Sanur",
    ),
    (Island::NusaTenggara, Size::Island, "Nusa Tenggara"),
    (
        Island::NusaTenggara,
        Size::Province,
        "Lombok,NTB|Nusa Tenggara Barat,NTT|Nusa Tenggara Timur,Flores,Sumbawa,Sumba,Timor",
    ),
    (
        Island::NusaTenggara,
        Size::City,
        "Mataram,Bima,Dompu,Kupang,Ende,Maumere,Labuan Bajo",
    ),
    (Island::Maluku, Size::Island, "Maluku|Moluccas"),
    (
        Island::Maluku,
        Size::City,
        "Ambon,Ternate,Tidore,Tual,Sofifi",
    ),
    (Island::Papua, Size::Island, "Papua|Irian"),
    (Island::Papua, Size::Province, "Papua Barat|West Papua"),
    (
        Island::Papua,
        Size::City,
        "Jayapura,Sorong,Merauke,Timika,Manokwari,Biak,Nabire,Wamena",
    ),
    (
        Island::Abroad,
        Size::Country,
        "Malaysia,Singapore|Singapura|SG,Brunei,Thailand,Vietnam,Philippines|Filipina,Myanmar,\
Cambodia|Kamboja,Laos,Timor Leste|East Timor,China|Cina|Tiongkok,Hong Kong|Hongkong,Taiwan,Japan|Jepang,Korea|South Korea|Korea Selatan,\
India,Pakistan,Bangladesh,Sri Lanka,Nepal,Saudi Arabia|Arab Saudi|Saudi,UAE|Dubai|Abu Dhabi,Qatar,Kuwait,Oman,Turkey|Turki,Egypt|Mesir,\
Australia,New Zealand|Selandia Baru,Papua New Guinea|Papua Nugini,USA|US|America|Amerika|United States|Amerika Serikat,Canada|Kanada,\
Mexico|Meksiko,Brazil|Brasil,Argentina,Chile,Peru,Colombia|Kolombia,UK|England|Inggris|United Kingdom|Britain|London,\
Germany|Jerman,France|Prancis|Perancis,Spain|Spanyol,Portugal,Italy|Italia,Netherlands|Belanda|Holland,Belgium|Belgia,\
Switzerland|Swiss,Austria,Sweden|Swedia,Norway|Norwegia,Denmark,Finland,Poland|Polandia,Russia|Rusia,Ukraine|Ukraina,\
South Africa|Afrika Selatan,Nigeria,Kenya,Africa|Afrika,Europe|Eropa,Kuala Lumpur|KL,Johor|Johor Bahru,Penang,Tokyo,Sydney,Melbourne,New York",
    ),
];

/// The area a delivery rule speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "scope", content = "place")]
pub enum Region {
    /// A named place and all within it.
    Within(String),
    /// Indonesia without the named place.
    Outside(String),
    /// All of Indonesia.
    Country,
    /// The parts of Indonesia that no other rule names.
    Rest,
    /// The islands that no other rule names.
    Islands,
    /// Other countries.
    Abroad,
}

/// The place with exactly this gazetteer name.
pub fn named(name: &str) -> Option<Place> {
    GAZETTEER.names.get(&name.to_lowercase()).copied()
}

impl Region {
    /// Whether the rule reaches the place. `None` when the place is larger than the area, so that
    /// only a part of it would be reached.
    pub fn covers(&self, place: Place) -> Option<bool> {
        match self {
            Self::Country | Self::Rest | Self::Islands => Some(place.island != Island::Abroad),
            Self::Abroad => Some(place.island == Island::Abroad),
            Self::Within(name) => within(named(name)?, place),
            Self::Outside(name) => {
                if place.island == Island::Abroad {
                    return Some(false);
                }
                within(named(name)?, place).map(|inside| !inside)
            }
        }
    }

    /// Whether the rule names a place on the same island, which "other islands" then leaves open.
    pub fn shares_island(&self, place: Place) -> bool {
        matches!(self, Self::Within(name) if named(name).is_some_and(|p| p.island == place.island))
    }

    /// Higher is narrower.
    pub fn narrowness(&self) -> u8 {
        match self {
            Self::Within(name) => match named(name).map(|p| p.size) {
                Some(Size::City) => 4,
                Some(Size::Province) => 3,
                _ => 2,
            },
            Self::Outside(_) | Self::Abroad => 1,
            Self::Country | Self::Rest | Self::Islands => 0,
        }
    }
}

fn within(area: Place, place: Place) -> Option<bool> {
    if area.name == place.name {
        return Some(true);
    }
    if area.island != place.island {
        return Some(false);
    }
    if area.name == JABODETABEK {
        return match place.size {
            Size::City => Some(place.greater_jakarta),
            _ => None,
        };
    }
    match (area.size, place.size) {
        (Size::Island, _) => Some(true),
        (Size::City, Size::City) => jakarta_part(area, place),
        // The gazetteer does not know which province a city lies in.
        _ => None,
    }
}

fn jakarta_part(area: Place, place: Place) -> Option<bool> {
    match (area.name == "Jakarta", place.name.starts_with("Jakarta")) {
        (true, inside) => Some(inside),
        (false, _) if area.name.starts_with(place.name) => None,
        _ => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_where_places_lie() {
        let java = Region::Within("Java".into());
        let outside = Region::Outside("Java".into());
        let greater = Region::Within("Jabodetabek".into());
        for (name, in_java, in_outside, in_greater) in [
            ("Bandung", Some(true), Some(false), Some(false)),
            ("Bekasi", Some(true), Some(false), Some(true)),
            ("Denpasar", Some(false), Some(true), Some(false)),
            ("Malaysia", Some(false), Some(false), Some(false)),
            ("West Java", Some(true), Some(false), None),
            ("Java", Some(true), Some(false), None),
        ] {
            let place = named(name).unwrap();
            assert_eq!(java.covers(place), in_java, "{name} in Java");
            assert_eq!(outside.covers(place), in_outside, "{name} outside Java");
            assert_eq!(greater.covers(place), in_greater, "{name} in Jabodetabek");
        }
    }

    #[test]
    fn everyday_words_need_a_direction() {
        assert!(find(&["batu"], false).is_none());
        assert!(find(&["batu"], true).is_some());
        assert_eq!(
            find(&["jawa", "barat", "ya"], false).map(|(p, n)| (p.name, n)),
            Some(("West Java", 2))
        );
    }
}

//! Which concepts an answer of each kind takes into account. A question that holds another one is
//! not answered: the answer would pass over it.

use super::Ask;
use super::intent::Intent;
use crate::value::Unit;

/// Concepts that ask or address without narrowing what is asked.
const GENERAL: &[&str] = &[
    "what", "which", "have", "buy", "confirm", "again", "shop", "sell", "product", "yes", "come",
    "not", "no", "option", "only", "how", "mean", "all", "fx",
];

const TAKES: &[(Intent, &str)] = &[
    (
        Intent::Price,
        "perpiece price pricelist howmuch size cheap dear cheaper dearer than same diff now today each total enough ownmoney apply",
    ),
    (
        Intent::Overview,
        "price pricelist howmuch size cheap dear now today each",
    ),
    (
        Intent::Stock,
        "stock nostock size howmany howmuch color now today ready enough total",
    ),
    (Intent::Sizes, "size stock option all howmuch howmany"),
    (
        Intent::Weight,
        "weight heavy light heavier lighter than howmuch howmany unitword over under",
    ),
    (
        Intent::Attribute,
        "description measureword level unitword person howmuch howmany howlong often take apply cover begin enter",
    ),
    (
        Intent::Budget,
        "contents under over between budget within price howmuch product option stock sell cheap enough ownmoney",
    ),
    (
        Intent::Restock,
        "enter restock when stock nostock expect howlong arrive until size before upcoming now today tomorrow monthname",
    ),
    (
        Intent::Duration,
        "howlong howmuch when take finish total expect apply session",
    ),
    (
        Intent::Contents,
        "contents holdscount all have come howmany",
    ),
    (
        Intent::ShippingCost,
        "ship price howmuch total amount ormore pay diff",
    ),
    (
        Intent::ShippingTime,
        "now today ship howlong when take arrive until expect howmuch howmany within extremetime",
    ),
    (
        Intent::FreeShipping,
        "amount ship free freeship minorder howmuch price over apply valid total ormore \
        policy when after enough plus pay lacking",
    ),
    (Intent::ShipsTo, "ship arrive"),
    (
        Intent::Total,
        "combine total ship price howmuch including plus all size each freeship minorder enough ownmoney pay goodsalone",
    ),
    (
        Intent::PromoPrice,
        "percentword promo price howmuch discount apply become total ship including size plus after pricesboth save goodsalone",
    ),
    (
        Intent::PromoValid,
        "promo discount valid validuntil expired until when apply now today tomorrow \
        arrive howmuch used upcoming monthname",
    ),
    (
        Intent::PromoApplies,
        "percentword promo discount apply valid price now today used",
    ),
    (
        Intent::PromoCombine,
        "promo discount combine free ship freeship apply valid plus total",
    ),
    (
        Intent::PromoList,
        "percentword promo discount now today howmuch valid all still apply used minorder price after pricesboth become save total \
        until when validuntil expired arrive policy",
    ),
    (
        Intent::Return,
        "return exchange refund policy deadline used unused receipt without after within \
        howlong howmany when delivered accept possible ago arrive before ship until misfit tags packaging if apply size lost instead bring begin receiptkept",
    ),
    (
        Intent::Warranty,
        // A warranty that "closes" a fault ("nutup") covers it.
        "warranty howlong policy deadline howmany cover close valid after until mfgdefect have against",
    ),
    (
        Intent::Hours,
        "whichday holiday come open close hours clock now today tomorrow dayafter weekend weekday when until \
        from arrive howlong",
    ),
    (
        Intent::Compare,
        "heavier lighter cheaper dearer than weight price diff heavy light howmuch same \
        cheap dear unitword between howmany",
    ),
    (
        Intent::Superlative,
        "unitword heaviest lightest cheapest dearest price weight howmuch all",
    ),
    (
        Intent::Catalogue,
        "other product sell color stock option all size price howmany",
    ),
    (Intent::Link, "link"),
    (Intent::Quote, ""),
];

/// Whether an answer to `intent` takes the concept into account.
fn takes(intent: Intent, concept: &str) -> bool {
    TAKES
        .iter()
        .any(|(i, words)| *i == intent && words.split(' ').any(|word| word == concept))
}

/// Whether the concept is a matter that no form answers: paying, gifts, couriers.
pub(super) fn own_matter(concept: &str) -> bool {
    let taken = TAKES
        .iter()
        .any(|(_, words)| words.split(' ').any(|word| word == concept));
    !taken && !GENERAL.contains(&concept)
}

/// Whether the concept may stand in the telling of an order without changing its total.
pub(super) fn of_orders(concept: &str) -> bool {
    let total = [Intent::Total, Intent::PromoPrice];
    GENERAL.contains(&concept) || total.iter().any(|i| takes(*i, concept))
}

impl Intent {
    /// Whether an answer of this kind takes the typed values into account that the clause names.
    fn takes_values(self, ask: &Ask) -> bool {
        let place = matches!(
            self,
            Self::ShippingCost
                | Self::ShippingTime
                | Self::FreeShipping
                | Self::ShipsTo
                | Self::Total
                | Self::PromoPrice
                | Self::PromoCombine
        );
        let day = matches!(self, Self::Hours)
            || ask.times.is_empty()
                && matches!(
                    self,
                    Self::PromoPrice | Self::PromoApplies | Self::PromoList
                );
        let date = matches!(
            self,
            Self::PromoValid | Self::Return | Self::Hours | Self::Restock
        );
        let span = matches!(self, Self::Return | Self::Warranty | Self::Duration)
            || self == Self::Hours && ask.spans.iter().all(|s| s.unit == Unit::Hour)
            // Promotions are told in full, with what they are for.
            || self == Self::PromoList && ask.codes.is_empty()
            // "Two days to Aceh, right?" An order under way is not told by the rule.
            || self == Self::ShippingTime
                && !ask.any(&["buy", "ago", "when", "delivered", "already"]);
        let money = matches!(
            self,
            Self::Price | Self::FreeShipping | Self::ShippingCost | Self::Budget | Self::Duration
        ) || self == Self::Total && ask.any(&["enough", "ownmoney", "buy"]);
        let percent = matches!(
            self,
            Self::PromoApplies | Self::PromoPrice | Self::PromoList
        );
        let size = matches!(
            self,
            Self::Price
                | Self::Stock
                | Self::Weight
                | Self::Total
                | Self::PromoPrice
                | Self::Overview
                | Self::Sizes
                | Self::Restock
                | Self::ShippingCost
                | Self::FreeShipping
        );
        (place || (ask.places.is_empty() && ask.areas.is_empty()))
            && (day || (ask.days.is_none() && ask.times.is_empty()))
            && (date || ask.dates.is_empty())
            && (span || ask.spans.is_empty())
            && (money || ask.money.is_empty())
            && (percent || ask.percents.is_empty())
            && (matches!(self, Self::Weight | Self::Compare | Self::Total) || ask.grams.is_empty())
            && (matches!(self, Self::Total | Self::PromoList) || ask.amounts.is_empty())
            && ask.far.is_empty()
            && (ask.per.is_none()
                || matches!(self, Self::Price | Self::Overview)
                || self == Self::Total && ask.measured())
            && (size || ask.mentions.iter().all(|m| m.sizes.is_empty()))
    }
}

/// What the clause names that none of its intents takes into account. An answer would ignore it.
pub fn ignored(ask: &Ask) -> Vec<String> {
    let mut out = ask.unknown.clone();
    for concept in &ask.concepts {
        let taken = GENERAL.contains(concept) || ask.intents.iter().any(|i| takes(*i, concept));
        if !taken {
            out.push((*concept).to_owned());
        }
    }
    if !ask.attributes.is_empty() && !ask.intents.contains(&Intent::Attribute) {
        out.extend(ask.attributes.iter().map(|a| (*a).to_owned()));
    }
    // The price of one says not whether it is enough for two.
    let several = ask.mentions.iter().any(|m| m.quantity > Some(1));
    if several && ask.has("enough") && ask.intents == [Intent::Price] {
        out.push("enough".to_owned());
    }
    if !ask.intents.iter().any(|i| i.takes_values(ask)) {
        out.push("value".to_owned());
    }
    let coded = ask.intents.iter().any(|i| {
        matches!(
            i,
            Intent::PromoPrice
                | Intent::PromoValid
                | Intent::PromoApplies
                | Intent::PromoCombine
                | Intent::PromoList
                | Intent::Total
        )
    });
    if !ask.codes.is_empty() && !coded {
        out.extend(ask.codes.iter().cloned());
    }
    out
}

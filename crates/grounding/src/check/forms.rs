//! The forms of claims. A form is a row of concepts and value letters; a sentence is understood only
//! when its whole skeleton fits one. `a|b` is either, `x?` may be missing, `x+` is one or more.

use std::sync::LazyLock;

use super::skeleton::Piece;

/// What a sentence claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    Exists,
    Heading,
    Price,
    InStock,
    OnlyLeft,
    OutOfStock,
    NotInSize,
    Sizes,
    Restock,
    Weight,
    Cheaper,
    CheaperBy,
    Lighter,
    SamePrice,
    SameWeight,
    Cheapest,
    Dearest,
    Lightest,
    Heaviest,
    CheapestListed,
    DearestListed,
    LightestListed,
    HeaviestListed,
    Rate,
    ShipsTo,
    DeliveryTime,
    FreeTo,
    FreeRule,
    FreeRuleOver,
    NotFreeTo,
    FreeNotIn,
    Total,
    PromoPrice,
    PromoSaved,
    PromoValid,
    PromoExpired,
    PromoNotOn,
    PromoApplies,
    PromoNot,
    PromoNotCombined,
    Returns,
    ReturnTooLate,
    ReturnUsed,
    ReturnNoReceipt,
    Warranty,
    OpenHours,
    OpenNow,
    ClosedNow,
    ClosedOn,
    OpenAt,
    ClosedAt,
    Link,
}

const FORMS: &[(Claim, &[&str])] = &[
    (Claim::Exists, &["I"]),
    (Claim::Heading, &["product"]),
    (
        Claim::Price,
        &[
            "price? I M",
            "I price M",
            "price I price M",
            "I price? M each",
        ],
    ),
    (
        Claim::InStock,
        &[
            "yes|have? I size? V? already? stock N? stock?",
            "have? I size V already? stock stock? N? stock?",
            "have? I already? stock stock? N? stock?",
        ],
    ),
    (
        Claim::OnlyLeft,
        &[
            "sorry? I size V have only N stock?",
            "sorry? I have only N stock?",
            "sorry? stock I size V only N",
            "sorry? stock I only N",
        ],
    ),
    (
        Claim::OutOfStock,
        &[
            "sorry|no? I size V already? nostock",
            "sorry|no? I already? nostock",
            "sorry|no? I size V not stock",
            "sorry|no? I not stock",
        ],
    ),
    (
        Claim::NotInSize,
        &["sorry|no? I not come|have|stock size V"],
    ),
    (
        Claim::Sizes,
        &["I come|have size V+", "sorry? I only come|have size V+"],
    ),
    (Claim::Restock, &["I expect restock D"]),
    (Claim::Weight, &["I weight W each?", "weight I W each?"]),
    (
        Claim::Cheaper,
        &["I M cheaper than I M", "I cheaper than I M than M"],
    ),
    (Claim::CheaperBy, &["I cheaper than I M than M diff M"]),
    (
        Claim::Lighter,
        &["I W lighter than I W", "I lighter than I W than W"],
    ),
    (
        Claim::SamePrice,
        &["I I have same price M", "price I I same M"],
    ),
    (
        Claim::SameWeight,
        &["I I have same weight W", "weight I I same W"],
    ),
    (
        Claim::Cheapest,
        &["cheapest product I M", "product cheapest I M"],
    ),
    (
        Claim::Dearest,
        &["dearest product I M", "product dearest I M"],
    ),
    (
        Claim::Lightest,
        &["lightest product I W", "product lightest I W"],
    ),
    (
        Claim::Heaviest,
        &["heaviest product I W", "product heaviest I W"],
    ),
    (
        Claim::CheapestListed,
        &[
            "product listed price cheapest I M",
            "from product price listed cheapest I M",
        ],
    ),
    (
        Claim::DearestListed,
        &[
            "product listed price dearest I M",
            "from product price listed dearest I M",
        ],
    ),
    (
        Claim::LightestListed,
        &[
            "product listed weight lightest I W",
            "from product weight listed lightest I W",
        ],
    ),
    (
        Claim::HeaviestListed,
        &[
            "product listed weight heaviest I W",
            "from product weight listed heaviest I W",
        ],
    ),
    (
        Claim::Rate,
        &["price? ship R price? M", "ship R O price? M"],
    ),
    (Claim::ShipsTo, &["yes|can? ship R"]),
    (Claim::DeliveryTime, &["ship R take? U"]),
    (
        Claim::FreeTo,
        &[
            "yes? ship R free",
            "yes? ship R free O",
            "yes? ship R O free",
        ],
    ),
    (
        Claim::FreeRule,
        &[
            "freeship buy M ormore",
            "freeship buy M ormore R only",
            "freeship buy M ormore only R",
            "freeship buy minorder M",
            "freeship buy minorder M only R",
            "freeship all buy",
            "freeship all buy R only",
            "freeship all buy only R",
        ],
    ),
    (
        Claim::FreeRuleOver,
        &[
            "freeship buy over M",
            "freeship buy over M R only",
            "freeship buy over M only R",
        ],
    ),
    (Claim::NotFreeTo, &["sorry|no? ship R O not free M"]),
    (Claim::FreeNotIn, &["sorry|no? freeship not apply|valid R"]),
    (
        Claim::Total,
        &[
            "O total M",
            "O promo C P discount total M",
            "O promo C discount P total M",
            "O promo C discount M total M",
            "O promo C M discount total M",
            "O plus ship R M|free total M",
            "O promo C P discount plus ship R M|free total M",
            "O promo C discount P plus ship R M|free total M",
            "O promo C discount M plus ship R M|free total M",
            "O promo C M discount plus ship R M|free total M",
        ],
    ),
    (
        Claim::PromoPrice,
        &[
            "promo C P discount I price M",
            "promo C discount P price I become M",
            "K promo C P discount I price M",
            "K promo C discount P price I become M",
        ],
    ),
    (
        Claim::PromoSaved,
        &[
            "promo C P discount I price M cheaper M",
            "promo C discount P price I become M cheaper M",
        ],
    ),
    (Claim::PromoValid, &["yes? promo C validuntil D"]),
    (Claim::PromoExpired, &["sorry|no? promo C expired after? D"]),
    (Claim::PromoNotOn, &["sorry|no? promo C not valid D"]),
    (
        Claim::PromoApplies,
        &[
            "yes|can? promo C give P discount I",
            "yes|can? promo C give discount P I",
        ],
    ),
    (Claim::PromoNot, &["sorry|no? promo C not apply|valid I"]),
    (
        Claim::PromoNotCombined,
        &["sorry|no? promo C not can? combine freeship"],
    ),
    (
        Claim::Returns,
        &[
            "return exchange? accept within? U after? ship|delivered|buy? if? unused? receipt? tags? packaging?",
        ],
    ),
    (
        Claim::ReturnTooLate,
        &["sorry|no? return after U not possible|can"],
    ),
    (Claim::ReturnUsed, &["sorry|no? used not can? return"]),
    (
        Claim::ReturnNoReceipt,
        &["sorry|no? return without receipt not possible|can"],
    ),
    (Claim::Warranty, &["warranty I U mfgdefect?"]),
    (Claim::OpenHours, &["open T T K", "K open T T"]),
    (Claim::OpenNow, &["yes? already? open now until|arrive T"]),
    (
        Claim::ClosedNow,
        &["sorry|no? close now", "sorry|no? now close"],
    ),
    (Claim::ClosedOn, &["sorry|no? close K", "sorry|no? K close"]),
    (Claim::OpenAt, &["yes? K T open"]),
    (
        Claim::ClosedAt,
        &["sorry|no? K T close", "sorry|no? T close"],
    ),
    (Claim::Link, &["link I L"]),
];

struct Step {
    options: Vec<&'static str>,
    optional: bool,
    repeated: bool,
}

struct Form {
    claim: Claim,
    steps: Vec<Step>,
}

static COMPILED: LazyLock<Vec<Form>> = LazyLock::new(|| {
    FORMS
        .iter()
        .flat_map(|(claim, patterns)| patterns.iter().map(|pattern| compile(*claim, pattern)))
        .collect()
});

fn compile(claim: Claim, pattern: &'static str) -> Form {
    let steps = pattern.split(' ').map(|word| {
        let optional = word.ends_with('?');
        let repeated = word.ends_with('+');
        let body = word.trim_end_matches(['?', '+']);
        Step {
            options: body.split('|').collect(),
            optional,
            repeated,
        }
    });
    Form {
        claim,
        steps: steps.collect(),
    }
}

/// The claim whose form the whole skeleton fits.
pub(super) fn recognise(skeleton: &[Piece]) -> Option<Claim> {
    COMPILED
        .iter()
        .find(|form| fits(&form.steps, skeleton))
        .map(|form| form.claim)
}

fn fits(steps: &[Step], pieces: &[Piece]) -> bool {
    let Some((step, later)) = steps.split_first() else {
        return pieces.is_empty();
    };
    if let Some((piece, rest)) = pieces.split_first()
        && step.options.iter().any(|option| is(piece, option))
    {
        if fits(later, rest) {
            return true;
        }
        if step.repeated && fits(steps, rest) {
            return true;
        }
    }
    step.optional && fits(later, pieces)
}

fn is(piece: &Piece, option: &str) -> bool {
    let letter = option.len() == 1 && option.starts_with(|c: char| c.is_ascii_uppercase());
    if letter {
        return option.starts_with(piece.letter());
    }
    let said = |concept: &str| concept == option || option == "size" && concept == "color";
    matches!(piece, Piece::Word(concept) if said(concept))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_fit_whole_skeletons_only() {
        use Piece::{Item, Num, Size, Word};
        let stock = vec![
            Word("yes"),
            Item(0),
            Word("size"),
            Size("M".into()),
            Word("stock"),
            Num(3),
            Word("stock"),
        ];
        assert_eq!(recognise(&stock), Some(Claim::InStock));
        let mut negated = stock.clone();
        negated.insert(4, Word("not"));
        assert_eq!(recognise(&negated), None);
        let mut more = stock;
        more.push(Word("free"));
        assert_eq!(recognise(&more), None);
    }
}

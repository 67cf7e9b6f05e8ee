//! Whether a claim is true. Every function here goes back to the knowledge; none trusts the draft.

mod goods;
mod rules;

use chrono::NaiveDateTime;

use super::forms::Claim;
use super::skeleton::{Goal, Line, Piece};
use crate::knowledge::{Item, Knowledge, Promo, PromoTerms};
use crate::value::{Money, Span};

/// Sources a true claim rests on, or why it is not true.
pub(super) type Truth = Result<Vec<String>, Wrong>;

/// Why a claim is not true.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong(pub(super) &'static str);

/// Judges claims.
#[derive(Clone, Copy)]
pub(super) struct Bench<'a> {
    pub(super) knowledge: &'a Knowledge,
    pub(super) local: NaiveDateTime,
    pub(super) pieces: &'a [Piece],
}

const CONTRADICTS: Wrong = Wrong("The source says something else.");
const SILENT: Wrong = Wrong("No source says so.");

macro_rules! nth {
    ($name:ident, $variant:ident, $type:ty) => {
        fn $name(&self, n: usize) -> Result<$type, Wrong> {
            let mut found = self.pieces.iter().filter_map(|p| match p {
                Piece::$variant(value) => Some(value.clone()),
                _ => None,
            });
            found.nth(n).ok_or(SILENT)
        }
    };
}

impl<'a> Bench<'a> {
    nth!(item_index, Item, usize);
    nth!(size, Size, String);
    nth!(money, Money, Money);
    nth!(percent, Percent, u32);
    nth!(date, Date, chrono::NaiveDate);
    nth!(time, Time, u16);
    nth!(grams, Grams, u64);
    nth!(span, Span, Span);
    nth!(count, Num, u32);
    nth!(code, Code, String);
    nth!(goal, Goal, Goal);
    nth!(days, Days, u8);
    nth!(url, Url, String);
    nth!(order, Order, Vec<Line>);

    fn item(&self, n: usize) -> Result<&'a Item, Wrong> {
        self.knowledge.items.get(self.item_index(n)?).ok_or(SILENT)
    }

    fn says(&self, concept: &str) -> bool {
        self.pieces
            .iter()
            .any(|p| matches!(p, Piece::Word(word) if *word == concept))
    }

    fn promo(&self) -> Result<(&'a Promo, &'a PromoTerms), Wrong> {
        let promo = self.knowledge.promo(&self.code(0)?).ok_or(SILENT)?;
        Ok((promo, promo.terms.as_ref().ok_or(SILENT)?))
    }

    /// Judges a claim of the given form.
    pub(super) fn judge(&self, claim: Claim) -> Truth {
        use Claim as C;
        match claim {
            C::Heading => Ok(Vec::new()),
            C::Exists => Ok(vec![self.item(0)?.source.id.clone()]),
            C::Price => self.price(),
            C::InStock | C::OnlyLeft | C::OutOfStock => self.stock(claim),
            C::NotInSize => self.not_in_size(),
            C::Sizes => self.sizes(),
            C::Restock => self.restock(),
            C::Weight => self.weight(),
            C::Cheaper | C::SamePrice => self.compared_price(claim == C::SamePrice),
            C::CheaperBy => self.cheaper_by(),
            C::Lighter | C::SameWeight => self.compared_weight(claim == C::SameWeight),
            C::Cheapest => self.extreme_price(false, true),
            C::Dearest => self.extreme_price(true, true),
            C::Lightest => self.extreme_weight(false, true),
            C::Heaviest => self.extreme_weight(true, true),
            C::CheapestListed => self.extreme_price(false, false),
            C::DearestListed => self.extreme_price(true, false),
            C::LightestListed => self.extreme_weight(false, false),
            C::HeaviestListed => self.extreme_weight(true, false),
            C::Link => self.link(),
            C::Rate => self.rate(),
            C::ShipsTo => self.ships_to(),
            C::DeliveryTime => self.delivery_time(),
            C::FreeTo => self.free_to(),
            C::FreeRule => self.free_rule(true),
            C::FreeRuleOver => self.free_rule(false),
            C::NotFreeTo => self.not_free_to(),
            C::FreeNotIn => self.free_not_in(),
            C::Total => self.total(),
            C::PromoPrice => self.promo_price(),
            C::PromoSaved => self.promo_saved(),
            C::PromoValid | C::PromoExpired | C::PromoNotOn => self.promo_dates(claim),
            C::PromoApplies | C::PromoNot => self.promo_scope(claim == C::PromoApplies),
            C::PromoNotCombined => self.promo_not_combined(),
            C::Returns => self.returns(),
            C::ReturnTooLate | C::ReturnUsed | C::ReturnNoReceipt => self.no_return(claim),
            C::Warranty => self.warranty(),
            C::OpenHours => self.open_hours(),
            C::OpenNow | C::ClosedNow => self.now(claim == C::OpenNow),
            C::ClosedOn => self.closed_on(),
            C::OpenAt | C::ClosedAt => self.at(claim == C::OpenAt),
        }
    }
}

fn require(truth: bool) -> Result<(), Wrong> {
    if truth { Ok(()) } else { Err(CONTRADICTS) }
}

//! Lists come in pages. A cursor is a place: a time and an id.

use chrono::TimeZone;
use domain::Time;
use serde::{Deserialize, Deserializer, Serialize, de};
use utoipa::ToSchema;
use uuid::Uuid;

/// Rows of a page when nobody says how many.
const DEFAULT: u16 = 50;

/// Most rows of a page.
const MOST: u16 = 100;

/// How many rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit(u16);

impl Default for Limit {
    fn default() -> Self {
        Self(DEFAULT)
    }
}

impl Limit {
    /// One more than the page holds, to see whether another follows.
    pub(crate) fn and_one(self) -> i64 {
        i64::from(self.0) + 1
    }

    /// As many as the page holds.
    pub(crate) fn rows(self) -> usize {
        usize::from(self.0)
    }
}

impl<'de> Deserialize<'de> for Limit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.parse() {
            Ok(rows @ 1..=MOST) => Ok(Self(rows)),
            _ => Err(de::Error::custom("limit: 1 to 100")),
        }
    }
}

/// A place in a list: microseconds since 1970 and an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// When.
    pub(crate) at: Time,
    /// Tie-break.
    pub(crate) id: Uuid,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}_{}", self.at.timestamp_micros(), self.id.simple())
    }
}

impl std::str::FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (micros, id) = text.split_once('_').ok_or(())?;
        let micros = micros.parse().map_err(|_| ())?;
        let at = chrono::Utc.timestamp_micros(micros).single().ok_or(())?;
        Ok(Self {
            at,
            id: id.parse().map_err(|_| ())?,
        })
    }
}

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse()
            .map_err(|()| de::Error::custom("cursor: use the next_cursor of an earlier page"))
    }
}

impl Serialize for Place {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Listed<T> {
    /// The rows.
    pub(crate) items: Vec<T>,
    /// Where the next page begins; null on the last one.
    #[schema(value_type = Option<String>)]
    pub(crate) next_cursor: Option<Place>,
}

impl<T> Listed<T> {
    /// A page from rows read with [`Limit::and_one`].
    pub(crate) fn cut(mut items: Vec<T>, limit: Limit, place: impl Fn(&T) -> Place) -> Self {
        let more = items.len() > limit.rows();
        items.truncate(limit.rows());
        let next_cursor = if more { items.last().map(place) } else { None };
        Self { items, next_cursor }
    }

    /// A list that is never long enough for pages.
    pub(crate) const fn whole(items: Vec<T>) -> Self {
        Self {
            items,
            next_cursor: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_place_is_read_as_it_was_written(micros in -1_i64 << 50..1_i64 << 50, id in any::<u128>()) {
            let place = Place { at: chrono::Utc.timestamp_micros(micros).unwrap(), id: Uuid::from_u128(id) };
            prop_assert_eq!(place.to_string().parse::<Place>(), Ok(place));
        }

        #[test]
        fn any_text_is_a_place_or_refused(text in ".{0,60}") {
            let _ = text.parse::<Place>();
        }
    }

    #[test]
    fn a_page_says_whether_another_follows() {
        let place = |n: &u8| Place {
            at: chrono::Utc.timestamp_micros(i64::from(*n)).unwrap(),
            id: Uuid::nil(),
        };
        let full = Listed::cut(vec![1_u8, 2, 3], Limit(2), place);
        assert_eq!(
            (full.items, full.next_cursor),
            (vec![1, 2], Some(place(&2)))
        );
        assert_eq!(
            Listed::cut(vec![1_u8, 2], Limit(2), place).next_cursor,
            None
        );
    }
}

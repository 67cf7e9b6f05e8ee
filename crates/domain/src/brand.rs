//! A partner's colour, and whether people can read what is written in it.

use std::fmt;
use std::str::FromStr;

/// The least contrast between a text and its ground (WCAG 2.2, 1.4.3).
pub const LEAST_CONTRAST: f64 = 4.5;

/// What the desk is drawn on, from the web app's tokens: panel and ground of each theme.
const LIGHT_GROUNDS: [Color; 2] = [Color([0xff, 0xff, 0xff]), Color([0xf4, 0xf5, 0xf2])];
const DARK_GROUNDS: [Color; 2] = [Color([0x15, 0x1b, 0x18]), Color([0x0e, 0x13, 0x11])];
/// How much of the colour the soft ground of a chosen row takes on; the same share stands in `styles.css`.
const SOFT: f64 = 0.12;

/// Not a colour: `#` and six hexadecimal digits are expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a colour: # and six hexadecimal digits are expected")]
pub struct NotAColor;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color([u8; 3]);

impl Color {
    /// White.
    pub const WHITE: Self = Self([255; 3]);
    /// Black.
    pub const BLACK: Self = Self([0; 3]);

    /// The relative luminance, 0 for black and 1 for white.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let share = f64::from(part) / 255.0;
            if share <= 0.040_45 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// The contrast with another colour: 1 for the same, 21 for black on white.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// `share` of this colour in another.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a mean of two bytes is a byte"
    )]
    fn mixed(self, share: f64, other: Self) -> Self {
        let mean = |one: u8, two: u8| {
            let mixed = f64::from(one) * share + f64::from(two) * (1.0 - share);
            mixed.round().clamp(0.0, 255.0) as u8
        };
        let ([red, green, blue], [r, g, b]) = (self.0, other.0);
        Self([mean(red, r), mean(green, g), mean(blue, b)])
    }
}

impl FromStr for Color {
    type Err = NotAColor;

    fn from_str(text: &str) -> Result<Self, NotAColor> {
        let digits = text.strip_prefix('#').ok_or(NotAColor)?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(NotAColor);
        }
        let whole = u32::from_str_radix(digits, 16).map_err(|_| NotAColor)?;
        let [_, red, green, blue] = whole.to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A colour that cannot be read somewhere.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unreadable {
    /// In which theme.
    pub theme: Theme,
    /// On which ground it is worst.
    pub ground: Color,
    /// The contrast there.
    pub ratio: f64,
}

/// A colour with what stands on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tone {
    /// The colour.
    pub color: Color,
    /// What is written on it: black or white, whichever is read better.
    pub on: Color,
    /// The colour while it is pressed; what stands on it is read even better then.
    pub press: Color,
}

/// The tone of a theme, when text in that colour can be read on every ground of it.
pub fn tone(theme: Theme, color: Color) -> Result<Tone, Unreadable> {
    let grounds = match theme {
        Theme::Light => LIGHT_GROUNDS,
        Theme::Dark => DARK_GROUNDS,
    };
    let soft = color.mixed(SOFT, grounds[0]);
    let worst = [grounds[0], grounds[1], soft]
        .map(|ground| (color.contrast(ground), ground))
        .into_iter()
        .min_by(|a, b| a.0.total_cmp(&b.0));
    if let Some((ratio, ground)) = worst.filter(|(ratio, _)| *ratio < LEAST_CONTRAST) {
        return Err(Unreadable {
            theme,
            ground,
            ratio,
        });
    }
    let white = color.contrast(Color::WHITE) >= color.contrast(Color::BLACK);
    let (on, away) = if white {
        (Color::WHITE, Color::BLACK)
    } else {
        (Color::BLACK, Color::WHITE)
    };
    Ok(Tone {
        color,
        on,
        press: color.mixed(0.8, away),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn color(text: &str) -> Color {
        text.parse().unwrap()
    }

    #[test]
    fn known_ratios() {
        let shown = |a: &str, b: &str| format!("{:.2}", color(a).contrast(color(b)));
        assert_eq!(shown("#000000", "#ffffff"), "21.00");
        assert_eq!(shown("#777777", "#ffffff"), "4.48");
        assert_eq!(shown("#767676", "#ffffff"), "4.54");
        assert_eq!(shown("#ff0000", "#ffffff"), "4.00");
    }

    #[test]
    fn the_house_colours_pass_and_pale_ones_are_told_their_ratio() {
        assert_eq!(
            tone(Theme::Light, color("#0b6b4f")).unwrap().on,
            Color::WHITE
        );
        assert_eq!(
            tone(Theme::Dark, color("#52d3a4")).unwrap().on,
            Color::BLACK
        );
        let pale = tone(Theme::Light, color("#ffcc00")).unwrap_err();
        assert!(pale.ratio < 1.6 && pale.theme == Theme::Light, "{pale:?}");
        let dim = tone(Theme::Dark, color("#0b6b4f")).unwrap_err();
        assert!(
            dim.ratio < LEAST_CONTRAST && dim.theme == Theme::Dark,
            "{dim:?}"
        );
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        for wrong in [
            "", "0b6b4f", "#0b6b4", "#0b6b4g", "#0b6b4ff", "red", "#é12345", "#+12345",
        ] {
            assert_eq!(wrong.parse::<Color>(), Err(NotAColor), "{wrong}");
        }
        assert_eq!(color("#0B6B4F").to_string(), "#0b6b4f");
    }

    proptest! {
        #[test]
        fn what_passes_can_be_read_everywhere(rgb in any::<[u8; 3]>(), dark in any::<bool>()) {
            let (theme, grounds) = if dark { (Theme::Dark, DARK_GROUNDS) } else { (Theme::Light, LIGHT_GROUNDS) };
            if let Ok(tone) = tone(theme, Color(rgb)) {
                for ground in grounds {
                    prop_assert!(tone.color.contrast(ground) >= LEAST_CONTRAST);
                }
                prop_assert!(tone.on.contrast(tone.color) >= LEAST_CONTRAST);
                prop_assert!(tone.on.contrast(tone.press) >= LEAST_CONTRAST);
            }
        }
    }
}

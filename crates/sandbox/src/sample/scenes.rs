//! Pictures of the shop's posts, dot by dot: 240 by 240.

type Colour = [u8; 3];

/// Between two colours: `at` of `all` steps.
fn between(from: Colour, to: Colour, at: u32, all: u32) -> Colour {
    let mix = |a: u8, b: u8| {
        let sum = u32::from(a) * (all - at.min(all)) + u32::from(b) * at.min(all);
        u8::try_from(sum / all).unwrap_or(u8::MAX)
    };
    [
        mix(from[0], to[0]),
        mix(from[1], to[1]),
        mix(from[2], to[2]),
    ]
}

/// How high a ridge of peaks stands at a column.
fn ridge(column: u32, width: u32, height: u32) -> u32 {
    let half = width / 2;
    let along = column % width;
    (half - along.abs_diff(half)) * height / half
}

/// A tent at dusk.
pub(super) fn tent(column: u32, row: u32) -> Colour {
    let from_middle = column.abs_diff(120);
    let tent = (92..196).contains(&row) && from_middle < (row - 92) * 82 / 104;
    let door = (128..196).contains(&row) && from_middle < (row - 128) * 26 / 68;
    let moon = (i64::from(column) - 186).pow(2) + (i64::from(row) - 48).pow(2) < 20 * 20;
    let star = (column * 37 + row * 61).is_multiple_of(887) && row < 110;
    match () {
        () if door => [255, 214, 138],
        () if tent && column < 120 => [222, 112, 62],
        () if tent => [188, 84, 48],
        () if row >= 196 => between([44, 58, 52], [24, 34, 34], row - 196, 44),
        () if row > 170 - ridge(column + 40, 150, 66) => [38, 44, 76],
        () if moon => [250, 244, 222],
        () if star => [226, 226, 246],
        () => between([30, 32, 74], [214, 128, 120], row, 190),
    }
}

/// A summit in the morning.
pub(super) fn summit(column: u32, row: u32) -> Colour {
    let peak = 96 + column.abs_diff(126) * 12 / 10;
    let snow = peak + 30 + ridge(column, 26, 14);
    let sun = (i64::from(column) - 62).pow(2) + (i64::from(row) - 66).pow(2) < 24 * 24;
    match () {
        () if row > 204 - ridge(column + 30, 96, 34) => [52, 92, 84],
        () if row > peak && row < snow => [246, 248, 252],
        () if row > peak => [104, 128, 158],
        () if sun => [255, 226, 150],
        () => between([142, 194, 232], [252, 224, 206], row, 200),
    }
}

/// The shop's sign: three lines of wind.
pub(super) fn wind(column: u32, row: u32) -> Colour {
    let line = |from: u32, to: u32, middle: u32| {
        let wave = ridge(column, 80, 14);
        (from..to).contains(&column) && (row + wave).abs_diff(middle + 7) < 7
    };
    if line(48, 170, 92) || line(70, 196, 124) || line(48, 150, 156) {
        [255, 255, 255]
    } else {
        between([74, 63, 196], [38, 132, 190], column + row, 480)
    }
}

//! When a webhook that was not answered with 200 is tried again.

use std::time::Duration;

/// Seconds until the next tries; later ones follow every six hours.
const FIRST: [u64; 6] = [15, 60, 300, 900, 3_600, 10_800];
const LATER: u64 = 21_600;
/// Meta gives up after 7 days.
const HORIZON: u64 = 7 * 24 * 3_600;

/// The pause after the n-th failed try (counted from 0), run `factor` times faster, or None when
/// seven days are over.
pub(crate) fn pause_after(tries: usize, factor: f64) -> Option<Duration> {
    let step = |at: usize| FIRST.get(at).copied().unwrap_or(LATER);
    let waited: u64 = (0..tries).map(step).sum();
    if waited >= HORIZON {
        return None;
    }
    let seconds = u32::try_from(step(tries)).map_or(f64::from(u32::MAX), f64::from);
    Some(Duration::from_secs_f64(seconds / factor.max(0.001)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grows_and_ends_after_seven_days() {
        let pauses: Vec<Duration> = (0..).map_while(|tries| pause_after(tries, 1.0)).collect();
        assert!(pauses.windows(2).all(|pair| pair[0] <= pair[1]));
        let total: Duration = pauses.iter().sum();
        assert!(total >= Duration::from_secs(HORIZON));
        assert!(total < Duration::from_secs(HORIZON + LATER + 1));
        assert_eq!(pause_after(0, 60.0), Some(Duration::from_millis(250)));
    }
}

//! How often one address may try to sign in: a bucket that fills again with time.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap};
use domain::Time;

/// Most addresses remembered; full buckets are forgotten first.
const ADDRESSES: usize = 20_000;

/// Buckets by network address; an IPv6 network of 64 bits is one address.
#[derive(Debug)]
pub(crate) struct Throttle {
    burst: f64,
    per_second: f64,
    buckets: Mutex<HashMap<Option<IpAddr>, (f64, Time)>>,
}

impl Throttle {
    /// Twenty tries at once, then one every three seconds: an office behind one address gets in, a guesser does not.
    pub(crate) fn logins() -> Self {
        Self {
            burst: 20.0,
            per_second: 1.0 / 3.0,
            buckets: Mutex::default(),
        }
    }

    /// Takes one try; `Err` with the seconds to wait when there is none.
    pub(crate) fn take(&self, from: Option<IpAddr>, now: Time) -> Result<(), i64> {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        if buckets.len() >= ADDRESSES {
            buckets.retain(|_, (left, at)| self.filled(*left, *at, now) < self.burst);
        }
        let (left, at) = buckets
            .entry(from.map(network))
            .or_insert((self.burst, now));
        *left = self.filled(*left, *at, now);
        *at = now;
        if *left >= 1.0 {
            *left -= 1.0;
            return Ok(());
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a wait of seconds, rounded up"
        )]
        let wait = ((1.0 - *left) / self.per_second).ceil() as i64;
        Err(wait.max(1))
    }

    fn filled(&self, left: f64, at: Time, now: Time) -> f64 {
        let seconds = (now - at)
            .to_std()
            .map_or(0.0, |passed| passed.as_secs_f64());
        (left + seconds * self.per_second).min(self.burst)
    }
}

fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or_else(
            || IpAddr::V6((u128::from(v6) & !u128::from(u64::MAX)).into()),
            IpAddr::V4,
        ),
    }
}

/// Where a request comes from. Behind a proxy of ours, the last address it added; a client cannot choose that one.
pub(crate) fn address(
    extensions: &Extensions,
    headers: &HeaderMap,
    behind_proxy: bool,
) -> Option<IpAddr> {
    let forwarded = || {
        let line = headers
            .get_all("x-forwarded-for")
            .iter()
            .next_back()?
            .to_str()
            .ok()?;
        line.rsplit(',').next()?.trim().parse().ok()
    };
    let peer = || {
        let info = extensions.get::<ConnectInfo<std::net::SocketAddr>>()?;
        Some(info.0.ip())
    };
    if behind_proxy {
        forwarded().or_else(peer)
    } else {
        peer()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;
    use proptest::prelude::*;

    fn at(millis: i64) -> Time {
        chrono::Utc.timestamp_millis_opt(millis).unwrap()
    }

    #[test]
    fn a_bucket_empties_and_fills() {
        let throttle = Throttle::logins();
        let (one, two): (IpAddr, IpAddr) =
            ("192.0.2.1".parse().unwrap(), "192.0.2.2".parse().unwrap());
        for _ in 0..20 {
            assert_eq!(throttle.take(Some(one), at(0)), Ok(()));
        }
        assert_eq!(throttle.take(Some(one), at(0)), Err(3));
        assert_eq!(throttle.take(Some(two), at(0)), Ok(()));
        assert_eq!(throttle.take(Some(one), at(3_100)), Ok(()));
        assert!(throttle.take(Some(one), at(3_100)).is_err());
    }

    #[test]
    fn one_ipv6_network_is_one_address() {
        let same = network("2001:db8::1".parse().unwrap());
        assert_eq!(same, network("2001:db8::ffff:1".parse().unwrap()));
        assert_ne!(same, network("2001:db8:0:1::1".parse().unwrap()));
        assert_eq!(
            network("::ffff:192.0.2.1".parse().unwrap()),
            network("192.0.2.1".parse().unwrap())
        );
    }

    proptest! {
        /// However tries are spread, no more pass than the bucket held and what flowed in since.
        #[test]
        fn never_more_than_promised(gaps in prop::collection::vec(0_i64..5_000, 1..200)) {
            let throttle = Throttle::logins();
            let (mut now, mut passed) = (0_i64, 0_i64);
            for gap in gaps {
                now += gap;
                passed += i64::from(throttle.take(None, at(now)).is_ok());
            }
            prop_assert!(passed <= 20 + now / 3_000 + 1);
        }
    }
}

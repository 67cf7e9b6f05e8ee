//! Which addresses may be reached. Pure.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// Addresses the operator vouches for, beside the public ones.
#[derive(Debug, Clone, Default)]
pub(crate) struct Allowed(pub(crate) Vec<SocketAddr>);

impl Allowed {
    pub(crate) fn is_fine(&self, to: SocketAddr) -> bool {
        self.0.contains(&to) || is_public(to.ip())
    }

    pub(crate) fn has_port(&self, port: u16) -> bool {
        self.0.iter().any(|a| a.port() == port)
    }
}

/// Whether an address belongs to somebody on the public internet. Everything special, shared, reserved, translated or
/// local does not.
pub(crate) fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => DENIED_V4
            .iter()
            .all(|(net, length)| (u32::from(ip) ^ u32::from(*net)) >> (32 - length) != 0),
        IpAddr::V6(ip) => DENIED_V6
            .iter()
            .all(|(net, length)| (u128::from(ip) ^ net) >> (128 - length) != 0),
    }
}

/// Network and prefix length.
const DENIED_V4: &[(Ipv4Addr, u32)] = &[
    (Ipv4Addr::UNSPECIFIED, 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];

const DENIED_V6: &[(u128, u32)] = &[
    // Unspecified, loopback, IPv4-compatible and IPv4-mapped.
    (0, 80),
    (0x0064_ff9b << 96, 96),
    (0x0064_ff9b_0001 << 80, 48),
    (0x0100 << 112, 64),
    (0x2001_0000 << 96, 23),
    (0x2001_0db8 << 96, 32),
    (0x2002 << 112, 16),
    (0x3fff << 112, 20),
    (0x5f00 << 112, 16),
    (0xfc00 << 112, 7),
    (0xfe80 << 112, 10),
    (0xfec0 << 112, 10),
    (0xff00 << 112, 8),
];

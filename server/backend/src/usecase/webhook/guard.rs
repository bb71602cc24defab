//! Where events may go: a public address, or any one when the company's own network is allowed.
//!
//! Names are resolved here, once, and the connection goes to exactly the addresses that were looked at: a name that changes
//! its mind between the look and the connection leads nowhere else.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use domain::webhook::Attempt;
use reqwest::Url;

/// The addresses behind the host of `url`.
///
/// # Errors
/// `Unreachable` when there is none, `Private` when one of them is in the own network and that is not allowed.
pub(super) async fn addresses(url: &Url, allow_private: bool) -> Result<Vec<SocketAddr>, Attempt> {
    let host = url.host_str().ok_or(Attempt::Unreachable)?;
    let port = url.port_or_known_default().ok_or(Attempt::Unreachable)?;
    let host = host.trim_start_matches('[').trim_end_matches(']');
    let found: Vec<SocketAddr> = match tokio::net::lookup_host((host, port)).await {
        Ok(found) => found.collect(),
        Err(error) => {
            tracing::info!(%error, "the name of a webhook was not found");
            return Err(Attempt::Unreachable);
        }
    };
    if found.is_empty() {
        return Err(Attempt::Unreachable);
    }
    if !allow_private && found.iter().any(|address| !is_public(address.ip())) {
        return Err(Attempt::Private);
    }
    Ok(found)
}

fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => ip.to_ipv4_mapped().map_or_else(|| is_public_v6(ip), is_public_v4),
    }
}

/// The ranges that the registries set aside (RFC 6890) are not public.
fn is_public_v4(ip: Ipv4Addr) -> bool {
    let [a, b, c, _] = ip.octets();
    !(ip.is_private()
        || ip.is_loopback()
        || ip.is_link_local()
        || ip.is_broadcast()
        || ip.is_documentation()
        || ip.is_multicast()
        || a == 0
        || a >= 240
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 198 && (b == 18 || b == 19)))
}

fn is_public_v6(ip: Ipv6Addr) -> bool {
    let [first, second, ..] = ip.segments();
    // Global unicast is 2000::/3; of it not the documentation, Teredo and 6to4, which hide another address.
    first & 0xe000 == 0x2000 && !(first == 0x2001 && (second == 0xdb8 || second == 0)) && first != 0x2002
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_own_network_is_told_from_the_world() {
        for text in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "::1",
            "fe80::1",
            "fd00::1",
            "::ffff:10.0.0.1",
            "2002:7f00:1::",
            "224.0.0.1",
            "255.255.255.255",
        ] {
            assert!(!is_public(text.parse().unwrap()), "{text}");
        }
        for text in ["1.1.1.1", "200.160.2.3", "2606:4700::1111", "::ffff:1.1.1.1"] {
            assert!(is_public(text.parse().unwrap()), "{text}");
        }
    }
}

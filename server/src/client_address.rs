//! The client's IP address: the peer's, or what a trusted proxy says about it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};

use crate::state::AppState;

/// Who is at the other end. An extension of every request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClientAddress {
    pub ip: IpAddr,
    /// Not sent on by a proxy that we do not know: a request "from this machine" may then come from anywhere.
    pub certain: bool,
}

/// Puts the [`ClientAddress`] into the request.
pub async fn find(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    // Without a socket (requests made by tests) nobody is trusted.
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| peer.ip().to_canonical());
    let address = of(peer, request.headers(), &state.desk.config().trusted_proxies);
    request.extensions_mut().insert(address);
    next.run(request).await
}

/// The rightmost address of `X-Forwarded-For` that is not a trusted proxy: what stands left of it is the client's own claim.
fn of(peer: IpAddr, headers: &HeaderMap, trusted: &[IpAddr]) -> ClientAddress {
    let is_trusted = |ip: IpAddr| trusted.iter().any(|proxy| proxy.to_canonical() == ip);
    if !is_trusted(peer) {
        let forwarded = headers.contains_key("x-forwarded-for") || headers.contains_key("forwarded");
        return ClientAddress { ip: peer, certain: !forwarded };
    }
    let chain: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .collect();
    let ip = chain
        .into_iter()
        .rev()
        .map_while(|entry| entry.parse::<IpAddr>().ok())
        .map(|ip| ip.to_canonical())
        .find(|ip| !is_trusted(*ip))
        .unwrap_or(peer);
    ClientAddress { ip, certain: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROXY: IpAddr = IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1));
    const CLIENT: IpAddr = IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9));

    fn forwarded(text: &str) -> HeaderMap {
        HeaderMap::from_iter([("x-forwarded-for".parse().unwrap(), text.parse().unwrap())])
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let headers = forwarded("203.0.113.9");
        assert_eq!(of(PROXY, &headers, &[PROXY]), ClientAddress { ip: CLIENT, certain: true });
        assert_eq!(of(PROXY, &headers, &[]), ClientAddress { ip: PROXY, certain: false });
        assert_eq!(of(PROXY, &HeaderMap::new(), &[]), ClientAddress { ip: PROXY, certain: true });
    }

    #[test]
    fn what_the_client_wrote_itself_is_ignored() {
        let headers = forwarded("127.0.0.1, 198.51.100.7, 203.0.113.9, 10.0.0.1");
        assert_eq!(of(PROXY, &headers, &[PROXY]).ip, CLIENT);
        assert_eq!(of(PROXY, &forwarded("203.0.113.9, nonsense"), &[PROXY]).ip, PROXY);
    }
}

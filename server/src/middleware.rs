//! What requests pass through, outermost first: the client's address, the request's id, the log line, security headers,
//! compression, a last resort for panics, the check for cross-site requests; then, for the desk itself, who asks, whether they may be
//! here, and whether it is their own page that asks.

pub mod access_log;
pub mod csrf;
pub mod finish_page;
pub mod identify;
pub mod page_user;
pub mod panics;
pub mod request_id;
pub mod security_headers;

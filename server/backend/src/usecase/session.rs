//! Sessions: signing in and out, and finding out who asks.
//!
//! A session is a random token in a cookie, stored hashed. It lasts [`LIFETIME_HOURS`] after its last use; the use is
//! written at most every [`TOUCH_MINUTES`], so that reading a page does not write.

mod authenticate;
mod begin;
mod first_start;
mod link;
mod sign_in;
mod sign_out;

use domain::{
    access::Actor,
    error::{AppError, ErrorCode},
    settings::{Company, TicketSettings},
};

pub use self::{
    authenticate::{authenticate, recheck},
    begin::SignedIn,
    first_start::is_first_start,
    link::{LINK_MINUTES, request_link, use_link},
    sign_in::sign_in,
    sign_out::sign_out,
};

use super::Caller;

/// How long an unused session lives.
pub const LIFETIME_HOURS: i64 = 12;
/// How old the stored "last seen" may become before it is written again.
pub const TOUCH_MINUTES: i64 = 5;

/// Who is signed in on this browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    pub actor: Actor,
    /// `system`, `light` or `dark`, as stored with the user.
    pub theme: String,
    /// Name and zone of the company, read with the session.
    pub company: Company,
    pub tickets: TicketSettings,
    /// What is stored of the token; names the session, and is useless as a cookie.
    pub token_hash: String,
}

/// What is known about a request before its use-case starts; the server gives one to every page and server function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestContext {
    /// `None` when nobody is signed in.
    pub session: Option<Session>,
    /// Also in the log line and in the header `x-request-id` of the answer.
    pub request_id: String,
    /// The client's IP address, behind trusted proxies too; goes to the audit.
    pub address: String,
}

impl RequestContext {
    /// Who asks, and in which session.
    ///
    /// # Errors
    /// [`ErrorCode::SignedOut`] when nobody is signed in.
    pub fn signed_in(&self) -> Result<(&Session, Caller), AppError> {
        let session = self.session.as_ref().ok_or(ErrorCode::SignedOut)?;
        Ok((session, Caller { actor: session.actor.clone(), address: self.address.clone() }))
    }

    /// The same without the session.
    ///
    /// # Errors
    /// As [`RequestContext::signed_in`].
    pub fn caller(&self) -> Result<Caller, AppError> {
        self.signed_in().map(|(_, caller)| caller)
    }
}

#[cfg(test)]
mod tests;

//! Telling open screens what changed: sockets, topics, presence, and the bus between processes.
//!
//! Nothing here is a record. An event names a ticket and its version; whoever receives it reads the content as usual. Messages
//! of a conversation are carried whole and in order, but they too are only copies of what the database has. So a lost or
//! doubled event costs nothing: the next one, or a `resync`, repairs it. Publish after the commit, never inside the
//! write transaction. The texts of the frames are in [`domain::live`].

mod bus;
mod hub;
mod limits;
mod note;
mod presence;
mod queue;
mod socket;

pub use self::{
    bus::{Bus, Local},
    hub::{Event, Hub},
    note::UnreadCounts,
    queue::{Frame, Frames, Rechecks},
    socket::{BrokenRule, Line, Request, SocketHandle},
};

#[cfg(test)]
mod tests;

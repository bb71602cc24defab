//! The room server to compare with: `ws` on Node, which stores nothing and asks nobody for rights.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::{Child, Command, Stdio},
};

use crate::Outcome;

pub struct Peer {
    pub address: SocketAddr,
    child: Child,
}

impl Peer {
    pub fn start() -> Outcome<Self> {
        let mut child = Command::new("node").arg("end2end/bench/ws-room.mjs").stdout(Stdio::piped()).spawn()?;
        let mut port = String::new();
        BufReader::new(child.stdout.take().ok_or("no output")?).read_line(&mut port)?;
        Ok(Self { address: SocketAddr::from(([127, 0, 0, 1], port.trim().parse()?)), child })
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! Where tickets and contracts stand. Apart from their rules, since refusals name these words and every rule may refuse.

pub mod contract;
pub mod ticket;

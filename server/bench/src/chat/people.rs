//! Who talks: an agent and a requester for each conversation, with sessions that nobody signed in to (hashing a thousand
//! passwords would be most of the run).

use backend::{Db, db::Tx, rows, scalar, store, token};

use crate::Outcome;

/// One conversation that nobody has begun.
pub struct Pair {
    pub ticket: i64,
    /// Its agent and its requester.
    pub members: [Member; 2],
}

/// Somebody with a session.
pub struct Member {
    pub user: i64,
    pub cookie: String,
}

/// Makes them in as many tickets; a person with two of them has two users.
pub async fn make(db: &Db, count: usize) -> Outcome<Vec<Pair>> {
    let mut tx = db.begin().await?;
    let found: Vec<(i64, i64)> = rows!(
        tx,
        (i64, i64),
        "select t.id, t.requester_id
         from tickets t
         where t.merged_into is null and not exists (select 1 from conversations c where c.ticket_id = t.id)
         order by t.id
         limit $1",
        i64::try_from(count)?
    )?;
    if found.len() < count {
        return Err(format!("the demo has only {} tickets to talk about", found.len()).into());
    }
    let mut pairs = Vec::with_capacity(count);
    for (ticket, person) in found {
        let agent = signed_in(&mut tx, &format!("a{ticket}@bench.test"), "agent", None).await?;
        let requester = signed_in(&mut tx, &format!("r{ticket}@bench.test"), "requester", Some(person)).await?;
        pairs.push(Pair { ticket, members: [agent, requester] });
    }
    tx.commit().await?;
    Ok(pairs)
}

async fn signed_in(tx: &mut Tx, email: &str, role: &str, person: Option<i64>) -> Outcome<Member> {
    let sql = "insert into users (email, name, role, password_hash, person_id, created_at, updated_at)
               values ($1, 'Bancada', $2, '', $3, 0, 0) returning id";
    let user = scalar!(tx, i64, sql, email, role, person)?;
    let token = token::fresh();
    store::sessions::insert(tx, &token::hash(&token), user, 0, i64::MAX, "", "").await?;
    Ok(Member { user, cookie: format!("balcao_session={token}") })
}

//! The list of tickets: raw SQL, JSON and HTML of the same rows, one after the other, and the page with eight connections.

use std::time::{Duration, Instant};

use domain::{
    ids::UserId,
    ticket::{BuiltInView, TicketQuery},
};

use crate::{
    Outcome,
    client::{Client, Encoding},
    rows::RawRows,
    samples::Samples,
};

const CONNECTIONS: usize = 8;
/// How long the eight connections ask in one round.
const BURST: Duration = Duration::from_millis(1_000);

/// A list to measure: what is in progress (what opens by itself), or all tickets.
pub struct List {
    path: &'static str,
    query: TicketQuery,
    pub sql: Samples,
    pub json: Samples,
    pub page: Samples,
    pub compressed: Samples,
    /// Pages a second with eight connections, one figure a round.
    pub burst: Vec<f64>,
    /// Medians of one round divided by the SQL's of the same round.
    pub page_by_sql: Vec<f64>,
    pub json_by_sql: Vec<f64>,
    /// Bytes of the page as HTML, and compressed as browsers get it.
    pub bytes: (usize, usize),
}

impl List {
    pub fn of(view: BuiltInView, path: &'static str) -> Self {
        let query = TicketQuery {
            view: Some(view.code().to_owned()),
            filter: view.filter(UserId::new(0)),
            ..TicketQuery::default()
        };
        Self {
            path,
            query,
            sql: Samples::default(),
            json: Samples::default(),
            page: Samples::default(),
            compressed: Samples::default(),
            burst: Vec::new(),
            page_by_sql: Vec::new(),
            json_by_sql: Vec::new(),
            bytes: (0, 0),
        }
    }

    /// One round: `times` of each, taking turns.
    pub async fn round(&mut self, client: &mut Client, rows: &mut RawRows, times: usize) -> Outcome<()> {
        let (mut sql, mut json, mut page) = (Samples::default(), Samples::default(), Samples::default());
        for _ in 0..times {
            rows.read(&self.query, &mut sql).await?;
            let (took, answer) = client.list(&self.query)?;
            json.add(took);
            if answer.rows.is_empty() {
                return Err("the JSON list is empty".into());
            }
            let plain = client.page(self.path, Encoding::Plain)?;
            page.add(plain.took);
            let compressed = client.page(self.path, Encoding::Compressed)?;
            self.compressed.add(compressed.took);
            self.bytes = (plain.body.len(), compressed.body.len());
        }
        self.page_by_sql.push(page.p50() / sql.p50());
        self.json_by_sql.push(json.p50() / sql.p50());
        self.sql.add_all(&sql);
        self.json.add_all(&json);
        self.page.add_all(&page);
        Ok(())
    }

    /// The page with eight connections at once.
    pub fn burst(&mut self, client: &Client) -> Outcome<()> {
        let began = Instant::now();
        let path = self.path;
        let clients = (0..CONNECTIONS).map(|_| client.again()).collect::<Outcome<Vec<_>>>()?;
        let ask = |mut client: Client| -> Result<u32, String> {
            let mut pages = 0;
            while began.elapsed() < BURST {
                client.page(path, Encoding::Plain).map_err(|error| error.to_string())?;
                pages += 1;
            }
            Ok(pages)
        };
        let pages: u32 = std::thread::scope(|scope| {
            let asking: Vec<_> = clients.into_iter().map(|client| scope.spawn(move || ask(client))).collect();
            asking
                .into_iter()
                .map(|one| one.join().unwrap_or_else(|_| Err("a thread ended".to_owned())))
                .sum::<Result<u32, _>>()
        })?;
        self.burst.push(f64::from(pages) / began.elapsed().as_secs_f64());
        Ok(())
    }
}

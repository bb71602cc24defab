//! The table of a run: each figure beside what we want and what the best installed peer does.

use std::time::Duration;

use crate::{
    browser::FirstLoad,
    chat::{Chat, Load},
    database::Database,
    lists::List,
    memory::Memory,
    rounds::Measured,
    samples::Samples,
    start::Start,
};

struct Line {
    figure: &'static str,
    value: String,
    spread: String,
    aim: &'static str,
    peer: String,
}

pub struct Report {
    title: String,
    lines: Vec<Line>,
    notes: Vec<String>,
}

impl Report {
    pub fn new(database: &Database, tickets: u32, filled: Duration) -> Self {
        let title = format!("{}, {tickets} tickets (filled in {:.0} s)", database.name(), filled.as_secs_f64());
        Self { title, lines: Vec::new(), notes: Vec::new() }
    }

    pub fn rounds(&mut self, measured: &Measured) {
        self.heading("GET /tickets: 50 rows in progress");
        self.list(&measured.in_progress);
        let burst = Samples::from(measured.in_progress.burst.clone());
        self.line("page, 8 connections", per_second(burst.p50()), per_second_spread(&burst), "", "12.9 /s");
        self.heading("GET /tickets?view=all: 50 rows of all tickets");
        self.list(&measured.all);

        self.heading("POST /api/tickets/change_status");
        self.times("requester without e-mail: no mail", &measured.without_mail.took, "2 ms + flush", "18.5 ms");
        self.times("with the mail, written to a file", &measured.with_mail.took, "", "");
        self.times("disk: flush of 4 KiB alone", &measured.flush, "", "");

        let noise = &measured.noise;
        self.notes.push(format!(
            "noise: the same sum took {} ({}); load {} before, {} after",
            ms(noise.p50()),
            spread(noise),
            measured.load.0,
            measured.load.1
        ));
    }

    fn list(&mut self, list: &List) {
        self.times("rows in raw SQL", &list.sql, "", "0.03 ms");
        self.times("JSON list", &list.json, "", "");
        self.times("page", &list.page, "4 ms", "128 ms");
        self.times("page compressed, as browsers get it", &list.compressed, "", "");
        let ratio = Samples::from(list.page_by_sql.clone());
        self.line(
            "page / raw SQL",
            times(ratio.p50()),
            format!("{} – {}", times(ratio.p10()), times(ratio.p90())),
            "",
            "",
        );
        let ratio = Samples::from(list.json_by_sql.clone());
        self.line(
            "JSON / raw SQL",
            times(ratio.p50()),
            format!("{} – {}", times(ratio.p10()), times(ratio.p90())),
            "",
            "",
        );
        self.notes.push(format!("{} bytes of HTML, {} compressed", list.bytes.0, list.bytes.1));
    }

    pub fn memory(&mut self, before: &Memory, after: &Memory) {
        self.heading("memory of the program");
        self.line("after the start", mib(before.now), format!("peak {}", mib(before.peak)), "", "");
        self.line("after the load", mib(after.now), format!("peak {}", mib(after.peak)), "64 MiB", "");
    }

    pub fn chat(&mut self, chat: &Chat) {
        self.heading("chat: 1,000 sockets in one conversation, 10 messages a second");
        self.load(&chat.room, &chat.peer_room, ["p99 10 ms", "2.5 µs"]);
        self.line("all come back and catch up", format!("{} ms", chat.back.as_millis()), String::new(), "300 ms", "");
        self.heading("chat: 500 conversations of two, 1 message a second each");
        self.load(&chat.pairs, &chat.peer_pairs, ["p99 3 ms", ""]);
        self.notes.push("chat: the peer is `ws` on Node, which stores nothing".to_owned());
    }

    /// `aims` are those of the time and of the processor time.
    fn load(&mut self, load: &Load, peer: &Load, aims: [&'static str; 2]) {
        let spread = |took: &Samples| format!("p95 {}, p99 {}", ms(took.p95()), ms(took.p99()));
        self.line("delivered", per_second(load.delivered), String::new(), "", &per_second(peer.delivered));
        let theirs = format!("{} ({})", ms(peer.took.p50()), spread(&peer.took));
        self.line("from writing to reading", ms(load.took.p50()), spread(&load.took), aims[0], &theirs);
        self.line("processor time, a delivery", us(load.cpu), String::new(), aims[1], &us(peer.cpu));
        self.line("memory, a socket", kib(load.memory), String::new(), "10 KiB", &kib(peer.memory));
    }

    pub fn start(&mut self, start: &Start) {
        self.heading("start of the process");
        self.times("to the first 200 of /readyz", &start.ready, "100 ms", "0.4 s");
        self.times("to the first 200 of /tickets", &start.page, "", "");
    }

    pub fn first_load(&mut self, load: &FirstLoad) {
        self.heading("first load of /tickets in Chromium, empty cache");
        self.line("bytes on the wire", format!("{:.0} kB", load.bytes / 1000.0), String::new(), "300 kB", "181 kB");
        self.line("requests", format!("{:.0}", load.requests), String::new(), "", "");
        self.times("first row visible", &load.row, "before WASM", "");
        self.times("WASM arrived", &load.wasm, "", "");
        self.times("usable (hydrated)", &load.hydrated, "", "0.5 s");
        self.line("first row visible, WASM held back", ms(load.row_without_wasm), String::new(), "visible", "");
        self.notes.push(format!("bytes by kind: {}", load.kinds));
    }

    pub fn print(&self) {
        println!("\n{}", self.title);
        println!("  {:<36} {:>10}  {:<22} {:<13} best peer", "", "p50", "p10 – p90", "aim");
        for line in &self.lines {
            if line.value.is_empty() {
                println!("{}", line.figure);
                continue;
            }
            let text =
                format!("  {:<36} {:>10}  {:<22} {:<13} {}", line.figure, line.value, line.spread, line.aim, line.peer);
            println!("{}", text.trim_end());
        }
        for note in &self.notes {
            println!("  {note}");
        }
    }

    fn heading(&mut self, text: &'static str) {
        self.line(text, String::new(), String::new(), "", "");
    }

    fn times(&mut self, figure: &'static str, samples: &Samples, aim: &'static str, peer: &'static str) {
        self.line(figure, ms(samples.p50()), spread(samples), aim, peer);
    }

    fn line(&mut self, figure: &'static str, value: String, spread: String, aim: &'static str, peer: &str) {
        self.lines.push(Line { figure, value, spread, aim, peer: peer.to_owned() });
    }
}

fn ms(value: f64) -> String {
    if value < 10.0 { format!("{value:.2} ms") } else { format!("{value:.0} ms") }
}

fn spread(samples: &Samples) -> String {
    format!("{} – {}", ms(samples.p10()), ms(samples.p90()))
}

fn per_second(value: f64) -> String {
    format!("{value:.0} /s")
}

fn per_second_spread(samples: &Samples) -> String {
    format!("{} – {}", per_second(samples.p10()), per_second(samples.p90()))
}

fn times(value: f64) -> String {
    format!("{value:.1} ×")
}

fn mib(value: f64) -> String {
    format!("{value:.0} MiB")
}

fn kib(value: f64) -> String {
    format!("{value:.1} KiB")
}

fn us(value: f64) -> String {
    format!("{value:.1} µs")
}

use std::time::Duration;

use domain::{
    live::{ClientFrame, ServerFrame, Topic},
    ticket::wire::Tie,
};
use tokio::time::timeout;

use super::*;
use crate::{both_databases, testing::hello};

pub(super) async fn ties(office: &Office, id: TicketId) -> Vec<(TicketId, Tie)> {
    let details = show(office, &office.bianca, id).await.unwrap();
    details.links.iter().map(|link| (link.id, link.tie)).collect()
}

pub(super) const fn changed(id: TicketId, version: i64) -> ServerFrame {
    ServerFrame::TicketChanged { id, version }
}

/// Runs `act` while somebody listens to `topics`; waits until they were told all of `wanted`.
pub(super) async fn expect_heard(
    office: &Office,
    topics: &[Topic],
    wanted: &[ServerFrame],
    act: impl Future<Output = ()>,
) {
    let (socket, mut frames) = office.hub().connect(office.me().clone());
    socket.on_frame(&hello(office.me().id)).await.unwrap();
    for topic in topics {
        let frame = ClientFrame::Subscribe { to: *topic, since: None };
        socket.on_frame(&serde_json::to_string(&frame).unwrap()).await.unwrap();
    }
    act.await;
    let mut missing: Vec<String> = wanted.iter().map(|frame| serde_json::to_string(frame).unwrap()).collect();
    let heard = async {
        while !missing.is_empty() {
            let frame = frames.next().await.expect("the socket stays");
            missing.retain(|frame_wanted| frame_wanted.as_str() != &*frame);
        }
    };
    timeout(Duration::from_secs(10), heard).await.unwrap_or_else(|_| panic!("{wanted:?}: not all was heard"));
}

both_databases! {
    async fn a_note_stands_beside_the_ticket(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        let half_filled = EditTicket { subject: "Outro".to_owned(), ..office.edit_form(id).await };
        office.wait_minutes(4);
        let again = key();
        for _ in 0..2 {
            let row = add_note(&office, &office.bianca, &again, id, " Ligar amanhã. ".to_owned()).await.unwrap();
            assert_eq!((row.version, row.is_new, row.updated_at), (1, true, office.clock().now()));
        }
        let notes: Vec<_> = office.history(id).await.into_iter().filter(|line| line.kind == HistoryKind::Note).collect();
        assert_eq!(notes.iter().map(|line| line.note.as_str()).collect::<Vec<_>>(), ["Ligar amanhã."]);
        assert_eq!(office.rows_in("outbox").await, 0);
        edit(&office, &office.bianca, half_filled).await.expect("a note disturbs nobody's form");
        for (text, code) in [("  ".to_owned(), ErrorCode::Required), ("x".repeat(20_001), ErrorCode::TooLong { max: 20_000 })] {
            let refused = add_note(&office, &office.bianca, &key(), id, text).await.unwrap_err();
            assert_eq!(refused, on("note", code));
        }
        office.assert_counts_are_right().await;
    }

    async fn notes_are_never_for_requesters(db: TestDb) {
        let office = Office::new(&db).await;
        let id = office.open().await;
        add_note(&office, &office.bianca, &key(), id, "Paga sempre atrasado".to_owned()).await.unwrap();
        let maria = office.caller(&office.requester(office.maria).await);
        assert_eq!(add_note(&office, &maria, &key(), id, "x".to_owned()).await.unwrap_err().code, ErrorCode::Forbidden);
        assert_eq!(show(&office, &maria, id).await.unwrap_err().code, ErrorCode::Forbidden);
        assert_eq!(history_before(&office, &maria, id, i64::MAX).await.unwrap_err().code, ErrorCode::Forbidden);
    }

    async fn a_merged_ticket_is_finished_and_lives_on_in_the_other(db: TestDb) {
        let office = Office::new(&db).await;
        let (one, other) = (office.open().await, office.open().await);
        let row = merge(&office, &office.bianca, &key(), one, 1, other).await.unwrap();
        assert_eq!((row.status, row.merged_into, row.version), (Status::Finished, Some(other), 2));
        assert_eq!(office.last_line(one, HistoryKind::Merged).await.1, format!("#{other}"));
        assert_eq!(ties(&office, other).await, [(one, Tie::Merged)]);
        assert_eq!(office.count(BuiltInView::Mine).await, 1);

        let merged = ErrorCode::Merged { into: other.get() };
        assert_eq!(office.set(one, Status::Open, "").await.unwrap_err().code, merged);
        assert_eq!(reopen(&office, &office.bianca, &key(), one, 2).await.unwrap_err().code, merged);
        let form = EditTicket { subject: "Outro".to_owned(), ..office.edit_form(one).await };
        assert_eq!(edit(&office, &office.bianca, form).await.unwrap_err().code, merged);
        assert_eq!(link(&office, &office.bianca, &key(), one, other).await.unwrap_err().code, merged);
        add_note(&office, &office.bianca, &key(), one, "Era o mesmo".to_owned()).await.expect("notes go on");
        office.assert_counts_are_right().await;
    }

    async fn nothing_is_merged_into_itself_a_stranger_or_a_merged_one(db: TestDb) {
        let office = Office::new(&db).await;
        let (one, two, three) = (office.open().await, office.open().await, office.open().await);
        let attempt = async |id, into| merge(&office, &office.bianca, &key(), id, 1, into).await.unwrap_err();
        assert_eq!(attempt(one, one).await.code, ErrorCode::SameTicket);
        assert_eq!(attempt(one, TicketId::new(999_999)).await, on("into", ErrorCode::NotFound));
        merge(&office, &office.bianca, &key(), one, 1, two).await.unwrap();
        assert_eq!(attempt(two, one).await, on("into", ErrorCode::Merged { into: two.get() }), "two would point to each other");
        assert_eq!(attempt(three, one).await, on("into", ErrorCode::Merged { into: two.get() }));
        let stale = merge(&office, &office.bianca, &key(), two, 9, three).await.unwrap_err();
        assert_eq!(stale.code, ErrorCode::Stale);
    }

    async fn both_pages_hear_of_a_tie(db: TestDb) {
        let office = Office::new(&db).await;
        let (one, two) = (office.open().await, office.open().await);
        let pages = [Topic::Ticket(one), Topic::Ticket(two)];
        expect_heard(&office, &pages, &[changed(one, 1), changed(two, 1)], async {
            link(&office, &office.bianca, &key(), one, two).await.unwrap();
        })
        .await;
        expect_heard(&office, &pages, &[changed(one, 1), changed(two, 1)], async {
            unlink(&office, &office.bianca, &key(), two, one).await.unwrap();
        })
        .await;
        expect_heard(&office, &pages, &[changed(one, 2), changed(two, 1)], async {
            merge(&office, &office.bianca, &key(), one, 1, two).await.unwrap();
        })
        .await;
    }

    async fn links_go_both_ways_and_disturb_no_form(db: TestDb) {
        let office = Office::new(&db).await;
        let (one, two) = (office.open().await, office.open().await);
        link(&office, &office.bianca, &key(), two, one).await.unwrap();
        assert_eq!((ties(&office, one).await, ties(&office, two).await), (vec![(two, Tie::Linked)], vec![(one, Tie::Linked)]));
        assert_eq!(office.last_line(two, HistoryKind::Linked).await.1, format!("#{one}"));
        assert_eq!(office.ticket(two).await.version, 1);
        // Tied already, seen from either side: nothing happens and nothing is told.
        link(&office, &office.bianca, &key(), two, one).await.unwrap();
        link(&office, &office.bianca, &key(), one, two).await.unwrap();
        assert_eq!((office.history(one).await.len(), office.history(two).await.len()), (1, 2));

        unlink(&office, &office.bianca, &key(), one, two).await.unwrap();
        assert_eq!((ties(&office, one).await, ties(&office, two).await), (Vec::new(), Vec::new()));
        assert_eq!(office.last_line(one, HistoryKind::Unlinked).await.0, format!("#{two}"));
        unlink(&office, &office.bianca, &key(), one, two).await.unwrap();
        assert_eq!(office.history(one).await.len(), 2);

        let unknown = link(&office, &office.bianca, &key(), one, TicketId::new(999_999)).await.unwrap_err();
        assert_eq!(unknown, on("other", ErrorCode::NotFound));
        assert_eq!(link(&office, &office.bianca, &key(), one, one).await.unwrap_err().code, ErrorCode::SameTicket);
    }
}

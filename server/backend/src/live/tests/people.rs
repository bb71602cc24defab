//! Who is there for a conversation: persons, not tabs, on whichever page of the ticket or of the portal.

use domain::live::{Present, ServerFrame};

use super::{
    chat::{Room, parse},
    *,
};

/// Longer than comings and goings are gathered.
const GATHERED: Duration = Duration::from_millis(400);

/// A room whose requester has a name of her own.
async fn room(db: &crate::testing::TestDb) -> Room {
    let room = Room::new(db).await;
    Room { maria: named(&room.maria, "Maria"), ..room }
}

fn named(actor: &Actor, name: &str) -> Actor {
    Actor { name: name.to_owned(), ..actor.clone() }
}

/// Waits until a presence frame tells of exactly these.
async fn expect_people(frames: &mut Frames, wanted: &[&str]) {
    let mut last = Vec::new();
    let found = async {
        loop {
            if let ServerFrame::Presence { people, .. } = parse(&frames.next().await.unwrap()) {
                last = names(&people);
                if last == wanted {
                    return;
                }
            }
        }
    };
    if timeout(PATIENCE, found).await.is_err() {
        panic!("{wanted:?} did not come, but {last:?}");
    }
}

/// In the order of the alphabet: who came first does not matter here.
fn names(people: &[Present]) -> Vec<String> {
    let mut names: Vec<String> = people.iter().map(|one| one.name.clone()).collect();
    names.sort_unstable();
    names
}

/// All presence frames that come while things are gathered.
async fn told(frames: &mut Frames) -> Vec<Vec<String>> {
    tokio::time::sleep(GATHERED).await;
    let frames = waiting(frames);
    let people = frames.iter().filter_map(|frame| match parse(frame) {
        ServerFrame::Presence { people, .. } => Some(names(&people)),
        _ => None,
    });
    people.collect()
}

both_databases! {
    async fn an_agent_on_any_tab_of_the_ticket_is_there(db: TestDb) {
        let room = room(&db).await;
        let (portal, mut frames) = room.connect(&room.maria);
        room.enter(&portal, Some(0)).await;
        expect_people(&mut frames, &["Maria"]).await;

        // Not in the conversation: the page of the ticket shows its details.
        let (details, _one) = room.connect(&room.bianca);
        subscribe(&details, Topic::Ticket(room.id)).await;
        expect_people(&mut frames, &["Bianca", "Maria"]).await;
        let (other_tab, _two) = room.connect(&room.bianca);
        room.enter(&other_tab, Some(0)).await;
        told(&mut frames).await;

        drop(other_tab);
        assert!(told(&mut frames).await.iter().all(|names| names.contains(&"Bianca".to_owned())), "she is there");
        drop(details);
        expect_people(&mut frames, &["Maria"]).await;

        // Elsewhere in the desk is not inside this ticket.
        let (list, _three) = room.connect(&room.bianca);
        subscribe(&list, Topic::Tickets).await;
        assert!(told(&mut frames).await.is_empty());
    }

    async fn a_requester_is_there_wherever_in_the_portal(db: TestDb) {
        let room = room(&db).await;
        let (staff, mut frames) = room.connect(&room.bianca);
        room.enter(&staff, Some(0)).await;
        expect_people(&mut frames, &["Bianca"]).await;

        let joana = room.desk.requester(room.desk.person("Joana", None).await).await;
        let (_hers, _joanas) = room.connect(&named(&joana, "Joana"));
        assert!(told(&mut frames).await.is_empty(), "another customer");

        let (list, _one) = room.connect(&room.maria);
        expect_people(&mut frames, &["Bianca", "Maria"]).await;
        let (other_tab, _two) = room.connect(&room.maria);
        room.enter(&other_tab, Some(0)).await;
        told(&mut frames).await;
        drop(other_tab);
        assert!(told(&mut frames).await.iter().all(|names| names.contains(&"Maria".to_owned())), "the list is open");
        drop(list);
        expect_people(&mut frames, &["Bianca"]).await;

        // Whoever comes later hears who is there already.
        let (_back, _three) = room.connect(&room.maria);
        let (late, mut lates) = room.connect(&room.desk.agent("Fábio").await);
        room.enter(&late, Some(0)).await;
        expect_people(&mut lates, &["Bianca", "Fábio", "Maria"]).await;
    }

    async fn a_ticket_that_becomes_somebody_elses_has_the_other_requester(db: TestDb) {
        let room = room(&db).await;
        let (staff, mut frames) = room.connect(&room.bianca);
        room.enter(&staff, Some(0)).await;
        let other = room.desk.person("Joana", None).await;
        let joana = named(&room.desk.requester(other).await, "Joana");
        let (_hers, _joanas) = room.connect(&joana);
        let (_list, _marias) = room.connect(&room.maria);
        expect_people(&mut frames, &["Bianca", "Maria"]).await;

        let mut tx = db.db().begin().await.unwrap();
        run!(tx, "update tickets set requester_id = $2 where id = $1", room.id.get(), other.get()).unwrap();
        tx.commit().await.unwrap();
        let rechecks = frames.rechecks();
        room.desk.hub().publish(Event::TicketChanged { id: room.id, version: 2 });
        timeout(PATIENCE, rechecks.asked()).await.expect("asked to look again");
        staff.recheck(room.bianca.clone()).await;
        expect_people(&mut frames, &["Bianca", "Joana"]).await;
    }

    async fn a_user_who_is_no_requester_any_more_is_not_in_the_portal(db: TestDb) {
        let room = room(&db).await;
        let (staff, mut frames) = room.connect(&room.bianca);
        room.enter(&staff, Some(0)).await;
        let (socket, _marias) = room.connect(&room.maria);
        expect_people(&mut frames, &["Bianca", "Maria"]).await;
        socket.recheck(Actor { role: domain::access::Role::Agent, person: None, ..room.maria.clone() }).await;
        expect_people(&mut frames, &["Bianca"]).await;
        drop((staff, socket));
        assert!(room.desk.hub().0.lock().is_empty());
    }

    async fn people_cross_processes(db: TestDb) {
        if db.db().engine() == Engine::Sqlite {
            return;
        }
        let room = room(&db).await;
        let (here, there) = (Hub::for_db(db.db()), Hub::for_db(db.db()));
        let (portal, mut marias) = connect(&here, &room.maria);
        let (staff, mut biancas) = connect(&there, &room.bianca);
        subscribe(&staff, Topic::Tickets).await;
        // Both are up when they hear each other.
        expect_until(&mut biancas, || here.publish(changed(9, 1)), r#"{"t":"ticket_changed","id":9,"version":1}"#).await;
        room.enter(&staff, Some(0)).await;
        expect_people(&mut biancas, &["Bianca", "Maria"]).await;
        unsubscribe(&staff, Topic::Chat(room.id)).await;
        room.enter(&portal, Some(0)).await;
        subscribe(&staff, Topic::Ticket(room.id)).await;
        expect_people(&mut marias, &["Bianca", "Maria"]).await;
        drop(staff);
        expect_people(&mut marias, &["Maria"]).await;
    }
}

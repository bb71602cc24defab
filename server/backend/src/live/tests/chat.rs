//! Conversations over the hub: each message once and in order, for whoever comes, goes, and comes back.

use domain::{
    chat::Side,
    live::{ServerFrame, Topic},
    ticket::wire::MoveTicket,
};

use super::*;
use crate::{
    store::conversations,
    testing::key,
    usecase::{chat, ticket},
};

/// Two agents, the requester Maria with a user, and her ticket.
pub(super) struct Room {
    pub(super) desk: TestDesk,
    pub(super) bianca: Actor,
    pub(super) maria: Actor,
    pub(super) id: TicketId,
}

impl Room {
    pub(super) async fn new(db: &crate::testing::TestDb) -> Self {
        let desk = db.desk();
        let bianca = desk.agent("Bianca").await;
        let person = desk.person("Maria", None).await;
        let maria = desk.requester(person).await;
        let id = desk.bare_ticket(person, Some(bianca.id)).await;
        Self { desk, bianca, maria, id }
    }

    async fn say(&self, actor: &Actor, text: &str) -> i64 {
        chat::send(&self.desk, &self.desk.caller(actor), self.id, &key(), text).await.unwrap().seq
    }

    pub(super) fn connect(&self, actor: &Actor) -> (SocketHandle, Frames) {
        connect(self.desk.hub(), actor)
    }

    pub(super) async fn enter(&self, socket: &SocketHandle, since: Option<i64>) {
        let frame = ClientFrame::Subscribe { to: Topic::Chat(self.id), since };
        let request = socket.on_frame(&serde_json::to_string(&frame).unwrap()).await.unwrap();
        assert_eq!(request, None);
    }
}

pub(super) fn parse(frame: &str) -> ServerFrame {
    serde_json::from_str(frame).unwrap()
}

/// The numbers of the messages that wait, in whichever kind of frame.
fn numbers(frames: &mut Frames) -> Vec<i64> {
    waiting(frames)
        .iter()
        .flat_map(|frame| match parse(frame) {
            ServerFrame::Message { message, .. } => vec![message.seq],
            ServerFrame::Messages { list, .. } => list.into_iter().map(|message| message.seq).collect(),
            _ => Vec::new(),
        })
        .collect()
}

/// Waits until the message with this number came; gives all numbers that came until then.
async fn until(frames: &mut Frames, seq: i64) -> Vec<i64> {
    let mut came = Vec::new();
    let wait = async {
        while came.last() != Some(&seq) {
            match parse(&frames.next().await.unwrap()) {
                ServerFrame::Message { message, .. } => came.push(message.seq),
                ServerFrame::Messages { list, .. } => came.extend(list.into_iter().map(|message| message.seq)),
                _ => {}
            }
        }
    };
    timeout(PATIENCE, wait).await.unwrap_or_else(|_| panic!("message {seq} did not come"));
    came
}

both_databases! {
    async fn a_message_reaches_both_sides_once_with_shared_bytes(db: TestDb) {
        let room = Room::new(&db).await;
        let (staff, mut staff_frames) = room.connect(&room.bianca);
        let (portal, mut portal_frames) = room.connect(&room.maria);
        room.enter(&staff, Some(0)).await;
        room.enter(&portal, Some(0)).await;
        assert_eq!(room.say(&room.maria, "Bom dia").await, 1);
        let (one, two) = (staff_frames.try_next().unwrap(), portal_frames.try_next().unwrap());
        assert_eq!(one.clone().into_bytes().as_ptr(), two.into_bytes().as_ptr());
        let ServerFrame::Message { id, message } = parse(&one) else { panic!("{}", &*one) };
        assert_eq!((id, message.seq, message.side, message.text.as_str()), (room.id, 1, Side::Requester, "Bom dia"));
        assert!(numbers(&mut staff_frames).is_empty());
    }

    async fn whoever_comes_back_gets_what_was_missed(db: TestDb) {
        let room = Room::new(&db).await;
        for text in ["um", "dois", "três"] {
            room.say(&room.bianca, text).await;
        }
        let (socket, mut frames) = room.connect(&room.maria);
        room.enter(&socket, Some(1)).await;
        assert_eq!(numbers(&mut frames), [2, 3], "from the database: the room is new");
        room.say(&room.bianca, "quatro").await;
        assert_eq!(numbers(&mut frames), [4]);
        let (again, mut more) = room.connect(&room.maria);
        room.enter(&again, Some(3)).await;
        assert_eq!(numbers(&mut more), [4], "from memory: the room was there");
        let (fresh, mut only_new) = room.connect(&room.bianca);
        room.enter(&fresh, None).await;
        assert!(numbers(&mut only_new).is_empty());
        // Asked again with the same number, it comes again: that is how a client repairs a gap.
        room.enter(&again, Some(2)).await;
        assert_eq!(numbers(&mut more), [3, 4]);
        room.say(&room.maria, "cinco").await;
        for frames in [&mut frames, &mut more, &mut only_new] {
            assert_eq!(numbers(frames), [5]);
        }
    }

    async fn a_number_that_no_message_has_spoils_nothing(db: TestDb) {
        let room = Room::new(&db).await;
        room.say(&room.bianca, "um").await;
        let (wrong, mut wrong_frames) = room.connect(&room.maria);
        room.enter(&wrong, Some(1_000_000)).await;
        let (right, mut right_frames) = room.connect(&room.bianca);
        timeout(PATIENCE, room.enter(&right, Some(0))).await.expect("no endless loop");
        assert_eq!(numbers(&mut right_frames), [1]);
        // Also into a room that is there already.
        room.enter(&wrong, Some(i64::MAX)).await;
        room.say(&room.maria, "dois").await;
        room.say(&room.bianca, "três").await;
        for frames in [&mut wrong_frames, &mut right_frames] {
            assert_eq!(until(frames, 3).await, [2, 3]);
        }
    }

    async fn what_is_unread_goes_with_a_ticket_that_is_handed_over(db: TestDb) {
        let room = Room::new(&db).await;
        let carla = room.desk.agent("Carla").await;
        room.say(&room.maria, "Bom dia").await;
        let (staff, mut frames) = room.connect(&carla);
        subscribe(&staff, Topic::Inbox).await;
        waiting(&mut frames);
        let form = MoveTicket { key: key(), id: room.id, version: 1, to: Some(carla.id), note: "Férias".to_owned() };
        ticket::hand_over(&room.desk, &room.desk.caller(&room.bianca), form).await.unwrap();
        let told: Vec<_> = waiting(&mut frames).iter().map(|frame| parse(frame)).collect();
        let expected = ServerFrame::Unread { id: room.id, count: 1, assignee: Some(carla.id) };
        assert!(told.contains(&expected), "{told:?}");
    }

    async fn many_writers_at_once_make_no_gap_and_no_double(db: TestDb) {
        let room = Room::new(&db).await;
        let (socket, mut frames) = room.connect(&room.maria);
        room.enter(&socket, Some(0)).await;
        let writers = (0..8).map(|_| async {
            for _ in 0..10 {
                room.say(&room.bianca, "x").await;
            }
        });
        futures::future::join_all(writers).await;
        assert_eq!(until(&mut frames, 80).await, (1..=80).collect::<Vec<_>>());
        let mut conn = db.db().conn().await.unwrap();
        let stored = conversations::after(&mut conn, room.id, 0, 1_000).await.unwrap();
        assert_eq!(stored.iter().map(|message| message.seq).collect::<Vec<_>>(), (1..=80).collect::<Vec<_>>());
    }

    async fn comers_between_messages_miss_nothing(db: TestDb) {
        let room = Room::new(&db).await;
        let talk = async {
            for _ in 0..60 {
                room.say(&room.bianca, "x").await;
            }
        };
        let come = async {
            for _ in 0..30 {
                let (socket, mut frames) = room.connect(&room.maria);
                room.enter(&socket, Some(0)).await;
                let came = numbers(&mut frames);
                assert_eq!(came, (1..).take(came.len()).collect::<Vec<i64>>());
                tokio::task::yield_now().await;
                drop(socket);
            }
            let (socket, mut frames) = room.connect(&room.maria);
            room.enter(&socket, Some(0)).await;
            (until(&mut frames, 60).await, socket)
        };
        let ((), (came, _socket)) = tokio::join!(talk, come);
        assert_eq!(came, (1..=60).collect::<Vec<_>>());
    }

    async fn foreign_and_unknown_conversations_are_refused(db: TestDb) {
        let room = Room::new(&db).await;
        let other = room.desk.requester(room.desk.person("Joana", None).await).await;
        let (socket, mut frames) = room.connect(&other);
        room.enter(&socket, Some(0)).await;
        assert!(matches!(parse(&waiting(&mut frames)[0]), ServerFrame::Refused { .. }));
        let (staff, mut staff_frames) = room.connect(&room.bianca);
        subscribe(&staff, Topic::Chat(TicketId::new(999_999))).await;
        assert!(matches!(parse(&waiting(&mut staff_frames)[0]), ServerFrame::Refused { .. }));
        room.say(&room.bianca, "segredo").await;
        assert!(waiting(&mut frames).is_empty());
        // Typing in a conversation that one is not in reaches nobody.
        let (inside, mut inside_frames) = room.connect(&room.maria);
        room.enter(&inside, Some(1)).await;
        waiting(&mut inside_frames);
        socket.on_frame(&format!(r#"{{"t":"typing","id":{}}}"#, room.id)).await.unwrap();
        assert!(waiting(&mut inside_frames).iter().all(|frame| !frame.contains("typing")));
    }

    async fn typing_and_presence_are_told_to_the_others(db: TestDb) {
        let room = Room::new(&db).await;
        let (staff, mut staff_frames) = room.connect(&room.bianca);
        let (portal, mut portal_frames) = room.connect(&room.maria);
        room.enter(&staff, Some(0)).await;
        room.enter(&portal, Some(0)).await;
        let people = async |frames: &mut Frames, count: usize| {
            let found = async {
                loop {
                    if let ServerFrame::Presence { people, .. } = parse(&frames.next().await.unwrap())
                        && people.len() == count
                    {
                        return people;
                    }
                }
            };
            timeout(PATIENCE, found).await.expect("presence")
        };
        let here = people(&mut staff_frames, 2).await;
        assert_eq!(here.iter().map(|one| one.side).collect::<Vec<_>>(), [Side::Staff, Side::Requester]);
        waiting(&mut portal_frames);
        portal.on_frame(&format!(r#"{{"t":"typing","id":{}}}"#, room.id)).await.unwrap();
        let told = waiting(&mut staff_frames);
        assert!(told.iter().any(|frame| matches!(parse(frame), ServerFrame::Typing { side: Side::Requester, .. })), "{told:?}");
        let own = waiting(&mut portal_frames);
        assert!(own.iter().all(|frame| !matches!(parse(frame), ServerFrame::Typing { .. })), "not to oneself: {own:?}");
        drop(portal);
        assert_eq!(people(&mut staff_frames, 1).await.len(), 1);
    }

    async fn a_ticket_that_becomes_somebody_elses_is_checked_at_once(db: TestDb) {
        let room = Room::new(&db).await;
        let (portal, mut frames) = room.connect(&room.maria);
        room.enter(&portal, Some(0)).await;
        let rechecks = frames.rechecks();
        room.desk.hub().publish(Event::TicketChanged { id: room.id, version: 2 });
        timeout(PATIENCE, rechecks.asked()).await.expect("asked to look again");
        let other = room.desk.person("Joana", None).await;
        let mut tx = db.db().begin().await.unwrap();
        run!(tx, "update tickets set requester_id = $2 where id = $1", room.id.get(), other.get()).unwrap();
        tx.commit().await.unwrap();
        portal.recheck(room.maria.clone()).await;
        let joana = room.desk.requester(other).await;
        room.say(&joana, "agora é meu").await;
        assert!(numbers(&mut frames).is_empty());
    }

    async fn messages_cross_processes_in_order_even_when_the_bus_is_deaf(db: TestDb) {
        if db.db().engine() == Engine::Sqlite {
            return;
        }
        let room = Room::new(&db).await;
        let (here, there) = (desk_with_bus(&db), desk_with_bus(&db));
        let (staff, mut staff_frames) = connect(here.hub(), &room.bianca);
        let (portal, mut portal_frames) = connect(there.hub(), &room.maria);
        room.enter(&staff, Some(0)).await;
        room.enter(&portal, Some(0)).await;
        let say = async |desk: &crate::Desk, actor: &Actor| {
            chat::send(desk, &room.desk.caller(actor), room.id, &key(), "x").await.unwrap().seq
        };
        say(&here, &room.bianca).await;
        // Both directions, at the same time, while the listeners are killed again and again.
        let talk = async |desk: &crate::Desk, actor: &Actor| {
            for _ in 0..40 {
                say(desk, actor).await;
                pause().await;
            }
        };
        let kill = async {
            for _ in 0..4 {
                tokio::time::sleep(Duration::from_millis(120)).await;
                let sql = "select count(*) from (
                             select pg_terminate_backend(pid) from pg_stat_activity
                             where application_name = 'balcao-listener' and datname = current_database()) ended";
                let _ = scalar!(db.db().conn().await.unwrap(), i64, sql).unwrap();
            }
        };
        tokio::join!(talk(&here, &room.bianca), talk(&there, &room.maria), kill);
        let all: Vec<i64> = (1..=81).collect();
        let (mut one, mut two) = (until(&mut staff_frames, 81).await, until(&mut portal_frames, 81).await);
        one.dedup();
        two.dedup();
        assert_eq!((one, two), (all.clone(), all));
    }
}

fn desk_with_bus(db: &crate::testing::TestDb) -> crate::Desk {
    let desk = db.desk();
    crate::Desk::new(
        db.db().clone(),
        desk.clock().clone(),
        desk.config().clone(),
        desk.mailer().clone(),
        Hub::for_db(db.db()),
    )
}

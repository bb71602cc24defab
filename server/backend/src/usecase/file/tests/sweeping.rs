//! What the nightly sweep takes away, and when it takes nothing: the files may be those of another desk.

use super::*;
use crate::run;

both_databases! {
    async fn the_night_sweeps_what_nobody_wants(db: TestDb) {
        let office = Office::new(&db).await;
        // The names of the bytes are older than any clock of this test.
        office.desk.clock().set(domain::time::UtcMillis::from_millis(4_000_000_000_000));
        let waiting = office.send(&office.maria, named("a.png"), PNG).await.unwrap();
        let kept = office.send(&office.bianca, Upload { ticket: Some(office.ticket), ..named("b.png") }, PNG).await.unwrap();
        let removed = office.send(&office.bianca, Upload { ticket: Some(office.ticket), ..named("c.png") }, PNG).await.unwrap();
        remove(&office.desk, &office.bianca, &key(), removed.id).await.unwrap();
        std::fs::write(office.desk.config().data_dir.join("files/orphan"), "x").unwrap();
        let first = sweep(&office.desk).await.unwrap();
        assert_eq!((first.given_up, first.removed, first.orphans), (0, 0, 1));
        office.desk.wait_minutes(25 * 60);
        let second = sweep(&office.desk).await.unwrap();
        assert_eq!((second.given_up, second.removed, second.orphans), (1, 1, 0));
        assert!(office.read(&office.maria, waiting.id).await.is_err());
        office.desk.wait_minutes(8 * 24 * 60);
        let third = sweep(&office.desk).await.unwrap();
        assert_eq!((third.given_up, third.removed), (0, 1));
        assert_eq!(sweep(&office.desk).await.unwrap(), sweep::Swept::default());
        assert_eq!(office.read(&office.bianca, kept.id).await.unwrap(), PNG);
        assert_eq!(office.stored().await, (1, 1));
    }

    async fn a_database_that_knows_nothing_sweeps_nothing(db: TestDb) {
        let office = Office::new(&db).await;
        office.desk.clock().set(domain::time::UtcMillis::from_millis(4_000_000_000_000));
        let folder = office.desk.config().data_dir.join("files");
        std::fs::create_dir_all(&folder).unwrap();
        for name in ["one", "two", "three"] {
            std::fs::write(folder.join(name), "x").unwrap();
        }
        assert_eq!(sweep(&office.desk).await.unwrap().orphans, 0, "nothing is known");
        assert!(!folder.join("desk-id").exists(), "whose files these are is not known either");
        office.send(&office.bianca, Upload { ticket: Some(office.ticket), ..named("a.png") }, PNG).await.unwrap();
        assert_eq!(sweep(&office.desk).await.unwrap().orphans, 0, "more is unknown than known");
        assert_eq!(office.stored().await, (1, 4));
        for _ in 0..3 {
            office.send(&office.bianca, Upload { ticket: Some(office.ticket), ..named("a.png") }, PNG).await.unwrap();
        }
        assert_eq!(sweep(&office.desk).await.unwrap().orphans, 3);
        assert_eq!(office.stored().await, (4, 4));
        // Another desk's storage, whatever is in it.
        std::fs::write(folder.join("desk-id"), "another").unwrap();
        std::fs::write(folder.join("orphan"), "x").unwrap();
        assert_eq!(sweep(&office.desk).await.unwrap().orphans, 0);
        assert_eq!(office.stored().await, (4, 5));
    }

    async fn a_fresh_desk_marks_its_empty_storage(db: TestDb) {
        let office = Office::new(&db).await;
        sweep(&office.desk).await.unwrap();
        let marker = office.desk.config().data_dir.join("files/desk-id");
        let id = std::fs::read_to_string(&marker).unwrap();
        sweep(&office.desk).await.unwrap();
        assert_eq!(std::fs::read_to_string(&marker).unwrap(), id);
        // Its database is lost, and the new one finds the storage marked.
        let mut tx = db.db().begin().await.unwrap();
        run!(tx, "delete from settings where name = 'desk'").unwrap();
        tx.commit().await.unwrap();
        assert_eq!(sweep(&office.desk).await.unwrap().orphans, 0);
        assert_eq!(std::fs::read_to_string(&marker).unwrap(), id);
    }
}

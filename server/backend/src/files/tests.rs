mod bucket;

use bytes::Bytes;
use domain::file::Content;
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;

fn storage(folder: &TempDir) -> FileStorage {
    FileStorage::new(&Config { data_dir: folder.path().to_owned(), ..Config::default() })
}

async fn names(storage: &FileStorage) -> Vec<String> {
    storage.names().unwrap().map_ok(|(name, _)| name).try_collect().await.unwrap()
}

async fn read(storage: &FileStorage, name: &str) -> Vec<u8> {
    let parts: Vec<Bytes> = storage.read(name).await.unwrap().try_collect().await.unwrap();
    parts.concat()
}

#[tokio::test]
async fn what_was_written_is_read_whole_and_gone_once_deleted() {
    let folder = TempDir::new().unwrap();
    let storage = storage(&folder);
    let bytes: Vec<u8> = (0..2_000_000_u32).map(|number| number.to_le_bytes()[0]).collect();
    let mut writer = storage.create("abc").unwrap();
    for part in bytes.chunks(70_000) {
        writer.write(Bytes::copy_from_slice(part)).await.unwrap();
    }
    assert!(matches!(storage.read("abc").await.err(), Some(FilesError::Missing(_))), "it appears when it is whole");
    writer.finish().await.unwrap();
    assert_eq!(read(&storage, "abc").await, bytes);
    assert_eq!(names(&storage).await, ["abc"]);
    storage.delete("abc").await.unwrap();
    storage.delete("abc").await.unwrap();
    assert!(storage.read("abc").await.is_err());
}

#[tokio::test]
async fn a_writer_that_is_dropped_or_aborted_leaves_nothing() {
    let folder = TempDir::new().unwrap();
    let storage = storage(&folder);
    for abort in [true, false] {
        let mut writer = storage.create("half").unwrap();
        for _ in 0..20 {
            writer.write(Bytes::from(vec![7; 100_000])).await.unwrap();
        }
        if abort {
            writer.abort().await;
        } else {
            drop(writer);
        }
        for _ in 0..100 {
            if std::fs::read_dir(folder.path().join("files")).unwrap().count() == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        assert_eq!(std::fs::read_dir(folder.path().join("files")).unwrap().count(), 0, "abort: {abort}");
    }
}

#[tokio::test]
async fn what_a_killed_process_left_is_swept_when_it_is_old() {
    let folder = TempDir::new().unwrap();
    let storage = storage(&folder);
    storage.create("kept").unwrap().finish().await.unwrap();
    std::fs::write(folder.path().join("files/half#1"), "x").unwrap();
    assert_eq!(storage.sweep_unfinished(UtcMillis::from_millis(0)).await.unwrap(), 0);
    assert_eq!(storage.sweep_unfinished(UtcMillis::from_millis(i64::MAX)).await.unwrap(), 1);
    assert_eq!(read(&storage, "kept").await, b"");
}

#[tokio::test]
async fn a_folder_that_is_away_may_come_back() {
    let folder = TempDir::new().unwrap();
    let storage = storage(&folder);
    std::fs::write(folder.path().join("files"), "in the way").unwrap();
    assert!(matches!(storage.create("abc").err(), Some(FilesError::Away(_))));
    std::fs::remove_file(folder.path().join("files")).unwrap();
    storage.create("abc").unwrap().finish().await.unwrap();
}

#[test]
fn a_full_disk_is_told_from_one_that_is_away() {
    let full = || std::io::Error::from(std::io::ErrorKind::StorageFull);
    let wrapped = object_store::Error::Generic { store: "LocalFileSystem", source: Box::new(full()) };
    assert!(matches!(FilesError::from(wrapped), FilesError::Full(_)));
    let twice = std::io::Error::other(object_store::Error::Generic { store: "x", source: Box::new(full()) });
    assert!(matches!(FilesError::from(twice), FilesError::Full(_)));
    let other = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
    assert!(matches!(FilesError::from(other), FilesError::Away(_)));
}

#[test]
fn buckets_take_their_keys_from_the_usual_variables() {
    let variables =
        [("AWS_ACCESS_KEY_ID", "k"), ("AWS_SECRET_ACCESS_KEY", "s"), ("AWS_REGION", "sa-east-1"), ("HOME", "/x")];
    let variables = || variables.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned()));
    let (_, prefix) = bucket("s3://desk-files/balcao/prod", variables()).unwrap();
    assert_eq!(prefix.as_ref(), "balcao/prod");
    for wrong in ["", "desk-files", "ftp://desk/files", "file:///tmp", "s3://"] {
        assert!(bucket(wrong, variables()).is_err(), "{wrong}");
    }
}

#[test]
fn signatures_are_known() {
    for (head, content) in [
        (&b"\x89PNG\r\n\x1a\n0000"[..], Content::Png),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", Content::Jpeg),
        (b"GIF89a....", Content::Gif),
        (b"RIFF\x24\x00\x00\x00WEBPVP8 ", Content::Webp),
        (b"%PDF-1.7\n", Content::Pdf),
        (b"{\\rtf1\\ansi", Content::Rtf),
        (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00\x21\x00", Content::Zip),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00", Content::Ole),
        (b"OggS\x00\x02", Content::Ogg),
        (b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00", Content::IsoMedia),
        (b"\x7fELF\x02\x01\x01\x00", Content::Other),
        (b"MZ\x90\x00\x03\x00\x00\x00", Content::Other),
        (b"<html><script>alert(1)</script>", Content::Markup),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", Content::Markup),
        (b"<?xml version=\"1.0\"?><svg/>", Content::Markup),
        (b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><nfeProc versao=\"4.00\"/>", Content::Text),
        (b"BM; uma linha de texto\n", Content::Text),
        (b"nome;valor\nMaria;1\n", Content::Text),
        (b"", Content::Other),
    ] {
        assert_eq!(content_of(head), content, "{}", String::from_utf8_lossy(head));
    }
}

proptest! {
    #[test]
    fn no_bytes_make_it_fall(head in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = content_of(&head);
    }

    #[test]
    fn a_page_is_never_taken_for_anything_that_is_accepted(after in "[ -~\n]{0,300}") {
        let content = content_of(format!("<!DOCTYPE html><html>{after}").as_bytes());
        prop_assert!(domain::file::FileKind::ALL.iter().all(|kind| !kind.fits(content)), "{content:?}");
    }
}

//! The way to a bucket, against a server that speaks the part of S3 that is used. It checks no signatures.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use axum::{
    Router,
    body::to_bytes,
    extract::{Request, State},
    http::{Method, StatusCode},
    response::{IntoResponse, Response},
};
use tokio::net::TcpListener;

use super::*;

/// Objects by path; parts of unfinished ones by number.
#[derive(Default)]
struct Bucket {
    objects: Mutex<BTreeMap<String, Vec<u8>>>,
    parts: Mutex<BTreeMap<u32, Vec<u8>>>,
}

async fn answer(State(bucket): State<Arc<Bucket>>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let path = head.uri.path().to_owned();
    let query = head.uri.query().unwrap_or_default().to_owned();
    let body = to_bytes(body, usize::MAX).await.unwrap().to_vec();
    let mut objects = bucket.objects.lock().unwrap_or_else(PoisonError::into_inner);
    let mut parts = bucket.parts.lock().unwrap_or_else(PoisonError::into_inner);
    let tagged = [("etag", "\"1\"")];
    match head.method {
        Method::PUT if query.contains("partNumber=") => {
            let number = query.split(['=', '&']).filter_map(|text| text.parse().ok()).next().unwrap();
            parts.insert(number, body);
            tagged.into_response()
        }
        Method::PUT => {
            objects.insert(path, body);
            tagged.into_response()
        }
        Method::POST if query.starts_with("uploads") => {
            "<InitiateMultipartUploadResult><UploadId>u</UploadId></InitiateMultipartUploadResult>".into_response()
        }
        Method::POST if query.contains("uploadId=") => {
            objects.insert(path, std::mem::take(&mut *parts).into_values().flatten().collect());
            "<CompleteMultipartUploadResult><ETag>\"1\"</ETag></CompleteMultipartUploadResult>".into_response()
        }
        Method::POST if query.starts_with("delete") => {
            let text = String::from_utf8(body).unwrap();
            let key = text.split("<Key>").nth(1).and_then(|rest| rest.split("</Key>").next()).unwrap();
            objects.remove(&format!("{}/{key}", path.trim_end_matches('/')));
            format!("<DeleteResult><Deleted><Key>{key}</Key></Deleted></DeleteResult>").into_response()
        }
        Method::DELETE => {
            objects.remove(&path);
            parts.clear();
            StatusCode::NO_CONTENT.into_response()
        }
        Method::GET if query.contains("list-type=2") => {
            let listed: String = objects
                .iter()
                .map(|(path, bytes)| {
                    let key = path.trim_start_matches("/desk/");
                    format!(
                        "<Contents><Key>{key}</Key><LastModified>2026-03-18T14:31:00.000Z</LastModified><ETag>\"1\"</ETag><Size>{}</Size></Contents>",
                        bytes.len()
                    )
                })
                .collect();
            format!("<ListBucketResult>{listed}</ListBucketResult>").into_response()
        }
        Method::GET => match objects.get(&path) {
            Some(bytes) => {
                let headers = [("etag", "\"1\""), ("last-modified", "Wed, 18 Mar 2026 14:31:00 GMT")];
                (headers, bytes.clone()).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        },
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    }
}

async fn storage_in_bucket() -> (FileStorage, Arc<Bucket>) {
    let known = Arc::new(Bucket::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let service = Router::new().fallback(answer).with_state(Arc::clone(&known));
    tokio::spawn(async move { axum::serve(listener, service).await });
    let variables = [
        ("AWS_ENDPOINT", endpoint.as_str()),
        ("AWS_ALLOW_HTTP", "true"),
        ("AWS_ACCESS_KEY_ID", "k"),
        ("AWS_SECRET_ACCESS_KEY", "s"),
        ("AWS_REGION", "sa-east-1"),
    ];
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let url = "s3://desk/prod";
    let opened = bucket(url, variables.into_iter()).unwrap();
    let storage = FileStorage(Arc::new(Inner { place: Place::Bucket(url.to_owned()), opened: OnceLock::from(opened) }));
    (storage, known)
}

#[tokio::test]
async fn files_go_to_a_bucket_in_one_piece_or_in_several_and_come_back() {
    let (storage, known) = storage_in_bucket().await;
    let large: Vec<u8> = (0..15_000_000_u32).map(|number| number.to_le_bytes()[0]).collect();
    for (name, bytes) in [("small", &b"nota"[..]), ("large", &large)] {
        let mut writer = storage.create(name).unwrap();
        for part in bytes.chunks(900_000) {
            writer.write(Bytes::copy_from_slice(part)).await.unwrap();
        }
        writer.finish().await.unwrap();
        assert!(read(&storage, name).await == bytes, "{name}");
    }
    let paths: Vec<String> = known.objects.lock().unwrap().keys().cloned().collect();
    assert_eq!(paths, ["/desk/prod/large", "/desk/prod/small"]);
    assert_eq!(names(&storage).await, ["large", "small"]);
    assert_eq!(storage.marker().await.unwrap(), None);

    let mut given_up = storage.create("half").unwrap();
    for part in large.chunks(900_000) {
        given_up.write(Bytes::copy_from_slice(part)).await.unwrap();
    }
    given_up.abort().await;
    assert!(matches!(storage.read("half").await.err(), Some(FilesError::Missing(_))));
    storage.delete("large").await.unwrap();
    storage.delete("large").await.unwrap();
    assert_eq!(known.objects.lock().unwrap().len(), 1);
    storage.put_marker("one").await.unwrap();
    assert_eq!(storage.marker().await.unwrap().as_deref(), Some("one"));
    assert_eq!(names(&storage).await, ["small"], "the marker is no file");
}

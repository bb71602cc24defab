//! Reading the first bytes of a file: signatures by the crate `infer`, texts by the rule of the domain.

use domain::file::Content;

/// What the beginning of a file looks like.
pub fn content_of(head: &[u8]) -> Content {
    match infer::get(head).map(|found| found.mime_type()) {
        Some("image/png") => Content::Png,
        Some("image/jpeg") => Content::Jpeg,
        Some("image/gif") => Content::Gif,
        Some("image/webp") => Content::Webp,
        Some("image/heif" | "image/heic") => Content::Heic,
        Some("image/tiff") => Content::Tiff,
        Some("application/pdf") => Content::Pdf,
        Some("application/rtf" | "text/rtf") => Content::Rtf,
        Some("audio/mpeg") => Content::Mp3,
        Some("audio/ogg" | "audio/opus" | "video/ogg" | "application/ogg") => Content::Ogg,
        Some("audio/x-wav" | "audio/wav") => Content::Wav,
        Some("video/mp4" | "video/x-m4v" | "video/quicktime" | "audio/m4a" | "audio/mp4") => Content::IsoMedia,
        Some("video/webm" | "video/x-matroska") => Content::Webm,
        Some(
            "application/msword"
            | "application/vnd.ms-excel"
            | "application/vnd.ms-powerpoint"
            | "application/x-ole-storage",
        ) => Content::Ole,
        // Office and OpenDocument files are zips whose first entry tells them apart, when it is there.
        _ if head.starts_with(b"PK\x03\x04") => Content::Zip,
        _ if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => Content::Ole,
        // Short signatures of other formats are found in texts by chance.
        _ => Content::of_text(head),
    }
}

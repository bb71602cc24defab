//! The types of files that are accepted: what a desk exchanges with its customers, and nothing that a computer runs.

use super::{Content, FileName};

macro_rules! kinds {
    ($($kind:ident: $code:literal, $mime:literal, [$($extension:literal),+], [$($content:ident),+];)+) => {
        coded! {
            /// An accepted type. Its code is also the word of the screens, in capitals.
            pub enum FileKind { $($kind = $code,)+ }
        }

        impl FileKind {
            /// What a download says it is.
            pub const fn mime(self) -> &'static str {
                match self { $(Self::$kind => $mime),+ }
            }

            /// Extensions in lower case; the usual one first.
            pub const fn extensions(self) -> &'static [&'static str] {
                match self { $(Self::$kind => &[$($extension),+]),+ }
            }

            /// Whether a file of this type can look like that inside.
            pub const fn fits(self, content: Content) -> bool {
                match self { $(Self::$kind => matches!(content, $(Content::$content)|+)),+ }
            }
        }
    };
}

kinds! {
    Png: "png", "image/png", ["png"], [Png];
    Jpeg: "jpeg", "image/jpeg", ["jpg", "jpeg", "jfif"], [Jpeg];
    Gif: "gif", "image/gif", ["gif"], [Gif];
    Webp: "webp", "image/webp", ["webp"], [Webp];
    Heic: "heic", "image/heic", ["heic", "heif"], [Heic];
    Tiff: "tiff", "image/tiff", ["tif", "tiff"], [Tiff];
    Pdf: "pdf", "application/pdf", ["pdf"], [Pdf];
    Docx: "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ["docx"], [Zip];
    Xlsx: "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ["xlsx"], [Zip];
    Pptx: "pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", ["pptx"], [Zip];
    Odt: "odt", "application/vnd.oasis.opendocument.text", ["odt"], [Zip];
    Ods: "ods", "application/vnd.oasis.opendocument.spreadsheet", ["ods"], [Zip];
    Odp: "odp", "application/vnd.oasis.opendocument.presentation", ["odp"], [Zip];
    Doc: "doc", "application/msword", ["doc"], [Ole, Rtf];
    Xls: "xls", "application/vnd.ms-excel", ["xls"], [Ole];
    Ppt: "ppt", "application/vnd.ms-powerpoint", ["ppt"], [Ole];
    Rtf: "rtf", "application/rtf", ["rtf"], [Rtf];
    Zip: "zip", "application/zip", ["zip"], [Zip];
    Txt: "txt", "text/plain; charset=utf-8", ["txt", "log"], [Text];
    Csv: "csv", "text/csv; charset=utf-8", ["csv"], [Text];
    Xml: "xml", "application/xml", ["xml"], [Text];
    Json: "json", "application/json", ["json"], [Text];
    Mp3: "mp3", "audio/mpeg", ["mp3"], [Mp3];
    Ogg: "ogg", "audio/ogg", ["ogg", "oga", "opus"], [Ogg];
    Wav: "wav", "audio/wav", ["wav"], [Wav];
    M4a: "m4a", "audio/mp4", ["m4a"], [IsoMedia];
    Mp4: "mp4", "video/mp4", ["mp4", "m4v"], [IsoMedia];
    Mov: "mov", "video/quicktime", ["mov"], [IsoMedia];
    Webm: "webm", "video/webm", ["webm"], [Webm];
}

impl FileKind {
    /// The type that a name claims.
    pub fn of_name(name: &FileName) -> Option<Self> {
        let extension = name.extension()?;
        Self::ALL.into_iter().find(|kind| kind.extensions().contains(&extension.as_str()))
    }

    /// The photo that this content is.
    pub fn of_photo(content: Content) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.is_photo() && kind.fits(content))
    }

    /// An image, whether browsers can show it or not.
    pub const fn is_photo(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Gif | Self::Webp | Self::Heic | Self::Tiff)
    }

    /// Every browser shows it and can do nothing else with it.
    pub const fn shows_inline(self) -> bool {
        matches!(self, Self::Png | Self::Jpeg | Self::Gif | Self::Webp)
    }
}

/// The accepted extensions as the attribute `accept` of a file field wants them: `.png,.jpg,…`.
pub fn accept_attribute() -> String {
    let dotted = FileKind::ALL.iter().flat_map(|kind| kind.extensions()).map(|extension| format!(".{extension}"));
    dotted.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_read_back_and_extensions_belong_to_one_type() {
        let mut seen = std::collections::BTreeSet::new();
        for kind in FileKind::ALL {
            assert_eq!(FileKind::from_code(kind.code()), Some(kind));
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{}\"", kind.code()));
            for extension in kind.extensions() {
                assert!(seen.insert(*extension), "{extension}");
            }
        }
    }

    #[test]
    fn nothing_accepted_is_run_by_a_browser() {
        for kind in FileKind::ALL {
            assert!(!kind.fits(Content::Markup) && !kind.fits(Content::Other), "{kind:?}");
            assert!(!kind.mime().contains("html") && !kind.mime().contains("svg"), "{kind:?}");
            assert!(!kind.shows_inline() || kind.is_photo(), "{kind:?}");
        }
        assert!(accept_attribute().starts_with(".png,.jpg,"));
    }
}

//! Files of tickets and chats: names that lead nowhere, types that are what they say, sizes within the company's limit.
//!
//! [`judge`] decides from the name and from what the first bytes look like; the backend reads those bytes, the browser asks
//! the same rules before it sends anything. Source: "Arquivos" of the product description.

pub mod content;
pub mod kind;
pub mod name;
pub mod wire;

pub use self::{
    content::Content,
    kind::FileKind,
    name::{FileName, FileNameError},
};
use crate::error::ErrorCode;

/// Megabytes of one file, unless the company sets another limit.
pub const MAX_MB: u32 = 25;
/// The limits that can be set. Above the largest one, proxies and patience give up.
pub const MAX_MB_BOUNDS: (u32, u32) = (1, 100);
/// Bytes that are looked at to find out the type.
pub const HEAD: usize = 8 * 1024;
/// Files of one user that may wait for the ticket they belong to.
pub const PENDING_MAX: u32 = 40;
/// Files that a requester may give to one ticket within a day.
pub const DAILY_MAX: u32 = 100;
/// Files of one new ticket or one message.
pub const AT_ONCE_MAX: usize = 20;

/// Megabytes as bytes.
pub fn bytes(megabytes: u32) -> u64 {
    u64::from(megabytes) * 1024 * 1024
}

/// What can be told of a file before it is sent: its size against the limit, and whether its name has a known type.
///
/// # Errors
/// [`ErrorCode::FileEmpty`], [`ErrorCode::FileTooLarge`], [`ErrorCode::FileName`] or [`ErrorCode::FileType`].
pub fn check_before(name: &str, size: u64, max_mb: u32) -> Result<FileName, ErrorCode> {
    let name = FileName::parse(name).map_err(|_| ErrorCode::FileName)?;
    if size == 0 {
        return Err(ErrorCode::FileEmpty);
    }
    if size > bytes(max_mb) {
        return Err(ErrorCode::FileTooLarge { max_mb });
    }
    FileKind::of_name(&name).ok_or(ErrorCode::FileType)?;
    Ok(name)
}

/// The type of a file from its name and its content, which must agree. Photos are what their content says: telephones
/// often give them another extension.
///
/// # Errors
/// [`ErrorCode::FileType`] when the name's type is not accepted, [`ErrorCode::FileDisguised`] when the content is another.
pub fn judge(name: &FileName, content: Content) -> Result<FileKind, ErrorCode> {
    let named = FileKind::of_name(name).ok_or(ErrorCode::FileType)?;
    if named.fits(content) {
        return Ok(named);
    }
    match FileKind::of_photo(content) {
        Some(found) if named.is_photo() => Ok(found),
        _ => Err(ErrorCode::FileDisguised),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(name: &str, content: Content) -> Result<FileKind, ErrorCode> {
        judge(&FileName::parse(name).unwrap(), content)
    }

    #[test]
    fn name_and_content_must_agree() {
        assert_eq!(judged("nota.PDF", Content::Pdf), Ok(FileKind::Pdf));
        assert_eq!(judged("foto.png", Content::Markup), Err(ErrorCode::FileDisguised));
        assert_eq!(judged("nota.pdf", Content::Other), Err(ErrorCode::FileDisguised));
        assert_eq!(judged("planilha.xlsx", Content::Zip), Ok(FileKind::Xlsx));
        assert_eq!(judged("planilha.xls", Content::Markup), Err(ErrorCode::FileDisguised));
        assert_eq!(judged("nfe.xml", Content::Text), Ok(FileKind::Xml));
    }

    #[test]
    fn a_photo_is_what_its_content_says() {
        assert_eq!(judged("foto.jpg", Content::Png), Ok(FileKind::Png));
        assert_eq!(judged("foto.jpeg", Content::Heic), Ok(FileKind::Heic));
        assert_eq!(judged("foto.pdf", Content::Png), Err(ErrorCode::FileDisguised));
    }

    #[test]
    fn what_a_browser_would_run_is_not_accepted() {
        for name in
            ["logo.svg", "pagina.html", "pagina.xhtml", "programa.exe", "macro.docm", "sem-extensao", ".htaccess"]
        {
            for content in [Content::Markup, Content::Text, Content::Other, Content::Zip] {
                assert_eq!(judged(name, content), Err(ErrorCode::FileType), "{name}");
            }
        }
    }

    #[test]
    fn the_limit_is_told_before_anything_is_sent() {
        assert!(check_before("nota.pdf", bytes(25), 25).is_ok());
        assert_eq!(check_before("nota.pdf", bytes(25) + 1, 25), Err(ErrorCode::FileTooLarge { max_mb: 25 }));
        assert_eq!(check_before("nota.pdf", 0, 25), Err(ErrorCode::FileEmpty));
        assert_eq!(check_before("nota.exe", 9, 25), Err(ErrorCode::FileType));
        assert_eq!(check_before("../nota.pdf", 9, 25), Err(ErrorCode::FileName));
    }
}

//! The header that makes a browser keep an answer as a file, under a name of any letters (RFC 6266, RFC 8187).

use axum::http::HeaderValue;

/// `ascii` is for programs that know no other letters; it must hold no quotation mark.
pub fn attachment(ascii: &str, name: &str) -> HeaderValue {
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    HeaderValue::from_str(&format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}"))
        .unwrap_or_else(|_| HeaderValue::from_static("attachment"))
}

#[cfg(test)]
mod tests {
    use super::attachment;

    #[test]
    fn names_of_any_letters_are_sent() {
        let value = attachment("rows.csv", "clientes são - linhas\r\ncom erro.csv");
        assert_eq!(
            value.to_str().unwrap(),
            "attachment; filename=\"rows.csv\"; filename*=UTF-8''clientes%20s%C3%A3o%20-%20linhas%0D%0Acom%20erro.csv"
        );
    }
}

//! The decoder of the socket's frames, given everything but frames.

use domain::live::{ClientFrame, ServerFrame};
use proptest::prelude::*;

const GOOD: [&str; 8] = [
    r#"{"t":"hello","user":3,"version":4}"#,
    r#"{"t":"subscribe","to":{"topic":"chat","id":7},"since":12}"#,
    r#"{"t":"unsubscribe","from":{"topic":"inbox"}}"#,
    r#"{"t":"ping"}"#,
    r#"{"t":"send","id":7,"key":"0123456789abcdef","text":"Olá \"mundo\""}"#,
    r#"{"t":"received","id":7,"seq":3}"#,
    r#"{"t":"read","id":7,"seq":9223372036854775807}"#,
    r#"{"t":"typing","id":7}"#,
];

/// A good frame with some of its bytes changed, cut or doubled.
fn damaged() -> impl Strategy<Value = String> {
    let damage = (any::<prop::sample::Index>(), any::<u8>(), 0_u8..4);
    (prop::sample::select(GOOD.to_vec()), prop::collection::vec(damage, 1..6)).prop_map(|(frame, damages)| {
        let mut bytes = frame.as_bytes().to_vec();
        for (place, byte, kind) in damages {
            let at = place.index(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
            match kind {
                0 if !bytes.is_empty() => bytes[at] = byte,
                1 => bytes.truncate(at),
                2 => bytes.insert(at, byte),
                _ => bytes.extend_from_within(at..),
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn decode(text: &str) -> Option<ClientFrame> {
    serde_json::from_str::<ClientFrame>(text).ok().filter(|frame| frame.check().is_ok())
}

#[test]
fn good_frames_are_good() {
    for text in GOOD {
        assert!(decode(text).is_some(), "{text}");
    }
    // Nesting without end is refused by depth, not by the stack.
    assert!(decode(&"[".repeat(50_000)).is_none());
    assert!(decode(&format!(r#"{{"t":"ping","x":{}}}"#, "[".repeat(50_000))).is_none());
}

proptest! {
    #[test]
    fn anything_is_a_frame_or_refused(text in any::<String>()) {
        let _ = decode(&text);
        let _ = serde_json::from_str::<ServerFrame>(&text);
    }

    #[test]
    fn what_is_decoded_says_the_same_again(text in damaged()) {
        if let Some(frame) = decode(&text) {
            let again = serde_json::to_string(&frame).unwrap();
            prop_assert_eq!(decode(&again), Some(frame));
        }
    }
}

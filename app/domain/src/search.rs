//! The folded form of text: what is stored beside a name for searching, and what a typed search becomes.
//!
//! Both sides must go through `fold`, so "JOÃO D'Ávila" and "joao davila" meet. The table is hand-written (Latin letters
//! only) to keep Unicode data out of the browser. How the folded text is indexed is the database's matter.

/// Lower case, no accents, apostrophes dropped ("d'avila" → "davila"), every other mark a space, spaces collapsed and
/// trimmed. An e-mail address stays one word: a word with `@` inside keeps `@ . _ + -`. Idempotent.
pub fn fold(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        fold_char(c, &mut plain);
    }
    let mut folded = String::with_capacity(plain.len());
    for word in plain.split(' ').map(|word| word.trim_matches(is_joiner)) {
        if word.contains('@') {
            push_word(&mut folded, word);
        } else {
            for part in word.split(is_joiner) {
                push_word(&mut folded, part);
            }
        }
    }
    folded
}

/// The distinct words of a typed search, folded, in the order typed. A record matches when it contains all of them.
pub fn terms(text: &str) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    for word in fold(text).split(' ').filter(|word| !word.is_empty()) {
        if !terms.iter().any(|known| known == word) {
            terms.push(word.to_owned());
        }
    }
    terms
}

/// Only the digits 0–9 of a text: for searching documents, phones and protocol numbers typed with punctuation.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Characters nobody sees: zero-width spaces, direction marks, the byte order mark. They ride along when a number is
/// copied from a chat or a spreadsheet.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The hyphen and its look-alikes (word processors replace one by another).
pub(crate) const fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

fn push_word(folded: &mut String, word: &str) {
    if word.is_empty() {
        return;
    }
    if !folded.is_empty() {
        folded.push(' ');
    }
    folded.push_str(word);
}

const fn is_joiner(c: char) -> bool {
    matches!(c, '@' | '.' | '_' | '+' | '-')
}

/// Appends what one lower-case character becomes: itself, letters without accent, a space, or nothing.
fn fold_char(c: char, out: &mut String) {
    let letters = match c {
        'a'..='z' | '0'..='9' | '@' | '.' | '_' | '+' | '-' => return out.push(c),
        '\'' | '’' | '‘' | 'ʼ' | '´' | '`' => return,
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' | 'ǟ' | 'ǡ' | 'ǻ' | 'ȁ' | 'ȃ' | 'ȧ' | 'ḁ' | 'ạ'..='ặ' | 'ª' => {
            "a"
        }
        'ḃ' | 'ḅ' | 'ḇ' => "b",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' | 'ḉ' => "c",
        'ď' | 'đ' | 'ð' | 'ḋ' | 'ḍ' | 'ḏ' | 'ḑ' | 'ḓ' => "d",
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' | 'ȅ' | 'ȇ' | 'ȩ' | 'ḕ' | 'ḗ' | 'ḙ' | 'ḛ' | 'ḝ' | 'ẹ'..='ệ' => {
            "e"
        }
        'ḟ' => "f",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' | 'ǧ' | 'ǵ' | 'ḡ' => "g",
        'ĥ' | 'ħ' | 'ȟ' | 'ḣ' | 'ḥ' | 'ḧ' | 'ḩ' | 'ḫ' | 'ẖ' => "h",
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' | 'ǐ' | 'ȉ' | 'ȋ' | 'ḭ' | 'ḯ' | 'ỉ' | 'ị' => "i",
        'ĵ' | 'ǰ' => "j",
        'ķ' | 'ǩ' | 'ḱ' | 'ḳ' | 'ḵ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' | 'ḷ' | 'ḹ' | 'ḻ' | 'ḽ' => "l",
        'ḿ' | 'ṁ' | 'ṃ' => "m",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŉ' | 'ǹ' | 'ṅ' | 'ṇ' | 'ṉ' | 'ṋ' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'ơ' | 'ǒ' | 'ǫ' | 'ǭ' | 'ǿ' | 'ȍ' | 'ȏ' | 'ȫ' | 'ȭ' | 'ȯ' | 'ȱ' | 'º' => {
            "o"
        }
        'ṍ' | 'ṏ' | 'ṑ' | 'ṓ' | 'ọ'..='ợ' => "o",
        'ṕ' | 'ṗ' => "p",
        'ŕ' | 'ŗ' | 'ř' | 'ȑ' | 'ȓ' | 'ṙ' | 'ṛ' | 'ṝ' | 'ṟ' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ṡ' | 'ṣ' | 'ṥ' | 'ṧ' | 'ṩ' => "s",
        'ţ' | 'ť' | 'ŧ' | 'ț' | 'ṫ' | 'ṭ' | 'ṯ' | 'ṱ' | 'ẗ' => "t",
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' | 'ư' | 'ǔ' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' | 'ȕ' | 'ȗ' => {
            "u"
        }
        'ṳ' | 'ṵ' | 'ṷ' | 'ṹ' | 'ṻ' | 'ụ'..='ự' => "u",
        'ṽ' | 'ṿ' => "v",
        'ŵ' | 'ẁ' | 'ẃ' | 'ẅ' | 'ẇ' | 'ẉ' | 'ẘ' => "w",
        'ẋ' | 'ẍ' => "x",
        'ý' | 'ÿ' | 'ŷ' | 'ȳ' | 'ẏ' | 'ẙ' | 'ỳ'..='ỹ' => "y",
        'ź' | 'ż' | 'ž' | 'ẑ' | 'ẓ' | 'ẕ' => "z",
        'æ' | 'ǽ' | 'ǣ' => "ae",
        'œ' => "oe",
        'ß' | 'ẞ' => "ss",
        'þ' => "th",
        // Combining marks: "é" may come as "e" + U+0301 from some keyboards and file systems.
        '\u{300}'..='\u{36f}' => return,
        _ if is_invisible(c) => return,
        _ if is_dash(c) => "-",
        _ if c.is_alphanumeric() => return out.push(c),
        _ => " ",
    };
    out.push_str(letters);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_matter() {
        assert_eq!(fold("  JOÃO   da Conceição\tÁvila "), "joao da conceicao avila");
        assert_eq!(
            fold("Müller Håkon Łódź Čapek Øre Straße Þór Œuvre"),
            "muller hakon lodz capek ore strasse thor oeuvre"
        );
        assert_eq!(fold("Nguyễn ẤỦỹ"), "nguyen auy");
        assert_eq!(fold("Joa\u{303}o Jose\u{301}"), fold("João José"));
        assert_eq!(fold("İstanbul IRMÃOS nº 5ª"), "istanbul irmaos no 5a");
    }

    #[test]
    fn marks_become_spaces_and_apostrophes_vanish() {
        assert_eq!(fold("D'Ávila / Sant’Anna"), "davila santanna");
        assert_eq!(fold("Souza-Lima & Cia. Ltda."), "souza lima cia ltda");
        assert_eq!(fold("S.A."), "s a");
        assert_eq!(fold("...--- !?"), "");
        assert_eq!(fold(""), "");
    }

    #[test]
    fn an_address_stays_one_word() {
        assert_eq!(fold("<Maria.Lima+x@Minha-Loja.com.br>,"), "maria.lima+x@minha-loja.com.br");
        assert_eq!(fold("@ maria @"), "maria");
    }

    #[test]
    fn other_alphabets_are_kept() {
        assert_eq!(fold("ΣΟΦΙΑ Дмитрий 山田"), "σοφια дмитрий 山田");
    }

    #[test]
    fn terms_are_distinct_and_in_order() {
        assert_eq!(terms(" Silva  JOSÉ silva jose"), ["silva", "jose"]);
        assert!(terms(" - ").is_empty());
    }

    #[test]
    fn digits_drop_everything_else() {
        assert_eq!(digits("529.982.247-25 ou (11) 9٣"), "52998224725119");
    }
}

//! Text that cannot break out of its place in a page.

/// Appends text, with what means something in HTML escaped and what no page may hold left out.
pub(crate) fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(character),
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
}

/// The same as a new string.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&mut out, text);
    out
}

/// Text for the part of an address behind `#`.
pub(super) fn percent_encoded(text: &str) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.push(HEX.get(usize::from(digit)).copied().map_or('0', char::from));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{escaped, percent_encoded};

    #[test]
    fn markup_is_text() {
        assert_eq!(escaped("<a href='x'>&\"\u{0}\u{8}"), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;");
    }

    #[test]
    fn addresses_hold_letters_and_percent_signs_only() {
        assert_eq!(percent_encoded("a_1[b=c]医"), "a_1%5Bb%3Dc%5D%E5%8C%BB");
    }
}

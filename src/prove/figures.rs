//! How counts of people and shares of them are written.

/// A number of kinds of person, in words.
pub fn kinds(count: u128) -> String {
    match count {
        u128::MAX => "more than 10^38 kinds of person".to_owned(),
        1 => "1 kind of person".to_owned(),
        _ => format!("{} kinds of person", grouped(count)),
    }
}

/// A number with its thousands apart.
pub fn grouped(count: u128) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share of a whole, in hundredths: never 0 or 100 where it is not.
pub fn percent(part: u128, whole: u128) -> u128 {
    match part {
        0 => 0,
        part if part == whole => 100,
        // Where a product would not fit both are past telling apart more finely.
        part => match part.checked_mul(100) {
            Some(hundredfold) => hundredfold.checked_div(whole).unwrap_or(0).clamp(1, 99),
            None => part
                .checked_div((whole / 100).max(1))
                .unwrap_or(0)
                .clamp(1, 99),
        },
    }
}

//! Numbers, money and percentages as a language writes them.

use super::{Dir, Language};

/// The number signs of a language.
#[derive(Clone, Debug)]
pub(super) struct Numbers {
    pub(super) decimal: String,
    pub(super) group: String,
    /// Groups are set apart from this many digits before the decimal sign on (Spanish: 5).
    pub(super) group_from: usize,
    pub(super) minus: String,
    /// The digits 0 to 9.
    pub(super) digits: Vec<char>,
    /// What stands for a number that cannot be told.
    pub(super) unknown: String,
}

impl Language {
    /// A number with this many decimals, rounded half away from zero, with the language's signs.
    /// A value that is no number gives the file's `unknown` sign, never `NaN`.
    pub fn number(&self, value: f64, decimals: usize) -> String {
        let signs = &self.numbers;
        if !value.is_finite() {
            return signs.unknown.clone();
        }
        // Rounding by hand first: `format!` rounds 0.125 to 0.12, a reader expects 0.13.
        let power = 10f64.powi(decimals.min(9) as i32);
        let scaled = value.abs() * power;
        let rounded = if scaled < 1e15 {
            (scaled + 1e-9 * scaled.max(1.0)).round().max(0.0) / power
        } else {
            value.abs()
        };
        let text = match decimals == 0 && rounded < 1e15 {
            // Most numbers are counts and days: fractions take twenty times as long to write.
            true => (rounded as u64).to_string(),
            false => format!("{rounded:.decimals$}"),
        };
        let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
        let mut out = String::new();
        if value < 0.0 && rounded != 0.0 {
            self.sign(&mut out, &signs.minus);
        }
        let grouped = whole.len() >= signs.group_from;
        for (at, digit) in whole.chars().enumerate() {
            if grouped && at > 0 && (whole.len() - at) % 3 == 0 {
                out.push_str(&signs.group);
            }
            out.push(self.digit(digit));
        }
        if !fraction.is_empty() {
            out.push_str(&signs.decimal);
            out.extend(fraction.chars().map(|digit| self.digit(digit)));
        }
        out
    }

    /// A whole number with the language's separators.
    pub fn whole(&self, value: i64) -> String {
        self.number(value as f64, 0)
    }

    /// A number with no more decimals than it needs, at most this many: 14, 36.4, 0.29.
    pub fn short_number(&self, value: f64, at_most: usize) -> String {
        let scaled = (value * 10f64.powi(at_most as i32)).round();
        let needed = (0..at_most)
            .find(|decimals| scaled % 10f64.powi((at_most - decimals) as i32) == 0.0)
            .unwrap_or(at_most);
        self.number(value, needed)
    }

    /// A number that always shows its sign, for differences: `+0.7`, `−0.2`, `0`.
    pub fn signed(&self, value: f64, decimals: usize) -> String {
        let text = self.number(value, decimals);
        let zero = self.number(0.0, decimals);
        match value > 0.0 && value.is_finite() && text != zero {
            true => {
                let mut out = String::new();
                self.sign(&mut out, "+");
                out + &text
            }
            false => text,
        }
    }

    /// A share from 0 to 1 as a percentage. Only for groups of twenty or more (product.md, 2.5).
    pub fn percent(&self, share: f64, decimals: usize) -> String {
        self.say(
            "percent",
            &[("n", self.number(share * 100.0, decimals).into())],
        )
    }

    /// An amount with its currency's sign, or its code where the language has no sign for it.
    /// Decimals only below a thousand and only where the amount is not whole.
    pub fn money(&self, amount: f64, currency: &str) -> String {
        let whole = amount.abs() >= 999.995 || (amount - amount.round()).abs() < 0.005;
        let number = self.number(amount.abs(), if whole { 0 } else { 2 });
        let code = currency.to_uppercase();
        let text = match self.symbols.get(code.as_str()) {
            Some(symbol) => self.fill(
                &self.money_with_symbol,
                &[
                    ("symbol", symbol.as_str().into()),
                    ("amount", number.into()),
                ],
            ),
            None => self.fill(
                &self.money_with_code,
                &[("code", code.into()), ("amount", number.into())],
            ),
        };
        match amount <= -0.005 {
            true => format!("{}{text}", self.numbers.minus),
            false => text,
        }
    }

    /// What people call a currency in running text (`euros`), or its code.
    pub fn currency_name(&self, currency: &str) -> String {
        let code = currency.to_uppercase();
        self.currencies.get(code.as_str()).cloned().unwrap_or(code)
    }

    /// A sign before a number; where text runs from right to left with a mark that keeps it there.
    fn sign(&self, out: &mut String, sign: &str) {
        if self.dir == Dir::Rtl {
            out.push('\u{200e}');
        }
        out.push_str(sign);
    }

    fn digit(&self, digit: char) -> char {
        let value = digit.to_digit(10).unwrap_or(0) as usize;
        self.numbers.digits.get(value).copied().unwrap_or(digit)
    }
}

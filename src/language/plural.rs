//! The plural rules of CLDR for the languages that Casebook speaks.

/// A plural category of CLDR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Category {
    /// Arabic: 0.
    Zero,
    /// 1; in French and Portuguese 0 too.
    One,
    /// Arabic: 2.
    Two,
    /// Arabic: 3 to 10, 103 to 110, …
    Few,
    /// Arabic: 11 to 99; French, Spanish, Portuguese: whole millions.
    Many,
    /// Everything else.
    Other,
}

impl Category {
    /// Its name in a language file; `None` for any other word.
    pub fn from_name(name: &str) -> Option<Category> {
        Some(match name {
            "zero" => Category::Zero,
            "one" => Category::One,
            "two" => Category::Two,
            "few" => Category::Few,
            "many" => Category::Many,
            "other" => Category::Other,
            _ => return None,
        })
    }
}

/// Which language's rules hold. A regional code (`pt-BR`) follows its language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// English, German: one for exactly 1, written without decimals.
    Germanic,
    /// French, Portuguese: one for 0 and 1 and what lies between; many for whole millions.
    French,
    /// Spanish: one for 1, written with decimals or without; many for whole millions.
    Spanish,
    /// Arabic: all six categories.
    Arabic,
}

impl Rules {
    /// The rules for a language code; `None` where Casebook does not know them.
    pub fn of(code: &str) -> Option<Rules> {
        Some(match code.split('-').next().unwrap_or_default() {
            "en" | "de" => Rules::Germanic,
            "fr" | "pt" => Rules::French,
            "es" => Rules::Spanish,
            "ar" => Rules::Arabic,
            _ => return None,
        })
    }

    /// The categories that the language tells apart.
    pub fn categories(self) -> &'static [Category] {
        use Category::*;
        match self {
            Rules::Germanic => &[One, Other],
            Rules::French | Rules::Spanish => &[One, Many, Other],
            Rules::Arabic => &[Zero, One, Two, Few, Many, Other],
        }
    }

    /// The category of a number as it is written: its value and how many decimals it shows.
    pub fn category(self, value: f64, decimals: usize) -> Category {
        let value = value.abs();
        let whole = value.trunc();
        let million = decimals == 0 && whole != 0.0 && whole % 1e6 == 0.0;
        match self {
            Rules::Germanic if value == 1.0 && decimals == 0 => Category::One,
            Rules::French if whole <= 1.0 => Category::One,
            Rules::Spanish if value == 1.0 => Category::One,
            Rules::French | Rules::Spanish if million => Category::Many,
            Rules::Arabic if value != whole => Category::Other,
            Rules::Arabic => match (value, (whole % 100.0) as u8) {
                (0.0, _) => Category::Zero,
                (1.0, _) => Category::One,
                (2.0, _) => Category::Two,
                (_, 3..=10) => Category::Few,
                (_, 11..=99) => Category::Many,
                _ => Category::Other,
            },
            _ => Category::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Category::*, Rules};

    /// The samples of CLDR 46's plurals.xml.
    #[test]
    fn categories_are_those_of_cldr() {
        let check = |code: &str, value: f64, decimals, expected| {
            let rules = Rules::of(code).expect("a known language");
            let got = rules.category(value, decimals);
            assert_eq!(got, expected, "{code} {value:.decimals$}");
            assert!(rules.categories().contains(&got));
        };
        for code in ["en", "de", "en-GB"] {
            check(code, 0.0, 0, Other);
            check(code, 1.0, 0, One);
            check(code, 1.0, 1, Other);
            check(code, 2.0, 0, Other);
        }
        for code in ["fr", "pt"] {
            check(code, 0.0, 0, One);
            check(code, 1.5, 1, One);
            check(code, 2.0, 0, Other);
            check(code, 1e6, 0, Many);
            check(code, 1_000_001.0, 0, Other);
        }
        check("es", 0.0, 0, Other);
        check("es", 1.0, 1, One);
        check("es", 3e6, 0, Many);
        for (value, expected) in [
            (0.0, Zero),
            (1.0, One),
            (2.0, Two),
            (3.0, Few),
            (10.0, Few),
            (103.0, Few),
            (11.0, Many),
            (99.0, Many),
            (111.0, Many),
            (100.0, Other),
            (102.0, Other),
        ] {
            check("ar", value, 0, expected);
        }
        check("ar", 1.5, 1, Other);
        assert_eq!(Rules::of("tlh"), None);
    }
}

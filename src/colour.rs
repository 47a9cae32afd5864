//! Colours of the look: what is written in `site.toml`, how well it stands on paper, and the nearest
//! shade that stands well enough. Contrast is that of WCAG 2.2.

/// What text needs of the paper that it stands on.
pub const ENOUGH: f64 = 4.5;
/// The paper of the default site theme.
pub const LIGHT_PAPER: Colour = Colour([0xfb, 0xf8, 0xf2]);
/// The same in the dark.
pub const DARK_PAPER: Colour = Colour([0x17, 0x16, 0x13]);

/// A colour: red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// Reads `#0b5fa5` or `#05a`.
    pub fn read(text: &str) -> Option<Colour> {
        let digits = text.trim().strip_prefix('#')?;
        let digits: Vec<u8> = (digits.chars())
            .map(|c| c.to_digit(16).map(|digit| digit as u8))
            .collect::<Option<_>>()?;
        match digits[..] {
            [r, g, b] => Some(Colour([r * 17, g * 17, b * 17])),
            [a, b, c, d, e, f] => Some(Colour([a * 16 + b, c * 16 + d, e * 16 + f])),
            _ => None,
        }
    }

    /// As CSS writes it.
    pub fn hex(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    /// Relative luminance, 0 to 1.
    fn luminance(self) -> f64 {
        let linear = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            match part <= 0.04045 {
                true => part / 12.92,
                false => ((part + 0.055) / 1.055).powf(2.4),
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// The contrast of two colours, 1 to 21.
    pub fn contrast(self, other: Colour) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// So much of the other colour mixed into this one, 0 to 1.
    pub fn mixed(self, other: Colour, share: f64) -> Colour {
        let mix = |a: u8, b: u8| f64::from(a) + (f64::from(b) - f64::from(a)) * share;
        let part = |at: usize| mix(self.0[at], other.0[at]).round() as u8;
        Colour([part(0), part(1), part(2)])
    }

    /// The colour itself where it stands well enough on this paper, else the nearest shade of it
    /// towards black or white that does.
    pub fn readable_on(self, paper: Colour) -> Colour {
        let end = match paper.luminance() > 0.18 {
            true => Colour([0; 3]),
            false => Colour([255; 3]),
        };
        (0..=100)
            .map(|step| self.mixed(end, f64::from(step) / 100.0))
            .find(|shade| shade.contrast(paper) >= ENOUGH)
            .unwrap_or(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colour(text: &str) -> Colour {
        Colour::read(text).expect("a colour")
    }

    #[test]
    fn colours_are_read_as_css_writes_them() {
        assert_eq!(colour("#0b5fa5").hex(), "#0b5fa5");
        assert_eq!(colour("#05A").hex(), "#0055aa");
        for wrong in ["0b5fa5", "#0b5fa", "#0b5fg5", "navy", ""] {
            assert_eq!(Colour::read(wrong), None, "{wrong}");
        }
    }

    /// WCAG 2.2, technique G18: black on white is 21:1; #777777 on white is 4.48:1 and just fails.
    #[test]
    fn contrast_is_that_of_wcag() {
        let white = colour("#fff");
        assert!((colour("#000").contrast(white) - 21.0).abs() < 1e-9);
        assert!((colour("#777777").contrast(white) - 4.48).abs() < 0.005);
        assert!((colour("#767676").contrast(white) - 4.54).abs() < 0.005);
    }

    #[test]
    fn a_shade_stands_well_enough_on_its_paper() {
        assert_eq!(
            colour("#9c2a1a").readable_on(LIGHT_PAPER),
            colour("#9c2a1a")
        );
        for accent in ["#ff0", "#000", "#fff", "#0b5fa5", "#f2957e"] {
            for paper in [LIGHT_PAPER, DARK_PAPER] {
                assert!(colour(accent).readable_on(paper).contrast(paper) >= ENOUGH);
            }
        }
    }

    #[test]
    fn the_papers_are_those_of_the_style_sheet() {
        let style = include_str!("../themes/default/assets/style.css");
        for paper in [LIGHT_PAPER, DARK_PAPER] {
            assert!(style.contains(&format!("--paper: {}", paper.hex())));
        }
    }
}

//! The few colours of a card, each in steps from paper to full: a pixel is one byte, its place in
//! this palette.

use super::layout::Shape;
use crate::colour::Colour;

/// Places in a palette; the first is paper.
const PLACES: usize = 256;
/// More steps than these nobody sees at the edge of a letter, and each costs bytes.
const MOST_STEPS: usize = 16;

/// The colours of a card in the order in which its shapes have them.
#[derive(Debug)]
pub struct Palette {
    paper: Colour,
    colours: Vec<Colour>,
    steps: u8,
}

/// A colour's places.
#[derive(Clone, Copy, Debug)]
pub struct Ink {
    /// The place before that of its first step.
    before: u8,
    steps: u8,
}

impl Palette {
    /// The layout gives a card five colours or fewer.
    pub fn of(paper: Colour, shapes: &[Shape]) -> Palette {
        let mut colours = Vec::new();
        for shape in shapes {
            let colour = shape.colour();
            if !colours.contains(&colour) && colours.len() + 1 < PLACES {
                colours.push(colour);
            }
        }
        let steps = (PLACES - 1) / colours.len().max(1);
        Palette {
            paper,
            colours,
            steps: steps.min(MOST_STEPS) as u8,
        }
    }

    pub fn ink(&self, colour: Colour) -> Ink {
        let known = self.colours.iter().position(|known| *known == colour);
        Ink {
            before: known.unwrap_or(0) as u8 * self.steps,
            steps: self.steps,
        }
    }

    /// Red, green and blue of each place.
    pub fn bytes(&self) -> Vec<u8> {
        let step = |colour: &Colour, step: u8| {
            let (step, steps) = (i32::from(step), i32::from(self.steps));
            let mixed = |(paper, full): (&u8, &u8)| {
                let (paper, full) = (i32::from(*paper), i32::from(*full));
                (paper
                    + ((full - paper) * 2 * step + (full - paper).signum() * steps) / (2 * steps))
                    as u8
            };
            let pairs = self.paper.0.iter().zip(&colour.0);
            pairs.map(mixed).collect::<Vec<u8>>()
        };
        let inks = self.colours.iter();
        let inks = inks.flat_map(|colour| (1..=self.steps).flat_map(move |at| step(colour, at)));
        self.paper.0.into_iter().chain(inks).collect()
    }
}

impl Ink {
    /// The place of what covers a part of a pixel, 0 to 255 for none to all of it.
    pub fn covering(self, part: u8) -> u8 {
        let step = (u16::from(part) * u16::from(self.steps) + 127) / 255;
        match step as u8 {
            0 => 0,
            step => self.before + step,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(colour: Colour) -> Shape {
        Shape::Rect {
            x: 0,
            y: 0,
            width: 1,
            height: 1,
            colour,
        }
    }

    #[test]
    fn colours_stand_in_steps_from_paper_to_full() {
        let (ink, quiet) = (Colour([0, 10, 200]), Colour([1, 2, 3]));
        let paper = Colour([250, 240, 200]);
        let palette = Palette::of(paper, &[rect(ink), rect(quiet), rect(ink)]);
        let bytes = palette.bytes();
        let (places, _) = bytes.as_chunks();
        assert_eq!(places.len(), 1 + 2 * MOST_STEPS);
        let at = |ink: Ink, part: u8| places[usize::from(ink.covering(part))];
        for (colour, ink) in [(ink, palette.ink(ink)), (quiet, palette.ink(quiet))] {
            assert_eq!((at(ink, 0), at(ink, 255)), (paper.0, colour.0));
            let reds: Vec<u8> = (0..=255).map(|part| at(ink, part)[0]).collect();
            assert!(reds.is_sorted_by(|a, b| a >= b), "{reds:?}");
        }
        assert_eq!(at(palette.ink(ink), 128)[..2], [125, 125]);
    }

    #[test]
    fn as_many_colours_as_there_are_places_have_one_step() {
        let shapes: Vec<Shape> = (0..=255).map(|red| rect(Colour([red, 0, 0]))).collect();
        let palette = Palette::of(Colour([9, 9, 9]), &shapes);
        assert_eq!(palette.bytes().len(), 3 * PLACES);
        assert_eq!(palette.ink(Colour([254, 0, 0])).covering(255), 255);
    }
}

//! Rectangles, and finding a free one for a label.

/// A rectangle: its upper left corner and its size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Area {
    /// A rectangle; a size below zero is taken as zero.
    pub fn new(x: f64, y: f64, width: f64, height: f64) -> Area {
        Area {
            x,
            y,
            width: width.max(0.0),
            height: height.max(0.0),
        }
    }

    /// Right edge.
    pub fn right(&self) -> f64 {
        self.x + self.width
    }

    /// Lower edge.
    pub fn bottom(&self) -> f64 {
        self.y + self.height
    }

    /// Whether two rectangles share more than an edge.
    pub fn overlaps(&self, other: &Area) -> bool {
        let slack = 0.01;
        self.x + slack < other.right()
            && other.x + slack < self.right()
            && self.y + slack < other.bottom()
            && other.y + slack < self.bottom()
    }

    /// Whether `other` lies within it.
    pub fn holds(&self, other: &Area) -> bool {
        let slack = 0.01;
        other.x >= self.x - slack
            && other.y >= self.y - slack
            && other.right() <= self.right() + slack
            && other.bottom() <= self.bottom() + slack
    }

    /// The rectangle with a margin around it.
    pub fn grown(&self, by: f64) -> Area {
        let (width, height) = (self.width + 2.0 * by, self.height + 2.0 * by);
        Area::new(self.x - by, self.y - by, width, height)
    }
}

/// Room for labels: a frame, and what is taken in it.
#[derive(Clone, Debug)]
pub struct Room {
    frame: Area,
    taken: Vec<Area>,
}

impl Room {
    /// An empty frame.
    pub fn new(frame: Area) -> Room {
        Room {
            frame,
            taken: Vec::new(),
        }
    }

    /// Keeps labels away from here.
    pub fn take(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Whether a label would be free here.
    pub fn is_free(&self, area: &Area) -> bool {
        self.frame.holds(area) && !self.taken.iter().any(|taken| taken.overlaps(area))
    }

    /// Takes the first free one of the candidates and gives its number.
    pub fn place(&mut self, candidates: &[Area]) -> Option<usize> {
        let at = candidates.iter().position(|area| self.is_free(area))?;
        self.take(candidates[at]);
        Some(at)
    }
}

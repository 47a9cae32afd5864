//! The charts' geometry: pure functions from findings to drawings that a template turns into SVG.

//! Which pages exist, and exactly what each template sees.

pub mod chart;

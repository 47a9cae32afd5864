//! The words of the interface: one language file, its texts, plural forms, numbers and dates.

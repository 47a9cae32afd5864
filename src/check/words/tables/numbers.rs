//! Numbers as words.

/// Numbers as words, from two to twenty and some more, in the languages of the tables.
#[rustfmt::skip] // word lists
pub const NUMBERS: &[(&str, u32)] = &[
    ("one", 1), ("two", 2), ("three", 3), ("four", 4), ("five", 5), ("six", 6), ("seven", 7),
    ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11), ("twelve", 12), ("thirteen", 13),
    ("fourteen", 14), ("fifteen", 15), ("sixteen", 16), ("seventeen", 17), ("eighteen", 18),
    ("nineteen", 19), ("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50), ("none", 0),
    ("nobody", 0), ("both", 2), ("everybody", 0), ("everyone", 0), ("half", 0), ("zwei", 2),
    ("drei", 3), ("vier", 4), ("fünf", 5), ("sechs", 6), ("sieben", 7), ("acht", 8), ("neun", 9),
    ("zehn", 10), ("elf", 11), ("zwölf", 12), ("beide", 2), ("niemand", 0), ("deux", 2),
    ("trois", 3), ("quatre", 4), ("cinq", 5), ("sept", 7), ("huit", 8), ("neuf", 9), ("dix", 10),
    ("onze", 11), ("douze", 12), ("personne", 0), ("dos", 2), ("tres", 3), ("cuatro", 4),
    ("cinco", 5), ("seis", 6), ("siete", 7), ("ocho", 8), ("nueve", 9), ("diez", 10),
    ("doce", 12), ("nadie", 0), ("dois", 2), ("duas", 2), ("três", 3), ("quatro", 4),
    ("sete", 7), ("oito", 8), ("nove", 9), ("dez", 10), ("doze", 12), ("ninguém", 0),
];

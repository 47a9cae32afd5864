//! Given names that are common where the guide's languages are spoken, those left out that are
//! words too (Mark, Will, Rose, Paris, Mai).

/// In lower case, in the order of the alphabet.
#[rustfmt::skip] // word lists
const NAMES: &[&str] = &[
    "aaron", "abigail", "adam", "adriana", "agnes", "ahmed", "alain", "alejandra", "alejandro",
    "alexander", "alexandra", "alfred", "alice", "alicia", "aline", "amanda", "amelia", "ana",
    "anastasia", "andrea", "andreas", "andrew", "angela", "anna", "anne", "annika", "anthony",
    "antoine", "antonia", "antonio", "arthur", "ashley", "barbara", "beatrice", "beatriz",
    "benjamin", "bernard", "bernd", "bianca", "birgit", "brenda", "brian", "brigitte", "bruno",
    "camila", "camille", "carla", "carlos", "carmen", "carol", "carolina", "caroline",
    "catherine", "cecilia", "charles", "charlotte", "chloe", "chloé", "christian", "christina",
    "christine", "christoph", "christopher", "clara", "claudia", "cristina", "daniel", "daniela",
    "david", "deborah", "denis", "dennis", "diana", "diego", "dieter", "dominik", "donald",
    "dorothy", "dylan", "eduardo", "edward", "elena", "elias", "elisabeth", "elizabeth", "emily",
    "emma", "enrique", "eric", "erik", "ernst", "esther", "ethan", "eva", "evelyn", "fabian",
    "fatima", "felipe", "felix", "fernanda", "fernando", "florian", "francisco", "frank",
    "franz", "frédéric", "friedrich", "françois", "gabriel", "gabriela", "gabriele", "george",
    "georg", "gerard", "gerhard", "gisela", "giulia", "giuseppe", "gloria", "gonzalo", "gregory",
    "guillaume", "gustavo", "hannah", "hans", "harry", "heather", "heike", "heinrich", "helen",
    "helena", "helga", "henrik", "henry", "hugo", "hélène", "ian", "ibrahim", "ignacio", "ines",
    "inês", "ingrid", "irene", "isabel", "isabella", "isabelle", "ivan", "jack", "jacob",
    "jacqueline", "jakob", "james", "jan", "jana", "janet", "jason", "javier", "jean", "jeffrey",
    "jennifer", "jeremy", "jessica", "joan", "joana", "joão", "joaquín", "johanna", "johannes",
    "john", "jonas", "jonathan", "jorge", "josef", "joseph", "josé", "joshua", "juan", "juana",
    "judith", "julia", "julian", "julie", "julien", "jürgen", "karen", "karin", "karl",
    "katharina", "katherine", "kathleen", "katrin", "kenneth", "kevin", "kimberly", "klaus",
    "kyle", "larissa", "laura", "lauren", "laurent", "lena", "leon", "leonie", "letícia", "liam",
    "linda", "lisa", "lorena", "louis", "louise", "lucas", "lucia", "lucía", "luca", "luis",
    "luisa", "lukas", "lukasz", "luís", "manfred", "manuel", "manuela", "marcel", "marcelo",
    "marco", "marcos", "margaret", "margarita", "maria", "mariana", "marie", "marina", "mario",
    "marion", "markus", "marta", "martha", "martin", "martina", "mary", "marí", "maría", "mateo",
    "mathieu", "matthew", "matthias", "maximilian", "megan", "melanie", "melissa", "mercedes",
    "mia", "michael", "michaela", "michel", "michelle", "miguel", "mohamed", "mohammed",
    "monica", "monika", "muhammad", "mónica", "nadine", "nancy", "natalia", "natalie", "nathan",
    "nicholas", "nicolas", "nicole", "nina", "noah", "nora", "nuno", "olga", "oliver", "olivia",
    "olivier", "oscar", "otto", "pablo", "pamela", "pascal", "patricia", "patrick", "paul",
    "paula", "paulo", "pedro", "peter", "petra", "philip", "philipp", "philippe", "pierre",
    "pilar", "rachel", "rafael", "rainer", "ralf", "raquel", "raymond", "rebecca", "renate",
    "ricardo", "richard", "robert", "roberto", "rodrigo", "roger", "roland", "ronald", "rosa",
    "rui", "ruth", "ryan", "sabine", "samantha", "samuel", "sandra", "sara", "sarah", "scott",
    "sebastian", "sergio", "sharon", "silke", "silvia", "simone", "sofia", "sofía", "sonia",
    "sophia", "sophie", "stefan", "stefanie", "stephanie", "stephen", "steven", "susan",
    "susanne", "svetlana", "sylvie", "sébastien", "tatiana", "teresa", "theresa", "thiago",
    "thomas", "tiago", "timothy", "tobias", "tomás", "tyler", "ulrich", "ulrike", "ursula",
    "uwe", "valentina", "valeria", "valérie", "vanessa", "vera", "veronica", "verónica",
    "victoria", "vincent", "virginia", "vitor", "víctor", "walter", "werner", "wilhelm",
    "william", "wolfgang", "xavier", "yannick", "yasmin", "yolanda", "yusuf", "yves", "zoe",
    "álvaro", "ángel",
];

/// Whether a word is one of them, in any case.
pub fn is_given(word: &str) -> bool {
    let long = word.chars().count() > 2;
    long && NAMES.contains(&word.to_lowercase().as_str())
}

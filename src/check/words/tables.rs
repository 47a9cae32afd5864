//! Word lists of the rules, one table a language. Phrases are in lower case, words parted by one
//! space, apostrophes straight; a comma is a word of its own.

/// What a language's questions look like.
#[derive(Debug)]
pub struct Table {
    pub code: &'static str,
    /// Words that tell the language.
    pub usual: &'static [&'static str],
    /// Words that open an open question.
    pub open: &'static [&'static str],
    /// Words that stand before a question and say nothing.
    pub fillers: &'static [&'static str],
    /// First words of a question to be answered by yes or no.
    pub yes_no: &'static [&'static str],
    /// Beginnings that look like one and invite a story.
    pub invites: &'static [&'static str],
    /// Asking for the reason after a question.
    pub why: &'static [&'static str],
    /// Beginnings that give the answer away.
    pub leading_starts: &'static [&'static str],
    /// Phrases that give the answer away wherever they stand.
    pub leading: &'static [&'static str],
    /// Ends that give the answer away.
    pub leading_ends: &'static [&'static str],
    /// Phrases that ask about what has not happened.
    pub hypothetical: &'static [&'static str],
    /// Phrases with the same words that do not.
    pub not_hypothetical: &'static [&'static str],
    /// Joins two questions, before an open word.
    pub and: &'static [&'static str],
    /// Joins two things that are judged at once.
    pub judged_pairs: &'static [&'static str],
}

pub const TABLES: [Table; 5] = [ENGLISH, GERMAN, FRENCH, SPANISH, PORTUGUESE];

/// Words that judge, in English: asking how much of one there is takes it for granted.
#[rustfmt::skip] // word lists
pub const JUDGING: &[&str] = &[
    "annoying", "annoyed", "awful", "bad", "beautiful", "boring", "clean", "clear",
    "comfortable", "complicated", "confusing", "confused", "convenient", "delicious",
    "difficult", "disappointed", "disappointing", "easy", "effective", "efficient", "enjoyable",
    "exciting", "expensive", "fair", "fast", "friendly", "frustrating", "frustrated", "fun",
    "good", "great", "happy", "hard", "helpful", "impressed", "impressive", "interesting",
    "intuitive", "nice", "painful", "pleasant", "pleased", "polite", "poor", "professional",
    "quick", "reliable", "safe", "satisfied", "satisfying", "short", "simple", "slow", "smooth",
    "stressful", "tedious", "terrible", "thorough", "tidy", "time-consuming", "unfair",
    "unhappy", "upset", "angry", "painful", "useful", "valuable", "welcoming", "well", "worried",
];

/// Words that praise or blame, in English, and have no place in a question.
#[rustfmt::skip] // word lists
pub const LOADED: &[&str] = &[
    "amazing", "appalling", "awesome", "awful", "brilliant", "dreadful", "excellent", "fabulous",
    "fantastic", "great", "horrible", "incredible", "lovely", "outdated", "outstanding", "poor",
    "ridiculous", "superb", "terrible", "terrific", "useless", "wonderful",
];

/// Verbs that often follow `and`, in English.
#[rustfmt::skip] // word lists
pub const VERBS: &[&str] = &[
    "buy", "call", "cancel", "change", "choose", "come", "compare", "continue", "decide",
    "download", "drop", "find", "finish", "get", "give", "go", "install", "join", "keep",
    "leave", "look", "make", "move", "open", "order", "pay", "pick", "quit", "read", "return",
    "sell", "send", "sign", "start", "stay", "stop", "switch", "take", "tell", "try", "turn",
    "upgrade", "use", "wait",
];

#[rustfmt::skip] // word lists
const ENGLISH: Table = Table {
    code: "en",
    usual: &[
        "the", "you", "your", "and", "of", "to", "did", "do", "does", "was", "were", "is", "are",
        "have", "has", "what", "how", "when", "why", "where", "who", "which", "would", "could",
        "can", "with", "for", "it", "that", "this", "our", "about", "me", "tell", "if", "don't",
    ],
    open: &[
        "what", "how", "why", "when", "where", "who", "whom", "whose", "which", "what's",
        "how's", "where's", "who's",
    ],
    fillers: &[
        "so", "and", "then", "now", "well", "ok", "okay", "but", "just", "also", "generally",
        "overall", "finally", "next", "first",
    ],
    yes_no: &[
        "do", "does", "did", "is", "are", "am", "was", "were", "have", "has", "had", "can",
        "could", "will", "would", "shall", "should", "may", "might", "must", "ever",
    ],
    invites: &[
        "can you tell", "could you tell", "would you tell", "will you tell", "can you describe",
        "could you describe", "would you describe", "can you walk", "could you walk",
        "would you walk", "can you talk", "could you talk", "would you talk", "can you take me",
        "could you take me", "can you show", "could you show", "would you show",
        "can you explain", "could you explain", "can you give", "could you give",
        "can you share", "could you share", "can you say more", "could you say more",
        "could you say something", "can you say something", "could you say a", "can you say a",
        "can you help me understand", "could you help me understand", "can you remember",
        "do you remember", "can you recall", "do you recall", "could you recall",
        "can you think of", "could you think of", "can you expand", "could you expand",
        "can you elaborate", "could you elaborate", "can you please", "could you please",
        "would you please", "would you mind", "do you mind telling", "can we talk",
        "could we talk", "can we go", "could we go", "may i ask", "can i ask", "could i ask",
        "is there anything", "is there something", "was there anything", "anything else",
        "can you name", "could you name", "can you introduce", "could you introduce",
        "can you run me", "could you run me", "can you paint", "could you start by",
        "can you start by", "can you list", "could you list",
    ],
    why: &[
        "why", "why not", "how so", "how come", "what for", "in what way", "what makes you say",
    ],
    leading_starts: &[
        "don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "weren't", "haven't",
        "hasn't", "hadn't", "won't", "wouldn't", "can't", "couldn't", "shouldn't", "mustn't",
        "do you not", "would you not", "is it not", "did you not", "are you not",
        "would you agree", "do you agree", "would you say that", "would you say it",
        "would it be fair to say", "is it fair to say", "do you also", "did you also", "surely",
        "obviously", "clearly", "of course", "presumably", "i assume", "i suppose", "i take it",
        "i guess", "i imagine", "i bet", "you must",
    ],
    leading: &[
        "do you agree", "don't you agree", "don't you think", "wouldn't you say",
        "wouldn't you agree", "you must have", "must have been", "must be", "as everyone knows",
        "as we all know", "everyone knows", "everybody knows", "as we know", "most people say",
        "most people think", "most people find", "many people say", "many people think",
        "many people find", "others have told", "other people say", "experts say", "we all know",
        "how much do you love", "how much did you love", "how much do you like",
        "how much did you like", "how much do you enjoy", "how much did you enjoy",
        "how much do you hate", "how much did you hate", "do you love about", "do you love most",
        "did you love about", "do you hate about", "how much better", "how much easier",
        "how much worse", "do you love about", "did you love about", "do you hate about",
        "did you hate about", "surely", "obviously", "of course", "everybody says",
        "everyone says", "everybody agrees", "everyone agrees", "everybody loves",
        "everyone loves", "everybody hates", "everyone hates", "most of our", "many of our",
        "most customers", "most users", "many customers", "many users", "a lot of people say",
        "lots of people say", "how badly", "how terrible", "how awful", "how wonderful",
        "how amazing", "our amazing", "our beautiful", "our excellent", "our fantastic",
        "our great", "our improved", "our popular", "our wonderful", "our superb",
        "our award-winning", "this great", "this amazing", "this wonderful",
    ],
    leading_ends: &[
        ", right", ", correct", ", no", ", yes", ", yeah", ", or not", ", is it", ", is it not",
        ", isn't it", ", isn't that so", ", don't you", ", do you", ", didn't you", ", did you",
        ", doesn't it", ", does it", ", wasn't it", ", was it", ", weren't you", ", aren't you",
        ", are you", ", haven't you", ", have you", ", won't you", ", wouldn't you",
        ", weren't they", ", aren't they", ", wasn't she", ", wasn't he", ", can't you",
        ", can you", ", couldn't you", ", shouldn't it", ", shouldn't they", ", didn't it",
        ", didn't they", ", don't they", ", hasn't it", ", hasn't he", ", hasn't she",
        "wouldn't you say",
    ],
    hypothetical: &[
        "would you", "would your", "would people", "would it help", "would it be", "how would",
        "what would", "will you", "imagine", "suppose", "supposing", "hypothetically", "what if",
        "if we", "should we", "if you could", "if you had", "if you were", "if there were",
        "if there was a", "if it were", "if money", "in an ideal world", "in a perfect world",
        "are you going to", "do you think you will", "do you think you'll",
        "do you think you would", "do you think you'd", "how likely are you", "how likely would",
        "are you likely", "do you expect to", "do you plan to", "do you intend to",
        "could you see yourself", "can you see yourself", "could you imagine", "can you imagine",
        "magic wand", "like to see in",
    ],
    not_hypothetical: &[
        "would you mind", "advice would you", "would you say", "would you tell",
        "would you describe", "would you walk", "would you talk", "would you show",
        "would you please", "would you call", "would you explain", "would you agree",
        "would you not", "would you rather", "would you have", "would your friends call",
        "imagine you are back", "you imagine when",
    ],
    and: &["and", "or", "as well as", "but also"],
    judged_pairs: &["about", "with", "of", "like", "rate", "find", "enjoy", "trust"],
};

#[rustfmt::skip] // word lists
const GERMAN: Table = Table {
    code: "de",
    usual: &[
        "der", "die", "das", "sie", "ihnen", "ihr", "ihre", "ihren", "und", "ist", "sind", "war",
        "haben", "hat", "hatten", "wie", "was", "wann", "warum", "wo", "wer", "welche",
        "welcher", "nicht", "ein", "eine", "einen", "einem", "mir", "mit", "von", "zu", "zum",
        "zur", "bei", "du", "dir", "dich", "es", "auf", "im", "den", "dem", "würden", "können",
        "erzählen",
    ],
    open: &[
        "was", "wie", "warum", "wieso", "weshalb", "wozu", "wann", "wo", "wohin", "woher", "wer",
        "wen", "wem", "wessen", "welche", "welcher", "welches", "welchen", "welchem", "womit",
        "woran", "worauf", "wofür", "worüber", "wodurch", "inwiefern", "inwieweit", "wobei",
        "wonach", "woraus", "wovon",
    ],
    fillers: &["und", "also", "nun", "dann", "gut", "aber", "zunächst", "nochmal"],
    yes_no: &[
        "ist", "sind", "bist", "war", "waren", "warst", "hat", "haben", "hast", "hatten",
        "hattest", "hatte", "kann", "können", "kannst", "konnten", "konntest", "könnten",
        "könntest", "wird", "werden", "wirst", "wurde", "wurden", "würden", "würdest", "will",
        "wollen", "willst", "wollten", "möchten", "möchtest", "muss", "müssen", "mussten",
        "musst", "soll", "sollen", "sollte", "sollten", "darf", "dürfen", "durften", "gibt",
        "gab", "gefällt", "gefiel", "mögen", "magst", "reicht", "reichte", "stimmt", "hilft",
        "half", "ging", "lief", "funktioniert", "funktionierte", "fiel", "passt", "passte",
    ],
    invites: &[
        "können sie mir", "könnten sie mir", "kannst du mir", "könntest du mir",
        "würden sie mir", "würdest du mir", "können sie bitte", "könnten sie bitte",
        "können sie beschreiben", "könnten sie beschreiben", "kannst du beschreiben",
        "können sie das", "können sie uns", "könnten sie uns", "können sie sich erinnern",
        "können sie sich an", "erinnern sie sich", "erinnerst du dich", "kannst du dich",
        "darf ich fragen", "gibt es noch etwas", "gibt es sonst", "gibt es etwas",
        "erzählen sie", "beschreiben sie", "schildern sie", "zeigen sie", "nehmen sie",
        "denken sie", "nennen sie", "führen sie", "erklären sie", "sagen sie",
    ],
    why: &["warum", "weshalb", "wieso", "warum nicht", "inwiefern", "wozu"],
    leading_starts: &[
        "finden sie nicht", "findest du nicht", "meinen sie nicht", "meinst du nicht",
        "glauben sie nicht", "denken sie nicht", "denkst du nicht", "ist es nicht",
        "ist das nicht", "war es nicht", "war das nicht", "sollte nicht", "wäre es nicht",
        "sind sie nicht auch", "sind sie auch", "stimmen sie zu", "stimmst du zu",
        "stimmen sie mir", "würden sie zustimmen", "würden sie sagen , dass", "sicher",
        "sicherlich", "bestimmt", "sie sind doch", "sie haben doch", "du hast doch",
    ],
    leading: &[
        "finden sie nicht auch", "wie jeder weiß", "wie alle wissen", "wie wir alle wissen",
        "die meisten sagen", "die meisten finden", "viele sagen", "viele finden",
        "müssen sie doch", "doch sicher", "sie auch der meinung", "wie sehr lieben",
        "wie sehr mögen", "wie gut gefällt", "wie gut gefiel", "wie frustrierend",
        "wie ärgerlich", "wie einfach", "wie hilfreich", "wie zufrieden", "wie nützlich",
        "wie schwierig",
    ],
    leading_ends: &[
        ", oder", ", nicht wahr", ", nicht", ", gell", ", oder nicht", ", richtig", ", stimmt's",
        ", stimmt das",
    ],
    hypothetical: &[
        "würden sie", "würdest du", "würde ihnen", "würde es ihnen", "was würde", "wie würde",
        "wenn wir", "wenn es", "wenn sie könnten", "wenn du könntest", "angenommen",
        "stellen sie sich vor", "stell dir vor", "hätten sie gern",
        "könnten sie sich vorstellen", "können sie sich vorstellen", "kannst du dir vorstellen",
        "werden sie", "wirst du", "wie wahrscheinlich", "wären sie bereit", "wärst du bereit",
        "haben sie vor", "hätten sie lust",
    ],
    not_hypothetical: &[
        "würden sie mir", "würdest du mir", "würden sie sagen", "würden sie beschreiben",
        "würdest du sagen", "würden sie zustimmen", "werden sie gefragt",
        "werden sie informiert", "werden sie angerufen", "würden sie das beschreiben",
        "würden sie ihren", "würden sie ihre", "würden sie bitte", "wenn es regnet",
    ],
    and: &["und", "oder", "sowie"],
    judged_pairs: &["mit", "von", "über", "an", "finden"],
};

#[rustfmt::skip] // word lists
const FRENCH: Table = Table {
    code: "fr",
    usual: &[
        "le", "la", "les", "des", "du", "vous", "votre", "vos", "et", "est", "sont", "avez",
        "êtes", "comment", "pourquoi", "quand", "où", "qui", "quel", "quelle", "quels",
        "quelles", "que", "qu'est-ce", "est-ce", "une", "un", "pour", "dans", "avec", "sur",
        "racontez-moi", "parlez-moi", "décrivez-moi", "ce", "cette", "avez-vous", "pouvez-vous",
        "ne", "pas", "nous", "tu", "ton",
    ],
    open: &[
        "comment", "pourquoi", "quand", "où", "qui", "que", "quoi", "quel", "quelle", "quels",
        "quelles", "combien", "qu'est-ce", "qu'avez-vous", "qu'as-tu", "lequel", "laquelle",
        "qu'est", "qu'a", "qu'attendiez-vous",
    ],
    fillers: &["et", "alors", "donc", "bon", "mais", "ensuite", "puis"],
    yes_no: &[
        "est-ce", "est-il", "est-elle", "était-ce", "était-il", "y", "a-t-il", "avez-vous",
        "êtes-vous", "vous", "tu",
    ],
    invites: &[
        "pouvez-vous me", "pourriez-vous me", "peux-tu me", "pourrais-tu me", "pouvez-vous nous",
        "pourriez-vous nous", "pouvez-vous décrire", "pourriez-vous décrire",
        "pouvez-vous raconter", "pourriez-vous raconter", "pouvez-vous expliquer",
        "pourriez-vous expliquer", "vous souvenez-vous", "te souviens-tu",
        "est-ce que vous pouvez me", "est-ce que vous pourriez me", "y a-t-il autre chose",
        "y a-t-il quelque chose", "puis-je vous demander", "racontez-moi", "parlez-moi",
        "décrivez-moi", "montrez-moi", "dites-moi", "pouvez-vous penser", "voulez-vous bien me",
    ],
    why: &["pourquoi", "pourquoi pas", "et pourquoi", "pour quelle raison"],
    leading_starts: &[
        "ne pensez-vous pas", "ne penses-tu pas", "ne trouvez-vous pas", "ne trouves-tu pas",
        "n'est-ce pas", "n'est-il pas", "n'avez-vous pas", "ne croyez-vous pas",
        "ne diriez-vous pas", "êtes-vous d'accord", "es-tu d'accord", "diriez-vous que",
        "bien sûr", "évidemment", "sûrement", "vous devez",
    ],
    leading: &[
        "ne pensez-vous pas", "ne trouvez-vous pas", "vous ne trouvez pas", "vous ne pensez pas",
        "vous avez dû", "comme tout le monde le sait", "comme chacun sait", "tout le monde sait",
        "la plupart des gens disent", "la plupart des gens pensent", "beaucoup de gens disent",
        "à quel point aimez-vous", "à quel point avez-vous aimé",
        "à quel point était-ce frustrant", "êtes-vous d'accord",
        "à quel point êtes-vous satisfait", "à quel point est-il facile",
        "à quel point était-il facile",
    ],
    leading_ends: &[
        ", n'est-ce pas", ", non", ", hein", ", pas vrai", ", d'accord", ", c'est bien ça",
    ],
    hypothetical: &[
        "utiliseriez-vous", "achèteriez-vous", "paieriez-vous", "payeriez-vous",
        "recommanderiez-vous", "aimeriez-vous", "voudriez-vous", "seriez-vous",
        "souhaiteriez-vous", "préféreriez-vous", "changeriez-vous", "utiliserais-tu",
        "achèterais-tu", "paierais-tu", "feriez-vous", "viendriez-vous", "imaginez", "imagine",
        "supposons", "si nous", "si on", "si vous pouviez", "si vous aviez", "si tu pouvais",
        "est-ce que vous utiliseriez", "est-ce que vous achèteriez", "vous utiliseriez",
        "vous achèteriez", "vous paieriez", "allez-vous", "pensez-vous que vous",
        "combien seriez-vous prêt", "quelle est la probabilité",
    ],
    not_hypothetical: &[
        "voudriez-vous bien me", "voudriez-vous me", "allez-vous habituellement",
        "allez-vous d'habitude", "allez-vous en général", "comment allez-vous", "où allez-vous",
    ],
    and: &["et", "ou", "ainsi que"],
    judged_pairs: &["de", "du", "des", "sur", "avec", "par"],
};

#[rustfmt::skip] // word lists
const SPANISH: Table = Table {
    code: "es",
    usual: &[
        "el", "la", "los", "las", "de", "del", "usted", "su", "sus", "y", "es", "son", "fue",
        "cómo", "qué", "cuándo", "dónde", "quién", "cuál", "cuáles", "por", "para", "con", "una",
        "un", "ha", "le", "cuénteme", "hábleme", "cuéntame", "describa", "que", "en", "no", "te",
        "tu", "está", "ustedes", "al", "usaría",
    ],
    open: &[
        "qué", "cómo", "cuándo", "dónde", "adónde", "quién", "quiénes", "cuál", "cuáles",
        "cuánto", "cuánta", "cuántos", "cuántas", "porqué",
    ],
    fillers: &["y", "entonces", "bueno", "pues", "pero", "ahora", "luego"],
    yes_no: &[],
    invites: &[
        "puede contarme", "podría contarme", "puedes contarme", "podrías contarme", "me puede",
        "me podría", "me puedes", "me podrías", "puede describir", "podría describir",
        "puedes describir", "podrías describir", "podría decirme", "puede decirme",
        "puedes decirme", "podría explicarme", "puede explicarme", "puedes explicarme",
        "podría hablarme", "puede hablarme", "puede mostrarme", "podría mostrarme",
        "recuerda la última", "recuerdas la última", "recuerda alguna", "se acuerda de",
        "te acuerdas de", "hay algo más", "hay algo que", "algo más",
    ],
    why: &["por qué", "por qué no", "y por qué", "para qué"],
    leading_starts: &[
        "no cree", "no crees", "no le parece", "no te parece", "no piensa", "no piensas",
        "no es", "no está", "está de acuerdo", "estás de acuerdo", "está usted de acuerdo",
        "no diría", "seguro que", "claro que", "diría que", "dirías que", "no debería",
    ],
    leading: &[
        "no cree que", "no le parece que", "no te parece que", "como todo el mundo sabe",
        "como todos saben", "todo el mundo sabe", "la mayoría dice", "la mayoría piensa",
        "mucha gente dice", "mucha gente piensa", "debe haber sido", "debe de haber",
        "está de acuerdo", "cuánto le gusta", "cuánto le gustó", "cuánto te gusta",
        "cuánto te gustó", "qué tan frustrante", "qué tan fácil", "qué tan útil",
        "qué tan satisfecho", "cómo de fácil", "cómo de frustrante",
    ],
    leading_ends: &[
        ", verdad", ", no", ", cierto", ", no es así", ", no es cierto", ", a que sí",
        ", de acuerdo", ", correcto",
    ],
    hypothetical: &[
        "usaría", "usarías", "compraría", "comprarías", "pagaría", "pagarías", "recomendaría",
        "recomendarías", "utilizaría", "utilizarías", "le gustaría", "te gustaría",
        "estaría dispuesto", "estaría dispuesta", "estarías dispuesto", "estarías dispuesta",
        "imagine", "imagina", "supongamos", "suponga", "si pudiera", "si pudieras", "si tuviera",
        "si tuvieras", "si nosotros", "si ofreciéramos", "si hubiera", "si existiera",
        "preferiría", "preferirías", "cambiaría", "cambiarías", "vendría", "vendrías",
        "volvería", "volverías", "haría", "harías", "va a usar", "vas a usar", "va a comprar",
        "vas a comprar", "qué probabilidad",
    ],
    not_hypothetical: &[
        "le gustaría contarme", "le gustaría añadir", "te gustaría contarme",
        "te gustaría añadir", "haría usted para describir",
    ],
    and: &["y", "e", "o", "u", "así como"],
    judged_pairs: &["de", "del", "con", "sobre"],
};

#[rustfmt::skip] // word lists
const PORTUGUESE: Table = Table {
    code: "pt",
    usual: &[
        "o", "a", "os", "as", "do", "da", "dos", "das", "você", "seu", "sua", "seus", "suas",
        "e", "é", "são", "foi", "como", "quê", "quando", "onde", "quem", "qual", "quais", "por",
        "para", "com", "uma", "um", "em", "na", "no", "não", "conte-me", "fale-me", "fale",
        "conte", "descreva", "teve", "usaria", "senhor", "senhora", "mais", "à", "ao", "está",
        "lhe", "à",
    ],
    open: &[
        "que", "quê", "como", "quando", "onde", "aonde", "quem", "qual", "quais", "quanto",
        "quanta", "quantos", "quantas", "porque", "porquê",
    ],
    fillers: &["e", "então", "bem", "mas", "agora", "depois", "pois"],
    yes_no: &[],
    invites: &[
        "pode contar-me", "pode me contar", "poderia me contar", "poderia contar-me",
        "podia contar-me", "você pode me contar", "você poderia me contar", "pode descrever",
        "poderia descrever", "podia descrever", "pode falar-me", "pode me falar",
        "poderia me falar", "pode explicar", "poderia explicar", "pode me dizer",
        "poderia me dizer", "pode dizer-me", "pode mostrar-me", "pode me mostrar",
        "poderia me mostrar", "lembra-se da última", "lembra-se de", "você se lembra",
        "há mais alguma coisa", "há algo", "tem mais alguma coisa", "mais alguma coisa",
        "conte-me", "fale-me",
    ],
    why: &["por que", "por quê", "porquê", "por que não", "para quê"],
    leading_starts: &[
        "não acha", "você não acha", "não lhe parece", "não pensa", "não é", "não está",
        "concorda", "você concorda", "não concorda", "diria que", "você diria que",
        "com certeza", "claro que", "não deveria", "certamente",
    ],
    leading: &[
        "não acha que", "não lhe parece que", "como todos sabem", "como toda a gente sabe",
        "todo mundo sabe", "toda a gente sabe", "a maioria diz", "a maioria acha",
        "muita gente diz", "muitas pessoas dizem", "deve ter sido", "concorda que",
        "quanto você gosta", "quanto gostou", "quão frustrante", "quão fácil", "quão útil",
        "quão satisfeito", "quão satisfeita",
    ],
    leading_ends: &[
        ", não é", ", né", ", certo", ", não", ", não foi", ", não acha", ", correto",
        ", verdade", ", concorda",
    ],
    hypothetical: &[
        "usaria", "usarias", "compraria", "comprarias", "pagaria", "pagarias", "recomendaria",
        "recomendarias", "utilizaria", "gostaria de ver", "gostaria de ter", "estaria disposto",
        "estaria disposta", "imagine", "imagina que", "suponha", "suponhamos", "se pudesse",
        "se você pudesse", "se tivesse", "se você tivesse", "se nós", "se houvesse",
        "se existisse", "se oferecêssemos", "preferiria", "mudaria", "viria", "voltaria",
        "faria", "vai usar", "vai comprar", "você vai usar", "você vai comprar",
        "pretende comprar", "pretende usar", "qual a probabilidade",
    ],
    not_hypothetical: &["gostaria de me contar", "gostaria de acrescentar"],
    and: &["e", "ou", "bem como", "assim como"],
    judged_pairs: &["de", "do", "da", "dos", "das", "com", "sobre"],
};

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

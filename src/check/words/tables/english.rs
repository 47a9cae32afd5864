//! What questions look like in English.

use super::Table;

#[rustfmt::skip] // word lists
pub const ENGLISH: Table = Table {
    code: "en",
    usual: &[
        "the", "you", "your", "and", "of", "to", "did", "do", "does", "was", "were", "is", "are",
        "have", "has", "what", "how", "when", "why", "where", "who", "which", "would", "could",
        "can", "with", "for", "it", "that", "this", "our", "about", "me", "tell", "if", "don't",
    ],
    open: &[
        "what", "how", "why", "when", "where", "who", "whom", "whose", "which", "what's", "how's",
        "where's", "who's", "what're", "how'd", "what'd",
    ],
    prepositions: &[
        "about", "after", "around", "at", "by", "during", "for", "from", "in", "of", "on", "over",
        "through", "to", "under", "with", "until",
    ],
    fillers: &[
        "so", "and", "then", "now", "well", "ok", "okay", "but", "just", "also", "generally",
        "overall", "finally", "next", "first", "um", "uh", "uhm", "er", "erm", "hm", "hmm", "oh",
        "ah", "like", "i mean", "you know", "right", "alright", "all right", "cool", "great", "yes",
        "yeah", "no", "actually", "basically", "honestly", "briefly", "quickly", "again",
        "out of curiosity", "in general", "by the way", "or", "thanks", "thank you", "anyway",
        "to begin with", "to start with", "to start", "lastly", "personally", "and you know",
        "let me ask you", "can i ask you", "can i ask", "i wonder",
    ],
    yes_no: &[
        "do", "does", "did", "is", "are", "am", "was", "were", "have", "has", "had", "can", "could",
        "will", "would", "shall", "should", "may", "might", "must", "ever", "any",
    ],
    invites: &[
        "can|could|would|will you tell me|us|a", "can|could|would you describe",
        "can|could|would you walk|take|run|guide me|us|through",
        "can|could|would you talk me|us|about|a|through|more",
        "can|could|would you show|explain|expand|elaborate|please|list|name|paint|sketch|draw",
        "can|could|would you give", "can|could you share a|an|any|some|what|how|more|one|with|the",
        "can|could you say more|something|a|some|anything", "can|could you help me|us",
        "can|could|do you remember|recall", "can|could you think of|back",
        "can|could you introduce", "can|could|would you start by|with|at", "can|could you point",
        "can|could you pick", "can|could you bring", "would|do you mind",
        "can|could|may|might|shall we|i", "is|was|are|were there anything|something",
        "anything|something else|you", "any other|final|last", "might you be",
        "would|are you be able",
        "would you be willing|happy|ok|okay|prepared to show|tell|walk|talk|describe",
        "would|are you able to", "would it be possible|ok|okay", "is it ok|okay|alright",
        "do you have any questions", "do|would you have anything|something",
        "have you got anything|something|any", "is there a time|moment|day|story|particular",
        "was there a time|moment|day|point|particular",
    ],
    tells: &[
        "tell|show|give|describe|walk|take|talk|explain|share|help|draw|sketch", "please",
        "think back|of|about", "go on", "say more|a", "pick", "let's", "do tell", "compare",
        "i'd like|love to", "i would like|love to", "i'm curious|interested|keen", "remember",
        "recall", "feel free",
    ],
    why: &["why", "why not", "how so", "how come", "what for", "in what way", "what makes you say"],
    leading_starts: &[
        "don't|doesn't|didn't|isn't|aren't|wasn't|weren't|haven't|hasn't|hadn't|won't|wouldn't",
        "can't|couldn't|shouldn't|mustn't|ain't", "do|would|did|are|have you not", "is|was it not",
        "would|do|don't you agree", "do|would you also agree", "to what extent do|would you agree",
        "how much|strongly do|would you agree", "would you say that|it|the|this|your|you|there",
        "is|was|would|wouldn't it be fair|true|correct|right",
        "is|was it fair|true|correct to|that", "do|did you also", "am i right|correct|wrong",
        "surely", "obviously", "clearly", "of course", "presumably", "naturally", "certainly",
        "no doubt", "undoubtedly", "i assume|suppose|guess|imagine|bet|presume|suspect|gather",
        "i take it", "i'm sure|guessing|assuming|certain", "i expect|believe you|that|it|the",
        "i can imagine", "i would|could imagine|think|guess|assume",
        "i'd imagine|think|guess|assume|say", "let me guess", "you must", "it must",
        "that must have|be so|very|really", "they must have",
        "it seems|sounds|looks|appears like|as|that|you|to", "you seem|sound",
        "why don't|haven't|aren't|won't|can't|wouldn't|didn't|doesn't|isn't you|your",
        "given that|how|the", "considering that|how|the", "seeing that|how|as", "knowing that|how",
        "since * so|very",
        "why do|did you hate|love|dislike|despise|distrust|fear|dread|struggle|fail|refuse|resent|adore",
        "when did you stop|start|begin|lose|first trusting|believing|liking|caring|hating|trust|faith|patience",
        "we've heard|seen|noticed|found|learned", "i've heard", "we hear|find|think|believe",
        "according to experts|studies|research|most|many|our",
        "as you know|can|may|might|probably|will",
        "as we|everyone|everybody|experts|studies|research", "as a good|responsible|caring|loyal",
        "it's|it is well|widely|common|clear|obvious|known|great",
        "in my|our opinion|view|experience",
        "everyone|everybody says|knows|agrees|loves|hates|thinks",
    ],
    leading: &[
        "do you agree", "don't|wouldn't you agree|think|say|find|feel", "you must have",
        "must have been", "as everyone|everybody knows", "as we all know",
        "everyone|everybody knows|says|agrees|loves|hates", ", as we|you know",
        "most|many people|customers|users|patients|parents|clients|colleagues say|think|find|tell|love|hate|prefer",
        "most|many|lots|some of our", "others have told", "other people say",
        "experts|studies say|show", "we all know",
        "how much do|did|does you|your * love|like|enjoy|hate|appreciate|value|trust|benefit",
        "do|did you love|hate|adore|despise * about", "do|did you love|hate most|best|least",
        "do|did you like|enjoy|appreciate|value * about our|this",
        "how much better|easier|faster|quicker|simpler|worse|harder|slower|safer|happier|healthier|calmer|nicer",
        "how much more|less satisfied|comfortable|productive|confident|efficient|relaxed|motivated",
        "surely", "obviously", "of course",
        "you probably|surely|certainly|clearly|definitely|obviously|undoubtedly",
        "a lot|lots of people say|think|tell|love|hate", "how badly", "what's wrong|bad with|about",
        "what is wrong|bad with|about",
        "why did|does|do * ignore|neglect|mistreat|deceive|betray|abandon|exploit|overcharge",
        "i take it", "i suppose you", "i guess you", "i bet you", "i assume you|that",
        "you didn't mind|enjoy|like",
        "it sounds|seems|looks like|as you|your|they|the * you|your|they",
        "how has|have|did|does our|the|this|your|social|it * damaged|damage|harmed|harm|ruined|ruin|hurt|destroyed|destroy|worsened|worsen",
        "how has|have|did|does our|the|this * improved|improve|enhanced|enhance|benefited|benefit|helped|help|boosted|boost you|your|make|with",
        "how has|have|did|does our|this|the * made|make * better|easier|worse|harder|faster|more|nicer|simpler",
        "how much time|money|effort|stress has|have|did|does our|the|this * saved|save|cost|wasted|waste",
        "how much has|have|did|does our|the|this|it|your * helped|help|improved|improve|benefited|benefit|affected|affect|bothered|bother|annoyed|annoy|hurt|ruined|ruin|spoiled|spoil|disturbed|disturb|stressed|stress|frustrated|frustrate|damaged|damage",
        "what|which problems|problem|issues|difficulties|trouble|troubles|harm|damage|frustrations do|did|does|have|has|had|are",
        "what|which kind|kinds|sort|sorts of problems|issues|difficulties|trouble do|did|does|have|has|had",
        "what|which benefits|advantages|improvements do|did|does|have|has|had you|your|the|our|this|it",
        "what is|was|makes so|too", "why our|your * is|are|was|were * best|better|worst|worse",
        "is it about our|this|the award-winning|great|amazing", "what makes|made our",
        "what makes|made the|this * better|best|great|special|superior|unique|favourite|favorite",
        "you're|you are|you were happy|pleased|satisfied|glad|aware with|that|about",
    ],
    leading_ends: &[
        ", right", ", correct", ", no", ", yes", ", yeah", ", or not", ", is it not", ", true",
        ", isn't that so|right|true", ", innit", ", eh", ", huh", ", hey", ", surely", ", okay",
        ", ok", ", i suppose|guess|presume|imagine|assume|bet", ", i take it", ", am i right",
        ", would|do you agree", ", don't you agree|think|find",
        ", is that|this fair|right|correct|true|so", ", don't you", "wouldn't you say",
        ", you agree", ", agreed", ", wouldn't you agree|say", ", not so", ", yes or no",
        ", is that it", ", is that not so",
    ],
    fair: &["if any|anything|anybody|anyone|so", "if at all", "or not , and"],
    degrees: &[],
    quality_endings: &[],
    neutral: NEUTRAL_MEASURES,
    loaded: LOADED,
    not_loaded: &[
        "a great deal", "great aunt|uncle|grandmother|grandfather|britain", "great-grandmother",
        "what was|were|is|are|felt|went great|terrible|awful|horrible|wonderful|amazing|excellent|fantastic|brilliant|poor",
        "how great", "makes|made|make|is|was that|it|this so",
    ],
    scales: &[
        "on a scale", "scale of|from", "would|do|did|could|can you rate",
        "how many stars|points|marks",
        "from|of|between one|1|zero|0 to|and five|ten|seven|5|10|7|100", "out of ten|five|10|5|100",
        "what score|rating",
    ],
    hypothetical_starts: &[
        "say you|your|there|we|the|that|somebody|someone",
        "suppose|assume|pretend you|you're|your|there|we|the|that|somebody|someone|a|an|it",
        "picture yourself|a|an", "let's|let us say|assume|imagine|pretend|suppose",
    ],
    hypothetical: &[
        "would your|people|others|anybody|anyone|someone|somebody", "would it help", "imagine",
        "imagining", "supposing", "assuming", "hypothetically", "what if", "how about if",
        "if you could|were", "if there were", "if it were|was up", "if money|time|cost|price",
        "in an ideal|perfect world", "ideal world|scenario", "ideally", "are you|they|we going to",
        "is it|this going to", "are you willing|prepared|likely|planning|considering",
        "do|does you|your * think|believe|expect|reckon|suppose|feel|imagine|see * would|will|you'll|you'd|they'd|they'll|it'll|it'd|he'll|she'll",
        "do|would you ever * would|consider|think", "how likely|probable",
        "what are the chances|odds", "how interested", "do you expect|plan|intend to",
        "could|can you see|imagine|picture|envisage|envision",
        "where do|does you|your|the * see|picture|envisage|envision|imagine yourself|your|the|this|it|things",
        "how do|does you|your|the * see|picture|envisage|envision|imagine * changing|developing|evolving|future|yourself",
        "place|put yourself|yourselves", "in the shoes of", "magic wand", "wave a", "wishlist",
        "wish list", "like to see in|from|added|next|changed|here|us",
        "what|which * features|functions|functionality|functionalities|feature * want|like|need|missing|add|wish|see|wanted|prefer|expect|miss|help",
        "what else|more|changes|improvements should|could|can|might we|our",
        "which * should we|they|the|our",
        "what|how should|could|can|might we|our * build|add|improve|change|fix|do|offer|develop|better|make|help|include|launch|be",
        "what|how could|should|can * be improved|better|changed|simplified",
        "what do|would you want us|from|in|the|our|to|next", "want us to", "like us to",
        "do you wish it|we|our|this|there * could|would|was|were",
        "want|need in|from a|an|the|our|your next|future|new|ideal|perfect",
        "your ideal|dream|perfect", "the ideal|perfect", "an ideal|perfect|dream",
        "dream product|tool|app|solution|job|home|house", "future version|versions|release",
        "in the future", "willing to pay|spend|switch|share|try|use|give|buy",
        "prepared to pay|spend|share", "ready to pay|buy|switch|spend",
        "you'd be willing|happy|prepared|interested|ready",
        "do|does|are|is|will|would * in|over|within|during the next|coming few|couple|two|three|five|ten|six|twelve|several|year|years|month|months|decade",
        "do|are|is|will * next year|month|season|summer|winter|spring",
        "do|are|is|will * in|within five|ten|two|three|twenty|2|3|5|10|20 years|years'",
        "will you|your|people|it|there", "what|how|who|where|when will", "were you to",
        "should you ever|need|want|decide", "would have happened if",
        "how would|could|might it|things|life|that|this be|look|feel|change",
    ],
    not_hypothetical: &[
        "would you mind", "advice would you", "would you say", "would|will you tell",
        "would you describe", "would you walk", "would you talk", "would you show",
        "would you please", "would you call", "would you explain", "would you agree",
        "would you not", "would you like me|us to know|ask|tell|say|understand",
        "would you be willing|able|happy|ok|okay|prepared to show|tell|walk|talk|describe",
        "would your friends|colleagues|family call|describe", "imagine you are back",
        "you imagine when", "you'd like to add|say|tell|talk|share|mention",
        "you would like to add|say|tell|talk|share|mention",
        "would you like to add|say|tell|talk|share|mention|start", "let's say goodbye",
        "i imagine|suppose|assume", "i can|could|would imagine", "i'd imagine",
        "what should i|we ask|have|know", "i should have", "should we|i know|talk|ask|be|start",
        "else should i", "who else should i|we", "did you|they * imagine|picture",
        "when do you expect", "should have|i", "i would|will", "if so|any|anything|not",
        "if at all", "if it has|did",
    ],
    would_endings: &[],
    not_would: &[],
    and: &["and", "or", "as well as", "but", "plus", "while"],
    goes_on: &[
        "that", "this", "it", "then", "them", "next", "afterwards", "afterward", "after",
        "did|does|do|was|were|has|have|had he|she|they", "meanwhile", "happened|happening|happens",
        "unfold|unfolded", "from there", "took|brought you|them there", "led", "so",
        "the result|outcome|rest|reason|reasons", "with you", "with whom", "you there",
        "were you with|doing", "else", "at the time|moment|point", "your reason|reasons", "in the end",
        "those", "who|what did you tell|say|do", "react|reacted|respond|responded", "end up",
        "ended up",
    ],
    stories: &["when", "last", "recent", "latest", "happened"],
    persons: &["you", "it", "they", "he", "she", "there", "that", "this", "we", "people", "i"],
    opinions: &[
        "satisfied", "happy", "think", "feel", "rate", "like", "dislike", "enjoy", "trust", "tell",
        "opinion", "pleased", "unhappy", "dissatisfied", "value", "find", "evaluate", "describe",
        "view", "views", "opinions", "affected", "affect", "impact", "improve", "improved",
        "changed",
    ],
    determiners: &[
        "the", "your", "our", "its", "their", "his", "her", "a", "an", "my", "these", "those",
        "this", "that",
    ],
};

/// Words that judge: asking how much of one there is takes it for granted.
#[rustfmt::skip] // word lists
pub const JUDGING: &[&str] = &[
    "affordable", "angry", "annoyed", "annoying", "anxious", "attractive", "awful", "awkward",
    "bad", "beautiful", "boring", "bored", "caring", "cheap", "clean", "clear", "comfortable",
    "competent", "complete", "complicated", "concerned", "confident", "confused", "confusing",
    "convenient", "crowded", "cumbersome", "dangerous", "delicious", "difficult", "disappointed",
    "disappointing", "easy", "effective", "efficient", "embarrassed", "embarrassing", "enjoyable",
    "excited", "exciting", "exhausting", "expensive", "fair", "fast", "friendly", "frightening",
    "frustrated", "frustrating", "fun", "glad", "good", "grateful", "great", "happy", "hard",
    "harmful", "healthy", "helpful", "honest", "hopeless", "impressed", "impressive", "informative",
    "interesting", "intuitive", "isolated", "kind", "logical", "lonely", "messy", "nervous", "nice",
    "noisy", "overwhelmed", "overwhelming", "painful", "pleasant", "pleased", "polite", "poor",
    "professional", "proud", "quick", "quiet", "relieved", "reliable", "respectful", "respected",
    "rude", "sad", "safe", "satisfied", "satisfying", "scared", "scary", "secure", "shocked",
    "short", "simple", "slow", "smooth", "straightforward", "stressed", "stressful", "strict",
    "supportive", "supported", "surprised", "tasty", "tedious", "terrible", "thorough", "tidy",
    "time-consuming", "transparent", "trustworthy", "unclear", "uncomfortable", "understandable",
    "unfair", "unhappy", "unpleasant", "unsafe", "upset", "upsetting", "useful", "useless",
    "user-friendly", "valuable", "valued", "warm", "welcome", "welcoming", "well", "worried",
    "worrying", "wrong",
];

/// What may be measured without judging: `how long`, `how familiar`.
#[rustfmt::skip] // word lists
pub const NEUTRAL_MEASURES: &[&str] = &[
    "accurate", "big", "close", "common", "different", "experienced", "familiar", "far", "few",
    "important", "interested", "involved", "large", "likely", "long", "many", "much", "often",
    "old", "similar", "small", "soon", "sure", "typical", "well", "else", "exactly", "related",
    "has", "have", "are", "is", "being", "during", "using", "used",
];

/// Words that praise or blame, and have no place in a question.
#[rustfmt::skip] // word lists
const LOADED: &[&str] = &[
    "abysmal", "amazing", "appalling", "atrocious", "awesome", "awful", "award-winning",
    "brilliant", "chaotic", "disastrous", "dreadful", "excellent", "exceptional", "fabulous",
    "fantastic", "great", "hideous", "horrendous", "horrible", "horrific", "incredible",
    "innovative", "intolerable", "lousy", "lovely", "magnificent", "marvellous", "marvelous",
    "outdated", "outrageous", "outstanding", "pathetic", "phenomenal", "poor", "ridiculous",
    "shameful", "state-of-the-art", "superb", "terrible", "terrific", "unacceptable", "useless",
    "wonderful", "world-class", "ground-breaking", "groundbreaking", "notorious",
];

/// Qualities that a question lends to what it is about: `the confusing form`.
#[rustfmt::skip] // word lists
pub const ATTRIBUTES: &[&str] = &[
    "annoying", "boring", "beautiful", "clumsy", "clunky", "complicated", "confusing", "convenient",
    "cumbersome", "dangerous", "disappointing", "easy-to-use", "endless", "excessive", "exciting",
    "friendly", "frustrating", "generous", "helpful", "improved", "incompetent", "inefficient",
    "intuitive", "lazy", "long-winded", "overpriced", "popular", "reliable", "rude", "stressful",
    "stupid", "tedious", "unfair", "unhelpful", "unreliable", "user-friendly", "useful", "valuable",
    "welcoming",
];

/// Ways of putting something into words, which is no deed.
#[rustfmt::skip] // word lists
pub const ASKING_VERBS: &[&str] = &[
    "describe", "explain", "put", "call", "define", "characterise", "characterize", "sum", "say",
    "summarise", "summarize", "compare", "spell", "phrase", "title",
];

/// Verbs that often follow `and`.
#[rustfmt::skip] // word lists
pub const VERBS: &[&str] = &[
    "apply", "book", "buy", "call", "cancel", "change", "choose", "clean", "come", "compare",
    "continue", "cook", "deal", "download", "drop", "eat", "file", "find", "finish", "get", "give",
    "go", "handle", "install", "invest", "join", "keep", "leave", "look", "maintain", "make",
    "manage", "measure", "move", "open", "order", "organise", "organize", "pay", "pick", "plan",
    "prepare", "quit", "read", "report", "return", "save", "sell", "send", "share", "sign", "start",
    "stay", "stop", "store", "switch", "take", "teach", "tell", "track", "train", "travel", "try",
    "turn", "upgrade", "use", "wait", "work", "write",
];

/// What is done by or to two at once.
#[rustfmt::skip] // word lists
pub const JOINT_DEEDS: &[&str] = &[
    "agree", "argue", "balance", "between", "combine", "compare", "co-operate", "cooperate",
    "decide", "decided", "differ", "difference", "distinguish", "divide", "fit", "hand", "juggle",
    "meet", "met", "reconcile", "relate", "share", "split", "talk", "together", "weigh",
];

/// Where things are put is one question, whatever they are.
pub const PLACING_VERBS: &[&str] = &["keep", "put", "store", "carry", "bring", "pack"];

/// What others are said to say, think or do.
#[rustfmt::skip] // word lists
pub const SAYING: &[&str] = &[
    "say", "says", "said", "tell", "told", "find", "found", "think", "thought", "agree", "agreed",
    "agrees", "prefer", "love", "loves", "hate", "hates", "like", "likes", "feel", "believe",
    "want", "wants", "complain", "complained", "report", "reported", "mentioned", "struggle",
    "show", "shows", "suggest", "suggests", "knows", "are", "have", "need", "use", "consider",
    "expect", "save", "enjoy", "is",
];

/// What `most` and `many` count when nobody is meant: `most days`.
#[rustfmt::skip] // word lists
pub const TIMES: &[&str] = &[
    "recently", "days", "weeks", "months", "years", "mornings", "evenings", "nights", "than", "of",
    "importantly", "times",
];

"""Notes made by chance, for measuring only: nobody said any of it.

    python3 benches/corpus.py NOTES FOLDER [--studies K]

Writes FOLDER/casebook, and with one study FOLDER/hugo with the same notes as a Hugo site that
lists and links them: a home page, a page of all notes, a page a theme, a page a note, a feed.
What is written depends on the number of a note alone, so that a larger corpus holds a smaller one.
"""

import argparse
import pathlib
import random
import shutil

THEMES = [
    "access", "billing", "budget", "calendar", "contracts", "deadlines", "delivery", "errors",
    "exports", "filters", "forecast", "hiring", "imports", "invoices", "languages", "meetings",
    "mobile", "onboarding", "passwords", "pricing", "privacy", "reports", "search", "sharing",
]
WHO = ["we", "they", "my colleague", "the accountant", "our manager", "somebody from sales", "I", "the new one"]
VERBS = [
    "check", "copy", "rename", "print", "approve", "lose", "forget", "compare", "send", "repair",
    "measure", "ask for", "wait for", "count", "open", "close", "look for", "rewrite", "move", "keep",
]
THINGS = [
    "invoice", "report", "spreadsheet", "calendar", "folder", "contract", "password", "customer", "ticket",
    "budget", "template", "meeting", "export", "address", "filter", "delivery", "newsletter", "forecast",
    "number", "signature", "order", "rule", "schedule", "form", "dashboard", "message", "draft", "copy",
]
KINDS = ["old", "weekly", "shared", "missing", "second", "wrong", "large", "quiet", "final", "hidden", "early", "paper"]
WHEN = ["every Monday", "before lunch", "at the end of the month", "twice a day", "when nobody looks", "since spring", "on the train", "most weeks"]
QUESTIONS = [
    "How did the last one go?", "What did you do next?", "Who else was there?", "Where did it stop?",
    "What had you tried before?", "What does it cost you?", "What happened after that?", "How do you know that it worked?",
]
EMOTIONS = ["relieved", "annoyed", "curious", "tired", "proud", "unsure"]
SEGMENTS = ["clinic", "school", "shop", "workshop", "council"]
SYLLABLES = ["ba", "den", "fo", "gar", "hel", "ka", "lin", "mo", "nor", "ri", "sa", "tu", "vel", "wi", "zo"]


def sentence(chance):
    name = "".join(chance.choices(SYLLABLES, k=3)).capitalize()
    who, other = chance.choice(WHO), chance.choice(WHO)
    a, b = chance.choice(VERBS), chance.choice(VERBS)
    x, y = chance.choice(THINGS), chance.choice(THINGS)
    k, l = chance.choice(KINDS), chance.choice(KINDS)
    when = chance.choice(WHEN)
    text = chance.choice([
        f"{who} {a} the {k} {x} and then {b} the {l} {y} {when}",
        f"{when} {who} {a} the {x}, because the {k} {y} from {name} is {l}",
        f"the {k} {x} was {l}, so {who} had to {a} it with {name} {when}",
        f"first {who} {a} the {x}, then {other} {b} it again, and the {k} {y} is still {l}",
        f"if {who} could {b} the {k} {x} {when}, nobody would {a} the {y} of {name}",
    ])
    return text[0].upper() + text[1:] + "."


def note(number):
    """A note's number → its code, segment, day, and parts: a question, paragraphs, quotes."""
    chance = random.Random(number * 7919)
    parts, seconds = [], 0
    for question in chance.sample(QUESTIONS, 5):
        answers = [" ".join(sentence(chance) for _ in range(chance.randint(2, 4))) for _ in range(chance.randint(1, 2))]
        quotes = []
        for _ in range(chance.randint(1, 2)):
            seconds += chance.randint(15, 60)
            words = " ".join(sentence(chance) for _ in range(chance.randint(1, 2)))
            quotes.append((words, chance.sample(THEMES, chance.randint(1, 2)), chance.choice(EMOTIONS), seconds))
        parts.append((question, answers, quotes))
    day = f"{2023 + number % 3}-{1 + number % 12:02}-{1 + number % 28:02}"
    return f"P{number:05}", chance.choice(SEGMENTS), day, parts


def casebook_note(number):
    code, segment, day, parts = note(number)
    lines = ["---", f"participant: {code}", f"date: {day}", "minutes: 7", f"segment: {segment}", "consent: public", "---", ""]
    for question, answers, quotes in parts:
        lines += [f"## {question}", ""]
        for answer in answers:
            lines += [answer, ""]
        for words, themes, emotion, seconds in quotes:
            tags = " ".join(f"#{theme}" for theme in themes)
            lines += [f"> {words}", f"> {tags} !{emotion} [{seconds // 60:02}:{seconds % 60:02}]", ""]
    return "\n".join(lines)


def hugo_note(number):
    code, segment, day, parts = note(number)
    themes = sorted({theme for _, _, quotes in parts for _, named, _, _ in quotes for theme in named})
    lines = ["---", f'title: "{code}"', f"date: {day}", f"segment: {segment}", f"themes: {themes}".replace("'", '"'), "---", ""]
    for question, answers, quotes in parts:
        lines += [f"## {question}", ""]
        for answer in answers:
            lines += [answer, ""]
        for words, named, emotion, seconds in quotes:
            links = " ".join(f"[{theme}](/themes/{theme}/)" for theme in named)
            lines += [f"> {words}", ">", f"> {links} *{emotion}* {seconds // 60:02}:{seconds % 60:02}", ""]
    return "\n".join(lines)


HUGO = {
    "hugo.toml": 'baseURL = "https://example.org/"\ntitle = "Notes"\n[taxonomies]\ntheme = "themes"\n',
    "layouts/_default/baseof.html": "<!doctype html><html lang=en><meta charset=utf-8><title>{{ .Title }}</title>"
    '<link rel=stylesheet href=/site.css><body>{{ block "main" . }}{{ end }}\n',
    "layouts/index.html": '{{ define "main" }}<h1>{{ site.Title }}</h1><ul>{{ range first 20 site.RegularPages.ByDate.Reverse }}'
    "<li><a href={{ .RelPermalink }}>{{ .Title }}</a>{{ end }}</ul>{{ end }}\n",
    "layouts/_default/list.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .RegularPages }}'
    "<li><a href={{ .RelPermalink }}>{{ .Title }}</a> {{ .Date.Format `2006-01-02` }}{{ end }}</ul>{{ end }}\n",
    "layouts/_default/terms.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Data.Terms.Alphabetical }}'
    "<li><a href={{ .Page.RelPermalink }}>{{ .Page.Title }}</a> {{ .Count }}{{ end }}</ul>{{ end }}\n",
    "layouts/_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format `2006-01-02` }} {{ .Params.segment }} '
    '{{ range (.GetTerms "themes") }}<a href={{ .RelPermalink }}>{{ .Title }}</a> {{ end }}</p>{{ .Content }}{{ end }}\n',
    "static/site.css": "body { max-width: 40rem; margin: auto; font: 1rem/1.5 serif }\n",
}


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def corpus(notes, folder, studies=1):
    folder = pathlib.Path(folder)
    for name in ("casebook", "hugo"):
        shutil.rmtree(folder / name, ignore_errors=True)
    root = folder / "casebook"
    write(root / "site.toml", 'title = "Notes made by chance"\naudience = "team"\n')
    for study in range(studies):
        home = root / "content" / f"study-{study:03}"
        write(home / "study.md", f"---\ntitle: Study {study}\nquestion: What keeps people from their work?\n---\n\n## Context\n\nMade by chance.\n")
        for at, theme in enumerate(THEMES):
            insight = f'insight: "Many {theme} are kept twice."\n' if at % 4 == 0 else ""
            write(home / "themes" / f"{theme}.md", f"---\ntitle: {theme.capitalize()}\n{insight}---\n\nAbout {theme}.\n")
        write(home / "decisions" / "2026-01-10-one-list.md", "---\nstatus: decided\ndecided: 2026-01-10\nevidence: ['#pricing']\n---\n\n# One list\n\nThere is one list.\n")
        (home / "interviews").mkdir(parents=True)
    for number in range(1, notes + 1):
        home = root / "content" / f"study-{number % studies:03}" / "interviews"
        (home / f"note-{number:05}.md").write_text(casebook_note(number), encoding="utf-8")
    if studies == 1:
        for path, text in HUGO.items():
            write(folder / "hugo" / path, text)
        home = folder / "hugo" / "content" / "notes"
        home.mkdir(parents=True)
        for number in range(1, notes + 1):
            (home / f"note-{number:05}.md").write_text(hugo_note(number), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("notes", type=int)
    parser.add_argument("folder")
    parser.add_argument("--studies", type=int, default=1)
    given = parser.parse_args()
    corpus(given.notes, given.folder, given.studies)

//! The casebook of the canaries: its files, and pictures and recordings with metadata.

use std::path::Path;

use casebook::source::{MediaFile, Snapshot};

/// Each file and its text.
const FILES: &[(&str, &str)] = &[
    (
        "site.toml",
        "# kzzsettingscomment
title = \"kztipztitle of KZTIZA1\"
description = \"kztipzdescription of KZTIZA1\"
notice = \"kztipzsettingsnotice of KZTIZA1\"
kzzunknownsetting = \"kzzunknownsettingvalue\"
",
    ),
    (
        "private/deny.txt",
        "# kzzdenycomment\nkzzdenied\n",
    ),
    (
        "content/participants.yaml",
        "# kzzpeoplecomment
KZTIZA1: { consent: public, segment: kztipzlarge of KZTIZA1, kzzattribute: kzzattributevalue, name: kzzname }
KZTIZA2: { consent: public, segment: kztipzlarge of KZTIZA1 }
KZTIZA3: { consent: public, segment: kztipzlarge of KZTIZA1, e-mail: kzzmail@kzzmailhost.example }
KZTIZA4: { consent: public, segment: kztipzlarge of KZTIZA1 }
KZTIZA5: { consent: public, segment: kztipzlarge of KZTIZA1 }
KZTIZB1: { consent: internal, segment: kztizmiddling }
KZTIZB2: { consent: internal, segment: kztizmiddling }
KZTIZB3: { consent: internal, segment: kztizmiddling }
KZTIZC1: { consent: team, segment: kztzsmall }
KZTIZC2: { consent: team }
KZTIZD1: { consent: none, segment: kzznobody }
KZTIZE1: { consent: public, expires: 2026-05-31, segment: kzzexpiredsegment }
KZTIZL1: { consent: public }
KZZW1: { consent: public, withdrawn: 2026-05-31, segment: kzzwithdrawnsegment }
",
    ),
    (
        "content/shop/study.md",
        "---
# kzzstudycomment
title: kztipzstudytitle of KZTIZA1
notice: kztipznotice of KZTIZA1
status: concluded
challenge: kztipzchallenge of KZTIZA1
question: kztipzquestion of KZTIZA1
objectives: [kztipzobjective of KZTIZA1]
stakes: kztipzstakes of KZTIZA1
kzzstudyfield: kzzstudyvalue
team: { owner: kztizowner, interviewers: [kztizasker], stakeholders: [kztipzstakeholder of KZTIZA1] }
sample:
  criteria: kztipzcriteria of KZTIZA1
  why: kztipzwhy of KZTIZA1
  recruited_through: [kztipzrecruited of KZTIZA1]
  segments: { kztipzlarge of KZTIZA1: 5, kztizmiddling: 3, kztzsmall: 1, kzznobody: 1, kzzexpiredsegment: 1 }
questions:
  - { id: q1, ask: kztipzguide?, why: kztipzreason of KZTIZA1 }
  - { id: q2, ask: kztipzasked of KZTIZA1?, why: kztipzreason }
limitations: kztipzlimitation of KZTIZL1
compared_with: { name: kztipzcompared of KZTIZA1, weeks: [4, 8], per_participant: [100, 500], source: kztipzcomparedsource of KZTIZA1 }
reporting: { 1: kztipzreported of KZTIZA1 }
---

## Challenge

<!-- kzzstorycomment -->

kztipzstory heard [[KZTIZB1]], [[KZTIZB1^kztizembedded]] and [[KZTIZC1^kztzembedded]] and [[KZTIZC1#^kztzembedded|kztipzlinktext]].

![[KZTIZB1#^kztizembedded]]

![[KZTIZC1#^kztzembedded]]

![[KZTIZD1#^kzzembedded]]

### kztipzheading of KZTIZA1

[kztipztoheading](#kztipzheading-of-kztiza1) As KZTIZC1^kztzembedded and KZTIZD1#^kzzembedded say.

```KZTIZA1
kztipzcode of KZTIZA1
```

[//]: # (kzzdefinitioncomment)

[kztipzbroken](interviews/kzzbrokentarget.md) [kztipznotelink](interviews/kzzfolder/kzznotefile.md)

![kztipzstoryalt of KZTIZA1](media/kzzpicturefile.svg)
",
    ),
    (
        "content/about.md",
        "---
title: kztipzaboutpage of KZTIZA1
kzzpagefield: kzzpagevalue
---

kztipzabouttext of KZTIZA1 [kztipzaddress](https://kztipzhost.example/kztipzpath)

<!-- kzzpagecomment -->

![[KZTIZC1#^kztzembedded]]

<p class=\"kzzclass\" data-x=\"kzzdata\">kztipzharmless</p>
<script>kzzscript</script>
",
    ),
    (
        "content/shop/interviews/kzzfolder/kzznotefile.md",
        "---
# kzznotecomment
participant: KZTIZA1
date: 2026-02-02
minutes: 7
channel: kztipzchannel of KZTIZA1
interviewer: kztizinterviewer
note_taker: kztiznotetaker
round: kzzround
consent: public
media: internal
recording: kzzrecordingfile.mp3
kzznotefield: kzznotevalue
address: { street: kzzstreet }
---

<!-- kzzbodycomment -->

## kztipzguide?

kztizobservation [kztizlink](https://kztizhost.example/?q=kztizquery)
and [kztizrelative](../kzztarget.md)

> kztipzquote and <!-- kzzquotecomment --> **kztipzsoundbite** <b title=\"kzzquotetitle\">loud</b>
> ![kzzquotealt](../../media/kzzquotepicture.png) said [here](https://kzzquotehost.example/)
> #kztipztheme !kztipzemotion [02:14] sev:3 ^kztizquoteid
> — KZTIZA1, kztipzownremark of KZTIZL1

> kztzteamtag words of a quote for the team alone, please
> #kztipztheme !kztzteamemotion consent:team ^kztzteamtagid

> kzznonetag words of a quote for nobody at all, please #kztipztheme !kzznoneemotion consent:none ^kzznoneid

kztipzseen at the till of KZTIZL1 #kztipztheme !KZTIZA1

kztzseen at the till #kztipztheme consent:team

## kztipzfollowup of KZTIZA1?

> kztipzanswer. coder:kztizcoder #kztipztheme coder:kztizothercoder #kztipzanswertheme

## kztizlonelyfollowup?

> kztzlonely answer. #kztipztheme consent:team

## kztizunanswered?

kztzalone on the stairs. consent:team

## kztzsection? consent:team

kztzinsection words

```
kztzcodeinsection
```

| kztzhead |
|---|
| kztzcell |

- kztzbullet

### kztzsubsection?

kztzbelow words

## kztizaftersection?

![kztizphotoalt](../../media/kzzphotofile.jpg) ![kztizchartalt](../../media/kzzchartfile.png)

> kztzother is what the second one said. #kztipztheme
> — KZTIZC2, kztzremark

[kztiztranscript](../../media/kzztranscriptfile.vtt)
",
    ),
    (
        "content/shop/interviews/a2.md",
        "---\nparticipant: KZTIZA2\ndate: 2026-02-03\nchannel: kztipzchannel of KZTIZA1\nmedia: team\n---\n\n> kztipzsecond. #kztipztheme\n\n![kztzonlyteamalt](../media/kzzteamfile.png)\n\nkztipzpictured ![kztzobservedalt](../media/kzzteamfile.png) #kztipztheme\n",
    ),
    (
        "content/shop/interviews/a3.md",
        "---\nparticipant: KZTIZA3\ndate: 2026-02-04\nchannel: kztipzchannel of KZTIZA1\n---\n\n## KZTIZA3 – kztizheadingname\n\n> kztipzthird. #kztipztheme\n",
    ),
    (
        "content/shop/interviews/a4.md",
        "---\nparticipant: KZTIZA4\ndate: 2026-02-05\nchannel: kztipzchannel of KZTIZA1\n---\n\n> kztipzfourth. #kztipzquotetheme\n",
    ),
    (
        "content/shop/interviews/a5.md",
        "---\nparticipant: KZTIZA5\ndate: 1987-03-09\nchannel: kztipzchannel of KZTIZA1\n---\n\n> kztipzfifth. #kztipztheme\n",
    ),
    (
        "content/shop/interviews/b1.md",
        "---\nparticipant: KZTIZB1\ndate: 2026-02-06\nchannel: kztizchannel\n---\n\n## kztizinternalheading?\n\nkztizinternalobservation\n\n> kztizinternalquote is said once. #kztipztheme !kztizinternalemotion ^kztizembedded\n\nkztizinternalseen #kztipztheme\n",
    ),
    (
        "content/shop/interviews/b2.md",
        "---\nparticipant: KZTIZB2\ndate: 2026-02-07\nchannel: kztizchannel\n---\n\n> kztizinternalsecond. #kztipztheme\n",
    ),
    (
        "content/shop/interviews/b3.md",
        "---\nparticipant: KZTIZB3\ndate: 2026-02-08\nchannel: kztizchannel\n---\n\n> kztizinternalthird. #kztipztheme\n",
    ),
    (
        "content/shop/interviews/c1.md",
        "---\nparticipant: KZTIZC1\ndate: 2026-02-09\nchannel: kztzchannel\nrecording: kzzteamrecording.mp3\n---\n\n## kztzteamheading?\n\nkztzteamobservation\n\n> kztzteamquote is said once. #kztipztheme !kztzteamword ^kztzembedded\n\nkztzteamseen #kztipztheme\n",
    ),
    (
        "content/shop/interviews/d1.md",
        "---\nparticipant: KZTIZD1\ndate: 2026-02-10\nchannel: kzzsilentchannel\n---\n\n## kzznoneheading?\n\nkzznoneobservation\n\n> kzznonequote is said once. #kztipztheme !kzznoneword ^kzzembedded\n\nkzznoneseen #kztipztheme\n",
    ),
    (
        "content/shop/interviews/e1.md",
        "---\nparticipant: KZTIZE1\ndate: 2026-02-11\n---\n\n## kzzexpiredheading?\n\nkzzexpiredobservation\n\n> kzzexpiredquote is said once. #kztipztheme ^kzzexpiredid\n",
    ),
    (
        "content/shop/interviews/w1.md",
        "---\nparticipant: KZZW1\ndate: 2026-02-12\nchannel: kzzwithdrawnchannel\ninterviewer: kzzwithdrawnasker\nrecording: kzzrecordingfile.mp3\n---\n\n## kzzwithdrawnheading?\n\nkzzwithdrawnobservation\n\n> kzzwithdrawnquote is said once. #kzzwithdrawntheme ^kzzwithdrawnid\n",
    ),
    (
        "content/shop/themes/kztipztheme.md",
        "---
# kzzthemecomment
title: kztipzthemetitle of KZTIZA1
insight: kztipzinsight of KZTIZA1
definition: kztipzdefinition of KZTIZA1
aliases: [kzzalias]
feature: [KZTIZC1^kztzembedded, KZTIZA1^kztizquoteid]
counter: kztipzcounter of KZTIZB1^kztizembedded
kzzthemefield: kzzthemevalue
---

kztipznarrative of KZTIZA1 <!-- kzznarrativecomment -->

![[KZTIZC1#^kztzembedded]]
",
    ),
    (
        "content/shop/decisions/2026-03-01-kztipzdecision.md",
        "---
# kzzdecisioncomment
title: kztipzdecisiontitle of KZTIZA1
status: measured
decided: 2026-03-01
deciders: [kztipzdecider of KZTIZA1, kztizasker and kztizowner]
evidence: [kztipztheme, KZTIZC1^kztzembedded, KZTIZB1^kztizembedded, KZTIZD1^kzzembedded, kztiza1]
counter_evidence: kztipzcounterevidence of KZTIZA1
options: [kztipzoption of KZTIZA1]
expected: { metric: kztipzexpected of KZTIZA1, direction: up, by: kztipzby of KZTIZA1, until: 2026-05-01, written: 2026-03-01 }
outcome:
  metric: kztipzmeasured of KZTIZA1
  of: kztipzof of KZTIZA1
  before: { value: 2, unit: kztipzunit of KZTIZA1, n: 90, period: kztipzbefore of KZTIZA1 }
  after: { value: 3, unit: kztipzunit of KZTIZA1, n: 90, period: kztipzafter of KZTIZA1 }
  other_changes: kztipzchanges of KZTIZA1
  source: kztipzsource of KZTIZA1
cost: 12000
value: { kind: kztipzkind of KZTIZA1, low: 1, likely: 2, high: 3, basis: measured }
actions:
  - { what: kztipztask, who: kztiznotetaker, due: 2026-03-20 }
  - { what: kztipzaction of KZTIZA1, who: kztipzdoer of KZTIZA1, due: 2026-03-20, kzzactionfield: kzzactionvalue }
kzzdecisionfield: kzzdecisionvalue
---

kztipzdecisiontext of KZTIZA1
",
    ),
    (
        "content/shop/metrics/kztipzmetric.csv",
        "date,value,n,unit,kzzcolumn\n2026-01-01,1,10,kztipzmetricunit of KZTIZA1,kzzcell\n2026-02-01,2,10,kztipzmetricunit of KZTIZA1,kzzcell\n",
    ),
    (
        "content/shop/media/kzztranscriptfile.vtt",
        "WEBVTT kzzheader\n\nNOTE kzzvttnote\n\n00:00.000 --> 00:30.000\n<v kzzspeaker>kzzspoken\n",
    ),
    (
        "content/shop/media/kzzrecordingfile.vtt",
        "WEBVTT\n\n00:00.000 --> 00:30.000\n<v KZTIZA1>kzzspokentoo\n",
    ),
    ("content/shop/interviews/kzzstray.txt", "kzzstraytext"),
    ("content/shop/notes/kzzstraynote.md", "kzzstraywords"),
];

/// The files of `content/shop/media/` that are no texts.
fn media() -> Vec<(&'static str, Vec<u8>)> {
    let fixtures = Path::new("tests/sites/media_is_stripped_of_its_metadata/content/shop/media");
    let fixture = |name: &str| std::fs::read(fixtures.join(name)).expect("a fixture");
    vec![
        ("kzzpicturefile.svg", svg("kztipzsvgtext")),
        ("kzzphotofile.jpg", jpeg(&fixture("boot.jpg"))),
        ("kzzchartfile.png", png(&fixture("boot.png"), "")),
        ("kzzteamfile.png", png(&fixture("boot.png"), "team")),
        ("kzzquotepicture.png", png(&fixture("boot.png"), "quote")),
        ("kzzrecordingfile.mp3", mp3(&fixture("p07.mp3"), "a")),
        ("kzzteamrecording.mp3", mp3(&fixture("p07.mp3"), "b")),
        ("kzzunshownfile.svg", svg("kzzunshowntext")),
    ]
}

pub fn snapshot() -> Snapshot {
    let mut snapshot = Snapshot::new();
    for (path, text) in FILES {
        snapshot.insert_text(*path, text.as_bytes().to_vec());
    }
    for (name, bytes) in media() {
        let file = MediaFile::new(move || Ok(bytes.clone()));
        snapshot.insert_media(format!("content/shop/media/{name}"), file);
    }
    snapshot
}

/// Everything that words are planted in: paths, texts, pictures.
pub fn planted() -> Vec<String> {
    let texts = FILES.iter().flat_map(|(path, text)| [*path, *text]);
    let mut planted: Vec<String> = texts.map(str::to_owned).collect();
    for (name, bytes) in media() {
        planted.push(name.into());
        planted.push(bytes.iter().map(|b| *b as char).collect());
    }
    planted
}

fn svg(text: &str) -> Vec<u8> {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><!-- kzzsvgcomment -->\
         <metadata>kzzsvgmetadata</metadata><text x=\"1\" y=\"8\">{text}</text>\
         <script>kzzsvgscript</script></svg>"
    )
    .into_bytes()
}

/// A picture with a comment and an EXIF description.
fn jpeg(plain: &[u8]) -> Vec<u8> {
    let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0".to_vec();
    let words = b"kzzexif kzzgps\0";
    // The tag ImageDescription, ASCII, so many bytes, at offset 26; and no further directory.
    exif.extend([0x0e, 0x01, 2, 0, words.len() as u8, 0, 0, 0, 26, 0, 0, 0]);
    exif.extend([0, 0, 0, 0]);
    exif.extend(words);
    let segment = |marker: u8, body: &[u8]| {
        let length = (body.len() as u16 + 2).to_be_bytes();
        [&[0xff, marker], &length[..], body].concat()
    };
    let comment = segment(0xfe, b"kzzjpegcomment");
    [&plain[..2], &segment(0xe1, &exif), &comment, &plain[2..]].concat()
}

/// A picture with a text chunk after its header.
fn png(plain: &[u8], name: &str) -> Vec<u8> {
    let body = format!("tEXtComment\0kzzpng{name}");
    let crc = !body.bytes().fold(!0u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg())
        })
    });
    let length = (body.len() as u32 - 4).to_be_bytes();
    let header = 8 + 25;
    [
        &plain[..header],
        &length,
        body.as_bytes(),
        &crc.to_be_bytes(),
        &plain[header..],
    ]
    .concat()
}

/// A recording with a title before its sound.
fn mp3(plain: &[u8], name: &str) -> Vec<u8> {
    let title = format!("\0kzzid{name}");
    let frame = [
        b"TIT2",
        &(title.len() as u32).to_be_bytes()[..],
        &[0, 0],
        title.as_bytes(),
    ];
    let frame = frame.concat();
    let sound = plain.iter().position(|b| *b == 0xff).expect("sound");
    let header = [b"ID3\x03\0\0\0\0\0", &[frame.len() as u8][..]].concat();
    [&header, &frame, &plain[sound..]].concat()
}

//! A casebook made by hand, for seeing pages without notes: the study of the mock.

use std::sync::Arc;

use casebook::config::{Audience, Consent, Settings};
use casebook::model::audience::Published;
use casebook::model::*;
use casebook::parse::prose::{Part, Prose};
use casebook::parse::words::{Mark, MarkKind, Words};
use casebook::source::Span;
use jiff::civil::{Date, date};

/// Builds one study step by step.
pub struct Maker {
    pub study: Study,
}

/// An author's text of plain paragraphs; `**bold**` is not understood.
pub fn text(paragraphs: &[&str]) -> Text {
    let html: String = paragraphs.iter().map(|p| format!("<p>{p}</p>\n")).collect();
    Text {
        prose: Arc::new(Prose {
            parts: vec![Part::Html(html.into())].into(),
            headings: vec![],
        }),
        targets: Box::new([]),
    }
}

/// Words with `**soundbite**` and `[replacement]` marks.
pub fn words(written: &str) -> Words {
    let mut text = String::new();
    let mut marks = Vec::new();
    for (i, part) in written.split("**").enumerate() {
        let start = text.len() as u32;
        text.push_str(part);
        if i % 2 == 1 {
            let end = text.len() as u32;
            marks.push(Mark {
                start,
                end,
                kind: MarkKind::Soundbite,
            });
        }
    }
    let mut from = 0;
    while let Some(open) = text[from..].find('[') {
        let start = from + open;
        let end = start + text[start..].find(']').unwrap() + 1;
        marks.push(Mark {
            start: start as u32,
            end: end as u32,
            kind: MarkKind::Replacement,
        });
        from = end;
    }
    marks.sort_by_key(|m| m.start);
    Words {
        text: text.into(),
        marks,
    }
}

impl Maker {
    pub fn new(id: &str, title: &str) -> Maker {
        Maker {
            study: Study {
                success_metric: None,
                withdrawn: 0,
                id: id.into(),
                file: "content/study.md".into(),
                about: StudyAbout {
                    title: title.into(),
                    ..StudyAbout::default()
                },
                story: vec![],
                questions: vec![],
                segments: vec![],
                participants: vec![],
                interviews: vec![],
                evidence: Default::default(),
                themes: vec![],
                decisions: vec![],
                metrics: vec![],
            },
        }
    }

    pub fn question(&mut self, ask: &str, why: &str) {
        let id = format!("q{}", self.study.questions.len() + 1).into();
        let why = (!why.is_empty()).then(|| why.to_owned());
        self.study.questions.push(Question {
            id,
            ask: ask.into(),
            why,
        });
    }

    pub fn segment(&mut self, name: &str) -> SegmentId {
        self.study.segments.push(Segment { name: name.into() });
        SegmentId(self.study.segments.len() as u32 - 1)
    }

    /// A participant and an interview of theirs.
    pub fn talk(&mut self, code: &str, segment: SegmentId, on: Date, minutes: f64) -> InterviewId {
        self.study.participants.push(Participant {
            code: code.into(),
            segment: Some(segment),
            interviewed: true,
            unnamed: false,
        });
        self.study.interviews.push(Arc::new(Interview {
            wave: None,
            talk_time: None,
            id: code.to_lowercase().into(),
            participant: ParticipantId(self.study.participants.len() as u32 - 1),
            round: 1,
            when: When::Day(on),
            minutes: Some(minutes),
            channel: Some("video call".into()),
            interviewers: vec![
                if self.study.interviews.len().is_multiple_of(2) {
                    "MS"
                } else {
                    "AL"
                }
                .into(),
            ],
            note_takers: vec!["JK".into()],
            consent: Consent::Internal,
            media_consent: Consent::Team,
            recording: None,
            transcript: Vec::new(),
            heard: Consent::Public,
            asides: Box::default(),
            talk: Arc::default(),
            answered: vec![],
            has_references: true,
            sum: Sum::of_nothing(Consent::Internal),
            speaks: 0,
            file: "content/note.md".into(),
        }));
        InterviewId(self.study.interviews.len() as u32 - 1)
    }

    fn interview(&mut self, talk: InterviewId) -> &mut Interview {
        Arc::make_mut(&mut self.study.interviews[talk.index()])
    }

    fn exchanges(&mut self, talk: InterviewId) -> &mut Vec<Exchange> {
        Arc::make_mut(&mut self.interview(talk).talk)
    }

    pub fn asked(&mut self, talk: InterviewId, question: u32) {
        self.interview(talk).answered.push(QuestionId(question - 1));
        self.exchanges(talk).push(Exchange {
            anchor: format!("q{question}").into(),
            asked: Asked::Guide(QuestionId(question - 1)),
            level: 2,
            consent: None,
            items: vec![],
        });
    }

    pub fn follow_up(&mut self, talk: InterviewId, asked: &str) {
        let exchanges = self.exchanges(talk);
        exchanges.push(Exchange {
            anchor: format!("a{}", exchanges.len()).into(),
            asked: Asked::FollowUp(asked.into()),
            level: 3,
            consent: None,
            items: vec![],
        });
    }

    pub fn seen(&mut self, talk: InterviewId, paragraphs: &[&str]) {
        let exchange = self.exchanges(talk).last_mut().unwrap();
        let seen = TalkItem::Observation(text(paragraphs), None);
        exchange.items.push(seen);
    }

    pub fn theme(&mut self, id: &str, title: &str) -> &mut Theme {
        let parent = id
            .rsplit_once('/')
            .and_then(|(parent, _)| self.study.themes.iter().position(|t| &*t.id == parent));
        let this = ThemeId(self.study.themes.len() as u32);
        let parent = parent.map(|p| ThemeId(p as u32));
        if let Some(parent) = parent {
            self.study.themes[parent.index()].children.push(this);
        }
        self.study.themes.push(Theme {
            id: id.into(),
            title: title.into(),
            parent,
            children: vec![],
            insight: None,
            definition: None,
            severity: None,
            impact: None,
            feasibility: None,
            team_rank: None,
            asked_in: vec![],
            feature: vec![],
            metrics: vec![],
            counter: None,
            review_by: None,
            body: Text::default(),
            file: None,
        });
        self.study.themes.last_mut().unwrap()
    }

    pub fn theme_id(&self, id: &str) -> ThemeId {
        let at = self.study.themes.iter().position(|t| &*t.id == id);
        ThemeId(at.unwrap_or_else(|| panic!("no theme {id}")) as u32)
    }

    pub fn evidence_id(&self, cite: &str) -> EvidenceId {
        let at = self.study.evidence.iter().position(|e| &*e.cite == cite);
        EvidenceId(at.unwrap_or_else(|| panic!("no quote {cite}")) as u32)
    }

    /// Evidence in a talk: `coded` is `sizing delivery/returns !resigned [2:14] ^two-sizes`.
    pub fn say(&mut self, talk: InterviewId, said: Said, coded: &str) -> EvidenceId {
        let id = EvidenceId(self.study.evidence.len() as u32);
        let participant = self.study.interviews[talk.index()].participant;
        let code = self.study.participants[participant.index()].code.clone();
        let (mut themes, mut emotions, mut time, mut own) = (vec![], vec![], None, None);
        let mut stance = None;
        for tag in coded.split_whitespace() {
            match tag.as_bytes()[0] {
                b'!' => emotions.push(tag[1..].into()),
                b'^' => own = Some(tag[1..].to_owned()),
                b'[' => {
                    let written = tag.trim_matches(['[', ']']);
                    let (m, s) = written.split_once(':').unwrap();
                    let start = m.parse::<u32>().unwrap() * 60 + s.parse::<u32>().unwrap();
                    time = Some(Time {
                        start,
                        end: None,
                        written: written.into(),
                    });
                }
                b'*' => {
                    stance = Some(if tag == "*b" {
                        Stance::Behaviour
                    } else {
                        Stance::Opinion
                    })
                }
                _ => themes.push(self.theme_id(tag)),
            }
        }
        let own = own.unwrap_or_else(|| format!("x{}", id.0));
        let place = self.study.evidence_of(talk).len() as u32;
        let exchanges = self.exchanges(talk);
        let exchange = exchanges.len() as u32 - 1;
        let last = exchanges.last_mut().unwrap();
        last.items.push(TalkItem::Evidence(place));
        self.study.evidence.push(Evidence {
            cite: format!("{code}^{own}").into(),
            anchor: format!("{}-{own}", code.to_lowercase()).into(),
            interview: talk,
            participant,
            exchange,
            asked: self.study[talk].talk[exchange as usize].asked.clone(),
            length: match &said {
                Said::Quote(words) => words.length() as u32,
                _ => 0,
            },
            speaks: 0,
            said,
            themes: themes.into(),
            emotions: emotions.into(),
            time,
            stance,
            severity: None,
            coders: Box::default(),
            consent: Consent::Internal,
            remark: None,
            origin: Origin {
                file: "content/note.md".into(),
                span: Span::default(),
            },
        });
        let of_talk = self.study.evidence.iter().filter(|e| e.interview == talk);
        let of_talk: Vec<_> = of_talk.cloned().collect();
        self.interview(talk).sum = Sum::of(&self.study[talk].clone(), &of_talk);
        id
    }

    pub fn quote(&mut self, talk: InterviewId, written: &str, coded: &str) -> EvidenceId {
        self.say(talk, Said::Quote(Arc::new(words(written))), coded)
    }
}

/// The study of the mock: eighteen shoppers.
pub fn full_basket() -> Study {
    let mut m = Maker::new("full-basket", "Why do shoppers leave a full basket?");
    let about = &mut m.study.about;
    about.notice = Some("An invented sample: no real shop, shopper or number.".into());
    about.status = Some(StudyStatus::Concluded);
    about.challenge =
        Some("Six of ten baskets are abandoned, and a discount has not moved it.".into());
    about.question = Some("What stops a first-time shopper from paying?".into());
    about.stakes = Some("Six of ten baskets are abandoned. A budget of €180,000 a year was set aside for discounts to win them back.".into());
    about.objectives = vec!["Decide whether to spend on discounts or on the product page".into()];
    about.period = (Some(date(2026, 2, 2)), Some(date(2026, 2, 20)));
    about.owner = Some("MS".into());
    about.interviewers = vec!["MS".into(), "AL".into()];
    about.stakeholders = vec!["Product".into(), "Checkout".into()];
    about.sample = Sample {
        target: Some(18),
        criteria: Some("Bought or abandoned in the last 14 days".into()),
        why: Some("Memory of the moment fades after two weeks".into()),
        recruited_through: vec!["e-mail".into(), "post-purchase page".into()],
        incentive: Some(Money {
            amount: 20.0,
            currency: "EUR".into(),
        }),
        plan: vec![],
    };
    about.limitations = Some(
        "Desktop shoppers only, in one country. Two interviewers, one of whom also coded.".into(),
    );
    about.costs = Costs {
        hours: Some(41.0),
        hourly_rate: Some(85.0),
        incentives: Some(360.0),
        other: Some(300.0),
    };
    about.compared_with = Some(Comparison {
        name: "Moderated study".into(),
        weeks: Some((4.0, 8.0)),
        per_participant: Some((100.0, 500.0)),
        source: Some("published range".into()),
    });
    m.study.story = vec![
        Section {
            anchor: "challenge".into(),
            heading: "Challenge".into(),
            body: text(&[
                "For two years the answer to an abandoned basket was a code for 10% off. The baskets stayed where they were.",
                "Checkout knew how many people left and at which step. It did not know why. Before the yearly discount budget was renewed, Product asked for eighteen short conversations with people who had filled a basket in the last fourteen days, whether they had paid or not.",
                "The question was narrow on purpose: what stops a first-time shopper from paying?",
            ]),
        },
        Section {
            anchor: "method".into(),
            heading: "Method".into(),
            body: text(&[
                "Eighteen shoppers, seven minutes each, three weeks from the first call to the last.",
                "We spoke by video call, and asked each to tell of the last time rather than the usual time.",
            ]),
        },
        Section {
            anchor: "limitations".into(),
            heading: "Limitations".into(),
            body: text(&[
                "Desktop shoppers only, in one country. Two interviewers, one of whom also coded. Shoppers who agreed to a call may be more patient than those who did not.",
            ]),
        },
    ];
    m.question(
        "Tell me about the last time you left something in your basket.",
        "A real event, not an opinion",
    );
    m.question(
        "What happens, as far as you know, if it does not fit?",
        "Fear grows where facts are missing",
    );
    m.question("What did you expect to pay, all in?", "");
    m.question("Was there a moment at the payment when you hesitated?", "");
    m.question("What would have made it easier?", "");
    let first = m.segment("first-time buyer");
    let returning = m.segment("returning shopper");
    let abandoner = m.segment("abandoner");
    themes(&mut m);
    let segments = [
        first, first, returning, first, abandoner, first, first, returning, first, abandoner,
        returning, first, abandoner, first, returning, abandoner, first, returning,
    ];
    for (i, segment) in segments.into_iter().enumerate() {
        let n = i as i8 + 1;
        let talk = m.talk(
            &format!("P{n:02}"),
            segment,
            date(2026, 2, 1 + n),
            5.0 + f64::from(n % 4),
        );
        m.asked(talk, 1);
        note(&mut m, talk, n);
    }
    for (theme, cites) in [
        ("sizing", &["P13^didnt-know-which", "P07^two-sizes"][..]),
        ("delivery/returns", &["P14^saturday"]),
        ("delivery/cost", &["P16^waited-to-tell"]),
        ("payment-trust", &["P09^not-with-my-card"]),
    ] {
        let ids = cites.iter().map(|cite| m.evidence_id(cite)).collect();
        let theme = m.theme_id(theme).index();
        m.study.themes[theme].feature = ids;
    }
    decisions(&mut m);
    m.study
}

fn themes(m: &mut Maker) {
    let t = m.theme("delivery", "Delivery");
    t.definition = Some("Anything about getting the goods, and getting rid of them.".into());
    let t = m.theme("delivery/cost", "Surprise delivery cost");
    t.insight = Some(
        "The delivery cost comes at the last step, and it is the lateness that offends.".into(),
    );
    (t.severity, t.impact, t.feasibility, t.team_rank) = (Some(3), Some(4), Some(2), Some(2));
    t.counter = Some(text(&[
        "P18 knows the cost by heart, is annoyed each time, and orders.",
    ]));
    t.body = text(&[
        "The sums named were between five and seven euros. Only two of the nine called that too much.",
    ]);
    let t = m.theme("delivery/returns", "Fear of returns");
    t.insight = Some(
        "A return looks like work with a price nobody tells, so the first order is not placed."
            .into(),
    );
    (t.severity, t.impact, t.feasibility, t.team_rank) = (Some(4), Some(4), Some(4), Some(5));
    t.body = text(&[
        "Nobody complained that a return costs something. They could not find out what, or who pays, or when the money comes back, and filled the gap with the worst shop they remember.",
    ]);
    let t = m.theme("payment-trust", "Trust at payment");
    t.insight =
        Some("A payment page that looks like another shop stops a first-time buyer cold.".into());
    t.asked_in = vec![QuestionId(3)];
    (t.severity, t.impact, t.feasibility, t.team_rank) = (Some(4), Some(3), Some(4), Some(4));
    let t = m.theme("sizing", "Sizing is a guess");
    t.insight = Some("Shoppers cannot tell which size fits, so they buy two or none.".into());
    t.definition =
        Some("Any doubt about which size to order. Not the price of sending it back.".into());
    (t.severity, t.impact, t.feasibility, t.team_rank) = (Some(3), Some(5), Some(3), Some(6));
    t.counter = Some(text(&["P03 and P11 found their size at once."]));
    t.body = text(&[
        "The doubt begins before the price does. Shoppers leave the page to look for an answer, in the reviews, in their own wardrobe, on a tape measure, and most do not come back that day. Those who do order take two sizes and plan to return one, which is the same doubt at the shop’s expense.",
    ]);
    let t = m.theme("wish-list", "The basket is a wish list");
    (t.severity, t.impact, t.feasibility, t.team_rank) = (Some(1), Some(2), Some(5), Some(7));
    let t = m.theme("discount-code", "Waiting for a code");
    (t.severity, t.impact, t.feasibility, t.team_rank) = (Some(1), Some(1), Some(5), Some(1));
    let t = m.theme("account", "Made to open an account");
    (t.severity, t.impact, t.feasibility, t.team_rank) = (Some(2), Some(3), Some(5), Some(3));
}

fn note(m: &mut Maker, talk: InterviewId, n: i8) {
    match n {
        1 => {
            m.quote(talk, "It says ‘true to size’. True to whose size? **I’m three different sizes in my own wardrobe.**", "sizing !amused [1:48] ^true-to-whose *o");
            m.seen(talk, &["Laughed, then counted on her fingers."]);
        }
        2 => {
            m.quote(
                talk,
                "Is it European thirty-eight, or is it that other thirty-eight?",
                "sizing !frustrated [2:45] ^other-38 *b",
            );
            m.asked(talk, 3);
            m.quote(talk, "I kept looking for something small to get over the free-delivery line, and then I thought, what am I doing, I don’t need socks.", "delivery/cost !amused [4:05] ^socks *b");
        }
        3 => {
            m.quote(
                talk,
                "Sizes? No, I just order my size. It’s fine. It’s always been fine.",
                "!calm [1:30] ^just-order",
            );
            m.quote(
                talk,
                "It’s not abandoned. It’s my list. **I’ll be back when I’m paid.**",
                "wish-list discount-code !calm [3:40] ^my-list *b",
            );
        }
        4 => {
            m.quote(talk, "My mum says get the bigger one, she’ll grow into it. But it was for [her sister], and she’s thirty-four.", "sizing delivery/returns !worried [2:37] ^for-her-sister *o");
        }
        5 => {
            m.quote(
                talk,
                "Sizes are a lottery.",
                "sizing !frustrated [1:12] ^lottery *o",
            );
            m.asked(talk, 3);
            m.quote(
                talk,
                "Forty-one and then forty-eight, that is what I remember.",
                "delivery/cost !frustrated [2:50] *b",
            );
            m.asked(talk, 4);
            m.seen(talk, &["No. Paid by invoice before, would again."]);
        }
        6 => {
            m.asked(talk, 2);
            m.quote(talk, "I looked for what happens if it doesn’t fit and I ended up in the terms and conditions. **Nobody should end up in the terms and conditions.**", "delivery/returns !frustrated [3:12] ^terms *b");
            m.asked(talk, 4);
            m.quote(
                talk,
                "It asked me for the bank before it showed me the sum.",
                "payment-trust delivery/cost !worried [4:40] *b",
            );
        }
        7 => {
            m.seen(talk, &["She was buying boots for a trip and had two tabs open. Sighed when the size chart came up."]);
            m.quote(
                talk,
                "I measured my foot twice and **I still ordered two sizes, like I always do**.",
                "sizing delivery/returns !resigned [2:14] ^two-sizes *b",
            );
            m.quote(
                talk,
                "The chart said 39, the reviews said go up, so I closed it.",
                "sizing !frustrated [2:51] ^chart-39 *b",
            );
            m.asked(talk, 2);
            m.say(talk, Said::Observation(text(&["Does not know what a return costs. Opened the help page, scrolled for half a minute, then left it."])), "delivery/returns !worried [4:10]");
            m.quote(
                talk,
                "Do I pay for the label?",
                "delivery/returns !worried [4:30] ^the-label *o",
            );
            m.follow_up(talk, "And if the label were free?");
            m.quote(talk, "Then I’d still have to find the box. You know how it is, you open it like an animal, the box is gone, the kids have made a rocket out of it, and then you stand there with a pair of boots and a bag from the supermarket. My husband, he keeps every box. Every box! We have a cellar full of boxes. So he says, take one of mine, and I say they’re all too big, and then it sits in the hall for two weeks and by then it’s too late anyway, so **I keep the wrong ones and I’m cross at you**. At the shop, I mean, not at you. And the next time I look at a shoe I think of the hall, and of him saying I told you so, which he did not, he only looked, but he has that look. And I put the phone away.", "delivery/returns !amused [5:02] ^the-box *b");
            m.asked(talk, 4);
            m.seen(
                talk,
                &["No. She pays by invoice and never saw the card page."],
            );
        }
        8 => {
            m.quote(talk, "With [an outdoor brand] I know I’m a 42, so it’s two clicks. With yours I have to think, and **if I have to think I do it tomorrow**.", "sizing wish-list delivery/returns !calm [1:55] ^if-i-have-to-think *o");
            m.asked(talk, 4);
            m.seen(
                talk,
                &["Pays with the wallet on his phone; nothing to report."],
            );
        }
        9 => {
            m.say(talk, Said::Observation(text(&["Put S and M in the basket, opened the size chart in a new tab, then took both out."])), "sizing delivery/returns");
            m.asked(talk, 4);
            m.quote(talk, "The page went white for a second and then it was a different logo. **I thought, no, not with my card.**", "payment-trust !worried [5:16] ^not-with-my-card *b");
        }
        10 => {
            m.asked(talk, 3);
            m.quote(talk, "I put in my whole address to find out it’s six ninety. **So now you’ve got my address and I’ve got no shoes.**", "delivery/cost account !amused [3:19] ^no-shoes *b");
            m.quote(talk, "Last time [another shop] took three weeks to give me my money back. Eighty euros. I noticed.", "delivery/returns !worried [4:44] ^three-weeks *b");
            m.asked(talk, 4);
        }
        11 => {
            m.quote(
                talk,
                "I’m a 38 everywhere, always have been, so that bit takes me no time at all.",
                "!calm [1:41] ^38-everywhere",
            );
            m.asked(talk, 3);
            m.quote(
                talk,
                "It’s always six ninety and I always forget.",
                "delivery/cost !calm [3:02] *b",
            );
            m.asked(talk, 4);
        }
        12 => {
            m.quote(talk, "I had the M and the L both in there, and I just sat, going back and forth, and then the kettle boiled and **that was it, I never went back**.", "sizing !resigned [2:20] ^kettle *b");
            m.quote(
                talk,
                "By the time it said delivery I was already cross.",
                "delivery/cost !frustrated [3:30]",
            );
            m.say(talk, Said::WithheldQuote, "sizing [5:00]");
            m.asked(talk, 4);
        }
        13 => {
            m.say(talk, Said::Observation(text(&["He scrolled up to the size chart four times, then closed the lid of the laptop."])), "sizing");
            m.quote(talk, "I’d have paid. I had the card out. **I just didn’t know which one I was paying for.**", "sizing !resigned [3:06] ^didnt-know-which *b");
            m.quote(
                talk,
                "Seven euros, and an account, and a code box I had no code for.",
                "delivery/cost account discount-code !frustrated [4:15]",
            );
            m.asked(talk, 4);
        }
        14 => {
            m.asked(talk, 2);
            m.quote(talk, "Sending it back is a whole Saturday. You need the tape, the box, the printer – who has a printer? – so **I’d rather not start**.", "delivery/returns account !frustrated [3:58] ^saturday *o");
            m.asked(talk, 4);
            m.quote(talk, "If it’s [the wallet on my phone] I don’t even think. If I have to type the numbers, I think.", "payment-trust !worried [5:40] ^type-the-numbers *o");
        }
        15 => {
            m.quote(
                talk,
                "I read the one-star reviews first. They’re the only ones that mention the fit.",
                "sizing wish-list !calm [2:02] ^one-star *b",
            );
            m.asked(talk, 4);
        }
        16 => {
            m.quote(talk, "It was forty-one all the way, and then at the very end it’s forty-eight. **It’s not the seven euros, it’s that you waited to tell me.**", "delivery/cost !frustrated [2:08] ^waited-to-tell *b");
            m.asked(talk, 4);
            m.quote(
                talk,
                "A second page, a second logo. I let it be.",
                "payment-trust !worried [4:10]",
            );
        }
        17 => {
            m.quote(talk, "I zoom in on the model and try to work out how tall she is. That’s mad, isn’t it? **I’m doing geometry to buy a jumper.**", "sizing !amused [3:31] ^geometry *b");
            m.asked(talk, 4);
            m.quote(talk, "There was a name there I’d never heard of, and I thought, who is this? I bought from you, not from them.", "payment-trust !worried [5:02] ^who-is-this *b");
        }
        _ => {
            m.quote(talk, "If there’s a box that says code, I go and look for a code. **If there’s no box, I just pay.**", "discount-code !calm [4:12] ^box-that-says-code *b");
            m.quote(
                talk,
                "Six ninety, I know it by heart.",
                "delivery/cost wish-list !calm [4:50]",
            );
            m.asked(talk, 4);
        }
    }
}

fn decisions(m: &mut Maker) {
    let sizing = m.theme_id("sizing");
    let quote = m.evidence_id("P07^two-sizes");
    let trust = m.theme_id("payment-trust");
    let cost = m.theme_id("delivery/cost");
    let returns = m.theme_id("delivery/returns");
    let blank = |id: &str, title: &str, status: DecisionStatus, decided: Date| Decision {
        id: id.into(),
        title: title.into(),
        status,
        decided: Some(decided),
        deciders: vec!["Head of Product".into()],
        evidence: vec![],
        counter_evidence: None,
        options: vec![],
        expected: None,
        actions: vec![],
        outcome: None,
        cost: None,
        value: None,
        review_by: None,
        superseded_by: None,
        body: Text::default(),
        file: "content/d.md".into(),
    };
    let action = |what: &str, who: &str, due: Date, done: Option<Date>| Action {
        what: what.into(),
        who: Some(who.into()),
        due: Some(due),
        done,
    };
    let proportion = |value: f64, n: f64, period: &str| {
        Some(Measurement {
            value,
            unit: "%".into(),
            n: Some(n),
            period: Some(period.into()),
        })
    };
    m.study.metrics.push(Metric {
        id: "conversion".into(),
        series: Series {
            unit: "%".into(),
            points: [
                2.95, 2.78, 3.05, 2.82, 2.71, 3.08, 2.90, 2.86, 3.01, 2.79, 3.12, 3.40, 3.31, 3.72,
                3.51, 3.58, 3.60,
            ]
            .into_iter()
            .enumerate()
            .map(|(i, value)| Point {
                date: date(2026, 1, 5).saturating_add(jiff::Span::new().weeks(i as i64)),
                value,
                n: Some(2500.0),
            })
            .collect(),
        },
        file: "content/m.csv".into(),
    });
    m.study.decisions = vec![
        Decision {
            evidence: vec![Proof::Theme(sizing), Proof::Evidence(quote)],
            counter_evidence: Some(text(&[
                "P03 and P11 found their size at once. Free returns would have met the fear without the doubt; it was judged dearer than the advisor by a factor of six.",
            ])),
            options: vec![
                "10% off".into(),
                "Free returns".into(),
                "Size advisor".into(),
            ],
            expected: Some(Expectation {
                metric: Some("conversion".into()),
                direction: Some(Direction::Up),
                by: Some("10%".into()),
                until: Some(date(2026, 5, 1)),
                written: Some(date(2026, 2, 24)),
            }),
            actions: vec![
                action(
                    "Build the size advisor",
                    "Checkout",
                    date(2026, 3, 20),
                    Some(date(2026, 3, 18)),
                ),
                action(
                    "Add fit notes to the 40 best sellers",
                    "Product",
                    date(2026, 3, 31),
                    Some(date(2026, 4, 2)),
                ),
            ],
            outcome: Some(Outcome {
                metric: Some("conversion".into()),
                of: Some("first-time visitors".into()),
                before: proportion(2.9, 10345.0, "2026-01"),
                after: proportion(3.6, 11020.0, "2026-04"),
                other_changes: Some("none known".into()),
                source: Some("web analytics".into()),
            }),
            cost: Some(12000.0),
            value: Some(Value {
                kind: Some("revenue".into()),
                low: Some(11700.0),
                likely: Some(36400.0),
                high: Some(61100.0),
                basis: Some(Basis::Measured),
                contribution: Some(0.7),
            }),
            review_by: Some(date(2026, 8, 1)),
            body: text(&[
                "The advisor asks two questions and names one size. It ships with the ten categories that are returned most.",
            ]),
            ..blank(
                "2026-02-24-size-advisor",
                "Ship a size advisor instead of a discount",
                DecisionStatus::Measured,
                date(2026, 2, 24),
            )
        },
        Decision {
            evidence: vec![Proof::Theme(sizing)],
            options: vec!["10% off".into(), "Nothing".into()],
            cost: Some(0.0),
            ..blank(
                "2026-02-24-discount",
                "Give 10% off the first order",
                DecisionStatus::Rejected,
                date(2026, 2, 24),
            )
        },
        Decision {
            evidence: vec![Proof::Theme(trust)],
            actions: vec![action(
                "Put payment badges under the pay button",
                "Checkout",
                date(2026, 3, 9),
                Some(date(2026, 3, 9)),
            )],
            outcome: Some(Outcome {
                metric: Some("completed payments".into()),
                of: None,
                before: proportion(71.2, 4100.0, "2026-02"),
                after: proportion(71.6, 4250.0, "2026-04"),
                other_changes: None,
                source: Some("payment provider".into()),
            }),
            cost: Some(3200.0),
            ..blank(
                "2026-02-26-payment-badges",
                "Put payment badges under the pay button",
                DecisionStatus::NoEffect,
                date(2026, 2, 26),
            )
        },
        Decision {
            evidence: vec![Proof::Theme(cost)],
            actions: vec![action(
                "Show the delivery cost from the first view of the basket",
                "Checkout",
                date(2026, 3, 27),
                Some(date(2026, 3, 27)),
            )],
            cost: Some(4500.0),
            value: Some(Value {
                kind: Some("revenue".into()),
                low: Some(8000.0),
                likely: Some(14000.0),
                high: Some(25000.0),
                basis: Some(Basis::Estimate),
                contribution: None,
            }),
            review_by: Some(date(2026, 8, 1)),
            ..blank(
                "2026-03-02-delivery-cost",
                "Show the delivery cost in the basket",
                DecisionStatus::Shipped,
                date(2026, 3, 2),
            )
        },
        Decision {
            evidence: vec![Proof::Theme(returns)],
            actions: vec![action(
                "Print the cost of a return beside the price",
                "Product",
                date(2026, 5, 15),
                None,
            )],
            cost: Some(2800.0),
            ..blank(
                "2026-03-09-return-cost",
                "Print the cost of a return beside the price",
                DecisionStatus::InProgress,
                date(2026, 3, 9),
            )
        },
    ];
}

/// A casebook of the given studies, as `audience` sees it.
pub fn published(studies: Vec<Study>, audience: Audience) -> Published {
    let settings = Settings {
        title: "Northwind customer casebook".into(),
        ..Settings::default()
    };
    let casebook = Casebook {
        media_limits: Default::default(),
        settings: Arc::new(settings),
        studies,
        pages: vec![],
        listed: Default::default(),
        frame: Default::default(),
    };
    Published::for_tests(casebook, audience)
}

//! Who talked: the participants' share of the time that anybody talked, where it was recorded.

/// Seconds of talk.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Talk {
    /// Of the participant alone.
    pub participant: f64,
    /// Of everybody.
    pub all: f64,
}

/// Talk over several conversations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TalkTime {
    /// In those of which it is known.
    pub talk: Talk,
    /// How many those are.
    pub known: usize,
}

/// Adds up the talk of conversations; `None` stands for one of which it is not known. `None` where
/// it is known of none, or nobody talked.
pub fn talk_time(conversations: &[Option<Talk>]) -> Option<TalkTime> {
    let sound = |talk: &&Talk| talk.all > 0.0 && talk.all.is_finite() && talk.participant >= 0.0;
    let mut found = TalkTime {
        talk: Talk::default(),
        known: 0,
    };
    for talk in conversations.iter().flatten().filter(sound) {
        found.talk.participant += talk.participant.min(talk.all);
        found.talk.all += talk.all;
        found.known += 1;
    }
    (found.known > 0).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conversations_without_a_transcript_are_left_out() {
        let talk = |participant, all| Some(Talk { participant, all });
        let found = talk_time(&[talk(200.0, 300.0), None, talk(100.0, 100.0), talk(1.0, 0.0)]);
        let expected = TalkTime {
            talk: Talk {
                participant: 300.0,
                all: 400.0,
            },
            known: 2,
        };
        assert_eq!(found, Some(expected));
        assert_eq!(talk_time(&[None, talk(f64::NAN, 0.0)]), None);
        assert_eq!(talk_time(&[]), None);
    }
}

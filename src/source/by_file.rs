//! What is remembered of each text file below `content/`, walked in step with them: nothing is
//! looked up, and nothing of a file that stayed the same is touched.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Snapshot, SourcePath, TextFile};

/// How many files are worked on in a row at most: no core is left with many when the others are
/// done.
const AT_ONCE: usize = 32;

/// Something of each text file below `content/`, in the order of their paths.
#[derive(Clone, Debug)]
pub struct ByFile<T> {
    /// A hash of what else it was made from.
    around: u64,
    files: Vec<Remembered<T>>,
}

/// Something of a file, and the hash of the file.
#[derive(Clone, Debug)]
pub struct Remembered<T> {
    pub path: SourcePath,
    hash: u64,
    pub made: T,
}

/// What was made anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    /// Whether there are the same files as before, whatever is in them.
    pub same_files: bool,
    /// The places of those that are new or say something else.
    pub places: Vec<usize>,
}

impl<T> Default for ByFile<T> {
    fn default() -> ByFile<T> {
        ByFile {
            around: 0,
            files: Vec::new(),
        }
    }
}

impl<T: Send> ByFile<T> {
    /// In the order of their paths.
    pub fn iter(&self) -> impl Iterator<Item = &Remembered<T>> {
        self.files.iter()
    }

    pub fn get(&self, place: usize) -> &Remembered<T> {
        &self.files[place]
    }

    /// Brings it up to date: `make` is asked for each file that is new or says something else, and
    /// for all where what else they are made from has another hash.
    pub fn update(
        &mut self,
        snapshot: &Snapshot,
        around: u64,
        make: impl Fn(&SourcePath, &TextFile) -> T + Sync,
    ) -> Fresh {
        let texts: Vec<(&SourcePath, &TextFile)> = snapshot.texts_under("content/").collect();
        let is_same =
            |known: &SourcePath, path: &SourcePath| Arc::ptr_eq(known, path) || known == path;
        let mut pairs = self.files.iter().zip(&texts);
        let same_files = self.files.len() == texts.len()
            && pairs.all(|(known, (path, _))| is_same(&known.path, path));
        let same_around = self.around == around;
        self.around = around;
        let make = |place: &usize| {
            let (path, file) = texts[*place];
            Remembered {
                path: SourcePath::clone(path),
                hash: file.hash,
                made: make(path, file),
            }
        };
        let all_made = |places: &[usize]| -> Vec<Remembered<T>> {
            let places = places.par_iter().with_min_len(4).with_max_len(AT_ONCE);
            places.map(make).collect()
        };
        if same_files && same_around {
            let pairs = self.files.iter().zip(&texts).zip(0..);
            let places = pairs.filter(|((known, (_, file)), _)| known.hash != file.hash);
            let places: Vec<usize> = places.map(|(_, place)| place).collect();
            for (place, made) in places.iter().zip(all_made(&places)) {
                self.files[*place] = made;
            }
            return Fresh { same_files, places };
        }
        let mut known = std::mem::take(&mut self.files).into_iter().peekable();
        let slots = texts.iter().map(|(path, file)| {
            while known.peek().is_some_and(|known| known.path < **path) {
                known.next();
            }
            let known = known.next_if(|known| is_same(&known.path, path))?;
            (same_around && known.hash == file.hash).then_some(known)
        });
        let slots: Vec<Option<Remembered<T>>> = slots.collect();
        let empty = slots.iter().zip(0..).filter(|(slot, _)| slot.is_none());
        let places: Vec<usize> = empty.map(|(_, place)| place).collect();
        let mut made = all_made(&places).into_iter();
        let files = slots.into_iter().map(|slot| slot.or_else(|| made.next()));
        self.files = files.flatten().collect();
        Fresh { same_files, places }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stayed_the_same_is_not_made_again() {
        let mut snapshot = Snapshot::new();
        let mut lengths: ByFile<usize> = ByFile::default();
        let update = |snapshot: &Snapshot, lengths: &mut ByFile<usize>, around| {
            let fresh = lengths.update(snapshot, around, |_, file| file.text.len());
            let now: Vec<usize> = lengths.iter().map(|file| file.made).collect();
            (fresh.same_files, fresh.places, now)
        };
        for (path, text) in [("content/b.md", "bb"), ("content/d.md", "d"), ("x", "x")] {
            snapshot.insert_text(path, text.into());
        }
        let first = update(&snapshot, &mut lengths, 1);
        assert_eq!(first, (false, vec![0, 1], vec![2, 1]));
        let again = update(&snapshot, &mut lengths, 1);
        assert_eq!(again, (true, vec![], vec![2, 1]));
        snapshot.insert_text("content/d.md", "ddd".into());
        let other = update(&snapshot, &mut lengths, 1);
        assert_eq!(other, (true, vec![1], vec![2, 3]));
        snapshot.remove("content/b.md");
        snapshot.insert_text("content/a.md", "".into());
        snapshot.insert_text("content/c.md", "cccc".into());
        let moved = update(&snapshot, &mut lengths, 1);
        assert_eq!(moved, (false, vec![0, 1], vec![0, 4, 3]));
        let around = update(&snapshot, &mut lengths, 2);
        assert_eq!(around, (true, vec![0, 1, 2], vec![0, 4, 3]));
    }
}

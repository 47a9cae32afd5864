// Loads the files of the search when they are needed, each as a script: that works from disk too. docs/search.md says what they hold.
(function (search) {
  "use strict";
  const files = new Map(), taken = new Map(), unpacked = new Map();

  // The call that each file is.
  search.take = function (name, data) { taken.set(name, data); };

  // A file's data; asked for once, and again after a failure.
  search.file = function (name) {
    if (!files.has(name)) {
      const coming = Promise.resolve(taken.has(name) || search.script(search.root + "search/" + name + ".js")).then(() => {
        if (!taken.has(name)) throw new Error(name);
        return taken.get(name);
      });
      coming.catch(() => files.delete(name));
      files.set(name, coming);
    }
    return files.get(name);
  };

  function bytes(text) {
    const raw = atob(text), all = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i += 1) all[i] = raw.charCodeAt(i);
    return all;
  }
  function numbers(text) {
    const all = bytes(text);
    let at = 0;
    return {
      more: () => at < all.length,
      next() {
        let n = 0, shift = 0, byte;
        do { byte = all[at++]; n += (byte & 127) * 2 ** shift; shift += 7; } while (byte & 128);
        return n;
      },
    };
  }
  function once(key, make) {
    if (!unpacked.has(key)) unpacked.set(key, make());
    return unpacked.get(key);
  }

  // The words of one file: { words, frequency, place(i) }, a place being [file, which one].
  search.wordFile = async function (n) {
    const [text, frequencies, first, starts] = await search.file("w" + n);
    return once("w" + n, () => {
      let before = [];
      const words = text.split(" ").map((packed) => {
        before = before.slice(0, Number(packed[0])).concat(Array.from(packed.slice(1)));
        return before.join("");
      });
      const from = numbers(frequencies), frequency = words.map(() => from.next());
      const place = (i) => {
        let k = starts.length - 1;
        while (starts[k] > i) k -= 1;
        return [first + k, i - starts[k]];
      };
      return { words, frequency, place };
    });
  };

  // Where a word stands: { total, entries, at, places }: the places of the i-th entry are places[at[i]] up to places[at[i + 1]], each twice the place, plus one for a strong one. A frequent word has no places.
  search.list = async function ([file, which]) {
    const lists = await search.file("p" + file);
    return once("p" + file + "." + which, () => {
      const from = numbers(lists[which]), first = from.next(), total = first >> 1, entries = [], at = [0], places = [];
      let entry = 0;
      if (first % 2) {
        while (from.more()) { entry += from.next(); entries.push(entry); }
        return { total, entries };
      }
      while (from.more()) {
        const head = from.next(), n = head % 2 ? from.next() : 1;
        let place = 0;
        entry += head >> 1;
        entries.push(entry);
        for (let i = 0; i < n; i += 1) {
          const step = from.next();
          place += step >> 1;
          places.push(place * 2 + step % 2);
        }
        at.push(places.length);
      }
      return { total, entries, at, places };
    });
  };

  // The entries that have a value of a facet.
  search.entriesOf = async function (file) {
    const [packed] = await search.file("f" + file);
    return once("f" + file, () => {
      const from = numbers(packed), entries = [];
      let entry = 0;
      while (from.more()) { entry += from.next(); entries.push(entry); }
      return entries;
    });
  };

  // What an entry's result shows: { text, href, who, themes, title, kind, study }.
  search.shown = async function (list, entry) {
    let before = 0, kind = list.kinds[0], study = -1;
    for (kind of list.kinds) {
      if (entry < before + kind.entries) break;
      before += kind.entries;
    }
    let run = 0;
    for (const [of, n] of list.runs) { study = of; run += n; if (entry < run) break; }
    const place = entry - before;
    const file = await search.file("s" + (kind.first_file + Math.floor(place / kind.in_a_file)));
    const [text, href, who, themes, title] = file[place % kind.in_a_file];
    return { entry, text, href, who, themes, title, kind, study };
  };
})(casebookSearch);

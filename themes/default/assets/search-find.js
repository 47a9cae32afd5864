// From what was typed to the entries that are meant, the best first.
(function (search) {
  "use strict";
  const quotes = /["“”„«»]/;
  const weightOfKind = { quote: 1, observation: 0.8, theme: 0.85, decision: 0.8, note: 0.6, study: 0.6, page: 0.6 };

  // What was typed: its words in order; those between quotation marks share a phrase.
  search.parse = function (typed) {
    const words = [];
    let phrase = 0;
    typed.split(quotes).forEach((part, i, parts) => {
      const quoted = i % 2 === 1, found = search.words(part);
      if (quoted) phrase += 1;
      found.forEach((one, j) => {
        const open = i === parts.length - 1 && j === found.length - 1 && one.to === part.length;
        words.push({ word: one.word, phrase: quoted ? phrase : 0, open });
      });
    });
    return words;
  };

  // The files of the dictionary that may hold words with this beginning.
  function filesWith(list, start) {
    const found = [];
    list.words.forEach((first, n) => {
      const next = list.words[n + 1];
      if (first.slice(0, start.length) <= start && (next === undefined || next >= start)) found.push(n);
    });
    return found;
  }
  async function each(files, visit) {
    for (const file of await Promise.all(files.map(search.wordFile))) {
      file.words.forEach((word, i) => visit(word, file.frequency[i], () => file.place(i)));
    }
  }

  // The words of the dictionary that one typed word may mean, each with its weight.
  async function meant(list, { word, open, phrase }) {
    const found = [], stems = search.stems(word);
    const start = word.slice(0, Math.max(Math.min(3, word.length), Math.min(...stems.map((stem) => stem.length)) - 1));
    const add = (as, weight, frequency, place) => found.push({ word: as, weight, frequency, place: place() });
    const begins = [];
    await each(filesWith(list, start), (other, frequency, place) => {
      if (other === word) add(other, 1, frequency, place);
      else if (!other.startsWith(start)) return;
      else if (!phrase && search.areForms(stems, other)) add(other, 0.85, frequency, place);
      else if (other.startsWith(word)) begins.push({ word: other, weight: 0.7 * (word.length / other.length) ** 0.3, frequency, place: place() });
    });
    if (open || !found.length) {
      const most = found.length ? 4 : 10;
      found.push(...begins.sort((a, b) => b.frequency - a.frequency).slice(0, most));
    }
    if (found.length) return found;
    const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
    if (!most) return found;
    const all = list.words.length <= 6;
    const files = new Set(all ? list.words.keys() : [...filesWith(list, word[0]), ...filesWith(list, word[1])]);
    const near = [[], [], []];
    await each([...files], (other, frequency, place) => {
      const far = search.distance(word, other, most);
      if (far <= most) near[far].push({ word: other, weight: 0.7 - 0.2 * far, frequency, place: place() });
    });
    if (open && word.length > 4 && !near[1].length && !near[2].length) {
      await each([...files], (other, frequency, place) => {
        if (other.length > word.length && search.distance(word, other.slice(0, word.length), 1) === 1) near[2].push({ word: other, weight: 0.3, frequency, place: place() });
      });
    }
    return (near[1].length ? near[1] : near[2]).sort((a, b) => b.frequency - a.frequency).slice(0, 8);
  }

  // The values of facets that one typed word names: a theme by its title or id, a group, an emotion.
  function named(list, { word, open, phrase }) {
    if (phrase || word.length < 3) return [];
    const stems = search.stems(word), found = [];
    for (const facet of list.facets) {
      if (facet.facet === "interviewer" || facet.facet === "month") continue;
      for (const value of facet.values) {
        value.words = value.words || new Set(search.words(value[0] + " " + value[1]).map((one) => one.word));
        for (const other of value.words) {
          if (other === word || search.areForms(stems, other) || (open && word.length > 3 && other.startsWith(word))) {
            found.push({ file: value[3], n: value[2] });
            break;
          }
        }
      }
    }
    return found.filter((value) => value.n && value.n < list.entries / 2).slice(0, 4);
  }

  function rarity(total, n) { return Math.log(1 + (total - n + 0.5) / (n + 0.5)); }

  // Everything that is known of one typed word: its lists, and the best weight for each entry.
  async function gather(list, { typed, words, values }) {
    const lists = await Promise.all(words.map(async (one) => ({ ...one, list: await search.list(one.place) })));
    const facets = await Promise.all(values.map((value) => search.entriesOf(value.file)));
    const best = new Map();
    let n = 0;
    for (const { weight, list: { total, entries, at, places } } of lists) {
      if (weight > 0.7) n += total; else n = Math.max(n, total);
      entries.forEach((entry, i) => {
        if (!places) {
          if (!(best.get(entry) >= weight)) best.set(entry, weight);
          return;
        }
        let strong = false;
        for (let p = at[i]; p < at[i + 1]; p += 1) strong = strong || places[p] % 2 === 1;
        const value = weight * (strong ? 1.2 : 1) * (1 + 0.08 * (at[i + 1] - at[i] - 1));
        if (!(best.get(entry) >= value)) best.set(entry, value);
      });
    }
    for (const entries of facets) {
      for (const entry of entries) if (!best.has(entry)) best.set(entry, 0.5);
      n = Math.max(n, Math.min(entries.length, best.size));
    }
    const frequent = lists.some((one) => one.frequency > list.cut_above), unplaced = frequent || lists.some((one) => !one.list.places);
    return { typed, lists, best, frequent, unplaced, weight: rarity(list.entries, Math.min(n, list.entries)) };
  }

  // The places of one typed word in an entry, in order.
  function placesIn({ lists }, entry) {
    const found = [];
    for (const { list: { entries, at, places } } of lists) {
      let low = 0, high = entries.length;
      while (low < high) { const middle = (low + high) >> 1; if (entries[middle] < entry) low = middle + 1; else high = middle; }
      if (places && entries[low] === entry) for (let p = at[low]; p < at[low + 1]; p += 1) found.push(places[p] >> 1);
    }
    return found.sort((a, b) => a - b);
  }

  // How near the words stand to each other, in their order.
  function nearness(words, entry) {
    let sum = 0, before;
    for (const word of words) {
      const here = placesIn(word, entry);
      if (before && before.here.length && here.length) {
        let least = 9;
        for (const a of before.here) for (const b of here) if (a !== b) least = Math.min(least, b > a ? b - a : a - b + 1);
        if (least < 9) sum += 0.35 * (before.weight + word.weight) / least;
      }
      before = { here, weight: word.weight };
    }
    return sum;
  }

  // Whether the words of a phrase stand one behind the other; words that are cut are taken on trust and looked at in the text.
  function holdsPhrase(words, entry) {
    const known = words.map((word, i) => ({ i, here: placesIn(word, entry), trusted: word.unplaced })).filter(({ here, trusted }) => here.length || !trusted);
    if (!known.length) return true;
    return known[0].here.some((start) => known.every(({ i, here }) => here.includes(start + i - known[0].i)));
  }

  // The entries that the chosen values leave; `undefined` when nothing is chosen.
  async function chosenOnly(list, chosen) {
    const masks = [];
    const ranges = (sizes, wanted) => {
      const mask = new Uint8Array(list.entries);
      let at = 0;
      sizes.forEach((n, i) => { if (wanted(i)) mask.fill(1, at, at + n); at += n; });
      masks.push(mask);
    };
    if (chosen.study !== undefined) ranges(list.runs.map((run) => run[1]), (i) => list.runs[i][0] === chosen.study);
    if (chosen.kind !== undefined) ranges(list.kinds.map((kind) => kind.entries), (i) => i === chosen.kind);
    for (const files of chosen.values || []) {
      const mask = new Uint8Array(list.entries);
      for (const entries of await Promise.all(files.map(search.entriesOf))) for (const entry of entries) mask[entry] = 1;
      masks.push(mask);
    }
    return masks.length ? (entry) => masks.every((mask) => mask[entry]) : undefined;
  }

  // Whether a text holds every phrase that was typed.
  function phrasesIn(phrases) {
    return (text) => {
      const found = search.words(text).map((one) => one.word);
      return phrases.every((phrase) => found.some((_, start) => phrase.every((word, i) => word.lists.some((one) => one.word === found[start + i]) || (!word.lists.length && word.typed.word === found[start + i]))));
    };
  }

  // What is found: { entries, all, about, words, holds }: entries in their order; whether they have all the words; whether their number is not exact; the words to be marked; what a text must hold besides.
  search.find = async function (list, typed, chosen) {
    const parsed = search.parse(typed), allowed = await chosenOnly(list, chosen || {});
    if (!parsed.length) {
      const entries = [];
      if (allowed) for (let entry = list.entries - 1; entry >= 0; entry -= 1) if (allowed(entry)) entries.push(entry);
      return { entries: allowed ? entries.reverse().sort((a, b) => kindAt(list, b) - kindAt(list, a) || a - b) : [], all: true, about: false, words: new Set() };
    }
    let known = await Promise.all(parsed.map(async (typed) => ({ typed, words: await meant(list, typed), values: named(list, typed) })));
    const isCut = ({ words }) => words.some((one) => one.frequency > list.cut_above);
    // A word that is everywhere tells little beside others: its list is not even loaded.
    if (known.some((one) => one.words.length && !isCut(one))) known = known.map((one) => isCut(one) ? { ...one, words: [], values: [], left: one.words } : one);
    const words = (await Promise.all(known.map(async (one) => ({ ...await gather(list, one), left: one.left })))).map((word) => word.left ? { ...word, lists: word.left.map((one) => ({ ...one, list: { entries: [], at: [], places: [] } })), frequent: true, unplaced: true, weight: 0 } : word);
    const total = words.reduce((sum, word) => sum + word.weight, 0);
    const scores = new Map(), covered = new Map();
    for (const { best, weight } of words) {
      best.forEach((value, entry) => {
        if (allowed && !allowed(entry)) return;
        scores.set(entry, (scores.get(entry) || 0) + value * weight);
        covered.set(entry, (covered.get(entry) || 0) + weight);
      });
    }
    const phrases = new Map();
    for (const word of words) if (word.typed.phrase) phrases.set(word.typed.phrase, [...(phrases.get(word.typed.phrase) || []), word]);
    const must = [...phrases.values()];
    let found = [];
    scores.forEach((score, entry) => {
      if (must.length && !must.every((phrase) => holdsPhrase(phrase, entry))) return;
      const part = covered.get(entry) / total;
      found.push({ entry, part, score: score * part * part * weightOfKind[list.kinds[kindAt(list, entry)].kind] });
    });
    // Words that are in half of all entries need not be there, nor those whose lists are cut.
    const needed = words.reduce((sum, word) => sum + (word.frequent || word.weight < 0.7 ? 0 : word.weight), 0) / total;
    const whole = found.filter(({ part }) => part >= needed - 1e-9 && part > 0);
    const all = whole.length > 0 || !found.length;
    found.sort((a, b) => b.score - a.score || a.entry - b.entry);
    for (const one of found.slice(0, 200)) one.score += nearness(words, one.entry) * one.part * weightOfKind[list.kinds[kindAt(list, one.entry)].kind];
    found.sort((a, b) => b.score - a.score || a.entry - b.entry);
    // Where few entries have all the words, those that have most of them follow.
    const least = whole.length > 2 ? needed : 0.6 * found.reduce((most, { part }) => Math.max(most, part), 0);
    found = found.filter(({ part }) => part >= least - 1e-9);
    const about = words.some((word) => word.frequent && !word.left) || must.some((phrase) => phrase.some((word) => word.unplaced));
    return { entries: found.map(({ entry }) => entry), all, about, holds: about && must.length ? phrasesIn(must) : undefined, words: new Set(words.flatMap((word) => word.lists.map((one) => one.word))) };
  };

  function kindAt(list, entry) {
    let at = 0;
    for (let i = 0; i < list.kinds.length; i += 1) { at += list.kinds[i].entries; if (entry < at) return i; }
    return list.kinds.length - 1;
  }
})(casebookSearch);

// From a text to the words that it is found by: the same steps as src/view/search/fold.rs, which describes them; then stems and typing errors, which only the one who searches needs.
(function (search) {
  "use strict";
  const dropped = /[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff]/u;
  const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{3ffff}]/u;
  const letter = /[\p{Alphabetic}\p{N}]/u, inside = /[\p{Alphabetic}\p{N}\p{M}]/u;
  const written = { "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ħ": "h", "ς": "σ" };
  const longest = 40;

  // Each word of a text with its place there: { word, from, to }.
  search.words = function (text) {
    const found = [], chars = Array.from(text);
    let run = [], isUnspaced = false, at = 0;
    function end() {
      if (isUnspaced && run.length > 2) {
        for (let i = 0; i + 1 < run.length; i += 1) found.push({ word: run[i].c + run[i + 1].c, from: run[i].from, to: run[i + 1].to });
      } else if (run.length) {
        found.push({ word: run.slice(0, longest).map((part) => part.c).join(""), from: run[0].from, to: run[run.length - 1].to });
      }
      run = [];
    }
    function push(c, from, to) {
      const is = unspaced.test(c);
      if (run.length && is !== isUnspaced) end();
      isUnspaced = is;
      run.push({ c, from, to });
    }
    chars.forEach((c, i) => {
      const from = at, to = at + c.length;
      at = to;
      if (/['’ʼ＇]/.test(c)) {
        if (!run.length || !chars[i + 1] || !letter.test(chars[i + 1])) end();
        return;
      }
      for (const part of c.normalize("NFKD")) {
        if (dropped.test(part)) continue;
        if (!inside.test(part)) { end(); continue; }
        for (const lower of part.toLowerCase()) {
          if (dropped.test(lower)) continue;
          for (const one of written[lower] || lower) push(one, from, to);
        }
      }
    });
    end();
    return found;
  };

  // What is left of a word without its ending, in English, German, Spanish and Portuguese: two words are forms of one when one of the three is equal.
  search.stems = function (word) {
    if (word.length < 4) return [word, word, word];
    return [english(word), shortened(word, /(ern|em|en|er|es|e|n|s)$/, 4), shortened(shortened(word, /s$/, 3), /[aeo]$/, 4)];
  };
  function shortened(word, ending, least) {
    const rest = word.replace(ending, "");
    return rest.length >= least ? rest : word;
  }
  function english(word) {
    let stem = word.replace(/(ss|x|z|ch|sh)es$/, "$1").replace(/([^aeiou])ies$/, "$1y").replace(/([^sui])s$/, "$1");
    const bare = stem.replace(/(ing|ed)$/, "");
    if (bare !== stem && bare.length >= 3 && /[aeiouy]/.test(bare)) stem = bare.replace(/([bdgklmnprt])\1$/, "$1");
    if (stem.length > 4) stem = stem.replace(/e$/, "");
    return stem.replace(/y$/, "i");
  }
  search.areForms = function (stems, word) {
    const others = search.stems(word);
    return stems.some((stem, i) => stem.length > 2 && stem === others[i]);
  };

  // How many letters must be changed, left out, added or swapped to make one word of the other; more than `most` is not counted.
  const rows = [new Uint8Array(64), new Uint8Array(64), new Uint8Array(64)];
  search.distance = function (a, b, most) {
    if (Math.abs(a.length - b.length) > most || a.length > 60 || b.length > 60) return most + 1;
    let [before, row, next] = rows;
    for (let j = 0; j <= b.length; j += 1) row[j] = j;
    for (let i = 1; i <= a.length; i += 1) {
      const c = a.charCodeAt(i - 1);
      let least = next[0] = i;
      for (let j = 1; j <= b.length; j += 1) {
        const d = b.charCodeAt(j - 1);
        let n = c === d ? row[j - 1] : 1 + Math.min(row[j], next[j - 1], row[j - 1]);
        if (c !== d && i > 1 && j > 1 && c === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === d) n = Math.min(n, before[j - 2] + 1);
        next[j] = n;
        if (n < least) least = n;
      }
      if (least > most) return most + 1;
      [before, row, next] = [row, next, before];
    }
    return row[b.length];
  };
})(casebookSearch);

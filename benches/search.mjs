#!/usr/bin/env node
// What the search of a built site costs its readers: bytes that are loaded, gzipped, and the time of an answer in a browser.
//
//   node benches/search.mjs SITE
//
// It searches for words of the site's own dictionary: ten queries of two words that stand in some entries, and ten of the most frequent words. After `tests/run browser` everything that it needs is installed.

import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { launch } from "../tests/browser/support/browser.mjs";
import { searchOf } from "../tests/browser/support/search.mjs";
import { serve } from "../tests/browser/support/server.mjs";

const site = resolve(process.argv[2] ?? "public");
const atOnce = 6;
// How long the script waits for the next letter.
const pause = 140;
const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
const kilobytes = (bytes) => `${(bytes / 1024).toFixed(0)} KB`;

const files = readdirSync(join(site, "search"));
const sizes = files.map((file) => statSync(join(site, "search", file)).size);
console.log(`${files.length} files, ${kilobytes(sizes.reduce((a, b) => a + b, 0))} in all, the largest ${kilobytes(Math.max(...sizes))}`);

const whole = await searchOf(site);
const words = [];
for (let n = 0; n < whole.list.words.length; n += 1) {
  const file = await whole.search.wordFile(n);
  file.words.forEach((word, i) => words.push([word, file.frequency[i]]));
}
words.sort((a, b) => b[1] - a[1]);
const readable = words.filter(([word]) => /^[a-z]{4,}$/.test(word));
const pairs = (from) => Array.from({ length: 10 }, (_, i) => `${readable[from + 2 * i][0]} ${readable[from + 2 * i + 1][0]}`);
const kinds = { "of the most frequent words": pairs(0), "of words of the middle": pairs(Math.floor(readable.length / 4)) };
console.log(`${whole.list.entries} entries, ${words.length} words`);

async function ask(of, query) {
  const { entries } = await of.search.find(of.list, query, {});
  await Promise.all(Array.from(entries.slice(0, atOnce), (entry) => of.search.shown(of.list, entry)));
  return entries.length;
}

for (const [name, queries] of Object.entries(kinds)) {
  const firsts = [];
  for (const query of queries) {
    const one = await searchOf(site);
    await ask(one, query);
    firsts.push(one.loaded.bytes);
  }
  const session = await searchOf(site);
  for (const query of queries) await ask(session, query);
  // Somebody who types so slowly that every letter is searched for.
  const slow = await searchOf(site);
  for (const query of queries) for (let end = 1; end <= query.length; end += 1) await ask(slow, query.slice(0, end));
  console.log(`ten queries ${name} (${queries.slice(0, 3).join(", ")}, …): the first result ${kilobytes(median(firsts))}, at most ${kilobytes(Math.max(...firsts))}; all ten ${kilobytes(session.loaded.bytes)} in ${session.loaded.files} files; typed so slowly that each letter is an answer ${kilobytes(slow.loaded.bytes)}`);
}

const server = await serve(site);
const browser = await launch();
const page = await browser.newPage();
await page.goto(`${server.home}search/`);
const field = page.locator("#search input[type=search]").first();
await field.waitFor();
for (const [name, queries] of Object.entries(kinds)) {
  const times = [];
  for (const query of [...queries, ...queries]) {
    // The second time everything is there.
    const took = await field.evaluate(async (input, typed) => {
      const results = () => document.querySelectorAll("#search li").length;
      input.value = "";
      input.dispatchEvent(new Event("input", { bubbles: true }));
      const until = async (is) => { while (!is()) await new Promise((done) => setTimeout(done, 1)); };
      await until(() => results() === 0);
      const began = performance.now();
      input.value = typed;
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await until(() => results() > 0 || performance.now() - began > 5000);
      return performance.now() - began;
    }, query);
    times.push(took - pause);
  }
  const again = times.slice(queries.length);
  console.log(`an answer ${name}, ${pause} ms after the last letter, once its files are there: median ${median(again).toFixed(0)} ms, at most ${Math.max(...again).toFixed(0)} ms; the first time ${median(times.slice(0, queries.length)).toFixed(0)} ms`);
}
await browser.close();
await server.stop();

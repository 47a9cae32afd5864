// The search: what people look for is found, on a server under the strict policy and from disk, with the keyboard alone, and its state is in the address.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { axe, violations } from "./support/axe.mjs";
import { launch, watched } from "./support/browser.mjs";
import { repository, site } from "./support/casebook.mjs";
import { none } from "./support/report.mjs";
import { queries, searchOf } from "./support/search.mjs";
import { serve } from "./support/server.mjs";

const edition = site("internal");

let browser;
let server;
before(async () => {
  browser = await launch();
  server = await serve(edition.folder);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

async function open() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  return watched(context, server.home);
}

test("both sides fold words alike", async () => {
  const { search } = await searchOf(edition.folder);
  const folds = JSON.parse(readFileSync(join(repository, "tests", "search", "folds.json"), "utf8"));
  for (const [text, expected] of folds) {
    assert.deepEqual(Array.from(search.words(text), ({ word }) => word), expected, text);
  }
});

test("of 60 searches at least 57 have the quote that is meant among the first three", async () => {
  const all = queries(readFileSync(join(repository, "tests", "search", "queries.toml"), "utf8"));
  assert.equal(all.length, 60);
  const { search, list } = await searchOf(edition.folder);
  const missed = [];
  for (const { type, quotes } of all) {
    const { entries } = await search.find(list, type, {});
    const first = await Promise.all(Array.from(entries.slice(0, 3), (entry) => search.shown(list, entry)));
    const meant = ({ href }) => quotes.some(({ study, id }) => href.startsWith(study) && (href.endsWith(`#${id}`) || href.endsWith(`-${id}`)));
    if (!first.some(meant)) missed.push(type);
  }
  assert.ok(missed.length <= 3, `not among the first three: ${missed.join("; ")}`);
});

test("no file of the search is large, and little is loaded for an answer", async () => {
  for (const path of edition.files.filter((file) => file.startsWith("search/"))) {
    assert.ok(edition.read(path).length < 1_000_000, path);
  }
  const { search, list, loaded } = await searchOf(edition.folder);
  const { entries } = await search.find(list, "jacket", {});
  await Promise.all(Array.from(entries.slice(0, 6), (entry) => search.shown(list, entry)));
  assert.ok(loaded.bytes < 120 * 1024, `${loaded.bytes} bytes`);
});

test("“/” opens the search on any page; arrows and Enter lead to the quote", async () => {
  const { page, faults } = await open();
  await page.goto(`${server.home}full-basket/index.html`);
  await page.keyboard.press("/");
  await page.locator("dialog input[type=search]").waitFor();
  await page.keyboard.type("bulldog clips");
  await page.locator("dialog .hits mark").first().waitFor();
  assert.equal(await page.locator("dialog [role=status]").textContent(), "Found: one");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/interviews\/p09\//);
  await page.keyboard.press("/");
  await page.locator("dialog input[type=search]").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog[open]").count(), 0);
  none(faults());
});

test("the open dialog breaks no rule of accessibility", async () => {
  const { page, faults } = await open();
  await page.goto(`${server.home}full-basket/index.html`);
  await page.evaluate(axe);
  await page.keyboard.press("/");
  await page.locator("dialog input[type=search]").fill("size");
  await page.locator("dialog .hits mark").first().waitFor();
  await page.evaluate(() => {
    for (const details of document.querySelectorAll("dialog details")) details.open = true;
  });
  const problems = [];
  for (const [width, colorScheme] of [[320, "dark"], [1280, "light"]]) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const wide = await page.evaluate(() => {
      const dialog = document.querySelector("dialog");
      return dialog.scrollWidth > dialog.clientWidth ? ["the dialog scrolls sideways"] : [];
    });
    problems.push(...[...wide, ...(await violations(page))].map((problem) => `${problem} (${width} ${colorScheme})`));
  }
  none([...problems, ...faults()]);
});

test("the address holds the search, and an address brings it back", async () => {
  const { page, faults } = await open();
  await page.goto(`${server.home}search/index.html`);
  await page.locator("input[type=search]").fill("jacket");
  await page.locator("select[name=segment]").selectOption("returning");
  await page.waitForURL(/q=jacket&segment=returning/);
  const hits = page.locator(".hits li");
  await hits.first().waitFor();
  const texts = await hits.allTextContents();
  assert.ok(texts.length > 0 && texts.every((text) => text.includes("returning")), texts.join("\n"));
  const { page: other, faults: others } = await open();
  await other.goto(page.url());
  await other.locator(".hits li").first().waitFor();
  assert.deepEqual(await other.locator(".hits li").allTextContents(), texts);
  none(faults());
  none(others());
});

test("what is chosen narrows without a word, and all of it can be cleared", async () => {
  const { page, faults } = await open();
  await page.goto(`${server.home}search/index.html?theme=full-basket:photos&kind=quote`);
  await page.locator(".hits li").first().waitFor();
  for (const text of await page.locator(".hits li").allTextContents()) assert.match(text, /What the picture leaves out/);
  await page.locator(".choices button").click();
  await page.waitForFunction(() => document.querySelectorAll(".hits li").length === 0);
  assert.equal(new URL(page.url()).search, "");
  none(faults());
});

test("nothing found is said", async () => {
  const { page, faults } = await open();
  await page.goto(`${server.home}search/index.html?q=qwertzuiop`);
  await page.waitForFunction(() => document.querySelector("[role=status]")?.textContent.includes("Nothing found"));
  none(faults());
});

test("it works from disk", async () => {
  const context = await browser.newContext();
  const home = pathToFileURL(`${edition.folder}/`).href;
  const { page, faults } = await watched(context, home);
  await page.goto(`${home}search/index.html#q=campfire`);
  await page.locator(".hits mark").first().waitFor();
  await page.locator("input[type=search]").fill("heifer");
  await page.waitForFunction(() => location.hash === "#q=heifer" && document.querySelector(".hits")?.textContent.includes("heifer"));
  none(faults());
});

test("without a script the page leads to the quotes", async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.home}search/index.html`);
  await page.locator("#search a").first().click();
  assert.match(page.url(), /\/quotes\/index\.html$/);
});

// With the keyboard alone: the skip link, every control in its turn and to be seen, the scheme remembered.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, watched } from "./support/browser.mjs";
import { representatives, site } from "./support/casebook.mjs";
import { none } from "./support/report.mjs";
import { serve } from "./support/server.mjs";

const edition = site("internal");
const kinds = representatives(edition).map(({ kind, shortest, middle, longest }) => ({
  kind,
  // Walking hundreds of links teaches no more than walking some.
  path: [longest, middle, shortest].find(({ bytes }) => bytes < 120_000)?.path ?? shortest.path,
}));

let browser;
let server;
let context;
let page;
let faults;
before(async () => {
  browser = await launch();
  server = await serve(edition.folder);
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  ({ page, faults } = await watched(context, server.home));
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test("the skip link leads past the navigation", async () => {
  for (const { path } of kinds) {
    await page.goto(server.home + path);
    await page.keyboard.press("Tab");
    const skip = await page.evaluate(() => {
      const { activeElement } = document;
      const box = activeElement.getBoundingClientRect();
      return { href: activeElement.getAttribute("href"), inView: box.top >= 0 && box.left >= 0 && box.height > 0 };
    });
    assert.deepEqual(skip, { href: "#main", inView: true }, path);
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    const landed = await page.evaluate(() => {
      const { activeElement } = document;
      const main = document.getElementById("main");
      const any = main.querySelector("a[href], button:not([hidden]), summary, input, select, [tabindex='0']");
      return activeElement === main || main.contains(activeElement) || !any;
    });
    assert.ok(landed, `${path}: after the skip link, Tab goes into the text`);
  }
  none(faults());
});

test("of many quotes one gets to the first at once, and each button says of which it is", async () => {
  await page.goto(`${server.home}quotes/index.html`);
  await page.locator('.skip[href="#entries"]').focus();
  const inView = await page.evaluate(() => document.activeElement.getBoundingClientRect().top >= 0);
  assert.ok(inView, "the way past the choices shows itself");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.getElementById("entries").contains(document.activeElement)));
  const names = await page.locator("button.copy").evaluateAll((all) => all.map((button) => button.getAttribute("aria-label")));
  assert.ok(names.every((name) => name.startsWith("Copy: “")), names[0]);
  assert.ok(new Set(names).size > names.length * 0.9, "they are told apart");
  none(faults());
});

test("what is chosen stands in the address", async () => {
  await page.goto(`${server.home}quotes/index.html`);
  const chosen = page.locator('.facets button[data-by="segment"]:not([data-value=""])').first();
  await page.locator(".choices").evaluate((choices) => (choices.open = true));
  await chosen.click();
  const [address, shown] = [page.url(), await page.locator(".entry:not([hidden])").count()];
  assert.match(address, /#\?segment=/);
  await page.goto("about:blank");
  await page.goto(address);
  assert.equal(await page.locator(".entry:not([hidden])").count(), shown);
  assert.equal(await page.locator('.facets button[data-by="segment"][aria-pressed="true"]').getAttribute("data-value"), new URLSearchParams(new URL(address).hash.slice(2)).get("segment"));
  none(faults());
});

test("Tab reaches every control, and one sees where it is", async (suite) => {
  for (const { kind, path } of kinds) {
    await suite.test(kind, async () => {
      await page.goto(server.home + path);
      const count = await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
        const able = "a[href], button, summary, input, select, textarea, audio[controls], video[controls], [tabindex]";
        window.expected = [...document.querySelectorAll(able)].filter(
          (element) => element.checkVisibility({ visibilityProperty: true }) && !element.disabled && element.tabIndex >= 0,
        );
        window.reached = new Set();
        window.unseen = new Set();
        // How a control looks: it, and in a chart the shapes in it, must look otherwise while it has the focus.
        const looks = (element) =>
          [element, ...element.querySelectorAll("*")]
            .map((part) => getComputedStyle(part))
            .map((style) => [style.outlineStyle, style.outlineWidth, style.boxShadow, style.stroke, style.strokeWidth, style.opacity, style.visibility].join())
            .join(";");
        const before = new Map(window.expected.map((element) => [element, looks(element)]));
        document.addEventListener("focusin", ({ target }) => {
          window.reached.add(target);
          if (before.get(target) === looks(target) && !target.matches("audio, video")) window.unseen.add(target);
        });
        return window.expected.length;
      });
      assert.ok(count > 3, "a page has controls");
      // Players have controls of their own inside, a group of radio buttons one stop only: allow for both.
      for (let presses = 0; presses < count + 60; presses += 1) {
        await page.keyboard.press("Tab");
        if (presses >= count && (await page.evaluate(() => window.expected.every((element) => window.reached.has(element))))) break;
      }
      const { lost, unseen, positive } = await page.evaluate(() => {
        const name = (element) => element.outerHTML.slice(0, 120);
        const grouped = (element) => element.type === "radio" && [...window.reached].some((other) => other.type === "radio" && other.name === element.name);
        return {
          lost: window.expected.filter((element) => !window.reached.has(element) && !grouped(element)).map(name).slice(0, 5),
          unseen: [...window.unseen].map(name).slice(0, 5),
          positive: [...document.querySelectorAll("[tabindex]")].filter((element) => element.tabIndex > 0).map(name),
        };
      });
      assert.deepEqual({ lost, unseen, positive }, { lost: [], unseen: [], positive: [] });
      none(faults());
    });
  }
});

test("the scheme is changed by a key and remembered on the next page", async () => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`${server.home}index.html`);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const lightPaper = await paper();
  await page.locator("button.scheme").focus();
  await page.keyboard.press("Enter");
  const darkPaper = await paper();
  assert.notEqual(darkPaper, lightPaper, "the paper changes");
  await page.goto(server.home + kinds.find(({ kind }) => kind === "theme").path);
  assert.equal(await paper(), darkPaper, "the next page keeps it");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator("button.scheme").focus();
  await page.keyboard.press("Space");
  assert.equal(await paper(), lightPaper, "and back, against what the system says");
  await page.reload();
  assert.equal(await paper(), lightPaper, "kept by a reload");
  await page.evaluate(() => localStorage.clear());
  none(faults());
});

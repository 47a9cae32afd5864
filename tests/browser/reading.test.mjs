// Reading without scripts, from disk and on paper.

import assert from "node:assert/strict";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { axe, violations } from "./support/axe.mjs";
import { launch, watched } from "./support/browser.mjs";
import { baseUrl, representatives, singleFiles, site } from "./support/casebook.mjs";
import { none } from "./support/report.mjs";
import { serve } from "./support/server.mjs";

const edition = site("internal");
const kinds = representatives(edition).map(({ kind, longest }) => ({ kind, path: longest.path }));

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

// The lines that a reader sees, but for the controls that a script adds.
const linesOf = (page) =>
  page.evaluate(() => {
    // A table's head is read whether or not it can be pressed.
    const controls = "button:not(th button), form, input, select, label, output, noscript, [role=search], [aria-live], [data-by], .facets";
    for (const element of document.querySelectorAll(controls)) element.style.display = "none";
    const lines = document.querySelector("body").innerText.split("\n");
    return lines.map((line) => line.replace(/\s+/g, " ").trim()).filter(Boolean);
  });

test("scripts off", async (suite) => {
  const withScripts = await browser.newContext();
  const without = await browser.newContext({ javaScriptEnabled: false });
  const on = await watched(withScripts, server.home);
  const off = await watched(without, server.home);
  for (const { kind, path } of kinds) {
    await suite.test(kind, async () => {
      await Promise.all([on.page.goto(server.home + path), off.page.goto(server.home + path)]);
      // What waits for a script is hidden until the script comes.
      const dead = await off.page.locator("button:visible, select:visible, input:visible").evaluateAll((controls) =>
        controls.filter((control) => !control.closest("form[action]")).map((control) => control.outerHTML.slice(0, 120)),
      );
      none(dead, "controls that do nothing");
      const [read, bare] = [await linesOf(on.page), await linesOf(off.page)];
      const has = new Set(bare);
      const had = new Set(read);
      none(read.filter((line) => !has.has(line)), "lines that only scripts show");
      // What the search page says to those without scripts is of no use to others.
      if (kind !== "search") none(bare.filter((line) => !had.has(line)), "lines that scripts take away");
      assert.ok(bare.length > 5, "there is something to read");
      none([...on.faults(), ...off.faults()]);
    });
  }
  await withScripts.close();
  await without.close();
});

test("opened from disk", async (suite) => {
  const context = await browser.newContext();
  const root = pathToFileURL(edition.folder + "/").href;
  const { page, faults } = await watched(context, root);
  for (const { kind, path } of kinds.filter(({ kind }) => kind !== "not found")) {
    await suite.test(kind, async () => {
      await page.goto(pathToFileURL(join(edition.folder, path)).href);
      const styled = await page.evaluate(() => [...document.styleSheets].length > 0 && getComputedStyle(document.querySelector(".skip")).position);
      assert.match(String(styled), /absolute|fixed/, "the style sheet is there");
      none(faults());
    });
  }
  await suite.test("from the home page to a quote in its conversation", async () => {
    await page.goto(`${root}index.html`);
    const follow = async (part, end = part) => {
      const link = page.locator(`main a[href*="${part}"][href*="${end}"]:not(svg a)`).first();
      const href = await link.evaluate((element) => element.href);
      await link.dispatchEvent("click");
      await page.waitForURL(href);
    };
    await follow("full-basket/index.html");
    await follow("themes/");
    await follow("interviews/", "#");
    const fragment = await page.evaluate(() => location.hash.slice(1));
    assert.ok(await page.evaluate((id) => document.getElementById(id)?.checkVisibility(), fragment), `#${fragment} is on the page`);
    none(faults());
  });
  await context.close();
});

test("the contents list follows", async (suite) => {
  const path = kinds.find(({ kind }) => kind === "case study").path;
  const state = (page) =>
    page.evaluate(() => {
      const marked = [...document.querySelectorAll(".toc a[aria-current]")];
      const box = marked[0]?.getBoundingClientRect();
      return {
        marked: marked.map((link) => link.hash),
        seen: Boolean(box) && box.top >= 0 && box.bottom < innerHeight / 4 && box.left >= 0 && box.right <= innerWidth,
        height: document.documentElement.scrollHeight,
        wide: document.documentElement.scrollWidth > innerWidth,
      };
    });
  for (const viewport of [{ width: 1280, height: 800 }, { width: 320, height: 640 }]) {
    await suite.test(`${viewport.width} px`, async () => {
      const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
      const { page, faults } = await watched(context, server.home);
      await page.goto(server.home + path);
      const links = await page.locator(".toc a").evaluateAll((all) => all.map((link) => link.hash));
      assert.ok(links.length > 5);
      const top = await state(page);
      assert.deepEqual(top.marked, [], "nothing is read yet");
      // Leaps, forwards and back, and the end of the page.
      for (const hash of [links[1], links[9], links[3], links.at(-1)]) {
        await page.evaluate((id) => document.getElementById(id).scrollIntoView(), decodeURIComponent(hash.slice(1)));
        await page.waitForFunction((expected) => document.querySelector(".toc a[aria-current]")?.hash === expected, hash);
        const at = await state(page);
        assert.deepEqual(at, { marked: [hash], seen: true, height: top.height, wide: false });
      }
      await page.evaluate(axe);
      none(await violations(page));
      await page.evaluate(() => scrollTo(0, 0));
      await page.waitForFunction(() => !document.querySelector(".toc a[aria-current]"));
      none(faults());
      await context.close();
    });
  }
});

test("a study as one file, from disk and with scripts off", async (suite) => {
  const studies = singleFiles();
  assert.equal(studies.length, 3);
  for (const { study, file } of studies) {
    await suite.test(study, async () => {
      const address = pathToFileURL(file).href;
      const context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false, reducedMotion: "reduce" });
      // It asks for nothing but itself.
      const { page, faults } = await watched(context, address);
      await page.goto(address);
      const found = await page.evaluate(() => {
        const problems = [];
        const name = (element) => element.outerHTML.slice(0, 120);
        for (const element of document.querySelectorAll("script, link, audio, video, iframe, button")) problems.push(`of no use in a file: ${name(element)}`);
        for (const link of document.querySelectorAll("a[href]")) {
          const href = link.getAttribute("href");
          if (/^(https?|mailto):/.test(href)) continue;
          if (!href.startsWith("#") || !document.getElementById(decodeURIComponent(href.slice(1)))) problems.push(`leads nowhere: ${name(link)}`);
        }
        for (const image of document.images) if (!image.getAttribute("src").startsWith("data:") || (image.complete && image.naturalWidth === 0)) problems.push(`no picture: ${name(image)}`);
        const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
        if (new Set(ids).size < ids.length) problems.push("an id is given twice");
        const root = document.documentElement;
        if (root.scrollWidth > root.clientWidth) problems.push(`scrolls sideways: ${root.scrollWidth} px`);
        return { problems: problems.slice(0, 8), links: document.querySelectorAll("a[href^='#']").length };
      });
      none([...found.problems, ...faults()]);
      assert.ok(found.links > 100, `${found.links} links within the file`);
      // From the first screen to the theme behind the claim.
      const link = page.locator("main a.quiet").first();
      const target = await link.getAttribute("href");
      await link.click();
      const box = await page.locator(`[id="${decodeURIComponent(target.slice(1))}"]`).boundingBox();
      assert.ok(box.y >= -1 && box.y < 640, `${target} is in view`);
      none(faults());
      await context.close();
    });
  }
});

test("on paper", async (suite) => {
  const context = await browser.newContext({ viewport: { width: 718, height: 1020 } });
  const { page, faults } = await watched(context, server.home);
  for (const { kind, path } of kinds) {
    await suite.test(kind, async () => {
      await page.goto(server.home + path);
      await page.emulateMedia({ media: "print" });
      const found = await page.evaluate((base) => {
        const seen = (element) => element.checkVisibility();
        const name = (element) => element.outerHTML.slice(0, 100);
        const root = document.documentElement;
        // The hue of a colour: how far its parts are from one another.
        const hue = (colour) => {
          const parts = colour.match(/[\d.]+/g)?.slice(0, 3).map(Number) ?? [0, 0, 0];
          return Math.max(...parts) - Math.min(...parts);
        };
        const problems = [];
        for (const element of document.querySelectorAll("nav, .skip, button:not(th button)")) if (seen(element)) problems.push(`printed: ${name(element)}`);
        if (root.scrollWidth > root.clientWidth) problems.push(`wider than the paper: ${root.scrollWidth} in ${root.clientWidth}`);
        for (const link of document.querySelectorAll("main a[href^=http]")) {
          if (link.href.startsWith(base) || !seen(link)) continue;
          const after = getComputedStyle(link, "::after").content;
          if (!after.includes(link.getAttribute("href")) && !link.textContent.includes(link.host)) problems.push(`not spelled out: ${name(link)}`);
        }
        for (const shape of document.querySelectorAll("main svg *")) {
          const style = getComputedStyle(shape);
          for (const part of ["fill", "stroke"]) {
            if (style[part].startsWith("rgb") && hue(style[part]) > 16) problems.push(`in colour: ${part} ${style[part]} of ${name(shape)}`);
          }
        }
        return [...new Set(problems)].slice(0, 8);
      }, baseUrl);
      const pdf = await page.pdf({ format: "A4", margin: { top: "15mm", bottom: "15mm", left: "10mm", right: "10mm" } });
      const sheets = pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
      await page.emulateMedia({ media: null });
      none([...found, ...faults()]);
      assert.ok(sheets >= (kind === "case study" ? 3 : 1), `${sheets} sheets`);
      assert.ok(sheets <= 60, `${sheets} sheets`);
    });
  }
  await context.close();
});

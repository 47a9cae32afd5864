// Every kind of page, in both schemes and at three widths: accessible, quiet, nothing from elsewhere, no sideways scroll.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { axe, violations } from "./support/axe.mjs";
import { launch, watched } from "./support/browser.mjs";
import { basePath, representatives, site, siteNames } from "./support/casebook.mjs";
import { none } from "./support/report.mjs";
import { serve } from "./support/server.mjs";

const widths = [320, 768, 1280];
const schemes = ["light", "dark"];
const everyLook = widths.flatMap((width) => schemes.map((scheme) => ({ width, scheme })));
const twoLooks = [
  { width: 320, scheme: "dark" },
  { width: 1280, scheme: "light" },
];

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// What reaches out of the window sideways, opened or folded.
async function sidewaysScroll(page) {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    // Who is to blame: an element that reaches out, or one whose contents do.
    const wide = [...document.querySelectorAll("body *")].filter((element) => {
      const box = element.getBoundingClientRect();
      return box.width > 0 && (Math.max(box.right, box.left + element.scrollWidth) > root.clientWidth + 1 || box.left < -1);
    });
    const name = (element) => `<${element.localName}${element.id && `#${element.id}`}${element.classList.length ? `.${element.classList[0]}` : ""}>`;
    return [`scrolls sideways, ${root.scrollWidth} px in ${root.clientWidth}: ${wide.slice(-3).map(name).join(", ")}`];
  });
}

const openAll = (page, open) =>
  page.evaluate((value) => {
    for (const details of document.querySelectorAll("details")) details.open = value;
  }, open);

async function look(page, { width, scheme }) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
}

test("at every width a section's name stands at its head", async () => {
  const edition = site("internal");
  const server = await serve(edition.folder);
  const { page } = await watched(await browser.newContext({ reducedMotion: "reduce" }), server.home);
  const problems = [];
  for (const path of ["full-basket/index.html", "full-basket/themes/sizing/index.html", "decisions/index.html"]) {
    await page.goto(server.home + path);
    for (const width of [768, 1060, 1220, 1280, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const low = await page.evaluate(() => {
        const down = (section) => section.querySelector(".rail").getBoundingClientRect().top - section.getBoundingClientRect().top;
        return [...document.querySelectorAll("section:has(.rail)")].filter((section) => down(section) > 160).map(({ id }) => id);
      });
      problems.push(...low.map((id) => `${path}: #${id} at ${width} px`));
    }
  }
  await server.stop();
  none(problems);
});

for (const name of siteNames()) {
  test(`${name} edition`, async (suite) => {
    const edition = site(name);
    const { pages } = edition;
    const server = await serve(edition.folder);
    const context = await browser.newContext({ reducedMotion: "reduce" });
    const { page, faults, expectMissing } = await watched(context, server.origin + basePath);
    const own = !["internal", "team", "public"].includes(name);

    // The pages to look at closely, and in which looks. Of the edition that a plain build makes, one of each kind in
    // every look, and the longest and the shortest in two; of the others one of each kind in two; of the casebooks that
    // are there for their states the longest and the shortest of each study.
    const chosen = new Map();
    for (const { longest, middle, shortest } of name === "team" ? [] : representatives(edition, own)) {
      if (name === "internal" || own) [longest, shortest].forEach((page) => chosen.set(page, twoLooks));
      if (!own) chosen.set(middle, name === "internal" ? everyLook : twoLooks);
    }
    for (const [{ kind, path }, looks] of chosen) {
      await suite.test(`${kind}: ${path}`, async () => {
        // What is wrong, and in which looks.
        const looksOf = new Map();
        expectMissing();
        await page.goto(server.home + path);
        await page.evaluate(axe);
        for (const at of looks) {
          await look(page, at);
          await openAll(page, false);
          const found = await sidewaysScroll(page);
          await openAll(page, true);
          found.push(...(await sidewaysScroll(page)), ...(await violations(page)));
          for (const problem of new Set(found)) looksOf.set(problem, [...(looksOf.get(problem) ?? []), `${at.width} ${at.scheme}`]);
        }
        none([...faults(), ...[...looksOf].map(([problem, at]) => `${problem} (${at.join(", ")})`)]);
      });
    }

    // The team's edition is the internal one and some pages more.
    const others = name === "team" ? new Set(site("internal").pages.map(({ path }) => path)) : new Set();
    const rest = pages.filter(({ path }) => !others.has(path));
    await suite.test(`${rest.length} pages at 320 px`, async () => {
      const problems = [];
      await look(page, { width: 320, scheme: "light" });
      for (const { path } of rest) {
        await page.goto(server.home + path);
        problems.push(...[...(await sidewaysScroll(page)), ...faults()].map((problem) => `${path}: ${problem}`));
      }
      none(problems);
    });

    await suite.test("an address that is not there", async () => {
      const missing = `${server.home}no/such/page/`;
      expectMissing(missing);
      const response = await page.goto(missing);
      assert.equal(response.status(), 404);
      const home = await page.evaluate(() => [...document.querySelectorAll("a[href]")].map((link) => link.href));
      assert.ok(
        home.some((href) => href === server.home || href === `${server.home}index.html`),
        "the 404 page leads home from any depth",
      );
      none(faults());
    });

    await context.close();
    await server.stop();
  });
}

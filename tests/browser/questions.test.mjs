// What a stakeholder asks is answered on the first two screens of a case study: the facts are in view.

import { after, before, test } from "node:test";
import { launch, watched } from "./support/browser.mjs";
import { basePath, site } from "./support/casebook.mjs";
import { none } from "./support/report.mjs";
import { serve } from "./support/server.mjs";

const window = { width: 1280, height: 800 };

// Of each study: a question, and the words that answer it.
const answers = {
  "full-basket": {
    "What was the problem?": ["More than half of all baskets are never paid for"],
    "How many people were asked?": ["11 of 18 participants", "Two researchers asked"],
    "What is the strongest insight?": ["First-time buyers cannot tell which size will fit"],
    "Who disagrees?": ["7 of 18 were asked and did not raise it"],
    "What was decided?": ["Build a size advisor with the money for discounts"],
    "Did it work?": ["Conversion rose from 2.63% of 21,940 to 3.18% of 21,499"],
    "What did it return?": ["€1 spent will likely return"],
  },
  onboarding: {
    "What was the problem?": [],
    "How many people were asked?": ["participants"],
    "Who disagrees?": ["did not raise it"],
  },
};

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

// The text that stands above a line, in reading order, as a reader sees it.
const inView = (page, below) =>
  page.evaluate((line) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let text = "";
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      range.selectNodeContents(node);
      const box = range.getBoundingClientRect();
      if (box.height > 0 && box.bottom + scrollY <= line) text += node.data;
    }
    return text.replace(/\s+/g, " ");
  }, below);

for (const name of ["internal", "public"]) {
  test(`${name} edition`, async (suite) => {
    const edition = site(name);
    const server = await serve(edition.folder);
    const context = await browser.newContext({ viewport: window, reducedMotion: "reduce" });
    const { page } = await watched(context, server.origin + basePath);
    for (const [study, questions] of Object.entries(answers)) {
      await suite.test(study, async () => {
        await page.goto(`${server.home}${study}/index.html`);
        const text = await inView(page, 2 * window.height);
        const missing = Object.entries(questions).flatMap(([question, facts]) =>
          facts.filter((fact) => !text.includes(fact)).map((fact) => `${question} “${fact}” is not in view`),
        );
        // The four answers themselves stand on the first screen, whole.
        const bottom = await page.evaluate(() => document.querySelector(".brief").getBoundingClientRect().bottom + scrollY);
        if (study === "full-basket" && bottom > window.height + 32) missing.push(`the first screen ends at ${Math.round(bottom)} px`);
        none(missing);
      });
    }
    await context.close();
    await server.stop();
  });
}

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
    "Did it work?": ["Conversion rose from 2.63% of 21,940 first-time visitors to 3.18% of 21,499"],
    "What did it return?": ["€1 spent will likely return"],
  },
  onboarding: {
    "What was the problem?": ["Four of ten people who reach the identity check have no account a week later"],
    "How many people were asked?": ["27 of 50 participants", "Three researchers asked"],
    "What is the strongest insight?": ["The selfie takes itself before people are ready"],
    "Who disagrees?": ["23 of 50 were asked and did not raise it"],
    "What was decided?": ["Say what failed, and let people take the picture again"],
    "Did it work?": ["Completion rose from 62.1% of 4,705 people who reached the identity check to 70.3% of 4,636"],
    "What did it return?": ["€1 spent will likely return"],
  },
  // Still in synthesis: what has no answer yet says so.
  "going-home": {
    "What was the problem?": ["About a third of the people who leave the wards are followed within a week by a telephone call"],
    "How many people were asked?": ["8 of 11 participants", "Two researchers asked"],
    "What is the strongest insight?": ["People were told what each tablet is and went home not knowing which of the old ones to stop"],
    "Who disagrees?": ["3 of 11 were asked and did not raise it"],
    "What was decided?": ["One page for the fridge before anything is done to the folder", "decided"],
    "Did it work?": ["Expected: callbacks down by 25% until 26 February 2027", "Nothing has been measured yet"],
    "What did it return?": ["no return can be counted"],
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
        // The four answers themselves stand on the first screen, whole; under a title of two lines they may be longer by two.
        const [bottom, title] = await page.evaluate(() => {
          const heading = document.querySelector("h1");
          const lines = Math.round(heading.getBoundingClientRect().height / parseFloat(getComputedStyle(heading).lineHeight));
          return [document.querySelector(".brief").getBoundingClientRect().bottom + scrollY, lines];
        });
        if (bottom > window.height + (title > 1 ? 160 : 32)) missing.push(`the first screen ends at ${Math.round(bottom)} px`);
        none(missing);
      });
    }
    await context.close();
    await server.stop();
  });
}

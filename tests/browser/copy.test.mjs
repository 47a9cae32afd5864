// A quote of the list, copied with who said it and where, in each form.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { launch, watched } from "./support/browser.mjs";
import { baseUrl, site } from "./support/casebook.mjs";
import { none } from "./support/report.mjs";
import { serve } from "./support/server.mjs";

const edition = site("internal");
const link = `${baseUrl}full-basket/interviews/p14/index.html#p14-so-now-im-him`;

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

test("a quote is copied as text, Markdown and HTML", async () => {
  const context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  const { page, faults } = await watched(context, server.home);
  await page.goto(`${server.home}quotes/index.html`);
  const copy = page.locator("figure.q", { hasText: "So now I’m him." }).first().locator("button.copy");
  for (const [form, expected] of [
    ["text", `“So now I’m him.”\n— P14, first-time buyer, Casebook sample studies\n${link}`],
    ["markdown", `> “So now I’m him.”\n>\n> — [P14, first-time buyer, Casebook sample studies](${link})`],
    ["html", `<blockquote cite="${link}"><p>“So now I’m him.”</p></blockquote>\n<p>— <a href="${link}">P14, first-time buyer, Casebook sample studies</a></p>`],
  ]) {
    await page.locator(".copying select").selectOption(form);
    await copy.click();
    await page.waitForFunction(() => document.querySelector(".copying [role=status]").textContent !== "");
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), expected);
  }
  none(faults());
});

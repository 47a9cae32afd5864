// Lighthouse, as on a phone: 100 in each category on the pages that stakeholders open first, best of two.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import lighthouse from "lighthouse";
import { findChromium } from "./support/browser.mjs";
import { site } from "./support/casebook.mjs";
import { none } from "./support/report.mjs";
import { serve } from "./support/server.mjs";

const categories = ["performance", "accessibility", "best-practices", "seo"];

const pages = {
  home: "index.html",
  "case study": "full-basket/index.html",
  theme: "full-basket/themes/sizing/index.html",
  decision: "full-basket/decisions/2026-03-11-size-advisor/index.html",
};

// Chromium with a port that Lighthouse can speak to, and a name resolver that knows no host but this one.
async function chromium() {
  const profile = mkdtempSync(join(tmpdir(), "casebook-lighthouse-"));
  const browser = spawn(
    findChromium(),
    [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      "--remote-debugging-port=0",
      `--user-data-dir=${profile}`,
      "about:blank",
    ],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  const port = await new Promise((found, failed) => {
    let told = "";
    browser.stderr.on("data", (data) => {
      told += data;
      const line = told.match(/DevTools listening on ws:\/\/127\.0\.0\.1:(\d+)\//);
      if (line) found(Number(line[1]));
    });
    browser.on("exit", () => failed(new Error(`Chromium ended: ${told}`)));
  });
  const gone = new Promise((done) => browser.on("exit", done));
  return {
    port,
    stop: async () => {
      browser.kill();
      await gone;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

// The scores of one page, and what kept each below 100.
async function scores(url, port) {
  const { lhr } = await lighthouse(url, { port, onlyCategories: categories, logLevel: "error", output: "json", disableFullPageScreenshot: true });
  return Object.fromEntries(
    categories.map((name) => {
      const { score, auditRefs } = lhr.categories[name];
      const faults = auditRefs
        .map(({ id, weight }) => ({ weight, ...lhr.audits[id] }))
        .filter((audit) => audit.weight > 0 && audit.score !== null && audit.score < 1)
        .map((audit) => `${audit.id} ${audit.score}${audit.displayValue ? ` (${audit.displayValue})` : ""}`);
      return [name, { score: Math.round(score * 100), faults }];
    }),
  );
}

test("Lighthouse", async (suite) => {
  const server = await serve(site("internal").folder);
  const browser = await chromium();
  try {
    for (const [name, path] of Object.entries(pages)) {
      await suite.test(name, async () => {
        const best = {};
        for (let run = 0; run < 2; run += 1) {
          const found = await scores(server.home + path, browser.port);
          for (const category of categories) {
            if (!best[category] || found[category].score > best[category].score) best[category] = found[category];
          }
          if (categories.every((category) => best[category].score === 100)) break;
        }
        none(Object.entries(best).filter(([, { score }]) => score < 100).map(([category, { score, faults }]) => `${category} ${score}: ${faults.join(", ")}`));
      });
    }
  } finally {
    await browser.stop();
    await server.stop();
  }
});

// A preview left open while its notes are edited: it shows each state, and keeps the last good page.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { launch } from "./support/browser.mjs";
import { program, repository } from "./support/casebook.mjs";

const casebook = mkdtempSync(join(tmpdir(), "casebook-live-"));
const note = join(casebook, "content/shop/interviews/P07.md");
const words = (text, tags = "#sizing") => `---\nparticipant: P07\ndate: 2026-02-05\nminutes: 7\nconsent: public\n---\n\n## What stopped you?\n\n> ${text} ${tags}\n`;

let browser;
let page;
let preview;
let home;

function write(path, text) {
  const file = join(casebook, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

// Saves as many editors do: beside the file, then over it.
function save(text) {
  const beside = join(dirname(note), ".P07.md.new");
  writeFileSync(beside, text);
  renameSync(beside, note);
}

const shows = (text) => page.waitForFunction((text) => document.body?.innerText.includes(text), text, { timeout: 10_000 });
const bar = () => page.locator("casebook-preview aside");

before(async () => {
  cpSync(join(repository, "tests/browser/casebooks/live"), casebook, { recursive: true });
  writeFileSync(note, words("I closed it."));
  preview = spawn(program(), ["serve", "--root", casebook, "--today", "2026-03-01"], { stdio: ["ignore", "pipe", "inherit"] });
  home = await new Promise((resolve, reject) => {
    let said = "";
    preview.stdout.on("data", (text) => {
      said += text;
      const found = /http:\/\/[^ ;]+/.exec(said);
      if (found) resolve(found[0]);
    });
    preview.on("exit", () => reject(new Error(`the preview ended: ${said}`)));
  });
  browser = await launch();
  page = await browser.newPage();
});
after(async () => {
  await browser?.close();
  preview?.kill();
  rmSync(casebook, { recursive: true, force: true });
});

test("a save shows at once, whichever way the editor saves", async () => {
  await page.goto(`${home}shop/interviews/p07/`);
  await shows("I closed it.");
  writeFileSync(note, words("I measured my foot twice."));
  await shows("I measured my foot twice.");
  save(words("I ordered two sizes."));
  await shows("I ordered two sizes.");
});

test("a mistake is shown over the last good page, and goes when it is mended", async () => {
  save(words("Never published.").replace("consent: public", "consent: everyone"));
  await bar().getByText("1 error").waitFor();
  assert.match(await bar().locator("pre").innerText(), /`consent` cannot be `everyone`[\s\S]*P07\.md:5:10/);
  assert.ok(await page.getByText("I ordered two sizes.").isVisible(), "the last good page stays");
  save(words("It is mended."));
  await shows("It is mended.");
  await bar().getByText("1 error").waitFor({ state: "detached" });
});

test("the page stays where it was read, and a style sheet is swapped without loading it again", async () => {
  save(words("Far down."));
  await shows("Far down.");
  await page.setViewportSize({ width: 400, height: 300 });
  await page.evaluate(() => scrollTo(0, 240));
  save(words("Still far down."));
  await shows("Still far down.");
  await page.waitForFunction(() => scrollY === 240);
  await page.evaluate(() => (window.kept = true));
  write("themes/default/assets/style.css", `${readFileSync(join(repository, "themes/default/assets/style.css"))}\nbody { outline: 3px solid red; }\n`);
  await page.waitForFunction(() => getComputedStyle(document.body).outlineWidth === "3px");
  assert.equal(await page.evaluate(() => window.kept), true, "the page was not loaded again");
});

test("a mistake in a template is told like one in a note", async () => {
  write("themes/default/templates/interview.html", "{% if %}");
  await bar().getByText("1 error").waitFor();
  assert.match(await bar().locator("pre").innerText(), /themes\/default\/templates\/interview\.html/);
  rmSync(join(casebook, "themes"), { recursive: true });
  await bar().getByText("1 error").waitFor({ state: "detached" });
});

test("other audiences are a click away, and see what they may", async () => {
  save(words("Only the team reads this.").replace("consent: public", "consent: team"));
  await bar().getByRole("link", { name: "team" }).click();
  await shows("Only the team reads this.");
  await bar().getByRole("link", { name: "public" }).click();
  await page.getByText("There is no page here").waitFor();
  assert.ok(!(await page.content()).includes("Only the team"));
  save(words("Anybody may read this."));
  await page.goto(`${home}shop/interviews/p07/`);
  await shows("Anybody may read this.");
});

test("a link that is followed while a save comes is followed", async () => {
  await page.goto(`${home}shop/interviews/p07/`);
  await page.route("**/~team/**", async (route) => {
    await new Promise((resume) => setTimeout(resume, 1_000));
    await route.continue();
  });
  await bar().getByRole("link", { name: "team" }).click({ noWaitAfter: true });
  save(words("Saved on the way."));
  await page.waitForURL("**/~team/**", { timeout: 10_000 });
  await page.unroute("**/~team/**");
  await shows("Saved on the way.");
});

test("a page that is not there names its neighbours, and appears when it comes", async () => {
  await page.goto(`${home}shop/interviews/p08/`);
  await page.getByRole("link", { name: "shop/interviews/p07/" }).waitFor();
  write("content/shop/interviews/P08.md", words("I am new here.").replace("P07", "P08"));
  await shows("I am new here.");
});

test("three hundred edits, three of them breaking: each state is shown", async () => {
  await page.goto(`${home}shop/interviews/p07/`);
  for (let edit = 1; edit <= 300; edit += 1) {
    if (edit % 100 === 50) {
      save(words(`Edit ${edit}.`).replace("date: 2026-02-05", "date: [2026"));
      await bar().getByText("error").first().waitFor();
      continue;
    }
    (edit % 2 === 0 ? save : (text) => writeFileSync(note, text))(words(`Edit ${edit}.`));
    await shows(`Edit ${edit}.`);
  }
});

// The Nu HTML checker on every page of every edition: no error, no warning. What it says of CSS is advice.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { singleFiles, site, siteNames, sitesFolder, smallSiteNames } from "./support/casebook.mjs";
import { none } from "./support/report.mjs";

test("the Nu HTML checker has nothing to say", () => {
  const jar = join(createRequire(import.meta.url).resolve("vnu-jar/package.json"), "..", "build", "dist", "vnu.jar");
  const folders = [...siteNames(), ...smallSiteNames()].map((name) => site(name));
  const count = folders.reduce((sum, { pages }) => sum + pages.length, 0);
  const args = ["-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always", "--also-check-css", "--also-check-svg"];
  // A style sheet or a page that many sites share is checked once.
  const seen = new Set();
  const documents = folders.flatMap(({ folder, files }) =>
    files
      .filter((file) => /\.(html|css|svg)$/.test(file))
      .map((file) => join(folder, file))
      .filter((file) => {
        const content = createHash("sha256").update(readFileSync(file)).digest("hex");
        return seen.has(content) ? false : seen.add(content);
      }),
  );
  documents.push(...singleFiles().map(({ file }) => file));
  const checked = spawnSync("java", [...args, ...documents], { encoding: "utf8", maxBuffer: 1 << 28 });
  assert.equal(checked.status, 0, `the checker itself: ${checked.error?.message ?? checked.stderr.slice(-2000)}`);

  const { messages } = JSON.parse(checked.stderr);
  const place = ({ url }) => relative(sitesFolder(), url.startsWith("file:") ? fileURLToPath(url) : url);
  const line = (message) => `${place(message)}:${message.lastLine}: ${message.subType ?? message.type}: ${message.message}`;
  const css = messages.filter((message) => place(message).endsWith(".css") || message.message.startsWith("CSS:"));
  // Words stand as they were written, in whatever Unicode form that was.
  const verbatim = (message) => message.message.startsWith("Text run is not in Unicode Normalization Form C");
  const isTold = (message) => message.type === "error" || message.subType === "warning" || message.type === "non-document-error";
  const told = messages.filter((message) => isTold(message) && !css.includes(message) && !verbatim(message)).map(line);
  // One line for each thing said, with the number of pages that it is said of.
  const kinds = new Map();
  for (const message of told) {
    const [, what] = message.match(/^[^:]*:[^:]*: (.*)$/s);
    kinds.set(what, [...(kinds.get(what) ?? []), message]);
  }
  const problems = [...kinds.values()].map((same) => `${same[0]}${same.length > 1 ? ` (and ${same.length - 1} more)` : ""}`);
  for (const message of new Set(css.map(({ message }) => message))) console.log(`# advice on CSS: ${message}`);
  none(problems);
  console.log(`# ${count} pages, ${documents.length} different documents`);
});

// Read from disk: every link and fragment of every page leads somewhere, every page is linked, pages keep to their weight.

import { test } from "node:test";
import { siteNames, smallSiteNames } from "./support/casebook.mjs";
import { broken, brokenForMachines, linked, lost, onlyOnAHost, weights } from "./support/links.mjs";
import { none } from "./support/report.mjs";

for (const name of siteNames()) {
  const edition = linked(name);
  test(`${name}: every link and fragment resolves`, () => none(broken(edition)));
  test(`${name}: links within the casebook work from disk`, () => none(onlyOnAHost(edition)));
  test(`${name}: every page is reached from the home page`, () => none(lost(edition)));
  test(`${name}: the sitemap and the feed lead to pages`, () => none(brokenForMachines(edition)));
  test(`${name}: no page is heavier than it may be`, () => {
    const { heavy, heaviest } = weights(edition);
    const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
    console.log(`# ${name}: heaviest page ${heaviest.path}, ${kilobytes(heaviest.all)}, ${kilobytes(heaviest.script)} of script`);
    none(heavy);
  });
}

const small = smallSiteNames();
test(`the ${small.length} small sites: every link resolves, from disk too, and every page is reached`, () => {
  const problems = small.flatMap((name) => {
    const edition = linked(name);
    return [...broken(edition), ...onlyOnAHost(edition), ...lost(edition), ...brokenForMachines(edition)].map((problem) => `${name}: ${problem}`);
  });
  none(problems);
});

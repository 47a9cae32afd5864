// axe-core: WCAG 2.2 A and AA and its best practices.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// The script itself, to be evaluated on a page before `violations`.
export const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// What breaks the rules, one line a rule.
export async function violations(page) {
  const found = await page.evaluate(
    async (values) => {
      const result = await window.axe.run(document, {
        runOnly: { type: "tag", values },
        rules: { "target-size": { enabled: true } },
        resultTypes: ["violations"],
      });
      return result.violations.map(({ id, help, nodes }) => ({
        id,
        help,
        nodes: nodes.length,
        first: nodes.slice(0, 2).map((node) => `${node.target.join(" ")}: ${node.failureSummary.split("\n").slice(1).join(" ").trim()}`),
      }));
    },
    tags,
  );
  return found.map(({ id, help, nodes, first }) => `axe ${id} (${help}) × ${nodes}: ${first.join(" | ")}`);
}

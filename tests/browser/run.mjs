// Builds the sites once, then runs every browser test over them: node tests/browser/run.mjs [FILE…]

import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildAll } from "./support/casebook.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const named = process.argv.slice(2);
const tests = readdirSync(here).filter((file) => file.endsWith(".test.mjs") && (named.length === 0 || named.some((part) => file.includes(part))));
const { folder } = await buildAll();
try {
  const cores = availableParallelism?.() ?? cpus().length;
  // What measures time stands alone, after the others.
  const alone = (file) => file.startsWith("lighthouse");
  const parts = [tests.filter((file) => !alone(file)), tests.filter(alone)].filter((part) => part.length > 0);
  for (const part of parts) {
    const args = ["--test", "--test-reporter=spec", `--test-concurrency=${Math.min(cores, 4)}`, ...part.map((file) => join(here, file))];
    const { status } = spawnSync(process.execPath, args, { stdio: "inherit", env: { ...process.env, CASEBOOK_SITES: folder } });
    if (status !== 0) process.exitCode = status ?? 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

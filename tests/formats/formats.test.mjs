// What `casebook check` prints for programs, held against the schemas: SARIF 2.1.0 against the official one,
// JSON lines against docs/check.schema.json. node --test tests/formats/

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const Ajv = require("ajv");
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = join(root, "target/debug/casebook");
const sarifSchema = JSON.parse(readFileSync(join(dirname(require.resolve("@microsoft/jest-sarif")), "schemas/sarif-2.1.0-rtm.5.json"), "utf8"));
const lineSchema = JSON.parse(readFileSync(join(root, "docs/check.schema.json"), "utf8"));

let folder;
before(() => {
  const built = spawnSync("cargo", ["build", "--quiet"], { cwd: root, stdio: "inherit" });
  assert.equal(built.status, 0);
  folder = mkdtempSync(join(tmpdir(), "casebook-formats-"));
  cpSync(join(root, "content"), join(folder, "content"), { recursive: true });
  writeFileSync(join(folder, "site.toml"), '[rules]\nclosed-question = "error"\nno-such-rule = "off"\n');
  const note = "---\nparticipant: P90\ndate: 2026-02-05\nconsent: everyone\n---\n\n##Did it fit, \u001b[31m漢字 e\u0301?\n\n> Two of the same.\nand one more. #sizng !fustrated [02:14] [03:00]\n\nmail a%b@c.example: “100 %, she said”\n";
  writeFileSync(join(folder, "content/full-basket/interviews/a note, 100%: ü.md"), note);
});
after(() => rmSync(folder, { recursive: true, force: true }));

const check = (format) => {
  const { stdout, status } = spawnSync(program, ["check", "--format", format, "--today", "2026-11-22", "--root", folder], { encoding: "utf8" });
  assert.equal(status, 1);
  assert.ok(stdout.length > 1000);
  return stdout;
};

const valid = (schema, value) => {
  const ajv = new Ajv({ schemaId: "auto", allErrors: true, logger: false, unknownFormats: "ignore" });
  if (schema.$schema.includes("draft-04")) ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
  const fits = ajv.validate(schema, value);
  assert.ok(fits, JSON.stringify(ajv.errors, null, 2));
};

test("SARIF fits the official schema", () => {
  const log = JSON.parse(check("sarif"));
  valid(sarifSchema, log);
  const [run] = log.runs;
  for (const result of run.results) {
    assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
    const { uri } = result.locations[0].physicalLocation.artifactLocation;
    assert.doesNotMatch(uri, /^\/|^[a-z]+:|[ "<>\\^`{|}]/);
    assert.doesNotThrow(() => decodeURIComponent(uri));
  }
  assert.ok(run.results.some((result) => result.fixes));
  const prints = run.results.map((result) => result.partialFingerprints["casebookLine/v1"]);
  assert.equal(new Set(prints).size, prints.length);
});

test("each JSON line fits the documented schema", () => {
  for (const line of check("json").trimEnd().split("\n")) valid(lineSchema, JSON.parse(line));
});

test("annotations are one command a line", () => {
  for (const line of check("github").trimEnd().split("\n")) assert.match(line, /^::(error|warning) (file=[^,:]+,line=\d+,endLine=\d+,(col=\d+,endColumn=\d+,)?)?title=[a-z0-9-]+::\S/);
});

test("nothing that a terminal would obey is printed", () => {
  for (const format of ["human", "json", "sarif", "github"]) assert.doesNotMatch(check(format), /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
});

// Builds the sites under test and tells which pages they hold.

import { execFile, execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
export const repository = join(here, "..", "..", "..");

// The address that the sites are built for. Its path is the one they are served under.
export const baseUrl = "https://casebook.example/customer/research/";
export const basePath = new URL(baseUrl).pathname;

// A day on which the sample studies have an overdue action, one that is due, and one that is done.
const today = "2026-11-23";

// Each site: a name, the casebook's folder, the audience.
const casebooks = join(here, "..", "casebooks");
const smallCasebooks = join(repository, "tests", "sites");
const plan = [
  { name: "internal", root: repository, audience: "internal" },
  { name: "team", root: repository, audience: "team" },
  { name: "public", root: repository, audience: "public" },
  ...(existsSync(casebooks) ? readdirSync(casebooks).sort() : []).map((name) => ({
    name,
    root: join(casebooks, name),
    audience: "internal",
  })),
];

export function siteNames() {
  return plan.map((site) => site.name);
}

// The program: CASEBOOK_BIN, else a fresh development build.
export function program() {
  if (process.env.CASEBOOK_BIN) return process.env.CASEBOOK_BIN;
  const cargo = { cwd: repository, stdio: ["ignore", "pipe", "inherit"], maxBuffer: 1 << 28 };
  execFileSync("cargo", ["build", "--quiet", "--locked", "--bin", "casebook"], cargo);
  const metadata = execFileSync("cargo", ["metadata", "--format-version", "1", "--no-deps"], cargo);
  return join(JSON.parse(metadata).target_directory, "debug", "casebook");
}

// Builds one site; says what stopped it, if anything did.
function build(casebook, root, audience, output, more = []) {
  const args = ["build", ...more, "--root", root, "--audience", audience, "--today", today, "--base-url", baseUrl, "--quiet", "--color", "never"];
  return new Promise((done) => {
    execFile(casebook, [...args, "--output", output], { maxBuffer: 1 << 28 }, (error, _, told) => done(error ? told : undefined));
  });
}

// Builds every site, or `only` those named, into a new folder; gives that folder and the names back.
export async function buildAll({ only, small = true } = {}) {
  const casebook = program();
  const folder = mkdtempSync(join(tmpdir(), "casebook-sites-"));
  const wanted = plan.filter(({ name }) => !only || only.includes(name));
  const built = wanted.map(async ({ name, root, audience }) => {
    const stopped = await build(casebook, root, audience, join(folder, name));
    if (stopped !== undefined) throw new Error(`the site ${name} does not build: ${stopped}`);
  });
  // Each study as one file: beside the sites, since it is none.
  const single = small ? await build(casebook, repository, "internal", join(folder, "single"), ["--single-file"]) : undefined;
  if (single !== undefined) throw new Error(`the single files are not built: ${single}`);
  await Promise.all(built);
  const names = wanted.map(({ name }) => name);
  if (!small) return { folder, names };
  // The small sites show one rule each, and for some the rule is that they do not build.
  const entries = readdirSync(smallCasebooks, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const work = entries.map((entry) => entry.name);
  const worker = async () => {
    for (let name = work.pop(); name; name = work.pop()) {
      await build(casebook, join(smallCasebooks, name), "team", join(folder, "small", name));
    }
  };
  await Promise.all([worker(), worker(), worker()]);
  return { folder, names };
}

// Where the built sites lie: run.mjs builds them and says so.
export function sitesFolder() {
  const folder = process.env.CASEBOOK_SITES;
  if (!folder) throw new Error("no sites to test: tests/browser/run.mjs builds them and runs the tests");
  return folder;
}

// The small sites that were built, as names for `site`.
export function smallSiteNames() {
  const folder = join(sitesFolder(), "small");
  return readdirSync(folder).sort().filter((name) => existsSync(join(folder, name, "index.html"))).map((name) => `small/${name}`);
}

// The single files of the sample studies: { study, file }.
export function singleFiles() {
  const folder = join(sitesFolder(), "single");
  const studies = readdirSync(folder).filter((name) => existsSync(join(folder, `${name}.html`)));
  return studies.map((study) => ({ study, file: join(folder, `${study}.html`) }));
}

// All files of a folder, as paths with slashes, sorted.
export function files(folder) {
  const found = [];
  const walk = (at) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      const path = join(at, entry.name);
      if (entry.isDirectory()) walk(path);
      else found.push(relative(folder, path).split(sep).join("/"));
    }
  };
  walk(folder);
  return found.sort();
}

// What kind of page an address is: its place in the site says so.
export function kindOf(path, all) {
  const parts = path.split("/").slice(0, -1);
  const has = (prefix) => all.some((file) => file.startsWith(prefix));
  if (path === "404.html") return "not found";
  if (path === "index.html") return has("themes/") ? "case study" : "home";
  if (parts.includes("themes")) return "theme";
  if (parts.at(-1) === "interviews" || /^\d+$/.test(parts.at(-1)) && parts.at(-2) === "interviews") return "interviews";
  if (parts.includes("interviews")) return "interview";
  if (parts.includes("quotes")) return "quotes";
  if (parts.length > 1 && parts.at(-2) === "decisions") return "decision";
  if (parts[0] === "decisions") return "decision log";
  if (["programme", "search"].includes(parts[0])) return parts[0];
  if (["themes/", "interviews/", "decisions/"].some((inner) => has(`${parts[0]}/${inner}`))) return "case study";
  return "further page";
}

// A built site: its folder, its files, its pages with their kinds.
export function site(name) {
  const folder = join(sitesFolder(), name);
  const all = files(folder);
  const pages = all
    .filter((file) => file.endsWith(".html"))
    .map((path) => ({ path, kind: kindOf(path, all), bytes: statSync(join(folder, path)).size }));
  return { name, folder, files: all, pages, read: (path) => readFileSync(join(folder, path), "utf8") };
}

// Of every kind of page, and of each study on its own if asked to, the longest, the shortest, and the one in the middle.
export function representatives(ofSite, ofEachStudy = false) {
  const kinds = new Map();
  for (const page of ofSite.pages) {
    const key = ofEachStudy ? `${page.kind} ${page.path.split("/")[0]}` : page.kind;
    kinds.set(key, [...(kinds.get(key) ?? []), page]);
  }
  return [...kinds.keys()].sort().map((key) => {
    const bySize = [...kinds.get(key)].sort((a, b) => b.bytes - a.bytes);
    return { kind: bySize[0].kind, longest: bySize[0], middle: bySize[bySize.length >> 1], shortest: bySize.at(-1) };
  });
}

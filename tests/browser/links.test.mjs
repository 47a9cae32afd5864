// Read from disk: every link and fragment of every page leads somewhere, every page is linked, pages keep to their weight.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { test } from "node:test";
import { gzipSync } from "node:zlib";
import { basePath, baseUrl, site, siteNames } from "./support/casebook.mjs";
import { cssReferences, ids, references } from "./support/html.mjs";
import { none } from "./support/report.mjs";

// What a page may weigh when it loads, gzipped: all of it, and its scripts but those of the search.
const budget = { all: 60 * 1024, script: 15 * 1024 };

// Where an address on a page leads: a file of the site and a fragment, or nothing when it leaves the site.
function target(url, from) {
  const absolute = new URL(url, new URL(from, "site://casebook" + basePath));
  if (absolute.href.startsWith(baseUrl)) absolute.href = absolute.href.replace(baseUrl, "site://casebook" + basePath);
  if (absolute.protocol !== "site:") return undefined;
  const path = decodeURIComponent(absolute.pathname);
  if (!path.startsWith(basePath)) return { file: `${path} (outside the site)` };
  return {
    file: path.slice(basePath.length).replace(/(^|\/)$/, "$1index.html"),
    fragment: absolute.hash ? decodeURIComponent(absolute.hash.slice(1)) : absolute.href.endsWith("#") ? "" : undefined,
  };
}

for (const name of siteNames()) {
  const { folder, files, pages, read } = site(name);
  const exists = new Set(files);
  const known = new Map(pages.map(({ path }) => [path, { ids: ids(read(path)), references: references(read(path)) }]));

  test(`${name}: every link and fragment resolves`, () => {
    // What is broken, and the pages on which.
    const broken = new Map();
    const add = (problem, path) => broken.set(problem, [...(broken.get(problem) ?? []), path]);
    for (const [path, page] of known) {
      for (const { tag, url } of page.references) {
        const to = target(url, path);
        if (!to) {
          if (tag !== "a" && tag !== "link") add(`<${tag}> takes ${url} from elsewhere`, path);
        } else if (!exists.has(to.file)) add(`no file ${to.file}`, path);
        else if (to.fragment === "") add("an empty fragment", path);
        else if (to.fragment !== undefined && known.has(to.file) && !known.get(to.file).ids.has(to.fragment)) {
          add(`no element of ${to.file} has the id ${to.fragment}`, path);
        }
      }
    }
    for (const path of files.filter((file) => file.endsWith(".css"))) {
      for (const url of cssReferences(read(path))) {
        const to = target(url, path);
        if (!to || !exists.has(to.file)) add(`no file for url(${url})`, path);
      }
    }
    none([...broken].map(([problem, paths]) => `${problem}: asked for by ${paths[0]}${paths.length > 1 ? ` and ${paths.length - 1} more` : ""}`));
  });

  test(`${name}: links within the casebook name their file`, () => {
    // A folder's address works on a host and not from disk.
    const folders = new Set();
    for (const [path, page] of known) {
      if (path === "404.html") continue;
      for (const { tag, rel, url } of page.references) {
        const inside = target(url, path);
        if (!inside || tag !== "a" || url.startsWith("#")) continue;
        if (/^[a-z]+:|^\//i.test(url)) folders.add(`${path}: ${url} is not relative`);
        else if (/(^|\/)(\.{0,2})(#|\?|$)/.test(url)) folders.add(`${path}: ${url} names a folder${rel ? ` (${rel})` : ""}`);
      }
    }
    none(folders);
  });

  test(`${name}: every page is reached from the home page`, () => {
    const reached = new Set(["index.html"]);
    for (const path of reached) {
      for (const { tag, url } of known.get(path).references) {
        const to = tag === "a" ? target(url, path) : undefined;
        if (to && known.has(to.file)) reached.add(to.file);
      }
    }
    const lost = pages.map(({ path }) => path).filter((path) => path !== "404.html" && !reached.has(path));
    none(lost);
  });

  test(`${name}: the sitemap and the feed lead to pages`, () => {
    const broken = [];
    for (const [file, pattern] of [
      ["sitemap.xml", /<loc>([^<]+)<\/loc>/g],
      ["feed.xml", /<link\b[^>]*\bhref="([^"]+)"/g],
    ]) {
      if (!exists.has(file)) {
        broken.push(`no ${file}`);
        continue;
      }
      for (const [, url] of read(file).matchAll(pattern)) {
        const to = target(url.replaceAll("&amp;", "&"), file);
        if (!to || !exists.has(to.file)) broken.push(`${file}: ${url}`);
        else if (to.fragment && known.has(to.file) && !known.get(to.file).ids.has(to.fragment)) broken.push(`${file}: ${url}`);
      }
    }
    none(broken);
  });

  test(`${name}: no page is heavier than it may be`, () => {
    const sizes = new Map();
    const weight = (file) => {
      if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(folder, file)), { level: 6 }).length);
      return sizes.get(file);
    };
    const heavy = [];
    let heaviest = { all: 0, script: 0 };
    for (const [path, page] of known) {
      const loaded = new Set([path]);
      for (const { tag, rel, url } of page.references) {
        const to = target(url, path);
        const loads = tag === "script" || (tag === "link" && /\bstylesheet\b|\bicon\b|preload/.test(rel ?? ""));
        if (to && loads && exists.has(to.file)) loaded.add(to.file);
      }
      const scripts = [...loaded].filter((file) => file.endsWith(".js") && !posix.basename(file).startsWith("search"));
      const sum = (list) => list.reduce((total, file) => total + weight(file), 0);
      const weighed = { path, all: sum([...loaded]), script: sum(scripts) };
      if (weighed.all > budget.all || weighed.script > budget.script) heavy.push(`${path}: ${weighed.all} bytes, ${weighed.script} of script`);
      if (weighed.all > heaviest.all) heaviest = weighed;
    }
    none(heavy, "pages over their budget");
    console.log(`# ${name}: heaviest page ${heaviest.path}, ${(heaviest.all / 1024).toFixed(1)} KB, ${(heaviest.script / 1024).toFixed(1)} KB of script`);
  });
}

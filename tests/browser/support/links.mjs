// What a site's links say, read from disk: what is broken, what is lost, what is heavy.

import { readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { gzipSync } from "node:zlib";
import { basePath, baseUrl, site } from "./casebook.mjs";
import { cssReferences, ids, references } from "./html.mjs";

// What a page may weigh when it loads, gzipped: all of it, and its scripts but those of the search.
const budget = { all: 60 * 1024, script: 15 * 1024 };

const home = `site://casebook${basePath}`;

// Where an address on a page leads: a file of the site and a fragment, or nothing when it leaves the site.
function target(url, from) {
  let absolute = new URL(url, new URL(from, home));
  if (absolute.href.startsWith(baseUrl)) absolute = new URL(absolute.href.replace(baseUrl, home));
  if (absolute.protocol !== "site:") return undefined;
  const path = decodeURIComponent(absolute.pathname);
  if (!path.startsWith(basePath)) return { file: `${path} (outside the site)` };
  return {
    file: path.slice(basePath.length).replace(/(^|\/)$/, "$1index.html"),
    fragment: absolute.href.includes("#") ? decodeURIComponent(absolute.hash.slice(1)) : undefined,
  };
}

// A site and what its pages refer to.
export function linked(name) {
  const { folder, files, pages, read } = site(name);
  const known = new Map(
    pages.map(({ path }) => {
      const html = read(path);
      return [path, { ids: ids(html), references: references(html) }];
    }),
  );
  return { folder, files, exists: new Set(files), known, read };
}

// Links, pictures and style sheets that lead nowhere, and what a page takes from elsewhere.
export function broken({ files, exists, known, read }) {
  const found = new Map();
  const add = (problem, path) => found.set(problem, [...(found.get(problem) ?? []), path]);
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
  return [...found].map(([problem, paths]) => `${problem}: asked for by ${paths[0]}${paths.length > 1 ? ` and ${paths.length - 1} more` : ""}`);
}

// Links within the site that work on a host and not from disk: absolute ones, and those that name a folder.
export function onlyOnAHost({ known }) {
  const found = [];
  for (const [path, page] of known) {
    // It may be shown at any depth, and so names its links from the root.
    if (path === "404.html") continue;
    for (const { tag, url } of page.references) {
      if (tag !== "a" || url.startsWith("#") || !target(url, path)) continue;
      if (/^[a-z]+:|^\//i.test(url)) found.push(`${path}: ${url} is not relative`);
      else if (/(^|\/)\.{0,2}(#|\?|$)/.test(url)) found.push(`${path}: ${url} names a folder`);
    }
  }
  return found;
}

// Pages that no way leads to from the home page.
export function lost({ known }) {
  const reached = new Set(["index.html"]);
  for (const path of reached) {
    for (const { tag, url } of known.get(path).references) {
      const to = tag === "a" ? target(url, path) : undefined;
      if (to && known.has(to.file)) reached.add(to.file);
    }
  }
  return [...known.keys()].filter((path) => path !== "404.html" && !reached.has(path));
}

// Entries of the sitemap and of the feed that lead nowhere.
export function brokenForMachines({ exists, known, read }) {
  const found = [];
  for (const [file, pattern] of [
    ["sitemap.xml", /<loc>([^<]+)<\/loc>/g],
    ["feed.xml", /<link\b[^>]*\bhref="([^"]+)"/g],
  ]) {
    if (!exists.has(file)) {
      found.push(`no ${file}`);
      continue;
    }
    for (const [, url] of read(file).matchAll(pattern)) {
      const to = target(url.replaceAll("&amp;", "&"), file);
      if (!to || !exists.has(to.file)) found.push(`${file}: ${url}`);
      else if (to.fragment && known.has(to.file) && !known.get(to.file).ids.has(to.fragment)) found.push(`${file}: ${url}`);
    }
  }
  return found;
}

// Pages that are heavier than they may be, and the heaviest of all.
export function weights({ folder, exists, known }) {
  const sizes = new Map();
  const weight = (file) => {
    if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(join(folder, file)), { level: 6 }).length);
    return sizes.get(file);
  };
  const sum = (files) => files.reduce((total, file) => total + weight(file), 0);
  const heavy = [];
  let heaviest = { all: 0, script: 0 };
  for (const [path, page] of known) {
    const loaded = new Set([path]);
    for (const { tag, rel, url } of page.references) {
      const to = target(url, path);
      const loads = tag === "script" || (tag === "link" && /\b(stylesheet|icon|preload|modulepreload)\b/.test(rel ?? ""));
      if (to && loads && exists.has(to.file)) loaded.add(to.file);
    }
    const scripts = [...loaded].filter((file) => file.endsWith(".js") && !posix.basename(file).startsWith("search"));
    const weighed = { path, all: sum([...loaded]), script: sum(scripts) };
    if (weighed.all > budget.all || weighed.script > budget.script) heavy.push(`${path}: ${weighed.all} bytes, ${weighed.script} of script`);
    if (weighed.all > heaviest.all) heaviest = weighed;
  }
  return { heavy, heaviest };
}

// The search without a browser: its scripts and its files, read from a built site.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";

// { search, list, loaded }: the functions of the scripts, the first file, and the bytes asked for so far, gzipped.
export async function searchOf(folder) {
  const context = vm.createContext({ atob, console });
  const run = (path) => {
    const text = readFileSync(join(folder, path), "utf8");
    vm.runInContext(text, context, { filename: path });
    return text;
  };
  const loaded = { bytes: 0, files: 0 };
  vm.runInContext("var casebookSearch = { root: '' }", context);
  const search = context.casebookSearch;
  search.script = async (url) => {
    loaded.bytes += gzipSync(run(url)).length;
    loaded.files += 1;
  };
  for (const part of ["words", "load", "find"]) run(`assets/search-${part}.js`);
  return { search, list: await search.file("list"), loaded };
}

const studies = { fb: "full-basket", gh: "going-home", on: "onboarding" };

// The searches of tests/search/queries.toml: { type, quotes: [{ study, id }] }.
export function queries(toml) {
  return toml.split("[[query]]").slice(1).map((block) => {
    const [, basic, literal] = block.match(/^type = (?:"(.*)"|'(.*)')$/m);
    const quotes = JSON.parse(block.match(/^quotes = (.*)$/m)[1]);
    return {
      type: basic ?? literal,
      quotes: quotes.map((quote) => {
        const [, study, id] = quote.match(/^(\w+) .*\^(.*)$/);
        return { study: studies[study], id };
      }),
    };
  });
}

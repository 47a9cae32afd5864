// Pictures of every kind of page, in both schemes, on a phone and on a desk, and of what is printed.

import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { launch } from "./browser.mjs";
import { buildAll, repository, representatives, site } from "./casebook.mjs";
import { serve } from "./server.mjs";

const args = process.argv.slice(2);
const only = args.includes("--only") ? args.splice(args.indexOf("--only"), 2)[1] : "";
const readme = args.includes("--readme");
const target = resolve(args.find((arg) => !arg.startsWith("--")) ?? join(repository, "target", "shots"));

const screens = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } };

// The pages that the README shows: their first screen at 1280 px.
const inReadme = { "case-study": "full-basket/index.html", theme: "full-basket/themes/sizing/index.html" };

// Of the sample casebook a middling page of each kind; of the others the longest of each kind and study.
function chosen(edition) {
  const own = edition.name !== "internal";
  return representatives(edition, own).map(({ kind, longest, middle }) => {
    const page = own ? longest : middle;
    const study = own && page.path.includes("/") ? `${page.path.split("/")[0]}-` : "";
    return { name: study + kind.replaceAll(" ", "-"), path: page.path };
  });
}

async function shoot(context, home, { name, path }, folder) {
  const page = await context.newPage();
  for (const [screen, viewport] of Object.entries(screens)) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto(home + path);
      // Pictures below the window are loaded late.
      await page.evaluate(() => Promise.all([...document.images].map((image) => ((image.loading = "eager"), image.decode().catch(() => {})))));
      await page.screenshot({ path: join(folder, `${name}-${screen}-${colorScheme}.png`), fullPage: true });
    }
  }
  await page.emulateMedia({ media: "print" });
  await page.pdf({ path: join(folder, `${name}-print.pdf`), preferCSSPageSize: true });
  await page.close();
}

const plan = readme ? ["internal"] : undefined;
const sites = await buildAll({ only: plan, small: false });
process.env.CASEBOOK_SITES = sites.folder;
const browser = await launch();
let taken = 0;
try {
  for (const name of sites.names.filter((name) => !["team", "public"].includes(name))) {
    const edition = site(name);
    const server = await serve(edition.folder);
    const context = await browser.newContext({ reducedMotion: "reduce" });
    if (readme) {
      const page = await context.newPage();
      await page.setViewportSize(screens.desktop);
      for (const [picture, path] of Object.entries(inReadme)) {
        await page.goto(server.home + path);
        await page.screenshot({ path: join(repository, "docs", "images", `${picture}.png`) });
        taken += 1;
      }
    } else {
      const folder = join(target, name);
      mkdirSync(folder, { recursive: true });
      for (const page of chosen(edition).filter((page) => `${name}/${page.name}`.includes(only))) {
        await shoot(context, server.home, page, folder);
        taken += 1;
      }
    }
    await context.close();
    await server.stop();
  }
} finally {
  await browser.close();
  rmSync(sites.folder, { recursive: true, force: true });
}
console.log(readme ? `${taken} pictures in docs/images` : `${taken} pages in ${target}`);

// Chromium, and pages that remember everything that went wrong on them.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "playwright-core";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of names) {
    for (const folder of (process.env.PATH ?? "").split(delimiter)) {
      const file = join(folder, name);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // Not here.
      }
    }
  }
  throw new Error(`no Chromium on the PATH (looked for ${names.join(", ")}); tests/run installs it`);
}

export function launch() {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      // No name resolves: whatever asks for another host fails, and is seen to.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  });
}

// A page that collects what must not happen: messages, errors, requests off the site, missing files.
// `allowed` is the beginning of every address that may be asked for.
export async function watched(context, allowed) {
  const page = await context.newPage();
  let faults = [];
  // Asking for a page that is not there is not a fault when a test means to.
  let expected = new Set();
  page.on("console", (message) => {
    if (expected.has(message.location().url)) return;
    faults.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`script: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(allowed)) faults.push(`request off the site: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // A recording is given up half-way when the page is left.
    if (request.resourceType() === "media" && request.failure()?.errorText === "net::ERR_ABORTED") return;
    faults.push(`request failed: ${request.url()} (${request.failure()?.errorText})`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !expected.has(response.url())) {
      faults.push(`${response.status()}: ${response.url()}`);
    }
  });
  return {
    page,
    // What went wrong since the last call.
    faults: () => {
      const seen = faults;
      faults = [];
      return seen;
    },
    expectMissing: (url) => {
      expected = new Set(url ? [url] : []);
    },
  };
}

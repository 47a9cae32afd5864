// Keeps an open page of the preview up to date: waits for news, loads the page again where it has
// changed, swaps style sheets, and shows what is wrong with the notes.
(() => {
  const asked = new URL(document.currentScript.src).searchParams;
  const now = Object.fromEntries(asked);
  const key = `casebook-scroll ${location.pathname}`;

  const kept = sessionStorage.getItem(key);
  if (kept !== null) {
    sessionStorage.removeItem(key);
    scrollTo({ top: Number(kept), behavior: "instant" });
  }

  // A link that was followed leads away soon: loading the page again would stop that.
  let leaving = false;
  addEventListener("beforeunload", () => {
    leaving = true;
    setTimeout(() => { leaving = false; }, 5000);
  });

  function again() {
    sessionStorage.setItem(key, String(scrollY));
    location.reload();
  }

  function restyle(version) {
    for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
      const fresh = old.cloneNode();
      const address = new URL(old.href);
      address.searchParams.set("v", version);
      fresh.href = address.href;
      fresh.addEventListener("load", () => old.remove());
      old.after(fresh);
    }
  }

  const bar = document.createElement("casebook-preview");
  const root = bar.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/-/live.css";
  root.append(style);
  const box = document.createElement("aside");
  box.setAttribute("aria-label", "Preview");
  root.append(box);

  function element(name, text, attributes = {}) {
    const made = document.createElement(name);
    made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  const counted = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;

  function show(news) {
    const wasOpen = box.querySelector("details")?.open ?? false;
    box.replaceChildren();
    const editions = element("nav", "", { "aria-label": "Seen as" });
    editions.append(element("span", "Seen as"));
    const path = location.pathname.replace(/^\/~[a-z]+(?=\/)/, "");
    for (const audience of ["team", "internal", "public"]) {
      const link = element("a", audience, { href: `/~${audience}${path}` });
      if (audience === news.audience) link.setAttribute("aria-current", "true");
      editions.append(link);
    }
    box.append(editions);
    if (news.errors + news.warnings === 0) return;
    const problems = element("details", "");
    problems.open = wasOpen || news.errors > 0;
    const words = [];
    if (news.errors > 0) words.push(counted(news.errors, "error"));
    if (news.warnings > 0) words.push(counted(news.warnings, "warning"));
    problems.append(element("summary", words.join(", "), { class: news.errors > 0 ? "errors" : "warnings" }));
    if (news.errors > 0) {
      problems.append(element("p", "The page is the last good one. Mend what stands below and save."));
    }
    problems.append(element("pre", news.text, { tabindex: "0", role: "log" }));
    box.append(problems);
    if (!bar.isConnected) document.body.append(bar);
  }

  async function wait() {
    for (;;) {
      try {
        const answer = await fetch(`/-/news?${new URLSearchParams(now)}`);
        if (!answer.ok) throw new Error(answer.statusText);
        const news = await answer.json();
        if (news.seen !== now.seen || news.script !== now.script) {
          if (!leaving) {
            again();
            return;
          }
          await new Promise((resume) => setTimeout(resume, 500));
          continue;
        }
        if (news.style !== now.style) restyle(news.style);
        now.style = news.style;
        now.problems = news.problems;
        show(news);
        if (!bar.isConnected) document.body.append(bar);
      } catch {
        // The preview has ended, or begins again.
        await new Promise((resume) => setTimeout(resume, 700));
      }
    }
  }
  wait();
})();

// What the search shows: a field, what narrows it down, and the results, the next ones when they are asked for.
(function (search) {
  "use strict";
  const atOnce = 6, around = 130;

  function make(name, attributes, ...inside) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (value === undefined || value === false) continue;
      if (key === "text") element.textContent = value; else element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...inside.filter((one) => one !== undefined));
    return element;
  }

  // A text with the words that were found marked; of a long one the part around the first of them.
  function marked(text, words, isLong) {
    const found = search.words(text).filter((one) => words.has(one.word));
    let from = 0, to = text.length;
    if (isLong && text.length > 3 * around) {
      const dense = found.map((one) => ({ one, n: found.filter((other) => Math.abs(other.from - one.from) < around).length })).sort((a, b) => b.n - a.n)[0];
      const middle = dense ? dense.one.from : 0;
      from = Math.max(0, middle - around);
      to = Math.min(text.length, middle + 2 * around);
      while (from > 0 && !/\s/.test(text[from - 1])) from -= 1;
      while (to < text.length && !/\s/.test(text[to])) to += 1;
    }
    const out = document.createDocumentFragment();
    let at = from;
    if (from > 0) out.append("… ");
    for (const one of found) {
      if (one.from < at || one.to > to) continue;
      out.append(text.slice(at, one.from), make("mark", { text: text.slice(one.from, one.to) }));
      at = one.to;
    }
    out.append(text.slice(at, to), to < text.length ? " …" : "");
    return out;
  }

  function result(list, found, words) {
    const kind = found.kind.kind, isQuote = kind === "quote", theme = list.facets[0];
    const link = make("a", { class: "hit", href: search.root + found.href, dir: "auto" });
    if (isQuote) link.append(list.marks[0], marked(found.text, words), list.marks[1]);
    else link.append(marked(found.title || found.text, words, !found.title));
    const about = make("p", { class: "label" }, make("span", { text: found.kind.name }));
    if (found.who) about.append(" · ", found.who);
    for (const n of found.themes) {
      const value = theme.values[n];
      if (value) about.append(" ", make("a", { href: search.root + value[5], text: value[0] }));
    }
    const item = make("li", { class: isQuote ? "of-quote" : "of-text" }, link);
    if (found.title && found.text) item.append(make("p", { class: "excerpt", dir: "auto" }, marked(found.text, words, true)));
    item.append(about);
    return item;
  }

  // The address's own words for a study, a theme and the others.
  function choices(list, texts) {
    const folder = (href) => href.replace(/\/?index\.html$/, "");
    const facet = (name) => list.facets.find((one) => one.facet === name);
    const found = [
      { by: "study", name: texts.study, values: list.studies.map(([title, href], n) => ({ id: folder(href) || "-", title, n })) },
      { by: "kind", name: texts.kind, values: list.kinds.map((kind, n) => ({ id: kind.kind, title: kind.name, n, entries: kind.entries })).filter((kind) => kind.entries) },
    ];
    for (const name of ["theme", "segment", "emotion", "interviewer"]) {
      const several = name === "theme" && list.studies.length > 1;
      const values = facet(name).values.filter((value) => value[2]).map((value) => ({
        id: several ? folder(list.studies[value[4]][1]) + ":" + value[1] : value[1], title: value[0], file: value[3], study: value[4],
      }));
      found.push({ by: name, name: facet(name).name, values });
    }
    const months = facet("month").values.map((value) => ({ id: value[1], title: value[0], file: value[3] }));
    found.push({ by: "from", name: texts.from, values: months }, { by: "to", name: texts.to, values: months });
    return found.filter((one) => one.values.length > 1);
  }

  function select(list, choice, texts) {
    const box = make("select", { name: choice.by });
    box.append(make("option", { value: "", text: texts.all }));
    let group = box, study;
    for (const value of choice.values) {
      if (choice.by === "theme" && list.studies.length > 1 && value.study !== study) {
        study = value.study;
        group = make("optgroup", { label: list.studies[study][0] });
        box.append(group);
      }
      group.append(make("option", { value: value.id, text: value.title }));
    }
    return make("label", {}, make("span", { text: choice.name }), box);
  }

  // What the address says: after “?” where a server gave the page, after “#” where the page was opened from disk.
  function fromAddress() {
    const hash = new URLSearchParams(location.hash.slice(1));
    return hash.has("q") || [...hash.keys()].length > 1 ? hash : new URLSearchParams(location.search);
  }
  function toAddress(state) {
    const words = state.toString(), onDisk = location.protocol === "file:";
    try {
      history.replaceState(null, "", onDisk ? "#" + words : location.pathname + (words ? "?" + words : ""));
    } catch { /* The search works without its address. */ }
  }

  // Puts the search into a dialog, or into its own page, whose address says what is searched.
  search.show = async function (host, page) {
    const list = await search.file("list"), texts = list.texts, offered = choices(list, texts), isPage = page === undefined;
    const field = make("input", { type: "search", name: "q", autocomplete: "off", spellcheck: "false", "aria-describedby": "search-hint" });
    const status = make("p", { class: "status label", role: "status" });
    const results = make("ol", { class: "hits" });
    const more = make("button", { type: "button", class: "more-hits", hidden: true, text: texts.more });
    const clear = make("button", { type: "button", text: texts.clear });
    const narrow = make("details", { class: "narrow" }, make("summary", { text: texts.narrow }),
      make("div", { class: "choices" }, ...offered.map((choice) => select(list, choice, texts)), clear));
    const form = make("form", { role: "search", action: page || "" },
      make("label", { class: "field" }, make("span", { text: texts.field }), field),
      make("p", { class: "label hint", id: "search-hint", text: texts.hint }), narrow);
    const boxes = [...form.querySelectorAll("select")];
    let turn = 0, looked = 0, last;

    function state() {
      const now = new URLSearchParams();
      if (field.value.trim()) now.set("q", field.value.trim());
      for (const box of boxes) if (box.value) now.set(box.name, box.value);
      return now;
    }
    function chosen() {
      const now = { values: [] }, months = {};
      for (const box of boxes) {
        const choice = offered.find((one) => one.by === box.name), at = choice.values.findIndex((value) => value.id === box.value);
        if (at < 0) continue;
        if (box.name === "study" || box.name === "kind") now[box.name] = choice.values[at].n;
        else if (box.name === "from" || box.name === "to") months[box.name] = { at, choice };
        else now.values.push([choice.values[at].file]);
      }
      const { from, to } = months;
      if (from || to) now.values.push((from || to).choice.values.slice(from ? from.at : 0, to ? to.at + 1 : undefined).map((value) => value.file));
      return now;
    }
    async function append(mine) {
      const ready = [];
      while (ready.length < atOnce && looked < last.entries.length) {
        const next = last.entries.slice(looked, looked + atOnce - ready.length);
        const shown = await Promise.all(next.map((entry) => search.shown(list, entry)));
        if (mine !== turn) return;
        looked += next.length;
        ready.push(...shown.filter((found) => !last.holds || last.holds(found.title + " " + found.text)));
        if (looked > results.children.length + 60) break;
      }
      results.append(...ready.map((found) => result(list, found, last.words)));
      more.hidden = looked >= last.entries.length;
    }
    async function run() {
      const mine = ++turn, words = field.value.trim();
      if (isPage) toAddress(state());
      try {
        const found = await search.find(list, field.value, chosen());
        if (mine !== turn) return;
        last = found;
        if (!found.entries.length) {
          results.replaceChildren();
          more.hidden = true;
          status.textContent = state().toString() ? texts.none.replace("{words}", words) : "";
          return;
        }
        looked = 0;
        results.replaceChildren();
        await append(mine);
        if (mine !== turn) return;
        const n = found.about && !more.hidden ? found.entries.length : found.about ? results.children.length : found.entries.length;
        const said = n === 1 ? texts.found_one : found.about && !more.hidden ? texts.found_about : texts.found;
        status.textContent = (found.all ? "" : texts.none_all + " ") + said.replace("{n}", n.toLocaleString(document.documentElement.lang));
      } catch {
        if (mine === turn) status.textContent = texts.failed;
      }
    }

    let waiting;
    field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(run, 140); });
    boxes.forEach((box) => box.addEventListener("change", run));
    clear.addEventListener("click", () => { field.value = ""; boxes.forEach((box) => { box.value = ""; }); field.focus(); run(); });
    more.addEventListener("click", async () => {
      const from = results.children.length;
      await append(turn);
      const next = results.children[from];
      if (next) next.querySelector("a").focus();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      if (isPage) run();
      else location.href = page + (location.protocol === "file:" ? "#" : "?") + state();
    });
    // Up and down go through the results, and back into the field.
    host.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp" || event.target.matches("select")) return;
      const links = [field, ...results.querySelectorAll("a.hit")], at = links.indexOf(event.target.closest("a.hit, input"));
      const to = links[at + (event.key === "ArrowDown" ? 1 : -1)];
      if (at < 0 || !to) return;
      event.preventDefault();
      to.focus();
    });

    const full = isPage ? "" : make("p", { class: "more" }, make("a", { href: page, text: texts.as_page }));
    const close = make("button", { type: "button", class: "close", text: texts.close });
    close.addEventListener("click", () => host.close());
    host.replaceChildren(make("div", { class: "search-box full" }, form, status, results, more, ...(isPage ? [] : [full, close])));
    if (isPage) {
      const given = fromAddress();
      field.value = given.get("q") || "";
      boxes.forEach((box) => { const value = given.get(box.name); if (value && [...box.options].some((one) => one.value === value)) box.value = value; });
      narrow.open = boxes.some((box) => box.value) || innerWidth >= 900;
      await run();
    } else {
      field.focus({ preventScroll: true });
    }
  };
})(casebookSearch);

// Chooses among the quotes of this page by group, emotion and month. Studies and themes are links and need no script.
(function () {
  "use strict";
  var nav = document.querySelector(".facets"), entries = all(document, ".entry");
  if (!nav || entries.length < 2) return;
  var lists = nav.querySelector(".lists"), chosen = {};
  var status = document.createElement("p");
  status.setAttribute("role", "status");
  status.className = "label";
  function all(root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }
  function values(entry, by) {
    var value = entry.dataset[by];
    return !value ? [] : by === "emotion" ? value.split(";") : [value];
  }
  function fits(entry, but) {
    return Object.keys(chosen).every(function (by) { return by === but || values(entry, by).indexOf(chosen[by]) >= 0; });
  }
  function show() {
    var n = 0;
    entries.forEach(function (entry) { entry.hidden = !fits(entry); if (!entry.hidden) n += 1; });
    all(document, ".of-study").forEach(function (study) { study.hidden = !study.querySelector(".entry:not([hidden])"); });
    all(nav, "button").forEach(function (button) {
      var by = button.dataset.by, value = button.dataset.value;
      var count = entries.filter(function (entry) { return fits(entry, by) && (value === "" || values(entry, by).indexOf(value) >= 0); }).length;
      button.setAttribute("aria-pressed", String((chosen[by] || "") === value));
      button.lastChild.textContent = String(count);
    });
    status.textContent = Object.keys(chosen).length ? nav.dataset.shown.replace("{n}", n) : "";
    if (!nav.dataset.search || !status.textContent) return;
    // Of a list on several pages the search finds the same on all of them.
    var link = document.createElement("a"), words = new URLSearchParams({ kind: "quote" });
    if (nav.dataset.study) words.set("study", nav.dataset.study);
    ["segment", "emotion"].forEach(function (by) { if (chosen[by]) words.set(by, chosen[by]); });
    if (chosen.month) { words.set("from", chosen.month); words.set("to", chosen.month); }
    link.href = nav.dataset.search + (location.protocol === "file:" ? "#" : "?") + words;
    link.textContent = nav.dataset.everywhere;
    status.append(". " + nav.dataset.alone + " ", link);
  }
  // What is chosen stands in the address, behind “#?”, so that it can be passed on and gone back to.
  function keep() {
    var words = new URLSearchParams(chosen).toString();
    try { history.replaceState(history.state, "", words ? "#?" + words : location.pathname + location.search); } catch (e) { /* an address that may not be changed */ }
  }
  function kept() {
    if (location.hash.slice(0, 2) !== "#?") return;
    var words = new URLSearchParams(location.hash.slice(2));
    all(nav, "button").forEach(function (button) {
      var by = button.dataset.by, value = button.dataset.value;
      if (value !== "" && words.get(by) === value) chosen[by] = value;
    });
  }
  function button(by, value, words) {
    var item = document.createElement("li"), b = document.createElement("button");
    var name = document.createElement("span"), n = document.createElement("span");
    b.type = "button";
    b.dataset.by = by;
    b.dataset.value = value;
    name.textContent = words;
    n.className = "n";
    b.append(name, " ", n);
    b.addEventListener("click", function () {
      if (value === "") delete chosen[by]; else chosen[by] = value;
      show();
      keep();
    });
    item.append(b);
    return item;
  }
  ["segment", "emotion", "month"].forEach(function (by) {
    var found = {};
    entries.forEach(function (entry) {
      values(entry, by).forEach(function (value) {
        var known = found[value] || (found[value] = { words: by === "month" ? entry.dataset.monthText : value, n: 0 });
        known.n += 1;
      });
    });
    var names = Object.keys(found);
    if (names.length < 2) return;
    names.sort(by === "month" ? undefined : function (a, b) { return found[b].n - found[a].n; });
    var box = document.createElement("div"), head = document.createElement("h3"), list = document.createElement("ul");
    head.textContent = nav.dataset[by];
    list.append(button(by, "", nav.dataset.any));
    names.forEach(function (value) { list.append(button(by, value, found[value].words)); });
    box.append(head, list);
    lists.insertBefore(box, lists.querySelector(".of-themes"));
  });
  nav.append(status);
  kept();
  show();
})();

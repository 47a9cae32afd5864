// Opens the search: on its own page at once, elsewhere in a dialog by the link of the masthead or the key “/”. The rest is loaded then.
(function () {
  "use strict";
  var own = document.currentScript.src, assets = own.replace(/[^/]*$/, ""), begun, dialog;
  window.casebookSearch = { root: assets.replace(/assets\/$/, "") };
  function script(url) {
    return new Promise(function (done, failed) {
      var element = document.createElement("script");
      element.src = url;
      element.onload = done;
      element.onerror = function () { element.remove(); failed(new Error(url)); };
      document.head.append(element);
    });
  }
  casebookSearch.script = script;
  function begin() {
    begun = begun || ["words", "load", "find", "view"].reduce(function (before, part) {
      return before.then(function () { return script(assets + "search-" + part + ".js"); });
    }, Promise.resolve());
    begun.catch(function () { begun = undefined; });
    return begun;
  }
  function open(link) {
    if (!dialog) {
      dialog = document.createElement("dialog");
      dialog.className = "search-dialog";
      dialog.setAttribute("aria-label", link.textContent);
      dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
      document.body.append(dialog);
      begin().then(function () { return casebookSearch.show(dialog, link.href); }).catch(function () { location.href = link.href; });
    }
    if (!dialog.open) dialog.showModal();
    var field = dialog.querySelector("input");
    if (field) field.select();
  }
  document.addEventListener("DOMContentLoaded", function () {
    var link = document.querySelector("a.find"), page = document.getElementById("search");
    if (page) begin().then(function () { return casebookSearch.show(page); });
    document.addEventListener("keydown", function (event) {
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target.closest && event.target.closest("input, textarea, select, [contenteditable]")) return;
      var field = page && page.querySelector("input[type=search]");
      if (!field && !link) return;
      event.preventDefault();
      if (field) field.select(); else open(link);
    });
    if (link && !page) link.addEventListener("click", function (event) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      open(link);
    });
  });
})();

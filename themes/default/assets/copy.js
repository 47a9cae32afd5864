// Copies a quote of the list with who said it and a link to its place, as text, Markdown or HTML.
(function () {
  "use strict";
  var box = document.querySelector(".copying"), figures = document.querySelectorAll(".entry figure.q");
  if (!box || !figures.length) return;
  var form = box.querySelector("select"), status = box.querySelector("[role=status]"), key = "casebook-copy";
  var canonical = document.querySelector("link[rel=canonical]");
  var site = document.querySelector(".brand").textContent.trim();
  function parts(figure) {
    var words = figure.querySelector("blockquote").cloneNode(true);
    words.querySelectorAll("summary").forEach(function (summary) { summary.remove(); });
    var lines = Array.prototype.map.call(words.querySelectorAll("p"), function (p) { return p.textContent.trim(); });
    if (!lines.length) lines = [words.textContent.trim()];
    var who = Array.prototype.map.call(figure.querySelectorAll("figcaption > b, figcaption > .seg"), function (one) { return one.textContent.trim(); });
    var place = figure.querySelector("figcaption > a"), page = canonical ? canonical.href : location.href.split("#")[0];
    var link = new URL(place ? place.getAttribute("href") : "#" + encodeURI(figure.id), page).href;
    return { lines: lines, by: who.concat(site).join(", "), link: link };
  }
  // The words by which a quote's button is told from the others.
  function beginning(figure) {
    var words = figure.querySelector("blockquote").textContent.trim().split(/\s+/);
    return words.slice(0, 7).join(" ") + (words.length > 7 ? "…" : "");
  }
  function escaped(text) { return text.replace(/[&<>"]/g, function (c) { return { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" }[c]; }); }
  var forms = {
    text: function (q) { return q.lines.join("\n\n") + "\n— " + q.by + "\n" + q.link; },
    markdown: function (q) {
      var plain = function (text) { return text.replace(/[\\`*_<]/g, "\\$&"); };
      return q.lines.map(function (line) { return "> " + plain(line); }).join("\n>\n") + "\n>\n> — [" + plain(q.by) + "](" + q.link + ")";
    },
    html: function (q) {
      return '<blockquote cite="' + escaped(q.link) + '">' + q.lines.map(function (line) { return "<p>" + escaped(line) + "</p>"; }).join("") + "</blockquote>\n<p>— <a href=\"" + escaped(q.link) + '">' + escaped(q.by) + "</a></p>";
    },
  };
  // Where a page may not use the clipboard, as over plain HTTP, an older way still works.
  function byHand(text) {
    var area = document.createElement("textarea");
    area.value = text;
    area.className = "vh";
    document.body.append(area);
    area.select();
    var done = document.execCommand("copy");
    area.remove();
    return done ? Promise.resolve() : Promise.reject();
  }
  function copy(text) {
    if (!navigator.clipboard) return byHand(text);
    return navigator.clipboard.writeText(text).catch(function () { return byHand(text); });
  }
  try { if (forms[localStorage.getItem(key)]) form.value = localStorage.getItem(key); } catch (e) { /* opened from disk: text then */ }
  form.addEventListener("change", function () { try { localStorage.setItem(key, form.value); } catch (e) { /* for this page alone */ } });
  figures.forEach(function (figure) {
    var button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = box.dataset.copy;
    button.setAttribute("aria-label", box.dataset.copy + ": " + beginning(figure));
    button.addEventListener("click", function () {
      copy(forms[form.value](parts(figure))).then(function () { status.textContent = box.dataset.copied; button.focus(); }, function () { status.textContent = box.dataset.failed; });
    });
    figure.querySelector("figcaption").append(" ", button);
  });
  box.hidden = false;
})();

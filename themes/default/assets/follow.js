// The contents list of a case study follows the reader: once it is out of sight it stands in one line above the text,
// and the section that is being read is marked in it.
(function () {
  "use strict";
  var toc = document.querySelector(".toc"), foot = document.querySelector(".foot");
  if (!toc || !("IntersectionObserver" in window)) return;
  var list = toc.querySelector("ol"), links = Array.prototype.slice.call(list.querySelectorAll("a"));
  var sections = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
  var current;
  function mark() {
    var bottom = foot && foot.getBoundingClientRect().top < innerHeight, line = innerHeight * (bottom ? 1 : 0.25), read;
    sections.forEach(function (section, n) { if (section && section.getBoundingClientRect().top <= line) read = links[n]; });
    if (read === current) return;
    if (current) current.removeAttribute("aria-current");
    if (read) read.setAttribute("aria-current", "true");
    current = read;
    show();
  }
  // The marked name in the middle of the line; without motion.
  function show() {
    if (!current) return;
    var name = current.getBoundingClientRect(), box = list.getBoundingClientRect();
    list.scrollLeft += (name.left + name.right - box.left - box.right) / 2;
  }
  var crossing = new IntersectionObserver(mark, { rootMargin: "-25% 0px -75% 0px" });
  sections.forEach(function (section) { if (section) crossing.observe(section); });
  if (foot) new IntersectionObserver(mark).observe(foot);
  // All that lies below counts as in view: a leap from above the list to under it is seen too.
  new IntersectionObserver(function (entries) {
    var entry = entries[entries.length - 1], box = entry.boundingClientRect, past = !entry.isIntersecting;
    // The place that it leaves stays open, so that nothing moves.
    toc.style.minBlockSize = past ? box.height + "px" : "";
    toc.classList.toggle("past", past);
    show();
  }, { rootMargin: "0px 0px 1000000px 0px" }).observe(toc);
})();

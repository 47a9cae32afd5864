// Tables that can be sorted by any column: each head becomes a button. A cell's `data-s` is what it is sorted by, else its words.
(function () {
  "use strict";
  function key(row, column) {
    var cell = row.cells[column];
    var text = cell.dataset.s === undefined ? cell.textContent.trim() : cell.dataset.s;
    return text === "" ? null : text;
  }
  function compare(a, b) {
    if (a === null || b === null) return 0;
    var x = Number(a), y = Number(b);
    return isNaN(x) || isNaN(y) ? a.localeCompare(b, document.documentElement.lang) : x - y;
  }
  function sort(table, head, column) {
    var down = head.getAttribute("aria-sort") === "ascending";
    var body = table.tBodies[0], rows = Array.prototype.slice.call(body.rows);
    rows.sort(function (a, b) {
      var x = key(a, column), y = key(b, column);
      if (x === null || y === null) return (x === null) - (y === null); // what has no value stays last
      return down ? compare(y, x) : compare(x, y);
    });
    rows.forEach(function (row) { body.appendChild(row); });
    Array.prototype.forEach.call(head.parentNode.cells, function (cell) { cell.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
  }
  Array.prototype.forEach.call(document.querySelectorAll("table.sortable"), function (table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (head, column) {
      var button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.textContent = "";
      head.appendChild(button);
      button.addEventListener("click", function () { sort(table, head, column); });
    });
    table.classList.add("sorts");
  });
})();

"use strict";
// The index reads without this: it searches and sorts the table, and switches the colours.
(() => {
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const theme = (name) => {
    root.dataset.theme = name;
    $("theme").textContent = name === "dark" ? "Light" : "Dark";
  };
  theme(dark.matches ? "dark" : "light");
  dark.addEventListener("change", () => theme(dark.matches ? "dark" : "light"));
  $("theme").addEventListener("click", () => theme(root.dataset.theme === "dark" ? "light" : "dark"));
  let before = "light";
  addEventListener("beforeprint", () => { before = root.dataset.theme; theme("light"); });
  addEventListener("afterprint", () => theme(before));

  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const body = $("table").tBodies[0];
  const rows = [...body.rows].map((row) => ({
    row, text: fold([...row.cells].slice(0, 3).map((cell) => cell.textContent).join(" ")),
  }));
  const search = $("search");
  search.addEventListener("input", () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) found += 1;
    }
    $("status").textContent = words.length
      ? `${found.toLocaleString("en")} of ${rows.length.toLocaleString("en")} events` : "";
  });
  addEventListener("keydown", (event) => {
    if (event.key === "/" && event.target !== search && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      search.focus();
    } else if (event.key === "Escape" && event.target === search) {
      search.value = "";
      search.dispatchEvent(new Event("input"));
    }
  });

  const heads = [...$("table").tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    const number = head.classList.contains("number");
    const key = ({ row }) => {
      const cell = row.cells[column];
      return number ? Number(cell.textContent.replaceAll(",", "")) : cell.dataset.key ?? fold(cell.textContent);
    };
    button.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") ? head.getAttribute("aria-sort") !== "ascending" : !number;
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const compare = (a, b) => (number ? a - b : a.localeCompare(b, "en"));
      // What is empty comes last either way.
      const sorted = rows.map((row) => [key(row), row]).sort(([a], [b]) =>
        (a === "") - (b === "") || (up ? compare(a, b) : compare(b, a)));
      body.append(...sorted.map(([, { row }]) => row));
    });
  });
  heads[1].setAttribute("aria-sort", "ascending");
  root.dataset.ready = "true";
})();

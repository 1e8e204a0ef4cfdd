// Data in, text out: everything read from the graph reaches the page through textContent.
// The four scripts of the page are joined into one function, in the order base, canvas, panel,
// controls.

const data = JSON.parse(document.getElementById("data").textContent);
const $ = (id) => document.getElementById(id);
const root = document.documentElement;
const still = matchMedia("(prefers-reduced-motion: reduce)");
const dark = matchMedia("(prefers-color-scheme: dark)");
const narrow = matchMedia("(max-width: 60rem)");

// The data leave out what is empty and what follows from the rest; facts name nodes by number.
const none = { sub: [], about: "", names: [], roles: [], scale: 1, degree: 0 };
data.nodes = data.nodes.map((n) => ({ ...none, lines: [n.label], ...n }));
for (const fact of data.facts) {
  fact.e ??= [];
  fact.s = data.nodes[fact.s].id;
  if (fact.o !== undefined) fact.o = data.nodes[fact.o].id;
}
data.edges.forEach((edge, id) => {
  const { s: from, o: to, p: name } = data.facts[edge.fact];
  Object.assign(edge, { id, from, to, name, arrows: edge.mutual ? "" : "to" });
});
const nodes = new Map(data.nodes.map((n) => [n.id, n]));
const families = new Map(data.families.map((f) => [f.key, { ...f, canvas: new Path2D(f.path) }]));
const relations = new Map(data.nodes.map((n) => [n.id, []]));
for (const edge of data.edges) {
  relations.get(edge.from).push(edge);
  relations.get(edge.to).push(edge);
}
for (const node of data.nodes) node.degree = relations.get(node.id).length;
const pages = data.pages ?? {}; // other pages of the same folder, by the thing they are about
const ranked = [...data.nodes].sort((a, b) => b.scale - a.scale || b.degree - a.degree);
const state = {
  node: null, edge: null, around: new Set(), hover: null, hoverEdge: null, near: false,
  hidden: new Set(), roles: new Set(), // families and roles that are filtered out
};

// ---- small builders ------------------------------------------------------------------------

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((c) => c !== null && c !== ""));
  return element;
}

function shape(key) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  svg.setAttribute("viewBox", "-10 -10 20 20");
  svg.setAttribute("class", "shape");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", families.get(key).path);
  path.style.fill = `var(--family-${key})`;
  svg.append(path);
  return svg;
}

const link = (id) =>
  make("button", { type: "button", class: "link", onclick: () => select(id, { fly: true }) },
    nodes.get(id).label);
const grouped = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ",");
const plural = (n, one, many = `${one}s`) => `${grouped(n)} ${n === 1 ? one : many}`;
const other = (edge, id) => (edge.from === id ? edge.to : edge.from);
const say = (text) => { $("status").textContent = text; };

// ---- theme ---------------------------------------------------------------------------------

let chosen = null;
let colours = {};
function applyTheme(theme) {
  root.dataset.theme = theme;
  for (const family of families.values()) {
    root.style.setProperty(`--family-${family.key}`, family[theme]);
  }
  const style = getComputedStyle(root);
  const read = (name) => style.getPropertyValue(`--${name}`).trim();
  colours = {
    theme, background: read("background"), ink: read("ink"), muted: read("muted"),
    edge: read("edge"), accent: read("accent"), line: read("line"), sans: read("sans"),
  };
  $("theme").textContent = theme === "dark" ? "Light" : "Dark";
  paint();
}
const currentTheme = () => chosen ?? (dark.matches ? "dark" : "light");
$("theme").addEventListener("click", () => {
  chosen = currentTheme() === "dark" ? "light" : "dark";
  applyTheme(chosen);
});
dark.addEventListener("change", () => applyTheme(currentTheme()));
addEventListener("beforeprint", () => { applyTheme("light"); view(false); network.redraw(); });
addEventListener("afterprint", () => applyTheme(currentTheme()));

// What people do: search, keyboard, buttons; and the start.

// ---- search --------------------------------------------------------------------------------

const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const searchable = ranked.map((node) => [node, [node.label, ...node.names, node.about].map(fold)]);
let options = [];
let active = -1;

function find(text) {
  const wanted = fold(text.trim());
  if (!wanted) return [];
  const score = (name) => {
    const at = name.indexOf(wanted);
    return at < 0 ? 9 : at === 0 ? 0 : /[^\p{L}\p{N}]/u.test(name[at - 1]) ? 1 : 2;
  };
  return searchable
    .map(([node, names]) => [Math.min(...names.map(score)), node])
    .filter(([points]) => points < 9)
    .sort((a, b) => a[0] - b[0])
    .slice(0, 12)
    .map(([, node]) => node);
}

function suggest() {
  options = find($("search").value);
  active = options.length ? 0 : -1;
  $("suggestions").replaceChildren(...options.map((node, i) =>
    make("li", { role: "option", id: `option-${i}`, onmousedown: (event) => { event.preventDefault(); choose(i); } },
      shape(node.family), make("span", {}, node.label), make("small", {}, node.kind))));
  if ($("search").value.trim() && !options.length) {
    $("suggestions").append(make("li", { "aria-disabled": "true" }, "Nothing by this name"));
  }
  const open = Boolean($("search").value.trim());
  $("suggestions").hidden = !open;
  $("search").setAttribute("aria-expanded", String(open));
  if (open) say(plural(options.length, "suggestion"));
  point();
}

function point() {
  [...$("suggestions").children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
  if (active < 0) $("search").removeAttribute("aria-activedescendant");
  else {
    $("search").setAttribute("aria-activedescendant", `option-${active}`);
    $(`option-${active}`).scrollIntoView({ block: "nearest" });
  }
}

function choose(i) {
  const node = options[i];
  if (!node) return;
  $("search").value = "";
  suggest();
  reveal(node);
  $("graph").focus();
  select(node.id, { fly: true });
}

// What was searched for is shown even where a filter hides its class or role.
function reveal(node) {
  if (shown(node)) return;
  state.hidden.clear();
  state.roles.clear();
  for (const box of document.querySelectorAll(".chip input")) box.checked = true;
  writeIndex();
}

$("search").addEventListener("input", suggest);
$("search").addEventListener("blur", () => { $("suggestions").hidden = true; });
$("search").addEventListener("keydown", (event) => {
  if (event.key === "Escape") { $("search").value = ""; suggest(); $("graph").focus(); }
  else if (event.key === "Enter") choose(active);
  else if (event.key === "ArrowDown" && options.length) active = (active + 1) % options.length;
  else if (event.key === "ArrowUp" && options.length) active = (active + options.length - 1) % options.length;
  else return;
  event.preventDefault();
  event.stopPropagation();
  point();
});

// ---- keyboard ------------------------------------------------------------------------------

addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && event.target.tagName !== "INPUT") {
    event.preventDefault();
    $("search").focus();
  } else if (event.key === "Escape" && state.node) {
    select(null);
  }
});

$("graph").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step && event.key !== "Enter") return;
  event.preventDefault();
  if (!state.node) {
    select(data.main || ranked[0]?.id || null, { fly: true });
  } else if (step) {
    const open = relations.get(state.node).filter((e) => shown(nodes.get(other(e, state.node))));
    if (!open.length) return;
    const at = open.findIndex((e) => e.id === state.edge);
    const next = open[at < 0 && step < 0 ? open.length - 1 : (at + step + open.length) % open.length];
    select(state.node, { edge: next.id });
  } else if (state.edge !== null) {
    select(other(data.edges[state.edge], state.node), { fly: true });
  }
});

// ---- buttons -------------------------------------------------------------------------------

$("fit").addEventListener("click", () => view(true));
$("print").addEventListener("click", () => print());
$("near").addEventListener("click", () => {
  state.near = !state.near;
  $("near").setAttribute("aria-pressed", String(state.near));
  paint();
  writeIndex();
  view(true);
});
$("png").addEventListener("click", () => {
  const canvas = $("graph").querySelector("canvas");
  const picture = make("canvas");
  picture.width = canvas.width;
  picture.height = canvas.height;
  const context = picture.getContext("2d");
  context.fillStyle = colours.background;
  context.fillRect(0, 0, picture.width, picture.height);
  context.drawImage(canvas, 0, 0);
  picture.toBlob((blob) => {
    const address = URL.createObjectURL(blob);
    make("a", { href: address, download: "graph.png" }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  });
});
$("skip").addEventListener("click", (event) => { event.preventDefault(); $("index").focus(); });

// ---- start ---------------------------------------------------------------------------------

function labelAt({ x, y }) {
  const spot = network.DOMtoCanvas({ x, y });
  const inside = (box) => spot.x > box.left && spot.x < box.right && spot.y > box.top && spot.y < box.bottom;
  return [...labels].find(([, box]) => inside(box))?.[0];
}

function openHash() {
  let id = location.hash.slice(1);
  try { id = decodeURI(id); } catch { return; }
  if (nodes.has(id) && id !== state.node) select(id, { fly: true });
}

applyTheme(currentTheme());
for (const edge of data.edges) edge.look = JSON.stringify(edgeLook(edge));
for (const node of data.nodes) node.hidden = false;
// vis-network scales with its box: everything that takes room is written before it starts.
writeHeader();
writeFilters();
writeTimeline();
writeIndex();
$("near").disabled = true;
const upright = () => $("graph").clientWidth < $("graph").clientHeight * 1.1;
let standing = upright();
const spot = (n) => (standing ? { x: n.tall[0], y: n.tall[1] } : { x: n.x, y: n.y });
const visNodes = new vis.DataSet(data.nodes.map((n) => ({
  id: n.id, ...spot(n), shape: "custom", ctxRenderer: renderer,
})));
network = new vis.Network($("graph"), { nodes: visNodes, edges: visEdges }, {
  physics: false,
  layout: { improvedLayout: false, randomSeed: 1 },
  interaction: { hover: true, keyboard: false, selectable: false, tooltipDelay: 1e6 },
  edges: edgeOptions(),
  nodes: { chosen: false },
});
network.on("beforeDrawing", chooseLabels);
network.on("click", ({ pointer }) => {
  const id = network.getNodeAt(pointer.DOM) ?? labelAt(pointer.DOM);
  if (id !== undefined) return select(id);
  const edge = network.getEdgeAt(pointer.DOM);
  select(edge === undefined ? null : data.edges[edge].from, { edge: edge ?? null });
});
network.on("hoverNode", ({ node }) => { state.hover = node; });
network.on("blurNode", () => { state.hover = null; });
const hoverEdge = (id) => {
  state.hoverEdge = id;
  paint();
};
network.on("hoverEdge", ({ edge }) => hoverEdge(edge));
network.on("blurEdge", () => hoverEdge(null));

view(false, READABLE);
openHash();
addEventListener("hashchange", openHash);
// A turned phone gets the other layout; vis-network reports the new size before it draws.
network.on("resize", () => setTimeout(() => {
  if (standing !== upright()) {
    standing = !standing;
    visNodes.update(data.nodes.map((n) => ({ id: n.id, ...spot(n) })));
  }
  view(false, READABLE);
}));
// For tests and for whoever opens the console: the picture settled before the page opened.
root.dataset.ready = "true";
window.graphPage = { network, state, labels: () => [...labels.keys()] };

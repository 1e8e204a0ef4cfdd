// What is drawn, and what is selected.

// ---- the canvas ----------------------------------------------------------------------------

const FONT = 12.5; // pixels of a label at full size
const SMALLEST = 9.75; // pixels below which no label shrinks; crowded ones are left out instead
const READABLE = 0.5; // scale of the opening view below which only a part is shown
const SYMBOL = data.nodes.length > 600 ? 3 : 5; // pixels below which no symbol's half shrinks
let labels = new Map(); // node id -> rectangle of its label in canvas coordinates, if it has room
let network = null;

function shown(node) {
  if (state.hidden.has(node.family)) return false;
  if (node.roles.length && node.roles.every((role) => state.roles.has(role))) return false;
  return !(state.near && state.node) || node.id === state.node || state.around.has(node.id);
}

function faded(id) {
  return state.node !== null && id !== state.node && !state.around.has(id);
}

function fontOf(node, scale) {
  const size = FONT * (node.scale > 1 ? 1.25 : 1);
  return Math.max(size, SMALLEST / scale);
}

// How much larger a node is drawn, in canvas coordinates, so that it can be seen from afar.
function grown(node) {
  return Math.max(node.scale, (SYMBOL * Math.sqrt(node.scale)) / (11 * network.getScale()));
}

// Labels in order of importance; one that would lie on another waits until there is room.
function chooseLabels(context) {
  const scale = network.getScale();
  const taken = [];
  labels = new Map();
  const first = [state.node, state.hover].filter(Boolean).map((id) => nodes.get(id));
  const around = [...state.around].map((id) => nodes.get(id));
  const positions = network.getPositions();
  const overlaps = (a) => taken.some((b) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom);
  for (const node of new Set([...first, ...around, ...ranked])) {
    // vis-network may draw before it knows that a filter gave a node back.
    if (!shown(node) || !positions[node.id]) continue;
    const { x, y } = positions[node.id];
    const size = fontOf(node, scale);
    const lead = size * 1.24;
    const bold = node.scale > 1 || node.id === state.node;
    const font = (weight, em) => `${weight} ${em}px ${colours.sans}`;
    context.font = font(bold ? 600 : 400, size);
    let width = Math.max(0, ...node.lines.map((line) => context.measureText(line).width));
    context.font = font(400, size * 0.88);
    width = Math.max(width, ...node.sub.map((line) => context.measureText(line).width));
    const top = y + 11 * grown(node) + 4;
    const box = {
      x, top, left: x - width / 2 - 2, right: x + width / 2 + 2, size, lead,
      bottom: top + lead * (node.lines.length + node.sub.length),
      font: font(bold ? 600 : 400, size), small: font(400, size * 0.88),
    };
    if (first.includes(node) || !overlaps(box)) {
      taken.push(box);
      labels.set(node.id, box);
    }
  }
}

function drawNode(context, node, x, y) {
  const family = families.get(node.family);
  context.globalAlpha = faded(node.id) ? 0.22 : 1;
  context.translate(x, y);
  const size = grown(node);
  context.scale(size, size);
  if (node.id === state.node || node.id === state.hover) {
    context.beginPath();
    context.arc(0, 0, 15, 0, 2 * Math.PI);
    context.strokeStyle = colours.accent;
    context.lineWidth = (node.id === state.node ? 2.4 : 1.2) / node.scale;
    context.stroke();
  }
  context.lineJoin = "round";
  context.strokeStyle = colours.background;
  context.lineWidth = 3;
  context.stroke(family.canvas);
  context.fillStyle = family[colours.theme];
  context.fill(family.canvas);
}

function drawLabel(context, node) {
  const box = labels.get(node.id);
  if (!box) return;
  context.globalAlpha = faded(node.id) ? 0.3 : 1;
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  context.lineWidth = box.size * 0.3;
  context.strokeStyle = colours.background;
  let y = box.top;
  const write = (lines, font, colour) => {
    context.font = font;
    context.fillStyle = colour;
    for (const line of lines) {
      context.strokeText(line, box.x, y);
      context.fillText(line, box.x, y);
      y += box.lead;
    }
  };
  write(node.lines, box.font, colours.ink);
  write(node.sub, box.small, colours.muted);
}

function renderer({ ctx, id, x, y }) {
  const node = nodes.get(id);
  const size = 24 * grown(node);
  return {
    drawNode: () => drawNode(ctx, node, x, y),
    drawExternalLabel: () => drawLabel(ctx, node),
    nodeDimensions: { width: size, height: size },
  };
}

// What all edges share is said once: vis-network spends most of its start on options of single ones.
const edgeOptions = () => ({
  arrows: { to: { enabled: true, scaleFactor: 0.45 } }, width: 1, smooth: false,
  selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false,
  color: { color: colours.edge, opacity: 1, inherit: false },
  font: {
    size: 11, face: colours.sans, color: colours.muted,
    strokeWidth: 5, strokeColor: colours.background, align: "horizontal",
  },
});
const visEdges = new vis.DataSet(data.edges.map((e) => ({
  id: e.id, from: e.from, to: e.to,
  ...(e.mutual && { arrows: { to: { enabled: false } } }),
  ...(e.planned && { dashes: [5, 4] }),
  ...(e.smooth && { smooth: e.smooth }),
})));

function edgeLook(edge) {
  const current = edge.id === state.edge;
  const mine = edge.from === state.node || edge.to === state.node;
  const worded = current || edge.id === state.hoverEdge || (mine && relations.get(state.node).length <= 10);
  return {
    id: edge.id,
    hidden: !shown(nodes.get(edge.from)) || !shown(nodes.get(edge.to)),
    label: worded ? edge.name : " ", // an empty label would keep the last one
    width: current ? 2.6 : mine ? 1.5 : 1,
    color: {
      color: current ? colours.accent : mine ? colours.muted : colours.edge,
      opacity: state.node && !mine ? 0.25 : 1, inherit: false,
    },
    font: {
      color: current ? colours.accent : colours.muted, strokeColor: colours.background,
    },
  };
}

// Only what looks different from before is told to vis-network.
function paint() {
  if (!network) return;
  const changed = [];
  for (const edge of data.edges) {
    const look = edgeLook(edge);
    const text = JSON.stringify(look);
    if (text !== edge.look) changed.push(look);
    edge.look = text;
  }
  visEdges.update(changed);
  const turned = data.nodes.filter((n) => n.hidden !== !shown(n));
  for (const node of turned) node.hidden = !node.hidden;
  visNodes.update(turned.map((n) => ({ id: n.id, hidden: n.hidden })));
  network.redraw();
}

function view(animate, least = 0) {
  const ids = data.nodes.filter(shown).map((n) => n.id);
  if (!ids.length) return;
  const positions = network.getPositions(ids);
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const id of ids) {
    const { x, y } = positions[id];
    const node = nodes.get(id);
    const reach = 13 * node.scale;
    const wide = Math.max(reach, 3.6 * Math.max(0, ...node.lines.map((line) => line.length)));
    left = Math.min(left, x - wide);
    right = Math.max(right, x + wide);
    top = Math.min(top, y - reach);
    bottom = Math.max(bottom, y + reach + 16 * (node.lines.length + node.sub.length));
  }
  const box = $("graph").getBoundingClientRect();
  const margin = narrow.matches ? 12 : 26;
  const scale = Math.min(
    1.3, (box.width - 2 * margin) / (right - left), (box.height - 2 * margin) / (bottom - top));
  // Where all of it would be too small to read, the page opens on the main event.
  const centre = scale < least ? positions[data.main || ranked[0].id] : null;
  network.moveTo({
    position: centre ?? { x: (left + right) / 2, y: (top + bottom) / 2 },
    scale: Math.max(scale, centre ? least : 0),
    animation: animate && !still.matches ? { duration: 350, easingFunction: "easeInOutQuad" } : false,
  });
}

function flyTo(id) {
  network.moveTo({
    position: network.getPositions([id])[id],
    scale: Math.max(network.getScale(), 0.95),
    animation: still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" },
  });
}

// ---- selection -----------------------------------------------------------------------------

function select(id, { edge = null, fly = false, focus = false } = {}) {
  state.node = id;
  state.edge = edge;
  state.around = new Set(id ? relations.get(id).map((e) => other(e, id)) : []);
  history.replaceState(null, "", id ? `#${encodeURI(id)}` : location.pathname + location.search);
  document.title = id ? `${nodes.get(id).label} · ${data.title}` : data.title;
  paint();
  if (id) {
    writeDetails(id);
    const relation = edge === null ? null : data.edges[edge];
    say(relation
      ? `${nodes.get(relation.from).label}, ${relation.name}, ${nodes.get(relation.to).label}`
      : `${nodes.get(id).label}, ${nodes.get(id).kind}, ${plural(relations.get(id).length, "relation")}`);
    if (relation) showFact(relation.fact);
    else $("panel").scrollTop = 0;
  } else {
    $("details").hidden = true;
    $("panel").scrollTop = 0;
    say("Nothing selected");
  }
  for (const button of $("days").querySelectorAll("button")) {
    button.setAttribute("aria-current", String(button.dataset.id === id));
  }
  $("near").disabled = !id;
  if (state.near) view(true);
  else if (id && fly) flyTo(id);
  if (focus) $("details").focus();
}

function showFact(number) {
  const line = $(`fact-${number}`);
  if (!line) return;
  for (const old of $("details").querySelectorAll(".current")) old.classList.remove("current");
  line.classList.add("current");
  const behavior = still.matches ? "auto" : "smooth";
  line.scrollIntoView({ block: "center", behavior });
}

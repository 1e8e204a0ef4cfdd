// A picture that grows: things and relations as the server sends them, a portion at a time.
// Everything that comes from the graph is written with textContent or drawn on the canvas.
"use strict";
(async () => {
  const MOST = 1000; // things on the screen
  const stage = document.getElementById("picture");
  const panel = document.getElementById("panel");
  const start = JSON.parse(stage.dataset.start);
  const families = await kg.loadFamilies();
  const paths = new Map(Object.entries(families).map(([key, f]) => [key, new Path2D(f.path)]));
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const { make } = kg;
  // Width to height of the picture: it grows as wide as its place is.
  const shape = Math.min(1.6, Math.max(0.6, stage.clientWidth / stage.clientHeight));

  const things = new Map(); // id -> thing with x, y
  const edges = new Map(); // "from to" -> edge; several relations of a pair share one line
  const around = new Map(); // id -> what the server told about its relations
  let chosen = null, chosenEdge = null, hovered = null, labelled = new Map();

  // ---- colours and drawing -----------------------------------------------------------------

  let colours = {};
  function readColours() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(`--${name}`).trim();
    colours = { theme: kg.theme(), ink: read("ink"), muted: read("muted"), edge: read("edge"),
      accent: read("accent"), background: read("surface"), sans: read("sans") };
  }
  readColours();

  function wrap(text) {
    const lines = [""];
    for (const word of text.split(/\s+/)) {
      const last = lines.length - 1;
      if (lines[last] && lines[last].length + word.length > 22) lines.push(word);
      else lines[last] = `${lines[last]} ${word}`.trim();
    }
    return lines.length > 3 ? [lines[0], lines[1], `${lines[2].slice(0, 20)}…`] : lines;
  }
  const near = (id) => chosen && (id === chosen || edges.has(`${id} ${chosen}`) || edges.has(`${chosen} ${id}`));

  // Labels by number of relations; one that would lie on another is left out.
  function chooseLabels() {
    const scale = network.getScale(), size = Math.max(12, 10 / scale), taken = [];
    labelled = new Map();
    const degree = new Map();
    for (const edge of edges.values()) for (const end of [edge.from, edge.to]) degree.set(end, (degree.get(end) ?? 0) + 1);
    const ranked = [...things.values()].sort((a, b) =>
      (b.id === chosen) - (a.id === chosen) || (b.id === hovered) - (a.id === hovered)
      || (near(b.id) ? 1 : 0) - (near(a.id) ? 1 : 0)
      || (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
    // A label lies on no other label, and, but for the most important, on no symbol.
    const symbols = ranked.map((t) => [t.x - 9, t.y - 9, t.x + 9, t.y + 9]);
    for (const [rank, thing] of ranked.entries()) {
      const width = Math.max(...thing.lines.map((line) => line.length)) * size * 0.54;
      const box = [thing.x - width / 2, thing.y + 12, thing.x + width / 2, thing.y + 14 + thing.lines.length * size * 1.22];
      const apart = (b) => box[0] > b[2] || b[0] > box[2] || box[1] > b[3] || b[1] > box[3];
      const free = taken.every(apart) && (rank < 15 || symbols.every(apart));
      if (free || thing.id === chosen || thing.id === hovered) { taken.push(box); labelled.set(thing.id, size); }
    }
  }
  function draw({ ctx, id, x, y }) {
    const thing = things.get(id);
    return {
      drawNode() {
        ctx.globalAlpha = chosen && !near(id) ? 0.35 : 1;
        ctx.translate(x, y);
        if (id === chosen || id === hovered) {
          ctx.beginPath();
          ctx.arc(0, 0, 15, 0, 2 * Math.PI);
          ctx.strokeStyle = colours.accent;
          ctx.lineWidth = id === chosen ? 2.4 : 1.2;
          ctx.stroke();
        }
        ctx.lineJoin = "round";
        ctx.strokeStyle = colours.background;
        ctx.lineWidth = 3;
        ctx.stroke(paths.get(thing.family));
        ctx.fillStyle = families[thing.family][colours.theme];
        ctx.fill(paths.get(thing.family));
      },
      drawExternalLabel() {
        const size = labelled.get(id);
        if (!size) return;
        ctx.globalAlpha = chosen && !near(id) ? 0.45 : 1;
        ctx.textAlign = "center";
        ctx.textBaseline = "top";
        ctx.lineJoin = "round";
        ctx.font = `${id === chosen ? 600 : 400} ${size}px ${colours.sans}`;
        ctx.strokeStyle = colours.background;
        ctx.lineWidth = size * 0.3;
        // Lines pass under a label, not through it.
        ctx.fillStyle = colours.background;
        const wide = Math.max(...thing.lines.map((line) => ctx.measureText(line).width));
        ctx.save();
        ctx.globalAlpha = 0.82;
        ctx.fillRect(x - wide / 2 - 2, y + 13, wide + 4, thing.lines.length * size * 1.22);
        ctx.restore();
        ctx.fillStyle = colours.ink;
        thing.lines.forEach((line, i) => {
          ctx.strokeText(line, x, y + 14 + i * size * 1.22);
          ctx.fillText(line, x, y + 14 + i * size * 1.22);
        });
      },
      nodeDimensions: { width: 24, height: 24 },
    };
  }

  function add(list, parent) {
    const fresh = [];
    for (const thing of list) {
      if (things.has(thing.id) || things.size >= MOST) continue;
      const kept = { ...thing, x: 0, y: 0, lines: wrap(thing.label) };
      things.set(thing.id, kept);
      fresh.push(kept);
    }
    if (fresh.length) kgLayout.settle([...things.values()], fresh, things.get(parent), shape);
  }
  function join(from, to, label, planned = false) {
    if (!things.has(from) || !things.has(to) || from === to) return;
    const edge = edges.get(`${from} ${to}`) ?? { id: `${from} ${to}`, from, to, labels: new Set(), planned: true };
    edge.labels.add(label);
    edge.planned &&= planned;
    edges.set(edge.id, edge);
  }

  // ---- the network ----------------------------------------------------------------------------

  const nodes = new vis.DataSet(), lines = new vis.DataSet();
  const network = new vis.Network(stage, { nodes, edges: lines }, {
    physics: false, layout: { improvedLayout: false },
    interaction: { hover: true, keyboard: false, tooltipDelay: 1e9 },
    nodes: { shape: "custom", ctxRenderer: draw },
    edges: { arrows: { to: { enabled: true, scaleFactor: 0.5 } }, smooth: false, arrowStrikethrough: false },
  });
  function paint() {
    nodes.update([...things.values()].map(({ id, x, y }) => (nodes.get(id) ? { id } : { id, x, y })));
    lines.update([...edges.values()].map((edge) => {
      const mine = edge.from === chosen || edge.to === chosen, current = edge.id === chosenEdge;
      return {
        id: edge.id, from: edge.from, to: edge.to, dashes: edge.planned ? [5, 4] : false,
        label: current ? [...edge.labels].join(" · ") : " ", width: current ? 2.6 : mine ? 1.5 : 1,
        color: { color: current ? colours.accent : mine ? colours.muted : colours.edge,
          opacity: chosen && !mine ? 0.3 : 1, inherit: false },
        font: { size: 11, face: colours.sans, color: colours.ink, strokeWidth: 5, strokeColor: colours.background },
      };
    }));
    network.redraw();
  }
  const animated = () => (still.matches ? false : { duration: 350, easingFunction: "easeInOutQuad" });
  // Room is left at the edges for labels, which the library does not count.
  function fit(animation = animated()) {
    network.fit({ animation: false, maxZoomLevel: 1.4 });
    const scale = network.getScale() * (stage.clientWidth < 600 ? 0.78 : 0.86);
    network.moveTo({ position: network.getViewPosition(), scale, animation });
  }
  network.on("beforeDrawing", () => {
    for (const [id, place] of Object.entries(network.getPositions())) Object.assign(things.get(id), place);
    chooseLabels();
  });
  network.on("hoverNode", ({ node }) => { hovered = node; network.redraw(); });
  network.on("blurNode", () => { hovered = null; network.redraw(); });
  addEventListener("kg-theme", () => { readColours(); paint(); });

  // ---- asking for more ----------------------------------------------------------------------------

  async function get(path, values) {
    const answer = await (await fetch(`${path}?${new URLSearchParams(values)}`)).json();
    if (answer.problem) throw new Error(answer.problem);
    return answer;
  }
  const keyOf = (relation) => `${relation.property} ${relation.direction}`;
  function take(id, got) {
    const known = around.get(id);
    for (const thing of got.things) {
      if (got.direction === "in") join(thing.id, id, got.label, thing.planned);
      else join(id, thing.id, got.label, thing.planned);
    }
    const shown = known.shown.get(keyOf(got)) ?? { things: [], next: null };
    known.shown.set(keyOf(got), { things: [...shown.things, ...got.things], next: got.next });
  }
  function open(id, answer) {
    around.set(id, { relations: answer.relations, shown: new Map() });
    add(answer.pages.flatMap((got) => got.things), id);
    for (const got of answer.pages) take(id, got);
  }
  async function expand(id) {
    if (!around.has(id)) open(id, await get("/neighbours", { iri: id }));
  }
  async function more(id, relation) {
    const { next } = around.get(id).shown.get(keyOf(relation)) ?? { next: "" };
    const got = await get("/neighbours", {
      iri: id, property: relation.property, direction: relation.direction, after: next ?? "" });
    add(got.things, id);
    take(id, got);
    paint();
    describe(id);
    say(id);
  }

  // ---- the panel ------------------------------------------------------------------------------------

  const say = () => {
    const count = document.getElementById("count");
    if (count) count.firstChild.textContent = things.size >= MOST
      ? `${things.size} things are shown, as many as can be; open one on its own to go on. `
      : `${things.size} things and ${edges.size} relations are shown. `;
  };
  const icon = (thing) => kg.shape(thing.family, families[thing.family].path);
  function button(words, action) {
    const element = make("button", { type: "button", class: "link" }, words);
    element.addEventListener("click", () => Promise.resolve(action()).catch(fail));
    return element;
  }
  function fail(error) {
    panel?.prepend(make("p", { class: "problem", role: "alert" }, `This could not be read: ${error.message}`));
  }
  function describe(id) {
    if (!panel) return;
    const thing = things.get(id), known = around.get(id);
    const parts = [make("p", { class: "eyebrow" }, icon(thing), thing.kind),
      make("h2", { class: "title" }, thing.label), make("p", { class: "aside" }, make("a", { href: thing.href }, "Read about it"))];
    for (const relation of known?.relations ?? []) {
      const shown = known.shown.get(keyOf(relation)) ?? { things: [], next: "" };
      const left = relation.count - shown.things.length;
      const head = make("h2", {}, relation.words, make("span", { class: "note" },
        left > 0 ? `${shown.things.length} of ${relation.count.toLocaleString("en")}` : String(relation.count)));
      const list = make("ul", { class: "list" }, ...shown.things.map((other) => {
        const line = make("div", {}, button(other.label, () => select(other.id)));
        if (other.planned) line.append(" ", make("span", { class: "planned" }, "planned"));
        const ends = relation.direction === "in" ? [other.id, id] : [id, other.id];
        line.append(" ", button("source", () => showEdge(...ends)));
        line.lastChild.setAttribute("aria-label", `source for ${other.label}`);
        return make("li", {}, icon(other), line);
      }));
      parts.push(head, list);
      if (left > 0) parts.push(button(`${Math.min(25, left)} more of “${relation.words}”`, () => more(id, relation)));
    }
    panel.replaceChildren(...parts);
    panel.scrollTop = 0;
  }
  async function showEdge(from, to) {
    chosenEdge = `${from} ${to}`;
    paint();
    const answer = await get("/evidence", { subject: from, object: to });
    const edge = edges.get(chosenEdge);
    const parts = [make("p", { class: "eyebrow" }, "Evidence"),
      make("h2", { class: "title" }, `${answer.ends[0].label} — ${edge ? [...edge.labels].join(", ") : ""} — ${answer.ends[1].label}`)];
    for (const quote of answer.quotes) {
      const words = make("blockquote", {}, ...quote.segments.map(([text, marked]) => (marked ? make("mark", {}, text) : text)));
      const caption = make("figcaption", {}, make("cite", {}, make("a", { href: quote.href }, quote.title)),
        quote.imprint ? `, ${quote.imprint} ` : " ", ...(quote.planned ? [make("span", { class: "planned" }, "planned")] : []),
        make("span", { class: "fine" }, quote.fine));
      parts.push(make("figure", { class: "quote" }, words, caption));
    }
    if (!answer.quotes.length) parts.push(make("p", { class: "empty" }, "No sentence is kept for this relation."));
    if (chosen) parts.push(button(`Back to ${things.get(chosen).label}`, () => { chosenEdge = null; paint(); describe(chosen); }));
    panel.replaceChildren(...parts);
    panel.focus({ preventScroll: true });
  }
  async function select(id, { push = true } = {}) {
    chosen = id;
    chosenEdge = null;
    paint();
    if (!stage.dataset.grows) return;
    await expand(id);
    paint();
    describe(id);
    say();
    // The address shows what is chosen, so that it can be sent on and gone back to.
    if (push) history.pushState({ id }, "", `/explore?iri=${encodeURIComponent(id)}`);
    network.moveTo({ position: network.getPositions([id])[id], scale: network.getScale(), animation: animated() });
  }
  addEventListener("popstate", (event) => {
    const id = event.state?.id ?? start.thing?.id;
    if (id && things.has(id)) select(id, { push: false }).catch(fail);
  });
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node) select(node).catch(fail);
    else if (edge && panel) showEdge(edges.get(edge).from, edges.get(edge).to).catch(fail);
    else { chosen = chosenEdge = null; paint(); }
  });
  network.on("doubleClick", ({ nodes: [node] }) => { if (node) location.href = things.get(node).href; });

  // ---- the keyboard ---------------------------------------------------------------------------------

  const canvas = stage.querySelector("canvas");
  canvas.tabIndex = 0;
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", "Picture. Arrow keys go round what is shown, Enter opens it; the list beside it says the same.");
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const all = [...things.keys()];
    if (step) {
      event.preventDefault();
      hovered = all[(all.indexOf(hovered ?? chosen) + step + all.length) % all.length];
      network.redraw();
      canvas.setAttribute("aria-label", `${things.get(hovered).label}, ${things.get(hovered).kind}. Enter opens it.`);
    } else if (event.key === "Enter" && hovered) select(hovered).catch(fail);
    else if (event.key === "Escape") { chosen = hovered = chosenEdge = null; paint(); }
  });
  const tools = make("div", { class: "tools" });
  for (const [words, action] of [["Show all", () => fit()],
    ["+", () => network.moveTo({ scale: network.getScale() * 1.3 })], ["−", () => network.moveTo({ scale: network.getScale() / 1.3 })]]) {
    const element = make("button", { type: "button" }, words);
    if (words.length === 1) element.setAttribute("aria-label", words === "+" ? "Zoom in" : "Zoom out");
    element.addEventListener("click", action);
    tools.append(element);
  }
  stage.append(tools);

  // ---- the beginning --------------------------------------------------------------------------------

  if (stage.dataset.grows) {
    add([start.thing]);
    open(start.thing.id, start);
    chosen = start.thing.id;
    describe(chosen);
    say();
  } else {
    add(start.things);
    for (const edge of start.edges) join(edge.from, edge.to, edge.label);
    kgLayout.arrange([...things.values()], [...edges.values()].map((e) => [things.get(e.from), things.get(e.to)]), shape);
  }
  window.kgPicture = { network, things, edges, select, state: () => ({ chosen, chosenEdge }) };
  paint();
  fit(false);
  stage.dataset.ready = "yes";
})();

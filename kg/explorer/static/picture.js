// A picture that grows: things and relations as the server sends them, a portion at a time.
// Everything that comes from the graph is written with textContent or drawn on the canvas.
"use strict";
(async () => {
  const MOST = 1000; // things on the screen
  const stage = document.getElementById("picture");
  const panel = document.getElementById("panel");
  const start = JSON.parse(stage.dataset.start);
  const families = await kg.loadFamilies();
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const { make } = kg;
  // Width to height of the picture: it grows as wide as its place is.
  const shape = Math.min(2.2, Math.max(0.6, stage.clientWidth / stage.clientHeight));

  const things = new Map(); // id -> thing with x, y
  const edges = new Map(); // "from to" -> edge; several relations of a pair share one line
  const around = new Map(); // id -> what the server told about its relations
  const state = { chosen: null, edge: null, hovered: null }; // identifiers

  const look = kgDrawing(families, things, edges, state);

  function add(list, parent) {
    const fresh = [];
    for (const thing of list) {
      if (things.has(thing.id) || things.size >= MOST) continue;
      const kept = { ...thing, x: 0, y: 0, lines: look.wrap(thing.label) };
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
    nodes: { shape: "custom", ctxRenderer: look.draw },
    edges: { arrows: { to: { enabled: true, scaleFactor: 0.5 } }, smooth: false, arrowStrikethrough: false },
  });
  function paint() {
    nodes.update([...things.values()].map(({ id, x, y }) => (nodes.get(id) ? { id } : { id, x, y })));
    lines.update([...edges.values()].map((edge) => {
      const mine = edge.from === state.chosen || edge.to === state.chosen, current = edge.id === state.edge;
      return {
        id: edge.id, from: edge.from, to: edge.to, dashes: edge.planned ? [5, 4] : false,
        label: current ? [...edge.labels].join(" · ") : " ", width: current ? 2.6 : mine ? 1.5 : 1,
        color: { color: current ? look.colours.accent : mine ? look.colours.muted : look.colours.edge,
          opacity: state.chosen && !mine ? 0.3 : 1, inherit: false },
        font: { size: Math.max(11, 11 / network.getScale()), face: look.colours.sans, color: look.colours.ink, strokeWidth: 5, strokeColor: look.colours.background },
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
    look.chooseLabels(network.getScale());
  });
  network.on("hoverNode", ({ node }) => { state.hovered = node; network.redraw(); });
  network.on("blurNode", () => { state.hovered = null; network.redraw(); });
  addEventListener("kg-theme", () => { look.readColours(); paint(); });

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
    state.edge = `${from} ${to}`;
    paint();
    const answer = await get("/evidence", { subject: from, object: to });
    const edge = edges.get(state.edge);
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
    if (state.chosen) parts.push(button(`Back to ${things.get(state.chosen).label}`, () => { state.edge = null; paint(); describe(state.chosen); }));
    panel.replaceChildren(...parts);
    panel.focus({ preventScroll: true });
  }
  async function select(id, { push = true } = {}) {
    state.chosen = id;
    state.edge = null;
    paint();
    if (!stage.dataset.grows) return;
    await expand(id);
    paint();
    describe(id);
    say();
    // The address shows what is chosen, so that it can be sent on and gone back to.
    const thing = things.get(id);
    document.querySelector("h1").textContent = thing.label;
    document.querySelector("#count a").href = thing.href;
    document.title = document.title.replace(/^.* · /, `Around ${thing.label} · `);
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
    else { state.chosen = state.edge = null; paint(); }
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
      state.hovered = all[(all.indexOf(state.hovered ?? state.chosen) + step + all.length) % all.length];
      network.redraw();
      canvas.setAttribute("aria-label", `${things.get(state.hovered).label}, ${things.get(state.hovered).kind}. Enter opens it.`);
    } else if (event.key === "Enter" && state.hovered) select(state.hovered).catch(fail);
    else if (event.key === "Escape") { state.chosen = state.hovered = state.edge = null; paint(); }
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
    state.chosen = start.thing.id;
    describe(state.chosen);
    say();
  } else {
    add(start.things);
    for (const edge of start.edges) join(edge.from, edge.to, edge.label);
    kgLayout.arrange([...things.values()], [...edges.values()].map((e) => [things.get(e.from), things.get(e.to)]), shape);
  }
  window.kgPicture = { network, things, edges, select, state };
  paint();
  fit(false);
  stage.dataset.ready = "yes";
})();

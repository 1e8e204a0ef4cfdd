"use strict";
// Data in, text out: everything read from the graph reaches the page through textContent.
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const root = document.documentElement;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const narrow = matchMedia("(max-width: 60rem)");

  // The data leave out what is empty.
  const none = { sub: [], about: "", names: [], roles: [] };
  data.nodes = data.nodes.map((n) => ({ ...none, ...n }));
  for (const fact of data.facts) fact.e ??= [];
  for (const edge of data.edges) edge.name = data.facts[edge.fact].p;
  const nodes = new Map(data.nodes.map((n) => [n.id, n]));
  const families = new Map(data.families.map((f) => [f.key, { ...f, canvas: new Path2D(f.path) }]));
  const relations = new Map(data.nodes.map((n) => [n.id, []]));
  for (const edge of data.edges) {
    relations.get(edge.from).push(edge);
    relations.get(edge.to).push(edge);
  }
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
  const plural = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
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

  // ---- the canvas ----------------------------------------------------------------------------

  const FONT = 12.5; // pixels of a label at full size
  const SMALLEST = 9.75; // pixels below which no label shrinks; crowded ones are left out instead
  const READABLE = 0.5; // scale of the opening view below which only a part is shown
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
      const top = y + 11 * node.scale + 4;
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
    context.scale(node.scale, node.scale);
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
    return {
      drawNode: () => drawNode(ctx, node, x, y),
      drawExternalLabel: () => drawLabel(ctx, node),
      nodeDimensions: { width: 24 * node.scale, height: 24 * node.scale },
    };
  }

  const visEdges = new vis.DataSet(data.edges.map((e) => ({
    id: e.id, from: e.from, to: e.to, arrows: e.arrows, dashes: e.planned ? [5, 4] : false,
    smooth: e.smooth ?? false,
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
        size: 11, face: colours.sans, color: current ? colours.accent : colours.muted,
        strokeWidth: 5, strokeColor: colours.background, align: "horizontal",
      },
    };
  }

  function paint() {
    if (!network) return;
    visEdges.update(data.edges.map(edgeLook));
    visNodes.update(data.nodes.map((n) => ({ id: n.id, hidden: !shown(n) })));
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
    const centre = scale < least && data.main ? positions[data.main] : null;
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

  // ---- the panel -----------------------------------------------------------------------------

  // Offsets count code points, so the quote is cut as a list of them, not of UTF-16 units.
  function marked(quote, ranges) {
    const letters = Array.from(quote);
    const parts = [];
    let at = 0;
    for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
      if (start < at) continue;
      parts.push(letters.slice(at, start).join(""), make("mark", {}, letters.slice(start, end).join("")));
      at = end;
    }
    parts.push(letters.slice(at).join(""));
    return make("blockquote", {}, ...parts);
  }

  function citation(article) {
    if (!article) return [];
    const rest = [article.publisher, article.issued].filter(Boolean).join(", ");
    return [make("cite", {}, article.title), rest ? ` — ${rest}` : ""];
  }

  // One passage and all that it supports here; how each fact was read stands in the fine print.
  function quotation(number, facts) {
    const passage = data.passages[number];
    const uses = facts.flatMap((fact) =>
      fact.e.filter((e) => e[0] === number).map(([, rule, confidence, planned, ranges]) =>
        ({ fact, rule, confidence, planned, ranges })));
    const readings = new Map();
    for (const { fact, rule, confidence } of uses) {
      const reading = `${rule}, confidence ${confidence}`;
      readings.set(reading, (readings.get(reading) ?? new Set()).add(fact.p));
    }
    return make("figure", { class: "evidence" },
      marked(passage.q, uses.flatMap((use) => use.ranges)),
      uses.some((use) => use.planned)
        ? make("p", { class: "planned" }, "Planned: not yet reported as done") : null,
      make("figcaption", {}, ...citation(data.articles[passage.a]),
        make("code", {}, `sentence ${passage.n + 1} · characters ${passage.s}–${passage.e}`),
        ...[...readings].map(([reading, names]) =>
          make("code", {}, readings.size > 1 ? `${reading} (${[...names].join(", ")})` : reading))));
  }

  // Facts that rest on the same passages stand together over one quotation.
  function gather(facts) {
    const groups = new Map();
    for (const [number, fact] of facts) {
      const key = JSON.stringify([...new Set(fact.e.map((e) => `${e[0]} ${e[3]}`))].sort());
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push([number, fact]);
    }
    return [...groups.values()];
  }

  function factBox(group, title, value) {
    const rows = new Map();
    for (const [number, fact] of group) {
      if (!rows.has(title(fact))) rows.set(title(fact), []);
      rows.get(title(fact)).push(make("dd", { id: `fact-${number}` }, value(fact),
        fact.n ? make("small", {}, ` ${fact.n}`) : null));
    }
    const facts = group.map(([, fact]) => fact);
    const passages = [...new Set(facts.flatMap((fact) => fact.e.map((e) => e[0])))];
    return make("section", { class: "fact" },
      make("dl", {}, ...[...rows].map(([name, values]) =>
        make("div", {}, make("dt", {}, name), ...values))),
      ...passages.map((number) => quotation(number, facts)));
  }

  function writeDetails(id) {
    const node = nodes.get(id);
    const facts = [...data.facts.entries()];
    const own = facts.filter(([, fact]) => fact.s === id);
    const incoming = facts.filter(([, fact]) => fact.o === id && fact.s !== id);
    $("details").replaceChildren(
      make("p", { class: "kind" }, shape(node.family), node.kind,
        make("button", { type: "button", class: "link", onclick: () => { select(null); $("graph").focus(); } }, "Close")),
      make("h2", {}, node.label),
      node.about ? make("p", { class: "about" }, node.about) : "",
      node.names.length ? make("p", { class: "aka" }, `Also: ${node.names.join(" · ")}`) : "",
      own.length ? make("h3", { class: "part" }, "What is reported") : "",
      ...gather(own).map((g) => factBox(g, (f) => f.p, (f) => (f.o ? link(f.o) : f.v))),
      incoming.length ? make("h3", { class: "part" }, "Where it appears") : "",
      ...gather(incoming).map((g) => factBox(g, (f) => `← ${f.p}`, (f) => link(f.s))),
      make("p", { class: "iri" }, /^[a-z]+:/.test(id) ? id : data.base + id),
    );
    $("details").hidden = false;
  }

  function writeIndex() {
    const lists = data.families.map((family) => {
      const members = data.nodes.filter((n) => n.family === family.key && shown(n));
      return members.length ? make("div", {},
        make("h3", {}, shape(family.key), family.label, make("span", {}, String(members.length))),
        make("ul", {}, ...members.map((n) => make("li", {}, link(n.id),
          n.about ? make("small", {}, ` ${n.about}`) : null)))) : "";
    });
    const visible = data.nodes.filter(shown).length;
    const left = data.nodes.length - visible;
    $("index").replaceChildren(
      make("h2", {}, "Everything in this graph"),
      make("p", {}, `${plural(visible, "thing")}${left ? `, ${left} hidden by the filters` : ""}, ${plural(data.facts.length, "fact")}, ${plural(data.passages.length, "passage")} from ${plural(data.articles.length, "report")}. Choose one, here or in the picture, to read what is reported and in which words.`),
      ...lists,
    );
  }

  // ---- header, filters, timeline -------------------------------------------------------------

  function writeHeader() {
    const { kind, when, where, mode, theme } = data.header;
    $("eyebrow").textContent = kind;
    $("standfirst").append(
      ...[when, where, mode].filter(Boolean).flatMap((text, i) => [i ? " · " : "", make("b", {}, text)]),
      ...(theme ? [make("br"), "Theme: ", make("i", {}, theme)] : []));
    const reports = data.articles;
    if (!reports.length) return;
    $("sources").append(make("p", {}, reports.length === 1 ? "From the report" : `From ${reports.length} reports`),
      ...reports.slice(0, 3).map((article) => make("p", {}, ...citation(article),
        reports.length === 1 && article.authors.length ? `, by ${article.authors.join(" and ")}` : "")),
      reports.length > 3 ? make("p", {}, `and ${reports.length - 3} more`) : "");
  }

  function chip(label, count, mark, set, key) {
    const box = make("input", { type: "checkbox", onchange: () => {
      if (box.checked) set.delete(key); else set.add(key);
      paint();
      writeIndex();
      say(`${label} ${box.checked ? "shown" : "hidden"}`);
    } });
    box.checked = true;
    return make("label", { class: "chip" }, box, mark, label, make("span", {}, String(count)));
  }

  function writeFilters() {
    const tally = (pick) => {
      const counts = new Map();
      for (const node of data.nodes) for (const k of pick(node)) counts.set(k, (counts.get(k) ?? 0) + 1);
      return counts;
    };
    const byFamily = tally((n) => [n.family]);
    for (const family of data.families) {
      const count = byFamily.get(family.key);
      if (count) $("legend").append(chip(family.label, count, shape(family.key), state.hidden, family.key));
    }
    const byRole = [...tally((n) => n.roles)].sort();
    for (const [role, count] of byRole) $("roles").append(chip(role, count, null, state.roles, role));
    $("roles").hidden = !byRole.length;
  }

  function writeTimeline() {
    if (data.timeline.length < 2) return;
    const stamp = (iso) => Date.parse(iso) / 864e5;
    const first = Math.min(...data.timeline.map((d) => stamp(d.start)));
    const span = Math.max(...data.timeline.map((d) => stamp(d.end))) - first + 1;
    for (const row of data.timeline) {
      const bar = make("span");
      bar.style.left = `${(100 * (stamp(row.start) - first)) / span}%`;
      bar.style.width = `${(100 * (stamp(row.end) - stamp(row.start) + 1)) / span}%`;
      bar.style.background = `var(--family-${nodes.get(row.id).family})`;
      const button = make("button", { type: "button", onclick: () => select(row.id, { fly: true }) },
        make("b", {}, nodes.get(row.id).label), make("i", { "aria-hidden": "true" }, bar), make("time", {}, row.words));
      button.dataset.id = row.id;
      $("days").append(make("li", {}, button));
    }
    $("timeline").hidden = false;
    if (narrow.matches) $("timeline").open = false;
  }

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
    id: n.id, ...spot(n), shape: "custom", size: 11 * n.scale, ctxRenderer: renderer,
  })));
  network = new vis.Network($("graph"), { nodes: visNodes, edges: visEdges }, {
    physics: false,
    layout: { improvedLayout: false, randomSeed: 1 },
    interaction: { hover: true, keyboard: false, selectable: false, tooltipDelay: 1e6 },
    edges: { arrows: { to: { scaleFactor: 0.45 } }, selectionWidth: 0, hoverWidth: 0, smooth: false, arrowStrikethrough: false },
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
    const changed = [state.hoverEdge, id].filter((e) => e !== null && e !== undefined);
    state.hoverEdge = id;
    visEdges.update(changed.map((e) => edgeLook(data.edges[e])));
  };
  network.on("hoverEdge", ({ edge }) => hoverEdge(edge));
  network.on("blurEdge", () => hoverEdge(null));

  applyTheme(currentTheme());
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
})();

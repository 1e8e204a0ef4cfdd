// What is written: the panel, the header, the filters, the timeline.

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
    pages[id] ? make("p", { class: "about" }, make("a", { class: "link", href: pages[id] }, "Page of this event")) : "",
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
    make("h2", {}, "Everything shown"),
    make("p", {}, `${plural(visible, "thing")}${left ? `, ${left} hidden by the filters` : ""}, ${plural(data.facts.length, "fact")}, ${plural(data.passages.length, "passage")} from ${plural(data.articles.length, "report")}. Choose one, here or in the picture, to read what is reported and in which words.`),
    ...lists,
  );
}

// ---- header, filters, timeline -------------------------------------------------------------

function writeHeader() {
  const { kind, when, where, mode, theme } = data.header;
  $("eyebrow").append(...(pages[""] ? [make("a", { class: "link", href: pages[""] }, "Index"), kind && " / "] : []), kind);
  $("note").textContent = data.note;
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

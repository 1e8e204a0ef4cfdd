// How things look: their shapes, their colours in light and dark, and which of them have a label.
"use strict";
window.kgDrawing = (families, things, edges, state) => {
  const paths = new Map(Object.entries(families).map(([key, f]) => [key, new Path2D(f.path)]));
  const colours = {};
  let swell = 1; // how much larger symbols are drawn when seen from afar
  let labelled = new Map(); // id -> size of its letters
  function readColours() {
    const style = getComputedStyle(document.documentElement);
    const read = (name) => style.getPropertyValue(`--${name}`).trim();
    Object.assign(colours, { theme: kg.theme(), ink: read("ink"), muted: read("muted"), edge: read("edge"),
      accent: read("accent"), background: read("surface"), sans: read("sans") });
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
  const near = (id) => state.chosen && (id === state.chosen || edges.has(`${id} ${state.chosen}`) || edges.has(`${state.chosen} ${id}`));

  // Labels by number of relations; one that would lie on another is left out.
  function chooseLabels(scale) {
    const size = Math.max(12, 10 / scale), taken = [];
    swell = Math.max(1, 0.45 / scale);
    labelled = new Map();
    const degree = new Map();
    for (const edge of edges.values()) for (const end of [edge.from, edge.to]) degree.set(end, (degree.get(end) ?? 0) + 1);
    const ranked = [...things.values()].sort((a, b) =>
      (b.id === state.chosen) - (a.id === state.chosen) || (b.id === state.hovered) - (a.id === state.hovered)
      || (near(b.id) ? 1 : 0) - (near(a.id) ? 1 : 0)
      || (degree.get(b.id) ?? 0) - (degree.get(a.id) ?? 0) || (a.id < b.id ? -1 : 1));
    // A label lies on no other label and on no symbol; of a crowd, the most important are named all the same.
    const forced = things.size > 40 ? 15 : 1;
    const reach = 9 * swell, below = 3 + 10 * swell;
    const symbols = ranked.map((t) => [t.x - reach, t.y - reach, t.x + reach, t.y + reach]);
    for (const [rank, thing] of ranked.entries()) {
      const width = Math.max(...thing.lines.map((line) => line.length)) * size * 0.54;
      const box = [thing.x - width / 2, thing.y + below, thing.x + width / 2, thing.y + below + 2 + thing.lines.length * size * 1.22];
      const apart = (b) => box[0] > b[2] || b[0] > box[2] || box[1] > b[3] || b[1] > box[3];
      const free = taken.every(apart) && (rank < forced || symbols.every(apart));
      if (free || thing.id === state.chosen || thing.id === state.hovered) { taken.push(box); labelled.set(thing.id, size); }
    }
  }
  function draw({ ctx, id, x, y }) {
    const thing = things.get(id);
    return {
      drawNode() {
        ctx.globalAlpha = state.chosen && !near(id) ? 0.35 : 1;
        ctx.translate(x, y);
        ctx.scale(swell, swell);
        if (id === state.chosen || id === state.hovered) {
          ctx.beginPath();
          ctx.arc(0, 0, 15, 0, 2 * Math.PI);
          ctx.strokeStyle = colours.accent;
          ctx.lineWidth = id === state.chosen ? 2.4 : 1.2;
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
        ctx.globalAlpha = state.chosen && !near(id) ? 0.45 : 1;
        ctx.textAlign = "center";
        ctx.textBaseline = "top";
        ctx.lineJoin = "round";
        ctx.font = `${id === state.chosen ? 600 : 400} ${size}px ${colours.sans}`;
        ctx.strokeStyle = colours.background;
        ctx.lineWidth = size * 0.3;
        // Lines pass under a label, not through it.
        ctx.fillStyle = colours.background;
        const wide = Math.max(...thing.lines.map((line) => ctx.measureText(line).width));
        ctx.save();
        ctx.globalAlpha = 0.82;
        ctx.fillRect(x - wide / 2 - 2, y + 3 + 10 * swell, wide + 4, thing.lines.length * size * 1.22);
        ctx.restore();
        ctx.fillStyle = colours.ink;
        thing.lines.forEach((line, i) => {
          ctx.strokeText(line, x, y + 4 + 10 * swell + i * size * 1.22);
          ctx.fillText(line, x, y + 4 + 10 * swell + i * size * 1.22);
        });
      },
      nodeDimensions: { width: 24, height: 24 },
    };
  }
  return { colours, readColours, wrap, chooseLabels, draw };
};

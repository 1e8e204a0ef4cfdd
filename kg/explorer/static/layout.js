// Places for things: the same things in the same order get the same places.
"use strict";
window.kgLayout = (() => {
  const GAP = 120; // least distance between two things

  // What is new finds a place around its parent, away from what is there; what is there stays.
  function settle(all, fresh, parent, shape) {
    const centre = parent ?? { x: 0, y: 0 };
    const others = all.filter((t) => !fresh.includes(t) && t !== parent);
    const middle = (axis) => others.reduce((sum, t) => sum + t[axis] / others.length, 0);
    const away = others.length ? Math.atan2(centre.y - middle("y"), centre.x - middle("x")) : -Math.PI / 2;
    const spread = others.length ? Math.PI * 1.1 : 2 * Math.PI;
    let ring = 0, left = 0, radius = 0, size = 0;
    for (const thing of fresh) {
      if (left === 0) {
        ring += 1;
        radius = GAP * (0.6 + ring);
        size = left = Math.max(6, Math.floor((radius * spread) / (GAP * 1.1)));
      }
      const angle = away + spread * ((size - left + (ring % 2) / 2) / size - (others.length ? 0.5 : 0));
      thing.x = centre.x + radius * Math.cos(angle) * shape;
      thing.y = centre.y + radius * Math.sin(angle);
      left -= 1;
    }
    for (let step = 0; step < 60; step += 1) for (const a of fresh) for (const b of all) push(a, b, shape);
    fresh.forEach(round);
  }
  function push(a, b, shape) {
    const x = (a.x - b.x) / shape, y = a.y - b.y, far = Math.hypot(x, y) || 1;
    if (a === b || far >= GAP) return;
    a.x += (x / far) * (GAP - far) * 0.35 * shape;
    a.y += (y / far) * (GAP - far) * 0.35;
  }
  function round(thing) {
    thing.x = Math.round(thing.x);
    thing.y = Math.round(thing.y);
  }

  // A whole picture at once: joined things draw together, all others push apart, ever less.
  function arrange(all, pairs, shape) {
    const ideal = GAP * 1.15, steps = 160;
    for (let step = 0; step < steps; step += 1) {
      const most = ideal * (1 - step / steps);
      const moves = new Map(all.map((t) => [t, { x: -t.x * 0.06, y: -t.y * 0.06 * shape }]));
      all.forEach((a, i) => {
        for (const b of all.slice(i + 1)) {
          const x = a.x - b.x, y = (a.y - b.y) * shape, far = Math.hypot(x, y) || 1;
          if (far > 4 * ideal) continue;
          const force = (ideal * ideal) / (far * far);
          for (const [t, sign] of [[a, 1], [b, -1]]) {
            moves.get(t).x += sign * x * force;
            moves.get(t).y += sign * y * force;
          }
        }
      });
      for (const [a, b] of pairs) {
        const x = a.x - b.x, y = (a.y - b.y) * shape, pull = Math.hypot(x, y) / ideal;
        for (const [t, sign] of [[a, -1], [b, 1]]) {
          moves.get(t).x += sign * x * pull * 0.5;
          moves.get(t).y += sign * y * pull * 0.5;
        }
      }
      for (const [t, move] of moves) {
        const far = Math.hypot(move.x, move.y) || 1, reach = Math.min(far, most);
        t.x += (move.x / far) * reach;
        t.y += ((move.y / far) * reach) / shape;
      }
    }
    for (let step = 0; step < 20; step += 1) for (const a of all) for (const b of all) push(a, b, shape);
    all.forEach(round);
  }
  return { settle, arrange };
})();

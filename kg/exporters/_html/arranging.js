// Where things stand: places as the build has them, set to fill the window that the page is opened in.
const GAP = 14; // pixels between communities
const APART = 70; // pixels at most where there is more room
let first = new Map(), folds = new Map(), arrangedAt = 1; // places of the first view, and the scale that they are meant for
const NARROW = 720, FEWER = 6; // pixels up to which a window opens with fewer communities
const opening = groups.map(group => group.first);
const built = new Map(data.nodes.map(node => [node.id, [node.x, node.y]]));

/** Stretch places along one axis, so that the picture has the window's proportions. */
function stretched(spots, wide, high) {
  if (spots.length < 3) return spots;
  const xs = spots.map(s => s[1]), ys = spots.map(s => s[2]);
  const span = list => list.reduce((m, v) => Math.max(m, v), -Infinity) - list.reduce((m, v) => Math.min(m, v), Infinity) || 1;
  const by = Math.min(1.7, Math.max(1 / 1.7, (span(xs) / wide) / (span(ys) / high)));
  return spots.map(([k, x, y]) => (by > 1 ? [k, x, Math.round(y * by)] : [k, Math.round(x / by), y]));
}

/** Set everything to fill the window: communities in rows, a picture without them stretched. */
function arrange() {
  const main = document.querySelector('main').getBoundingClientRect(), aside = $('filters').getBoundingClientRect();
  const beside = (innerWidth > 1100 ? aside.width : 0) + (closed || innerWidth <= NARROW ? 0 : 376);
  const wide = Math.max(200, main.width - beside - 24), high = Math.max(200, main.height - 80);
  const parts = !whole && groups.length;
  groups.forEach((group, g) => { group.first = opening[g] && (g < FEWER || innerWidth > NARROW); });
  const there = [...data.first, ...data.folds.map(([g, x, y]) => [foldId(g), x, y])].filter(([k]) => !parts || apart(groupOf(k)));
  const spots = parts ? inRows(there, wide, high) : stretched(there, wide, high);
  first = new Map(spots.filter(s => !isFold(s[0])).map(([k, x, y]) => [k, [x, y]]));
  folds = new Map(spots.filter(s => isFold(s[0])).map(([k, x, y]) => [k, [x, y]]));
  for (const [k, x, y] of stretched([...built].map(([k, at]) => [k, ...at]), wide, high)) Object.assign(nodes.get(k), { x, y });
}

/** The nodes of each group with their places. */
function byGroup(spots) {
  const out = new Map();
  for (const [k, x, y] of spots) { const g = groupOf(k); if (!out.has(g)) out.set(g, []); out.get(g).push([k, x, y]); }
  return out;
}

/** What a group takes up at a scale with its ground, names and title, in pixels around the place that its nodes count from. */
function extent(g, list, scale) {
  const box = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [k, x, y] of list) {
    const [r, half, over, under] = roomOf(k, innerWidth > NARROW ? 56 : 30), alone = g === rest && list.length === 1, edge = alone ? 0 : 34 * scale, wide = Math.max(r * scale + edge, half);
    box[0] = Math.min(box[0], x * scale - wide);
    box[1] = Math.max(box[1], x * scale + wide);
    box[2] = Math.min(box[2], y * scale - r * scale - Math.max(over, alone ? 0 : 20 * scale + 24));
    box[3] = Math.max(box[3], y * scale + r * scale + Math.max(under, edge));
  }
  const title = g === rest || !groups[g] ? 0 : widthOf(groupName(g, innerWidth > NARROW ? 2 : 1)) + 8, lack = Math.max(0, title - (box[1] - box[0])) / 2;
  return { left: box[0] - lack, top: box[2], wide: box[1] - box[0] + 2 * lack, high: box[3] - box[2] };
}

/** Set groups in rows, in their order from top to bottom and from left to right, so that the picture is as large as it can be. */
function inRows(spots, wide, high) {
  const middle = (list, axis) => list.reduce((sum, s) => sum + s[axis], 0) / list.length;
  const parts = [...byGroup(spots)].map(([g, list]) => ({ g, list, x: middle(list, 1), y: g === rest && list.length === 1 ? Infinity : middle(list, 2) })).sort((a, b) => a.y - b.y || a.g - b.g);
  let best = { worth: 0, rows: [] };
  for (const by of [0.7, 1, 1.4]) for (let count = 1; count <= parts.length; count++) {
    const rows = cut(parts.map(part => ({ ...part, list: part.list.map(([k, x, y]) => [k, x, y * by]) })), count), scale = largest(rows, wide, high);
    if (scale * Math.sqrt(by) > best.worth + 0.01) best = { worth: scale * Math.sqrt(by), scale, rows };
  }
  arrangedAt = best.scale || 1;
  return set(best.rows, arrangedAt, wide, high);
}

/** The largest scale at which rows fit. */
function largest(rows, wide, high) {
  let [low, top] = [0, 1.25];
  for (let turn = 0; turn < 14; turn++) {
    const scale = (low + top) / 2, sizes = rows.map(row => row.map(p => extent(p.g, p.list, scale)));
    const fits = sizes.every(row => row.reduce((sum, b) => sum + b.wide + GAP, -GAP) <= wide) && sizes.reduce((sum, row) => sum + Math.max(...row.map(b => b.high)) + GAP, -GAP) <= high;
    if (fits) low = scale; else top = scale;
  }
  return low;
}

/** Cut a list into rows of about the same width. */
function cut(parts, count) {
  const widths = parts.map(p => extent(p.g, p.list, 0.6).wide + GAP), each = widths.reduce((sum, w) => sum + w, 0) / count, rows = Array.from({ length: count }, () => []);
  let done = 0;
  parts.forEach((part, k) => { rows[Math.min(count - 1, Math.floor((done + widths[k] / 2) / each))].push(part); done += widths[k]; });
  return rows.filter(row => row.length).map(row => row.sort((a, b) => a.x - b.x || a.g - b.g));
}

function set(rows, scale, wide, high) {
  const sizes = rows.map(row => row.map(p => extent(p.g, p.list, scale))), tall = sizes.map(row => Math.max(...row.map(b => b.high)));
  const spare = Math.min(APART, (high - tall.reduce((sum, h) => sum + h, 0)) / Math.max(1, rows.length - 1)), out = [];
  let top = 0;
  rows.forEach((row, r) => {
    const used = sizes[r].reduce((sum, b) => sum + b.wide, 0), gap = Math.min(APART, (wide - used) / Math.max(1, row.length - 1));
    let left = -(used + gap * (row.length - 1)) / 2;
    row.forEach((part, k) => {
      const box = sizes[r][k], [dx, dy] = [left - box.left, top + (tall[r] - box.high) / 2 - box.top];
      for (const [id, x, y] of part.list) out.push([id, Math.round(x + dx / scale), Math.round(y + dy / scale)]);
      left += box.wide + gap;
    });
    top += tall[r] + spare;
  });
  return out;
}

/** Part the groups, each moved as a whole, until no two meet. */
function parted(spots) {
  const boxes = [...byGroup([...spots].map(([k, at]) => [k, ...at]))].map(([g, list]) => {
    const { left, top, wide, high } = extent(g, list, arrangedAt), [w, h] = [wide + GAP / 2, high + GAP / 2].map(n => n / arrangedAt);
    const [x, y] = [(left + wide / 2) / arrangedAt, (top + high / 2) / arrangedAt];
    return { ids: list.map(s => s[0]), x, y, w, h, fromX: x, fromY: y };
  });
  for (let turn = 0, met = true; met && turn < 240; turn++) {
    met = false;
    for (let a = 0; a < boxes.length; a++) for (let b = a + 1; b < boxes.length; b++) {
      const one = boxes[a], other = boxes[b], dx = other.x - one.x, dy = other.y - one.y;
      const overX = (one.w + other.w) / 2 - Math.abs(dx), overY = (one.h + other.h) / 2 - Math.abs(dy);
      if (overX <= 1 || overY <= 1) continue;
      met = true;
      if (overX < overY) { const push = overX * 0.5 * (dx < 0 ? -1 : 1); one.x -= push; other.x += push; }
      else { const push = overY * 0.5 * (dy < 0 ? -1 : 1); one.y -= push; other.y += push; }
    }
  }
  const out = new Map();
  for (const box of boxes) for (const k of box.ids) out.set(k, [Math.round(spots.get(k)[0] + box.x - box.fromX), Math.round(spots.get(k)[1] + box.y - box.fromY)]);
  return out;
}

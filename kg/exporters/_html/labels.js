// All that is written on the drawing: names, the titles of communities, the words of lines. As large at every zoom, the most
// important first, none across another. The library writes nothing: its labels grow with the picture and stay where they were.
const LABEL = 13; // pixels on the screen, whatever the zoom
const MUST = 40; // chosen names that are written though they cross a line or a shape
let tags = [], hovered = null, later = 0; // what is written; the line under the pointer

const zoomed = () => Math.min(4, Math.max(0.02, network?.getScale() ?? 1));
const letters = node => LABEL + (node.size > 20 ? 2.5 : node.size > 14 ? 1 : 0);
const widths = new Map(), ruler = document.createElement('canvas').getContext('2d');
function widthOf(text, size = LABEL) {
  if (!widths.has(text)) { ruler.font = `600 ${LABEL}px ${FACE}`; widths.set(text, ruler.measureText(text).width); }
  return widths.get(text) * size / LABEL;
}

/** Boxes on the screen that are taken, found by place. */
class Room {
  cells = new Map();
  at(box) {
    const out = [];
    for (let x = Math.floor(box[0] / 80); x <= Math.floor(box[2] / 80); x++) for (let y = Math.floor(box[1] / 40); y <= Math.floor(box[3] / 40); y++) out.push(`${x} ${y}`);
    return out;
  }
  take(box, k) { for (const cell of this.at(box)) { if (!this.cells.has(cell)) this.cells.set(cell, []); this.cells.get(cell).push([box, k]); } }
  /** Whose boxes a box would meet. */
  under(box) {
    const near = this.at(box).flatMap(cell => this.cells.get(cell) ?? []);
    return new Set(near.filter(([o]) => box[0] < o[2] && o[0] < box[2] && box[1] < o[3] && o[1] < box[3]).map(([, k]) => k));
  }
  /** Whether a box meets one that is taken, but for those of `but`. */
  meets(box, but = () => false) { return [...this.under(box)].some(k => !but(k)); }
}

/** The first of those that weigh least. */
const lightest = (some, weight) => some.reduce((best, one) => (best === undefined || weight(one) < weight(best) ? one : best), undefined);

/** Choose what is written where the picture is seen at some scale around some place. */
function relabel({ scale = zoomed(), position = network.getViewPosition() } = {}) {
  const near = lit(), area = $('graph').getBoundingClientRect(), shapes = new Room(), written = new Room(), next = [];
  const at = k => places.get(k).map(n => n * scale), isPicked = k => state.pick?.kind === 'entity' && state.pick.k === k;
  const leads = new Set(whole ? [] : groups.flatMap(group => (group.rest ? [] : group.lead.slice(0, 2))));
  const rank = k => (isPicked(k) ? 1e7 : 0) + (near?.has(k) ? 1e6 : 0) + (leads.has(k) ? 1e5 : 0) + entities[k].degree;
  const inside = drawnEntities().filter(k => {
    const [x, y] = places.get(k);
    return Math.abs(x - position.x) * scale < area.width / 2 + 40 && Math.abs(y - position.y) * scale < area.height / 2 + 40;
  }).sort((a, b) => rank(b) - rank(a) || a - b).slice(0, 1500);
  for (const k of inside) { const [x, y] = at(k), r = nodes.get(k).size * scale * 0.8; shapes.take([x - r, y - r, x + r, y + r], k); }
  for (const id of folded.keys()) { const [x, y] = at(id), half = foldWidth(id) / 2 + 2; written.take([x - half, y - 15, x + half, y + 15]); }
  const crowd = inside.length > 150; // then a name may hide a lesser shape, as on a map
  const [left, top] = [position.x * scale - area.width / 2, position.y * scale - area.height / 2];
  const within = box => box[0] >= left && box[2] <= left + area.width && box[1] >= top && box[3] <= top + area.height;
  const write = (tag, box) => { written.take(box); next.push({ ...tag, dx: (box[0] + box[2]) / 2 - tag.from[0], dy: (box[1] + box[3]) / 2 - tag.from[1] }); };
  const name = (k, must) => {
    const node = nodes.get(k), size = letters(node), half = widthOf(node.label, size) / 2 + 3, high = size * 1.25, [x, y] = at(k), far = node.size * scale + 3;
    const boxes = [[0, far], [0, -far - high], [far + half, -high / 2], [-far - half, -high / 2], [far + half, -high], [-far - half, -high], [half * 0.7, far], [-half * 0.7, far], [half * 0.7, -far - high], [-half * 0.7, -far - high]]
      .map(([dx, dy]) => [x + dx - half, y + dy, x + dx + half, y + dy + high]);
    const free = boxes.filter(b => !written.meets(b)), clear = free.find(b => within(b) && !shapes.meets(b, j => j === k || (crowd && entities[j].degree < entities[k].degree)));
    const box = clear ?? (must ? lightest(free.filter(within), b => shapes.under(b).size) : undefined) ?? (isPicked(k) || state.pick?.kind === 'edge' && near?.has(k) ? boxes[0] : undefined);
    if (box) write({ kind: 'entity', k, text: node.label, size, from: [x, y], faded: near !== null && !near.has(k) }, box);
  };
  const bright = inside.filter(k => near?.has(k)), others = inside.filter(k => !near?.has(k));
  bright.forEach((k, n) => name(k, n < MUST));
  wordLines(scale, shapes, written, write);
  for (const { g, x, y } of grounds) { // both leaders where there is room, else the first
    const [cx, cy] = [x * scale, y * scale];
    const found = [2, 1].map(count => groupName(g, count)).map(text => [text, widthOf(text) / 2 + 5]).map(([text, half]) => [text, [cx - half, cy - 22, cx + half, cy - 5]]).find(([, box]) => !written.meets(box) && within(box));
    if (found) write({ kind: 'group', k: g, text: found[0], size: LABEL - 0.5, from: [cx, cy] }, found[1]);
  }
  others.filter(k => leads.has(k)).forEach(k => name(k, !crowd));
  for (const k of others) if (!leads.has(k) && next.length < 240) name(k, false);
  tags = next;
  network.redraw();
}
function relabelSoon() { clearTimeout(later); later = setTimeout(relabel, 70); }

/** The lines that have their words: the chosen one, else those that touch the chosen entity or are of the path. */
function worded() {
  const pick = state.pick;
  if (pick?.kind === 'edge') return [pick.k];
  if (pick?.kind === 'entity') return entities[pick.k].edges.length > 60 ? [] : entities[pick.k].edges;
  return pick?.kind === 'path' ? [...pick.route.lines] : [];
}

/** Write the words of lines on them, where nothing else is written. */
function wordLines(scale, shapes, written, write) {
  for (const k of worded()) {
    if (!shownLines.get(k)) continue;
    const text = relationName(edges[k].p), half = widthOf(text, LABEL - 0.5) / 2 + 2, chosen = state.pick.kind === 'edge';
    const [from, to] = [places.get(edges[k].a), places.get(edges[k].b)];
    if (!chosen && Math.hypot(from[0] - to[0], from[1] - to[1]) * scale < 90) continue;
    const spots = [0.5, 0.4, 0.6, 0.3, 0.7].map(along => [along, spotOn(k, along).map(n => n * scale)]).map(([along, [x, y]]) => [along, [x, y], [x - half, y - 8, x + half, y + 8]]);
    const found = spots.find(([, , box]) => !written.meets(box) && !shapes.meets(box)) ?? (chosen ? spots[0] : null);
    if (found) write({ kind: 'edge', k, along: found[0], text, size: LABEL - 0.5, from: found[1] }, found[2]);
  }
}

/** A place on a line, from 0 where it begins to 1 where it ends. */
function spotOn(k, part) {
  const look = shownLines.get(k), spot = j => { const { x, y } = network.getPosition(j); return [x, y]; };
  const [from, to] = [spot(look.from), spot(look.to)], bend = bendOf(look, from, to) ?? [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
  return [0, 1].map(axis => (1 - part) ** 2 * from[axis] + 2 * part * (1 - part) * bend[axis] + part ** 2 * to[axis]);
}

/** The box of what is written, in pixels of the drawing: left, top, right, bottom. Nothing where what it belongs to is gone. */
function boxOfTag(tag) {
  const { x, y } = network.canvasToDOM(anchor(tag)), half = widthOf(tag.text, tag.size) / 2;
  return [x + tag.dx - half, y + tag.dy - tag.size * 0.62, x + tag.dx + half, y + tag.dy + tag.size * 0.62];
}
function anchor(tag) {
  if (tag.kind === 'group') return grounds.find(ground => ground.g === tag.k);
  if (tag.kind === 'entity') return network.getPosition(tag.k);
  const [x, y] = spotOn(tag.k, tag.along);
  return { x, y };
}
function allTags() {
  const there = tag => (tag.kind === 'group' ? grounds.some(ground => ground.g === tag.k) : (tag.kind === 'entity' ? shownNodes : shownLines).get(tag.k));
  const under = hovered !== null && !tags.some(tag => tag.kind === 'edge' && tag.k === hovered);
  return [...tags, ...(under ? [{ kind: 'edge', k: hovered, along: 0.5, text: relationName(edges[hovered]?.p), size: LABEL - 0.5, dx: 0, dy: 0 }] : [])].filter(there);
}
/** What is written at a place of the drawing, in pixels. */
function tagAt({ x, y }) {
  return tags.length ? allTags().find(tag => { const box = boxOfTag(tag); return box[0] < x && x < box[2] && box[1] < y && y < box[3]; }) : undefined;
}

function paintTags(pen) {
  const paint = ink(), scale = zoomed();
  Object.assign(pen, { textAlign: 'center', textBaseline: 'middle', lineJoin: 'round', strokeStyle: paint.halo, lineWidth: 4 / scale });
  for (const tag of allTags()) {
    const { x, y } = anchor(tag), at = [x + tag.dx / scale, y + tag.dy / scale];
    pen.font = `${weightOf(tag)} ${tag.size / scale}px ${FACE}`;
    pen.fillStyle = inkOf(tag, paint);
    pen.strokeText(tag.text, ...at);
    pen.fillText(tag.text, ...at);
  }
}
function weightOf(tag) { return tag.kind === 'group' || (state.pick?.kind === tag.kind && state.pick.k === tag.k) ? 600 : 400; }
function inkOf(tag, paint) { return tag.kind === 'group' ? paint.soft : tag.faded ? paint.dimText : paint.text; }

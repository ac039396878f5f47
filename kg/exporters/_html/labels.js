// The names on the drawing: as large at every zoom, the most important first, and none across another.
/** A line's label: its relation where the pointer is or the choice fell; lines beside each other share one. */
function lineLabel(k, chosen, touches, beside) {
  if (chosen || hovered === k) return relationName(edges[k].p);
  if (!touches || (state.pick.kind === 'entity' && entities[state.pick.k].edges.length > 16)) return '';
  const [from, to] = [places.get(edges[k].a), places.get(edges[k].b)];
  if (Math.hypot(from[0] - to[0], from[1] - to[1]) * zoomed() < 120) return '';
  return worded.has(k) ? sharedLabel(beside) : '';
}

/** What the lines between the same two entities say, in one label. */
function sharedLabel(beside) {
  return [...new Set(beside.filter(j => edges[j].st.some(s => seen.passing.has(s))).map(j => relationName(edges[j].p)))].join(' · ');
}

/** Choose which of the lines that touch the choice have their label: one of each bundle, where nothing else is written. */
function relabelLines(meets, take) {
  const scale = zoomed(), pick = state.pick, touching = pick?.kind === 'entity' ? entities[pick.k].edges : pick?.kind === 'path' ? [...pick.route.lines] : [];
  worded = new Set();
  for (const k of touching) {
    const { a, b } = edges[k], beside = bundles.get(pairKey(a, b)).filter(j => edges[j].st.some(s => seen.passing.has(s)));
    if (beside[0] !== k || !places.has(a) || !places.has(b)) continue;
    const x = (places.get(a)[0] + places.get(b)[0]) / 2 * scale, y = (places.get(a)[1] + places.get(b)[1]) / 2 * scale, half = widthOf(sharedLabel(beside)) / 2;
    const box = [x - half, y - 8, x + half, y + 8];
    if (meets(box)) continue;
    take(box);
    worded.add(k);
  }
}

const zoomed = () => Math.min(4, Math.max(0.02, network?.getScale() ?? 1));
const letters = node => (LABEL + (node.size > 20 ? 2.5 : node.size > 14 ? 1 : 0)) / zoomed();
const widths = new Map(), pen = document.createElement('canvas').getContext('2d');
function widthOf(text) {
  if (!widths.has(text)) { pen.font = `${LABEL}px ${FACE}`; widths.set(text, pen.measureText(text).width); }
  return widths.get(text);
}

/** Choose whose names are shown: the chosen and its neighbours, then the best-joined, where they do not run into each other. */
function relabel() {
  const scale = zoomed(), near = lit(), area = $('graph').getBoundingClientRect(), middle = network.getViewPosition();
  const rank = k => (near?.has(k) ? 1e6 : 0) + (state.pick?.k === k && state.pick.kind === 'entity' ? 1e7 : 0) + entities[k].degree;
  const inside = drawnEntities().filter(k => {
    const [x, y] = places.get(k);
    return Math.abs(x - middle.x) * scale < area.width / 2 + 40 && Math.abs(y - middle.y) * scale < area.height / 2 + 40;
  }).sort((a, b) => rank(b) - rank(a) || a - b).slice(0, 1500);
  const rooms = new Map(), next = new Set();
  const cellsOf = box => {
    const cells = [];
    for (let cx = Math.floor(box[0] / 80); cx <= Math.floor(box[2] / 80); cx++) for (let cy = Math.floor(box[1] / 40); cy <= Math.floor(box[3] / 40); cy++) cells.push(`${cx} ${cy}`);
    return cells;
  };
  const take = box => cellsOf(box).forEach(c => { if (rooms.has(c)) rooms.get(c).push(box); else rooms.set(c, [box]); });
  for (const k of inside) {
    const [x, y] = places.get(k), r = nodes.get(k).size * scale * 0.8;
    take([x * scale - r, y * scale - r, x * scale + r, y * scale + r, k]);
  }
  for (const id of folded.keys()) {
    const [x, y] = places.get(id), half = widthOf(shownNodes.get(id)?.label ?? '') / 2 + 14;
    take([x * scale - half, y * scale - 18, x * scale + half, y * scale + 18]);
  }
  const meets = box => cellsOf(box).some(c => (rooms.get(c) ?? []).some(o => box[0] < o[2] && o[0] < box[2] && box[1] < o[3] && o[1] < box[3]));
  const titles = [], higher = new Set();
  for (const ground of grounds) { // the names of two leaders where there is room, else of one, else none across another's
    const [two, one] = [2, 1].map(leaders => {
      const half = widthOf(groupName(ground.g, leaders)) / 2 + 5, y = ground.y * scale;
      return [ground.x * scale - half, y - 24, ground.x * scale + half, y - 4];
    });
    const box = !meets(two) ? two : titles.some(o => one[0] < o[2] && o[0] < one[2] && one[1] < o[3] && o[1] < one[3]) ? null : one;
    ground.name = box ? groupName(ground.g, box === two ? 2 : 1) : '';
    if (box) { take(box); titles.push(box); }
  }
  for (const k of inside) {
    const node = nodes.get(k), size = letters(node) * scale, half = widthOf(node.label) * size / LABEL / 2 + 3;
    const [x, y] = places.get(k).map(n => n * scale), far = node.size * scale + 3, high = size * 1.25;
    const blocked = box => cellsOf(box).some(c => (rooms.get(c) ?? []).some(o => (o[4] === undefined || (o[4] !== k && entities[o[4]].degree >= entities[k].degree)) && box[0] < o[2] && o[0] < box[2] && box[1] < o[3] && o[1] < box[3]));
    const [below, over] = [y + far, y - far - high].map(top => [x - half, top, x + half, top + high]);
    const picked = state.pick?.kind === 'entity' && state.pick.k === k; // it has its name, whatever lies there
    const box = [below, over].find(b => !blocked(b)) ?? (picked ? below : null);
    if (!box) continue;
    take(box);
    next.add(k);
    if (box[1] < y) higher.add(k);
    if (next.size >= 220) break;
  }
  relabelLines(meets, take);
  const changed = new Set([...named, ...next]);
  [named, above] = [next, higher];
  shownNodes.update([...changed].filter(k => shownNodes.get(k)).map(nodeLook));
  refold();
  if (state.pick?.kind === 'entity') paintLines(entities[state.pick.k].edges);
  else if (state.pick?.kind === 'edge') paintLines([state.pick.k]);
  else if (state.pick?.kind === 'path') paintLines([...state.pick.route.lines]);
}
function relabelSoon() { clearTimeout(later); later = setTimeout(relabel, 70); }

// Communities: which are drawn, what is folded of each, how they keep apart, and the ground and the name that each has.
const STEP = 40; // entities that one click unfolds
const FEW = 9; // of a community that was not there at all
const { groups } = data;
let members = [];
derived(() => {
  members = groups.map(() => []);
  for (const node of data.nodes) if (!node.guest) members[node.g]?.push(node.id);
  members.forEach(list => list.sort((a, b) => entities[b].degree - entities[a].degree || a - b));
});
/** How many entities of a group the graph has that the filters let through; of those that are not here, all. */
function sizeOf(g) { return members[g].filter(k => seen.degree.has(k)).length + (source.live ? groups[g].n - members[g].length : 0); }
const folds = new Map(data.folds.map(([g, x, y]) => [foldId(g), [x, y]]));
let folded = new Map(), grounds = [], foldedAt = 1; // what is folded of each group; the outlines of those that are drawn

const rest = groups.findIndex(g => g.rest);

function foldId(g) { return `fold ${g}`; }
function isFold(k) { return typeof k === 'string'; }
function groupOf(k) { return isFold(k) ? Number(k.slice(5)) : nodes.get(k).g; }
function drawnEntities() { return shownNodes.getIds().filter(k => !isFold(k)); }
function groupName(g, leaders = 2) { return g === rest ? t('groupRest') : groups[g].lead.slice(0, leaders).map(k => nodes.get(k).label).join(' · '); }
function groupKey(g) { return g === rest ? '*' : entities[groups[g].lead[0]].id; }
function groupOfKey(key) { return groups.findIndex((_, g) => groupKey(g) === key); }
/** Whether a group stands in the picture by itself, or is folded into the rest. */
function apart(g) { return g === rest || groups[g].first || state.open.has(g); }

/** What was unfolded of the groups, best-joined first. */
function unfolded() {
  return [...state.open].flatMap(([g, steps]) => {
    const base = members[g].filter(k => !first.has(k) && seen.degree.has(k));
    return base.slice(0, groups[g].first || g === rest ? STEP * steps : FEW + STEP * (steps - 1));
  });
}

/** Count what is not drawn of each group. */
function foldUp(drawn) {
  folded = new Map();
  if (whole || state.view === 'all') return;
  groups.forEach((_, g) => {
    const hidden = sizeOf(g) - members[g].filter(k => seen.degree.has(k) && drawn.has(k)).length;
    const id = foldId(apart(g) ? g : rest);
    if (hidden) folded.set(id, (folded.get(id) ?? 0) + hidden);
  });
}

/** Where a group that has no place yet begins. */
function homeOf(g) {
  if (folds.has(foldId(g))) return folds.get(foldId(g));
  const spots = groups[g].lead.filter(k => first.has(k)).map(k => first.get(k));
  if (!spots.length) return [Math.round(-lowest([...folds.values(), ...first.values()].map(at => -at[0])) / 2), Math.round(-lowest([...folds.values(), ...first.values()].map(at => -at[1])) + 260)];
  return [spots.reduce((sum, p) => sum + p[0], 0) / spots.length, spots.reduce((sum, p) => sum + p[1], 0) / spots.length];
}

/** Part the groups, each moved as a whole, until no two meet. */
function parted(spots) {
  const by = new Map();
  for (const k of spots.keys()) { const g = groupOf(k); if (!by.has(g)) by.set(g, []); by.get(g).push(k); }
  const boxes = [...by].map(([g, ids]) => {
    const xs = ids.map(k => spots.get(k)[0]), ys = ids.map(k => spots.get(k)[1]), alone = g === rest && ids.length === 1;
    const left = Math.min(...xs) - (alone ? 50 : 78), right = Math.max(...xs) + (alone ? 50 : 78), top = Math.min(...ys) - (alone ? 30 : 76), bottom = Math.max(...ys) + (alone ? 30 : 62);
    return { ids, x: (left + right) / 2, y: (top + bottom) / 2, w: right - left, h: bottom - top, fromX: (left + right) / 2, fromY: (top + bottom) / 2 };
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

/** The outline of some points: the smallest convex shape around them (Andrew's monotone chain). */
function outline(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = list => list.reduce((chain, p) => {
    while (chain.length > 1) {
      const [a, b] = chain.slice(-2);
      if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break;
      chain.pop();
    }
    return [...chain, p];
  }, []);
  return [...half(sorted).slice(0, -1), ...half(sorted.reverse()).slice(0, -1)];
}

/** Find the ground of each named group anew. */
function groundAll() {
  grounds = [];
  if (whole) return;
  const by = groups.map(() => []);
  for (const [k, at] of places) if (by[groupOf(k)]) by[groupOf(k)].push([at, isFold(k) ? 24 : nodes.get(k).size]);
  groups.forEach((group, g) => {
    if (g === rest || by[g].length < 2) return;
    const corners = by[g].flatMap(([[x, y], r]) => [[x - r - 14, y - r], [x + r + 14, y - r], [x - r - 14, y + r + 16], [x + r + 14, y + r + 16]]);
    const xs = corners.map(c => c[0]);
    grounds.push({ g, points: outline(corners), x: (lowest(xs) - lowest(xs.map(v => -v))) / 2, y: lowest(corners.map(c => c[1])) - 20 });
  });
}
function lowest(list) { return list.reduce((m, v) => Math.min(m, v), Infinity); }

/** Draw the grounds below everything, and their names. */
function paintGrounds(pen) {
  const paint = ink(), scale = zoomed();
  pen.lineJoin = 'round';
  for (const { points } of grounds) {
    pen.beginPath();
    points.forEach(([x, y], k) => (k ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.closePath();
    for (const [style, width] of [[paint.rule, 40 + 2 / scale], [paint.ground, 40]]) { pen.strokeStyle = style; pen.lineWidth = width; pen.stroke(); }
    pen.fillStyle = paint.ground;
    pen.fill();
  }
  pen.textAlign = 'center';
  pen.textBaseline = 'bottom';
  pen.font = `600 ${12.5 / scale}px ${FACE}`;
  for (const ground of grounds) {
    pen.strokeStyle = paint.halo;
    pen.lineWidth = 4 / scale;
    pen.strokeText(ground.name ?? '', ground.x, ground.y - 6 / scale);
    pen.fillStyle = paint.soft;
    pen.fillText(ground.name ?? '', ground.x, ground.y - 6 / scale);
  }
}

/** The group whose name stands at a place of the drawing. */
function namedAt(at) {
  const scale = zoomed();
  return grounds.find(({ name, x, y }) => name && Math.abs(at.x - x) < widthOf(name) / scale / 2 + 4 / scale && at.y < y && at.y > y - 24 / scale)?.g;
}

function foldLook(id) {
  const paint = ink(), [x, y] = places.get(id), scale = zoomed(), chosen = state.pick?.kind === 'group' && foldId(state.pick.k) === id;
  return {
    id, x, y, physics: false, shape: 'box', label: `${groupOf(id) === rest ? `${t('groupRest')} ` : ''}+${many(folded.get(id))}`, margin: { top: 5 / scale, bottom: 5 / scale, left: 9 / scale, right: 9 / scale }, borderWidth: chosen ? 2.5 : 1.2, shapeProperties: { borderRadius: 10 / scale },
    color: { background: paint.halo, border: paint.accent }, font: { face: FACE, size: (LABEL - 0.5) / scale, color: paint.accent, strokeWidth: 0, vadjust: 0 },
  };
}

/** Draw the folds anew: the library takes their margins once, and these follow the zoom. */
function refold() {
  if (Math.abs(Math.log(zoomed() / foldedAt)) > 0.05) shownNodes.remove([...folded.keys()]);
  foldedAt = zoomed();
  shownNodes.update([...folded.keys()].map(foldLook));
}

/** All about a community: its entities, and what unfolds more of it. */
function groupPanel(g, on) {
  const alive = members[g].filter(k => seen.degree.has(k)), hidden = sizeOf(g) - alive.filter(k => shownNodes.get(k)).length, lines = new Map();
  const more = g === rest ? groups.flatMap((_, k) => (apart(k) || !sizeOf(k) ? [] : [k])) : [];
  const further = more.reduce((n, k) => n + sizeOf(k), 0);
  for (const e of seen.drawn) for (const [one, other] of [[e.a, e.b], [e.b, e.a]]) if (groupOf(one) === g && groupOf(other) !== g) lines.set(groupOf(other), (lines.get(groupOf(other)) ?? 0) + 1);
  const joined = [...lines].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 8);
  const button = (name, act) => el('button', { type: 'button', class: 'plain-button', onclick: act }, name);
  return [
    head(t('group'), el('bdi', {}, groupName(g)), el('p', { class: 'names' }, t('groupSize', many(sizeOf(g) + further), many(sizeOf(g) - hidden))), on.closePanel),
    el('div', { class: 'buttons' }, hidden > 0 && (!source.live || source.has(g)) && button(t('groupOpen', many(Math.min(hidden, STEP))), () => on.open(g)), state.open.has(g) && button(t('groupFold'), () => on.fold(g))),
    more.length > 0 && el('section', {}, el('h3', {}, t('groupMore')), more.map(k => groupItem(k, t('entityCount', many(sizeOf(k))), on))),
    g !== rest && joined.length > 0 && el('section', {}, el('h3', {}, t('groupJoined')), joined.map(([k, n]) => groupItem(k, t('lines', many(n)), on))),
    alive.length > 0 && el('section', {}, el('h3', {}, t('groupLead')), alive.slice(0, 30).map(k => el('button', { type: 'button', class: 'item', onclick: () => on.pick({ kind: 'entity', k }, true) },
      icon(classOf(entities[k])), el('span', { class: 'words' }, el('bdi', {}, entities[k].label)), el('span', { class: 'count' }, t('degree', seen.degree.get(k))))),
      alive.length > 30 && el('p', { class: 'count' }, t('beyond', many(alive.length - 30)))),
  ].filter(Boolean);
}

function groupItem(g, count, on) {
  return el('button', { type: 'button', class: 'item', onclick: () => (apart(g) ? on.pick({ kind: 'group', k: g }, true) : on.open(g)) }, el('span', { class: 'words' }, el('bdi', {}, groupName(g))), el('span', { class: 'count' }, count));
}

/** The communities that the filters leave, for the overview. */
function groupSectionOf(on) {
  if (!groups.length) return false;
  const sizes = groups.map((_, g) => (apart(g) ? sizeOf(g) + (g === rest ? groups.reduce((n, _, k) => n + (apart(k) ? 0 : sizeOf(k)), 0) : 0) : 0));
  return el('section', {}, el('h3', {}, t('groups')), groups.map((_, g) => sizes[g] > 0 && groupItem(g, t('entityCount', many(sizes[g])), on)));
}

// Communities: which are drawn, what is folded of each, and the ground that each has.
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
let folded = new Map(), grounds = []; // what is folded of each group; the outlines of those that are drawn

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
}

const foldText = id => `${groupOf(id) === rest ? `${t('groupRest')} ` : ''}+${many(folded.get(id) ?? 0)}`;
function foldWidth(id) { return widthOf(foldText(id), LABEL - 0.5) + 18; }
/** What is folded of a group, as a button of the same size at every zoom. */
function foldLook(id) {
  const [x, y] = places.get(id);
  return { id, x, y, physics: false, shape: 'custom', count: folded.get(id), ctxRenderer: ({ ctx, x: left, y: top }) => ({
    drawNode: () => paintFold(ctx, id, left, top), nodeDimensions: { width: foldWidth(id) / zoomed(), height: 26 / zoomed() } }) };
}
function paintFold(pen, id, x, y) {
  const paint = ink(), scale = zoomed(), [wide, high] = [foldWidth(id) / scale, 26 / scale], chosen = state.pick?.kind === 'group' && foldId(state.pick.k) === id;
  pen.beginPath();
  pen.roundRect(x - wide / 2, y - high / 2, wide, high, 10 / scale);
  Object.assign(pen, { fillStyle: paint.halo, strokeStyle: paint.accent, lineWidth: (chosen ? 2.5 : 1.2) / scale });
  pen.fill();
  pen.stroke();
  Object.assign(pen, { font: `${(LABEL - 0.5) / scale}px ${FACE}`, fillStyle: paint.accent, textAlign: 'center', textBaseline: 'middle' });
  pen.fillText(foldText(id), x, y);
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
  if (!groups.length || !seen.degree.size) return false;
  const sizes = groups.map((_, g) => (apart(g) ? sizeOf(g) + (g === rest ? groups.reduce((n, _, k) => n + (apart(k) ? 0 : sizeOf(k)), 0) : 0) : 0));
  return el('section', {}, el('h3', {}, t('groups')), groups.map((_, g) => sizes[g] > 0 && groupItem(g, t('entityCount', many(sizes[g])), on)));
}

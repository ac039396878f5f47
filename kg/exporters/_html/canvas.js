// The drawing: which nodes and lines vis-network holds, where they stand, and how the chosen ones stand out.
/** Stretch places along one axis, so that the picture has the window's proportions. */
function stretched(spots, wide, high) {
  if (spots.length < 3) return spots;
  const xs = spots.map(s => s[1]), ys = spots.map(s => s[2]);
  const span = list => list.reduce((m, v) => Math.max(m, v), -Infinity) - list.reduce((m, v) => Math.min(m, v), Infinity) || 1;
  const by = Math.min(1.7, Math.max(1 / 1.7, (span(xs) / wide) / (span(ys) / high)));
  return spots.map(([k, x, y]) => (by > 1 ? [k, x, Math.round(y * by)] : [k, Math.round(x / by), y]));
}
{
  const stage = $('stage').getBoundingClientRect(), wide = stage.width - (innerWidth < 1240 ? 0 : 376) - 116, high = stage.height - 132;
  const opening = stretched([...data.first, ...data.folds], wide, high);
  data.first = opening.slice(0, data.first.length);
  data.folds = opening.slice(data.first.length);
  for (const [k, x, y] of stretched(data.nodes.map(n => [n.id, n.x, n.y]), wide, high)) Object.assign(nodes.get(k), { x, y });
}
const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const first = new Map(data.first.map(([k, x, y]) => [k, [x, y]]));
const whole = first.size === nodes.size && !data.live;
const MANY = 500; // drawn nodes above which nothing is dimmed and no room is made
const CROWD = 3000; // lines above which all are drawn thin, whole and without arrowheads
const shownNodes = new vis.DataSet(), shownLines = new vis.DataSet();
const FACE = getComputedStyle(document.body).fontFamily;
const LABEL = 13; // pixels on the screen, whatever the zoom
let network = null, places = new Map(), hovered = null, named = new Set(), above = new Set(), worded = new Set(), later = 0, crowded = false;

const ink = () => dark.matches
  ? { text: '#e8ecf2', halo: '#14181f', rim: '#14181f', dim: '#39424f', dimText: '#5b6675', ground: '#1a202a', rule: '#2a323e', soft: '#a9b4c3', accent: '#7ab8f5' }
  : { text: '#1c2430', halo: '#fbfaf7', rim: '#ffffff', dim: '#dcdad3', dimText: '#a9adb5', ground: '#f3f1ea', rule: '#e3e0d8', soft: '#586273', accent: '#0b5cad' };

function startCanvas(on) {
  const paint = ink();
  network = new vis.Network($('graph'), { nodes: shownNodes, edges: shownLines }, {
    ...data.options,
    nodes: { borderWidth: 1.5, borderWidthSelected: 2.5, chosen: false, scaling: { label: { drawThreshold: 4 } } },
    edges: { chosen: false, width: 1.5, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false, smooth: false },
    interaction: { ...data.options.interaction, hideEdgesOnDrag: nodes.size > 3000, keyboard: { enabled: true, bindToWindow: false, autoFocus: false } },
  });
  network.on('click', event => {
    const node = event.nodes[0] ?? network.getNodeAt(event.pointer.DOM);
    const line = event.edges[0] ?? network.getEdgeAt(event.pointer.DOM);
    const group = node === undefined && line === undefined ? namedAt(event.pointer.canvas) : undefined;
    if (node !== undefined && isFold(node)) on.open(groupOf(node));
    else on.pick(node !== undefined ? { kind: 'entity', k: node } : line !== undefined ? { kind: 'edge', k: line } : group !== undefined ? { kind: 'group', k: group } : null);
  });
  network.on('doubleClick', event => { if (event.nodes.length && !isFold(event.nodes[0])) on.unfold(event.nodes[0]); });
  network.on('beforeDrawing', pen => { settle(); paintGrounds(pen); });
  network.on('stabilized', relabelSoon);
  const point = value => { $('graph').style.cursor = value ? 'pointer' : ''; };
  network.on('hoverEdge', event => { hovered = event.edge; point(true); paintLines([event.edge]); });
  network.on('blurEdge', event => { hovered = null; point(false); paintLines([event.edge]); });
  network.on('hoverNode', () => point(true));
  network.on('blurNode', () => point(false));
  for (const moved of ['zoom', 'dragEnd', 'animationFinished', 'resize']) network.on(moved, relabelSoon);
  network.on('dragEnd', event => event.nodes.forEach(k => { const at = network.getPosition(k); places.set(k, [at.x, at.y]); }, groundAll()));
  network.canvas.frame.removeAttribute('tabindex'); // the drawing takes the focus itself, once
  $('graph').network = network;
  $('graph').style.background = paint.halo;
}

/** Choose the nodes to draw: all that pass, or the best-joined of them with what was unfolded. */
function chosenNodes() {
  const alive = [...seen.degree.keys()].filter(k => nodes.has(k));
  if (state.view === 'all' || whole) return alive;
  const kept = filtered()
    ? alive.sort((a, b) => seen.degree.get(b) - seen.degree.get(a) || a - b).slice(0, Math.max(first.size, 40))
    : alive.filter(k => first.has(k));
  const out = new Set(kept);
  for (const k of [...state.extra, ...unfolded()]) if (seen.degree.has(k)) out.add(k);
  return [...out];
}

/** Bring the drawing in line with the choice. Returns how many entities and lines it shows. */
function redraw() {
  if (moving.size) move();
  const drawn = new Set(chosenNodes());
  foldUp(drawn);
  places = placed([...drawn, ...folded.keys()]);
  groundAll();
  const wanted = seen.drawn.filter(e => drawn.has(e.a) && drawn.has(e.b)).map(e => e.k);
  crowded = wanted.length > CROWD;
  const keep = new Set(wanted);
  shownLines.remove(shownLines.getIds().filter(k => !keep.has(k)));
  shownNodes.remove(shownNodes.getIds().filter(k => !drawn.has(k) && !folded.has(k)));
  shownNodes.update([...[...drawn].map(nodeLook), ...[...folded.keys()].map(foldLook)]);
  shownLines.update(wanted.map(lineLook));
  $('empty').hidden = drawn.size > 0;
  return { nodes: drawn.size, lines: wanted.length };
}

/** Places as they were computed beforehand; what was unfolded beside the first view stands near what it belongs to. */
function placed(ids) {
  const home = k => (isFold(k) ? homeOf(groupOf(k)) : [nodes.get(k).x, nodes.get(k).y]);
  if (state.view === 'all' || whole) return new Map(ids.map(k => [k, home(k)]));
  const out = new Map(ids.filter(k => first.has(k) || folds.has(k)).map(k => [k, places.get(k) ?? first.get(k) ?? folds.get(k)]));
  const late = ids.filter(k => !out.has(k));
  for (const k of late) out.set(k, places.get(k) ?? besides(k, out));
  return late.length || places.size ? parted(out) : out;
}

function besides(k, taken) {
  const own = [...taken.keys()].filter(j => groupOf(j) === groupOf(k)), near = isFold(k) ? [] : own.filter(j => entities[k].near.has(j));
  const from = near.length ? near.map(j => taken.get(j)) : own.length ? own.map(j => taken.get(j)) : [homeOf(groupOf(k))];
  const x = from.reduce((sum, p) => sum + p[0], 0) / from.length, y = from.reduce((sum, p) => sum + p[1], 0) / from.length;
  for (let turn = 1; ; turn++) {
    const radius = 34 * Math.sqrt(turn), at = [Math.round(x + radius * Math.cos(turn * 2.4) * 1.3), Math.round(y + radius * Math.sin(turn * 2.4))];
    if (own.every(j => { const p = taken.get(j); return Math.abs(p[0] - at[0]) > 92 || Math.abs(p[1] - at[1]) > 54; })) return at;
  }
}

/** The entities that stand out: the chosen one with its neighbours, or the two ends of the chosen line. */
function lit() {
  if (!state.pick || ['take', 'group', 'articles'].includes(state.pick.kind) || shownNodes.length > MANY) return null;
  if (state.pick.kind === 'path') return state.pick.route.nodes.length ? new Set(state.pick.route.nodes) : null;
  if (state.pick.kind === 'edge') return new Set([edges[state.pick.k].a, edges[state.pick.k].b]);
  if (state.pick.kind === 'article') return new Set(firstSaid[state.pick.k].all.flatMap(s => [statements[s].s, statements[s].o]));
  const k = state.pick.kind === 'entity' ? state.pick.k : statements[state.pick.k].s;
  return nodes.has(k) ? new Set([k, ...entities[k].near]) : null;
}

function nodeLook(k) {
  const node = nodes.get(k), paint = ink(), near = lit(), faded = near && !near.has(k), [x, y] = places.get(k), free = moving.has(k);
  const chosen = state.pick?.kind === 'entity' && state.pick.k === k;
  return {
    id: k, label: named.has(k) ? node.label : '', shape: node.shape, size: node.size, x, y, physics: free, fixed: free && chosen, borderWidth: chosen ? 4 : 1.5,
    color: faded ? { background: paint.dim, border: paint.rim } : { background: node.color, border: chosen ? paint.text : paint.rim },
    font: { face: FACE, size: letters(node), color: faded ? paint.dimText : paint.text, strokeWidth: 4 / zoomed(), strokeColor: paint.halo, vadjust: above.has(k) ? -2 * node.size - (LABEL * 1.6 + 6) / zoomed() : 0 },
  };
}

function lineLook(k) {
  const edge = edges[k], paint = ink(), near = lit(), pick = state.pick;
  const look = modality(firmest(edge.st.filter(s => seen.passing.has(s)).flatMap(s => evidenceOf(statements[s]).map(e => e.m))) ?? 'asserted');
  const chosen = pick?.kind === 'edge' && pick.k === k;
  const touches = chosen || (pick?.kind === 'entity' && (edge.a === pick.k || edge.b === pick.k)) || (pick?.kind === 'path' && pick.route.lines.has(k)) || (pick?.kind === 'article' && edge.st.some(s => statements[s].e.some(e => e.a === pick.k)));
  const faded = near && !touches;
  const beside = bundles.get(pairKey(edge.a, edge.b)), place = beside.indexOf(k), bend = place - (beside.length - 1) / 2;
  const way = (edge.a < edge.b ? 1 : -1) * bend;
  return {
    ...lines[k], dashes: look.dashes.length && !crowded ? look.dashes : false, width: chosen ? 3.5 : touches ? 2.2 : crowded ? 1 : 1.5,
    color: { color: faded ? paint.dim : dark.matches ? look.dark : look.light, hover: dark.matches ? look.dark : look.light, opacity: faded ? 0.7 : near || touches ? 1 : crowded ? 0.25 : 0.8 },
    arrows: { to: { enabled: (!crowded || touches) && (look.arrow === 'bar' || !relations.get(edge.p)?.sym), type: look.arrow, scaleFactor: look.arrow === 'bar' ? 0.8 : 0.6 } },
    smooth: way && !crowded ? { enabled: true, type: way > 0 ? 'curvedCW' : 'curvedCCW', roundness: Math.min(0.6, Math.abs(way) * 0.28) } : false,
    label: lineLabel(k, chosen, touches, beside), font: { size: (LABEL - 0.5) / zoomed(), align: 'horizontal', color: paint.text, strokeWidth: 5 / zoomed(), strokeColor: paint.halo, face: FACE },
  };
}

function paintLines(ids) { shownLines.update(ids.filter(k => shownLines.get(k)).map(lineLook)); }
function repaint() {
  $('graph').style.background = ink().halo;
  shownNodes.update(shownNodes.getIds().map(k => (isFold(k) ? foldLook(k) : nodeLook(k))));
  paintLines(shownLines.getIds());
  relabelSoon();
}

const motion = () => (still.matches || shownNodes.length > MANY ? false : { duration: 260, easingFunction: 'easeInOutQuad' });
/** The part of the canvas that no panel covers, in pixels. */
function clearArea() {
  const stage = $('graph').getBoundingClientRect(), panel = $('panel').getBoundingClientRect();
  const covered = panel.height && panel.top > stage.top + 40 && panel.left < stage.left + 40 ? stage.bottom - panel.top : 0;
  return { width: stage.width, height: stage.height - covered, covered };
}
/** Bring some nodes into view, or all of them. */
function fitAll(animation = motion(), ids = []) {
  const spots = (ids.length ? ids : shownNodes.getIds()).filter(k => places.has(k)).map(k => [...places.get(k), isFold(k) ? 30 : nodes.get(k).size, isFold(k) ? 45 : Math.min(90, widthOf(nodes.get(k).label) * 0.6)]);
  if (!ids.length) for (const { x, y, g } of grounds) spots.push([x, y, 20, widthOf(groupName(g)) * 0.5]);
  if (!spots.length) return;
  const least = (of) => spots.reduce((m, s) => Math.min(m, of(s)), Infinity);
  const top = least(s => s[1] - s[2]), bottom = -least(s => -s[1] - s[2]), area = clearArea();
  let left = 0, right = 0, scale = Math.min(1.3, (area.height - (area.height < 400 ? 88 : 132)) / (bottom - top || 1));
  for (let turn = 0; turn < 8; turn++) { // names are as wide at every zoom, so what is outermost depends on it
    left = least(s => s[0] - s[3] / scale);
    right = -least(s => -s[0] - s[3] / scale);
    scale = Math.min(scale, scale * (area.width - 24) / ((right - left) * scale));
  }
  show((left + right) / 2, (top + bottom) / 2 + 26 / scale, scale, animation);
}
function show(x, y, scale, animation = motion()) {
  network.setSize('100%', '100%');
  network.moveTo({ position: { x, y: y + clearArea().covered / 2 / scale }, scale, animation });
  if (!animation) relabel();
}
function flyTo(k) {
  if (shownNodes.get(k)) show(...places.get(k), Math.max(0.85, Math.min(1.3, network.getScale())));
}
/** Move the picture just far enough to bring a node out from under a panel or the edge. */
function reveal(k) {
  if (!shownNodes.get(k)) return;
  const area = clearArea(), at = network.canvasToDOM(network.getPosition(k));
  if (at.x < 30 || at.y < 30 || at.x > area.width - 30 || at.y > area.height - 40) show(...places.get(k), network.getScale());
}
function zoom(by) { network.moveTo({ scale: network.getScale() * by, animation: motion() }); relabelSoon(); }

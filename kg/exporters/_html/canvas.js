// The drawing: which nodes and lines vis-network holds, and how the chosen ones stand out.
const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const whole = data.first.length === nodes.size && !data.live;
const MANY = 500; // drawn nodes above which nothing is dimmed and no room is made
const LEGIBLE = 0.45; // scale down to which neighbours are brought into view with the chosen
const CROWD = 3000; // lines above which all are drawn thin, whole and without arrowheads
const shownNodes = new vis.DataSet(), shownLines = new vis.DataSet();
const FACE = getComputedStyle(document.body).fontFamily;
let network = null, places = new Map(), crowded = false;

const ink = () => dark.matches
  ? { text: '#e8ecf2', halo: '#14181f', rim: '#14181f', dim: '#39424f', dimText: '#717d8f', ground: '#1a202a', rule: '#2a323e', soft: '#a9b4c3', accent: '#7ab8f5' }
  : { text: '#1c2430', halo: '#fbfaf7', rim: '#ffffff', dim: '#dcdad3', dimText: '#868c95', ground: '#f3f1ea', rule: '#e3e0d8', soft: '#586273', accent: '#0b5cad' };

function startCanvas(on) {
  const paint = ink();
  network = new vis.Network($('graph'), { nodes: shownNodes, edges: shownLines }, {
    ...data.options,
    nodes: { borderWidth: 1.5, borderWidthSelected: 2.5, chosen: false },
    edges: { chosen: false, width: 1.5, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false, smooth: false },
    interaction: { ...data.options.interaction, hideEdgesOnDrag: nodes.size > 3000, keyboard: { enabled: true, bindToWindow: false, autoFocus: false } },
  });
  network.on('click', event => {
    const node = event.nodes[0] ?? network.getNodeAt(event.pointer.DOM);
    const line = event.edges[0] ?? network.getEdgeAt(event.pointer.DOM);
    const tag = node === undefined ? tagAt(event.pointer.DOM) : undefined;
    if (node !== undefined && isFold(node)) on.open(groupOf(node));
    else on.pick(node !== undefined ? { kind: 'entity', k: node } : tag ? { kind: tag.kind, k: tag.k } : line !== undefined ? { kind: 'edge', k: line } : null);
  });
  network.on('doubleClick', event => { if (event.nodes.length && !isFold(event.nodes[0])) on.unfold(event.nodes[0]); });
  network.on('beforeDrawing', pen => { settle(); paintGrounds(pen); });
  network.on('afterDrawing', paintTags);
  network.on('stabilized', relabelSoon);
  const hover = (title, line = null) => { hovered = line; $('graph').style.cursor = title ? 'pointer' : ''; $('graph').title = title; };
  network.on('hoverEdge', event => { hover(claimText(statements[edges[event.edge].st[0]]), event.edge); network.redraw(); });
  network.on('blurEdge', () => { hover(''); network.redraw(); });
  network.on('hoverNode', event => hover(isFold(event.node) ? t('foldHint', many(folded.get(event.node))) : `${entities[event.node].label} · ${classOf(entities[event.node])[language]}`));
  network.on('blurNode', () => hover(''));
  $('graph').addEventListener('pointermove', event => {
    if ($('graph').title) return;
    const box = $('graph').getBoundingClientRect();
    $('graph').style.cursor = tagAt({ x: event.clientX - box.x, y: event.clientY - box.y }) ? 'pointer' : '';
  });
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
  if (state.pick.kind === 'article') return new Set(firstSaid[state.pick.k].all.flatMap(s => [statements[s].s, statements[s].o ?? statements[s].s]));
  const k = state.pick.kind === 'entity' ? state.pick.k : statements[state.pick.k].s;
  return nodes.has(k) ? new Set([k, ...entities[k].near]) : null;
}

function nodeLook(k) {
  const node = nodes.get(k), paint = ink(), near = lit(), faded = near && !near.has(k), [x, y] = places.get(k), free = moving.has(k);
  const chosen = state.pick?.kind === 'entity' && state.pick.k === k;
  return {
    id: k, shape: node.shape, size: node.size, x, y, physics: free, fixed: free && chosen, borderWidth: chosen ? 4 : 1.5,
    color: faded ? { background: paint.dim, border: paint.rim } : { background: node.color, border: chosen ? paint.text : rimOf(classOf(entities[k])) },
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
/** Bring some nodes with their names into view, or all of them; names are as wide at every zoom, so what is outermost depends on it. */
function fitAll(animation = motion(), ids = [], most = 1.3) {
  const crowd = shownNodes.length > 150, spots = (ids.length ? ids : shownNodes.getIds()).filter(k => places.has(k)).map(k => [...places.get(k), ...roomOf(k, crowd ? 60 : Infinity)]);
  const met = ids.length ? new Set(ids.filter(k => places.has(k)).map(groupOf)) : null;
  for (const { x, y, g } of grounds) if (!met || met.has(g)) spots.push([x, y, 0, widthOf(groupName(g, 1)) * 0.5, 26, 0]);
  if (!spots.length) return;
  const area = clearArea(), wide = area.width - 20, high = area.height - (area.covered ? 24 : 76), least = of => spots.reduce((m, s) => Math.min(m, of(s)), Infinity);
  let scale = most, box = [];
  for (let turn = 0; turn < 12; turn++) {
    box = [least(([x, , r, half]) => x * scale - Math.max(r * scale, half)), -least(([x, , r, half]) => -x * scale - Math.max(r * scale, half)),
      least(([, y, r, , over]) => y * scale - r * scale - over), -least(([, y, r, , , under]) => -y * scale - r * scale - under)];
    const by = Math.min(wide / (box[1] - box[0]), high / (box[3] - box[2]));
    if (by >= 0.999) break;
    scale *= by;
  }
  show((box[0] + box[1]) / 2 / scale, ((box[2] + box[3]) / 2 + (area.covered ? 0 : 26)) / scale, scale, animation);
}
/** What a node takes up beside its own place: its radius in the drawing's measure, then pixels to either side, above and below. */
function roomOf(k, most = Infinity) {
  if (isFold(k)) return [0, Math.max(groupOf(k) === rest ? 54 : 30, foldWidth(k) / 2 + 4), 18, 18];
  const node = nodes.get(k), half = widthOf(node.label, letters(node)) / 2 + 4;
  return [node.size, Math.min(half, most), 4, 22];
}
function show(x, y, scale, animation = motion()) {
  network.setSize('100%', '100%');
  const position = { x, y: y + clearArea().covered / 2 / scale };
  network.moveTo({ position, scale, animation });
  relabel({ scale, position });
}
/** Bring an entity into view, with its neighbours where they fit. */
function flyTo(k) {
  if (!shownNodes.get(k)) return;
  const scale = Math.max(0.85, Math.min(1.3, network.getScale())), near = [k, ...entities[k].near].filter(j => shownNodes.get(j)), [x, y] = places.get(k), area = clearArea();
  const reach = near.reduce((m, j) => { const [a, b] = places.get(j); return [Math.max(m[0], Math.abs(a - x)), Math.max(m[1], Math.abs(b - y))]; }, [0, 0]);
  const fits = Math.min((area.width / 2 - 70) / reach[0], (area.height / 2 - 50) / reach[1]);
  show(x, y, near.length > 12 || fits < LEGIBLE ? scale : Math.min(scale, fits));
}
/** Move the picture just far enough to bring a node out from under a panel or the edge. */
function reveal(k) {
  if (!shownNodes.get(k)) return;
  const area = clearArea(), at = network.canvasToDOM(network.getPosition(k));
  if (at.x < 30 || at.y < 30 || at.x > area.width - 30 || at.y > area.height - 40) show(...places.get(k), network.getScale());
}
function zoom(by) { network.moveTo({ scale: network.getScale() * by, animation: motion() }); relabelSoon(); }

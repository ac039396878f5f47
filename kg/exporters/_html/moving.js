// Movement, off unless it is asked for: springs between one entity and what is drawn around it, and nothing else.
const MOVED = 80; // entities at most
const SPRINGS = { enabled: true, solver: 'forceAtlas2Based', stabilization: false, minVelocity: 0.5, maxVelocity: 30, forceAtlas2Based: { gravitationalConstant: -120, centralGravity: 0, springLength: 110, springConstant: 0.06, damping: 0.6, avoidOverlap: 0.6 } };
let moving = new Set();

/** Take over where the springs have brought things. */
function settle() {
  for (const k of moving) if (shownNodes.get(k)) { const at = network.getPosition(k); places.set(k, [at.x, at.y]); }
  if (moving.size) groundAll();
}

/** Let an entity's neighbours move, or hold everything. */
function move(k = null) {
  settle();
  const near = k === null ? [] : [...entities[k].near].filter(j => shownNodes.get(j)).sort((a, b) => entities[b].degree - entities[a].degree || a - b);
  moving = new Set(k === null ? [] : [k, ...near].slice(0, MOVED));
  shownNodes.update(drawnEntities().map(nodeLook));
  network.setOptions({ physics: moving.size ? SPRINGS : { enabled: false } });
  if (moving.size) network.startSimulation();
  relabelSoon();
}

function moveButton(entity, on) {
  if ([...entity.near].filter(k => shownNodes.get(k)).length < 2 || !shownNodes.get(entity.k)) return false;
  return el('button', { type: 'button', class: 'plain-button', 'aria-pressed': String(moving.has(entity.k)), title: t('moveHint'), onclick: () => on.move(entity.k) }, t('move'));
}

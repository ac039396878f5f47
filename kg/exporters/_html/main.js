// Ties the pieces together: every action changes the state, then everything that shows it is shown anew.
const AROUND_IT = 8; // neighbours that are drawn with an entity that would stand alone
let closed = innerWidth < 1240; // whether the overview stays out of the way until it is asked for

function update({ fit = false } = {}) {
  count();
  if (state.pick?.kind === 'path') state.pick.route = route();
  const drawn = redraw();
  showFilters(actions);
  refreshPanel();
  if (fit) fitAll(); else relabelSoon();
  const total = source.live ? data.live.entities : seen.degree.size;
  $('scope').replaceChildren(`${t('entities')} `, el('b', {}, many(drawn.nodes)), drawn.nodes < total ? ` / ${many(total)}` : '', ` · ${t('relations')} `, el('b', {}, many(drawn.lines)));
  const more = $('more');
  more.hidden = whole || data.live || (state.view !== 'all' && drawn.nodes >= total);
  more.textContent = state.view === 'all' ? t('core') : t('more', many(total - drawn.nodes));
  remember();
}

/** Say everything that is fixed in the language that was chosen; a title of the user's own stays. */
function speak() {
  translate();
  document.title = document.querySelector('.bar h1').textContent = data.title === WORDS.title[0] ? t('title') : data.title;
}

function refreshPanel() {
  const hide = state.pick === null && closed;
  $('panel').classList.toggle('closed', hide);
  for (const kind of ['path', 'take', 'articles']) $(`show-${kind}`).setAttribute('aria-pressed', String(state.pick?.kind === kind));
  $('show-overview').setAttribute('aria-pressed', String(state.pick === null && !closed));
  if (!hide) showPanel(actions);
}

let kept = 'null'; // what was chosen when the address was written last
/** Write the view into the address; each choice is a step that the browser's way back undoes. */
function remember() {
  const fragment = toFragment(), chosen = choice(), step = chosen === kept ? 'replaceState' : 'pushState';
  kept = chosen;
  history[step](null, '', fragment ? `#${fragment}` : location.pathname + location.search);
}
function choice() { const { kind, k, a, b } = state.pick ?? {}; return JSON.stringify(state.pick && [kind, k, a, b]); }

/** Show what the address names, drawn though it is of no first view. */
function enter() {
  kept = choice();
  const chosen = state.pick;
  if (chosen?.kind === 'entity') drawWith(chosen.k);
  if (chosen?.kind === 'path') { count(); chosen.route = route(); chosen.route.nodes.forEach(k => state.extra.add(k)); }
  if (chosen?.kind === 'edge') [edges[chosen.k].a, edges[chosen.k].b].forEach(k => state.extra.add(k));
  update();
}
/** Draw an entity, with its best-joined neighbours where none of them is drawn. */
function drawWith(k) {
  state.extra.add(k);
  if (![...entities[k].near].some(j => shownNodes.get(j) || (!shownNodes.length && first.has(j)))) [...entities[k].near].sort((a, b) => entities[b].degree - entities[a].degree || a - b).slice(0, AROUND_IT).forEach(j => state.extra.add(j));
}

const actions = {
  pick(pick, fly = false) {
    if (pick?.kind === 'entity') source.need(() => actions.picked(pick, fly), [entities[pick.k].id]);
    else actions.picked(pick, fly);
  },
  picked(pick, fly) {
    if (pick?.kind === 'group') { actions.show(pick.k); return; }
    state.pick = pick;
    if (moving.size && pick?.k !== [...moving][0]) move();
    const k = pick?.kind === 'entity' ? pick.k : pick?.kind === 'measure' ? statements[pick.k].s : null;
    const wanted = k !== null ? [k] : pick?.kind === 'edge' ? [edges[pick.k].a, edges[pick.k].b] : pick?.kind === 'path' ? pick.route.nodes : [];
    const missing = wanted.filter(j => nodes.has(j) && !shownNodes.get(j));
    if (missing.length) { missing.forEach(j => (pick.kind === 'entity' ? drawWith(j) : state.extra.add(j))); update(); } else { refreshPanel(); repaint(); remember(); }
    requestAnimationFrame(() => { if (pick?.kind === 'path') fitAll(motion(), wanted); else if (fly || missing.length) flyTo(wanted[0]); else wanted.forEach(reveal); });
  },
  path({ a, b }) {
    if (a !== undefined && b !== undefined && a !== b) source.way(() => actions.route({ a, b }), entities[a].id, entities[b].id);
    else actions.route({ a, b });
  },
  route({ a, b }) {
    const pick = { kind: 'path', a, b }, before = state.pick;
    state.pick = pick;
    pick.route = route();
    state.pick = before;
    actions.pick(pick);
    const open = a === undefined ? 'path-a' : b === undefined ? 'path-b' : null;
    if (open) $(open).focus();
  },
  unfold(k) {
    [...entities[k].near].filter(j => seen.degree.has(j)).sort((a, b) => entities[b].degree - entities[a].degree).slice(0, 40).forEach(j => state.extra.add(j));
    state.pick = { kind: 'entity', k };
    update();
    requestAnimationFrame(() => flyTo(k));
  },
  open(g) {
    source.unfold(() => { state.open.set(g, (state.open.get(g) ?? 0) + 1); actions.show(g); }, g);
  },
  fold(g) {
    state.open.delete(g);
    places = new Map();
    actions.show(g);
  },
  /** Choose a community, and bring what is drawn of it into view. */
  show(g) {
    state.pick = { kind: 'group', k: g };
    update();
    requestAnimationFrame(() => fitAll(motion(), [...drawnEntities(), ...folded.keys()].filter(k => groupOf(k) === g)));
  },
  closePanel() {
    closed = state.pick === null || closed;
    actions.pick(null);
  },
  toggle(facet, id, on) { state.off[facet][on ? 'delete' : 'add'](id); if (facet === 'modality') state.rumour = false; update({ fit: true }); },
  all(facet, ids) { if (state.off[facet].size) state.off[facet].clear(); else ids.forEach(id => state.off[facet].add(id)); update({ fit: true }); },
  move(k) {
    move(moving.has(k) ? null : k);
    refreshPanel();
  },
  only(article) {
    const alone = isAlone(article);
    state.off.article = new Set(alone ? [] : articles.map(a => a.id).filter(id => id !== article.id));
    update({ fit: true });
  },
  preset(p) { state.off.modality = new Set(p.off); state.rumour = p.rumour; update({ fit: true }); },
  dates(from, to) { Object.assign(state, { from, to }); update({ fit: true }); },
  set(name, n) { state[name] = n; update({ fit: true }); },
  clear() { clearFilters(); update({ fit: true }); },
};

/** For tests and for the console: the view's data, statements and query. */
const hook = {
  data, query: viewAsQuery, texts: () => allTags().map(tag => ({ kind: tag.kind, k: tag.k, text: tag.text, box: boxOfTag(tag) })), csv: viewAsCsv, turtle: viewAsTurtle, svg: viewAsSvg, shown: () => shownStatements().map(s => s.id), group: groupOf, open: g => actions.open(g),
};

function start() {
  fromFragment(location.hash.slice(1));
  speak();
  arrange();
  startCanvas(actions);
  startFinding(entity => { actions.pick({ kind: 'entity', k: entity.k }, true); $('panel').focus({ preventScroll: true }); });
  $('more').addEventListener('click', () => { state.view = state.view === 'all' ? 'first' : 'all'; places = new Map(); update({ fit: true }); });
  $('reset-empty').addEventListener('click', actions.clear);
  $('zoom-in').addEventListener('click', () => zoom(1.35));
  $('zoom-out').addEventListener('click', () => zoom(1 / 1.35));
  $('fit').addEventListener('click', () => fitAll());
  $('language').addEventListener('click', () => { language = LANGUAGES.find(l => l !== language); nameAll(); speak(); update(); });
  $('show-path').addEventListener('click', () => (state.pick?.kind === 'path' ? actions.pick(null) : actions.path({ a: state.pick?.kind === 'entity' ? state.pick.k : undefined })));
  $('show-take').addEventListener('click', () => actions.pick(state.pick?.kind === 'take' ? null : { kind: 'take' }));
  $('show-articles').addEventListener('click', () => actions.pick(state.pick?.kind === 'articles' ? null : { kind: 'articles' }));
  $('show-overview').addEventListener('click', () => { closed = state.pick === null && !closed; actions.pick(null); });
  const drawer = open => { $('filters').classList.toggle('open', open); $('show-filters').setAttribute('aria-expanded', String(open)); };
  $('show-filters').addEventListener('click', () => drawer(!$('filters').classList.contains('open')));
  $('graph').addEventListener('pointerdown', () => drawer(false));
  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.isComposing) return;
    if ($('filters').classList.contains('open')) drawer(false);
    else if (state.pick) actions.pick(null);
  });
  dark.addEventListener('change', () => { repaint(); showFilters(actions); refreshPanel(); });
  const follow = () => {
    fromFragment(location.hash.slice(1));
    speak();
    enter();
    if (state.pick?.kind === 'entity') flyTo(state.pick.k); else fitAll(motion(), state.pick?.kind === 'path' ? state.pick.route.nodes : []);
  };
  let width = innerWidth, resized = 0;
  addEventListener('resize', () => {
    clearTimeout(resized);
    if (innerWidth !== width) resized = setTimeout(() => { width = innerWidth; arrange(); places = new Map(); update({ fit: true }); }, 200);
  });
  addEventListener('hashchange', () => { if (source.before) source.before(location.hash.slice(1)).then(follow); else follow(); });
  $('graph').explorer = hook;
  const chosen = state.pick;
  enter();
  const bright = [...lit() ?? []].filter(k => shownNodes.get(k)), own = chosen?.kind === 'entity' && nodes.has(chosen.k) ? bright.filter(k => groupOf(k) === groupOf(chosen.k)) : bright;
  fitAll(false, chosen?.kind === 'path' ? bright : innerWidth <= 720 ? (own.length > 1 ? own : bright) : []);
  document.documentElement.dataset.ready = 'true';
}
if (source.before) source.before(location.hash.slice(1)).then(start); else start();

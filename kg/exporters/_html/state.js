// What the reader has chosen, and what follows from it: which evidence counts, what is drawn, and every number beside a filter.
const state = {
  off: { class: new Set(), relation: new Set(), modality: new Set(), article: new Set() },
  rumour: false, // only what no article asserts
  view: 'first', // or 'all'
  extra: new Set(), // entities that were unfolded beside the first view
  pick: null, // { kind: 'entity' or 'edge' or 'measure', k }
};
const ALL = data.modalities.map(m => m.name);
const PRESETS = [
  { id: 'all', word: 'presetAll', off: [], rumour: false },
  { id: 'facts', word: 'presetFacts', off: ALL.filter(m => m !== 'asserted'), rumour: false },
  { id: 'claims', word: 'presetClaims', off: ALL.filter(m => m !== 'asserted' && m !== 'claimed'), rumour: false },
  { id: 'rumours', word: 'presetRumours', off: ['asserted'], rumour: true },
];
let seen = null; // the last outcome of count()

function same(set, list) { return set.size === list.length && list.every(x => set.has(x)); }
function preset() { return PRESETS.find(p => p.rumour === state.rumour && same(state.off.modality, p.off))?.id ?? ''; }
function filtered() { return state.rumour || Object.values(state.off).some(s => s.size); }
function clearFilters() { Object.values(state.off).forEach(s => s.clear()); state.rumour = false; }

/** Evidence of a statement that the choice of modalities and articles lets through. */
function evidenceOf(statement) {
  if (state.rumour && statement.fact) return [];
  return statement.e.filter(e => !state.off.modality.has(e.m) && !state.off.article.has(articles[e.a].id));
}

/** Go once over all statements: what passes, and how much each choice of each filter would show given the other filters. */
function count() {
  const { off } = state;
  const numbers = { class: new Map(), relation: new Map(), modality: new Map(), article: new Map() };
  const add = (facet, key) => numbers[facet].set(key, (numbers[facet].get(key) ?? 0) + 1);
  const passing = new Set(), alive = new Set(), byClass = new Set();
  for (const s of statements) {
    const ends = s.o === undefined ? [s.s] : [s.s, s.o];
    const classOk = ends.every(k => !off.class.has(entities[k].c));
    const relationOk = !off.relation.has(s.p);
    const rumourOk = !state.rumour || !s.fact;
    const spoken = new Set(), told = new Set();
    let any = false;
    if (rumourOk) for (const e of s.e) {
      const m = !off.modality.has(e.m), a = !off.article.has(articles[e.a].id);
      if (a) spoken.add(e.m);
      if (m) told.add(e.a);
      if (m && a) any = true;
    }
    if (any && relationOk) ends.forEach(k => { if (ends.every(j => j === k || !off.class.has(entities[j].c))) byClass.add(k); });
    if (any && classOk) add('relation', s.p);
    if (classOk && relationOk) { spoken.forEach(m => add('modality', m)); told.forEach(a => add('article', articles[a].id)); }
    if (any && classOk && relationOk) { passing.add(s.k); ends.forEach(k => alive.add(k)); }
  }
  byClass.forEach(k => add('class', entities[k].c));
  const drawn = edges.filter(e => e.st.some(k => passing.has(k)));
  const degree = new Map();
  for (const e of drawn) for (const k of [e.a, e.b]) degree.set(k, (degree.get(k) ?? 0) + 1);
  seen = { numbers, passing, alive, drawn, degree };
  return seen;
}

/** The choice as a fragment of the address, so that a view can be kept and shared. */
function toFragment() {
  const out = new URLSearchParams();
  for (const [facet, set] of Object.entries(state.off)) if (set.size) out.set(facet, [...set].join('|'));
  if (state.rumour) out.set('only', 'rumours');
  if (state.view === 'all') out.set('view', 'all');
  if (state.pick?.kind === 'entity') out.set('entity', entities[state.pick.k].id);
  else if (state.pick) out.set('statement', statements[state.pick.kind === 'edge' ? edges[state.pick.k].st[0] : state.pick.k].id);
  if (language !== browsers) out.set('lang', language);
  return out.toString();
}

function fromFragment(text) {
  const given = new URLSearchParams(text);
  for (const [facet, set] of Object.entries(state.off)) {
    set.clear();
    (given.get(facet) ?? '').split('|').filter(Boolean).forEach(x => set.add(x));
  }
  state.rumour = given.get('only') === 'rumours';
  state.view = given.get('view') === 'all' ? 'all' : 'first';
  language = LANGUAGES.includes(given.get('lang')) ? given.get('lang') : browsers;
  nameAll();
  state.pick = null;
  const entity = entities.find(e => e.id === given.get('entity'));
  const statement = statements.find(s => s.id === given.get('statement'));
  if (entity) state.pick = { kind: 'entity', k: entity.k };
  else if (statement) state.pick = statement.edge === undefined ? { kind: 'measure', k: statement.k } : { kind: 'edge', k: statement.edge };
}

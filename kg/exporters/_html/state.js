// What the reader has chosen: filters, the view, what is picked; and the choice as a fragment of the address.
const state = {
  off: { class: new Set(), relation: new Set(), modality: new Set(), article: new Set(), outlet: new Set() },
  rumour: false, // only what no article asserts
  from: '', to: '', // months or years, or nothing
  least: 1, // sentences that a statement needs
  sure: 0, // confidence that an evidence needs
  view: 'first', // or 'all'
  extra: new Set(), // entities that were unfolded beside the first view
  open: new Map(), // how often each community was unfolded
  pick: null, // { kind: 'entity' or 'edge' or 'measure', k }, { kind: 'path', a, b, route } { kind: 'group', k } { kind: 'article', k } or { kind: 'articles' } or { kind: 'take' }
};
const ALL = data.modalities.map(m => m.name);
const PRESETS = [
  { id: 'all', word: 'presetAll', off: [], rumour: false },
  { id: 'facts', word: 'presetFacts', off: ALL.filter(m => m !== 'asserted'), rumour: false },
  { id: 'claims', word: 'presetClaims', off: ALL.filter(m => m !== 'asserted' && m !== 'claimed'), rumour: false },
  { id: 'rumours', word: 'presetRumours', off: ['asserted'], rumour: true },
];

function same(set, list) { return set.size === list.length && list.every(x => set.has(x)); }
function preset() { return PRESETS.find(p => p.rumour === state.rumour && same(state.off.modality, p.off))?.id ?? ''; }
function filtered() { return state.rumour || state.from || state.to || state.least > 1 || state.sure > 0 || Object.values(state.off).some(s => s.size); }
function clearFilters() {
  Object.values(state.off).forEach(s => s.clear());
  Object.assign(state, { rumour: false, from: '', to: '', least: 1, sure: 0 });
}

/** The choice as a fragment of the address, so that a view can be kept and shared. */
function toFragment() {
  const out = new URLSearchParams();
  for (const [facet, set] of Object.entries(state.off)) {
    const on = facet === 'article' && set.size > articles.length / 2 ? articles.map(a => a.id).filter(id => !set.has(id)) : null;
    if (on?.length) out.set('only-article', on.map(encodeURIComponent).join('|'));
    else if (set.size) out.set(facet, [...set].map(encodeURIComponent).join('|'));
  }
  if (state.rumour) out.set('only', 'rumours');
  for (const end of ['from', 'to']) if (state[end]) out.set(end, state[end]);
  if (state.least > 1) out.set('least', state.least);
  if (state.sure > 0) out.set('sure', state.sure);
  if (state.view === 'all') out.set('view', 'all');
  for (const [g, steps] of state.open) for (let k = 0; k < steps; k++) out.append('open', groupKey(g));
  if (state.pick?.kind === 'entity') out.set('entity', entities[state.pick.k].id);
  else if (state.pick?.kind === 'article') out.set('read', articles[state.pick.k].id);
  else if (state.pick?.kind === 'articles') out.set('list', 'articles');
  else if (state.pick?.kind === 'group') out.set('group', groupKey(state.pick.k));
  else if (state.pick?.kind === 'path') ['a', 'b'].forEach(end => { if (state.pick[end] !== undefined) out.set(`path-${end}`, entities[state.pick[end]].id); });
  else if (state.pick?.kind === 'edge' || state.pick?.kind === 'measure') out.set('statement', statements[state.pick.kind === 'edge' ? edges[state.pick.k].st[0] : state.pick.k].id);
  if (language !== browsers) out.set('lang', language);
  return out.toString();
}

function fromFragment(text) {
  const given = new URLSearchParams(text);
  for (const [facet, set] of Object.entries(state.off)) {
    set.clear();
    (given.get(facet) ?? '').split('|').filter(Boolean).forEach(x => set.add(decoded(x)));
  }
  const alone = new Set((given.get('only-article') ?? '').split('|').filter(Boolean).map(decoded));
  if (articles.some(a => alone.has(a.id))) articles.forEach(a => { if (!alone.has(a.id)) state.off.article.add(a.id); });
  state.rumour = given.get('only') === 'rumours';
  for (const end of ['from', 'to']) state[end] = /^\d{4}(-\d\d)?$/.test(given.get(end) ?? '') ? given.get(end) : '';
  state.least = Math.max(1, Math.min(99, Math.round(Number(given.get('least'))) || 1));
  state.sure = Math.max(0, Math.min(1, Number(given.get('sure')) || 0));
  state.view = given.get('view') === 'all' ? 'all' : 'first';
  state.open.clear();
  for (const g of given.getAll('open').map(groupOfKey)) if (g >= 0 && (state.open.get(g) ?? 0) < 25) state.open.set(g, (state.open.get(g) ?? 0) + 1);
  language = LANGUAGES.includes(given.get('lang')) ? given.get('lang') : browsers;
  nameAll();
  state.pick = null;
  const entity = entities.find(e => e.id === given.get('entity'));
  const [a, b] = ['a', 'b'].map(end => entities.find(e => e.id === given.get(`path-${end}`))?.k);
  const statement = statements.find(s => s.id === given.get('statement'));
  if (entity) state.pick = { kind: 'entity', k: entity.k };
  else if (articleOf(given.get('read')) >= 0) state.pick = { kind: 'article', k: articleOf(given.get('read')) };
  else if (given.get('list') === 'articles') state.pick = { kind: 'articles' };
  else if (groupOfKey(given.get('group')) >= 0) state.pick = { kind: 'group', k: groupOfKey(given.get('group')) };
  else if (a !== undefined || b !== undefined) state.pick = { kind: 'path', a, b };
  else if (statement) state.pick = statement.edge === undefined ? { kind: 'measure', k: statement.k } : { kind: 'edge', k: statement.edge };
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

// The graph is larger than this page: what is not here yet is asked of the server that the page came from.
const online = /^https?:$/.test(location.protocol);
const STATEMENTS = 200, PAGES = 5; // of one question; questions about one entity
const LONGEST = 9000; // letters of an address that any server takes
const loaded = new Set(); // ids of the entities of which all is here
const index = (list, id) => new Map(list.map((row, k) => [id(row), k]));
const at = { entity: index(entities, e => e.id), statement: index(statements, s => s.id), article: index(articles, a => a.id), sentence: index(data.sentences, x => x) };
const joins = index(edges, e => `${e.a} ${e.b} ${e.p}`);
const belongs = new Map(groups.flatMap((g, k) => [...g.lead.map(e => entities[e].id), ...g.more].map(id => [id, k])));
for (const node of data.nodes) belongs.set(entities[node.id].id, node.g);
const note = el('p', { id: 'busy', role: 'status', hidden: true });
$('scope').after(note);

/** Ask the server's JSON API. */
async function asked(path, parameters) {
  const address = new URL(`api/${path}`, new URL('.', location.href));
  for (const [name, value] of parameters) address.searchParams.append(name, value);
  const answer = await fetch(address, { headers: { Accept: 'application/json' } });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

/** Do what takes the server a while, and say so; where it fails, say that. */
async function whileBusy(act) {
  note.textContent = t('asking');
  note.hidden = false;
  try { await act(); note.hidden = true; } catch { note.textContent = t('askFailed'); }
}

function placeOf(kind, list, id, make) {
  if (!at[kind].has(id)) at[kind].set(id, list.push(make()) - 1);
  return at[kind].get(id);
}

/** Take rows of another page into this one's, each by its id; `home` is the community of what belongs to none that is known. */
function merge(rows, home, ids) {
  for (const [name, map] of [['classes', classes], ['relations', relations], ['measures', measures]]) for (const row of rows[name]) if (!map.has(row.id)) { data[name].push(row); map.set(row.id, row); }
  Object.assign(data.figures, rows.figures);
  Object.assign(data.units, rows.units);
  const article = rows.articles.map(a => placeOf('article', articles, a.id, () => a));
  const sentence = rows.sentences.map(x => placeOf('sentence', data.sentences, x, () => x));
  const entity = rows.entities.map(e => placeOf('entity', entities, e.id, () => ({ ...e, m: [] })));
  rows.entities.forEach((e, k) => {
    const own = entities[entity[k]];
    own.m = [...new Set([...own.m, ...e.m.map(a => article[a])])].sort((a, b) => a - b);
    if (e.n.length > own.n.length) own.n = e.n;
    Object.assign(own, { c: own.c || e.c, a: e.a ?? own.a, w: own.w ?? e.w });
  });
  const who = k => (k < 0 ? k : entity[k]);
  const statement = rows.statements.map(s => {
    const k = placeOf('statement', statements, s.id, () => ({ ...s, s: entity[s.s], ...(s.o === undefined ? {} : { o: entity[s.o] }), ...(s.q ? { q: s.q.map(([name, text, j]) => [name, text, who(j)]) } : {}), e: [] }));
    const there = new Set(statements[k].e.map(e => e.i));
    for (const e of s.e) if (!there.has(e.i)) statements[k].e.push({ ...e, a: article[e.a], x: sentence[e.x], by: who(e.by), ...(e.via ? { via: e.via.map(who) } : {}) });
    return k;
  });
  const known = new Set(data.against.map(String));
  for (const [one, other] of rows.against) { const pair = [statement[one], statement[other]].sort((a, b) => a - b); if (!known.has(String(pair))) data.against.push(pair); }
  for (const edge of rows.edges) join(edge, [entity[edge.a], entity[edge.b]], edge.st.map(s => statement[s]), home);
  for (const id of ids) if (at.entity.has(id)) draw(at.entity.get(id), home);
  derivations.forEach(make => make());
  for (const node of data.nodes) if (!node.kept) node.size = Math.min(34, 7 + 4 * Math.sqrt(entities[node.id].degree));
  nameAll();
}

/** Make an entity one that can be drawn, as a guest where it is of no community that is known. */
function draw(k, home) {
  if (nodes.has(k)) return;
  const g = belongs.get(entities[k].id), node = { id: k, g: g ?? home, guest: g === undefined, x: 0, y: 0 };
  data.nodes.push(node);
  nodes.set(k, node);
}

function join({ p }, ends, st, home) {
  const [a, b] = relations.get(p)?.sym ? ends.sort((x, y) => x - y) : ends, key = `${a} ${b} ${p}`;
  if (!joins.has(key)) {
    joins.set(key, edges.push({ a, b, p, st: [] }) - 1);
    lines.push({ id: edges.length - 1, from: a, to: b });
    for (const k of [a, b]) draw(k, home);
  }
  const edge = edges[joins.get(key)];
  edge.st = [...new Set([...edge.st, ...st])];
}

/** Ask for all that is said of some entities, as far as a page can show it. */
async function load(ids, { home = belongs.get(ids[0]) ?? rest, pages = PAGES, limit = STATEMENTS, between = false } = {}) {
  for (let page = 0, total = 1; page < pages && page * limit < total; page++) {
    const found = await asked('drawing', [...ids.map(id => ['entity', id]), ['limit', limit], ['offset', page * limit], ...(between ? [['between', 'true']] : [])]);
    total = found.total;
    merge(found.rows, home, ids);
  }
}

async function loadEntity(id) {
  if (loaded.has(id)) return;
  await load([id]);
  loaded.add(id);
}

async function loadGroup(g) {
  const next = groups[g].more.splice(0, STEP), there = drawnEntities().map(k => entities[k].id).slice(0, 70);
  while (there.length && [...next, ...there].reduce((n, id) => n + encodeURIComponent(id).length + 8, 0) > LONGEST) there.pop();
  if (next.length) await load([...next, ...there], { home: g, pages: 1, limit: 1000, between: true });
}

async function loadWay(a, b) {
  const found = await asked('paths', [['from', a], ['to', b], ['max', 6]]);
  const ids = [...new Set(found.paths.flatMap(way => way.nodes))];
  if (ids.length > 1) await load(ids.slice(0, 50), { between: true, pages: 1, limit: 1000 });
}

let waiting = 0;
const source = {
  live: true,
  has: g => online && (groups[g].more.length > 0 || members[g].some(k => !shownNodes.get(k))),
  /** Find names that are not here, a moment after the last key. */
  find(query, show) {
    clearTimeout(waiting);
    if (!online || !query.trim()) return;
    waiting = setTimeout(() => asked('search', [['q', query.trim()], ['limit', 12]]).then(found => show(found.entities.map(e => (
      { entity: { id: e.id, c: e.class, label: e.labels[language] ?? e.label }, text: e.matched, count: t('inArticles', many(e.articles)) }))), () => {}), 120);
  },
  /** Do something once all of these entities is here. */
  need(act, ids) {
    const missing = ids.filter(id => !loaded.has(id));
    if (!online || !missing.length) { act(); return; }
    whileBusy(async () => { for (const id of missing) await loadEntity(id); update(); act(); });
  },
  unfold(act, g) { if (online) whileBusy(async () => { await loadGroup(g); act(); }); },
  way(act, a, b) { if (online) whileBusy(async () => { await loadEntity(a); await loadEntity(b); await loadWay(a, b); update(); act(); }); else act(); },
  /** Bring what an address names before it is read. */
  async before(fragment) {
    if (!online) return;
    const given = new URLSearchParams(fragment), [a, b] = ['a', 'b'].map(end => given.get(`path-${end}`));
    await whileBusy(async () => {
      if (given.get('entity')) await loadEntity(given.get('entity'));
      for (const g of given.getAll('open').map(groupOfKey).slice(0, 25)) if (g >= 0) await loadGroup(g);
      if (a && b) { await loadEntity(a); await loadEntity(b); await loadWay(a, b); }
    });
  },
  note: () => el('p', { class: 'names' }, t(online ? 'partLive' : 'partOnly', many(data.live.entities))),
};
for (const node of data.nodes) node.kept = true;

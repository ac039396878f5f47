// How two entities are connected: the shortest ways between them by what an article states as fact, and through whom.
const WAYS = 12; // that are listed

/** Lines of which an article states a part as fact, as the filters have it. */
function factLines() {
  return seen.drawn.filter(e => e.st.some(k => seen.passing.has(k) && evidenceOf(statements[k]).some(x => x.m === 'asserted')));
}

/** The shortest ways from one entity to another, as lists of entities, whichever way the lines point. */
function shortest(a, b, lines) {
  const near = new Map(), far = new Map([[a, 0]]);
  for (const e of lines) for (const [one, other] of [[e.a, e.b], [e.b, e.a]]) near.set(one, (near.get(one) ?? new Set()).add(other));
  for (let edge = [a]; edge.length && !far.has(b);) {
    const next = [];
    for (const k of edge) for (const j of near.get(k) ?? []) if (!far.has(j)) { far.set(j, far.get(k) + 1); next.push(j); }
    edge = next;
  }
  if (!far.has(b)) return [];
  const ways = [], back = (k, tail) => {
    if (k === a) ways.push([a, ...tail]);
    else for (const j of [...near.get(k)].sort((x, y) => entities[y].degree - entities[x].degree || x - y)) if (far.get(j) === far.get(k) - 1 && ways.length <= WAYS) back(j, [k, ...tail]);
  };
  back(b, []);
  return ways;
}

/** The ways of the picked pair, with the lines that they take. */
function route() {
  const { a, b } = state.pick;
  if (a === undefined || b === undefined || a === b) return { ways: [], nodes: [a, b].filter(k => k !== undefined), lines: new Set() };
  const facts = factLines(), ways = shortest(a, b, facts);
  const steps = new Set(ways.flatMap(way => way.slice(1).map((k, j) => pairKey(way[j], k))));
  return { ways: ways.slice(0, WAYS), more: ways.length > WAYS, nodes: [...new Set([a, b, ...ways.flat()])], lines: new Set(facts.filter(e => steps.has(pairKey(e.a, e.b))).map(e => e.k)) };
}

function pathPanel(on) {
  const { a, b } = state.pick, { ways, more } = state.pick.route;
  const between = new Map();
  for (const way of ways) for (const k of way.slice(1, -1)) between.set(k, (between.get(k) ?? 0) + 1);
  const through = [...between].sort((x, y) => y[1] - x[1] || entities[y[0]].degree - entities[x[0]].degree);
  const field = (end, k) => picker(`path-${end}`, t(end === 'a' ? 'pathFrom' : 'pathTo'), k, entity => on.path({ ...state.pick, [end]: entity.k }));
  return [
    head('', t('path'), el('p', { class: 'names' }, t('pathHint')), on.closePanel),
    el('div', { class: 'ends' }, field('a', a), field('b', b)),
    a !== undefined && b !== undefined && el('section', {}, el('h3', {}, t('ways'), ' ', el('span', { class: 'count' }, ways.length ? t('steps', ways[0].length - 1, `${ways.length}${more ? '+' : ''}`) : '')),
      ways.length ? el('ol', { class: 'ways' }, ways.map(way => el('li', {}, wayLine(way, on)))) : el('p', { role: 'status' }, t(a === b ? 'pathSame' : 'pathNone'))),
    through.length > 0 && el('section', {}, el('h3', {}, t('through')), through.slice(0, 8).map(([k, n]) => el('button', { type: 'button', class: 'item', onclick: () => on.pick({ kind: 'entity', k }) },
      icon(classOf(entities[k])), el('span', { class: 'words' }, el('bdi', {}, entities[k].label)), el('span', { class: 'count' }, t('inWays', n))))),
  ].filter(Boolean);
}

/** One way: entity, relations, entity ... each a button. */
function wayLine(way, on) {
  return way.flatMap((k, j) => {
    const end = entityButton(k, on.pick, 12);
    if (!j) return [end];
    const steps = [...state.pick.route.lines].filter(e => pairKey(edges[e].a, edges[e].b) === pairKey(way[j - 1], k));
    return [el('span', { class: 'steps' }, steps.map(e => el('button', { type: 'button', class: 'link', onclick: () => on.pick({ kind: 'edge', k: e }) },
      relations.get(edges[e].p)?.sym ? '↔ ' : edges[e].a === way[j - 1] ? '→ ' : '← ', relationName(edges[e].p)))), end];
  });
}

/** A field that finds an entity by its name. */
function picker(id, label, k, choose) {
  const input = el('input', { id, type: 'search', autocomplete: 'off', spellcheck: 'false', role: 'combobox', 'aria-expanded': 'false', 'aria-controls': `${id}-hits`, 'aria-autocomplete': 'list', value: k === undefined ? undefined : entities[k].label });
  const list = el('ul', { id: `${id}-hits`, class: 'hits', role: 'listbox', 'aria-label': t('hits'), hidden: true });
  combobox(input, list, choose);
  return el('div', {}, el('label', { for: id }, label), el('div', { class: 'find' }, input, list));
}

// What the choice lets through: which evidence counts, what is drawn, and every number beside a filter.
let seen = null; // the last outcome of count()

/** When a claim is of: the day that it states, else that of its evidence, else that of its article. */
const daysOf = (s, e) => (e.days ??= datesOf(s, e));
const datesOf = (s, e) => {
  const stated = (s.q ?? []).filter(q => q[0] === 'date' && q[2] < 0).map(q => q[1]);
  return stated.length ? stated : [e.w ?? articles[e.a].date].filter(Boolean);
};
/** Whether a day, month or year meets the range; what is known to the year only meets each of its months. */
const inRange = day => (!state.from || day.slice(0, state.from.length) >= state.from.slice(0, day.length))
  && (!state.to || day.slice(0, state.to.length) <= state.to.slice(0, day.length));
const sentencesOf = list => new Set(list.map(e => `${e.a} ${e.x}`)).size;

/** The reasons for which an evidence does not pass, as the names of filters. */
function refusals(s, e) {
  const article = articles[e.a], out = [];
  if (state.off.modality.has(e.m)) out.push('modality');
  if (state.off.article.has(article.id)) out.push('article');
  if (state.off.outlet.has(article.outlet)) out.push('outlet');
  if ((state.from || state.to) && !daysOf(s, e).some(inRange)) out.push('date');
  if (e.c < state.sure) out.push('sure');
  return out;
}

/** Evidence of a statement that the filters let through. */
function evidenceOf(statement) {
  if (state.rumour && statement.fact) return [];
  return statement.e.filter(e => !refusals(statement, e).length);
}

const NONE = [];
const KEYS = { modality: (s, e) => [e.m], article: (s, e) => [articles[e.a].id], outlet: (s, e) => [articles[e.a].outlet], date: (s, e) => daysOf(s, e).map(period) };

/** Go once over all statements: what passes, and how much each choice of each filter would show given the other filters. */
function count() {
  const numbers = Object.fromEntries(['class', 'relation', ...Object.keys(KEYS)].map(name => [name, new Map()]));
  const add = (facet, key) => numbers[facet].set(key, (numbers[facet].get(key) ?? 0) + 1);
  const free = !filtered(), passing = new Set(), byClass = new Set();
  for (const s of statements) {
    if (state.rumour && s.fact) continue;
    const ends = s.o === undefined ? [s.s] : [s.s, s.o];
    const classOk = ends.every(k => !state.off.class.has(entities[k].c)), relationOk = !state.off.relation.has(s.p);
    const told = s.e.map(e => [e, free ? NONE : refusals(s, e)]);
    const any = enough(told.filter(x => !x[1].length));
    if (any && relationOk) ends.forEach(k => { if (ends.every(j => j === k || !state.off.class.has(entities[j].c))) byClass.add(k); });
    if (any && classOk) add('relation', s.p);
    if (classOk && relationOk) for (const [facet, keys] of Object.entries(KEYS)) {
      const pool = free ? told : told.filter(x => x[1].every(why => why === facet));
      if (!enough(pool)) continue;
      if (pool.length === 1) keys(s, pool[0][0]).forEach(key => add(facet, key));
      else new Set(pool.flatMap(x => keys(s, x[0]))).forEach(key => add(facet, key));
    }
    if (any && classOk && relationOk) passing.add(s.k);
  }
  byClass.forEach(k => add('class', entities[k].c));
  const drawn = edges.filter(e => e.st.some(k => passing.has(k)));
  const degree = new Map();
  for (const e of drawn) for (const k of [e.a, e.b]) degree.set(k, (degree.get(k) ?? 0) + 1);
  if (source.live && free) for (const k of nodes.keys()) degree.set(k, entities[k].degree);
  seen = { numbers, passing, drawn, degree };
  return seen;
}
function enough(told) { return told.length > 0 && (state.least === 1 || sentencesOf(told.map(x => x[0])) >= state.least); }

/** The statements that are shown: all that pass, or those between the entities of the picture where that is a part. */
function shownStatements() {
  const here = partly() ? new Set(drawnEntities()) : null;
  return statements.filter(s => seen.passing.has(s.k) && (!here || (here.has(s.s) && (s.o === undefined || here.has(s.o)))));
}
function partly() { return source.live || drawnEntities().length < seen.degree.size; }

// The figures of an entity: by what is measured, the newest first, each with what sets it apart from the others.
const AROUND = 26; // letters of a sentence before a figure that tell what it is of, and half as many behind it

/** What is measured: the measure, with the thing that the figure is of where the statement says it. */
function claimName(s) {
  const of = s.o === undefined && s.q?.find(q => q[0] === 'of');
  return of ? t('measureOf', qualifierValue(of), relationName(s.p)) : relationName(s.p);
}
function qualifierValue([, text, k]) { return k >= 0 ? entities[k].label : plainOrDate(text); }

/** When a figure is of: the days, months or years that it states, else those of the articles that report it. */
function whenOf(s) {
  const stated = [...new Set(s.e.flatMap(e => ((s.q ?? []).some(q => q[0] === 'date') || e.w ? daysOf(s, e) : [])))].sort();
  const reported = s.e.map(e => articles[e.a].date).filter(Boolean).sort().at(-1) ?? '';
  return { stated, sort: stated.length ? stated.at(-1).padEnd(10, '~') : reported, text: stated.length ? stated.map(readableDate).join(', ') : reported ? t('reported', readableDate(reported)) : '' };
}

/** What else sets a figure apart: its qualifiers but the one that its heading has. */
function besideOf(s) {
  return (s.q ?? []).filter(q => q[0] !== 'of' && q[0] !== 'date').map(q => `${qualifierName(q[0])} ${qualifierValue(q)}`);
}

/** The words of the sentence around a figure. */
function wordsAround(e) {
  const letters = [...data.sentences[e.x]];
  if (!e.o) return '';
  let from = Math.max(0, e.o[0] - AROUND), to = Math.min(letters.length, e.o[1] + AROUND / 2);
  while (from > 0 && from < e.o[0] && letters[from - 1] !== ' ') from++;
  while (to < letters.length && to > e.o[1] && letters[to] !== ' ') to--;
  const piece = (a, b) => letters.slice(a, b).join('').replace(/\s+/gu, ' ');
  return [from ? '…' : '', piece(from, e.o[0]), el('b', {}, piece(...e.o)), piece(e.o[1], to), to < letters.length ? '…' : ''];
}

function figureTable(figures, on) {
  const byName = new Map(), order = new Map([...measures.keys()].map((id, k) => [id, k]));
  for (const s of figures.filter(k => seen.passing.has(k)).map(k => statements[k])) { const key = `${s.p} ${claimName(s)}`; byName.set(key, [...(byName.get(key) ?? []), s]); }
  const newest = (a, b) => (a.when.sort < b.when.sort ? 1 : a.when.sort > b.when.sort ? -1 : a.s.k - b.s.k), part = s => (s.q ?? []).some(q => q[0] === 'of');
  const sorted = [...byName.values()].map(list => list.map(s => ({ s, when: whenOf(s) })).sort(newest)); // of each measure the whole before its parts
  sorted.sort(([a], [b]) => order.get(a.s.p) - order.get(b.s.p) || part(a.s) - part(b.s) || newest(a, b));
  return el('table', { class: 'figures' }, sorted.map(list => el('tbody', {}, el('tr', {}, el('th', { colspan: 2, scope: 'rowgroup' }, claimName(list[0].s), ' ', list.length > 1 && el('span', { class: 'count' }, String(list.length)))),
    list.map(({ s, when }) => figureRow(s, when, on)))));
}

function figureRow(s, when, on) {
  const told = evidenceOf(s), by = [...new Set(told.map(e => voice(e.by)).filter(Boolean))], beside = besideOf(s);
  return el('tr', {}, el('td', {}, [when.text, ...beside].filter(Boolean).join(' · '), el('small', { lang: 'ko' }, wordsAround(told[0] ?? s.e[0])), by.length > 0 && el('small', {}, t('saidBy', by.join(', ')))),
    el('td', { class: 'value' }, el('button', { type: 'button', onclick: () => on.pick({ kind: 'measure', k: s.k }), 'aria-label': [claimName(s), value(s), when.text, ...beside].filter(Boolean).join(', ') }, value(s)), el('small', {}, s.split ? el('span', { class: 'tag split' }, t('split')) : modality(firmest(s.e.map(e => e.m)))[language])));
}

// The filter by time: a histogram of the periods that the graph speaks of, and two handles below it.
let length = 7, periods = [], most = 1; // letters of a month, or of a year where months were too many; sentences of one statement
function period(day) { return day.slice(0, length); }
derived(() => {
  const known = [...new Set(statements.flatMap(s => s.e.flatMap(e => daysOf(s, e))).map(day => day.slice(0, 7)))].sort();
  length = known.length > 40 ? 4 : 7;
  periods = [...new Set(known.map(period))].sort();
  most = statements.reduce((n, s) => (s.e.length > n ? Math.max(n, sentencesOf(s.e)) : n), 1);
});

function dateFacet(on) {
  if (periods.length < 2) return null;
  const at = (end, other) => { const k = end ? periods.findLastIndex(p => p <= end.slice(0, length)) : -1; return k < 0 ? other : k; };
  const low = at(state.from, 0), high = at(state.to, periods.length - 1);
  const highest = Math.max(1, ...periods.map(p => seen.numbers.date.get(p) ?? 0));
  const bars = periods.map(p => {
    const n = seen.numbers.date.get(p) ?? 0, bar = el('span', { title: `${readableDate(p)}: ${n}` });
    bar.style.height = `${n ? 3 + 33 * n / highest : 0}px`;
    return bar;
  });
  const handle = (name, start) => el('input', { type: 'range', min: 0, max: periods.length - 1, step: 1, value: start, 'aria-label': t(name), 'data-key': `date ${name}` });
  const from = handle('dateFrom', low), to = handle('dateTo', high), words = [el('output', { class: 'count' }), el('output', { class: 'count' })];
  const paint = (a, b) => {
    bars.forEach((bar, k) => bar.classList.toggle('out', k < a || k > b));
    [a, b].forEach((k, end) => { words[end].textContent = readableDate(periods[k]); });
    for (const input of [from, to]) input.setAttribute('aria-valuetext', readableDate(periods[input.value]));
  };
  const both = () => [Math.min(+from.value, +to.value), Math.max(+from.value, +to.value)];
  for (const input of [from, to]) {
    input.addEventListener('input', () => paint(...both()));
    input.addEventListener('change', () => { const [a, b] = both(); on.dates(a ? periods[a] : '', b < periods.length - 1 ? periods[b] : ''); });
  }
  paint(low, high);
  const labelled = (name, input, end) => el('div', { class: 'least' }, el('span', { 'aria-hidden': 'true' }, t(name)), input, words[end]);
  return el('div', { class: 'facet', role: 'group', 'aria-label': t('date') }, el('h2', {}, t('date')),
    el('div', { class: 'histogram', 'aria-hidden': 'true' }, bars), labelled('dateFrom', from, 0), labelled('dateTo', to, 1));
}

/** A handle for a number that a statement or an evidence needs at least. */
function leastFacet(name, value, options, write, change) {
  const output = el('output', { class: 'count' }, write(value));
  const input = el('input', { ...options, type: 'range', value, 'aria-label': t(name), 'aria-valuetext': write(value), 'data-key': name });
  input.addEventListener('input', () => { output.textContent = write(+input.value); input.setAttribute('aria-valuetext', write(+input.value)); });
  input.addEventListener('change', () => change(+input.value));
  return el('div', { class: 'least' }, el('span', { 'aria-hidden': 'true' }, t(name)), input, output);
}

function leastFacets(on) {
  return el('div', { class: 'facet' }, el('h2', {}, t('strength')),
    most > 1 && leastFacet('least', state.least, { min: 1, max: Math.min(most, 20), step: 1 }, n => t('orMore', n), n => on.set('least', n)),
    leastFacet('leastSure', state.sure, { min: 0, max: 1, step: 0.05 }, n => `${Math.round(n * 100)}%+`, n => on.set('sure', n)));
}

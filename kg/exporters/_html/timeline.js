// The timeline of an entity: what is said to have been or to come when, by day, month or year.
const AT_FIRST = 8; // entries that are shown before all are asked for
let unrolled = null; // the entity whose timeline is shown whole

/** The statements of an entity that have a date of their own, or that of an evidence, in order of time. */
function dated(entity) {
  const rows = [];
  for (const k of new Set([...entity.out, ...entity.in])) {
    const s = statements[k];
    if (!seen.passing.has(k)) continue;
    const days = new Set((s.q ?? []).filter(q => q[0] === 'date' && q[2] < 0).map(q => q[1]));
    if (!days.size) evidenceOf(s).forEach(e => e.w && days.add(e.w));
    days.forEach(day => rows.push({ day, s }));
  }
  return rows.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.s.k - b.s.k));
}

function timelineSection(entity, on) {
  const rows = dated(entity), shown = unrolled === entity.k ? rows : rows.slice(-AT_FIRST);
  if (rows.length < 2) return false;
  return el('section', {}, el('h3', { id: 'timeline' }, t('timeline'), el('span', { class: 'count' }, String(rows.length))),
    shown.length < rows.length && el('button', { type: 'button', class: 'link', onclick: () => { unrolled = entity.k; refreshPanel(); } }, t('timelineEarlier', many(rows.length - shown.length))),
    el('ol', { class: 'timeline', 'aria-labelledby': 'timeline' }, shown.map(({ day, s }, k) => timelineRow(day, k > 0 && shown[k - 1].day === day, s, entity, on))));
}

function timelineRow(day, again, s, entity, on) {
  const look = modality(firmest(evidenceOf(s).map(e => e.m)) ?? 'asserted'), dot = el('span', { class: 'when', 'aria-hidden': 'true' });
  dot.style.borderColor = colour(look);
  if (look.name === 'asserted') dot.style.background = colour(look);
  const target = s.edge === undefined ? { kind: 'measure', k: s.k } : { kind: 'edge', k: s.edge };
  const words = s.s === entity.k ? [claimName(s), ' → ', el('bdi', {}, value(s))] : [el('bdi', {}, entities[s.s].label), ' → ', relationName(s.p)];
  return el('li', {}, el('time', { datetime: day, class: again ? 'unseen' : undefined }, readableDate(day)), dot,
    el('button', { type: 'button', class: 'item', disabled: s.o === s.s, onclick: () => on.pick(target) }, el('span', { class: 'words' }, words), look.name !== 'asserted' && el('span', { class: 'count' }, look[language])));
}

// The filters, which are the legend as well: each row shows how a thing is drawn and how much of it there is.
let outlets = [], spoken = [];
derived(() => {
  const ends = new Set(statements.flatMap(s => (s.o === undefined ? [s.s] : [s.s, s.o]).map(k => entities[k].c)));
  outlets = [...new Set(articles.map(a => a.outlet))].sort();
  spoken = data.classes.filter(c => ends.has(c.id));
});

function showFilters(on) {
  const open = new Set([...$('filters').querySelectorAll('details[open]')].map(d => d.dataset.facet));
  const focus = document.activeElement?.dataset?.key, scroll = $('filters').scrollTop;
  const current = preset();
  $('filters').replaceChildren(
    el('div', { class: 'facet' }, el('h2', {}, t('certainty'), filtered() && el('button', { type: 'button', class: 'all', 'data-key': 'clear', onclick: on.clear }, t('clear'))),
      el('div', { class: 'segments', role: 'group', 'aria-label': t('presets') }, PRESETS.map(p => el('button', { type: 'button', 'data-key': `preset ${p.id}`, 'aria-pressed': String(p.id === current), title: t(`${p.word}Hint`), onclick: () => on.preset(p) }, t(p.word)))),
      data.modalities.map(m => row('modality', m.name, m[language], sample(m.name), hintOf(m), on))),
    dateFacet(on) ?? '',
    leastFacets(on),
    el('div', { class: 'facet' }, el('h2', {}, t('classes'), all('class', spoken.map(c => c.id), on)), spoken.map(c => row('class', c.id, c[language], icon(c, 15), '', on))),
    folding('relation', t('relations'), () => [...data.relations, ...data.measures].map(r => row('relation', r.id, r[language], null, '', on)), [...data.relations, ...data.measures].map(r => r.id), on, open),
    folding('outlet', t('outlets'), () => outlets.map(o => row('outlet', o, o || t('unknown'), null, '', on)), outlets, on, open),
    folding('article', t('articles'), () => articles.map(a => row('article', a.id, [a.title, el('small', {}, [a.outlet, readableDate(a.date)].filter(Boolean).join(' · '))], null, '', on)), articles.map(a => a.id), on, open));
  $('filters').scrollTop = scroll;
  if (focus) [...$('filters').querySelectorAll('[data-key]')].find(e => e.dataset.key === focus)?.focus({ preventScroll: true });
}

function all(facet, ids, on) {
  return el('button', { type: 'button', class: 'all', 'data-key': `all ${facet}`, onclick: () => on.all(facet, ids) }, state.off[facet].size ? t('allOn') : t('allOff'));
}

/** Rows that are made when they are seen first: there may be thousands. */
function folding(facet, name, rows, ids, on, open) {
  const scroll = el('div', { class: 'scroll' }), fill = () => { if (!scroll.firstChild) scroll.append(...rows()); };
  if (open.has(facet)) fill();
  return el('div', { class: 'fold' }, el('details', { class: 'facet', 'data-facet': facet, open: open.has(facet), ontoggle: fill }, el('summary', {}, name, '\u00a0', el('span', { class: 'count' }, state.off[facet].size ? `${ids.length - state.off[facet].size} / ${ids.length}` : String(ids.length))), scroll), all(facet, ids, on));
}

function row(facet, id, name, picture, hint, on) {
  const n = seen.numbers[facet].get(id) ?? 0;
  const box = el('input', { type: 'checkbox', 'data-key': `${facet} ${id}`, onchange: e => on.toggle(facet, id, e.target.checked) });
  box.checked = !state.off[facet].has(id);
  return el('label', { class: `row${picture ? '' : ' plain'}${n ? '' : ' zero'}`, title: hint || undefined }, box, picture, el('span', { class: 'name' }, name), el('span', { class: 'count' }, many(n)));
}

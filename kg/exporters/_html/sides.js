// A disagreement: what is held and what is said against it, next to each other.
const HELD = new Set(['asserted', 'claimed', 'alleged']), REFUSED = new Set(['denied', 'negated']);

/** The sides of a disagreement about some statements: lists of evidence with a heading each; none where all agree. */
function sidesOf(list) {
  const told = list.flatMap(s => evidenceOf(s).map(e => ({ ...e, of: s })));
  const others = [...new Set(list.flatMap(s => s.against))].filter(k => seen.passing.has(k) && !list.includes(statements[k])).map(k => statements[k]);
  const held = told.filter(e => HELD.has(e.m)), refused = told.filter(e => REFUSED.has(e.m));
  const own = held.length && refused.length ? [{ word: t('held'), told: held }, { word: t('refused'), told: refused }] : others.length ? [{ word: list.length === 1 ? claimText(list[0]) : t('held'), told }] : [];
  return [...own, ...others.map(s => ({ word: claimText(s), told: evidenceOf(s).map(e => ({ ...e, of: s })) }))];
}

/** A statement in a line: its figure, or its ends with the relation between them. */
function claimText(s) {
  return s.o === undefined ? `${claimName(s)} ${value(s)}${qualifierText(s)}` : `${entities[s.s].label} → ${relationName(s.p)} → ${entities[s.o].label}${qualifierText(s)}`;
}

function sidesSection(sides) {
  return sides.length > 0 && el('section', { class: 'dispute', 'aria-label': t('sides') }, el('h3', {}, t('sides')),
    el('div', { class: 'sides' }, sides.map(side => el('div', { class: 'side' }, el('h4', {}, el('bdi', {}, side.word)), side.told.map(evidenceBlock)))));
}

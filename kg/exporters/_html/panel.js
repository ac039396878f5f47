// The panel: an overview, all about one entity, or every sentence behind one line.
function head(kicker, title, under, close) {
  return el('div', { class: 'head' },
    el('div', { class: 'words' }, kicker && el('p', { class: 'kind' }, kicker), title && el('h2', { id: 'panel-title', tabindex: '-1', class: under?.matches?.('.triple') ? 'unseen' : undefined }, title), under),
    el('button', { type: 'button', class: 'close', 'aria-label': t('close'), onclick: close }, '✕'));
}

function showPanel(on) {
  const panel = $('panel'), pick = state.pick;
  const inside = panel.contains(document.activeElement);
  const made = { entity: () => entityPanel(entities[pick.k], on), edge: () => edgePanel(edges[pick.k], on), measure: () => measurePanel(statements[pick.k], on), articles: () => articlesPanel(on), article: () => articlePanel(pick.k, on), group: () => groupPanel(pick.k, on), path: () => pathPanel(on), take: () => takePanel(on) };
  panel.replaceChildren(...(pick === null ? overview(on) : made[pick.kind]()));
  panel.classList.toggle('wide', panel.querySelector('.sides') !== null);
  panel.scrollTop = 0;
  if (inside) ($('panel-title') ?? panel).focus({ preventScroll: true });
}

function overview(on) {
  const told = [...seen.passing].flatMap(k => evidenceOf(statements[k]));
  const per = new Map();
  told.forEach(e => per.set(e.m, (per.get(e.m) ?? 0) + 1));
  const mix = el('div', { class: 'mix', 'aria-hidden': 'true' });
  const key = el('p', { class: 'key' });
  for (const m of data.modalities) {
    if (!per.get(m.name)) continue;
    const part = el('span', {}), dot = el('span', { class: 'dot' });
    part.style.background = dot.style.background = colour(m);
    part.style.flex = String(per.get(m.name));
    mix.append(part);
    key.append(el('span', {}, dot, `${m[language]} ${per.get(m.name)}`));
  }
  const top = [...seen.degree].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 10);
  const split = [...seen.drawn.filter(e => e.split).map(e => statements[e.st.find(k => seen.passing.has(k))]),
    ...statements.filter(s => s.o === undefined && seen.passing.has(s.k) && s.against.some(k => k > s.k && seen.passing.has(k)))];
  const every = filtered() ? null : data.live;
  const number = (n, name) => el('div', {}, el('b', {}, many(n)), el('span', {}, name));
  return [
    head('', t('glance'), el('p', { class: 'intro' }, t('intro')), on.closePanel),
    el('div', { class: 'numbers' }, number(every?.articles ?? articles.length, t('articles')), number(every?.entities ?? seen.degree.size, t('linked')), number(every?.statements ?? seen.passing.size, t('statements')), number(every?.evidences ?? told.length, t('evidences'))),
    source.note(),
    told.length > 0 && el('section', {}, el('h3', {}, t('howSure')), mix, key),
    split.length > 0 && el('section', {}, el('h3', {}, t('splits'), ' ', el('span', { class: 'count' }, String(split.length))), split.slice(0, 8).map(s => statementItem(s, on))),
    top.length > 0 && el('section', {}, el('h3', {}, t('top')), top.map(([k, n]) => el('button', { type: 'button', class: 'item', onclick: () => on.pick({ kind: 'entity', k }, true) },
      icon(classOf(entities[k])), el('span', { class: 'words' }, el('bdi', {}, entities[k].label)), el('span', { class: 'count' }, t('degree', n))))),
    groupSectionOf(on),
    el('section', {}, el('h3', {}, t('articles')), articles.slice(0, 12).map(articleLine), el('p', {}, el('button', { type: 'button', class: 'link', onclick: () => on.pick({ kind: 'articles' }) }, t('articlesAll')))),
  ].filter(Boolean);
}

function articleLine(article) {
  const words = el('span', { class: 'words' }, article.url ? el('a', { href: article.url, target: '_blank', rel: 'noopener noreferrer' }, article.title) : article.title,
    el('small', {}, [article.outlet, readableDate(article.date), article.by.join(', ')].filter(Boolean).join(' · ')));
  return el('div', { class: 'item' }, words);
}

function statementItem(s, on) {
  const target = s.edge === undefined ? { kind: 'measure', k: s.k } : { kind: 'edge', k: s.edge }, rival = s.o === undefined && s.against.find(k => seen.passing.has(k) && value(statements[k]) !== value(s));
  return el('button', { type: 'button', class: 'item', onclick: () => on.pick(target, true) },
    el('span', { class: 'words' }, el('bdi', {}, entities[s.s].label), ' → ', el('bdi', {}, value(s)), rival && [' ↔ ', el('bdi', {}, value(statements[rival]))], el('small', {}, claimName(s), qualifierText(s))),
    s.split ? el('span', { class: 'tag split' }, t('split')) : bars(s.e));
}

/** What a statement says beside its ends; what a figure is of stands in the name of what is measured. */
function qualifiersOf(s) { return (s.q ?? []).filter(q => s.o !== undefined || q[0] !== 'of'); }
function qualifierText(s) { return qualifiersOf(s).map(q => ` · ${qualifierName(q[0])} ${qualifierValue(q)}`).join(''); }
function plainOrDate(text) { return /^\d{4}(-\d\d){0,2}$/.test(text) ? readableDate(text) : figure(text); }

function entityPanel(entity, on) {
  const cls = classOf(entity), related = [...entity.out, ...entity.in].filter(k => statements[k].o !== undefined);
  const does = related.filter(k => statements[k].s === entity.k || relations.get(statements[k].p)?.sym);
  const undergoes = related.filter(k => !does.includes(k));
  const figures = entity.out.filter(k => statements[k].v !== undefined);
  const others = [...new Set([...entity.n.map(n => n[0]), ...(entity.a ?? [])])].filter(n => n !== entity.label).slice(0, 8);
  const wikidata = /^Q\d+$/.test(entity.w ?? '') && el('span', {}, el('a', { href: `https://www.wikidata.org/wiki/${entity.w}`, target: '_blank', rel: 'noopener noreferrer' }, t('wikidata', entity.w)));
  const hidden = [...entity.near].filter(k => seen.degree.has(k) && !shownNodes.get(k)).length;
  return [
    head([icon(cls), cls[language]], el('bdi', {}, entity.label), (others.length > 0 || wikidata) && el('p', { class: 'names' }, others.map(n => el('span', {}, el('bdi', {}, n))), wikidata), on.closePanel),
    nodes.has(entity.k) && el('div', { class: 'buttons' }, el('button', { type: 'button', class: 'plain-button', onclick: () => on.path({ a: entity.k }) }, t('pathStart')),
      hidden > 0 && el('button', { type: 'button', class: 'plain-button', onclick: () => on.unfold(entity.k) }, t('unfold', hidden)), moveButton(entity, on)),
    figures.length > 0 && el('section', {}, titled(t('figures'), figures.filter(k => seen.passing.has(k)).length, figures.length), figureTable(figures, on)),
    timelineSection(entity, on),
    groupSection(t('does'), entity, does, on),
    groupSection(t('undergoes'), entity, undergoes, on),
    !related.length && !figures.length && el('section', {}, el('p', {}, t('nothing'))),
    el('section', {}, el('h3', {}, t('mentioned'), ' ', el('span', { class: 'count' }, String(entity.m.length))), entity.m.map(a => articleLine(articles[a]))),
  ].filter(Boolean);
}

/** Statements by relation, each as the entity at its other end. */
function byRelation(entity, list, on) {
  const grouped = new Map();
  for (const k of list) grouped.set(statements[k].p, [...(grouped.get(statements[k].p) ?? []), statements[k]]);
  const places = new Map(data.relations.map((r, k) => [r.id, k]));
  return [...grouped].sort((a, b) => places.get(a[0]) - places.get(b[0])).map(([p, told]) => el('div', { class: 'relation' }, el('p', {}, relationName(p)), told.map(s => {
    const other = entities[s.s === entity.k ? s.o : s.s];
    return el('button', { type: 'button', class: 'item', disabled: s.edge === undefined, onclick: () => on.pick({ kind: 'edge', k: s.edge }) }, icon(classOf(other)),
      el('span', { class: 'words' }, el('bdi', {}, other.label), s.q && el('small', {}, qualifierText(s).slice(3))), s.split ? el('span', { class: 'tag split' }, t('split')) : bars(s.e));
  })));
}

/** A heading with a number: all, or how many of all the filters let through. */
function titled(name, passing, all) { return el('h3', {}, name, el('span', { class: 'count' }, passing < all ? `${passing} / ${all}` : String(all))); }

function groupSection(name, entity, list, on) {
  const passing = list.filter(k => seen.passing.has(k));
  return list.length > 0 && el('section', {}, titled(name, passing.length, list.length), byRelation(entity, passing, on));
}

function edgePanel(edge, on) {
  const list = edge.st.filter(k => seen.passing.has(k)).map(k => statements[k]);
  const beside = bundles.get(pairKey(edge.a, edge.b)).filter(k => k !== edge.k && edges[k].st.some(s => seen.passing.has(s)));
  const sides = sidesOf(list), told = list.flatMap(s => s.e), best = firmest(told.map(e => e.m)) ?? 'asserted';
  return [
    head([tag(best), edge.split && el('span', { class: 'tag split' }, t('split'))], claimText(list[0] ?? statements[edge.st[0]]), el('div', { class: 'triple' },
      entityButton(edge.a, on.pick), el('p', { class: 'verb' }, sample(best, 34), relationName(edge.p)), entityButton(edge.b, on.pick)), on.closePanel),
    sidesSection(sides),
    ...list.map(s => statementSection(s, list.length > 1, sides)),
    markLegend(),
    beside.length > 0 && el('section', {}, el('h3', {}, t('beside')), beside.map(k => statementItem(statements[edges[k].st[0]], on))),
  ].filter(Boolean);
}

function measurePanel(s, on) {
  const sides = sidesOf([s]), alike = entities[s.s].out.filter(k => k !== s.k && statements[k].p === s.p && seen.passing.has(k));
  return [
    head([tag(firmest(s.e.map(e => e.m)))], `${entities[s.s].label} ${claimName(s)} ${value(s)}`, el('div', { class: 'triple' }, entityButton(s.s, on.pick), el('p', { class: 'verb' }, claimName(s)), el('p', { class: 'end' }, value(s))), on.closePanel),
    sidesSection(sides), statementSection(s, false, sides), markLegend(),
    alike.length > 0 && el('section', {}, el('h3', {}, t('alike')), figureTable(alike, on)),
  ].filter(Boolean);
}

function statementSection(s, many, sides) {
  const beside = new Set(sides.flatMap(side => side.told.map(e => e.i))), list = evidenceOf(s).filter(e => !beside.has(e.i));
  return list.length > 0 && el('section', {}, titled(t('evidences'), list.length, s.e.length),
    qualifiersOf(s).length > 0 && el('dl', { class: 'facts' }, qualifiersOf(s).map(q => el('div', {}, el('dt', {}, qualifierName(q[0])), el('dd', {}, qualifierValue(q))))),
    many && !s.q && el('p', { class: 'count' }, t('unqualified')), list.map(evidenceBlock));
}

function evidenceBlock(e) {
  const article = articles[e.a], chain = [e.by, ...(e.via ?? [])].map(voice).filter(Boolean);
  const block = el('article', { class: 'evidence' },
    el('div', { class: 'top' }, tag(e.m), el('span', { class: 'who' }, chain.length ? `${chain.join(' ← ')}` : t('article')), e.w && el('span', { class: 'count' }, readableDate(e.w)),
      el('span', { class: 'sure' }, t('sure'), el('meter', { min: 0, max: 1, low: 0.5, high: 0.75, optimum: 1, value: e.c, 'aria-label': t('sureLabel') }), `${Math.round(e.c * 100)}%`)),
    el('blockquote', { lang: 'ko' }, marked(e)),
    e.of && qualifierText(e.of) && el('p', { class: 'note' }, qualifierText(e.of).slice(3)),
    e.sx && el('p', { class: 'note' }, t('subjectBefore', e.sx)), e.ox && el('p', { class: 'note' }, t('objectBefore', e.ox)),
    el('p', { class: 'source' }, article.url ? el('a', { href: article.url, target: '_blank', rel: 'noopener noreferrer' }, article.title) : el('b', {}, article.title), el('br'), [article.outlet, readableDate(article.date), article.by.join(', ')].filter(Boolean).join(' · ')));
  block.style.borderLeftColor = colour(modality(e.m));
  return block;
}

function markLegend() {
  return el('p', { class: 'legend' }, el('span', {}, el('mark', { class: 's' }, t('subject'))), el('span', {}, el('mark', { class: 't' }, t('trigger'))), el('span', {}, el('mark', { class: 'o' }, t('object'))));
}

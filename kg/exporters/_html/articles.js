// The articles: what each adds to the graph, and its text where whoever built the page had it put in.
const texts = data.texts ?? [];
let firstSaid = [];
derived(() => {
  const older = (a, b) => (articles[a].date < articles[b].date || (articles[a].date === articles[b].date && a < b) ? a : b);
  firstSaid = articles.map(() => ({ entities: [], statements: [], all: [] }));
  entities.forEach(e => { if (e.m.length) firstSaid[e.m.reduce(older)].entities.push(e.k); });
  statements.forEach(s => {
    const told = [...new Set(s.e.map(e => e.a))];
    if (told.length) firstSaid[told.reduce(older)].statements.push(s.k);
    told.forEach(a => firstSaid[a].all.push(s.k));
  });
});
const LISTED = 100; // articles that are listed before all are asked for
let listed = LISTED;

const articleOf = id => articles.findIndex(a => a.id === id);
/** Whether the filters leave this article alone. */
function isAlone(article) { return !state.off.article.has(article.id) && state.off.article.size === articles.length - 1; }

/** Show what one article says, and nothing else; or everything again. */
function onlyButton(article, on) {
  return articles.length > 1 && el('button', { type: 'button', class: 'plain-button', 'aria-pressed': String(isAlone(article)), onclick: () => on.only(article) }, t('articleOnly'));
}

function articlesPanel(on) {
  const newest = articles.map((_, k) => k).sort((a, b) => (articles[a].date < articles[b].date ? 1 : articles[a].date > articles[b].date ? -1 : b - a));
  return [
    head('', t('articles'), el('p', { class: 'names' }, t(source.live ? 'articlesPart' : 'articlesHint')), on.closePanel),
    el('ul', { class: 'articles' }, newest.slice(0, listed).map(k => articleRow(k, on))),
    newest.length > listed && el('p', {}, el('button', { type: 'button', class: 'link', onclick: () => { listed = Infinity; refreshPanel(); } }, t('articlesMore', many(newest.length - listed)))),
  ].filter(Boolean);
}

function articleRow(k, on) {
  const article = articles[k], adds = firstSaid[k];
  return el('li', {}, el('button', { type: 'button', class: 'item', onclick: () => on.pick({ kind: 'article', k }) },
    el('span', { class: 'words' }, el('bdi', {}, article.title), el('small', {}, [article.outlet, readableDate(article.date)].filter(Boolean).join(' · ')),
      el('small', { class: 'adds' }, t('articleAdds', many(adds.entities.length), many(adds.statements.length))))));
}

function articlePanel(k, on) {
  const article = articles[k], adds = firstSaid[k], told = adds.all.filter(s => seen.passing.has(s)), fresh = new Set(adds.statements);
  const news = told.filter(s => fresh.has(s)), again = told.filter(s => !fresh.has(s));
  return [
    head(t('articleKind'), el('bdi', {}, article.title), el('p', { class: 'names' }, [article.outlet, readableDate(article.date), article.by.join(', ')].filter(Boolean).map(x => el('span', {}, x))), on.closePanel),
    article.url && el('p', {}, el('a', { href: article.url, target: '_blank', rel: 'noopener noreferrer' }, t('articleSource'))),
    el('div', { class: 'buttons' }, onlyButton(article, on), el('button', { type: 'button', class: 'plain-button', onclick: () => on.pick({ kind: 'articles' }) }, t('articlesAll'))),
    texts[k]?.length > 0 && el('section', {}, el('h3', {}, t('articleText')), el('div', { class: 'text', lang: article.lang || undefined }, texts[k].filter(block => block.text.trim() !== article.title).map(block => textBlock(block, on)))),
    adds.entities.length > 0 && el('section', {}, el('h3', {}, t('articleEntities'), el('span', { class: 'count' }, many(adds.entities.length))), el('p', { class: 'chips' }, adds.entities.slice(0, 60).map(e => entityChip(e, on)), adds.entities.length > 60 && el('span', { class: 'count' }, t('beyond', many(adds.entities.length - 60))))),
    articleStatements(t('articleStatements'), news, on), articleStatements(t('articleAgain'), again, on),
  ].filter(Boolean);
}

function articleStatements(name, list, on) {
  return list.length > 0 && el('section', {}, el('h3', {}, name, el('span', { class: 'count' }, many(list.length))), list.slice(0, 80).map(s => statementItem(statements[s], on)), list.length > 80 && el('p', { class: 'count' }, t('beyond', many(list.length - 80))));
}

function entityChip(k, on) {
  return el('button', { type: 'button', class: 'chip', onclick: () => on.pick({ kind: 'entity', k }, true) }, icon(classOf(entities[k]), 12), el('bdi', {}, entities[k].label));
}

/** A paragraph with its entities as buttons, and behind each sentence that says something a button for each statement. */
function textBlock(block, on) {
  const letters = [...block.text], cuts = new Set([0, letters.length]), out = [];
  for (const [start, end] of [...block.e, ...block.s]) cuts.add(start).add(end);
  const sorted = [...cuts].sort((a, b) => a - b);
  sorted.slice(1).forEach((end, j) => {
    const start = sorted[j], text = letters.slice(start, end).join(''), entity = block.e.find(m => m[0] <= start && end <= m[1]), said = block.s.some(m => m[0] <= start && end <= m[1]);
    const inside = entity ? el('button', { type: 'button', class: 'name', title: classOf(entities[entity[2]])[language], onclick: () => on.pick({ kind: 'entity', k: entity[2] }, true) }, text) : text;
    out.push(said ? el('mark', { class: 'said' }, inside) : inside);
    const told = block.s.filter(m => m[1] === end && seen.passing.has(m[2]));
    told.forEach(([, , s], n) => out.push(el('button', { type: 'button', class: 'cite', title: claimText(statements[s]), 'aria-label': `${n + 1}: ${claimText(statements[s])}`, onclick: () => on.pick(statements[s].edge === undefined ? { kind: 'measure', k: s } : { kind: 'edge', k: statements[s].edge }, true) }, String(n + 1))));
  });
  return el(block.kind === 'headline' ? 'h4' : 'p', {}, out);
}

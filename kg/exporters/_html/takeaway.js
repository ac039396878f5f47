// What can be taken along: the picture, the statements that are shown as CSV and Turtle, the address, the query.
function save(name, type, parts) {
  const address = URL.createObjectURL(new Blob(parts, { type }));
  el('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** The picture as it stands, on paper of the page's colour. */
function savePng() {
  const drawn = network.canvas.frame.canvas, sheet = document.createElement('canvas');
  Object.assign(sheet, { width: drawn.width, height: drawn.height });
  const pen = sheet.getContext('2d');
  pen.fillStyle = ink().halo;
  pen.fillRect(0, 0, sheet.width, sheet.height);
  pen.drawImage(drawn, 0, 0);
  sheet.toBlob(blob => save('graph.png', 'image/png', [blob]), 'image/png');
}

const COLUMNS = ['statement', 'subject', 'subject_label', 'relation', 'object', 'object_label', 'value', 'unit', 'qualifiers', 'modality', 'attributed_to', 'via', 'time', 'confidence', 'article', 'published', 'outlet', 'sentence'];
const QUANTITY = /^(-?\d+(?:\.\d+)?(?:E[+-]?\d+)?)-(.*)$/s;
const speaker = k => (k === VOICE ? '' : k === ANONYMOUS ? 'anonymous' : entities[k].id);

/** A row for each evidence that is shown, in the columns of `kg export --format csv` (RFC 4180). */
function viewAsCsv() {
  const cell = text => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = shownStatements().flatMap(s => evidenceOf(s).map(e => {
    const [, number, unit] = s.o === undefined ? QUANTITY.exec(s.v) ?? ['', s.v, ''] : ['', '', ''];
    return [s.id, entities[s.s].id, entities[s.s].label, s.p, s.o === undefined ? '' : entities[s.o].id, s.o === undefined ? '' : entities[s.o].label, number, unit,
      (s.q ?? []).map(([name, text, k]) => `${name}=${k >= 0 ? entities[k].id : text}`).join(' | '), e.m, speaker(e.by), (e.via ?? []).map(speaker).join(' | '), e.w ?? '', String(e.c),
      articles[e.a].id, articles[e.a].date, articles[e.a].outlet, data.sentences[e.x]];
  }));
  return [COLUMNS, ...rows].map(row => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

const tidy = text => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd').normalize('NFC');
const quoted = text => `"${text.replace(/["\\\n\r\t]/g, c => ({ '"': '\\"', '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' })[c])}"`;
const inTongue = (text, tongue) => `${quoted(tidy(text))}@${/^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(tongue) ? tongue : 'und'}`;
const typed = (text, type) => `${quoted(text)}^^xsd:${type}`;
const dayTyped = text => typed(text, { 4: 'gYear', 7: 'gYearMonth', 10: 'date' }[text.length] ?? 'string');

/** The statements that are shown, with their evidence, ends and articles: a part of the graph, and nothing else. */
function viewAsTurtle() {
  const blocks = [], told = new Set(), seenEntities = new Set(), quantities = new Set();
  const block = (node, pairs) => blocks.push(`${node} ${pairs.filter(Boolean).join(' ;\n\t')} .\n`);
  const who = k => { if (k === ANONYMOUS) return 'kg:anonymous'; seenEntities.add(k); return iri('entity', entities[k].id); };
  for (const s of shownStatements()) {
    const list = evidenceOf(s), object = s.o === undefined ? iri('quantity', s.v) : who(s.o);
    if (s.o === undefined) quantities.add(s.v);
    block(iri('statement', s.id), ['a kg:Statement', `rdf:subject ${who(s.s)}`, `rdf:predicate ${term(s.p)}`, `rdf:object ${object}`,
      ...(s.q ?? []).map(([name, text, k]) => `${term(name)} ${k >= 0 ? who(k) : name === 'date' ? dayTyped(text) : quoted(tidy(text))}`),
      `kg:evidence ${list.map(e => iri('evidence', e.i)).join(' , ')}`]);
    if (s.o !== undefined && list.some(e => e.m === 'asserted')) block(who(s.s), [`${term(s.p)} ${object}`]);
    for (const e of list) {
      told.add(e.a);
      block(iri('evidence', e.i), ['a kg:Evidence', `kg:article ${iri('article', articles[e.a].id)}`, `oa:exact ${quoted(data.sentences[e.x])}@ko`, `kg:modality ${term(e.m)}`,
        e.by !== VOICE && `kg:attributedTo ${who(e.by)}`, ...(e.via ?? []).filter(k => k !== VOICE).map(k => `kg:via ${who(k)}`), `kg:confidence ${typed(String(e.c), 'decimal')}`, e.w && `kg:time ${dayTyped(e.w)}`]);
    }
  }
  for (const k of seenEntities) {
    const e = entities[k];
    block(iri('entity', e.id), [e.c && `a ${term(e.c)}`, ...e.n.map(([text, tongue]) => `skos:prefLabel ${inTongue(text, tongue)}`), e.w && `owl:sameAs <http://www.wikidata.org/entity/${encoded(e.w)}>`]);
  }
  for (const id of quantities) {
    const found = QUANTITY.exec(id);
    if (found) block(iri('quantity', id), ['a qudt:QuantityValue', `qudt:numericValue ${typed(found[1], 'decimal')}`, `qudt:unit <${data.units[found[2]]}>`]);
  }
  for (const k of told) {
    const a = articles[k];
    block(iri('article', a.id), ['a schema:NewsArticle', `schema:identifier ${quoted(tidy(a.id))}`, a.title !== a.id && `schema:headline ${inTongue(a.title, a.lang)}`, a.date && `schema:datePublished ${dayTyped(a.date)}`,
      /^https?:\/\/[^\s<>"{}|\\^`]+$/.test(a.url) && `schema:url <${a.url}>`]);
  }
  return heads(Object.keys(PREFIXES)).replace(/PREFIX (\w+: <.*>)/g, '@prefix $1 .') + blocks.join('');
}

function takePanel(on) {
  const query = viewAsQuery(), status = el('p', { role: 'status', class: 'names' });
  const area = el('textarea', { readonly: true, rows: 12, spellcheck: 'false', 'aria-label': t('query') });
  area.value = query;
  const copy = text => {
    const done = () => { status.textContent = t('copied'); };
    const byHand = () => { area.focus(); area.select(); status.textContent = t('copyByHand'); };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, byHand); else byHand();
  };
  const button = (word, act) => el('button', { type: 'button', class: 'plain-button', onclick: act }, t(word));
  return [
    head('', t('take'), el('p', { class: 'names' }, t('takeHint', many(shownStatements().length))), on.closePanel),
    el('div', { class: 'buttons' }, button('asPng', savePng), button('asSvg', () => save('graph.svg', 'image/svg+xml', [viewAsSvg()])), button('asCsv', () => save('graph.csv', 'text/csv;charset=utf-8', ['\ufeff', viewAsCsv()])),
      button('asTurtle', () => save('graph.ttl', 'text/turtle;charset=utf-8', [viewAsTurtle()])), button('copyAddress', () => copy(location.href))),
    el('section', {}, el('h3', {}, t('query')), el('p', { class: 'names' }, t('queryHint')), area, el('div', { class: 'buttons' }, button('copyQuery', () => copy(query))), status),
  ];
}

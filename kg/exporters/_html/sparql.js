// The view as a query: what it asks of a store with this graph is what the page shows.
const KG = 'https://w3id.org/newskg/ontology#';
const PREFIXES = {
  kg: KG, oa: 'http://www.w3.org/ns/oa#', qudt: 'http://qudt.org/schema/qudt/', rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  schema: 'https://schema.org/', skos: 'http://www.w3.org/2004/02/skos/core#', owl: 'http://www.w3.org/2002/07/owl#', xsd: 'http://www.w3.org/2001/XMLSchema#',
};
const bytes = new TextEncoder();

/** An id as it stands in an IRI: letters and digits of any script stay, the rest is percent-encoded (as the graph has it). */
function encoded(id) {
  const whole = [...id.normalize('NFC')].map(c => (/^[A-Za-z0-9\-._~/+,:@]$/.test(c) || (c > '\x7f' && c.codePointAt(0) < 0xe0000 && /^[\p{L}\p{N}\p{M}]$/u.test(c)) ? c
    : [...bytes.encode(c)].map(b => `%${b.toString(16).toUpperCase().padStart(2, '0')}`).join(''))).join('');
  return whole.split('/').map(part => (part === '.' || part === '..' ? part.replaceAll('.', '%2E') : part)).join('/');
}
const iri = (kind, id) => `<${data.base}${kind}/${encoded(id)}>`;
const term = name => (/^[A-Za-z]\w*$/.test(name) ? `kg:${name}` : `<${KG}${encoded(name)}>`);
const heads = names => names.map(name => `PREFIX ${name}: <${PREFIXES[name]}>\n`).join('');

/** Conditions on an evidence, its article and its day. */
function evidenceConditions() {
  const out = [], { off } = state;
  if (off.modality.size) out.push(`FILTER(?modality IN (${ALL.filter(m => !off.modality.has(m)).map(term).join(', ')}))`);
  const kept = articles.filter(a => !off.article.has(a.id) && !off.outlet.has(a.outlet));
  if (kept.length < articles.length) {
    const gone = articles.filter(a => !kept.includes(a)), few = kept.length <= gone.length;
    out.push(`FILTER(?article ${few ? 'IN' : 'NOT IN'} (${(few ? kept : gone).map(a => iri('article', a.id)).join(', ')}))`);
  }
  if (state.sure > 0) out.push(`FILTER(?confidence >= ${state.sure})`);
  if (state.from || state.to) {
    out.push('OPTIONAL { ?statement kg:date ?date }', 'OPTIONAL { ?evidence kg:time ?time }', 'OPTIONAL { ?article schema:datePublished ?published }',
      'BIND(STR(COALESCE(?date, ?time, ?published)) AS ?day)');
    for (const [end, sign] of [['from', '>='], ['to', '<=']]) if (state[end]) out.push(`FILTER(SUBSTR(?day, 1, ${state[end].length}) ${sign} SUBSTR("${state[end]}", 1, STRLEN(?day)))`);
  }
  return out;
}

/** Conditions on a statement and its ends. */
function statementConditions() {
  const out = [], { off } = state;
  if (state.rumour) out.push('FILTER NOT EXISTS { ?statement kg:evidence/kg:modality kg:asserted }');
  if (off.relation.size) out.push(`FILTER(?relation NOT IN (${[...off.relation].map(term).join(', ')}))`);
  const classes = [...off.class].filter(Boolean).map(term).join(', ');
  for (const end of ['subject', 'object']) {
    if (classes) out.push(`FILTER NOT EXISTS { ?${end} a ?class FILTER(?class IN (${classes})) }`);
    if (off.class.has('')) out.push(`FILTER EXISTS { ?${end} a ?any }`);
  }
  if (partly()) {
    const here = drawnEntities().sort((a, b) => a - b).map(k => iri('entity', entities[k].id)).join('\n    ');
    out.push(`VALUES ?subject {\n    ${here}\n  }`, 'FILTER(EXISTS { ?object a qudt:QuantityValue } || EXISTS {', `  VALUES ?object {\n    ${here}\n  }`, '  ?object ?is ?so', '})');
  }
  return out;
}

/** A SELECT of the statements that are shown, with the number of sentences that say each. */
function viewAsQuery() {
  return `${heads(['kg', 'oa', 'qudt', 'rdf', 'schema'])}
SELECT ?statement ?subject ?relation ?object (COUNT(DISTINCT ?said) AS ?sentences) WHERE {
  ${[...statementConditions(),
    '?statement rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?object ; kg:evidence ?evidence .',
    '?evidence kg:article ?article ; oa:exact ?sentence ; kg:modality ?modality ; kg:confidence ?confidence .',
    'BIND(CONCAT(STR(?article), " ", STR(?sentence)) AS ?said)',
    ...evidenceConditions()].join('\n  ')}
}
GROUP BY ?statement ?subject ?relation ?object${state.least > 1 ? `\nHAVING (COUNT(DISTINCT ?said) >= ${state.least})` : ''}
ORDER BY ?subject ?relation ?object
`;
}

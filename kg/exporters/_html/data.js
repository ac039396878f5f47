// The page's data, indexed; and the one way in which this page makes elements: text is always a text node.
const data = JSON.parse(document.getElementById('data').textContent);
const VOICE = -1, ANONYMOUS = -2;
const byId = rows => new Map(rows.map(row => [row.id ?? row.name, row]));
const classes = byId(data.classes), relations = byId(data.relations), measures = byId(data.measures);
const modalities = byId(data.modalities);
const order = new Map(data.modalities.map((m, k) => [m.name, k]));
const { entities, statements, articles, edges } = data;
const nodes = new Map();
const lines = data.lines;

const bundles = new Map();
const derivations = [];
/** Work something out of the data, now and whenever there is more of it. */
function derived(make) { derivations.push(make); make(); }

derived(() => {
  for (const node of data.nodes) { const look = classOf(entities[node.id]); node.shape = look.shape; node.color = look.fill; nodes.set(node.id, node); }
  entities.forEach((e, k) => { Object.assign(e, { k, label: '', out: [], in: [], edges: [], near: new Set() }); });
  statements.forEach((s, k) => {
    Object.assign(s, { k, against: [] });
    entities[s.s].out.push(k);
    if (s.o !== undefined && s.o !== s.s) entities[s.o].in.push(k);
    s.fact = s.e.some(e => e.m === 'asserted');
  });
  for (const [one, other] of data.against) { statements[one].against.push(other); statements[other].against.push(one); }
  statements.forEach(s => { s.split = s.against.length > 0; });
  bundles.clear();
  edges.forEach((e, k) => {
    e.k = k;
    for (const [a, b] of [[e.a, e.b], [e.b, e.a]]) { entities[a].edges.push(k); entities[a].near.add(b); }
    const pair = pairKey(e.a, e.b);
    if (!bundles.has(pair)) bundles.set(pair, []);
    bundles.get(pair).push(k);
    const said = new Set(e.st.flatMap(s => statements[s].e.map(x => x.m)));
    e.split = ['asserted', 'claimed'].some(m => said.has(m)) && ['denied', 'negated'].some(m => said.has(m)) || e.st.some(s => statements[s].split);
    for (const s of e.st) Object.assign(statements[s], { edge: k, split: e.split });
  });
  entities.forEach(e => { e.degree = Math.max(e.near.size, e.d ?? 0); });
});

function pairKey(a, b) { return a < b ? `${a} ${b}` : `${b} ${a}`; }
function relationName(id) { return (relations.get(id) ?? measures.get(id))?.[language] ?? id; }
function classOf(entity) { return classes.get(entity.c) ?? { ko: WORDS.unclassified[0], en: WORDS.unclassified[1], fill: '#6b7280', shape: 'dot' }; }
function modality(name) { return modalities.get(name) ?? { name, ko: name, en: name, hint: '', hint_en: '', light: '#6b7280', dark: '#9aa4b2', dashes: [], arrow: 'arrow' }; }
function firmest(names) { return [...names].sort((a, b) => (order.get(a) ?? 99) - (order.get(b) ?? 99))[0]; }
function hintOf(look) { return language === 'ko' ? look.hint : look.hint_en; }
function voice(k) { return k === ANONYMOUS ? t('anonymous') : k === VOICE ? '' : entities[k].label; }

/** Make an element. Attributes that start with "on" are listeners; strings among the children become text nodes. */
function el(tag, attributes = {}, ...children) {
  const made = tag.startsWith('svg:') ? document.createElementNS('http://www.w3.org/2000/svg', tag.slice(4)) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, '');
    else if (value !== false && value !== undefined && value !== null) made.setAttribute(name, value);
  }
  made.append(...children.flat().filter(c => c !== null && c !== undefined && c !== false && c !== ''));
  return made;
}
function $(id) { return document.getElementById(id); }

/** Name everything in the language of the page, where the graph has such a name. */
function nameAll() {
  for (const e of entities) e.label = (e.n.find(n => n[1] === language) ?? e.n[0])?.[0] || e.id;
  for (const [k, node] of nodes) node.label = oneLine(entities[k].label);
}

/** A name as it fits on the canvas: controls and marks that turn the direction of text go, and a long one is cut. */
function oneLine(text, limit = 22) {
  const letters = [...text.replace(/\s+/gu, ' ').trim().replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')];
  return letters.length <= limit ? letters.join('') : `${letters.slice(0, limit - 1).join('')}…`;
}

/** A quantity as the language of the page writes it; other text as it is. */
function figure(id, signed = false) {
  const written = data.figures[id]?.[LANGUAGES.indexOf(language)];
  return written === undefined ? id : signed && !/^(−|0(?!\d))/.test(written) ? `+${written}` : written;
}
function value(s) { return s.o === undefined ? figure(s.v, measures.get(s.p)?.signed) : entities[s.o].label; }
function qualifierName(name) { return Object.hasOwn(data.qualifiers, name) ? data.qualifiers[name][LANGUAGES.indexOf(language)] : name; }

/** An ISO day, month or year as people write it. */
const written = new Map(); // to write one takes long, and there are few
function readableDate(text) {
  const key = `${language} ${text}`;
  if (!written.has(key)) written.set(key, writtenDate(text));
  return written.get(key);
}
function writtenDate(text) {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(text ?? '');
  if (!found) return text ?? '';
  if (language === 'en') return new Date(`${found[0]}T00:00Z`.replace(/^(\d{4})T/, '$1-01T')).toLocaleDateString('en', { timeZone: 'UTC', year: 'numeric', month: found[2] && 'short', day: found[3] && 'numeric' });
  return `${found[1]}년${found[2] ? ` ${+found[2]}월` : ''}${found[3] ? ` ${+found[3]}일` : ''}`;
}

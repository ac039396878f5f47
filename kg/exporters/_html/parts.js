// Small pieces that panels and filters share: shapes, line samples, tags, marked sentences.
const CORNERS = { square: 4, diamond: 4, triangle: 3, triangleDown: 3, hexagon: 6, star: 10 };
const TURN = { square: 45, diamond: 0, triangle: 0, triangleDown: 180, hexagon: 90, star: 0 };

/** The shape and colour of a class, as the drawing has it. */
function icon(cls, size = 14) {
  const drawing = el('svg:svg', { width: size, height: size, viewBox: '-8.5 -8.5 17 17', 'aria-hidden': 'true' });
  const count = CORNERS[cls.shape];
  if (!count) { drawing.append(el('svg:circle', { r: 5.6, fill: cls.fill, stroke: rimOf(cls) })); return drawing; }
  const points = Array.from({ length: count }, (_, k) => {
    const turn = (k / count * 360 + TURN[cls.shape]) * Math.PI / 180;
    const radius = cls.shape === 'star' && k % 2 ? 3.4 : cls.shape === 'square' ? 7.6 : 7.4;
    return `${(radius * Math.sin(turn)).toFixed(2)},${(-radius * Math.cos(turn)).toFixed(2)}`;
  });
  drawing.append(el('svg:polygon', { points: points.join(' '), fill: cls.fill, stroke: rimOf(cls) }));
  return drawing;
}

/** The rim of a class: its hue, as far from the paper as is needed to see it. */
const rimOf = cls => (dark.matches ? cls.rim_dark : cls.rim) ?? cls.fill;
const colour = look => (dark.matches ? look.dark : look.light);

/** A sample of the line that a modality is drawn with. */
function sample(name, width = 30) {
  const look = modality(name), end = width - 5;
  const drawing = el('svg:svg', { width, height: 12, viewBox: `0 0 ${width} 12`, 'aria-hidden': 'true' });
  drawing.append(el('svg:line', { x1: 1, y1: 6, x2: end, y2: 6, stroke: colour(look), 'stroke-width': 2, 'stroke-dasharray': look.dashes.length ? look.dashes.map(d => d * 0.8).join(' ') : undefined }));
  drawing.append(look.arrow === 'bar'
    ? el('svg:line', { x1: end, y1: 1, x2: end, y2: 11, stroke: colour(look), 'stroke-width': 2.4 })
    : el('svg:polygon', { points: `${end - 2},2.4 ${width},6 ${end - 2},9.6`, fill: colour(look) }));
  return drawing;
}

function tag(name) {
  const look = modality(name), made = el('span', { class: 'tag', title: hintOf(look) }, look[language]);
  made.style.color = colour(look);
  return made;
}

/** The modalities of some evidence as line samples, firmest first. */
function bars(evidence) {
  const names = [...new Set(evidence.map(e => e.m))].sort((a, b) => (order.get(a) ?? 99) - (order.get(b) ?? 99));
  return el('span', { class: 'bars', title: names.map(m => modality(m)[language]).join(', ') }, names.slice(0, 2).map(m => sample(m, 24)),
    el('span', { class: 'count' }, names.map(m => modality(m)[language]).join('·')));
}

/** A sentence with its subject, object and trigger marked. Offsets count code points, so the text is split into them. */
function marked(evidence) {
  const letters = [...data.sentences[evidence.x]];
  const spans = ['s', 'o', 't'].filter(key => evidence[key]).map(key => [key, ...evidence[key]]);
  const cuts = [...new Set([0, letters.length, ...spans.flatMap(s => [s[1], s[2]])])].filter(c => c >= 0 && c <= letters.length).sort((a, b) => a - b);
  return cuts.slice(1).map((end, k) => {
    const start = cuts[k], text = letters.slice(start, end).join('');
    const inside = spans.filter(s => s[1] <= start && end <= s[2]).sort((a, b) => (a[2] - a[1]) - (b[2] - b[1]))[0];
    return inside ? el('mark', { class: inside[0], title: t({ s: 'subject', o: 'object', t: 'trigger' }[inside[0]]) }, text) : text;
  });
}

function entityButton(k, go, size = 14) {
  return el('button', { type: 'button', class: 'end', onclick: () => go({ kind: 'entity', k }) }, icon(classOf(entities[k]), size), el('bdi', {}, entities[k].label));
}

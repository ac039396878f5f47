// The picture as it stands, as SVG: the same shapes, lines and names as the canvas has, and text that stays text.
const mark = (tag, attributes, ...children) => el(`svg:${tag}`, attributes, ...children);
const near2 = n => Math.round(n * 100) / 100;
const pointList = points => points.map(p => p.map(near2).join(',')).join(' ');

/** The corners of a shape around a place, as vis-network draws it; none of a circle. */
function cornersOf(shape, x, y, size) {
  if (shape === 'square') return [[x - size, y - size], [x + size, y - size], [x + size, y + size], [x - size, y + size]];
  if (shape === 'diamond') return [[x, y + size], [x + size, y], [x, y - size], [x - size, y]];
  if (shape === 'hexagon') return Array.from({ length: 6 }, (_, k) => [x + size * Math.cos(k * Math.PI / 3), y + size * Math.sin(k * Math.PI / 3)]);
  if (shape === 'star') return Array.from({ length: 10 }, (_, k) => [x + size * 0.82 * (k % 2 ? 0.5 : 1.3) * Math.sin(k * Math.PI / 5), y + size * 0.082 - size * 0.82 * (k % 2 ? 0.5 : 1.3) * Math.cos(k * Math.PI / 5)]);
  if (!shape.startsWith('triangle')) return [];
  const way = shape === 'triangle' ? 1 : -1, r = size * 1.15, low = r / Math.sqrt(3), high = r * 2 / Math.sqrt(3), middle = y + way * 0.275 * r;
  return [[x, middle - way * high], [x + r, middle + way * low], [x - r, middle + way * low]];
}

function svgText(text, x, y, size, fill, more = {}) {
  return mark('text', { x: near2(x), y: near2(y + size * 0.36), 'text-anchor': 'middle', 'font-size': near2(size), 'font-family': FACE, fill, ...more }, tidy(text));
}

function svgNode({ id, shape, x, y, size, color, borderWidth }) {
  const scale = zoomed(), paint = ink();
  if (isFold(id)) {
    const wide = foldWidth(id) / scale, high = 26 / scale;
    return [mark('rect', { x: near2(x - wide / 2), y: near2(y - high / 2), width: near2(wide), height: near2(high), rx: near2(10 / scale), fill: paint.halo, stroke: paint.accent, 'stroke-width': near2(1.2 / scale) }),
      svgText(foldText(id), x, y, (LABEL - 0.5) / scale, paint.accent)];
  }
  const corners = cornersOf(shape, x, y, size), look = { fill: color.background, stroke: color.border, 'stroke-width': near2(borderWidth) };
  return [corners.length ? mark('polygon', { points: pointList(corners), ...look }) : mark('circle', { cx: x, cy: y, r: size, ...look })];
}

function svgTag(tag) {
  const paint = ink(), scale = zoomed(), { x, y } = anchor(tag);
  return svgText(tag.text, x + tag.dx / scale, y + tag.dy / scale, tag.size / scale, inkOf(tag, paint),
    { stroke: paint.halo, 'stroke-width': near2(4 / scale), 'stroke-linejoin': 'round', 'paint-order': 'stroke', 'font-weight': weightOf(tag) });
}

/** Where a curved line is pulled to, as vis-network bends it; nothing for a straight one. */
function bendOf(look, from, to) {
  if (!look.smooth) return null;
  const part = look.smooth.roundness * 0.5 * (look.smooth.type === 'curvedCW' ? 1 : -1) + 0.5, dx = to[0] - from[0], dy = from[1] - to[1];
  const turn = Math.atan2(dy, dx) + part * Math.PI, far = (look.smooth.roundness * 0.5 + 0.5) * Math.hypot(dx, dy);
  return [from[0] + far * Math.sin(turn), from[1] + far * Math.cos(turn)];
}

function svgLine(look) {
  const from = places.get(look.from), to = places.get(look.to), bend = bendOf(look, from, to), [ax, ay] = bend ?? from;
  const far = Math.hypot(to[0] - ax, to[1] - ay) || 1, way = [(to[0] - ax) / far, (to[1] - ay) / far], size = nodes.get(look.to).size + 2;
  const tip = look.arrows.to.enabled ? [to[0] - way[0] * size, to[1] - way[1] * size] : to, paint = { stroke: look.color.color, 'stroke-opacity': look.color.opacity, 'stroke-width': look.width };
  const back = (along, aside) => [tip[0] - way[0] * along - way[1] * aside, tip[1] - way[1] * along + way[0] * aside];
  const long = look.arrows.to.type === 'bar' ? 6 : 9;
  return [mark('path', { d: `M${from.map(near2)}${bend ? `Q${bend.map(near2)} ` : 'L'}${tip.map(near2)}`, fill: 'none', 'stroke-dasharray': look.dashes ? look.dashes.join(' ') : undefined, ...paint }),
    look.arrows.to.enabled && (look.arrows.to.type === 'bar' ? mark('path', { d: `M${back(0, long).map(near2)}L${back(0, -long).map(near2)}`, ...paint, 'stroke-width': 3 })
      : mark('polygon', { points: pointList([tip, back(long, long * 0.4), back(long, -long * 0.4)]), fill: look.color.color, 'fill-opacity': look.color.opacity }))];
}

function svgGround({ points }) {
  const paint = ink(), list = pointList(points);
  return [mark('polygon', { points: list, fill: paint.ground, stroke: paint.rule, 'stroke-width': near2(40 + 2 / zoomed()), 'stroke-linejoin': 'round' }), mark('polygon', { points: list, fill: paint.ground, stroke: paint.ground, 'stroke-width': 40, 'stroke-linejoin': 'round' })];
}

/** The part of the picture that the window shows, as an SVG document. */
function viewAsSvg() {
  const { width, height } = $('graph').getBoundingClientRect(), scale = network.getScale(), middle = network.getViewPosition();
  const box = [middle.x - width / 2 / scale, middle.y - height / 2 / scale, width / scale, height / scale].map(near2);
  const sheet = mark('svg', { width: Math.round(width), height: Math.round(height), viewBox: box.join(' '), role: 'img', 'aria-label': tidy(document.title) },
    mark('rect', { x: box[0], y: box[1], width: box[2], height: box[3], fill: ink().halo }),
    grounds.flatMap(svgGround), shownLines.get().flatMap(svgLine), shownNodes.get().flatMap(svgNode), allTags().map(svgTag));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(sheet)}\n`;
}

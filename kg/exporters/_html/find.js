// Finding by name: every name in every language, by parts, by initial consonants (ㄷㅅㅋ), and while a syllable is being typed.
const INITIALS = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const fold = text => text.normalize('NFC').toLowerCase().replace(/[\s·・.,'"’()\-_/]/gu, '');
const isSyllable = c => c >= '가' && c <= '힣';

/** Whether a typed letter fits a letter of a name: 'ㅅ' and '시' both fit '식'. */
function fits(typed, letter, last) {
  if (typed === letter) return true;
  if (!isSyllable(letter)) return false;
  const code = letter.charCodeAt(0) - 0xac00;
  if (!isSyllable(typed)) return INITIALS[Math.floor(code / 588)] === typed;
  const mine = typed.charCodeAt(0) - 0xac00;
  return last && mine % 28 === 0 && Math.floor(mine / 28) === Math.floor(code / 28);
}

/** Where a name holds what was typed: 0 at its start, higher later, -1 nowhere. */
function found(typed, name) {
  for (let at = 0; at + typed.length <= name.length; at++) {
    let k = 0;
    while (k < typed.length && fits(typed[k], name[at + k], k === typed.length - 1)) k++;
    if (k === typed.length) return at;
  }
  return -1;
}

let spelled = null; // all names, folded: when the page rests, or with the first key
const spelling = () => (spelled ??= entities.map(e => [...new Set([...e.n.map(n => n[0]), ...(e.a ?? [])])].map(text => [text, fold(text)])));
derived(() => { spelled = null; (globalThis.requestIdleCallback ?? setTimeout)(spelling); });

/** The entities that a query names: those of exactly this name first, then by degree. */
function search(query, limit = 12) {
  const typed = fold(query);
  if (!typed) return [];
  const hits = [], names = spelling();
  entities.forEach((entity, k) => {
    let best = null;
    for (const [text, name] of names[k]) {
      const at = found(typed, name);
      if (at < 0) continue;
      const rank = name === typed ? 0 : 1;
      if (best === null || rank < best.rank || (rank === best.rank && text === entity.label)) best = { entity, text, rank };
    }
    if (best) hits.push(best);
  });
  hits.sort((a, b) => a.rank - b.rank || b.entity.degree - a.entity.degree || a.entity.k - b.entity.k);
  return hits.slice(0, limit);
}

const entityOf = id => entities.find(e => e.id === id);

/** Make a field and a list find entities: arrows walk, Enter or a click takes, Escape leaves. */
function combobox(input, list, choose) {
  let hits = [], at = -1;
  const mark = next => {
    at = next;
    [...list.children].forEach((row, k) => row.setAttribute('aria-selected', String(k === at)));
    const row = list.children[at];
    if (row?.id) { input.setAttribute('aria-activedescendant', row.id); row.scrollIntoView({ block: 'nearest' }); }
    else input.removeAttribute('aria-activedescendant');
  };
  const close = () => { list.hidden = true; input.setAttribute('aria-expanded', 'false'); input.removeAttribute('aria-activedescendant'); };
  const take = hit => { close(); input.value = ''; input.blur(); source.need(() => choose(entityOf(hit.entity.id)), [hit.entity.id]); };
  const show = (further = []) => {
    const own = search(input.value), there = new Set(own.map(hit => hit.entity.id));
    hits = [...own, ...further.filter(hit => !there.has(hit.entity.id))];
    list.replaceChildren(...hits.map((hit, k) => el('li', { role: 'option', id: `${list.id}-${k}`, onpointerdown: e => { e.preventDefault(); take(hit); } },
      icon(classOf(hit.entity)), el('b', {}, el('bdi', {}, hit.entity.label)),
      el('span', { class: 'also' }, hit.text === hit.entity.label ? classOf(hit.entity)[language] : hit.text),
      el('span', { class: 'count' }, hit.count ?? (hit.entity.degree ? t('degree', hit.entity.degree) : t('unlinked'))))));
    if (!hits.length && input.value.trim()) list.append(el('li', { class: 'none' }, t('none')));
    list.hidden = !list.children.length;
    input.setAttribute('aria-expanded', String(!list.hidden));
    mark(hits.length ? 0 : -1);
  };
  input.addEventListener('input', () => { show(); source.find(input.value, show); });
  input.addEventListener('focus', () => { if (input.value) show(); });
  input.addEventListener('blur', close);
  input.addEventListener('keydown', event => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' && hits.length) { mark((at + 1) % hits.length); event.preventDefault(); }
    else if (event.key === 'ArrowUp' && hits.length) { mark((at + hits.length - 1) % hits.length); event.preventDefault(); }
    else if (event.key === 'Enter' && hits[at]) { take(hits[at]); event.preventDefault(); }
    else if (event.key === 'Escape') { input.value = ''; close(); input.blur(); event.stopPropagation(); }
  });
}

function startFinding(choose) {
  combobox($('find'), $('hits'), choose);
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !/^(input|textarea)$/i.test(event.target.tagName)) { event.preventDefault(); $('find').focus(); }
  });
}

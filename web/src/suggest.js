// A field for an entity: what the server's search finds for the letters so far is offered below it.
import { ROOT, asked, make } from "./dom.js";
import { lang } from "./texts.js";

const PAUSE = 120; // ms without a key, then it is asked
const MOST = 8;

export function suggesting(input, vocabulary) {
  const id = () => `${input.id}-found`;
  const list = make("ul", { role: "listbox", class: "found", hidden: true });
  let [timer, asking, at] = [0, 0, -1];

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const pick = (option) => {
    input.value = option.dataset.label;
    input.dataset.chosen = JSON.stringify([option.dataset.label, option.dataset.id]);
    close();
  };
  const mark = (next) => {
    const options = [...list.children];
    at = (next + options.length) % options.length;
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    input.setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  };
  const look = async () => {
    const [mine, q] = [++asking, input.value.trim()];
    if (!q) return close();
    const answer = await asked(new URL(`api/search?${new URLSearchParams({ q, kind: "entity", limit: MOST })}`, ROOT)).catch(() => null);
    if (mine !== asking || document.activeElement !== input) return;
    const found = answer?.entities ?? [];
    const whole = found.some((entity) => Object.values(entity.labels ?? {}).some((name) => name.toLowerCase() === q.toLowerCase()));
    const entities = whole ? [] : found; // who has written a whole name is not held up
    list.id = id();
    list.replaceChildren(...entities.map((entity, n) => option(entity, `${id()}-${n}`, vocabulary)));
    close();
    list.hidden = !entities.length;
    input.setAttribute("aria-expanded", String(entities.length > 0));
  };

  Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" }).forEach(([k, v]) => input.setAttribute(k, v));
  input.addEventListener("focus", () => input.setAttribute("aria-controls", id()));
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, PAUSE);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(at + (event.key === "ArrowDown" ? 1 : at < 0 ? 0 : -1));
    else if (event.key === "Enter" && at >= 0) pick(list.children[at]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  list.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the field keeps the focus
    const chosen = event.target.closest("li");
    if (chosen) pick(chosen);
  });
  return list;
}

// What a field means: the id of the entity that was picked, else what was typed.
export function meant(input) {
  const [label, id] = JSON.parse(input.dataset.chosen ?? "[]");
  return label === input.value ? id : input.value.trim();
}

function option(entity, id, vocabulary) {
  const other = Object.values(entity.labels ?? {}).find((name) => name !== entity.label) ?? "";
  const label = entity.labels?.[lang] ?? entity.label;
  return make(
    "li",
    { id, role: "option", "aria-selected": "false", "data-id": entity.id, "data-label": label },
    make("b", {}, label),
    make("span", {}, label === entity.label ? other : entity.label),
    make("small", {}, vocabulary.labels.get(vocabulary.prefixes.kg + entity.class) ?? entity.class),
  );
}

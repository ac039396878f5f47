// Completion in the editor: prefixes, variables, and the terms of the ontology by name or by label.
import { make } from "./dom.js";
import { lang, texts } from "./texts.js";

const MOST = 60;
const ORDER = {
  predicate: ["relation", "measure", "qualifier", "property", "class", "modality", "value"],
  class: ["class", "value", "property", "relation", "measure", "qualifier", "modality"],
};

export function completers(vocabulary) {
  const prefixes = Object.entries(vocabulary.prefixes).map(([name, iri]) => `${name}: <${iri}>`);
  return { prefixes: { name: "prefixes", get: () => prefixes, persistenceId: null }, terms: terms(vocabulary) };
}

function terms(vocabulary) {
  const known = new Map(vocabulary.terms.map((term) => [term.name, term]));
  return {
    name: "terms",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: (yasqe) => /^[\w-]+:?[\w가-힣ㄱ-ㅎ-]*$/.test(typed(yasqe)) && !declares(yasqe),
    get: (yasqe) => found(vocabulary.terms, typed(yasqe), place(yasqe)).map((term) => term.name),
    preProcessToken: (yasqe, token) => Object.assign(token, { autocompletionString: typed(yasqe) }),
    postprocessHints: (_, hints) => hints.map((hint) => ({ ...hint, render: (element) => draw(element, known.get(hint.text)) })),
  };
}

const typed = (yasqe) => yasqe.getCompleteToken().string.trim();

function declares(yasqe) {
  const cursor = yasqe.getDoc().getCursor();
  const before = yasqe.getPreviousNonWsToken(cursor.line, yasqe.getCompleteToken());
  return !typed(yasqe).includes(":") || before.string.toUpperCase() === "PREFIX";
}

function place(yasqe) {
  const token = yasqe.getCompleteToken();
  const before = yasqe.getPreviousNonWsToken(yasqe.getDoc().getCursor().line, token);
  return before.string === "a" || before.string === "rdf:type" ? "class" : "predicate";
}

function found(all, text, where) {
  const [prefix, rest] = [text.slice(0, text.indexOf(":") + 1), text.slice(text.indexOf(":") + 1).toLowerCase()];
  const score = (term) => {
    const name = term.name.slice(prefix.length).toLowerCase();
    if (!term.name.startsWith(prefix)) return -1;
    if (name.startsWith(rest)) return 2;
    return name.includes(rest) || term.ko.includes(rest) || term.en.toLowerCase().includes(rest) ? 1 : -1;
  };
  const order = ORDER[where];
  return all
    .map((term) => ({ term, score: score(term) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || order.indexOf(a.term.kind) - order.indexOf(b.term.kind))
    .slice(0, MOST)
    .map((one) => one.term);
}

function draw(element, term) {
  const label = (lang === "ko" ? [term.ko, term.en] : [term.en, term.ko]).find(Boolean) ?? "";
  element.append(
    make("span", { class: "term" }, term.name),
    make("span", { class: "label" }, label),
    make("span", { class: "kind" }, texts.kinds[term.kind] ?? term.kind),
  );
}

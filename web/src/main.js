// The query page: YASGUI, told of this server alone, with the ready-made questions beside it.
import Yasgui from "@zazuko/yasgui";
import "@zazuko/yasgui/build/yasgui.min.css";
import "./style.css";
import { completers } from "./complete.js";
import { ROOT, asked, make } from "./dom.js";
import { Questions } from "./named.js";
import { faithful, rows } from "./table.js";
import { texts, translate } from "./texts.js";
import { Vocabulary } from "./vocabulary.js";

const { Yasqe, Yasr } = Yasgui;
const SPARQL = new URL("sparql", ROOT).href;
const NARROW = "(max-width: 899px)"; // as style.css has it
const FIRST = `PREFIX kg: <https://w3id.org/newskg/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>

SELECT ?subject ?relation ?object WHERE {
  ?statement a kg:Statement ;
    rdf:subject ?subject ;
    rdf:predicate ?relation ;
    rdf:object ?object .
}
LIMIT 50
`;

function configure(vocabulary) {
  const { prefixes, terms } = completers(vocabulary);
  Yasqe.forkAutocompleter("prefixes", { ...prefixes, name: "our-prefixes" }, false);
  Yasqe.registerAutocompleter(terms, false);
  Object.assign(Yasqe.defaults, {
    autocompleters: ["variables", "our-prefixes", "terms"],
    value: FIRST,
    screenReaderLabel: texts.editor,
    editorHeight: matchMedia(NARROW).matches ? "14rem" : "19rem",
  });
  Object.assign(Yasqe.defaults.extraKeys, { Tab: false, "Shift-Tab": false }); // they leave the editor, as everywhere
  faithful(Yasr);
  Yasr.registerPlugin("table", rows(Yasr.plugins.table, vocabulary));
  Yasr.defaults.prefixes = vocabulary.prefixes;
  Yasr.defaults.errorRenderers = [failure];
  const table = Yasr.plugins.table.defaults.tableConfig;
  Object.assign(table, { autoWidth: false }); // to measure, it would draw every row
  Object.assign(table.language, texts.pages);
}

// What the server says of a query that it refuses (RFC 9457): a line, and the place in the query with a caret below.
async function failure(error) {
  let said = { detail: error.text || texts.offline };
  try {
    said = JSON.parse(error.text);
  } catch {} // it is no problem document but words
  const shown = said.shown ? [make("pre", {}, said.shown.join("\n"))] : [];
  return make("div", { class: "failure", role: "alert" }, make("strong", {}, texts.failed), make("p", {}, said.detail ?? said.title), ...shown);
}

function started() {
  const yasgui = new Yasgui(document.getElementById("yasgui"), {
    autofocus: false,
    populateFromUrl: false, // a link may bring a query, never another endpoint
    persistenceId: "newskg",
    tabName: texts.newTab,
    requestConfig: { endpoint: SPARQL, acceptHeaderGraph: "text/turtle", acceptHeaderSelect: "application/sparql-results+json" },
    endpointCatalogueOptions: { getData: () => [] },
    yasr: { maxPersistentResponseSize: 0 }, // answers are asked for anew
  });
  const root = yasgui.rootEl;
  const tend = () => {
    dress(root);
    translate(root);
  };
  new MutationObserver(tend).observe(root, { childList: true, subtree: true });
  tend();
  return yasgui;
}

// Each tab's buttons go from on top of the text to a bar of their own, and the one that runs says so.
function dress(root) {
  for (const buttons of root.querySelectorAll(".CodeMirror > .yasqe_buttons")) {
    buttons.querySelector(".yasqe_queryButton").append(make("span", {}, texts.run));
    buttons.prepend(make("span", { class: "keys" }, texts.hint));
    buttons.closest(".tabPanel").querySelector(".controlbar").append(buttons);
  }
}

// The server knows the prefixes; the editor wants to see those that are used.
function declare(yasqe, vocabulary) {
  const declared = yasqe.getPrefixesFromQuery();
  const used = [...yasqe.getValueWithoutComments().matchAll(/(?<![\w<"':/#-])([a-z]+):(?!\/\/)/g)].map(([, name]) => name);
  const missing = [...new Set(used)].filter((name) => vocabulary.prefixes[name] && !(name in declared));
  if (missing.length) yasqe.addPrefixes(Object.fromEntries(missing.map((name) => [name, vocabulary.prefixes[name]])));
}

function trouble(text) {
  const line = document.getElementById("trouble");
  line.textContent = text;
  line.hidden = !text;
}

async function main() {
  const [known, named] = await Promise.all([asked(new URL("query/terms", ROOT)), asked(new URL("query/named", ROOT))]);
  const vocabulary = new Vocabulary(known);
  configure(vocabulary);
  const yasgui = started();
  const links = new Map(); // of ready-made questions, by their SPARQL
  Yasgui.Tab.prototype.getShareableLink = function () {
    const link = links.get(this.getQuery()) ?? new URLSearchParams({ query: this.getQuery() });
    return new URL(`query#${link}`, ROOT).href;
  };
  const put = (name, query, link) => {
    const tab = yasgui.getTab();
    links.set(query, link);
    tab.setName(name);
    tab.setQuery(query);
    tab.getYasqe().collapsePrefixes(true);
    history.replaceState(null, "", `#${link}`);
    if (matchMedia(NARROW).matches) document.getElementById("named-box").open = false;
    return tab.query().catch(() => {}); // what went wrong is drawn
  };
  const questions = new Questions(named.queries, vocabulary, put);
  yasgui.on("queryResponse", (_, tab) => {
    setTimeout(() => {
      const results = tab.getYasr()?.results;
      const found = results?.getBindings();
      document.getElementById("status").textContent = found ? texts.rows(found.length) : "";
      const most = results?.res?.headers?.get?.("X-Newskg-Cut");
      trouble(most ? texts.cut(most) : "");
    });
  });
  yasgui.on("queryBefore", (_, tab) => declare(tab.getYasqe(), vocabulary));
  follow(yasgui, questions);
  addEventListener("hashchange", () => follow(yasgui, questions));
  document.documentElement.dataset.ready = "true";
}

// A link may name a ready-made question (#named=facts&entity=nvidia) or carry SPARQL (#query=...).
function follow(yasgui, questions) {
  const given = new URLSearchParams(location.hash.slice(1));
  const [name, query] = [given.get("named"), given.get("query")];
  given.delete("named");
  if (questions.items.has(name)) {
    questions.open(name);
    questions.run(name, given);
  } else if (query) {
    tabOf(yasgui, query).query().catch(() => {});
  }
}

// The tab that has a query already, the open one where nothing was written yet, or a new one.
function tabOf(yasgui, query) {
  const bare = (text) => text.replace(/^(PREFIX \S* <[^>]*>\s*)+/, ""); // they are added where they lack
  const written = (tab) => tab.getPersistedJson().yasqe.value;
  const same = Object.values(yasgui._tabs).find((tab) => bare(written(tab)) === bare(query));
  if (same) {
    yasgui.selectTabId(same.getId());
    return same;
  }
  const open = yasgui.getTab();
  return open && written(open) === FIRST ? open.setQuery(query) : yasgui.addTab(true, { yasqe: { value: query } });
}

if (matchMedia(NARROW).matches) document.getElementById("named-box").open = false;
main().catch((error) => trouble(error.message || texts.offline));

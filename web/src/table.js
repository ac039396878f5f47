// YASR's table with labels for IRIs, links to this server's own pages, and nothing of a result ever read as markup.
import { make } from "./dom.js";
import { texts } from "./texts.js";

const XSD = "http://www.w3.org/2001/XMLSchema#";
const NUMBERS = ["integer", "decimal", "double", "float", "long", "int", "nonNegativeInteger"].map((name) => XSD + name);
const [BRIEF, LONG] = [18, 40]; // characters: up to the one a column does not wrap, from the other on it is wide
const SIZES = [50, 200, 1000];

// YASR fills in {{names}} within literals; what a graph says is shown as it says it.
export function faithful(Yasr) {
  const draw = Yasr.prototype.draw;
  Yasr.prototype.draw = function () {
    const { results } = this;
    if (results && !results.json && results.res?.content && /sparql-results\+json/.test(results.getContentType())) {
      results.json = JSON.parse(results.res.content);
      results.type = "json";
    }
    return draw.call(this);
  };
}

export function rows(Table, vocabulary) {
  return class Rows extends Table {
    label = texts.table;
    helpReference = undefined;

    initialize() {
      return vocabulary.learn(this.yasr.results?.getBindings() ?? []);
    }

    draw(settings) {
      super.draw({ ...settings, compact: false, isEllipsed: false });
      this.destroyResizer(); // it fixes widths in pixels; a table that flows fits every screen
      this.tableEl.removeAttribute("style");
      for (const cell of this.tableEl.querySelectorAll("th[style]")) cell.removeAttribute("style");
      const scroller = this.tableEl.parentElement;
      scroller.classList.add("scroller");
    }

    getColumns() {
      const title = make("span", { class: "unseen" }, texts.row).outerHTML;
      const number = { name: "", title, searchable: false, orderable: false, className: "row-number", type: "num" };
      const variables = this.yasr.results?.getVariables() ?? [];
      return [number, ...variables.map((name) => this.column(name))];
    }

    column(name) {
      const shown = this.yasr.results.getBindings().map((row) => row[name]).filter(Boolean);
      const numeric = shown.length > 0 && shown.every((term) => NUMBERS.includes(term.datatype));
      return {
        name,
        title: make("span", {}, name).outerHTML,
        className: numeric ? "number" : width(shown),
        type: numeric ? "num" : "string",
        render: (term, type) => {
          if (!term) return "";
          if (type === "display") return cell(term, vocabulary);
          return plain(term, vocabulary);
        },
      };
    }

    drawControls() {
      this.removeControls();
      this.tableFilterField = make("input", {
        type: "search", class: "tableFilter", placeholder: texts.filter, "aria-label": texts.filter,
      });
      this.tableFilterField.addEventListener("input", (event) => this.dataTable.search(event.target.value).draw());
      const sizes = SIZES.map((n) => make("option", { value: n, selected: this.dataTable.page.len() === n }, `${n}`));
      this.tableSizeField = make("select", { class: "tableSizer", "aria-label": texts.pageSize }, ...sizes);
      this.tableSizeField.addEventListener("change", this.handleTableSizeSelect);
      const some = (this.yasr.results.getBindings() ?? []).length > SIZES[0];
      this.tableControls = make("div", { class: "tableControls" }, this.tableFilterField, ...(some ? [this.tableSizeField] : []));
      this.yasr.pluginControls.append(this.tableControls);
    }

    download(name) {
      const made = super.download(name);
      const data = made.getData;
      // The mark at the beginning is what tells spreadsheet programs that the Korean in it is UTF-8.
      return { ...made, getData: () => `\ufeff${data()}`, contentType: "text/csv;charset=utf-8" };
    }
  };
}

function width(terms) {
  const texts = terms.filter((term) => term.type !== "uri").map((term) => term.value.length);
  if (texts.some((length) => length > LONG)) return "long";
  return texts.length && Math.max(...texts) <= BRIEF ? "brief" : "";
}

function plain(term, vocabulary) {
  if (term.type !== "uri") return escaped(term.value);
  return escaped(`${vocabulary.labels.get(term.value) ?? ""} ${vocabulary.short(term.value)}`.trim());
}

function cell(term, vocabulary) {
  if (term.type !== "uri") {
    const tag = term["xml:lang"];
    return make("div", { lang: tag || undefined }, term.value).outerHTML;
  }
  const [label, short, address] = [vocabulary.labels.get(term.value), vocabulary.short(term.value), vocabulary.address(term.value)];
  const outside = /^https?:/.test(address);
  const attributes = { class: "iri", title: term.value, href: address, ...(outside && { target: "_blank", rel: "noopener noreferrer" }) };
  const main = address ? make("a", attributes, label ?? short) : make("span", { title: term.value }, label ?? short);
  return make("div", {}, main, ...(label ? [make("span", { class: "short" }, short)] : [])).outerHTML;
}

function escaped(text) {
  return text.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}

// The list of ready-made questions, each with a form for its parameters.
import { ROOT, asked, make } from "./dom.js";
import { meant, suggesting } from "./suggest.js";
import { lang, texts } from "./texts.js";

export class Questions {
  // `put` takes a name, SPARQL and the parameters of a link: it shows and runs the SPARQL.
  constructor(queries, vocabulary, put) {
    Object.assign(this, { vocabulary, put });
    this.list = document.getElementById("named");
    this.items = new Map(queries.map((query) => [query.name, this.item(query)]));
    this.list.append(...[...this.items.values()].map(({ element }) => element));
    const find = document.getElementById("named-find");
    find.addEventListener("input", () => this.narrow(find.value));
    document.getElementById("named-count").textContent = queries.length;
  }

  item(query) {
    const [first, second] = lang === "ko" ? [query.korean, query.question] : [query.question, query.korean];
    const id = `named-${query.name}`;
    const button = make("button", { type: "button", "aria-expanded": "false", "aria-controls": id }, first || second || query.name);
    const form = this.form(query, id, first && second);
    button.addEventListener("click", () => this.open(query.name, form.hidden));
    const element = make("li", {}, button, form);
    const words = `${query.name} ${query.korean} ${query.question}`.toLowerCase();
    return { element, button, form, words };
  }

  form(query, id, also) {
    const other = lang === "ko" ? "en" : "ko";
    const fields = query.parameters.map((parameter) => this.field(parameter, id));
    const trouble = make("p", { class: "trouble", role: "alert", hidden: true });
    const form = make(
      "form",
      { id, hidden: true, "aria-label": query.name },
      ...(also ? [make("p", { class: "also", lang: other }, also)] : []),
      ...fields,
      trouble,
      make("div", { class: "act" }, make("button", { type: "submit", class: "go" }, texts.run), make("code", {}, query.name)),
    );
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.run(query.name);
    });
    return form;
  }

  field(parameter, id) {
    const of = `${id}-${parameter.name}`;
    const label = texts.parameters[parameter.name] ?? parameter.name;
    const input = this.input(parameter);
    Object.entries({ id: of, name: parameter.name, "aria-describedby": `${of}-says`, autocomplete: "off", spellcheck: "false" }).forEach(
      ([key, value]) => input.setAttribute(key, value),
    );
    input.required = parameter.required;
    const offers = parameter.kind === "entity" ? [suggesting(input, this.vocabulary)] : [];
    const says = lang === "en" ? parameter.says : "";
    const more = [says, parameter.required ? texts.required : "", parameter.default && texts.standsFor(parameter.default.replaceAll('"', ""))];
    return make(
      "div",
      { class: "field" },
      make("label", { for: of }, label),
      input,
      ...offers,
      make("small", { id: `${of}-says` }, more.filter(Boolean).join(" · ")),
    );
  }

  input(parameter) {
    const kinds = { relation: ["relation", "measure"], modality: ["modality"] }[parameter.kind];
    if (kinds) {
      const options = this.vocabulary.terms
        .filter((term) => kinds.includes(term.kind))
        .map((term) => make("option", { value: term.name }, `${term[lang] || term.en} (${term.name.slice(3)})`));
      return make("select", {}, make("option", { value: "" }, texts.any), ...options);
    }
    if (parameter.kind === "integer") return make("input", { type: "number", min: 1, step: 1 });
    return make("input", { type: "text", maxlength: 500, placeholder: texts.placeholders[parameter.kind] });
  }

  narrow(text) {
    const wanted = text.trim().toLowerCase();
    let left = 0;
    for (const { element, words } of this.items.values()) {
      element.hidden = !words.includes(wanted);
      left += element.hidden ? 0 : 1;
    }
    document.getElementById("named-none").hidden = left > 0;
  }

  open(name, wide = true) {
    for (const [other, { form, button }] of this.items) {
      form.hidden = !(wide && other === name);
      button.setAttribute("aria-expanded", String(!form.hidden));
      if (!form.hidden) form.scrollIntoView({ block: "nearest" });
    }
  }

  async run(name, given) {
    const { form } = this.items.get(name);
    if (given) for (const [key, value] of given) if (form.elements[key]) form.elements[key].value = value;
    const values = [...form.elements].filter((field) => field.name).map((field) => [field.name, meant(field)]).filter(([, v]) => v);
    const address = new URL(`query/named/${encodeURIComponent(name)}?${new URLSearchParams(values)}`, ROOT);
    const trouble = form.querySelector(".trouble");
    trouble.hidden = true;
    try {
      const { query } = await asked(address);
      this.put(name, query, new URLSearchParams([["named", name], ...values]));
    } catch (error) {
      trouble.textContent = error.message || texts.offline;
      trouble.hidden = false;
    }
  }
}

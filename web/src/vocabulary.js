// What the server knows of names: prefixes, terms, and the labels of what stands in results.
import { ROOT, asked } from "./dom.js";
import { lang } from "./texts.js";

const LABELS = 2000; // IRIs of one answer that are looked up
const PLAIN = /^[^\x00-\x20<>"{}|^`\\]+$/; // what may stand between < and >
const THINGS = /^(entity|article|statement|evidence|quantity)\/./;
const OTHER = lang === "ko" ? "en" : "ko";

export class Vocabulary {
  constructor({ prefixes, base, terms }) {
    this.prefixes = prefixes;
    this.base = base;
    this.terms = terms;
    this.longest = Object.entries(prefixes).sort((a, b) => b[1].length - a[1].length);
    this.labels = new Map(terms.map((t) => [this.iri(t.name), t[lang] || t[OTHER]]).filter(([, label]) => label));
  }

  iri(name) {
    const [prefix] = name.split(":", 1);
    return this.prefixes[prefix] + name.slice(prefix.length + 1);
  }

  // The short form of an IRI, or the IRI.
  short(iri) {
    const found = this.longest.find(([, start]) => iri.startsWith(start));
    return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
  }

  // Where an IRI leads: a thing of the graph to its page on this server, its terms and graphs nowhere, the rest to the web.
  address(iri) {
    if (iri.startsWith(this.base)) {
      const [local] = iri.slice(this.base.length).split("#"); // a fragment is a span of an article
      return THINGS.test(local) ? new URL(local.split("/").map(encoded).join("/"), ROOT).pathname : "";
    }
    return /^https?:/.test(iri) && !iri.startsWith(this.prefixes.kg) ? iri : "";
  }

  // Learns the labels of the resources in an answer.
  async learn(bindings) {
    const wanted = new Set();
    for (const row of bindings) {
      for (const { type, value } of Object.values(row)) {
        if (type === "uri" && value.startsWith(this.base) && !this.labels.has(value) && PLAIN.test(value)) wanted.add(value);
      }
    }
    const some = [...wanted].slice(0, LABELS);
    if (!some.length) return;
    const query =
      `SELECT ?e ?l { VALUES ?e { ${some.map((iri) => `<${iri}>`).join(" ")} } ` +
      `?e <http://www.w3.org/2004/02/skos/core#prefLabel>|<http://www.w3.org/2000/01/rdf-schema#label>|<https://schema.org/headline> ?l }`;
    const answer = await asked(new URL("sparql", ROOT), {
      method: "POST",
      headers: { Accept: "application/sparql-results+json", "Content-Type": "application/sparql-query" },
      body: query,
    }).catch(() => null); // without labels the rows are still right
    for (const { e, l } of answer?.results.bindings ?? []) {
      if (l["xml:lang"] === lang || !this.labels.has(e.value)) this.labels.set(e.value, l.value);
    }
  }
}

// An IRI's part as a part of an address: what is percent-encoded already stays so.
function encoded(part) {
  return encodeURIComponent(part).replace(/%25([0-9A-F]{2})/gi, "%$1");
}

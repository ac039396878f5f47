// Makes the script and the style of the query page, and the notices of what is inside them, in kg/server/static/.
import { readFileSync, writeFileSync, readdirSync } from "node:fs";
import { build } from "esbuild";

const OUT = new URL("../kg/server/static/", import.meta.url);
const YASGUI = "node_modules/@zazuko/yasgui/";
// Packages that ship no licence text of their own; their package.json says MIT.
const HOLDERS = {
  "@zazuko/": "Copyright (c) 2018 Ruben Taelman; (c) Triply; (c) Zazuko GmbH and contributors",
  "@json2csv/": "Copyright (c) Juanjo Diaz and contributors",
};

await build({
  entryPoints: { query: "src/main.js" },
  outdir: OUT.pathname,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  legalComments: "none", // all of them stand in THIRD_PARTY.txt, whole
  loader: { ".svg": "dataurl", ".png": "dataurl", ".woff2": "dataurl" },
  logLevel: "warning",
  logOverride: { "direct-eval": "silent" }, // of an old JSON for browsers without one; the policy of the page forbids it
});
writeFileSync(new URL("THIRD_PARTY.txt", OUT), notices());

function notices() {
  const parts = packages().map((name) => {
    const about = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
    return `${"=".repeat(78)}\n${name} (${licence(about)})\n\n${text(name)}`;
  });
  const head =
    "What query.js and query.css contain beside newskg's own scripts and styles (web/src/, Apache-2.0), each with its\n" +
    "licence. Written by web/build.mjs from the packages themselves; @zazuko/yasgui brings all the others.\n";
  return `${head}\n${parts.join("\n")}`;
}

// What the source map of YASGUI names, and the style sheets that have no map.
function packages() {
  const map = JSON.parse(readFileSync(`${YASGUI}build/yasgui.esm.js.map`, "utf8"));
  const inside = map.sources.map((path) => path.match(/.*node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean);
  const own = ["yasgui", "yasqe", "yasr", "yasgui-utils"].map((name) => `@zazuko/${name}`);
  return [...new Set([...inside, ...own, "datatables.net-dt"])].sort();
}

function licence(about) {
  if (about.name === "dompurify") return "Apache-2.0, of the two it offers";
  return about.license ?? "MIT";
}

function text(name) {
  const file = readdirSync(`node_modules/${name}`).sort().find((file) => /^licen[sc]e(\.(txt|md))?$/i.test(file));
  if (file) return `${readFileSync(`node_modules/${name}/${file}`, "utf8").replace(/\r\n?/g, "\n").trim()}\n`;
  const holder = Object.entries(HOLDERS).find(([scope]) => name.startsWith(scope));
  if (!holder) throw new Error(`${name} has no licence text`);
  const mit = readFileSync("node_modules/base64-js/LICENSE", "utf8").replace(/\r\n?/g, "\n");
  return `${mit.replace(/^Copyright.*$/m, holder[1]).trim()}\n`;
}

// Fails when what the page loads first, or a lazy chunk, has grown over its budget (gzipped sizes of the built files).
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const DIST = fileURLToPath(new URL("../dist/", import.meta.url));
const KB = 1000;
const html = readFileSync(`${DIST}index.html`, "utf8");
const assets = readdirSync(`${DIST}assets`).map((name) => `assets/${name}`);
const initial = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, name]) => name);
const initialScripts = initial.filter((name) => name.endsWith(".js"));

const BUDGETS = [
  ...["en", "de"].map((language) => [`initial JS, ${language}`, 120, [...initialScripts, ...textsIn(language)]]),
  ["all CSS", 12, assets.filter((name) => name.endsWith(".css"))],
  ["pdf.js main", 140, assets.filter((name) => /\/pdf-[^/]+\.js$/.test(name))],
  ["pdf.js worker", 390, assets.filter((name) => /\/pdf\.worker[^/]+\.js$/.test(name))],
];

let failed = false;
if (!textsIn("en").length || !textsIn("de").length) {
  console.error("each language's texts must be a chunk of their own, so that only the chosen one is fetched");
  failed = true;
}
for (const [what, budget, names] of BUDGETS) {
  const size = names.reduce((sum, name) => sum + gzipSync(readFileSync(DIST + name)).length, 0) / KB;
  const over = size > budget || names.length === 0;
  failed ||= over;
  console.log(`${over ? "OVER" : "  ok"}  ${what}: ${size.toFixed(1)} of ${budget} kB gzipped (${names.length} files)`);
}
if (/<script(?![^>]*\ssrc=)|<style|\sstyle=/.test(html)) {
  console.error("index.html holds an inline script or style, which the page's policy forbids");
  failed = true;
}
process.exit(failed ? 1 : 0);

function textsIn(language) {
  return assets.filter((name) => new RegExp(`/${language}-[^/]+\\.js$`).test(name));
}

import { createReadStream } from "node:fs";
import { copyFile, cp } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

const SAMPLE = path("../tests/fixtures/nordkontor/2026-04-rechnung.pdf");
const PDFJS = path("node_modules/pdfjs-dist/");
/** What pdf.js fetches while it draws: image decoders, character maps, stand-ins for fonts that a PDF leaves out. */
const PDFJS_FOLDERS = ["wasm", "cmaps", "standard_fonts"];

export default defineConfig({
  plugins: [react(), preloadStart(), sampleInvoice(), pdfjsFiles()],
  build: {
    target: "es2023",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    cssCodeSplit: false, // one file of 10 kB is smaller than ten that repeat each other, and no page flashes unstyled
    chunkSizeWarningLimit: 1000,
    rollupOptions: {
      output: {
        // A server may send .mjs as octet-stream, which no browser runs as a worker.
        assetFileNames: ({ names }) =>
          names.some((name) => name.endsWith(".mjs")) ? "assets/[name]-[hash].js" : "assets/[name]-[hash][extname]",
      },
    },
  },
});

/** The page itself is fetched beside its texts, not after them: index.html names the chunks that main.ts loads last. */
function preloadStart(): Plugin {
  return {
    name: "preload-start",
    transformIndexHtml: {
      order: "post",
      handler: (_, { bundle = {}, chunk: entry }) => {
        const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
        const start = chunks.filter(({ facadeModuleId }) => facadeModuleId?.endsWith("/src/app/start.tsx"));
        const names = start.flatMap(({ fileName, imports }) => [fileName, ...imports]);
        const named = new Set([entry?.fileName, ...(entry?.imports ?? [])]); // by Vite itself
        return names
          .filter((name) => !named.has(name))
          .map((name) => ({
            tag: "link",
            attrs: { rel: "modulepreload", crossorigin: true, href: `/${name}` },
            injectTo: "head",
          }));
      },
    },
  };
}

/** dist/sample-invoice.pdf, which the empty inbox offers: the tests' own fixture, so that it always reads. */
function sampleInvoice(): Plugin {
  return {
    name: "sample-invoice",
    configureServer(server) {
      server.middlewares.use("/sample-invoice.pdf", (_, answer) => void createReadStream(SAMPLE).pipe(answer));
    },
    async writeBundle({ dir = "dist" }) {
      await copyFile(SAMPLE, `${dir}/sample-invoice.pdf`);
    },
  };
}

function pdfjsFiles(): Plugin {
  return {
    name: "pdfjs-files",
    async writeBundle({ dir = "dist" }) {
      const copy = (name: string) => cp(PDFJS + name, `${dir}/pdfjs/${name}`, { recursive: true, filter: mayShip });
      await Promise.all(PDFJS_FOLDERS.map(copy));
    },
  };
}

/** Liberation Sans is under the GPL; pdf.js asks for it last, where a machine has none of twenty fonts like Helvetica. */
function mayShip(source: string): boolean {
  return !/LIBERATION|LiberationSans/.test(source);
}

function path(relative: string): string {
  return fileURLToPath(new URL(relative, import.meta.url));
}

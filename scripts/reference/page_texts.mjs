// Prints, as JSON, the page's keys and what it says of every code and finding, from the page's own sources.
import { registerHooks } from "node:module";

const ENDINGS = ["", ".ts", "/index.ts"]; // the page's imports name no endings

registerHooks({
  resolve(specifier, context, next) {
    for (const ending of ENDINGS) {
      try {
        return next(specifier + ending, context);
      } catch {}
    }
    return next(specifier, context);
  },
});

const { SHORTCUTS } = await import("../../web/src/lib/shortcuts.ts");
const { help } = await import("../../web/src/texts/en/help.ts");
const { codes } = await import("../../web/src/texts/en/codes/index.ts");
const { findings } = await import("../../web/src/texts/en/findings.ts");
console.log(JSON.stringify({ shortcuts: SHORTCUTS, where: help.where, does: help.does, codes, findings, actions: help.actions }));

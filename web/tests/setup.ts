import { loadTexts } from "../src/texts";

// What main.ts does first, in the language that the tests are written in.
await loadTexts("en");

import { speakIn } from "./support";

// What main.ts does first, in the language that the tests are written in.
await speakIn("en");

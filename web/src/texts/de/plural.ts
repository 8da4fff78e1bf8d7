import { pluralIn } from "../../lib/plural";

export const plural = pluralIn("de-DE");

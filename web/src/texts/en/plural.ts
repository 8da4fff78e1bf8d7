import { pluralIn } from "../../lib/plural";

export const plural = pluralIn("en-GB");

/** The guide in German. */
import type { Guide } from "../guide";
import { codes } from "./codes";
import { help } from "./help";

export const guide: Guide = { codes, help };

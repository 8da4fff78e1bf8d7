/** The guide in English; its shape is that of every language. */
import { codes } from "./codes";
import { help } from "./help";

export const guide = { codes, help };

/** What every code means; the link from a message leads to the help page's entry. */
import { input } from "./input";
import { page } from "./page";
import { pipeline } from "./pipeline";
import { reading } from "./reading";

export const codes = {
  groups: { input: "The file", reading: "Reading it", pipeline: "Jobs, review and stock", page: "This page" },
  input,
  reading,
  pipeline,
  page,
};

/** The whole catalogue in German. */
import type { Texts } from "..";
import { access } from "./access";
import { app } from "./app";
import { apply } from "./apply";
import { errors } from "./errors";
import { findings } from "./findings";
import { history } from "./history";
import { inbox } from "./inbox";
import { inventory } from "./inventory";
import { item } from "./item";
import { mappings } from "./mappings";
import { number } from "./number";
import { pdf } from "./pdf";
import { reader } from "./reader";
import { review } from "./review";
import { state } from "./state";
import { upload } from "./upload";
import { vendors } from "./vendors";

export const german: Texts = {
  access,
  app,
  errors,
  state,
  number,
  item,
  inbox,
  upload,
  review,
  pdf,
  reader,
  apply,
  inventory,
  mappings,
  history,
  vendors,
  findings,
};

import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { askAhead } from "../lib/ahead";
import { createQueryClient } from "../lib/queries";
import { loadGuide } from "../texts/guide";
import { App } from "./App";

/** Draws the page; whoever loads this module has loaded the texts. */
export function start(root: HTMLElement): void {
  askAhead(location.pathname);
  createRoot(root).render(
    <StrictMode>
      <App client={createQueryClient()} />
    </StrictMode>,
  );
  whenIdle(() => void loadGuide().catch(() => {})); // whoever needs it asks again
}

/** When nothing else is to be done; Safari does not tell. */
function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(act);
  else setTimeout(act, 200);
}

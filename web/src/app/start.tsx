import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { askAhead } from "../lib/ahead";
import { createQueryClient } from "../lib/queries";
import { App } from "./App";

/** Draws the page; whoever loads this module has loaded the texts. */
export function start(root: HTMLElement): void {
  askAhead(location.pathname);
  createRoot(root).render(
    <StrictMode>
      <App client={createQueryClient()} />
    </StrictMode>,
  );
}

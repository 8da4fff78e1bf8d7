import "./styles/index.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { createQueryClient } from "./lib/queries";
import { applyTheme, storedTheme } from "./lib/theme";

applyTheme(storedTheme());
keepStrayDropsOut();

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App client={createQueryClient()} />
    </StrictMode>,
  );
}

/** A file dropped where nothing takes it would make the browser leave the page, and unsaved work with it. */
function keepStrayDropsOut(): void {
  for (const type of ["dragover", "drop"]) window.addEventListener(type, (event) => event.preventDefault());
}

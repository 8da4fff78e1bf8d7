import "./styles/index.css";
import { chosenLanguage } from "./lib/language";
import { applyTheme, storedTheme } from "./lib/theme";
import { loadTexts } from "./texts";

const language = chosenLanguage();
document.documentElement.lang = language;
applyTheme(storedTheme());
keepStrayDropsOut();

const root = document.getElementById("root");
if (root) void loadTexts(language).then(async () => (await import("./app/start")).start(root));

/** A file dropped where nothing takes it would make the browser leave the page, and unsaved work with it. */
function keepStrayDropsOut(): void {
  for (const type of ["dragover", "drop"]) window.addEventListener(type, (event) => event.preventDefault());
}

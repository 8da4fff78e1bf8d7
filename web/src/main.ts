import "./styles/index.css";
import { askAhead } from "./lib/ahead";
import { chosenLanguage, type Language } from "./lib/language";
import { fetchPart } from "./lib/parts";
import { applyTheme, storedTheme } from "./lib/theme";
import { loadTexts } from "./texts";

/** The texts themselves may be what is missing. */
const MISSING: Record<Language, string> = {
  en: "The page did not arrive whole. It is asked for again until it does.",
  de: "Die Seite ist nicht vollständig angekommen. Sie wird weiter angefordert, bis sie da ist.",
};

askAhead(location.pathname); // its answers come while texts and code do

const language = chosenLanguage();
document.documentElement.lang = language;
applyTheme(storedTheme());
keepStrayDropsOut();

const root = document.getElementById("root");
if (root) fetchPart(loadPage, { got: ({ start }) => start(root), missed: () => sayMissing(root) });

/** The texts first: whatever comes after them reads them as it is loaded. */
async function loadPage() {
  await loadTexts(language);
  return import("./app/start");
}

function sayMissing(place: HTMLElement): void {
  const said = document.createElement("p");
  said.className = "loading";
  said.role = "status";
  said.textContent = MISSING[language];
  place.replaceChildren(said);
}

/** A file dropped where nothing takes it would make the browser leave the page, and unsaved work with it. */
function keepStrayDropsOut(): void {
  for (const type of ["dragover", "drop"]) window.addEventListener(type, (event) => event.preventDefault());
}

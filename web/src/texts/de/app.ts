/** Der Rahmen jeder Seite: Leiste, Schalter und die Wörter, die zu keinem Bereich gehören. */
import type { Texts } from "..";

export const app: Texts["app"] = {
  name: "invoiceplug",
  skip: "Zum Inhalt springen",
  nav: "Hauptbereiche",
  language: "Sprache",
  help: "Hilfe",
  theme: { system: "Darstellung: wie das System", light: "Darstellung: hell", dark: "Darstellung: dunkel" },
  crashed: "Diese Seite ist stehen geblieben",
  notFound: "Diese Seite gibt es nicht",
  notFoundBody: "Vielleicht ist die Adresse vertippt, oder die Seite ist umgezogen.",
  toInbox: "Zum Eingang",
  loading: "Wird geladen …",
  slow: "Das dauert länger als sonst. Die Anfrage läuft noch; nichts geht verloren.",
  offline: "Keine Verbindung zum Server",
  offlineBody:
    "Was Sie sehen, kann veraltet sein. Ohne Sie wurde nichts geändert; Entwürfe bleiben in diesem Browser, und die Seite macht von selbst weiter.",
  retry: "Erneut versuchen",
  cancel: "Abbrechen",
  remove: "Entfernen",
  title: (page) => `${page} · invoiceplug`,
};

/** Was zwischen der Seite und ihrem Server schiefging. */
import type { Texts } from "..";

export const errors: Texts["errors"] = {
  unreachable: "Der Server ist nicht erreichbar.",
  throttled: "Der Server hat zu viel zu tun und hat die Anfrage nicht angenommen.",
  throttledHint: "Warten Sie einen Augenblick und versuchen Sie es erneut. Nichts wurde geändert.",
  tryAgainHint: "Prüfen Sie die Verbindung und versuchen Sie es erneut. Nichts wurde geändert.",
  partMissing: "Ein Teil der Seite ließ sich nicht abrufen.",
  partHint: "Er wird von selbst wieder angefordert. Nichts wurde geändert; Entwürfe bleiben in diesem Browser.",
  reloadHint: "Laden Sie die Seite neu. Gespeicherte Versionen liegen sicher auf dem Server.",
  storageRefused: (status) => `Die gespeicherte Datei lässt sich nicht abrufen (Status ${status}).`,
  configMissing: "Die Seite findet ihren Server nicht: /config.json fehlt oder ist beschädigt.",
  unexpectedAnswer: (status) => `Der Server hat etwas geantwortet, das die Seite nicht versteht (Status ${status}).`,
  loading: (what) => `Nicht geladen: ${what}`,
  serverSays: "Der Server sagt:",
  aboutCode: (code) => `Was ${code} bedeutet`,
};

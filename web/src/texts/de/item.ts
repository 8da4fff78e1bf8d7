/** Einen Lagerartikel wählen oder anlegen. */
import type { Texts } from "..";

export const item: Texts["item"] = {
  searchHint: "Name oder Artikelkennung eingeben",
  create: (text) => (text ? `Artikel „${text}“ anlegen …` : "Artikel anlegen …"),
  known: "Bei diesem Artikel schon verwendet",
  onHand: (quantity, unit) => `${quantity} ${unit} im Bestand`,
  none: "Kein Artikel passt.",
  searching: "Wird gesucht …",
  dialog: "Neuer Lagerartikel",
  id: "Artikelkennung",
  idHint: "Buchstaben, Ziffern, Punkt, Bindestrich und Unterstrich; später nicht mehr änderbar.",
  idBad:
    "Buchstaben ohne Umlaute, Ziffern, Punkt, Bindestrich und Unterstrich, höchstens 64, am Anfang ein Buchstabe oder eine Ziffer.",
  name: "Name",
  nameMissing: "Geben Sie einen Namen an.",
  unit: "Bestandseinheit",
  unitHint: "Worin Sie zählen: Stk, kg, Flasche …",
  unitMissing: "Geben Sie die Einheit an, in der gezählt wird.",
  scale: "Nachkommastellen",
  scaleHint: "0 für Stück, 3 für kg, aufs Gramm gewogen.",
  opening: "Jetziger Bestand",
  openingHint: "Leer lassen für 0.",
  save: "Artikel anlegen",
  saving: "Wird angelegt …",
  failed: "Der Artikel wurde nicht angelegt",
  taken: (id, name) => `Die Kennung ${id} gehört schon zu „${name}“.`,
  takenHint: "Wählen Sie jenen Artikel, oder geben Sie diesem eine andere Kennung.",
};

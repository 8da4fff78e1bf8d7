/**
 * Tables for a spreadsheet, which must show every cell as it is and run none of them.
 *
 * RFC 4180, everything quoted, UTF-8 with a byte order mark: without it Excel reads the file in the system's old code
 * page, "Schäkel" as "SchÃ¤kel". Separator and decimal sign are those of the page's language, because a German Excel
 * takes "2.5" for the second of May and puts a whole line with commas into one cell. Programs use the API.
 */
import type { Decimal } from "../types/contracts";
import { type Language, language } from "./language";

/** A text, or a number that the spreadsheet may reckon with. */
export type Cell = string | { number: Decimal };

const SIGNS: Record<Language, { separator: string; decimal: string }> = {
  en: { separator: ",", decimal: "." },
  de: { separator: ";", decimal: "," },
};
const BYTE_ORDER_MARK = "\ufeff";
/** What begins a formula, also behind blanks and as the wide signs of Asian keyboards, which Excel takes as well. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n\0]/;
const PLAIN_NEGATIVE = /^-\d+([.,]\d+)?$/;

/** The whole file, its byte order mark first. */
export function csv(rows: readonly (readonly Cell[])[], spoken: Language = language()): string {
  const { separator, decimal } = SIGNS[spoken];
  const line = (cells: readonly Cell[]) =>
    `${cells.map((cell) => quoted(typeof cell === "string" ? harmless(cell) : cell.number.replace(".", decimal))).join(separator)}\r\n`;
  return BYTE_ORDER_MARK + rows.map(line).join("");
}

/** Hands the table to the browser's downloads. */
export function downloadCsv(name: string, rows: readonly (readonly Cell[])[]): void {
  const url = URL.createObjectURL(new Blob([csv(rows)], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the bytes once the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** The text, with an apostrophe before what a spreadsheet could take for a formula; "-5" is a number and stays one. */
export function harmless(text: string): string {
  return FORMULA.test(text) && !PLAIN_NEGATIVE.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** JSON Pointers (RFC 6901) into an invoice: "/lines/0/qty_shipped". */

export type Pointer = string;

export function pointer(...parts: (string | number)[]): Pointer {
  return parts.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

/** The value there as text, or undefined when there is none (or it is no plain value). */
export function textAt(document: unknown, at: Pointer): string | undefined {
  let value = document;
  for (const part of split(at)) {
    if (value === null || typeof value !== "object") return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return typeof value === "string" || typeof value === "boolean" ? String(value) : undefined;
}

/** The position in `lines` that the pointer names, or null: "/lines/3/uom" -> 3. */
export function lineIndex(at: Pointer): number | null {
  const [first, second] = split(at);
  return first === "lines" && second !== undefined && /^\d+$/.test(second) ? Number(second) : null;
}

/** The last part: "/lines/3/uom" -> "uom". */
export function lastPart(at: Pointer): string {
  return unescaped(at.slice(at.lastIndexOf("/") + 1));
}

function split(at: Pointer): string[] {
  return at.split("/").slice(1).map(unescaped);
}

function unescaped(part: string): string {
  return part.includes("~") ? part.replaceAll("~1", "/").replaceAll("~0", "~") : part;
}

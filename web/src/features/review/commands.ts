/** The command lines that show a plugin's author why a file is read as it is. Pure. */

export interface Command {
  does: "read" | "overlay" | "redact" | "draft";
  line: string;
}

/** What a person said of the vendor: as whom the page was read, and whose invoice it is where no plugin knows. */
interface Named {
  readAs?: string | undefined;
  unknown?: { vendor: string | undefined } | undefined;
}

const STAND_IN = "new-vendor"; // until somebody names it

/** For the file as it was saved from the page, and for the corrected reading beside it where no plugin read it. */
export function commandsFor(name: string, { readAs, unknown }: Named = {}): Command[] {
  const file = quoted(/\.pdf$/i.test(name) ? name : `${name}.pdf`);
  const redacted = quoted(`${name.replace(/\.pdf$/i, "")}-redacted.pdf`);
  const as = unknown ? " --fallback" : readAs ? ` --vendor ${readAs}` : "";
  const drafted = `${unknown?.vendor ?? STAND_IN} --from ${file} --reading ${quoted(correctedName(name))}`;
  return [
    ...(unknown ? [{ does: "draft", line: `invoiceplug new ${drafted}` } as const] : []),
    { does: "read", line: `invoiceplug read ${file}${as}` },
    { does: "overlay", line: `invoiceplug overlay ${file}${as}` },
    { does: "redact", line: `invoiceplug redact ${file}${unknown ? "" : as} -o ${redacted}` },
  ];
}

/** What the corrected reading of a file is saved as. */
export function correctedName(name: string): string {
  return `${name.replace(/\.pdf$/i, "")}.corrected.json`;
}

/** One word for any POSIX shell, and never an option. */
function quoted(name: string): string {
  const safe = name.startsWith("-") ? `./${name}` : name;
  return /^[\w./-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", `'\\''`)}'`;
}

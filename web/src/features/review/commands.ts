/** The command lines that show a plugin's author why a file is read as it is. Pure. */

export interface Command {
  does: "read" | "overlay" | "redact";
  line: string;
}

/** For the file as it was saved from the page; `vendor` only where a person named one. */
export function commandsFor(name: string, vendor: string | undefined): Command[] {
  const file = quoted(/\.pdf$/i.test(name) ? name : `${name}.pdf`);
  const redacted = quoted(`${name.replace(/\.pdf$/i, "")}-redacted.pdf`);
  const as = vendor ? ` --vendor ${vendor}` : "";
  return [
    { does: "read", line: `invoiceplug read ${file}${as}` },
    { does: "overlay", line: `invoiceplug overlay ${file}${as}` },
    { does: "redact", line: `invoiceplug redact ${file}${as} -o ${redacted}` },
  ];
}

/** One word for any POSIX shell, and never an option. */
function quoted(name: string): string {
  const safe = name.startsWith("-") ? `./${name}` : name;
  return /^[\w./-]+$/.test(safe) ? safe : `'${safe.replaceAll("'", `'\\''`)}'`;
}

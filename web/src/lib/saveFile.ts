/** Hands bytes or text to the browser's downloads under that name. */
export function saveFile(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own hold on the bytes once the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

export function saveJson(name: string, content: unknown): void {
  saveFile(name, `${JSON.stringify(content, null, 2)}\n`, "application/json");
}

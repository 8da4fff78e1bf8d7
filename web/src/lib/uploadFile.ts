/** One file on its way to storage: its hash, and the PUT with progress, which fetch cannot report. */

import { texts } from "../texts";
import type { Upload } from "../types/contracts";
import { ApiProblem, local } from "./http";

/** SHA-256 of the file's bytes, as lower-case hex. */
export async function sha256(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Whether storage holds the file after an answer with this status: 412 says that it was there already. */
export function isStored(status: number): boolean {
  return (status >= 200 && status < 300) || status === 412;
}

/** Resolves when the file is stored; `onSent` is told the bytes that left so far. */
export function putFile(
  upload: Upload,
  file: Blob,
  onSent: (bytes: number) => void,
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const put = new XMLHttpRequest();
    put.open(upload.method, upload.url);
    for (const [name, value] of Object.entries(upload.headers)) {
      if (!isSetByBrowser(name)) put.setRequestHeader(name, value);
    }
    put.upload.onprogress = (event) => onSent(event.loaded);
    put.onload = () => (isStored(put.status) ? resolve() : reject(refused(put.status)));
    put.onerror = () =>
      reject(
        new ApiProblem(local("STORAGE_UNREACHABLE", 0, texts.upload.storageUnreachable, texts.upload.storageHint)),
      );
    put.onabort = () => reject(signal.reason);
    signal.addEventListener("abort", () => put.abort(), { once: true });
    if (signal.aborted) return reject(signal.reason);
    put.send(file);
  });
}

/** The browser sets these itself, to the very values that were signed, and forbids a page to name them. */
function isSetByBrowser(header: string): boolean {
  return ["content-length", "host"].includes(header.toLowerCase());
}

function refused(status: number): ApiProblem {
  return new ApiProblem(
    local("STORAGE_REFUSED", status, texts.upload.storageRefused(status), texts.upload.storageHint),
  );
}

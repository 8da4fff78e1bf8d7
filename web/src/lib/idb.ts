/** Documents in the browser's IndexedDB; a browser that refuses it loses comfort, never function. */

const DATABASE = "invoiceplug";
const STORE = "drafts";

/** Keeps a document under its key, in place of what stood there. */
export async function put(key: IDBValidKey, value: unknown): Promise<void> {
  await run("readwrite", (store) => store.put(value, key)).catch(ignore);
}

export async function remove(key: IDBValidKey): Promise<void> {
  await run("readwrite", (store) => store.delete(key)).catch(ignore);
}

/** All documents whose key is an array that begins with the given part. */
export async function listUnder<T>(first: string): Promise<T[]> {
  const range = () => IDBKeyRange.bound([first], [first, []]);
  return (await run<T[]>("readonly", (store) => store.getAll(range())).catch(ignore)) ?? [];
}

let opened: Promise<IDBDatabase> | null = null;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const database = await open();
  return new Promise<T>((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const request = act(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result as T);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error);
  });
}

function ignore(): undefined {
  return undefined;
}

/** Runs one at a time: calls that come meanwhile lead to one more run after it, however many they are. */
export function coalesced(act: () => Promise<unknown>): () => Promise<void> {
  let running = false;
  let again = false;
  return async () => {
    again = true;
    if (running) return;
    running = true;
    try {
      while (again) {
        again = false;
        await act();
      }
    } finally {
      running = false;
    }
  };
}

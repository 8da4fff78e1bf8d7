import { useCallback, useState } from "react";

export interface FieldIssues {
  /** How many fields hold something that cannot be used. */
  count: number;
  report: (field: string, valid: boolean) => void;
}

/** Which fields hold text that is no usable value: as long as there are any, saving waits. */
export function useFieldIssues(): FieldIssues {
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set());
  const report = useCallback((field: string, valid: boolean) => {
    setWrong((before) => {
      if (before.has(field) !== valid) return before;
      const next = new Set(before);
      if (valid) next.delete(field);
      else next.add(field);
      return next;
    });
  }, []);
  return { count: wrong.size, report };
}

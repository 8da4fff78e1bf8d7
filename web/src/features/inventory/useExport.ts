import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { downloadCsv } from "../../lib/csv";
import { texts } from "../../texts";
import { everyItem, type Order } from "./order";
import { itemRows } from "./rows";

/** Saves every item that matches as a CSV file; `count` tells how many have come so far. */
export function useExport(query: string, order: Order) {
  const [count, setCount] = useState(0);
  const file = useMutation({
    mutationFn: async () => {
      setCount(0);
      const day = new Date().toISOString().slice(0, 10);
      downloadCsv(`${texts.inventory.fileName}-${day}.csv`, itemRows(await everyItem(query, order, setCount)));
    },
  });
  return { ...file, count, start: () => !file.isPending && file.mutate() };
}

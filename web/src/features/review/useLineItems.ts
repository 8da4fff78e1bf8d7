import { createContext, useContext, useMemo } from "react";
import { type ItemInfo, useItems } from "../../components/itemInfo";
import type { Draft, ReviewInput } from "../../types/contracts";

export type LineItems = ReadonlyMap<string, ItemInfo>;

/** The items that lines go to. Of a line, only what names its item is drawn again when they are known. */
export const LineItemsScope = createContext<LineItems>(new Map());

export function useLineItem(item: string | undefined): ItemInfo | undefined {
  const known = useContext(LineItemsScope);
  return item === undefined ? undefined : known.get(item);
}

/** As they were learned, else as the stock has them: asked once, since a question by each of 500 lines takes time. */
export function useLineItems(draftLines: Draft["lines"], decisions: ReviewInput["lines"]): LineItems {
  const learned = useMemo(
    () => new Map<string, ItemInfo>(draftLines.flatMap((line) => line.candidates.map((each) => [each.item, each]))),
    [draftLines],
  );
  const chosen = useMemo(() => {
    const items = new Set(Object.values(decisions).flatMap(({ item }) => item ?? []));
    return [...items].filter((item) => !learned.has(item));
  }, [decisions, learned]);
  const others = useItems(chosen);
  return useMemo(() => new Map([...others, ...learned]), [others, learned]);
}

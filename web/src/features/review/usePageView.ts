import { useEffect, useState } from "react";
import { boxesOf, type Selection } from "./selection";

const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

/** Which page is shown and how large; it turns to the page of whatever is selected. A step that cannot be: undefined. */
export function usePageView(pages: number, selected: Selection | null) {
  const [page, setPage] = useState(1);
  const [zoom, setZoom] = useState(1);
  const [asText, setAsText] = useState(false);
  useEffect(() => {
    const [first] = boxesOf(selected);
    if (first) setPage(first.page);
  }, [selected]);
  const smaller = ZOOMS.filter((step) => step < zoom).at(-1);
  const larger = ZOOMS.find((step) => step > zoom);
  return {
    page,
    pages,
    zoom,
    asText,
    back: page > 1 ? () => setPage(page - 1) : undefined,
    on: page < pages ? () => setPage(page + 1) : undefined,
    fit: zoom === 1 ? undefined : () => setZoom(1),
    larger: larger ? () => setZoom(larger) : undefined,
    smaller: smaller ? () => setZoom(smaller) : undefined,
    switchText: () => setAsText(!asText),
  };
}

export type PageView = ReturnType<typeof usePageView>;

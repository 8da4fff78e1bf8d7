/** Boxes on a displayed page: [x0, y0, x1, y1] as fractions, origin top left. */
import type { Reading, ReadingBox, ReadingPageSource, ReadingSource } from "../types/contracts";
import type { Pointer } from "./pointer";

/** One box on one page, and the value that was read there. */
export interface Spot {
  pointer: Pointer;
  page: number;
  box: ReadingBox;
}

export function isOnPage(source: ReadingSource): source is ReadingPageSource {
  return "page" in source;
}

/** Every box of the reading, in the order of its sources. */
export function spots(sources: Reading["sources"]): Spot[] {
  return Object.entries(sources).flatMap(([pointer, list]) =>
    list.filter(isOnPage).map(({ page, box }) => ({ pointer, page, box })),
  );
}

/** The value at a point of a page: of the boxes around the point (with a little slack) the smallest. */
export function valueAt(all: readonly Spot[], page: number, x: number, y: number, slack = 0.004): Pointer | null {
  const around = all.filter((spot) => spot.page === page && holds(spot.box, x, y, slack));
  around.sort((a, b) => area(a.box) - area(b.box));
  return around[0]?.pointer ?? null;
}

/** A box with some room around it, kept on the page: what is drawn never cuts the ink it marks. */
export function roomy([x0, y0, x1, y1]: ReadingBox, room = 0.003): ReadingBox {
  return [Math.max(0, x0 - room), Math.max(0, y0 - room), Math.min(1, x1 + room), Math.min(1, y1 + room)];
}

function holds([x0, y0, x1, y1]: ReadingBox, x: number, y: number, slack: number): boolean {
  return x >= x0 - slack && x <= x1 + slack && y >= y0 - slack && y <= y1 + slack;
}

function area([x0, y0, x1, y1]: ReadingBox): number {
  return (x1 - x0) * (y1 - y0);
}

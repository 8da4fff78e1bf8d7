import { memo } from "react";
import { roomy, type Spot } from "../../lib/boxes";
import type { ReadingBox, ReadingPageSource } from "../../types/contracts";

interface OverlayProps {
  places: readonly Spot[];
  page: number;
  lit: readonly ReadingPageSource[];
}

/** The boxes over a page, in the page's own fractions; what is selected is lit like with a marker. */
export function Overlay({ places, page, lit }: OverlayProps) {
  return (
    <svg className="overlay" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      <Places places={places} page={page} />
      {lit.map(({ box }) => (
        <rect key={box.join()} className="lit" data-lit="" {...shape(box, 0.004)} />
      ))}
    </svg>
  );
}

/** The quiet boxes: hundreds of them, so not rendered again at every key. */
const Places = memo(function Places({ places, page }: Omit<OverlayProps, "lit">) {
  return places
    .filter((place) => place.page === page)
    .map(({ pointer, box }) => (
      <rect key={`${pointer} ${box.join()}`} className="place" data-at={pointer} {...shape(box)} />
    ));
});

function shape(box: ReadingBox, room = 0.002) {
  const [x0, y0, x1, y1] = roomy(box, room);
  return { x: x0, y: y0, width: x1 - x0, height: y1 - y0 };
}

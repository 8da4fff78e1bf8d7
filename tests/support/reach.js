// What no rule of axe measures: how wide a page is, and whether whoever walks through it by key sees where they are.
(() => {
  /** A selector that a person can find the element by. */
  const named = (element) => {
    const own = element.id ? `#${element.id}` : [...element.classList].map((name) => `.${name}`).join("");
    const label = element.getAttribute("aria-label") ?? element.innerText ?? "";
    return `${element.localName}${own} “${label.trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  };

  /** Nine points of each of its boxes, a little inside. */
  const points = (element) =>
    [...element.getClientRects()].flatMap(({ x, y, width, height }) =>
      [0.1, 0.5, 0.9].flatMap((across) => [0.1, 0.5, 0.9].map((down) => [x + width * across, y + height * down])),
    );

  /** Whether any of it can be seen: in the window, and with nothing else over it. */
  const isSeen = (element) =>
    points(element).some((point) => {
      const hit = document.elementFromPoint(...point);
      return hit && (element.contains(hit) || [...(element.labels ?? [])].some((label) => label.contains(hit)));
    });

  /** Whether something around it scrolls sideways by itself. */
  const isHeld = (element) => {
    for (let around = element.parentElement; around && around !== document.body; around = around.parentElement)
      if (getComputedStyle(around).overflowX !== "visible") return true;
    return false;
  };

  /** What makes the whole page scroll sideways. */
  const wide = () => {
    const { scrollWidth } = document.scrollingElement;
    if (scrollWidth <= innerWidth) return [];
    const beyond = [...document.querySelectorAll("body *")].filter(
      (element) => element.getBoundingClientRect().right > innerWidth + 0.5 && !isHeld(element),
    );
    return [`${scrollWidth} px wide: ${beyond.slice(0, 3).map(named).join(", ")}`];
  };

  let walked = new Set();
  /** The focus begins before everything, and every place is new again. */
  const setOut = () => {
    walked = new Set();
    document.activeElement?.blur();
  };
  /** Where the focus is now: null when it was there before, else its name if it cannot be seen, else nothing. */
  const step = () => {
    const { activeElement: here, body } = document;
    if (walked.has(here)) return null;
    walked.add(here);
    return here === body || isSeen(here) ? "" : named(here);
  };

  window.reach = { wide, setOut, step };
})();

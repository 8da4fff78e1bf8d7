/** One line icon of the page; decoration only, the word stands beside it. */
const PATHS = {
  sheet: "M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h5",
  upload: "M12 16V4m0 0L7 9m5-5 5 5M4 16v4h16v-4",
  check: "M4 12.5l5 5L20 6.5",
  error: "M12 3l9.5 17h-19zM12 10v4.5M12 17.3v.2",
  warning: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.5v5.5M12 16.3v.2",
  info: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 11v5.5M12 7.5v.2",
  clock: "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2",
  work: "M20 12a8 8 0 1 1-2.5-5.8M20 3v4h-4",
  stop: "M5 5l14 14M19 5L5 19",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  left: "M15 5l-7 7 7 7",
  right: "M9 5l7 7-7 7",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5",
  box: "M3.5 8L12 3.5 20.5 8v8.5L12 21l-8.5-4.5zM3.5 8L12 12.5 20.5 8M12 12.5V21",
  into: "M5 4v7a3 3 0 0 0 3 3h11m0 0l-4-4m4 4l-4 4",
  undo: "M9 6L4 11l5 5M4 11h10a5.5 5.5 0 0 1 0 11h-3",
  redo: "M15 6l5 5-5 5M20 11H10a5.5 5.5 0 0 0 0 11h3",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6L19 19M19 5l-1.4 1.4M6.4 17.6L5 19",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
  key: "M8 11a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM11.2 12.3L20 3.5M16 7.5l3 3",
  system: "M3 5h18v11H3zM9 20h6M12 16v4",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

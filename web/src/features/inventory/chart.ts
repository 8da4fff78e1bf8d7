/** The shape of an item's stock over time: steps from movement to movement, in the pixels of a given width. */
import { compare } from "../../lib/decimal";
import type { Decimal, Movement, Time } from "../../types/contracts";

interface Point {
  x: number;
  y: number;
}

interface Dot extends Point {
  movement: Movement;
}

export interface Chart {
  width: number;
  height: number;
  /** The line from what was on hand at first to what is now, and the area between it and zero. */
  line: string;
  area: string;
  dots: Dot[];
  /** Quantities at the side; one of them is always zero. */
  levels: { y: number; value: Decimal }[];
  /** Moments at the foot; the last one is now. */
  moments: { x: number; at: number }[];
  /** Where the stock is now. */
  end: Point;
  zero: number;
}

interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const ROOM_OF_A_MOMENT = 170; // pixels: a date, and as much again
const MOST_DOTS = 80; // more of them would be a thicker line

/** `movements` newest first, as the API answers them, at least one; `now` in milliseconds. */
export function chartOf(movements: readonly Movement[], now: number, frame: Frame): Chart {
  const steps = movements.toReversed();
  const first = timeOf(steps[0]?.at ?? "", now);
  const last = Math.max(now, ...steps.map(({ at }) => timeOf(at, now)));
  const { values, lowest, highest } = levelsOf(steps);
  const x = scale(first, last, frame.left, frame.width - frame.right);
  const y = scale(lowest, highest, frame.height - frame.bottom, frame.top);
  const dots = steps.map((movement) => ({
    movement,
    x: x(timeOf(movement.at, now)),
    y: y(Number(movement.after)),
  }));
  const start = { x: frame.left, y: y(Number(steps[0]?.before ?? "0")) };
  const end = { x: x(last), y: dots.at(-1)?.y ?? start.y };
  const line = stepsThrough(start, dots, end);
  return {
    width: frame.width,
    height: frame.height,
    line,
    area: `${line}V${round(y(0))}H${round(start.x)}Z`,
    dots: dots.length > MOST_DOTS ? [] : dots,
    levels: values.map((value) => ({ value, y: y(Number(value)) })),
    moments: momentsOf(first, last, frame).map((at) => ({ at, x: x(at) })),
    end,
    zero: y(0),
  };
}

/** The least and the most that was on hand, before the first movement too. */
export function extremes(movements: readonly Movement[]): { lowest: Decimal; highest: Decimal } {
  const seen = movements.flatMap(({ before, after }) => [before, after]);
  const [one = "0"] = seen;
  return {
    lowest: seen.reduce((least, each) => (compare(each, least) < 0 ? each : least), one),
    highest: seen.reduce((most, each) => (compare(each, most) > 0 ? each : most), one),
  };
}

/** Round quantities at equal distances, two to five of them, zero among them, around all that was on hand. */
export function levelsOf(movements: readonly Movement[]): { values: Decimal[]; lowest: number; highest: number } {
  const { lowest, highest } = extremes(movements);
  const [least, most] = [Math.min(0, Number(lowest)), Math.max(0, Number(highest))];
  // A quantity that is counted in whole pieces has no level between them.
  const finest = 10 ** -Math.max(0, ...movements.map(({ after }) => after.split(".")[1]?.length ?? 0));
  const step = Math.max(finest, roundStep((most - least || 3 * finest) / 3));
  const [from, to] = [Math.floor(least / step), Math.max(Math.ceil(most / step), Math.floor(least / step) + 1)];
  const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const count = to - from + 1;
  return {
    values: Array.from({ length: count }, (_, index) => plain((from + index) * step, places)),
    lowest: from * step,
    highest: to * step,
  };
}

/** The next of 1, 2 or 5 times a power of ten that is not below. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((each) => each * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

function plain(value: number, places: number): Decimal {
  const text = value.toFixed(places);
  return Number(text) === 0 ? "0" : text;
}

function momentsOf(first: number, last: number, { width, left, right }: Frame): number[] {
  if (last === first) return [last];
  const gaps = Math.max(1, Math.min(4, Math.floor((width - left - right) / ROOM_OF_A_MOMENT)));
  return Array.from({ length: gaps + 1 }, (_, index) => first + ((last - first) * index) / gaps);
}

function stepsThrough(start: Point, dots: readonly Point[], end: Point): string {
  const steps = dots.map(({ x, y }) => `H${round(x)}V${round(y)}`).join("");
  return `M${round(start.x)} ${round(start.y)}${steps}H${round(end.x)}`;
}

/** From one range to another; all in the middle of the second when the first has no length. */
function scale(from: number, to: number, start: number, end: number): (value: number) => number {
  if (from === to) return () => (start + end) / 2;
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

function timeOf(at: Time, otherwise: number): number {
  const time = Date.parse(at);
  return Number.isNaN(time) ? otherwise : time;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

import { useEffect, useRef, useState } from "react";
import { trim } from "../../lib/decimal";
import { formatNumber, formatTime } from "../../lib/format";
import { texts } from "../../texts";
import type { ItemDetail } from "../../types/contracts";
import { type Chart, chartOf, extremes } from "./chart";
import { momentFormat } from "./moments";

const LABEL = 7.2; // pixels of a digit at the size of the labels
const HEIGHT = { wide: 220, narrow: 176 };

/** The stock over time as a line of steps; whoever cannot see it gets a sentence, and the table below has the data. */
export function StockChart({ detail }: { detail: ItemDetail }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const [now] = useState(Date.now);
  const { lowest, highest } = extremes(detail.movements);
  const longest = Math.max(...[lowest, highest].map((value) => formatNumber(value).length), 2);
  const frame = {
    width,
    height: width < 480 ? HEIGHT.narrow : HEIGHT.wide,
    left: Math.round(longest * LABEL) + 26,
    right: 20,
    top: 18,
    bottom: 30,
  };
  return (
    <div className="chart" ref={box}>
      {width > 0 && <Drawing chart={chartOf(detail.movements, now, frame)} said={sentence(detail)} left={frame.left} />}
    </div>
  );
}

function Drawing({ chart, said, left }: { chart: Chart; said: string; left: number }) {
  const { width, height, line, area, dots, levels, moments, end } = chart;
  const right = width - 12;
  return (
    <svg role="img" aria-label={said} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      {levels.map(({ y, value }) => (
        <g key={value}>
          <line className={Number(value) === 0 ? "zero" : "level"} x1={left} x2={right} y1={y} y2={y} />
          <text className="amount" x={left - 10} y={y} dy="0.35em">
            {formatNumber(value)}
          </text>
        </g>
      ))}
      <Moments moments={moments} y={height - 8} />
      <path className="area" d={area} />
      <path className="line" d={line} />
      {dots.map(({ x, y, movement }) => (
        <circle key={`${movement.seq} ${movement.job_id}`} className={`dot ${movement.kind}`} cx={x} cy={y} r={3.5}>
          <title>{`${formatTime(movement.at)}: ${formatNumber(movement.after)}`}</title>
        </circle>
      ))}
      <circle className="end" cx={end.x} cy={end.y} r={5} />
    </svg>
  );
}

function Moments({ moments, y }: { moments: Chart["moments"]; y: number }) {
  const [first, last] = [moments[0]?.at ?? 0, moments.at(-1)?.at ?? 0];
  const written = momentFormat(last - first);
  const labels = moments.map(({ at }) => (at === last ? texts.inventory.chartNow : written(at)));
  return moments.map(
    ({ x, at }, index) =>
      labels[index] !== labels[index - 1] && (
        <text key={at} className={anchorOf(index, moments.length)} x={x} y={y}>
          {labels[index]}
        </text>
      ),
  );
}

/** The first label begins at its moment and the last one ends there, so that neither leaves the drawing. */
function anchorOf(index: number, count: number): string {
  if (index === count - 1) return "moment last";
  return index === 0 ? "moment first" : "moment";
}

function sentence({ item, movements }: ItemDetail): string {
  const quantity = (value: string) => `${formatNumber(trim(value))} ${item.unit}`;
  const { lowest, highest } = extremes(movements);
  const oldest = movements.at(-1);
  return texts.inventory.chartSaid({
    item: item.name,
    from: quantity(oldest?.before ?? "0"),
    first: oldest ? formatTime(oldest.at) : "",
    to: quantity(item.on_hand),
    lowest: quantity(lowest),
    highest: quantity(highest),
    movements: movements.length,
  });
}

/** The element's width in pixels, 0 until it is known: text in the drawing keeps its size on every screen. */
function useWidth(box: React.RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box]);
  return width;
}

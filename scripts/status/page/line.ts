import { html, NONE, type Html } from './html';

/** A value at a time; undefined where it was not known. */
export interface LinePoint {
  readonly at: Date;
  readonly value: number | undefined;
}

export interface LineOptions {
  /** The oldest first. */
  readonly points: readonly LinePoint[];
  /** Shown to who points at it, and read out. */
  readonly title: string;
}

const [WIDTH, HEIGHT] = [300, 40];

/** How a value went, from nothing to its highest. Where it was not known there is a gap. */
export function line({ points, title }: LineOptions): Html {
  const [first, last] = [points[0], points.at(-1)];
  const most = Math.max(1e-9, ...points.map(({ value = 0 }) => value));
  const span = first && last ? Math.max(1, last.at.getTime() - first.at.getTime()) : 1;
  const place = ({ at, value = 0 }: LinePoint) => {
    const x = ((at.getTime() - (first?.at.getTime() ?? 0)) / span) * WIDTH;
    return `${x.toFixed(1)},${(HEIGHT - 1 - (value / most) * (HEIGHT - 2)).toFixed(1)}`;
  };
  const drawn = runsOf(points).map(
    (run) => html`<polyline points="${run.map(place).join(' ')}" />`,
  );
  return points.length < 2
    ? NONE
    : html`<svg class="line" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img">
        <title>${title}</title>
        ${drawn}
      </svg>`;
}

/** Points that follow each other without a gap. */
function runsOf(points: readonly LinePoint[]): readonly (readonly LinePoint[])[] {
  const runs: LinePoint[][] = [[]];
  for (const point of points) {
    if (point.value === undefined) runs.push([]);
    else runs.at(-1)!.push(point);
  }
  return runs.filter((run) => run.length > 0);
}

import { html, NONE, type Html } from './html';

/** How a part of a bar looks. What it means always stands beside it in words as well. */
export type Tone = 'main' | 'soft' | 'warn' | 'bad';

/** A part of a bar, as a share of the whole. */
export interface BarPart {
  readonly share: number;
  readonly tone: Tone;
}

export interface BarOptions {
  /** From the left. */
  readonly parts: readonly BarPart[];
  /** Shown to who points at it, and read out. */
  readonly title: string;
  /** Where a line stands, as a share of the whole. @default - nowhere */
  readonly limit?: number | undefined;
}

const [WIDTH, HEIGHT] = [200, 10];
const LINE = 1.5;

/** A bar that is as wide as its place. */
export function bar({ parts, title, limit }: BarOptions): Html {
  let from = 0;
  const drawn = parts.map(({ share, tone }) => {
    const x = from;
    from = Math.min(1, from + inRange(share));
    return rect(tone, x * WIDTH, (from - x) * WIDTH);
  });
  const line = limit === undefined ? NONE : rect('limit', inRange(limit) * (WIDTH - LINE), LINE);
  return html`<svg
    class="bar"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    preserveAspectRatio="none"
    role="img"
  >
    <title>${title}</title>
    ${rect('free', 0, WIDTH)}${drawn}${line}
  </svg>`;
}

const rect = (kind: string, x: number, width: number): Html =>
  html`<rect class="${kind}" x="${rounded(x)}" width="${rounded(width)}" height="${HEIGHT}" />`;

const rounded = (value: number) => Math.round(value * 100) / 100;

const inRange = (share: number) => (Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0);

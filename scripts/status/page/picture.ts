import { bar, type BarOptions, type Tone } from './bar';
import { html, NONE, type Html } from './html';
import { line, type LinePoint } from './line';

/** What stands in one cell of a picture: its figure in words, and the same drawn. */
export interface Figure {
  readonly text: string;
  /** Without one there is only the text. */
  readonly bar?: Omit<BarOptions, 'title'> | undefined;
  /** In place of a bar: how it went. @default - a bar */
  readonly points?: readonly LinePoint[];
}

/** One line of a picture. */
export interface PictureRow {
  readonly name: string;
  /** Stands below its name. @default - nothing */
  readonly more?: string;
  readonly figures: readonly Figure[];
}

/** A picture: a table in which each figure has its bar. Who sees no bars reads the table. */
export interface Picture {
  readonly title: string;
  /** What the rows are, and then what each figure is. */
  readonly header: readonly string[];
  readonly rows: readonly PictureRow[];
  /** What the tones of its bars mean. @default - what the header says */
  readonly legend?: readonly (readonly [tone: Tone, meaning: string])[];
  /** What is to be known of all of it. @default - nothing */
  readonly note?: Html;
}

/** A picture without rows says what its note says. */
export function drawPicture({ title, header, rows, legend = [], note }: Picture): Html {
  const table = html`<table>
    <thead>
      <tr>
        ${header.map((text) => html`<th scope="col">${text}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => drawRow(row, header))}
    </tbody>
  </table>`;
  return html`<section>
    <h2>${title}</h2>
    ${
      legend.length === 0
        ? NONE
        : html`<ul class="legend">
            ${legend.map(drawLegend)}
          </ul>`
    }
    ${rows.length === 0 ? NONE : table} ${note ? html`<p class="note">${note}</p>` : NONE}
  </section>`;
}

function drawRow(
  { name, more = '', figures }: PictureRow,
  [, ...columns]: readonly string[],
): Html {
  const cells = figures.map((figure, index) =>
    drawFigure(figure, `${name}, ${columns[index]}: ${figure.text}`),
  );
  const below = more === '' ? NONE : html`<small>${more}</small>`;
  return html`<tr>
    <th scope="row">${name}${below}</th>
    ${cells}
  </tr>`;
}

function drawFigure({ text, bar: drawn, points }: Figure, title: string): Html {
  const picture = drawn ? bar({ ...drawn, title }) : points ? line({ points, title }) : NONE;
  return html`<td>${text}${picture}</td>`;
}

/** The mark is for those who see it. */
const drawLegend = ([tone, meaning]: readonly [Tone, string]): Html =>
  html`<li>
    <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
      <rect class="${tone}" width="10" height="10" /></svg
    >${meaning}
  </li>`;

import { visibleText } from '../../../cluster/visible-text';

/** A piece of a page, whole and well-formed. It comes from `html` alone, so that no text is taken for one. */
export class Html {
  constructor(readonly source: string) {}
}

/** What may stand in a piece: a text is shown as it is, whatever it looks like. */
export type Shown = string | number | Html | readonly Html[];

/** A piece of a page. What is put into it is a text, to be read as such, or a piece; attributes stand in double quotes. */
export function html(strings: TemplateStringsArray, ...values: readonly Shown[]): Html {
  const parts = values.map((value, index) => sourceOf(value) + strings[index + 1]!);
  return new Html(strings[0] + parts.join(''));
}

/** Nothing. */
export const NONE = new Html('');

function sourceOf(value: Shown): string {
  if (value instanceof Html) return value.source;
  if (typeof value === 'object') return value.map(({ source }) => source).join('');
  return escapeHtml(visibleText(String(value)));
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;' },
  ...{ '"': '&quot;', "'": '&#39;' },
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** A sentence in which commands stand between backticks, as those that remedies name. */
export function withCommands(text: string): Html {
  const parts = text.split(/`([^`]+)`/);
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`;
}

import type { Problem } from '../../../cluster/errors';
import { findingAndRemedy } from '../../terminal/tell-problem';
import type { ShownStatus } from '../cluster-status';
import { fillingDisks } from '../host-tables';
import { behindOf, HOW_TO_RENEW, problemsOf, renewalOf } from '../told-findings';
import { html, NONE, withCommands, type Html } from './html';

/** What is wrong, each with what mends it, and then what is only told. */
export function toldSection(status: ShownStatus): Html {
  const { hosts, notes } = status;
  const renewal = renewalOf(hosts);
  return html`${[
    listOf('What is wrong', 'bad', problemsOf(status).map(problemItem)),
    listOf('What is told', 'warn', [
      ...notes.map(problemItem),
      ...fillingDisks(hosts).map((text) => html`<li>${text}</li>`),
      ...behindOf(hosts).map((text) => html`<li>${text}</li>`),
      ...renewal.map((text) => html`<li>${text}</li>`),
      ...(renewal.length === 0 ? [] : [html`<li>${withCommands(HOW_TO_RENEW)}</li>`]),
    ]),
  ]}`;
}

function listOf(title: string, tone: 'bad' | 'warn', items: readonly Html[]): Html {
  if (items.length === 0) return NONE;
  return html`<section class="told ${tone}">
    <h2>${title}</h2>
    <ul>
      ${items}
    </ul>
  </section>`;
}

function problemItem(problem: Problem): Html {
  const [finding, remedy] = findingAndRemedy(problem);
  const next = remedy === undefined ? NONE : html`<p class="next">${withCommands(remedy)}</p>`;
  return html`<li>${withCommands(finding)}${next}</li>`;
}

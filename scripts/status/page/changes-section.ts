import type { ChangeHistory } from '../../changing/change-history';
import { renderChanges } from '../render-changes';
import { html, type Html } from './html';

/** Who changes the cluster now, and what was done of late. */
export function changesSection(history: ChangeHistory | undefined): Html {
  const lines = history ? renderChanges(history) : ['Not known: ZooKeeper does not say.'];
  const items = lines.length === 0 ? ['Nothing was recorded yet.'] : lines;
  return html`<section>
    <h2>Changes</h2>
    <ul class="changes">
      ${items.map((line) => html`<li>${line}</li>`)}
    </ul>
  </section>`;
}

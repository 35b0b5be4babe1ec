import { createHash } from 'node:crypto';
import type { Topology } from '../../../cluster/topology';
import { counted } from '../../terminal/quantities';
import { isWell } from '../cluster-status';
import { headFacts, verdictOf } from '../head-facts';
import { problemsOf } from '../told-findings';
import { certificatesSection } from './certificates-section';
import { changesSection } from './changes-section';
import { courseSection } from './course-section';
import { disksSection } from './disks-section';
import { firstLook } from './first-look';
import { groupsSection } from './groups-section';
import { hostsSection } from './hosts-section';
import { Html, html, NONE } from './html';
import type { Moment } from './moment';
import { networkSection } from './network-section';
import type { PageStatus } from './page-status';
import { partitionsSection } from './partitions-section';
import { STYLE } from './style';
import { toldSection } from './told-section';
import { topicsSection } from './topics-section';

export interface RenderPageOptions {
  readonly topology: Pick<Topology, 'namedBy'>;
  /** The looks of a watch, this one last. @default - there was one look */
  readonly moments?: readonly Moment[];
  /** After how many seconds a browser is to read the file again. @default - never */
  readonly refreshSeconds?: number | undefined;
}

/** The status as a page of its own: it asks for nothing that is elsewhere, and nothing in it runs. */
export function renderPage(status: PageStatus, options: RenderPageOptions): string {
  const { topology, moments = [], refreshSeconds } = options;
  const { hosts, topics, groups, history } = status;
  const page = html`<!doctype html>
    <html lang="en">
      ${headOf(status, refreshSeconds)}
      <body>
        ${bannerOf(status)}
        <main>
          ${toldSection(status)} ${firstLook(status)} ${hostsSection(hosts)}
          <div class="pictures">
            ${courseSection(moments)} ${disksSection(hosts)} ${partitionsSection(hosts)}
            ${networkSection(hosts)} ${topicsSection(topics, topology)} ${groupsSection(groups)}
            ${certificatesSection(status)}
          </div>
          ${changesSection(history)}
        </main>
        ${footerOf(status, refreshSeconds)}
      </body>
    </html> `;
  return page.source;
}

/** The style alone is let in, by its digest. */
const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  ...['img-src data:', "base-uri 'none'", "form-action 'none'"],
].join('; ');

/** To the byte what the digest is of. */
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);

function headOf(status: PageStatus, refreshSeconds: number | undefined): Html {
  const problems = problemsOf(status).length;
  const how = isWell(status)
    ? 'healthy'
    : problems === 0
      ? 'not as it should be'
      : counted(problems, 'problem');
  const refresh =
    refreshSeconds === undefined
      ? NONE
      : html`<meta http-equiv="refresh" content="${refreshSeconds}" />`;
  return html`<head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <meta name="color-scheme" content="light dark" />
    ${refresh}
    <title>${status.clusterName}: ${how}</title>
    <link rel="icon" href="data:," />
    ${STYLE_ELEMENT}
  </head>`;
}

function bannerOf(status: PageStatus): Html {
  const [mark, tone] = isWell(status) ? ['✔', 'good'] : ['✖', 'bad'];
  return html`<header>
    <h1>${status.clusterName}</h1>
    <p class="verdict ${tone}"><span aria-hidden="true">${mark}</span> ${verdictOf(status)}</p>
    <dl class="facts">
      ${headFacts(status).map(
        ([label, text]) =>
          html`<dt>${label}</dt>
            <dd>${text}</dd>`,
      )}
    </dl>
  </header>`;
}

function footerOf({ at }: PageStatus, refreshSeconds: number | undefined): Html {
  const how =
    refreshSeconds === undefined
      ? `As it was at ${at.toISOString().replace(/\.\d+Z$/, 'Z')}: nothing here changes by itself.`
      : `Written anew after each look, and read again every ${counted(refreshSeconds, 'second')}.`;
  return html`<footer>${how}</footer>`;
}

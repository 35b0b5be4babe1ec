import type { Topology } from '../../../cluster/topology';
import { commandFor } from '../../health/remedies';
import { counted } from '../../terminal/quantities';
import type { DescribedTopic, DescribedTopics } from '../../topics/described-topics';
import { sizeOf, troubleOf, writtenOf } from '../../topics/render-described-topics';
import { html, withCommands, type Html } from './html';
import { drawPicture, type PictureRow } from './picture';

/** Of the others `topics --describe` tells. */
const SHOWN = 15;

/** What topics take of all disks, and what is written to them: those in trouble first, then the largest. */
export function topicsSection(
  topics: DescribedTopics | undefined,
  topology: Pick<Topology, 'namedBy'>,
): Html {
  const title = 'Topics';
  const header = ['Topic', 'On disk', 'Written'];
  if (!topics)
    return drawPicture({ title, header, rows: [], note: html`Not known: no broker says.` });
  const all = topics.topics;
  const more = all.length - SHOWN;
  const command = commandFor(topology, 'topics --describe');
  return drawPicture({
    ...{ title, header },
    rows: rowsOf(all.slice(0, SHOWN), {
      size: largest(all, ({ sizeBytes }) => sizeBytes),
      rate: largest(all, ({ bytesInPerSecond = 0 }) => bytesInPerSecond),
    }),
    note: withCommands(
      all.length === 0
        ? 'There is none.'
        : more > 0
          ? `${counted(more, 'more topic')}, smaller: ${command}`
          : `Each with its partitions: ${command}`,
    ),
  });
}

const largest = (topics: readonly DescribedTopic[], of: (topic: DescribedTopic) => number) =>
  Math.max(1, ...topics.map(of));

function rowsOf(
  topics: readonly DescribedTopic[],
  most: { readonly size: number; readonly rate: number },
): readonly PictureRow[] {
  return topics.map((topic) => {
    const { name, partitions, replicationFactor, sizeBytes, bytesInPerSecond } = topic;
    const trouble = troubleOf(topic);
    const tone = trouble === '' ? 'main' : 'warn';
    const what = `${counted(partitions.length, 'partition')}, ${counted(replicationFactor, 'replica')}`;
    return {
      name,
      more: trouble === '' ? what : `${what}: ${trouble}`,
      figures: [
        { text: sizeOf(topic), bar: { parts: [{ share: sizeBytes / most.size, tone }] } },
        bytesInPerSecond === undefined
          ? { text: 'not known' }
          : {
              text: writtenOf(topic),
              bar: { parts: [{ share: bytesInPerSecond / most.rate, tone }] },
            },
      ],
    };
  });
}

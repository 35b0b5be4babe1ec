import type { ResourceChange, Values } from '../../../terraform-plan/plan';
import { isValues, textsIn } from '../../../terraform-plan/values';
import { decodeUserData } from '../user-data/decode-user-data';

const BROKER = /kafka|broker|zookeeper|redpanda|strimzi|kraft|(^|[^a-z\d])(zk|msk)($|[^a-z])/i;
/** What is about Kafka, and holds none of its data. */
const AROUND =
  /connect|exporter|bastion|[-_ ]ui\b|kafdrop|akhq|consumer|producer|client|operator|dashboard/i;

/**
 * Whether brokers or members of ZooKeeper hang on a resource, by its type, by what it and its parts are
 * called, and by what its hosts run first.
 */
export function carriesBrokers({ type, address, before, after }: ResourceChange): boolean {
  const told = [type, address, ...[before, after].flatMap((side) => (side ? namesIn(side) : []))];
  return (
    told.some((text) => BROKER.test(text) && !AROUND.test(text)) ||
    [before, after].some((side) => STARTS.test(userData(side)))
  );
}

/** What starts a broker or a member of ZooKeeper. */
const STARTS = /kafka-server-start|server\.properties|zoo\.cfg|zkServer|(broker|node)\.id/;

function userData(values: Values | undefined): string {
  return textsIn(values?.user_data)
    .map((text) => decodeUserData(text, 'plain').text ?? '')
    .join('\n');
}

function namesIn(values: Values): readonly string[] {
  return [
    ...Object.entries(values)
      .filter(([key]) => /(^|_)(host)?(name|identifier|prefix|chart)$/.test(key))
      .flatMap(([, value]) => textsIn(value)),
    ...MAPS.flatMap((key) => textsIn(values[key])),
    ...imagesIn(values.spec),
  ];
}

const MAPS = ['labels', 'metadata', 'tag', 'tags', 'tags_all'];

/** Of the containers of a StatefulSet. */
function imagesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(imagesIn);
  if (!isValues(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'image' ? textsIn(inner) : imagesIn(inner),
  );
}

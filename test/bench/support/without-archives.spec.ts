import type { KafkaClusterSpec } from '../../../cluster/spec';
import { defaultSpec } from '../../../scripts/local/local-spec';

/** Java's own default, but whoever says it has no archives of Kafka's classes. */
const flags = ['-Xshare:auto'];

/** The default spec, whose processes start without archives of their classes. */
const withoutArchives: KafkaClusterSpec = {
  ...defaultSpec,
  jvm: { brokerFlags: flags, zookeeperFlags: flags },
};

export default withoutArchives;

import { Security } from '../../cluster/security';
import type { KafkaClusterSpec } from '../../cluster/spec';
import { defaultSpec } from '../../scripts/local/local-spec';

/** The default spec without TLS, topics and clients: for what is about something else, and starts sooner so. */
const plainLocalSpec: KafkaClusterSpec = {
  ...defaultSpec,
  ...{ security: Security.plaintext(), topics: [], clients: [] },
};

export default plainLocalSpec;

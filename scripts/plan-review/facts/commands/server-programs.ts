import { UNKNOWN } from '../../../shell/command';
import type { Call } from './call';
import { reachOf } from './paths';
import { wordOf, type Deed, type Judged, type Row } from './program-rows';

const STORES = 'gsutil|s3cmd|s5cmd|rclone|mc|azcopy';
const PLANNERS = 'terraform|tofu|terragrunt|pulumi|cdktf|cdk';
const CONTAINERS = 'docker|podman|nerdctl|crictl|ctr|docker-compose|podman-compose';
const DATABASES =
  'psql|mysql|mariadb|sqlcmd|cqlsh|sqlite3|clickhouse-client|mongo|mongosh|redis-cli|influx|vsql|sqlplus';
const GETTERS = 'curl|wget|https?|httpie|xh|invoke-webrequest|invoke-restmethod|iwr|irm';

/** Programs that speak to a cloud, an orchestrator, a database or any other server. */
export const SERVER_PROGRAMS: readonly Row[] = [
  ['aws', 'objects-deleted', '1:s3 2:rm|rb'],
  ['aws', 'objects-deleted', '1:s3 2:sync --delete'],
  ['aws', 'harmless', '1:s3 2:ls|presign'],
  ['aws', copiesObjects, '1:s3'],
  [
    'aws',
    ({ text }) =>
      /Enabled/.test(text) && !/Expiration/.test(text) ? 'resources-changed' : 'objects-deleted',
    '1:s3api 2:put-bucket-(lifecycle|versioning).*',
  ],
  ['aws', 'objects-deleted', '1:s3api 2:delete-.*'],
  [
    'aws',
    'harmless',
    '2:create-tags.*|create-snapshot.*|start-instances.*|(get|describe|list)-.*|update-kubeconfig|wait.*',
  ],
  ['aws', 'unseen', '1:lambda 2:invoke'],
  ['aws', (call) => byVerb(call) ?? 'resources-changed'],
  ['gcloud', 'objects-deleted', '1:storage 3:rm'],
  [STORES, 'objects-deleted', '2:rm|rb|del|delete|deletefile|purge|remove|rmdirs?'],
  [STORES, 'objects-deleted', '2:sync|rsync -d|--delete|--delete-destination'],
  ['rclone', 'objects-deleted', '1:sync'],
  [STORES, 'harmless', '1:ls|stat|du|cat|lsf|lsd|size|check'],
  [STORES, 'resources-changed'],

  [PLANNERS, 'resources-deleted', 'destroy|down'],
  [PLANNERS, 'resources-deleted', '-destroy|--destroy'],
  [
    PLANNERS,
    'harmless',
    '1:fmt|validate|plan|show|output|init|version|providers|get|graph|console|synth|diff|list|ls|preview',
  ],
  [PLANNERS, 'harmless', '1:state|workspace 2:list|show|select|pull'],
  [PLANNERS, 'resources-changed'],

  ['kubectl|oc', 'harmless', '1:rollout 2:status|history'],
  ['kubectl|oc', 'process-stopped', '1:rollout|drain|cordon|taint'],
  [
    'kubectl|oc',
    ({ text }) =>
      /kafka|zookeeper|broker|\bzk/i.test(text) ? 'cluster-stopped' : 'process-stopped',
    /(^| )scale .*--replicas[= ]0\b|--replicas[= ]0\b.* scale\b/,
  ],
  ['kubectl|oc', 'resources-changed', '1:scale'],
  ['kubectl|oc', 'resources-deleted', '1:replace --force'],
  ['kubectl|oc', (call) => byVerb(call) ?? 'resources-changed'],
  ['helm', 'harmless', '1:repo|dependency|dep|plugin'],

  [CONTAINERS, 'resources-deleted', '3:down -v|--volumes'],
  [CONTAINERS, 'process-stopped', '3:down'],
  [CONTAINERS, 'resources-deleted', '1:volume 2:rm|remove|prune'],
  [CONTAINERS, 'harmless', '1:volume'],
  [
    CONTAINERS,
    ({ text }) => (/--volumes|-v\b/.test(text) ? 'resources-deleted' : 'resources-changed'),
    '1:system|builder|image|network|container 2:prune',
  ],
  [CONTAINERS, 'resources-deleted', '2:rm -v|--volumes'],
  [CONTAINERS, 'process-stopped', '2:rm|stop|kill|restart|pause|unpause|recreate|remove'],
  [
    CONTAINERS,
    'harmless',
    '1:buildx?|push|pull|login|logout|tag|save|load|create|network|images?|ps|logs|inspect|info|version|' +
      'manifest|context|port|stats|wait|search|history|top|diff',
  ],
  [CONTAINERS, 'unseen', '2:run|exec|compose|up|start|stack|service|swarm|cp'],

  [
    DATABASES,
    'rows-deleted',
    /\b(?:drop\s{1,9}(?:table|database|schema|keyspace|user|role|view|index|measurement|series|collection|owned)|truncate|delete\s{1,9}from|flushall|flushdb|unlink|drop\s{1,9}column|dropdatabase|deletemany|deleteone|detach\s{1,9}database)\b|\.drop\(|\.remove\(/i,
  ],
  ['redis-cli', 'rows-deleted', '[dD][eE][lL]'],
  [DATABASES, asksDatabase],

  [GETTERS, http],
  ['git', 'resources-changed', '1:push'],
  [
    'gcloud|helm|az|eksctl|gh|glab|vault|consul|nomad|confluent|ccloud|rpk|etcdctl|doctl|hcloud|oci|ibmcloud|' +
      `openstack|linode-cli|argocd|flux|istioctl|aiven|avn|${CONTAINERS}`,
    'by-verb',
  ],
];

const DELETING =
  /^(delete|destroy|purge|wipe|erase|drop|terminate|truncate|nuke|uninstall|prune|rmi|del|rmdir|empty|remove-all|format|flushall|flushdb|schedule-key-deletion|disable-key|batch-delete|obliterate|discard)($|-)/;
const STOPPING =
  /^(stop|restart|reboot|kill|shutdown|halt|drain|cordon|disable|remove|detach|revoke|deregister|unregister|reset|evict|scale|suspend|deactivate|rollback|failover|cancel|release|down|taint|replace|resize|rm|unset|migrate)($|-)/;
const READING =
  /^(get|list|ls|describe|show|status|wait|version|help|head|lookup|view|logs?|top|info|inspect|check|validate|diff|search|count|ping|whoami|config|configure|sts|login|auth|cat|events|explain|api-resources|cluster-info|history|ps|images|read|export|test|lint|template|account|assume-role|simulate|estimate|filter|query|scan|presign|tail)($|-)/;

/** What a tool does whose words are `tool thing verb` or `tool verb thing`; undefined where they don't say. */
export function byVerb({ subcommands: words, operands }: Call): Judged | undefined {
  if (operands.length === 0) return 'harmless';
  const says = (verb: RegExp, within: number) =>
    words.slice(0, within).some((word) => verb.test(word));
  if (says(DELETING, 5)) return 'resources-deleted';
  if (says(STOPPING, 4)) return 'resources-changed';
  return says(READING, 4) ? 'harmless' : undefined;
}

function copiesObjects({ subcommands: [, verb = ''], operands }: Call): Deed {
  const target = operands.at(-1)!.text;
  const isDownload =
    /^(cp|sync)$/.test(verb) && !/^s3:\/\//.test(target) && !target.startsWith(UNKNOWN);
  return isDownload ? 'harmless' : 'resources-changed';
}

function asksDatabase(call: Call): Deed {
  const statement =
    call.valueOf('-c', '-e', '-Q', '--command', '--execute', '--eval', '--query') ?? call.input;
  if (statement !== undefined && !statement.includes(UNKNOWN)) {
    const isReading = /^\s*["']?(?:select|show|describe|explain|\\[dl]|ping|info|get|use)\b/i;
    return isReading.test(statement) ? 'harmless' : 'unknown';
  }
  const isAsking =
    call.name === 'redis-cli' && call.operands.some(({ text }) => /^(ping|info|get)$/i.test(text));
  return isAsking || call.has('--version', '-l') ? 'harmless' : 'unseen';
}

const SENDS =
  '-d --data --data-binary --data-raw --json -F -T --upload-file --post-data --post-file';

function http(call: Call): Deed {
  const { args, text } = call;
  const given =
    call.valueOf('-X', '--request', '--method', '-Method') ??
    args.find((arg) => /^-X[A-Z]/.test(arg))?.slice('-X'.length) ??
    args.find((arg) => /^(GET|HEAD|POST|PUT|PATCH|DELETE)$/.test(arg));
  const method = given?.toUpperCase() ?? '';
  if (method === 'DELETE' || /_delete_by_query|\/delete\b/.test(text)) return 'resources-deleted';
  if (/^(POST|PUT|PATCH)$/.test(method) || call.has(...SENDS.split(' ')))
    return text.includes('169.254.169.254') ? 'harmless' : 'resources-changed';
  const file = call.valueOf('-o', '-O', '--output', '--output-document');
  return file === undefined || reachOf([wordOf(file)], call) === 'own'
    ? 'harmless'
    : 'files-changed';
}

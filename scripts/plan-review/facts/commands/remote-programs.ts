import { UNKNOWN } from '../../../shell/command';
import type { Call } from './call';
import type { Judged } from './effects';
import type { Programs } from './local-programs';
import { kindOfPath } from './paths';

/** Programs that speak to a cloud, an orchestrator, a database or any other server. */
export const REMOTE_PROGRAMS: Programs = [
  [/^aws$/, aws],
  [
    /^gcloud$/,
    (call) =>
      call.says(/^storage$/, 1) && call.says(/^rm$/, 3) ? 'objects-deleted' : byVerb(call),
  ],
  [/^(gsutil|s3cmd|s5cmd|rclone|mc|azcopy)$/, buckets],
  [/^(terraform|tofu|terragrunt|pulumi|cdktf|cdk)$/, terraform],
  [/^(kubectl|oc)$/, kubernetes],
  [/^(docker|podman|nerdctl|crictl|ctr|docker-compose|podman-compose)$/, containers],
  [
    /^helm$/,
    (call) => (call.says(/^(repo|dependency|dep|plugin)$/, 1) ? 'harmless' : byVerb(call)),
  ],
  [
    /^(psql|mysql|mariadb|sqlcmd|cqlsh|sqlite3|clickhouse-client|mongo|mongosh|redis-cli|influx|vsql|sqlplus)$/,
    database,
  ],
  [/^(curl|wget|http|https|httpie|xh|invoke-webrequest|invoke-restmethod|iwr|irm)$/, http],
  [
    /^(az|eksctl|gh|glab|vault|consul|nomad|confluent|ccloud|rpk|etcdctl|doctl|hcloud|oci|ibmcloud|openstack|linode-cli|argocd|flux|istioctl|aiven|avn)$/,
    byVerb,
  ],
  [
    /^(ansible-playbook|ansible-pull|salt-call|chef-client|puppet|packer|make|npx|yarn|pnpm|rake|gradle|gradlew|tox|just|task|invoke|fab|capistrano|cap)$/,
    () => 'unseen',
  ],
  [
    /^npm$/,
    (call) => (call.says(/^(ci|install|i|pack|version|config)$/, 1) ? 'harmless' : 'unseen'),
  ],
  [/^git$/, (call) => (call.says(/^push$/, 1) ? 'resources-changed' : 'harmless')],
];

const DELETING =
  /^(delete|destroy|purge|wipe|erase|drop|terminate|truncate|nuke|uninstall|prune|rmi|del|rmdir|empty|remove-all|format|flushall|flushdb|schedule-key-deletion|disable-key|batch-delete|obliterate|discard)($|-)/;
const STOPPING =
  /^(stop|restart|reboot|kill|shutdown|halt|drain|cordon|disable|remove|detach|revoke|deregister|unregister|reset|evict|scale|suspend|deactivate|rollback|failover|cancel|release|down|taint|replace|resize|rm|unset|migrate)($|-)/;
const READING =
  /^(get|list|ls|describe|show|status|wait|version|help|head|lookup|view|logs?|top|info|inspect|check|validate|diff|search|count|ping|whoami|config|configure|sts|login|auth|cat|events|explain|api-resources|cluster-info|history|ps|images|read|export|test|lint|template|account|assume-role|simulate|estimate|filter|query|scan|presign|tail)($|-)/;

/** What a tool does whose words are `tool thing verb` or `tool verb thing`. */
export function byVerb(call: Call): Judged {
  if (call.operands.length === 0) return 'harmless';
  if (call.says(DELETING, 5)) return 'resources-deleted';
  if (call.says(STOPPING, 4)) return 'resources-changed';
  return call.says(READING, 4) ? 'harmless' : undefined;
}

function aws(call: Call): Judged {
  const [service, verb = ''] = call.subcommands;
  if (service === 's3') return s3(call, verb);
  if (service === 's3api' && /^put-bucket-lifecycle|^put-bucket-versioning/.test(verb)) {
    return /Enabled/.test(call.text) && !/Expiration/.test(call.text)
      ? 'resources-changed'
      : 'objects-deleted';
  }
  if (service === 's3api' && /^delete-/.test(verb)) return 'objects-deleted';
  if (
    /^(create-tags|create-snapshots?|start-instances|get-|describe-|list-|update-kubeconfig|wait)/.test(
      verb,
    )
  )
    return 'harmless';
  if (service === 'lambda' && verb === 'invoke') return 'unseen';
  return byVerb(call) ?? (service === undefined ? 'harmless' : 'resources-changed');
}

function s3(call: Call, verb: string): Judged {
  if (/^(rm|rb)$/.test(verb)) return 'objects-deleted';
  if (verb === 'sync' && call.has('--delete')) return 'objects-deleted';
  if (/^(ls|presign)$/.test(verb)) return 'harmless';
  const target = call.operands.at(-1)?.text ?? '';
  const isDownload =
    /^(cp|sync)$/.test(verb) && !target.startsWith('s3://') && !target.startsWith(UNKNOWN);
  return isDownload ? 'harmless' : 'resources-changed';
}

function buckets(call: Call): Judged {
  if (call.says(/^(rm|rb|del|delete|deletefile|purge|remove|rmdir|rmdirs)$/, 2))
    return 'objects-deleted';
  if (call.has('-d', '--delete', '--delete-destination') && call.says(/^(sync|rsync)$/, 2))
    return 'objects-deleted';
  if (call.name === 'rclone' && call.says(/^sync$/, 1)) return 'objects-deleted';
  return call.says(/^(ls|stat|du|cat|lsf|lsd|size|check)$/, 1) ? 'harmless' : 'resources-changed';
}

function terraform(call: Call): Judged {
  const isDestroying = call.says(/^(destroy|down)$/) || call.has('-destroy', '--destroy');
  if (isDestroying) return 'resources-deleted';
  if (
    call.says(
      /^(fmt|validate|plan|show|output|init|version|providers|get|graph|console|synth|diff|list|ls|preview)$/,
      1,
    )
  )
    return 'harmless';
  return call.says(/^(state|workspace)$/, 1) && call.says(/^(list|show|select|pull)$/, 2)
    ? 'harmless'
    : 'resources-changed';
}

function scaledAway({ text }: Call): Judged {
  return /kafka|zookeeper|broker|\bzk/i.test(text) ? 'cluster-stopped' : 'process-stopped';
}

function kubernetes(call: Call): Judged {
  if (call.says(/^rollout$/, 1))
    return call.says(/^(status|history)$/, 2) ? 'harmless' : 'process-stopped';
  if (call.says(/^(drain|cordon|taint)$/, 1)) return 'process-stopped';
  if (call.says(/^scale$/, 1))
    return call.valueOf('--replicas') === '0' ? scaledAway(call) : 'resources-changed';
  if (call.says(/^replace$/, 1) && call.has('--force')) return 'resources-deleted';
  return byVerb(call) ?? 'resources-changed';
}

function containers(call: Call): Judged {
  const { text } = call;
  const isDown = call.says(/^down$/, 3);
  if (isDown) return call.has('-v', '--volumes') ? 'resources-deleted' : 'process-stopped';
  if (call.says(/^volume$/, 1))
    return call.says(/^(rm|remove|prune)$/, 2) ? 'resources-deleted' : 'harmless';
  if (call.says(/^(system|builder|image|network|container)$/, 1) && call.says(/^prune$/, 2)) {
    return /--volumes|-v\b/.test(text) ? 'resources-deleted' : 'resources-changed';
  }
  if (call.says(/^rm$/, 2))
    return call.has('-v', '--volumes') ? 'resources-deleted' : 'process-stopped';
  if (call.says(/^(stop|kill|restart|pause|unpause|recreate|remove)$/, 2)) return 'process-stopped';
  if (
    call.says(
      /^(build|buildx|push|pull|login|logout|tag|save|load|create|network|image|images|ps|logs|inspect|info|version|manifest|context|port|stats|wait|search|history|top|diff)$/,
      1,
    )
  )
    return 'harmless';
  return call.says(/^(run|exec|compose|up|start|stack|service|swarm|cp)$/, 2)
    ? 'unseen'
    : undefined;
}

const DELETES_ROWS =
  /\b(?:drop\s{1,9}(?:table|database|schema|keyspace|user|role|view|index|measurement|series|collection|owned)|truncate|delete\s{1,9}from|flushall|flushdb|unlink|drop\s{1,9}column|dropdatabase|deletemany|deleteone|detach\s{1,9}database)\b|\.drop\(|\.remove\(/i;
const READS_ROWS = /^\s*["']?(?:select|show|describe|explain|\\[dl]|ping|info|get|use)\b/i;

function database(call: Call): Judged {
  const { text, input } = call;
  if (DELETES_ROWS.test(text) || (call.name === 'redis-cli' && call.says(/^del$/i)))
    return 'rows-deleted';
  const statement =
    call.valueOf('-c', '-e', '-Q', '--command', '--execute', '--eval', '--query') ?? input;
  if (statement === undefined || statement.includes(UNKNOWN)) {
    return call.has('--version', '-l') ||
      (call.name === 'redis-cli' && call.says(/^(ping|info|get)$/i))
      ? 'harmless'
      : 'unseen';
  }
  return READS_ROWS.test(statement) ? 'harmless' : 'unknown';
}

function http(call: Call): Judged {
  const method =
    call.valueOf('-X', '--request', '--method', '-Method') ??
    call.args.find((arg) => /^-X[A-Z]/.test(arg))?.slice(2);
  const word = (
    method ??
    call.operands.find(({ text }) => /^(GET|HEAD|POST|PUT|PATCH|DELETE)$/.test(text))?.text ??
    ''
  ).toUpperCase();
  if (word === 'DELETE') return 'resources-deleted';
  if (/_delete_by_query|\/delete\b|\/topics\/[^/\s]+\/?\s*-X\s*DELETE/.test(call.text))
    return 'resources-deleted';
  if (
    /^(POST|PUT|PATCH)$/.test(word) ||
    call.has(
      '-d',
      '--data',
      '--data-binary',
      '--data-raw',
      '--json',
      '-F',
      '-T',
      '--upload-file',
      '--post-data',
      '--post-file',
    )
  ) {
    return call.text.includes('169.254.169.254') ? 'harmless' : 'resources-changed';
  }
  const file = call.valueOf('-o', '-O', '--output', '--output-document');
  if (file === undefined) return 'harmless';
  const kind = kindOfPath({ text: file, unknown: [], inner: [] }, call.place);
  return kind === 'workspace' || kind === 'scratch' ? 'harmless' : 'files-changed';
}

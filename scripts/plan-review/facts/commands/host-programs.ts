import { UNKNOWN, type Word } from '../../../shell/command';
import type { Call } from './call';
import { kindOfPath, reachOf } from './paths';
import { wordOf, type Deed, type Row } from './program-rows';

const FORMATS = 'mkfs(\\..*)?|mke2fs|mkswap|newfs|format|format-volume|clear-disk';
const PARTITIONS = 'parted|sgdisk|gdisk|sfdisk|fdisk|cfdisk';
const PACKAGES = 'apt|apt-get|aptitude|yum|dnf|zypper|apk|snap|dpkg|rpm|brew|choco';
const STOPPING =
  'stop|kill|restart|try-restart|force-reload|reload-or-restart|reboot|poweroff|halt|kexec|suspend|hibernate|' +
  'disable|mask|isolate|rescue|emergency|default|delete|shutdown|down|force-stop|exit|revert';
const UPGRADING =
  'remove|purge|autoremove|autopurge|erase|uninstall|upgrade|dist-upgrade|full-upgrade|distro-sync|refresh|downgrade';

/** Programs that work on the host that they run on: its files, its disks, its processes, its network. */
export const HOST_PROGRAMS: readonly Row[] = [
  ['rm|unlink|del|erase|rd|remove-item|ri', deletes],
  ['shred|srm', 'files-deleted'],
  ['truncate', (call) => byReach(call, call.operands, 'files-deleted')],
  ['mv|move-item|rename', moves],
  ['rsync', synchronizes],
  ['cp|install|ln|copy-item', (call) => changesFiles(call, call.operands.slice(-1))],
  ['tee|chmod|chown|chgrp|setfacl|set-content', (call) => changesFiles(call, call.operands)],
  ['sed', (call) => changesFiles(call, call.operands), /(^| )-(\w*i|-in-place)/],
  ['unzip|gunzip', unpacks],
  ['tar|bsdtar', unpacks, /^-?[a-z]*x|(^| )(-\w*x|--extract)/],
  ['dd', writesDisk, /(^| )of=/],

  [FORMATS, 'harmless', '--help'],
  [FORMATS, 'harmless', '-V'],
  [FORMATS, 'disk-erased', '.+'],
  ['wipefs', 'disk-erased', '-a|--all|-o'],
  ['blkdiscard|fdformat|badblocks|(lv|vg|pv)(remove|reduce)', 'disk-erased'],
  ['(pv|vg|lv)create', 'disk-erased', '-f|--force|-W|-y'],
  ['(pv|vg|lv)create', 'unknown'],
  ['(lv|pv|vg)(s|display)|(pv|vg)scan|growpart|resize2fs|xfs_growfs', 'harmless'],
  ['zpool|zfs|btrfs', 'disk-erased', 'destroy|delete|labelclear|rollback'],
  ['mdadm', 'disk-erased', '--zero-superblock|--create|-C'],
  ['cryptsetup', 'disk-erased', 'luksFormat|erase|luksErase|luksKillSlot|luksRemoveKey'],
  ['hdparm|nvme', 'disk-erased', /secure-erase|security-erase|format|sanitize/],
  ['xfs_repair|e2fsck|fsck.*', 'disk-erased', '-L'],
  ['zpool|zfs|btrfs|mdadm|cryptsetup|hdparm|nvme|xfs_repair|e2fsck|fsck.*', 'by-verb'],
  [PARTITIONS, 'disk-erased', /\b(mklabel|mktable|rm|mkpart|resizepart|zap)\b|-Z|-o\b|-d\d/],
  ['parted', 'harmless', /\bprint\b/],
  [PARTITIONS, 'harmless', '-l|--list|-p|--print|-d|--dump|-v|--verify'],
  [PARTITIONS, 'disk-erased'],
  ['mount|losetup', mounts],
  ['umount|swapoff', 'process-stopped'],

  ['reboot|shutdown|poweroff|halt|telinit|kexec|restart-computer', 'process-stopped'],
  ['stop-computer|pkill|killall|skill|stop-process|(stop|restart)-service', 'process-stopped'],
  ['init', 'process-stopped', '[016]'],
  ['init', 'by-verb'],
  ['kill', 'harmless', '-0|-l'],
  ['kill', 'process-stopped'],
  ['fuser', 'process-stopped', '-k'],
  ['systemctl|service|rc-service|supervisorctl|initctl|sv|monit|pm2', 'process-stopped', STOPPING],
  ['systemctl', 'unknown', 'reload|edit|set-property|set-default'],
  ['service|rc-service|supervisorctl|initctl|sv|monit|pm2', 'unknown', 'reload'],
  ['ip6?tables(-(restore|legacy|nft))?', 'harmless', '-L|-S|--list'],
  ['ip6?tables(-(restore|legacy|nft))?', 'traffic-cut'],
  ['nft|ufw|firewall-cmd|ipset|ebtables|pfctl', 'harmless', 'list|status'],
  ['nft|ufw|firewall-cmd|ipset|ebtables|pfctl|ifdown|ifup|netplan', 'traffic-cut'],
  [
    'ip|ifconfig|nmcli|route|tc|ethtool',
    'traffic-cut',
    /\b(down|del|delete|flush|add|replace|set|netem)\b/,
  ],

  [PACKAGES, 'packages-changed', UPGRADING],
  ['yum|dnf|zypper', 'packages-changed', 'update|up|dup'],
  ['rpm|dpkg', 'packages-changed', '-e|-r|-P|-U'],
  ['userdel|deluser|groupdel|passwd|chpasswd|usermod|visudo', 'access-changed'],
  ['crontab', 'harmless', '-l'],
  ['crontab', 'files-changed', '-r'],
  ['crontab', 'unseen'],
  [
    'echo|printf|true|false|:|test|\\[|\\[\\[|sleep|wait|date|cal|hostname|hostnamectl|timedatectl|id|whoami|' +
      'groups|uname|arch|nproc|pwd|ls|dir|tree|cat|head|tail|tac|less|more|e?grep|fgrep|rg|g?awk|cut|tr|sort|' +
      'uniq|wc|nl|column|paste|join|comm|jq|yq|xmllint|diff|cmp|stat|file|which|whereis|type|hash|basename|' +
      'dirname|readlink|realpath|mktemp|seq|expr|bc|let|printenv|nc|ncat|netcat|telnet|ping6?|dig|nslookup|' +
      'host|getent|traceroute|openssl|ssh-(keygen|keyscan|add|agent)|gpg|(sha\\d*|md5)sum|shasum|cksum|base64|' +
      'xxd|od|hexdump|strings|touch|mkdir|uptime|df|du|free|vmstat|iostat|lsblk|blkid|findmnt|mountpoint|lsof|' +
      'ss|netstat|ps|pgrep|pidof|top|journalctl|dmesg|cd|pushd|popd|exit|return|break|continue|shift|set|shopt|' +
      'ulimit|umask|read|unset|alias|local|export|declare|zip|gzip|bzip2|xz|zstd|zcat|pip3?|virtualenv|poetry|' +
      'mvn|cargo|javac|tsc|wait-for-it|cloud-init|needs-restarting|udevadm|sync|locale-gen|yes|clear|tput|' +
      'update-(ca-certificates|alternatives)|add-apt-repository|apt-key|(user|group)add|add(user|group)|' +
      'add-content|out-null|write-(host|output)|start-(sleep|service)|get-(content|service|process)|test-path|' +
      'new-item|select-string|nop|logger|shuf|envsubst',
    'harmless',
  ],
];

/** By the gravest of the paths that it is given. */
function byReach(
  call: Call,
  words: readonly Word[],
  onData: Deed,
  elsewhere: Deed = 'files-changed',
) {
  return { data: onData, other: elsewhere, own: 'harmless' as const }[reachOf(words, call)];
}

function deletes(call: Call): Deed {
  const { operands } = call;
  // `xargs rm` is given its names as it runs.
  if (operands.length === 0) return call.input === undefined ? 'harmless' : 'files-deleted';
  const isDeep = call.has('-r', '-R', '--recursive', '-Recurse', '/s', '/S');
  const isAll = isDeep && operands.some(({ text }) => /^(\.|\*|\.\/\*?|~\/?)$/.test(text));
  const judged = byReach(
    call,
    operands,
    'files-deleted',
    isDeep ? 'files-deleted' : 'files-changed',
  );
  return judged === 'harmless' && isAll ? 'files-changed' : judged;
}

/** What is moved away is gone from where it was; what it is moved to is changed. */
function moves(call: Call): Deed {
  const away = byReach(call, call.operands.slice(0, -1), 'files-deleted');
  return away === 'harmless' ? byReach(call, call.operands, 'files-changed') : away;
}

function synchronizes(call: Call): Deed {
  const deed = call.args.some((arg) => /^--(del|remove-source)/.test(arg))
    ? 'files-deleted'
    : 'files-changed';
  const isRemote = /^[\w.@-]+:/.test(call.operands.at(-1)?.text ?? '');
  return isRemote ? deed : byReach(call, call.operands, deed);
}

function changesFiles(call: Call, targets: readonly Word[]): Deed {
  const isDeep = call.has('-R', '-r', '--recursive');
  const paths = targets.filter(
    ({ text }) => isDeep || /[/~]/.test(text) || text.startsWith(UNKNOWN),
  );
  return byReach(call, paths, 'files-changed');
}

function unpacks(call: Call): Deed {
  const target = call.valueOf('-C', '--directory', '-d') ?? '.';
  return byReach(call, [wordOf(target)], 'files-changed');
}

function writesDisk(call: Call): Deed {
  const target = call.words.find(({ text }) => text.startsWith('of='))!;
  const kind = kindOfPath({ ...target, text: target.text.slice('of='.length) }, call.place);
  if (kind === 'own') return 'harmless';
  return kind === 'system' ? 'files-changed' : 'disk-erased';
}

function mounts({ name, operands }: Call): Deed {
  if (operands.length < 2) return 'harmless';
  return name === 'mount' ? 'files-changed' : 'process-stopped';
}

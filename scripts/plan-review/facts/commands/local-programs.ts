import { UNKNOWN } from '../../../shell/command';
import type { Call } from './call';
import type { Judged } from './effects';
import { kindOfPath } from './paths';

/** What a program does, by its name and what it is given. */
export type Programs = readonly (readonly [name: RegExp, judge: (call: Call) => Judged])[];

/** Programs that work on the host that they run on: its files, its disks, its processes, its network. */
export const LOCAL_PROGRAMS: Programs = [
  [/^java$/, (call) => (call.has('-version', '--version') ? 'harmless' : 'unseen')],
  [/^go$/, (call) => (call.says(/^(run|generate)$/, 1) ? 'unseen' : 'harmless')],
  [/^(rm|unlink|del|erase|rd|remove-item|ri)$/, deletes],
  [/^(shred|srm)$/, () => 'files-deleted'],
  [/^truncate$/, (call) => onPaths(call, 'files-deleted', 'files-changed')],
  [/^(mkfs(\..*)?|mke2fs|mkswap|newfs|format|format-volume|clear-disk)$/, formats],
  [/^wipefs$/, (call) => (call.has('-a', '--all', '-o') ? 'disk-erased' : 'harmless')],
  [/^(blkdiscard|fdformat|badblocks)$/, () => 'disk-erased'],
  [/^dd$/, writesDisk],
  [/^(parted|sgdisk|gdisk|sfdisk|fdisk|cfdisk)$/, partitions],
  [/^(lv|vg|pv)(remove|reduce)$/, () => 'disk-erased'],
  [
    /^(pv|vg|lv)create$/,
    (call) => (call.has('-f', '--force', '-W', '-y') ? 'disk-erased' : 'unknown'),
  ],
  [/^(lvs|vgs|pvs|lvdisplay|vgdisplay|pvdisplay|pvscan|vgscan)$/, () => 'harmless'],
  [
    /^(zpool|zfs|btrfs)$/,
    (call) => (call.says(/^(destroy|delete|labelclear|rollback)$/) ? 'disk-erased' : undefined),
  ],
  [
    /^mdadm$/,
    (call) => (call.has('--zero-superblock', '--create', '-C') ? 'disk-erased' : undefined),
  ],
  [
    /^cryptsetup$/,
    (call) =>
      call.says(/^(luksFormat|erase|luksErase|luksKillSlot|luksRemoveKey)$/)
        ? 'disk-erased'
        : undefined,
  ],
  [
    /^(hdparm|nvme)$/,
    (call) =>
      /secure-erase|security-erase|format|sanitize/.test(call.text) ? 'disk-erased' : undefined,
  ],
  [/^(xfs_repair|e2fsck|fsck.*)$/, (call) => (call.has('-L') ? 'disk-erased' : undefined)],
  [
    /^find$/,
    (call) => (call.has('-delete') ? onPaths(call, 'files-deleted', 'files-deleted') : 'harmless'),
  ],
  [/^rsync$/, synchronizes],
  [/^(mv|move-item|rename)$/, moves],
  [/^(cp|install|ln|tee|chmod|chown|chgrp|setfacl|copy-item|set-content)$/, changesFiles],
  [
    /^sed$/,
    (call) =>
      call.has('-i', '--in-place') || call.args.some((arg) => /^-i/.test(arg))
        ? changesFiles(call)
        : 'harmless',
  ],
  [/^(tar|unzip|gunzip|bsdtar)$/, unpacks],
  [
    /^(reboot|shutdown|poweroff|halt|telinit|kexec|restart-computer|stop-computer)$/,
    () => 'process-stopped',
  ],
  [/^init$/, (call) => (call.says(/^[016]$/) ? 'process-stopped' : undefined)],
  [/^(kill|pkill|killall|skill|fuser|stop-process|stop-service|restart-service)$/, kills],
  [/^(systemctl|service|rc-service|supervisorctl|initctl|sv|monit|pm2)$/, controls],
  [
    /^(iptables|ip6tables)(-restore|-legacy|-nft)?$/,
    (call) => (call.has('-L', '-S', '--list') ? 'harmless' : 'traffic-cut'),
  ],
  [
    /^(nft|ufw|firewall-cmd|ipset|ebtables|pfctl)$/,
    (call) => (call.says(/^(list|status)$/) ? 'harmless' : 'traffic-cut'),
  ],
  [
    /^(ip|ifconfig|nmcli|route|tc|ethtool)$/,
    (call) =>
      /\b(down|del|delete|flush|add|replace|set|netem)\b/.test(call.text)
        ? 'traffic-cut'
        : 'harmless',
  ],
  [/^(ifdown|ifup|netplan)$/, () => 'traffic-cut'],
  [/^(umount|swapoff|losetup|mount|growpart|resize2fs|xfs_growfs)$/, mounts],
  [/^(apt|apt-get|aptitude|yum|dnf|zypper|apk|snap|dpkg|rpm|brew|choco)$/, packages],
  [/^(userdel|deluser|groupdel|passwd|chpasswd|usermod|visudo)$/, () => 'access-changed'],
  [
    /^crontab$/,
    (call) => (call.has('-l') ? 'harmless' : call.has('-r') ? 'files-changed' : 'unseen'),
  ],
];

function deletes(call: Call): Judged {
  const kinds = call.operands.map((word) => kindOfPath(word, call.place));
  const isDeep = call.has('-r', '-R', '--recursive', '-Recurse', '/s', '/S');
  if (kinds.some((kind) => kind === 'data' || kind === 'disk')) return 'files-deleted';
  if (kinds.some((kind) => kind === 'unknown' || kind === 'system')) {
    return isDeep ? 'files-deleted' : 'files-changed';
  }
  // `xargs rm` is given its names as it runs.
  if (kinds.length === 0) return call.input === undefined ? 'harmless' : 'files-deleted';
  return isDeep && call.operands.some(({ text }) => /^(\.|\*|\.\/\*?|~\/?)$/.test(text))
    ? 'files-changed'
    : 'harmless';
}

function formats(call: Call): Judged {
  return call.operands.length === 0 || call.has('--help', '-V') ? 'harmless' : 'disk-erased';
}

function writesDisk(call: Call): Judged {
  const target = call.words.find(({ text }) => text.startsWith('of='));
  if (!target) return 'harmless';
  const kind = kindOfPath({ ...target, text: target.text.slice('of='.length) }, call.place);
  if (kind === 'scratch' || kind === 'workspace') return 'harmless';
  return kind === 'system' ? 'files-changed' : 'disk-erased';
}

function partitions(call: Call): Judged {
  const isReading = call.has('-l', '--list', '-p', '--print', '-d', '--dump', '-v', '--verify');
  const saysWrite = /\b(mklabel|mktable|rm|mkpart|resizepart|zap)\b|-Z|-o\b|-d\d/.test(call.text);
  if (call.name === 'parted' && /\bprint\b/.test(call.text) && !saysWrite) return 'harmless';
  return isReading && !saysWrite ? 'harmless' : 'disk-erased';
}

function synchronizes(call: Call): Judged {
  const isDeleting = call.args.some((arg) => /^--(del|remove-source)/.test(arg));
  const target = call.operands.at(-1);
  if (!target) return 'harmless';
  if (/^[\w.@-]+:/.test(target.text)) return isDeleting ? 'files-deleted' : 'files-changed';
  return onPaths(call, isDeleting ? 'files-deleted' : 'files-changed', 'files-changed');
}

/** By the gravest of the paths that it is given. */
function onPaths(call: Call, onData: Judged, elsewhere: Judged): Judged {
  const kinds = call.operands.map((word) => kindOfPath(word, call.place));
  if (kinds.some((kind) => kind === 'data' || kind === 'disk')) return onData;
  return kinds.some((kind) => kind === 'unknown' || kind === 'system') ? elsewhere : 'harmless';
}

/** What is moved away is gone from where it was; what it is moved to is changed. */
function moves(call: Call): Judged {
  const target = call.operands.at(-1);
  const away = call.withWords(call.words.filter((word) => word !== target));
  const judged = onPaths(away, 'files-deleted', 'files-changed');
  return judged === 'harmless' ? onPaths(call, 'files-changed', 'files-changed') : judged;
}

function changesFiles(call: Call): Judged {
  const isDeep = call.has('-R', '-r', '--recursive');
  const target = /^(cp|install|ln|copy-item)$/.test(call.name)
    ? call.operands.slice(-1)
    : call.operands;
  const kinds = target
    .filter(({ text }) => /[/~]/.test(text) || text.startsWith(UNKNOWN) || isDeep)
    .map((word) => kindOfPath(word, call.place));
  return kinds.some((kind) => kind !== 'scratch' && kind !== 'workspace')
    ? 'files-changed'
    : 'harmless';
}

function unpacks(call: Call): Judged {
  const isUnpacking =
    call.name !== 'tar' || /^-?[a-z]*x/.test(call.args[0] ?? '') || call.has('-x', '--extract');
  if (!isUnpacking) return 'harmless';
  const target = call.valueOf('-C', '--directory', '-d');
  const kind = kindOfPath({ text: target ?? '.', unknown: [], inner: [] }, call.place);
  return kind === 'workspace' || kind === 'scratch' ? 'harmless' : 'files-changed';
}

function kills(call: Call): Judged {
  if (call.name === 'kill' && call.has('-0', '-l')) return 'harmless';
  return call.name === 'fuser' && !call.has('-k') ? 'harmless' : 'process-stopped';
}

function controls(call: Call): Judged {
  const isStopping =
    /^(stop|kill|restart|try-restart|force-reload|reload-or-restart|reboot|poweroff|halt|kexec|suspend|hibernate|disable|mask|isolate|rescue|emergency|default|delete|shutdown|down|force-stop|exit|revert)$/;
  if (call.says(isStopping) || (call.has('--now') && call.says(/^(disable|mask)$/)))
    return 'process-stopped';
  return call.says(/^(reload|edit|set-property|set-default)$/) ? 'unknown' : 'harmless';
}

function mounts(call: Call): Judged {
  if (/^(growpart|resize2fs|xfs_growfs)$/.test(call.name)) return 'harmless';
  if (/^(mount|losetup)$/.test(call.name) && call.operands.length < 2) return 'harmless';
  return call.name === 'mount' ? 'files-changed' : 'process-stopped';
}

function packages(call: Call): Judged {
  const isRemoving =
    /^(remove|purge|autoremove|autopurge|erase|uninstall|upgrade|dist-upgrade|full-upgrade|distro-sync|refresh|downgrade)$/;
  const isUpdating = /^(yum|dnf|zypper)$/.test(call.name) && call.says(/^(update|up|dup)$/);
  if (
    call.says(isRemoving) ||
    isUpdating ||
    (/^(rpm|dpkg)$/.test(call.name) && call.has('-e', '-r', '-P', '-U'))
  ) {
    return 'packages-changed';
  }
  return 'harmless';
}

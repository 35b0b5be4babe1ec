#!/usr/bin/env bash
# Runs a command in a tree of Debian as on a machine of its own. ROOT shows what LOWER holds, and UPPER
# takes what is written. Called in namespaces of its own, so nothing of it outlives the command.
# Usage: enter.sh LOWER UPPER ROOT COMMAND [VARIABLE=VALUE ...] [ro:PATH|rw:PATH ...]
set -euo pipefail
lower=$1 upper=$2 root=$3 command=$4
shift 4
mount -t overlay overlay -o "lowerdir=$lower,upperdir=$upper/files,workdir=$upper/work" "$root"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
variables=(PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8)
for each in "$@"; do
  case $each in
    ro:* | rw:*)
      path=${each#r?:}
      if [ -d "$path" ]; then
        mkdir -p "$root$path"
      else
        mkdir -p "$(dirname "$root$path")"
        rm -f "$root$path"
        touch "$root$path"
      fi
      mount --bind -o "${each%%:*}" "$path" "$root$path"
      ;;
    *) variables+=("$each") ;;
  esac
done
chroot "$root" update-ca-certificates >/dev/null 2>&1
exec env -i "${variables[@]}" chroot "$root" bash -c "$command"

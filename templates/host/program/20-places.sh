
# --- Places ---

# is_rooted PATH: whether only root decides what the path leads to: each folder above it is a folder,
# not a link, of root's, and nobody else may write there.
is_rooted() {
  local folder=${1%/*} folders=() found
  [[ $1 == /* ]] || return 1
  while [[ -n $folder ]]; do
    folders+=("$folder")
    folder=${folder%/*}
  done
  # Of those that are there, and at once: a host asks this a hundred times at its first boot.
  while read -r found; do
    [[ $found == d????-??-?' 0' ]] || return 1
  done < <(stat --format='%A %u' -- "${folders[@]}" 2>/dev/null || true)
}

require_rooted() {
  is_rooted "$1" ||
    refuse "$1: must lie below folders that are root's alone to write." \
      "Look with namei --long $1 who owns them. Give them to root, and look what else was changed."
}

# own_by_root FOLDER: makes it, or takes it back from a service. Nobody reaches what lies there by
# another way meanwhile, since the folders above it are root's.
own_by_root() {
  require_rooted "$1"
  [[ -e $1 || -L $1 ]] || mkdir --parents "$1"
  [[ $(stat --format=%F "$1") == directory ]] ||
    refuse "$1: must be a folder." 'Move away what is there.'
  chown root:root "$1"
  chmod 0755 "$1"
}

# own_by_service USER FOLDER: the last folder on the way to its data.
own_by_service() {
  own_by_root "${2%/*}"
  [[ -e $2 || -L $2 ]] || install --directory --owner="$1" --group="$1" --mode=0750 "$2"
  [[ $(stat --format=%F "$2") == directory ]] ||
    refuse "$2: must be a folder." 'Move away what is there.'
  # From a host whose image gave the user another id. Links are changed, not what they lead to.
  [[ $(stat --format=%U "$2") == "$1" ]] ||
    chown --recursive --no-dereference -P "$1:$1" "$2"
}

# without_rights USER COMMAND...: with no more rights than the user has, no file of ours that is open,
# nothing of our environment, and no terminal.
without_rights() {
  local user=$1
  shift
  env --ignore-environment PATH=/usr/bin:/bin LC_ALL=C \
    setsid --wait setpriv --reuid="$user" --regid="$user" --clear-groups --no-new-privs \
    --bounding-set=-all --inh-caps=-all -- "$@" </dev/null 9>&-
}

# as_service USER COMMAND...: the same, at once and without a word of what went wrong.
as_service() { without_rights "$1" timeout 10 "${@:2}" 2>/dev/null; }

# number_in USER FILE PATTERN: the number behind the pattern in a file of the service's; `absent`
# where there is no file, `none` for anything else: nothing but a number is ever shown.
number_in() {
  # shellcheck disable=SC2016 # The service's own shell fills it in.
  local read='if [ -e "$1" ]; then head --bytes=4096 "$1"; else echo absent; fi' found
  found=$(as_service "$1" sh -c "$read" sh "$2" | sed -nE "s/^($3([0-9]{1,10})|(absent))\$/\\2\\3/p") || true
  echo "${found:-none}" | head -1
}

# digest_of FILE: of a file that is where root put it.
digest_of() {
  if [[ -f $1 && ! -L $1 ]] && is_rooted "$1"; then
    local digest
    read -r digest _ < <(sha256sum "$1")
    echo "$digest"
  else
    echo missing
  fi
}

# digests_of FILE...: the same of many, `DIGEST FILE` one a line: a program for each would take most of
# the time of those who ask.
digests_of() {
  local path folder digest
  local -A rooted=() digests=()
  local -a whole=()
  for path in "$@"; do
    folder=${path%/*}
    if [[ ! -v rooted[$folder] ]]; then
      if is_rooted "$path"; then rooted[$folder]=yes; else rooted[$folder]=no; fi
    fi
    [[ ! -f $path || -L $path || ${rooted[$folder]} == no ]] || whole+=("$path")
  done
  if ((${#whole[@]} > 0)); then
    while read -r digest path; do digests[$path]=$digest; done < <(sha256sum -- "${whole[@]}")
  fi
  for path in "$@"; do echo "${digests[$path]:-missing} $path"; done
}

# write_file SOURCE MODE OWNER GROUP PATH: whole or not at all, also where the power goes away.
write_file() {
  require_rooted "$5"
  [[ -d ${5%/*} ]] || mkdir --parents "${5%/*}"
  install -m "$2" -o "$3" -g "$4" "$1" "$5.cdktf-kafka"
  sync "$5.cdktf-kafka"
  mv --force --no-target-directory "$5.cdktf-kafka" "$5"
}


# --- Commands ---

read_settings() {
  HOST=$(setting host)
  REGION=$(setting region)
  BUCKET=$(setting bucket)
  PREFIX=$(setting prefix)
}

use_manifest() {
  MANIFEST=$1
  CLUSTER=$(lines cluster)
}

# use_own: what was put in place here last; what comes next, where that is held already: keys and certificates
# are there before the files that name them.
use_own() {
  if [[ -f $HELD_MANIFEST ]]; then use_manifest "$HELD_MANIFEST"; else use_manifest "$APPLIED"; fi
}

boot() {
  set_state working 'boots'
  say 'boots'
  publish_host_keys &
  local publishing=$! fetching units
  if [[ -f $APPLIED ]]; then
    use_manifest "$APPLIED"
  else
    # The start of the first boot has just fetched them.
    fetch_missing_files
    set_state working 'boots'
    use_manifest "$INCOMING/manifest"
  fi
  say 'has its files'
  install_archive &
  fetching=$!
  install_packages
  make_users
  prepare_disks
  say 'disks are mounted'
  make_folders
  check_identity
  check_places
  if [[ ! -f $APPLIED ]]; then
    apply_files
    use_manifest "$APPLIED"
    rm -rf "$INCOMING"
  fi
  # Once more in the foreground: for another try, or for its reason to be the last word.
  wait "$fetching" || install_archive
  use_archive
  note_at_start
  sysctl --quiet --system || say 'some kernel settings were not taken'
  systemctl daemon-reload
  # Not enabled: systemd starts this program at each boot, and this program the units, if all is well.
  mapfile -t units < <(lines unit)
  systemctl --no-block start "${units[@]}"
  install_lacking
  wait "$publishing" || publish_host_keys
  local lacking
  lacking=$(lacking_identities)
  if [[ -n $lacking ]]; then
    # Their units have a condition: what needs a certificate was not started.
    set_state waiting "for the certificates of ${lacking//$'\n'/, }" 'Run cdktf-kafka converge, which has them signed.'
    say "waiting for the certificates of ${lacking//$'\n'/, }: cdktf-kafka converge has them signed"
    return
  fi
  set_state ready 'its units were told to start'
  say "ready: starts ${units[*]}"
}

# All of a pull that takes time, laid aside for it: nothing that is there changes.
prepare() {
  fetch_missing_files
  use_manifest "$INCOMING/manifest"
  install_archive
  echo "manifest $(digest_of "$INCOMING/manifest")"
}

pull() {
  fetch_missing_files
  use_incoming
  while read -r _ _ point; do
    mountpoint --quiet "$point" ||
      refuse "$point: must be mounted before files are written." 'Run cdktf-kafka-host boot.'
  done < <(lines disk "$SETTINGS")
  make_folders
  check_identity
  check_places
  install_archive
  use_archive
  apply_files
  use_manifest "$APPLIED"
  rm -rf "$INCOMING"
  note_at_start
  systemctl daemon-reload
  install_lacking
  echo "manifest $(digest_of "$APPLIED")"
}

# What install_lacking begins.
packages() {
  use_manifest "$APPLIED"
  local -a lacking
  mapfile -t lacking < <(lacking_packages)
  ((${#lacking[@]} == 0)) || apt_install "${lacking[@]}"
}

started() {
  use_manifest "$APPLIED"
  mkdir -p "$RUN/started"
  local -a paths
  mapfile -t paths < <(
    lines file | cut -d' ' -f6-
    lines identity | awk '{ print $2; print $3 }'
  )
  digests_of "${paths[@]}" >"$RUN/started/$1"
  # Never in the way of the start.
  hand_over_class_archive "$1" || say "$1 starts without a class archive: see above"
}

# runs-with UNIT FILE: what the unit was given while it runs is what the file says now.
runs-with() {
  local unit=${1:-} path=${2:-} note
  note=$RUN/started/$unit
  [[ -n $unit && -f $note ]] || return 0
  awk -v digest="$(digest_of "$path")" -v path="$path" \
    '{ print substr($0, index($0, " ") + 1) == path ? digest " " path : $0 }' "$note" >"$RUN/note"
  mv "$RUN/note" "$note"
}

# Between the stop of the processes and their start, when nothing may take long or fail.
use-archive() {
  use_manifest "$APPLIED"
  install_archive
  use_archive
}

# hold FILE: from standard input, what each pull puts there until `release`.
hold() {
  local path=${1:-}
  use_own
  is_wanted "$path" || misused "hold: must be of a file of the manifest, got '$path'."
  keep_held "$HELD$path"
}

# hold-manifest: from standard input, what is in force here until `release`, whatever the bucket has. The files
# that it names and the bucket lacks come by `hold`.
hold-manifest() {
  keep_held "$HELD_MANIFEST.asked"
  [[ $(lines host "$HELD_MANIFEST.asked") == "$HOST" ]] ||
    misused "hold-manifest: must be of $HOST, got '$(lines host "$HELD_MANIFEST.asked")'."
  mv --force "$HELD_MANIFEST.asked" "$HELD_MANIFEST"
  use_manifest "$HELD_MANIFEST"
  # Of the files that were held for another one.
  rm -rf "$HELD"
  install_packages
}

# keep_held FILE: whole or not at all, from standard input.
keep_held() {
  (
    umask 077
    mkdir --parents "${1%/*}"
    cat >"$1.new"
  )
  sync "$1.new"
  mv --force "$1.new" "$1"
}

release() { rm -rf "$HELD" "$HELD_MANIFEST"; }

# request PROCESS: a new key, which stays here, and the request for its certificate. Whoever signs takes no
# name from it.
request() {
  local process=${1:-} key
  use_own
  [[ -n $(identity_of "$process") ]] ||
    misused "request: must be of a process that shows a certificate, got '$process'."
  key=$REQUESTS/$process.key
  install -d -m 0700 "$REQUESTS"
  (
    umask 077
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$key.new" 2>/dev/null
  )
  sync "$key.new"
  mv "$key.new" "$key"
  openssl req -new -sha256 -key "$key" -subj "/CN=$HOST-$process"
}

# certify PROCESS: takes from standing input its certificate with those that lead to an authority, then,
# behind a line `trusted`, the authorities that it is to trust. Without a certificate it keeps its own.
certify() {
  local process=${1:-} identity='' trusted='' key incoming=$RUN/certify
  use_own
  read -r identity trusted < <(identity_of "$process") || true
  [[ -n $identity ]] || misused "certify: must be of a process that shows a certificate, got '$process'."
  key=$REQUESTS/$process.key
  rm -rf "$incoming"
  install -d -m 0700 "$incoming"
  touch "$incoming/chain" "$incoming/trusted"
  awk -v chain="$incoming/chain" -v trusted="$incoming/trusted" \
    'BEGIN { file = chain } $0 == "trusted" { file = trusted; next } { print >file }'
  openssl x509 -in "$incoming/trusted" -noout 2>/dev/null ||
    refuse "$trusted: must begin with a certificate in PEM." 'Run cdktf-kafka converge again.'
  if [[ -s $incoming/chain ]]; then
    same_key "openssl pkey -in $key -pubout" "openssl x509 -in $incoming/chain -noout -pubkey" ||
      refuse "The certificate for $process: must be for the key that was made here last." \
        'Run cdktf-kafka converge again; one at a time.'
    (
      umask 077
      cat "$key" "$incoming/chain" >"$incoming/identity"
    )
  else
    certificates_in "$process" "$identity" >"$incoming/chain"
  fi
  leads_to "$incoming/trusted" "$incoming/chain" ||
    refuse "The certificate for $process: must hold now, and lead to a trusted authority." \
      'Compare the clock here with that of the deployer, and the authorities in /etc/'"$process"'/tls.'
  take_in "$process" "$identity" "$trusted" "$incoming"
  rm -rf "$incoming"
  rm -f "$key"
  say "has a certificate for $process: $(as_service "$process" openssl x509 -in "$identity" -noout -enddate)"
}

# identities: the certificates that stand here, and whom they trust.
identities() {
  use_own
  local process identity trusted
  while read -r process identity trusted; do
    show_identity "$process" "$identity" "$trusted"
  done < <(lines identity)
}

classes() {
  use_manifest "$APPLIED"
  local link names
  read -r _ link _ < <(lines archive)
  mapfile -t names < <(lines user | cut -d' ' -f1)
  make_class_archives "$link" "${names[@]}"
}

misused() {
  say "FAILED: $1" >&2
  exit 2
}

# bake FILE: for an image, on which nothing of a cluster stands yet.
bake() {
  local file=${1:-} sha512 folder names
  [[ -f $file ]] || misused "the archive of Kafka: must be a file, got '$file'."
  command -v java >/dev/null || misused 'java: must be installed. Install openjdk-17-jre-headless.'
  sha512=$(sha512sum "$file" | cut -d' ' -f1)
  folder=$(archive_folder "$sha512" "$KAFKA")
  [[ -d $folder ]] || unpack_archive "$file" "$folder"
  ln -sfn "$folder" "$KAFKA"
  if [[ ! -d $KAFKA/class-lists ]]; then
    say 'the archive has no lists of classes: there are no class archives to make'
    return
  fi
  mapfile -t names < <(cd "$KAFKA/class-lists" && basename --suffix=.txt -- *.txt)
  make_class_archives "$KAFKA" "${names[@]}"
}

status() {
  echo "host $HOST"
  cat "$STATUS" 2>/dev/null || echo 'state unknown'
  [[ -f $APPLIED ]] || return 0
  use_manifest "$APPLIED"
  echo "manifest $(digest_of "$APPLIED")"
  local unit link
  local -a paths wanted
  link=$(waiting_archive)
  [[ -z $link ]] || echo "waiting broker-restart $link"
  [[ ! -d $HELD ]] || find "$HELD" -type f -printf 'held /%P\n'
  [[ ! -f $HELD_MANIFEST ]] || echo 'held manifest'
  mapfile -t paths < <(lines file | cut -d' ' -f6-)
  mapfile -t wanted < <(lines file | cut -d' ' -f1)
  paste -d' ' <(printf 'file %s\n' "${wanted[@]}") <(digests_of "${paths[@]}")
  tell_identities
  for unit in "$RUN"/started/*; do
    [[ ! -f $unit ]] || sed "s/^/started $(basename "$unit") /" "$unit"
  done
}

main() {
  COMMAND=${1:-}
  case $COMMAND in
    boot | prepare | pull | status | use-archive | hold | hold-manifest | release | started | runs-with | classes | \
      request | certify | identities | expiry | packages) read_settings ;;
    bake) ;;
    *) echo "usage: cdktf-kafka-host boot|prepare|pull|status|use-archive|hold FILE|hold-manifest|release|started UNIT|runs-with UNIT FILE|request PROCESS|certify PROCESS|identities|expiry|classes|packages|bake FILE" >&2; exit 2 ;;
  esac
  if [[ $COMMAND =~ ^(boot|prepare|pull|use-archive|hold|hold-manifest|release|runs-with|request|certify)$ ]]; then
    mkdir -p "$STATE" "$RUN"
    exec 9>"$RUN/lock"
    flock 9
    trap 'failed "line $LINENO: $BASH_COMMAND"' ERR
  fi
  "$@"
}

main "$@"

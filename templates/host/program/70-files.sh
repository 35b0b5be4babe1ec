
# --- Files ---

is_wanted() {
  awk -v path="$1" '$1 == "file" && $NF == path { found = 1 } END { exit !found }' "$MANIFEST"
}

# Before anything is written; each folder once.
check_places() {
  local path
  local -A checked=()
  while read -r _ _ _ _ _ path; do
    [[ ! -v checked[${path%/*}] ]] || continue
    require_rooted "$path"
    checked[${path%/*}]=yes
  done < <(lines file; [[ ! -f $APPLIED ]] || lines file "$APPLIED")
}

# says_the_same FILE FILE: whether they differ in comments at most; cluster/changes judges alike.
says_the_same() {
  cmp --silent <(awk '!/^(#|$)/' "$1") <(awk '!/^(#|$)/' "$2")
}

# renote PATH OLD NEW: what was started with the one runs as well with the other.
renote() {
  local note
  for note in "$RUN"/started/*; do
    [[ -f $note ]] || continue
    awk -v old="$2 $1" -v new="$3 $1" '{ print $0 == old ? new : $0 }' "$note" >"$RUN/note"
    mv "$RUN/note" "$note"
  done
}

# Writes what differs from the manifest in use, and says what that was.
apply_files() {
  local sha256 mode owner group effect path found source
  local -a paths
  local -A digests=() rights=()
  mapfile -t paths < <(lines file | cut -d' ' -f6-)
  # Of all at once: a program for each file would take most of the time of a boot.
  while read -r found path; do digests[$path]=$found; done < <(digests_of "${paths[@]}")
  while read -r mode owner group path; do rights[$path]="$mode $owner $group"; done < <(
    stat --format='%04a %U %G %n' -- "${paths[@]}" 2>/dev/null || true
  )
  while read -r sha256 mode owner group effect path; do
    source=$(source_of "$path")
    [[ $source == "$INCOMING$path" ]] || sha256=$(digest_of "$source")
    found=${digests[$path]}
    if [[ $found == "$sha256" && ${rights[$path]:-} == "$mode $owner $group" ]]; then continue; fi
    if [[ $found != missing ]] && says_the_same "$path" "$source"; then effect=nothing; fi
    # What ran under its name before was another one: Debian's own, say.
    if [[ $effect == restart-service && $found == missing ]]; then
      systemctl --quiet stop "${path##*/}" 2>/dev/null || true
    fi
    write_file "$source" "$mode" "$owner" "$group" "$path"
    [[ $effect != nothing ]] || renote "$path" "$found" "$sha256"
    echo "changed $effect $path"
  done < <(lines file)
  if [[ -f $APPLIED ]]; then
    while read -r _ _ _ _ effect path; do
      if [[ -v digests[$path] || (! -e $path && ! -L $path) ]]; then continue; fi
      # In memory it would go on without its file.
      case $effect in
        restart-timer | restart-socket | restart-service) systemctl --quiet stop "${path##*/}" || true ;;
      esac
      rm "$path"
      echo "removed $effect $path"
    done < <(lines file "$APPLIED")
    forget_identities
  fi
  write_file "$MANIFEST" 0644 root root "$APPLIED"
}

# For the unit of each process a note of the files that it starts with: what runs is what stood there then. Beside it
# come java's arguments that are the host's own, which must not count as a change of the unit.
note_at_start() {
  local unit
  while read -r unit _; do
    unit=$unit.service
    mkdir -p "/run/systemd/system/$unit.d"
    printf '[Service]\nExecStartPre=+%s started %%n\nEnvironmentFile=-%s/%%n\n' \
      "$PROGRAM" "$JAVA_OPTIONS" \
      >"/run/systemd/system/$unit.d/cdktf-kafka.conf"
  done < <(lines user)
}

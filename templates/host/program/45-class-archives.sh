
# --- Class archives ---

# What Java has read and checked of its classes once, for the next start to map into its memory.
readonly CLASS_ARCHIVES=$STATE/class-archives
# Of no account: no other process may reach into the one that makes them.
readonly CLASS_ARCHIVES_MAKER=9091
# Its arguments for the start of a unit, where there is one that fits.
readonly JAVA_OPTIONS=$RUN/java-options

# references_of NAME: java's argument where a process stores whole references to objects: an archive
# that stores them otherwise is of no use to it.
references_of() {
  awk '/^-XX:(\+UseZGC|-UseCompressedOops)$/ || (/^-Xmx[0-9]+m$/ && substr($0, 5) + 0 > 32736) {
    print "-XX:-UseCompressedOops"; exit
  }' "/etc/$1/jvm.args" 2>/dev/null || true
}

# class_archive NAME LINK: where the archive lies that fits a process's jars and its Java; nothing
# where Kafka's archive has no list of its classes. Java would take one of other jars of the same
# sizes, for all have the same time: so the digest of Kafka's archive is part of the name.
class_archive() {
  local java home digest
  [[ -f $2/class-lists/$1.txt ]] || return 0
  java=$(readlink --canonicalize-existing "$(command -v java)")
  home=${java%/bin/java}
  digest=$({
    readlink "$2"
    references_of "$1"
    cat "$home/release"
    stat --dereference --format='%n %s %Y' "$home/lib/modules" "$home/lib/server/libjvm.so"
  } | sha256sum | cut -c1-16)
  echo "$CLASS_ARCHIVES/$1-$digest.jsa"
}

# dump_classes NAME LINK: the archive, to standard output; root opens no file of the JVM that makes it.
dump_classes() {
  # shellcheck disable=SC2016 # The other shell fills it in.
  local script='set -eu
    folder=$(mktemp --directory)
    trap '\''rm -rf "$folder"'\'' EXIT
    "$4" -Xshare:dump -Xms64m -Xmx256m -Xlog:disable -Xlog:all=error:stderr $3 \
      -XX:SharedClassListFile="$2/class-lists/$1.txt" -XX:SharedArchiveFile="$folder/classes.jsa" \
      -cp "$2/libs/*" >&2
    cat "$folder/classes.jsa"'
  without_rights "$CLASS_ARCHIVES_MAKER" sh -c "$script" sh "$1" "$2" "$(references_of "$1")" \
    "$(command -v java)"
}

# make_class_archive NAME LINK: whole or not at all. What runs keeps an older one in its memory.
make_class_archive() {
  local file
  file=$(class_archive "$1" "$2")
  if [[ -f $file ]]; then return; fi
  if ! dump_classes "$1" "$2" >"$file.partial"; then
    rm "$file.partial"
    say "FAILED: the class archive of $1 could not be made; it starts without."
    return 1
  fi
  # Other jars or another Java may have come meanwhile.
  if [[ $(class_archive "$1" "$2") != "$file" ]]; then
    rm "$file.partial"
    return
  fi
  sync "$file.partial"
  mv "$file.partial" "$file"
  find "$CLASS_ARCHIVES" -type f -name "$1-*" ! -path "$file" -delete
  say "made the class archive $file"
}

# make_class_archives LINK NAME...: of those processes that Kafka's archive has a list for.
make_class_archives() {
  local name failed=0
  mkdir --parents "$CLASS_ARCHIVES"
  for name in "${@:2}"; do
    [[ ! -f $1/class-lists/$name.txt ]] || make_class_archive "$name" "$1" || failed=1
  done
  return $failed
}

# hand_over_class_archive UNIT: for the start that follows. Where java finds no file under the name
# that it is given it leaves out its own archive, too; so it is given none.
hand_over_class_archive() {
  local link file
  rm -f "$JAVA_OPTIONS/$1"
  read -r _ link _ < <(lines archive)
  file=$(class_archive "${1%.service}" "$link")
  [[ -n $file ]] || return 0
  if [[ ! -f $file ]]; then
    say "$1 starts without a class archive: none is made yet for its jars and its Java"
  elif systemctl show --property=Environment --value "$1" | grep -q JDK_JAVA_OPTIONS; then
    say "$1 starts without its class archive: its environment has JDK_JAVA_OPTIONS"
  else
    mkdir --parents "$JAVA_OPTIONS"
    # Verified, since a damaged one would end java; the others it leaves out by itself.
    echo "JDK_JAVA_OPTIONS='-XX:SharedArchiveFile=$file -XX:+VerifySharedSpaces'" >"$JAVA_OPTIONS/$1"
    say "$1 starts with the class archive $file"
  fi
}

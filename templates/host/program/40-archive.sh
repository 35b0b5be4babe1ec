
# --- Kafka's archive ---

# Folders are named after the digest: what an image brought along is not fetched.
archive_folder() { echo "$2-${1:0:12}"; }

install_archive() {
  local sha512 link key folder file
  read -r sha512 link key < <(lines archive)
  folder=$(archive_folder "$sha512" "$link")
  if [[ -d $folder ]]; then return; fi
  file=$STATE/archive.tar
  s3 "s3://$BUCKET/$key" "$file"
  if [[ $(sha512sum "$file" | cut -d' ' -f1) != "$sha512" ]]; then
    rm "$file"
    refuse "s3://$BUCKET/$key: must have the SHA-512 $sha512." 'Put the archive there that was deployed.'
  fi
  unpack_archive "$file" "$folder"
  rm "$file"
}

# unpack_archive FILE FOLDER: whole or not at all.
unpack_archive() {
  rm -rf "$2.partial"
  mkdir -p "$2.partial"
  tar --extract --no-same-owner --no-same-permissions --strip-components=1 \
    --directory="$2.partial" --file="$1"
  chmod -R go=rX "$2.partial"
  sync --file-system "$2.partial"
  mv "$2.partial" "$2"
}

# waiting_archive: where the archive of the manifest does not stand yet.
waiting_archive() {
  local sha512 link
  read -r sha512 link _ < <(lines archive)
  [[ $(readlink "$link" || true) == "$(archive_folder "$sha512" "$link")" ]] || echo "$link"
}

# Jars under a process that runs must stay: it opens some of them late.
use_archive() {
  local sha512 link units
  link=$(waiting_archive)
  [[ -n $link ]] || return 0
  read -r sha512 _ < <(lines archive)
  mapfile -t units < <(lines unit | grep '\.service$')
  if systemctl --quiet is-active "${units[@]}"; then
    echo "waiting broker-restart $link"
    return
  fi
  ln -sfn "$(archive_folder "$sha512" "$link")" "$link.new"
  mv -T "$link.new" "$link"
  echo "changed broker-restart $link"
}

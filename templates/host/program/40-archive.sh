
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
  rm -rf "$folder.partial"
  mkdir -p "$folder.partial"
  tar --extract --no-same-owner --no-same-permissions --strip-components=1 \
    --directory="$folder.partial" --file="$file"
  chmod -R go=rX "$folder.partial"
  sync --file-system "$folder.partial"
  mv "$folder.partial" "$folder"
  rm "$file"
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

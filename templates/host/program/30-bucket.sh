
# --- From the bucket ---

s3() { aws s3 cp --region "$REGION" --only-show-errors "$@"; }

vouched() { cat "$VOUCHED" 2>/dev/null || echo none; }

# The manifest that the deployer vouches for, and files that are what it says.
check_incoming() {
  local manifest=$INCOMING/manifest
  [[ -f $manifest ]] ||
    refuse "s3://$BUCKET/$PREFIX/manifest: must be there." 'Deploy the cluster again.'
  [[ $(digest_of "$manifest") == "$(vouched)" ]] ||
    refuse "s3://$BUCKET/$PREFIX/manifest: must have the SHA-256 $(vouched), got $(digest_of "$manifest")." \
      'Run cdktf-kafka converge with the inventory of the last deploy, which says what this host may take. Where nobody deployed, look who wrote to the bucket.'
  [[ $(lines host "$manifest") == "$HOST" ]] ||
    refuse "s3://$BUCKET/$PREFIX/manifest: must be of $HOST, got '$(lines host "$manifest")'." \
      'Compare the prefix in this host'"'"'s user data with the bucket.'
  local wrong
  # All of them at once; sha256sum names those that differ or are missing, and fails.
  wrong=$(lines file "$manifest" | awk -v folder="$INCOMING" '{ print $1 "  " folder $NF }' |
    { sha256sum --check --quiet 2>/dev/null || true; } | sed -n "s,^$INCOMING\(.*\): FAILED.*,\1,p")
  [[ -z $wrong ]] ||
    refuse "s3://$BUCKET/$PREFIX: must hold files with the digests that its manifest names, but differs in: ${wrong//$'\n'/ }." \
      'Deploy again; where a deploy runs at this moment, wait for its end.'
}

fetch_files() {
  rm -rf "$INCOMING"
  install -d -m 0700 "$INCOMING"
  s3 --recursive --exclude 'published/*' "s3://$BUCKET/$PREFIX/" "$INCOMING/"
  check_incoming
}

# Not again where they have just been: what was laid aside may also be torn, or of another deploy.
fetch_missing_files() {
  if [[ -f $INCOMING/manifest ]] && (check_incoming) >/dev/null; then return; fi
  fetch_files
}

# use_incoming: the manifest that was fetched, or what is held in its place.
use_incoming() {
  use_manifest "$INCOMING/manifest"
  [[ -f $HELD_MANIFEST ]] || return 0
  { lines archive | sed 's/^/archive /'; cat "$HELD_MANIFEST"; } >"$INCOMING/held-manifest"
  use_manifest "$INCOMING/held-manifest"
  local sha256 path
  while read -r sha256 _ _ _ _ path; do
    [[ $(digest_of "$(source_of "$path")") == "$sha256" ]] ||
      refuse "$path: must be in the bucket as the manifest that is held here names it, or be held as well." \
        'Run cdktf-kafka converge again, which brings both.'
  done < <(lines file)
}

# source_of PATH: what is put there.
source_of() { if [[ -f $HELD$1 ]]; then echo "$HELD$1"; else echo "$INCOMING$1"; fi; }

# The SSH keys of this host, for those who must know that it is the one that they reach.
publish_host_keys() {
  local keys=$STATE/ssh_host_keys
  cut -d' ' -f1,2 /etc/ssh/ssh_host_*_key.pub >"$keys.new"
  if cmp --silent "$keys.new" "$keys"; then return; fi
  s3 "$keys.new" "s3://$BUCKET/$PREFIX/published/ssh_host_keys"
  mv "$keys.new" "$keys"
}

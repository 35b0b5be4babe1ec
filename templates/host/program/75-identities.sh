
# --- Identities ---

# Keys that wait for their certificates: root's alone, and this host's for good.
readonly REQUESTS=$STATE/requests

# identity_of PROCESS: the file with its key and certificate, and the one with whom it trusts.
identity_of() { lines identity | awk -v process="$1" '$1 == process { print $2, $3; exit }'; }

# lacking_identities: the processes that wait for a certificate.
lacking_identities() {
  local process identity
  while read -r process identity _; do
    [[ -e $identity ]] || echo "$process"
  done < <(lines identity)
}

# tell_identities: whether each certificate is here, for `status`.
tell_identities() {
  local process identity
  while read -r process identity _; do
    if [[ -e $identity ]]; then echo "certificate $process here"; else echo "certificate $process lacking"; fi
  done < <(lines identity)
}

# certificates_in PROCESS FILE: those of a file that the process may read, and never the key beside them.
certificates_in() {
  as_service "$1" sed -n '/^-----BEGIN CERTIFICATE-----$/,/^-----END CERTIFICATE-----$/p' "$2" || true
}

# same_key COMMAND COMMAND: whether two commands print the same public key.
same_key() {
  local one other
  one=$($1 2>/dev/null) && other=$($2 2>/dev/null) && [[ -n $one && $one == "$other" ]]
}

fits_itself() {
  same_key "as_service $1 openssl pkey -in $2 -pubout" "as_service $1 openssl x509 -in $2 -noout -pubkey"
}

# show_identity PROCESS IDENTITY TRUSTED: as the deployer reads it, and a person as well.
show_identity() {
  echo "identity $1"
  if [[ -e $2 ]]; then
    if fits_itself "$1" "$2"; then echo "key $1 fits"; else echo "key $1 differs"; fi
    certificates_in "$1" "$2"
  fi
  echo "trusted $1"
  [[ ! -e $3 ]] || certificates_in "$1" "$3"
}

# leads_to TRUSTED CHAIN: whether the first certificate of a chain holds now, for who trusts these and nobody else.
leads_to() {
  openssl verify -no-CApath -no-CAstore -CAfile "$1" -untrusted "$2" "$2" >/dev/null 2>&1
}

# take_in PROCESS IDENTITY TRUSTED FOLDER: at each moment, what stands there fits together, also where
# this is killed: who trusts both sides comes before the certificate, and who trusts the new one after.
take_in() {
  local process=$1 identity=$2 trusted=$3 incoming=$4
  if ! cmp --silent "$incoming/trusted" "$trusted"; then
    cat "$incoming/trusted" >"$incoming/both"
    [[ ! -e $trusted ]] || cat "$trusted" >>"$incoming/both"
    write_file "$incoming/both" 0644 root root "$trusted"
  fi
  [[ ! -s $incoming/identity ]] || write_file "$incoming/identity" 0400 "$process" "$process" "$identity"
  cmp --silent "$incoming/trusted" "$trusted" || write_file "$incoming/trusted" 0644 root root "$trusted"
}

# forget_identities: of processes that show no certificate any more, since the cluster is not secured. Nobody may
# find their keys.
forget_identities() {
  local process identity trusted
  while read -r process identity trusted; do
    [[ -z $(identity_of "$process") ]] || continue
    rm -f "$identity" "$trusted"
    echo "removed nothing $identity"
  done < <(lines identity "$APPLIED")
}

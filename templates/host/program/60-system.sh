
# --- System ---

# Nothing of it is done on an image that has it all.
install_packages() {
  local missing=()
  command -v java >/dev/null || missing+=(openjdk-17-jre-headless)
  command -v mkfs.xfs >/dev/null || missing+=(xfsprogs)
  command -v logrotate >/dev/null || missing+=(logrotate)
  # It makes keys, where the cluster is secured.
  if [[ -f $MANIFEST && $(<"$MANIFEST") == *$'\nidentity '* ]]; then
    command -v openssl >/dev/null || missing+=(openssl)
  fi
  ((${#missing[@]})) || return 0
  apt_install "${missing[@]}"
  # Unattended upgrades would renew it under all brokers in the same night.
  case " ${missing[*]} " in *openjdk*) apt-mark hold openjdk-17-jre-headless >/dev/null ;; esac
}

apt_install() {
  say "installing $*"
  apt-get -qq -o DPkg::Lock::Timeout=300 update
  apt-get -qq -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "$@" >/dev/null
}

# What the manifest names and is not there: what no process of the cluster needs.
lacking_packages() {
  local name
  while read -r name; do
    [[ $(dpkg-query --show --showformat='${Status}' "$name" 2>/dev/null) == 'install ok installed' ]] ||
      echo "$name"
  done < <(lines package)
}

# In the background: nothing waits for them, and a host that reaches no mirror goes on without.
install_lacking() {
  [[ -z $(lacking_packages) ]] ||
    systemd-run --quiet --collect --no-block --unit=cdktf-kafka-packages "$PROGRAM" packages ||
    say 'could not begin to install what is lacking: see above'
}

# Ids that are the same on each image: the files on a disk keep them.
make_users() {
  local name id
  while read -r name id; do
    getent passwd "$name" >/dev/null ||
      useradd --system --user-group --uid "$id" --home-dir /nonexistent --no-create-home \
        --shell /usr/sbin/nologin "$name"
  done < <(lines user)
}

make_folders() {
  local owner folder
  while read -r owner folder; do own_by_service "$owner" "$folder"; done < <(lines folder)
}

#!/bin/bash
# What a host of the cluster does for itself. It is fetched from the cluster's bucket with the host's
# other files, and everything that it does can be done again.
#
#   boot      at each boot: disks, packages, users; at the first one the newest files; then the units
#   prepare   fetch the files that the deployer vouches for, and the archive, for a pull that is to be quick
#   pull      fetch them where they were not, write those that differ, and say which; starts nothing anew
#   status    how it went last, and how files differ from what is wanted and from what runs
#   use-archive  what the last pull has said waits for the processes to be stopped; asks nothing of the bucket
#   hold      keep a file as it is given here, whatever the bucket has, until `release`: during an upgrade
#   hold-manifest  the same of the whole manifest but its archive: while the cluster's security changes
#   started   a unit's note of the files that it starts with, and its class archive; for systemd
#   request   makes a new key, which stays here, and prints the request for its certificate
#   certify   takes in the certificate that was signed for it, and whom to trust
#   identities  the certificates that stand here; never a key
#   expiry    writes down and publishes how long the certificates hold that are shown; for systemd
#   classes   makes the class archives that are missing; for systemd, in the background
#   packages  installs what the manifest names besides; in the background
#   bake      for an image: unpacks Kafka's archive, and makes the class archives
#
# Root goes by the name of a file only where nobody but root decides what the name leads to. What
# lies in a service's folder is read with that service's rights.
#
# Exit codes: 0 done, 1 failed (and may go better the next time), 3 refused, since it would do harm.
# E: functions and subshells tell of a failure, too.
set -Eeuo pipefail
shopt -s inherit_errexit

readonly SETTINGS=/etc/cdktf-kafka/host.conf
# What the deployer wants here: the SHA-256 of the manifest. It comes with the user data, and for a
# standing host by SSH from converge; never from the bucket.
readonly VOUCHED=/etc/cdktf-kafka/manifest.sha256
readonly STATE=/var/lib/cdktf-kafka
readonly RUN=/run/cdktf-kafka
readonly INCOMING=$STATE/incoming
readonly APPLIED=$STATE/manifest
# Files that the deployer gave us by SSH, in place of those of the bucket.
readonly HELD=$STATE/held
# A manifest that is in force in place of the bucket's, but for the archive, which is that one's.
readonly HELD_MANIFEST=$STATE/held-manifest
# Of this boot: after another one, nothing is known until it has come as far.
readonly STATUS=$RUN/status
readonly PROGRAM=/usr/local/sbin/cdktf-kafka-host
# Where an image has it; on a host the manifest says where.
readonly KAFKA=/opt/kafka
# Attaching a volume takes terraform half a minute, and AWS sometimes minutes.
readonly DISK_WAIT_SECONDS=${CDKTF_KAFKA_DISK_WAIT_SECONDS:-300}
export AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=6 DEBIAN_FRONTEND=noninteractive LC_ALL=C
# A proxy and a mirror, where user data names them.
# shellcheck source=/dev/null
if [[ -f /etc/cdktf-kafka/environment ]]; then set -a; . /etc/cdktf-kafka/environment; set +a; fi

say() { echo "cdktf-kafka-host: $*"; }

# set_state STATE MESSAGE [REMEDY]: how the boot goes, as `status` shows it. A pull says by itself how
# it went, and leaves the host as ready as it was.
set_state() {
  [[ $COMMAND == boot ]] || return 0
  printf 'state %s\nsince %s\nmessage %s\nremedy %s\n' "$1" "$(date --utc +%FT%TZ)" "$2" "${3:-}" \
    >"$STATUS.new"
  mv "$STATUS.new" "$STATUS"
}

# refuse MESSAGE REMEDY: before any harm is done.
refuse() {
  set_state refused "$1" "$2"
  say "REFUSED: $1 $2"
  trap - ERR
  exit 3
}

failed() {
  set_state failed "$1" 'It is tried again. See journalctl --unit cdktf-kafka-host.'
  say "FAILED: $1"
}

# setting KEY: one value of the host's settings.
setting() { awk -v key="$1" '$1 == key { print $2 }' "$SETTINGS"; }

# lines KEY [MANIFEST]: the other fields of the manifest's lines of a kind.
lines() { sed -n "s/^$1 //p" "${2:-$MANIFEST}"; }

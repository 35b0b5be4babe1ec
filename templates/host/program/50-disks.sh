
# --- Disks ---

# device_of NAME VOLUME: the disk of a volume, or the disk inside the host that carries our label.
device_of() {
  if [[ $2 == inside ]]; then
    inside_device "$1"
  else
    readlink --canonicalize-existing "/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_${2/-/}" || true
  fi
}

inside_device() {
  local devices device
  devices=$(readlink -f /dev/disk/by-id/nvme-Amazon_EC2_NVMe_Instance_Storage_* | grep 'n1$' | sort -u || true)
  for device in $devices; do
    if [[ $(blkid -p -s LABEL -o value "$device" || true) == "$1" ]]; then echo "$device"; return; fi
  done
  for device in $devices; do
    if [[ -z $(signatures "$device") ]]; then echo "$device"; return; fi
  done
}

signatures() { wipefs --noheadings --output TYPE "$1" | sort -u | xargs; }

wait_for_disk() {
  local end=$((SECONDS + DISK_WAIT_SECONDS)) next=$SECONDS device
  while device=$(device_of "$1" "$2"); [[ ! -b $device ]]; do
    ((SECONDS < end)) ||
      refuse "disk $1: must be there as $2 and is not after $DISK_WAIT_SECONDS s." \
        'Attach the volume to this instance; the boot goes on by itself.'
    if ((SECONDS >= next)); then
      set_state waiting "for the disk $1 ($2)"
      say "waiting for the disk $1 ($2)"
      next=$((SECONDS + 30))
    fi
    sleep 0.2
  done
  DEVICE=$device
}

# mark_in FOLDER: whose the disk is. A disk comes from anywhere, so that what is no mark is not shown.
mark_in() {
  local mark=
  if [[ -f $1/.cdktf-kafka && ! -L $1/.cdktf-kafka ]]; then
    mark=$(head --bytes=200 "$1/.cdktf-kafka" | tr --delete '\0')
    [[ $mark =~ ^[A-Za-z0-9.\ -]+$ ]] || mark='a mark that is none'
  fi
  echo "$mark"
}

# check_owner NAME DEVICE: looks without writing whose data it is.
check_owner() {
  local look=$RUN/look mark entries
  mkdir -p "$look"
  mount -t xfs -o ro,norecovery,nouuid,nosuid,nodev,noexec "$2" "$look"
  mark=$(mark_in "$look")
  entries=$(ls -A "$look")
  umount "$look"
  if [[ $mark == "$CLUSTER $HOST $1" || (-z $mark && -z $entries) ]]; then return; fi
  refuse "disk $1 ($2): must be empty or of $1 of $HOST of $CLUSTER, got ${mark:-files without a mark}." \
    "Nothing was written to it. Attach the right volume; or if it is the right one, write '$CLUSTER $HOST $1' to the file .cdktf-kafka at its root."
}

# in_fstab POINT UUID: the line that mounts it at the next boot.
in_fstab() {
  {
    awk -v point="$1" '$2 != point' /etc/fstab
    echo "UUID=$2 $1 xfs noatime,nosuid,nodev,nofail,x-systemd.device-timeout=60s 0 0"
  } >"$RUN/fstab"
  cmp --silent "$RUN/fstab" /etc/fstab || write_file "$RUN/fstab" 0644 root root /etc/fstab
}

prepare_disk() {
  local name=$1 volume=$2 point=$3 found
  require_rooted "$point"
  wait_for_disk "$name" "$volume"
  if mountpoint --quiet "$point"; then
    [[ $(mountpoint --fs-devno "$point") == $(device_number "$DEVICE") ]] ||
      refuse "$point: must be the mount of disk $name ($volume), and is another's." 'Unmount it.'
  else
    found=$(signatures "$DEVICE")
    case $found in
      '') say "formatting the disk $name ($volume)"; mkfs.xfs -q -L "$name" "$DEVICE" ;;
      xfs) check_owner "$name" "$DEVICE" ;;
      *) refuse "disk $name ($volume): must be empty or have XFS, got $found." \
        "Nothing was written to it. Attach the right volume; or if nobody needs what is on it, run wipefs --all $DEVICE." ;;
    esac
    if [[ -d $point && -n $(ls -A "$point") ]]; then
      refuse "$point: must be empty while its disk is not mounted." 'Move away what was written there.'
    fi
    own_by_root "$point"
    in_fstab "$point" "$(blkid -p -s UUID -o value "$DEVICE")"
    mount "$point"
  fi
  own_by_root "$point"
  echo "$CLUSTER $HOST $name" >"$RUN/mark"
  [[ -n $(mark_in "$point") ]] || write_file "$RUN/mark" 0644 root root "$point/.cdktf-kafka"
  xfs_growfs "$point" >/dev/null
}

device_number() {
  local major minor
  read -r major minor < <(stat --format='%t %T' "$1")
  echo "$((16#$major)):$((16#$minor))"
}

prepare_disks() {
  local name volume point
  while read -r name volume point; do
    prepare_disk "$name" "$volume" "$point"
  done < <(lines disk "$SETTINGS")
}

# check_number FILE WHAT WANTED FOUND WHOSE
check_number() {
  [[ $4 == "$3" || $4 == absent ]] ||
    refuse "$1: must say $2$3, got $4." "This disk holds the data of another $5: attach its own."
}

# Data of another broker would be served under this one's name.
check_identity() {
  local owner folder file
  while read -r owner folder; do
    case $owner in
      kafka)
        file=$folder/meta.properties
        check_number "$file" broker.id= "$(lines broker)" "$(number_in kafka "$file" 'broker\.id=')" broker
        ;;
      zookeeper)
        file=${folder%/*}/myid
        check_number "$file" '' "$(lines zookeeper)" "$(number_in zookeeper "$file" '')" 'ZooKeeper member'
        ;;
    esac
  done < <(lines folder)
}

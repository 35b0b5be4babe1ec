#!/bin/sh
# Run by mmdebstrap when the bare tree is whole: makes of it, as a layer over it, the prebaked image,
# and keeps the packages that the two differ by, with others that are only offered, as the repository of the
# lab's bare hosts.
set -eu
bare=$1 out=$2 prebaked=$3 offered=$4
mkdir -p "$out/changes" "$out/work" "$out/merged" "$out/packages" "$out/offered"

# Packages by their names in one word, with what the bare tree lacks for them, into a folder.
fetch() {
  rm -f "$bare"/var/cache/apt/archives/*.deb
  # shellcheck disable=SC2086
  APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get install --yes --download-only --no-install-recommends $1
  mv "$bare"/var/cache/apt/archives/*.deb "$2"
}
fetch "$prebaked" "$out/packages"
fetch "$offered" "$out/offered"

mount -t overlay overlay -o "lowerdir=$bare,upperdir=$out/changes,workdir=$out/work" "$out/merged"
trap 'umount --recursive "$out/merged"' EXIT
mount -t proc proc "$out/merged/proc"
mount --bind "$out/packages" "$out/merged/mnt"
# No service of a package starts while an image is made.
printf '#!/bin/sh\nexit 101\n' >"$out/merged/usr/sbin/policy-rc.d"
chmod 755 "$out/merged/usr/sbin/policy-rc.d"
chroot "$out/merged" sh -c 'DEBIAN_FRONTEND=noninteractive dpkg --install /mnt/*.deb'
rm "$out/merged/usr/sbin/policy-rc.d"

mv "$out"/offered/*.deb "$out/packages/"
rmdir "$out/offered"
cd "$out/packages"
for package in *.deb; do
  dpkg-deb --field "$package"
  printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$package" "$(stat --format=%s "$package")" \
    "$(sha256sum "$package" | cut -d' ' -f1)"
done >Packages

#!/bin/sh
# Run by mmdebstrap when the bare tree is whole: makes of it, as a layer over it, the prebaked image,
# and keeps the packages that the two differ by, as the repository of the lab's bare hosts.
set -eu
bare=$1 out=$2
shift 2
mkdir -p "$out/changes" "$out/work" "$out/merged" "$out/packages"

rm -f "$bare"/var/cache/apt/archives/*.deb
APT_CONFIG=$MMDEBSTRAP_APT_CONFIG apt-get install --yes --download-only --no-install-recommends "$@"
mv "$bare"/var/cache/apt/archives/*.deb "$out/packages/"

mount -t overlay overlay -o "lowerdir=$bare,upperdir=$out/changes,workdir=$out/work" "$out/merged"
trap 'umount --recursive "$out/merged"' EXIT
mount -t proc proc "$out/merged/proc"
mount --bind "$out/packages" "$out/merged/mnt"
# No service of a package starts while an image is made.
printf '#!/bin/sh\nexit 101\n' >"$out/merged/usr/sbin/policy-rc.d"
chmod 755 "$out/merged/usr/sbin/policy-rc.d"
chroot "$out/merged" sh -c 'DEBIAN_FRONTEND=noninteractive dpkg --install /mnt/*.deb'
rm "$out/merged/usr/sbin/policy-rc.d"

cd "$out/packages"
for package in *.deb; do
  dpkg-deb --field "$package"
  printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$package" "$(stat --format=%s "$package")" \
    "$(sha256sum "$package" | cut -d' ' -f1)"
done >Packages

/**
 * What Debian's own image for EC2 has beyond a minimal system (its package lists for 12 were read),
 * less what only a virtual machine needs: a kernel, a boot loader, chrony, unattended upgrades.
 */
export const BARE_PACKAGES: readonly string[] = [
  ...['systemd-sysv', 'systemd', 'dbus', 'libpam-systemd', 'udev', 'netplan.io'],
  ...['systemd-resolved', 'libnss-resolve', 'openssh-server', 'sudo', 'cloud-init', 'awscli'],
  ...['cloud-guest-utils', 'amazon-ec2-utils', 'isc-dhcp-client', 'iproute2', 'iputils-ping'],
  ...['procps', 'less', 'util-linux', 'ca-certificates', 'curl', 'zstd', 'e2fsprogs', 'fdisk'],
  ...['gdisk', 'logrotate', 'netcat-openbsd', 'python3'],
];

/** What a team that prebakes its image for this cluster adds: then a host boots without internet. */
export const PREBAKED_PACKAGES: readonly string[] = [
  ...['openjdk-17-jre-headless', 'xfsprogs', 'prometheus-node-exporter'],
];

/** What hosts of other kinds install from the lab's repository: in none of the images. */
export const OFFERED_PACKAGES: readonly string[] = ['python3-confluent-kafka'];

/** Nobody reads manuals on a lab's host; one folder of them must be there, or Java's packages fail. */
export const APT_OPTIONS: readonly string[] = [
  '--aptopt=Apt::Install-Recommends "false"',
  '--aptopt=Acquire::Languages "none"',
  '--dpkgopt=path-exclude=/usr/share/doc/*',
  '--dpkgopt=path-exclude=/usr/share/locale/*',
  '--dpkgopt=path-exclude=/usr/share/man/*',
  '--dpkgopt=path-include=/usr/share/man/man[1-9]',
  '--essential-hook=mkdir -p "$1"/usr/share/man/man1',
];

export const SUITE = 'bookworm';

#!/bin/sh
# Makes, as a layer over the prebaked and the bare tree, what a team's image has besides packages:
# Kafka's archive and its class archives, by the host's own program.
set -eu
layers=$1 out=$2 program=$3 archive=$4
mkdir -p "$out/changes" "$out/work" "$out/merged"
mount -t overlay overlay -o "lowerdir=$layers,upperdir=$out/changes,workdir=$out/work" "$out/merged"
trap 'umount --recursive "$out/merged"' EXIT
mount -t proc proc "$out/merged/proc"
mount -t tmpfs tmpfs "$out/merged/mnt"
cp "$program" "$out/merged/mnt/cdktf-kafka-host"
cp "$archive" "$out/merged/mnt/kafka.tar"
chroot "$out/merged" bash /mnt/cdktf-kafka-host bake /mnt/kafka.tar

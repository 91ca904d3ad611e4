# Disks, volumes and media, found by what they hold.

system_disks() { ls /dev/nvme?n? /dev/sd? /dev/vd? 2>/dev/null; }

# Tries again until it succeeds: on a busy host drives, media and keys come late. Fails after a minute.
patiently() {
  patience=600
  until "$@"; do
    [ $patience -gt 0 ] || return 1
    usleep 100000
    patience=$((patience - 1))
  done
}

type_of() { blkid -p -o value -s TYPE "$1" 2>/dev/null; }
label_of() { blkid -p -o value -s LABEL "$1" 2>/dev/null; }

has_disk() { [ -n "$(system_disks)" ]; }

# Mounts the first NTFS volume that holds Windows at /c.
mount_windows() {
  for disk in $(system_disks); do
    for part in "$disk"p? "$disk"?; do
      [ -b "$part" ] && [ "$(type_of "$part")" = ntfs ] || continue
      ntfs-3g -o rw,streams_interface=none "$part" /c 2>/run/ntfs-3g.err || continue
      [ ! -d /c/Windows ] || return 0
      umount /c
    done
  done
  return 1
}

# Mounts each medium that is in a drive at /media/sr0 …, read-only.
mount_media() {
  for drive in /dev/sr?; do
    [ -b "$drive" ] || continue
    at=/media/${drive#/dev/}
    mkdir -p "$at"
    grep -q " $at " /proc/mounts && continue
    type=$(type_of "$drive") && [ -n "$type" ] && mount -t "$type" -o ro "$drive" "$at" 2>/dev/null
  done
}

# The mount point of the medium with the label $1.
medium_with_label() {
  for drive in /dev/sr?; do
    [ -b "$drive" ] && [ "$(label_of "$drive")" = "$1" ] && echo "/media/${drive#/dev/}" && return 0
  done
  return 1
}

# The first file that is there, whatever its case: folder, then names.
file_in() {
  folder=$1
  shift
  for name in "$@"; do
    found=$(find "$folder" -maxdepth 1 -type f -iname "$name" 2>/dev/null | head -n 1)
    [ -z "$found" ] || { echo "$found"; return 0; }
  done
  return 1
}

# The place of a Windows path (C:\A\b, \A\b) on the mounted volume; names that are there win over their case.
at() {
  rest=${1#?:}
  rest=${rest//\\//}
  place=/c
  while [ -n "$rest" ]; do
    name=${rest%%/*}
    case $rest in */*) rest=${rest#*/} ;; *) rest= ;; esac
    [ -n "$name" ] || continue
    if [ ! -e "$place/$name" ]; then
      there=$(find "$place" -maxdepth 1 -mindepth 1 -iname "$name" 2>/dev/null | head -n 1)
      [ -z "$there" ] || name=${there##*/}
    fi
    place=$place/$name
  done
  echo "$place"
}

# A file of Windows: path, content (\n and \r are read as printf reads them).
write() {
  file=$(at "$1")
  mkdir -p "$(dirname "$file")"
  printf '%b' "$2" >"$file"
}

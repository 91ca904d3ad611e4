#!/bin/sh
# The first process of the Linux guest that plays Windows: devices, then the role that the kernel's command line names.
export PATH=/bin:/sbin LC_ALL=C.UTF-8
/bin/busybox mkdir -p /proc /sys /dev /run /tmp /c /media
/bin/busybox --install -s /bin
mount -t proc none /proc
mount -t sysfs none /sys
mount -t devtmpfs none /dev
mount -t tmpfs none /run
load() { while read -r module; do insmod "$module" 2>/dev/null; done <"$1"; }
load /modules/order
stty -F /dev/ttyS0 115200 raw -echo

. /guest/volumes.sh
. /guest/power.sh

patiently has_disk
case " $(cat /proc/cmdline) " in
  *' guest.role=setup '*) . /guest/setup.sh ;;
  *) . /guest/windows.sh ;;
esac

# Windows Setup from its medium: the prompt for a key, the answer file, an empty disk that becomes an installation.
# The medium carries the programs that partition, format and apply at \sources\guest.

load /modules/order-input
patiently grep -q 'USB Keyboard' /proc/bus/input/devices || wait_for_ever 'There is no keyboard'
find_dvd() {
  mount_media
  for medium in /media/*; do [ ! -e "$medium/sources/install.wim" ] || DVD=$medium; done
  [ -n "$DVD" ]
}
patiently find_dvd || wait_for_ever 'A media driver your computer needs is missing'

show 'Press any key to boot from CD or DVD...'
# Appended: a device that is opened late must not empty the file in which another one's key already is.
for input in /dev/input/event*; do dd if="$input" bs=24 count=1 2>/dev/null >>/run/key & done
patiently [ -s /run/key ] || wait_for_ever 'No key was pressed'

find_answers() {
  mount_media
  for medium in /media/*; do
    [ "$medium" = "$DVD" ] && continue
    ANSWERS=$(file_in "$medium" Autounattend.xml) && return 0
  done
  return 1
}
patiently find_answers || wait_for_ever 'Select language settings'
grep -q '<DiskConfiguration' "$ANSWERS" || wait_for_ever 'Select location to install Windows 11'

# The value of /IMAGE/INDEX or /IMAGE/NAME.
metadata() { tr -d '\r\n' <"$ANSWERS" | sed -n "s:.*<Key>/IMAGE/$1</Key>[[:space:]]*<Value>\([^<]*\)</Value>.*:\1:p"; }
IMAGE=$(metadata INDEX)
IMAGE=${IMAGE:-$(metadata NAME)}
[ -n "$IMAGE" ] || wait_for_ever 'Select the operating system you want to install'

# A program of the medium with the libraries beside it; on UDF nothing is executable, so the loader reads it.
tool() {
  name=$1
  shift
  programs=$DVD/sources/guest
  /lib64/ld-linux-x86-64.so.2 --library-path "$programs/lib" "$programs/bin/$name" "$@" >/dev/tty0 2>&1
}
must() { "$@" || wait_for_ever "Windows Setup could not install: $*"; }

disk=$(system_disks | head -n 1)
case $disk in *[0-9]) part=${disk}p ;; *) part=$disk ;; esac
printf '%s\n' 'label: gpt' \
  'size=260MiB, type=C12A7328-F81F-11D2-BA4B-00A0C93EC93B' \
  'size=16MiB, type=E3C9E316-0B5C-4DB8-817D-F92DF00215AE' \
  'type=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7' >/run/layout
must tool sfdisk --quiet "$disk" </run/layout
patiently [ -b "${part}3" ]
must mkdosfs -n SYSTEM "${part}1"
must tool mkntfs -Q -F -q -L Windows "${part}3"
must tool wimlib-imagex apply "$DVD/sources/install.wim" "$IMAGE" "${part}3"

mkdir -p /esp
must mount -t vfat "${part}1" /esp
mkdir -p /esp/EFI/BOOT
must cp "$DVD/sources/guest/bootx64.efi" /esp/EFI/BOOT/BOOTX64.EFI
umount /esp

must mount_windows
mkdir -p "$(at '\Windows\Panther')"
cp "$ANSWERS" "$(at '\Windows\Panther')/unattend.xml"
restart

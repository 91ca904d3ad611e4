# The line of /run/line on the first serial port, with its CRC-32, and the faults of a port that loses and doubles bytes.

TTY=/dev/ttyS0

# Puts the line on the port, whole. /run/fault holds what becomes of the next ones: "drop 2" or "double 2".
send_line() {
  until mkdir /run/sending 2>/dev/null; do usleep 5000; done
  line=$(cat /run/line)
  line="${line%\}},\"crc\":\"$(printf '%s' "$line" | crc32)\"}"
  fault=
  if [ -e /run/fault ]; then
    read -r fault left </run/fault
    if [ "$left" -gt 1 ]; then echo "$fault $((left - 1))" >/run/fault; else rm /run/fault; fi
  fi
  case $fault in
    drop) printf '\n%s%s\n' "$(printf '%s' "$line" | cut -c 1-40)" "$(printf '%s' "$line" | cut -c 57-)" ;;
    double) printf '\n%s%s\n' "$(printf '%s' "$line" | cut -c 1-40)" "$(printf '%s' "$line" | cut -c 25-)" ;;
    *) printf '\n%s\n' "$line" ;;
  esac >"$TTY"
  rmdir /run/sending
}

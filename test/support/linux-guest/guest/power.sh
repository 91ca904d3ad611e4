# How the machine stops. Each of these never returns.

# What a person at the screen would read; the serial port belongs to the agent.
show() { echo "$*" >/dev/tty0; }

unmount_all() {
  cd /
  sync
  for mount in /media/* /c; do umount "$mount" 2>/dev/null; done
  sync
}

power_off() { kill_heartbeat; unmount_all; poweroff -f; sleep 100000; }

restart() { kill_heartbeat; unmount_all; reboot -f; sleep 100000; }

# As Windows waits for a person who never comes: no byte on the serial port, no end.
wait_for_ever() { show "$*"; kill_heartbeat; while :; do sleep 100000; done; }

kill_heartbeat() { [ ! -s /run/heartbeat.pid ] || kill "$(cat /run/heartbeat.pid)" 2>/dev/null; }

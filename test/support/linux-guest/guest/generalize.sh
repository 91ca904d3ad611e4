# Generalize: the medium is given back, the agent takes itself away, and sysprep leaves what it leaves.
# \fail-generalize.txt on the volume makes it fail as sysprep does, with that text as the error of its log.

report ready 'The medium is needed no more'
umount "$PAYLOAD"
drive=/dev/${PAYLOAD##*/}
while dd if="$drive" of=/dev/null bs=2048 count=1 2>/dev/null; do usleep 200000; done

SYSPREP='\Windows\System32\Sysprep'
write "$SYSPREP\\Panther\\setupact.log" '2026-11-23 10:00:00, Info                  SYSPRP ========================================================\r\n2026-11-23 10:00:00, Info                  SYSPRP ===          Beginning of a new sysprep run           ===\r\n'
failure=$(at '\fail-generalize.txt')
if [ -e "$failure" ]; then
  write "$SYSPREP\\Panther\\setuperr.log" "$(cat "$failure")\r\n"
  fail 'sysprep ended with exit code 1'
fi

cp "$STATE" /run/last-state.json
STATE=/run/last-state.json
rm -rf "$HOME_FOLDER"/state.json* "$HOME_FOLDER"/restarted-* "$HOME_FOLDER"/agent.ps1 "$(at "$TASK")"
rm -f "$(at '\Windows\Panther\unattend.xml')" "$(at '\Windows\Panther\Unattend\unattend.xml')"
# What a good run under OVMF leaves.
write "$SYSPREP\\Panther\\setuperr.log" \
  '2026-11-23 10:00:01, Error                 SPPNP: Failed to queue enumerated driver packages. Err = 0x57.\r\n'
write "$SYSPREP\\Sysprep_succeeded.tag" ''
set_image_state IMAGE_STATE_GENERALIZE_RESEAL_TO_OOBE
report 'done' 'sysprep has ended'
sleep 1
power_off

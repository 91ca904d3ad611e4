# An installed Windows from the boot manager to its agent, as far as an image factory can tell the difference.

patiently mount_windows || wait_for_ever 'INACCESSIBLE_BOOT_DEVICE'
mount_media

STATE_INI='\Windows\Setup\State\State.ini'
image_state() { sed -n 's/\r$//; s/^ImageState=//p' "$(at "$STATE_INI")" 2>/dev/null; }
set_image_state() { write "$STATE_INI" "[State]\r\nImageState=$1\r\n"; }

# Where Windows looks for its answers, in its order: the two places of Panther, then the roots of the media.
answer_file() {
  file_in "$(at '\Windows\Panther\Unattend')" unattend.xml ||
    file_in "$(at '\Windows\Panther')" unattend.xml ||
    for medium in /media/*; do file_in "$medium" Unattend.xml Autounattend.xml && break; done
}

find_answers() {
  mount_media
  answers=$(answer_file)
  [ -n "$answers" ]
}
case $(image_state) in
  *_RESEAL_TO_AUDIT) find_answers ;;
  *)
    patiently find_answers ||
      wait_for_ever 'OOBE: Let us start with region. Is this right?'
    grep -qi '<Mode>Audit</Mode>' "$answers" || wait_for_ever 'OOBE: the answer file asks for no audit mode'
    cached=$(at '\Windows\Panther\unattend.xml')
    mkdir -p "$(dirname "$cached")"
    [ "$answers" = "$cached" ] || cp "$answers" "$cached"
    set_image_state IMAGE_STATE_SPECIALIZE_RESEAL_TO_AUDIT
    ;;
esac

# In audit mode the agent comes from its logon task, or from the answer file's auditUser commands.
TASK='\Windows\System32\Tasks\ImageFactory'
if [ ! -e "$(at "$TASK")" ]; then
  [ -n "$answers" ] && grep -q 'RunAsynchronousCommand' "$answers" && grep -q IMGF_PAYLOAD "$answers" ||
    wait_for_ever 'Audit mode: the desktop of the Administrator, and nobody starts an agent'
fi
. /guest/agent.sh

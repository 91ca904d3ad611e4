# The agent: what src/guest/types.ts says, in shell. It reads plan.json on the payload medium and runs, of each script,
# the lines that begin with "#guest: ".

find_payload() {
  mount_media
  PAYLOAD=$(medium_with_label IMGF_PAYLOAD) && [ -e "$PAYLOAD/agent/plan.json" ]
}
patiently find_payload || wait_for_ever 'The agent finds no payload medium'
HOME_FOLDER=$(at '\ProgramData\ImageFactory')
STATE=$HOME_FOLDER/state.json
LOG=$HOME_FOLDER/agent.log
mkdir -p "$HOME_FOLDER"
write "$TASK" '<Task/>'
cp "$PAYLOAD/agent/plan.json" /run/plan.json

plan() { jq -r "$1" /run/plan.json; }
eval "$(plan '@sh "PLAN_ID=\(.id) STATION=\(.station) HEARTBEAT=\(.heartbeatSeconds) STEPS=\(.steps | length) END=\(.end)"')"

[ -e "$STATE" ] && [ "$(jq -r .plan "$STATE")" = "$PLAN_ID" ] ||
  printf '{"plan":"%s","boot":0,"next":0,"started":null,"results":[]}' "$PLAN_ID" >"$STATE"
state() { jq -c "$1" "$STATE"; }
keep() { jq -c "$1" "$STATE" >/run/state.json && cp /run/state.json "$STATE.new" && mv "$STATE.new" "$STATE" && sync; }
keep '.boot += 1'
BOOT=$(state .boot)
NEXT=$(state .next)
SEQ=0
STEP=null
TITLE=
PERCENT=null
MASK=/run/mask
: >"$MASK"
if [ -e "$PAYLOAD/agent/secrets.json" ]; then
  jq -r '.[]' "$PAYLOAD/agent/secrets.json" >"$MASK"
fi

. /guest/serial.sh

# Says something new: state, message.
report() {
  SEQ=$((SEQ + 1))
  jq -n -c -a --arg plan "$PLAN_ID" --argjson boot "$BOOT" --argjson seq "$SEQ" --arg station "$STATION" \
    --arg state "$1" --argjson step "$STEP" --argjson steps "$STEPS" --arg title "$TITLE" --argjson percent "$PERCENT" \
    --arg message "$2" --slurpfile kept "$STATE" --rawfile mask "$MASK" \
    '{v: 1, plan: $plan, boot: $boot, seq: $seq, station: $station, state: $state, step: $step, steps: $steps,
      title: $title, percent: $percent,
      message: (reduce ($mask | split("\n")[] | select(. != "")) as $secret ($message; split($secret) | join("***"))
        | .[0:200]),
      results: $kept[0].results}' >/run/line.new
  mv /run/line.new /run/line
  jq -r '"\(.state) \(.message)"' /run/line >>"$LOG"
  send_line
}

heartbeats() { while :; do sleep "$HEARTBEAT"; send_line; done; }

. /guest/steps.sh

fail() {
  report failed "$1"
  sleep 1
  send_line
  power_off
}

report running 'The agent has started'
heartbeats &
echo $! >/run/heartbeat.pid

while [ "$NEXT" -lt "$STEPS" ]; do run_next_step; done
STEP=null TITLE= PERCENT=null

case $END in
  shutdown)
    report 'done' 'All steps are done'
    sleep 1
    power_off
    ;;
  generalize) . /guest/generalize.sh ;;
esac

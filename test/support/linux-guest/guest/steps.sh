# One step of the plan, and the words that a script's "#guest: " lines may use besides those of the shell.

# Words of scripts.
# A shell has no exit code above 255.
exit_code() { echo "$1" >/run/exit; exit 0; }
say() { echo "$*"; }
# The next N lines on the serial port lose bytes, or have some twice.
drop_bytes() { echo "drop ${1:-1}" >/run/fault; }
double_bytes() { echo "double ${1:-1}" >/run/fault; }
# Restarts without a word, once: after the restart it does nothing.
reboot_now() {
  once=$HOME_FOLDER/restarted-$STEP-${1:-0}
  [ ! -e "$once" ] || return 0
  : >"$once"
  restart
}
# Nothing comes any more, not even a heartbeat.
hang() { wait_for_ever 'The machine hangs'; }
# The kernel stops; like Windows it restarts after that.
crash() { sync; echo c >/proc/sysrq-trigger; sleep 100000; }
poweroff_early() { power_off; }

kill_tree() {
  for child in $(cat "/proc/$1/task/$1/children" 2>/dev/null); do kill_tree "$child"; done
  kill -9 "$1" 2>/dev/null
}

guest_lines() { tr -d '\r' <"$1" | sed -n 's/^#guest: //p'; }

# The file of a path on the medium.
on_medium() { echo "$PAYLOAD/$(printf '%s' "$1" | tr '\\' /)"; }

run_next_step() {
  STEP=$NEXT
  plan ".steps[$STEP]" >/run/step.json
  eval "$(jq -r '@sh "TITLE=\(.title) KIND=\(.kind) VERIFY=\(.verify // false) LIMIT=\(.timeoutSeconds // 0) SCRIPT=\(.script // "")"' /run/step.json)"
  if [ "$(state .started)" = "$STEP" ]; then
    report running 'The machine restarted during the step, which begins again'
  fi
  keep ".started = $STEP"
  report running 'The step begins'
  began=$(date +%s)
  TOLD='{}'
  case $KIND in
    run) run_script ;;
    files) copy_files ;;
    *) play_servicing ;;
  esac
  seconds=$(($(date +%s) - began))
  keep ".results += [{step: $STEP, exit: $EXIT, seconds: $seconds} + $TOLD] | .next = $STEP + 1 | .started = null"
  NEXT=$((STEP + 1))
  judge_step
}

# Runs the script of /run/step.json; EXIT is its exit code, or null where its time was over.
run_script() {
  script=$(on_medium "$SCRIPT")
  [ -e "$script" ] || fail "$script is not on the medium"
  guest_lines "$script" >/run/script.sh
  jq -r '.env | to_entries[] | "export \(.key)=\(.value | @sh)"' /run/step.json >/run/env.sh
  if [ -e "$PAYLOAD/agent/secrets.json" ]; then
    jq -r --slurpfile step /run/step.json \
      'to_entries[] | select(.key as $name | $step[0].secrets | index($name)) | "export \(.key)=\(.value | @sh)"' \
      "$PAYLOAD/agent/secrets.json" >>/run/env.sh
  fi
  jq -r '"set -- " + (.args | map(@sh) | join(" "))' /run/step.json >>/run/env.sh
  rm -f /run/exit /run/output
  mkfifo /run/output
  (
    trap 'code=$?; [ -e /run/exit ] || echo $code >/run/exit' EXIT
    . /run/env.sh
    . /run/script.sh
  ) >/run/output 2>&1 &
  job=$!
  if [ "$LIMIT" -gt 0 ]; then (sleep "$LIMIT"; echo null >/run/exit.late; kill_tree $job) & watch=$!; else watch=; fi
  while IFS= read -r line; do report running "$line"; done </run/output
  wait $job
  [ -z "$watch" ] || kill_tree $watch
  if [ -e /run/exit.late ]; then EXIT=null; rm /run/exit.late; else EXIT=$(cat /run/exit); fi
}

copy_files() {
  from=$(on_medium "$(jq -r .from /run/step.json)")
  to=$(at "$(jq -r .to /run/step.json)")
  EXIT=0
  if [ -d "$from" ]; then mkdir -p "$to" && cp -R "$from/." "$to/"; else mkdir -p "$(dirname "$to")" && cp "$from" "$to"; fi || EXIT=1
}

# What Windows does by itself is played: a line for it in Done.txt, and TOLD, what is said of it besides its exit code.
play_servicing() {
  EXIT=0
  echo "$KIND $TITLE" >>"$(at '\Done.txt')"
  TOLD=$(jq -c '
    def update: {round: 1, kb, title, outcome: "installed", code: "0x00000000", seconds: 1};
    if .kind == "cleanup" then {freed: 4096}
    elif .kind == "packages" then {updates: [.packages[] | update]}
    elif .kind == "updates" then {updates: [{kb: "KB5068861", title: "2026-11 Cumulative Update"} | update]}
    else {} end' /run/step.json)
}

judge_step() {
  case $VERIFY,$EXIT in
    *,0) report running 'The step has ended' ;;
    *,null) fail 'The step was killed at its time limit' ;;
    false,3010 | false,1641)
      report rebooting "The step asks for a restart (exit code $EXIT)"
      restart
      ;;
    *) fail "The step ended with exit code $EXIT" ;;
  esac
}

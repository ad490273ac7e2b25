# shellcheck shell=bash
# Background processes of one folder: started, waited for and ended by what is recorded there.
# Sourced. A process NAME leaves DIR/NAME.pid ("pid start-time", so that a reused pid is never taken
# for ours) and DIR/NAME.log.

# start_process DIR NAME COMMAND… : runs the command in the background, detached from the terminal.
start_process() {
  local dir=$1 name=$2
  shift 2
  # A session of its own: Ctrl-C reaches only the script, whose trap then ends the processes in order.
  # Descriptor 9 is a script's lock: it must end with the script, even if what it started lives on.
  setsid "$@" </dev/null >"$dir/$name.log" 2>&1 9>&- &
  local pid=$!
  echo "$pid $(process_start_time "$pid")" >"$dir/$name.pid"
}

# process_start_time PID : the kernel's start tick of the process; nothing if it has ended.
process_start_time() {
  local stat
  { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 0
  # The second field is the program's name in brackets and may hold blanks: count after it.
  local -a fields
  read -r -a fields <<<"${stat##*) }"
  [[ ${fields[0]} == Z ]] || echo "${fields[19]}"
}

# process_runs DIR NAME
process_runs() {
  local pid started
  read -r pid started 2>/dev/null <"$1/$2.pid" || return 1
  [[ -n $started && $(process_start_time "$pid") == "$started" ]]
}

# stop_process DIR NAME [SIGNAL] : asks it to end (by TERM), insists after ten seconds; returns when it is gone.
stop_process() {
  local dir=$1 name=$2 signal=${3:-TERM} pid deadline=$((SECONDS + 10))
  if process_runs "$dir" "$name"; then
    read -r pid _ <"$dir/$name.pid"
    kill "-$signal" "$pid" 2>/dev/null || true
    while process_runs "$dir" "$name"; do
      if ((SECONDS >= deadline)); then
        kill -KILL "$pid" 2>/dev/null || true
      fi
      sleep 0.05
    done
    # What it had started and did not end itself: it led a process group of its own.
    kill -KILL -- "-$pid" 2>/dev/null || true
  fi
  rm -f "$dir/$name.pid"
}

# stop_all_processes DIR [SIGNAL] : everything recorded there, all at once.
stop_all_processes() {
  local file
  local -a waits=()
  for file in "$1"/*.pid; do
    [[ -e $file ]] || continue
    stop_process "$1" "$(basename "$file" .pid)" "${2:-TERM}" &
    waits+=($!)
  done
  if ((${#waits[@]})); then
    wait "${waits[@]}"
  fi
}

# run_until_done COMMAND… : runs it so that a signal to this script is acted upon at once; the script's exit trap has to
# call end_current_command.
run_until_done() {
  local status=0
  "$@" &
  current_command=$!
  wait "$current_command" || status=$?
  current_command=
  return "$status"
}

end_current_command() {
  if [[ ${current_command:-} ]]; then
    kill -TERM "$current_command" 2>/dev/null || true
    wait "$current_command" 2>/dev/null || true
  fi
}

# wait_until SECONDS DESCRIPTION COMMAND… : polls until the command succeeds; fails loudly at the deadline.
wait_until() {
  local seconds=$1 description=$2
  shift 2
  local deadline=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    if ((SECONDS >= deadline)); then
      echo "Gave up after $seconds s waiting for $description." >&2
      return 1
    fi
    sleep 0.1
  done
}

# wait_for_process DIR NAME SECONDS DESCRIPTION COMMAND… : as wait_until, and shows the log if the process ends or the
# deadline passes.
wait_for_process() {
  local dir=$1 name=$2 seconds=$3 description=$4
  shift 4
  local deadline=$((SECONDS + seconds))
  until "$@" >/dev/null 2>&1; do
    if ! process_runs "$dir" "$name" || ((SECONDS >= deadline)); then
      echo "$description did not become ready within $seconds s. The end of $dir/$name.log:" >&2
      tail -n 30 "$dir/$name.log" >&2
      return 1
    fi
    sleep 0.1
  done
}

# http_answers URL : true for any HTTP answer, whatever its status.
http_answers() {
  curl --silent --noproxy '*' --output /dev/null --max-time 5 "$1"
}

# http_succeeds URL : true for a 2xx answer.
http_succeeds() {
  curl --silent --fail --noproxy '*' --output /dev/null --max-time 5 "$1"
}

# free_ports COUNT : that many ports of 127.0.0.1 that nobody listens on. They lie below the range from which the kernel
# takes ports for outgoing connections, so that none of those takes one before our server does.
free_ports() {
  node - "$1" <<'NODE'
const net = require("net");
const wanted = Number(process.argv[2]);
const found = [];
(function next() {
  if (found.length === wanted) {
    found.forEach((server) => console.log(server.address().port));
    found.forEach((server) => server.close());
    return;
  }
  const server = net.createServer();
  server.on("error", next);
  server.listen(20000 + Math.floor(Math.random() * 12000), "127.0.0.1", () => { found.push(server); next(); });
})();
NODE
}

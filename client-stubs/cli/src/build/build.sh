# Builds the distribution; sourced by the fermata launcher, only when there is something to build.
#
# Uses fermata_root, fermata_cli, fermata_dist and fermata_is_fresh of the launcher. Speaks on standard
# error only, because standard output belongs to the command that waits for the build.

fermata_build_log=$fermata_cli/target/build.log
fermata_build_lock=$fermata_cli/target/build.lock
# Seconds to wait for a build that somebody else has under way.
fermata_build_wait_max=1200

# Turns Maven's output into one line of progress for each module: rewritten in place on a terminal.
fermata_build_progress() {
  awk -v terminal="$1" '
    function show(text) {
      if (terminal) { printf "\r\033[K  %s", text } else if (text != last) { print "  " text }
      last = text
      fflush()
    }
    # The name of a module stands between "Building" and its version, its place in brackets at the end.
    /^\[INFO\] Building [^:]*\[[0-9]+\/[0-9]+\]$/ {
      place = $NF
      sub(/^\[INFO\] Building /, ""); sub(/ [^ ]+ +\[[0-9]+\/[0-9]+\]$/, "")
      module = place " " $0
      show(module)
    }
    /^Downloaded from / { fetched++; if (terminal) show(module " (" fetched " files fetched)") }
    /\[exec\] fermata: / { sub(/^.*\[exec\] fermata: /, ""); show(module ": " $0) }
    END { if (terminal) printf "\r\033[K" }
  ' >&2
}

fermata_build_failed() {
  {
    echo "fermata: the build failed"
    grep '^\[ERROR\]' "$fermata_build_log" | sed 's/^\[ERROR\] *//' | grep -v -e '^$' -e '^-> ' -e 'Re-run Maven' \
      -e 'To see the full stack trace' -e 'For more information' -e '^\[Help' -e 'After correcting' -e '^ *mvn ' |
      head -n 20 | sed 's/^/  /'
    echo "  log:   $fermata_build_log"
    echo "  to do: correct what it names and run the command again; the first build needs the network"
  } >&2
}

fermata_run_maven() {
  fermata_terminal=0
  [ ! -t 2 ] || fermata_terminal=1
  # A pipe gives the exit code of its last part, so Maven's goes through a file.
  {
    FERMATA_JAVA_HOME=$JAVA_HOME sh "$fermata_root/mvnw" -f "$fermata_root/pom.xml" --batch-mode \
      -pl client-stubs/cli -am -DskipTests -Dquick package </dev/null 2>&1
    echo $? >"$fermata_build_log.status"
  } | tee "$fermata_build_log" | fermata_build_progress "$fermata_terminal"
  read -r fermata_status <"$fermata_build_log.status"
  [ "$fermata_status" = 0 ]
}

# Takes the lock: a symbolic link whose target is the number of the process that holds it, because a
# link is made with its content in one step. Fails when another build has just ended or took too long.
fermata_build_take_lock() {
  fermata_waited=0
  until ln -s "$$" "$fermata_build_lock" 2>/dev/null; do
    fermata_owner=$(readlink "$fermata_build_lock") || continue
    if ! kill -0 "$fermata_owner" 2>/dev/null; then
      rm -f "$fermata_build_lock"
      continue
    fi
    [ "$fermata_waited" != 0 ] || echo "fermata: waiting for a build that process $fermata_owner has under way" >&2
    fermata_waited=$((fermata_waited + 1))
    if [ "$fermata_waited" -gt "$fermata_build_wait_max" ]; then
      echo "fermata: the build of process $fermata_owner has not ended in $fermata_build_wait_max s; end it or remove $fermata_build_lock" >&2
      return 1
    fi
    sleep 1
  done
  trap 'rm -f "$fermata_build_lock"' EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

fermata_build_release_lock() {
  rm -f "$fermata_build_lock"
  trap - EXIT INT TERM
}

fermata_build() {
  if [ "${FERMATA_REBUILD-}" = never ]; then
    echo "fermata: nothing is built yet and FERMATA_REBUILD is 'never'; run ./mvnw -DskipTests package" >&2
    return 1
  fi
  . "$fermata_root/.mvn/jdk.sh" || return 1
  if ! mkdir -p "$fermata_cli/target" 2>/dev/null || [ ! -w "$fermata_cli/target" ]; then
    echo "fermata: cannot build: $fermata_cli/target cannot be written" >&2
    return 1
  fi
  fermata_build_take_lock || return 1
  # Whoever waited for the lock finds the work done.
  if ! fermata_is_fresh; then
    fermata_began=$(date +%s)
    if [ -f "$fermata_dist/stamp" ]; then
      echo "fermata: sources have changed, building" >&2
    else
      echo "fermata: building, once; this takes a minute or two" >&2
    fi
    if ! fermata_run_maven; then
      fermata_build_failed
      return 1
    fi
    echo "fermata: built in $(($(date +%s) - fermata_began)) s" >&2
  fi
  fermata_build_release_lock
}

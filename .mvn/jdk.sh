# Chooses a JDK 25 or newer and exports it as JAVA_HOME; sourced by mvnw and by the fermata launcher.
#
# Looked at in this order: FERMATA_JAVA_HOME, JAVA_HOME, the java on the path, then the places where
# packages and tool managers put JDKs. A JDK is judged by its `release` file, because starting each
# candidate only to ask its version costs more than the whole launcher may take.
# Sets nothing and returns 1, with a message on standard error, where there is none.

# Prints the feature version of the JDK at $1, or nothing where there is no JDK.
fermata_jdk_feature() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  while IFS= read -r fermata_line; do
    case "$fermata_line" in
      JAVA_VERSION=*)
        fermata_version=${fermata_line#*\"}
        fermata_version=${fermata_version%%[!0-9]*}
        printf '%s\n' "$fermata_version"
        return 0
        ;;
    esac
  done <"$1/release"
}

# Succeeds, and sets JAVA_HOME, when $1 is a JDK that will do.
fermata_try_jdk() {
  [ -n "$1" ] || return 1
  fermata_feature=$(fermata_jdk_feature "$1")
  [ -n "$fermata_feature" ] && [ "$fermata_feature" -ge 25 ] || return 1
  JAVA_HOME=$1
  export JAVA_HOME
}

# Who names a JDK means that one: another is not taken in its place.
fermata_refuse_named_jdk() {
  fermata_feature=$(fermata_jdk_feature "$FERMATA_JAVA_HOME")
  {
    if [ -n "$fermata_feature" ]; then
      echo "fermata: FERMATA_JAVA_HOME names a JDK $fermata_feature: $FERMATA_JAVA_HOME (expected: 25 or newer)"
    else
      echo "fermata: FERMATA_JAVA_HOME names no JDK: $FERMATA_JAVA_HOME (expected: a folder with bin/javac and release)"
    fi
    echo "  to do: set it to a JDK 25 or newer, or unset it to let one be found"
  } >&2
  return 1
}

fermata_choose_jdk() {
  if [ -n "${FERMATA_JAVA_HOME-}" ]; then
    fermata_try_jdk "$FERMATA_JAVA_HOME" && return 0
    fermata_refuse_named_jdk
    return 1
  fi
  fermata_try_jdk "${JAVA_HOME-}" && return 0
  fermata_on_path=$(command -v java 2>/dev/null) || fermata_on_path=
  if [ -n "$fermata_on_path" ]; then
    fermata_on_path=$(readlink -f "$fermata_on_path" 2>/dev/null || printf '%s' "$fermata_on_path")
    fermata_try_jdk "${fermata_on_path%/bin/java}" && return 0
  fi
  for fermata_candidate in \
    /usr/lib/jvm/*25* /usr/lib/jvm/* /usr/java/* /usr/local/lib/jvm/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${HOME-/nonexistent}"/.sdkman/candidates/java/* \
    "${HOME-/nonexistent}"/.jdks/* \
    "${HOME-/nonexistent}"/.local/share/mise/installs/java/* \
    "${HOME-/nonexistent}"/.asdf/installs/java/* \
    "${HOME-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    fermata_try_jdk "$fermata_candidate" && return 0
  done
  {
    echo "fermata: no JDK 25 or newer found."
    echo "  looked at: FERMATA_JAVA_HOME, JAVA_HOME (${JAVA_HOME:-not set}), java on the path (${fermata_on_path:-none}),"
    echo "             /usr/lib/jvm, /Library/Java, Homebrew, SDKMAN, mise, asdf and ~/.jdks"
    echo "  to do:     install a JDK 25 (for example Temurin 25), or set FERMATA_JAVA_HOME to one"
  } >&2
  return 1
}

fermata_choose_jdk

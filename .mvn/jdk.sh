# Sourced by mvnw and by the scripts of deploy/local: sets JAVA_HOME to a JDK of at least version 25.
# Looks at JAVA_HOME, the java on the path, then the usual places on Linux and macOS.

jdk_wanted=25

# Prints the feature version of the JDK in folder $1, or nothing when there is no JDK.
jdk_version() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] &&
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release"
}

jdk_is_wanted() {
  jdk_found=$(jdk_version "$1") && [ "${jdk_found:-0}" -ge "$jdk_wanted" ]
}

jdk_select() {
  if [ -n "${JAVA_HOME:-}" ] && jdk_is_wanted "$JAVA_HOME"; then
    return 0
  fi
  if jdk_path=$(command -v javac 2>/dev/null); then
    while [ -L "$jdk_path" ]; do
      jdk_link=$(readlink "$jdk_path")
      case $jdk_link in
        /*) jdk_path=$jdk_link ;;
        *) jdk_path=$(dirname "$jdk_path")/$jdk_link ;;
      esac
    done
    jdk_path=$(dirname "$(dirname "$jdk_path")")
    if jdk_is_wanted "$jdk_path"; then
      JAVA_HOME=$jdk_path
      export JAVA_HOME
      return 0
    fi
  fi
  # find, not a glob: mvnw runs with globbing switched off.
  for jdk_root in /usr/lib/jvm /opt/java /Library/Java/JavaVirtualMachines "${HOME:-/root}/.sdkman/candidates/java" "${HOME:-/root}/.jdks"; do
    [ -d "$jdk_root" ] || continue
    for jdk_path in $(find "$jdk_root" -mindepth 1 -maxdepth 1 | sort -r); do
      for jdk_home in "$jdk_path" "$jdk_path/Contents/Home"; do
        if jdk_is_wanted "$jdk_home"; then
          JAVA_HOME=$jdk_home
          export JAVA_HOME
          return 0
        fi
      done
    done
  done
  echo "No JDK $jdk_wanted or newer found: install one (for example Temurin $jdk_wanted) or set JAVA_HOME to it." >&2
  return 1
}

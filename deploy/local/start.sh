# Sourced by run and load, which set root. Finds the JDK, builds what is missing, starts a Java program.

. "$root/.mvn/jdk.sh"
jdk_select || exit 1

modules="warehouse sales accounting query-api deploy/local"
built="$root/deploy/local/target/built"

# changed_since FILE PATH...: whether anything in the paths is newer than the file
changed_since() {
  reference=$1
  shift
  [ -n "$(find "$@" -newer "$reference" 2>/dev/null | head -n 1)" ]
}

# sources MODULE...: prints the sources of the modules
sources() {
  for module; do
    printf '%s\n' "$root/$module/src/main" "$root/$module/pom.xml"
  done
}

# Whether everything is packaged and no source has changed since. Packaged jars have the fixed date of a
# reproducible build, so the date of the plain jar next to them is used.
is_built() {
  for module in $modules; do
    set -- "$root/$module/target/"*-SNAPSHOT.jar
    [ -e "$1" ] || return 1
  done
  [ -e "$root/deploy/local/target/runtime/lib" ] || return 1
  IFS='
'
  set -- $(IFS=' '; sources schemas messaging/core messaging/outbox messaging/feed messaging/web $modules)
  unset IFS
  if [ -e "$built" ] && ! changed_since "$built" "$root/pom.xml" "$@"; then
    return 0
  fi
  for module in warehouse sales accounting query-api; do
    for plain in "$root/$module/target/"*-SNAPSHOT.jar.original; do
      [ -e "$plain" ] && ! changed_since "$plain" "$root/pom.xml" \
        "$root/schemas/src/main" "$root/messaging/"*/src/main "$root/$module/src/main" "$root/$module/pom.xml" ||
        return 1
    done
  done
  for jar in "$root/deploy/local/target/"local-*-SNAPSHOT.jar; do
    ! changed_since "$jar" "$root/deploy/local/src/main" "$root/deploy/local/pom.xml" || return 1
  done
}

build_when_needed() {
  is_built && return 0
  if [ -d "$root/warehouse/target" ]; then
    echo "Sources have changed: building (about a minute) ..."
  else
    echo "Building: the first time takes a few minutes, because libraries are downloaded ..."
  fi
  mkdir -p "$root/deploy/local/target"
  : >"$built.began"
  (cd "$root" && ./mvnw -q -DskipTests -Dspotless.check.skip=true \
    -pl "$(echo $modules | tr ' ' ',')" -am package) || {
    echo "The build failed; see above." >&2
    exit 1
  }
  mv "$built.began" "$built"
}

exec_java() {
  exec "$JAVA_HOME/bin/java" -Xmx96m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -XX:-UsePerfData --enable-native-access=ALL-UNNAMED -Dsmallbusiness.root="$root" \
    -cp "$(echo "$root"/deploy/local/target/local-*.jar):$root/deploy/local/target/runtime/lib/*" "$@"
}

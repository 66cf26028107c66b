# shellcheck shell=bash
# What the soak and the benchmarks share: the tests' classes, compiled, and their class path. To be
# sourced, in the root of the checkout, by a script that has set $program and sourced
# compositor/bin/environment.sh.

# Compiles everything that the tests need on the oldest JDK, and sets $class_path.
build_tests() {
    local jdk log
    jdk=$(find_jdk javac "$oldest_jdk" || find_jdk javac) || { say "there is no JDK here"; exit 3; }
    log=$(mktemp)
    if ! JAVA_HOME=$jdk mvn -q -pl tests -am test-compile dependency:build-classpath \
        -Dmdep.outputFile=target/class-path -Dmdep.includeScope=test -Dlint.strict=-nowarn \
        >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        rm -f "$log"
        say "the build failed"
        exit 4
    fi
    rm -f "$log"
    class_path=tests/target/test-classes:tests/target/classes:$(<tests/target/class-path)
}

# Runs a class of the tests: run_java JDK-HOME JVM-OPTION... -- CLASS ARGUMENT...
run_java() {
    local home=$1 version options=() permissions
    shift
    while [[ $1 != -- ]]; do
        options+=("$1")
        shift
    done
    shift
    version=$(jdk_version "$home")
    mapfile -t permissions < <(jvm_permissions "$version")
    "$home/bin/java" -Djava.awt.headless=true ${permissions[@]+"${permissions[@]}"} \
        -XX:ErrorFile=tests/target/hs_err_%p.log ${options[@]+"${options[@]}"} -cp "$class_path" "$@"
}

# shellcheck shell=bash
# What the launcher and tests/run both need to know about the machine: JDKs and Debian packages.
# To be sourced by a script that has set $program, the name to speak under. Speaks on stderr only.

# Without these the compositor does not start: EGL and OpenGL ES, keymaps, a font; or not on this machine's
# own screens: its seat, its outputs and its input devices.
# shellcheck disable=SC2034  # read by those who source this
packages_to_run=(libegl1 libgles2 libegl-mesa0 libgl1-mesa-dri libxkbcommon0 xkb-data
    fonts-dejavu-core libseat1 libudev1 libgbm1 libdrm2 libinput10)

oldest_jdk=17

: "${program:?}"

say() {
    printf '%s: %s\n' "$program" "$*" >&2
}

# Prints the major version of the JDK at $1, or fails if there is none.
jdk_version() {
    local line version
    [[ -x $1/bin/java && -r $1/release ]] || return 1
    while read -r line; do
        if [[ $line == JAVA_VERSION=* ]]; then
            version=${line#*=}
            version=${version//\"/}
            version=${version%%[!0-9]*}
            [[ -n $version ]] && echo "$version"
            return
        fi
    done <"$1/release"
    return 1
}

# Prints "VERSION HOME" for each JDK on this machine, JAVA_HOME first.
jdks() {
    local home java version
    java=$(command -v java) && java=$(readlink -f "$java")
    for home in ${JAVA_HOME:+"$JAVA_HOME"} /usr/lib/jvm/* ${java:+"${java%/bin/java}"}; do
        if version=$(jdk_version "$home"); then
            echo "$version $home"
        fi
    done
}

# Prints the home of a JDK: the newest, or the first of version $2 if that is given. $1 is what it
# must hold: java to run, javac to build. Fails if there is none.
find_jdk() {
    local version home best=0 found=
    while read -r version home; do
        if [[ -x $home/bin/$1 ]] && ((version >= oldest_jdk && version > best)) &&
            { [[ -z ${2-} ]] || ((version == $2)); }; then
            best=$version
            found=$home
        fi
    done < <(jdks)
    [[ -n $found ]] && echo "$found"
}

# Prints, one a line, the options that a JVM of version $1 needs for what we do in Java: jffi and
# LWJGL call native code, Netty and the guarded copy use sun.misc.Unsafe. Older ones do not know them.
jvm_permissions() {
    if (($1 >= 22)); then
        echo --enable-native-access=ALL-UNNAMED
    fi
    if (($1 >= 23)); then
        echo --sun-misc-unsafe-memory-access=allow
    fi
}

# Prints those of the Debian packages "$@" that are not installed. Elsewhere than on Debian and its
# kin nobody can say, so it prints nothing.
missing_packages() {
    local package status
    local -A installed=()
    (($#)) && command -v dpkg-query >/dev/null || return 0
    while read -r package status; do
        if [[ $status == installed ]]; then
            installed[$package]=1
        fi
    done < <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null)
    for package in "$@"; do
        [[ -n ${installed[$package]-} ]] || echo "$package"
    done
}

# Installs the Debian packages "$@" as root; for anybody else, and when that fails, says how to and
# ends the program with status 3. Does nothing if none are named.
require_packages() {
    local log
    (($#)) || return 0
    if ((EUID == 0)) && command -v apt-get >/dev/null; then
        say "installing the Debian packages $*"
        log=$(mktemp)
        if { apt-get -q update &&
            DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends "$@"; } \
            >"$log" 2>&1 </dev/null; then
            rm -f "$log"
            return
        fi
        cat "$log" >&2
        rm -f "$log"
        say "could not install them; when that is mended, run"
    else
        say "these Debian packages are missing: $*"
        say "install them with"
    fi
    say "    sudo apt-get install --no-install-recommends $*"
    exit 3
}

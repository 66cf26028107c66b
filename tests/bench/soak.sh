# shellcheck shell=bash
# The torture suite in random order for a given time, in rotation on two JDKs under every collector
# and compiler worth a difference. To be sourced by tests/run, which has set $private.

# soak MINUTES [--seed N]: true if nothing failed.
soak() {
    local minutes=${1:?--soak needs a number of minutes} seed slice=30 homes home newest end
    local kinds kind left turn=0 status=0 line
    local -a options
    if [[ ! $minutes =~ ^[0-9]+$ ]] || ((minutes == 0)); then
        say "--soak needs a number of minutes, not $minutes"
        return 2
    fi
    seed=$RANDOM$RANDOM
    if [[ ${2-} == --seed ]]; then
        seed=${3:?--seed needs a number}
    fi
    build_tests
    homes=("$(find_jdk java "$oldest_jdk")")
    newest=$(find_jdk java)
    [[ $newest == "${homes[0]}" ]] || homes+=("$newest")
    kinds=(-XX:+UseG1GC -XX:+UseSerialGC -XX:+UseZGC -Xint -XX:TieredStopAtLevel=1 -Xcomp)
    say "soaking for $minutes minutes, seed $seed"
    end=$((SECONDS + minutes * 60))
    while ((SECONDS < end)); do
        home=${homes[turn % ${#homes[@]}]}
        kind=${kinds[turn / ${#homes[@]} % ${#kinds[@]}]}
        left=$((end - SECONDS))
        options=("$kind" -Xmx512m)
        if ! run_java "$home" "${options[@]}" -- org.breakwater.tests.torture.Soak \
            "$((seed + turn))" "$((left < slice ? left : slice))" >"$private/soak.log" 2>&1; then
            status=1
            cat "$private/soak.log"
            say "failed on JDK $(jdk_version "$home") with $kind, seed $((seed + turn))"
        fi
        line=$(tail -n 1 "$private/soak.log")
        printf 'JDK %-3s %-26s seed %-11s %s\n' "$(jdk_version "$home")" "$kind" \
            "$((seed + turn))" "$line"
        turn=$((turn + 1))
    done
    ((status == 0)) && say "soaked for $minutes minutes, $turn turns, seed $seed: nothing failed"
    return "$status"
}

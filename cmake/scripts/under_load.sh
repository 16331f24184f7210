#!/usr/bin/env bash
# under_load.sh PROGRAM busy|one_core|quota|memory: the whole suite on the mock where there is little
# to run on, for ctest. No case is judged otherwise than in peace: one may stay undecided, and is
# named. Exits 77 (skipped), loudly, where this machine lets nobody set the limit.
set -u

program=$1
helpers=()
group=

leave() {
  ((${#helpers[@]})) && kill "${helpers[@]}" 2>/dev/null
  [[ -z $group ]] && return
  echo $$ >"${group%/*}/cgroup.procs"
  rmdir -- "$group"
}
trap leave EXIT

# enter CONTROLLER FILE VALUE FILE2 VALUE2: this shell goes into a control group with that limit, as
# version 1 of control groups writes it, or as version 2 does.
enter() {
  local root=/sys/fs/cgroup file=$4 value=$5
  if [[ ! -f $root/cgroup.controllers ]]; then root=$root/$1 file=$2 value=$3; fi
  if mkdir -- "$root/wtsconform.$$" && group=$root/wtsconform.$$ &&
    echo "$value" >"$group/$file" && echo $$ >"$group/cgroup.procs"; then
    return
  fi 2>/dev/null
  echo "SKIPPED: THIS MACHINE LETS NOBODY SET A LIMIT OF $1, SO NOTHING WAS TESTED"
  exit 77
}

run=("$program" run mock)
case $2 in
  busy)
    for _ in {1..8}; do
      while :; do :; done &
      helpers+=($!)
    done
    ;;
  one_core) run=(taskset -c "$(taskset -pc $$ | sed 's/.*: //; s/[^0-9].*//')" "${run[@]}") ;;
  quota) enter cpu cpu.cfs_quota_us 5000 cpu.max '5000 100000' ;;
  memory) enter memory memory.limit_in_bytes $((256 << 20)) memory.max $((256 << 20)) ;;
  *)
    echo "under_load.sh: \"$2\" is none of busy, one_core, quota, memory" >&2
    exit 2
    ;;
esac

"${run[@]}"
status=$?
# 4: something stayed undecided, which the run has named.
((status == 0 || status == 4))

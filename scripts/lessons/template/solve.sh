# Runs as student in a login shell, on the lesson's start state; each section makes its checkpoint pass. Values: $V_name.
set -eu

# checkpoint: first-volume
virsh vol-create-as default "$V_volume" 1G --format qcow2

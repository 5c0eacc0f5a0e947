# Runs as solve.sh does; each section is a mistake that a student would make, and names what it leaves unmet.
set -eu

# checkpoint: first-volume
# unmet: pool.default.hasVolume
virsh vol-create-as default "$V_volume" 1G --format raw

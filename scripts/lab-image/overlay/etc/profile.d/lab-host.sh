# Shells come from tmux, not from a login that prints the message of the day.
if [ -n "${TMUX:-}" ] && [ "$(id -un)" = student ] && [ -t 1 ]; then cat /etc/motd; fi

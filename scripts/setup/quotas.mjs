import path from 'node:path'
import { capture } from './run.mjs'
import { incusSocket, poolName } from './settings.mjs'

/**
 * btrfs stops counting, and so stops limiting what a lab may write, once a large subvolume is deleted, or one that shares files
 * with others, as every lab host does: it is told to count all the same, and to count anew where it has stopped. Without root
 * nothing here can be seen, and it is left alone. `node scripts/setup/quotas.mjs` does it once.
 */
export async function ensureQuotas(signal) {
  const image = path.join(path.dirname(incusSocket), 'disks', `${poolName}.img`)
  const script = `for fs in /sys/fs/btrfs/*/qgroups; do
      for device in "\${fs%/qgroups}"/devices/loop*; do
        [ "$(cat "/sys/block/\${device##*/}/loop/backing_file" 2>/dev/null)" = "$1" ] || continue
        [ -w "$fs/drop_subtree_threshold" ] && echo 8 >"$fs/drop_subtree_threshold"
        [ "$(cat "$fs/inconsistent")" = 0 ] || nsenter -t "$(pgrep -xo incusd)" -m btrfs quota rescan -w "$2"
      done
    done`
  const mounted = path.join(path.dirname(incusSocket), 'storage-pools', poolName)
  await capture(['sh', '-c', script, 'sh', image, mounted], { root: true, signal })
}

if (process.argv[1] === import.meta.filename) await ensureQuotas()

/**
 * libvirt has no event for snapshots of a VM that is off, autostart, `--config` edits, volumes and DHCP leases. Each of them
 * writes a file; this table says where, and what must be read again when it does. The layout is the same in libvirt 9 to 11.
 */
export type Reread =
  | { kind: 'domain'; name: string }
  /** Snapshots of the VM of that name. */
  | { kind: 'snapshots'; name: string }
  | { kind: 'network'; name: string }
  | { kind: 'pool'; name: string }
  /** Volumes of the active pool whose directory this is. */
  | { kind: 'volumes'; directory: string }
  /** Addresses of all that is plugged into the network on that bridge. */
  | { kind: 'leases'; bridge: string }
  /** Something of the host's own: accounts, packages, firewall rules, hooks of libvirt's. */
  | { kind: 'host-file' }
  /** A directory to watch came or went. */
  | { kind: 'directories' }

type NamedKind = 'domain' | 'network' | 'pool'

/** Directory → what a file `<name>.xml` (or `<name>.save`) in it belongs to. */
const namedIn: Record<string, NamedKind> = {
  '/etc/libvirt/qemu': 'domain',
  '/etc/libvirt/qemu/autostart': 'domain',
  '/run/libvirt/qemu': 'domain',
  '/var/lib/libvirt/qemu/save': 'domain',
  '/etc/libvirt/qemu/networks': 'network',
  '/etc/libvirt/qemu/networks/autostart': 'network',
  '/run/libvirt/network': 'network',
  '/etc/libvirt/storage': 'pool',
  '/etc/libvirt/storage/autostart': 'pool',
  '/run/libvirt/storage': 'pool',
}
const snapshots = '/var/lib/libvirt/qemu/snapshot'
const leases = '/var/lib/libvirt/dnsmasq'
/** Where a directory appears that wasn't there yet, as `autostart` before the first use. */
const parents = ['/run/libvirt', '/var/lib/libvirt/qemu']

/** Files that no libvirt tells of, by directory. */
const hostFiles: Record<string, RegExp> = {
  '/etc': /^(group|nftables\.conf)$/,
  '/etc/libvirt/hooks/network.d': /./,
  '/var/lib/dpkg': /^status$/,
}

/** In the place of an event of inotify's. */
const firewall = 'FIREWALL'

const fixed = [...Object.keys(namedIn), snapshots, leases, ...parents, ...Object.keys(hostFiles)]

/**
 * inotifywait on those of our paths and of the pools' directories that exist; after the
 * line `watchesEstablished` one `EVENTS|path` per change, ended by NUL. Rules of the kernel's firewall are no file: nft tells
 * of each transaction, until the inotifywait that this shell becomes is gone.
 */
export function watchCommand(poolDirectories: string[]): string[] {
  const script = `
    for path in "$@"; do [ -d "$path" ] && set -- "$@" "$path"; shift; done
    for path in ${snapshots}/*/; do [ -d "$path" ] && set -- "$@" "\${path%/}"; done
    setpriv --pdeathsig KILL nft monitor 2>/dev/null |
      while read -r mark _; do [ "$mark" != '#' ] || printf '${firewall}|\\0'; done &
    exec inotifywait --monitor --no-newline --format '%e|%w%f%0' --event close_write --event moved_to --event moved_from \\
      --event create --event delete --event attrib --event delete_self -- "$@" 2>&1`
  return ['sh', '-c', script, 'watch', ...fixed, ...poolDirectories]
}

/** What must be read again after one record of inotifywait; null when it means nothing to us. */
export function rereadFor(record: string, poolDirectories: string[]): Reread | null {
  const bar = record.indexOf('|')
  const events = record.slice(0, bar).split(',')
  const path = record.slice(bar + 1).replace(/(?<=.)\/$/, '')
  const directory = path.slice(0, path.lastIndexOf('/'))
  const file = path.slice(directory.length + 1)

  if (events.includes(firewall)) return { kind: 'host-file' }
  if (events.includes('DELETE_SELF')) return { kind: 'directories' }
  if (events.includes('ISDIR')) return directoryChange(path, directory, events, poolDirectories)
  if (poolDirectories.includes(directory)) return { kind: 'volumes', directory }
  if (hostFiles[directory]?.test(file)) return { kind: 'host-file' }
  if (directory === leases) return /\.status$/.test(file) ? { kind: 'leases', bridge: file.slice(0, -7) } : null
  if (directory.startsWith(`${snapshots}/`)) return snapshotChange(directory, file)
  const kind = namedIn[directory]
  const name = /^(.+)\.(xml|save)$/.exec(file)?.[1]
  // libvirt writes `<name>.xml.new` and renames it, so only the final name says that the change is complete.
  if (!kind || !name) return null
  return { kind, name }
}

/** Written as `<snapshot>.xml.new`, and renamed. */
function snapshotChange(directory: string, file: string): Reread | null {
  return file.endsWith('.xml') ? { kind: 'snapshots', name: directory.slice(snapshots.length + 1) } : null
}

function directoryChange(path: string, directory: string, events: string[], poolDirectories: string[]): Reread | null {
  if (!events.includes('CREATE') && !events.includes('DELETE') && !events.includes('MOVED_TO')) return null
  if (fixed.includes(path) || directory === snapshots) return { kind: 'directories' }
  return poolDirectories.includes(directory) ? { kind: 'volumes', directory } : null
}

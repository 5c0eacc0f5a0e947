/**
 * What the course covers and the site does, row by row: a test is of a row if its title has the row's id in brackets,
 * `[4.4-cache] …`, or its proof names it; a lesson's section if its heading does. docs/coverage.md is made from these.
 */
export const siteRows = {
  '1.1-start': 'Define and start a VM; transient and persistent',
  '1.1-monitoring': 'CPU, memory, disk and network of VMs over time',
  '3.1-iso': 'New VM from a local ISO',
  '3.1-url': 'New VM by network install',
  '3.1-pxe': 'New VM by PXE: the boot order and the network',
  '3.1-import': 'New VM from a disk that exists',
  '3.2-os': 'Choice of the operating system: detected, searched, generic',
  '3.3-sizing': 'CPUs and memory, with advice from the real host',
  '3.3-format': 'Disk format: qcow2, raw, qed',
  '3.3-allocation': 'Disk allocated now or on demand, and where',
  '3.4-finish': 'Summary, name, customise before install, start, console opens',
  '4.1-tree': 'The device tree, and each device as XML',
  '4.1-xml': 'The XML tab: edit, refuse what is wrong, apply',
  '4.1-add': 'Add Hardware, and remove it',
  '4.2-pending': 'Edit while it runs: what applies now and what waits, as a diff',
  '4.2-vcpus': 'vCPUs, current and maximum, live and persistent',
  '4.2-model': 'CPU model: what the host offers',
  '4.2-topology': 'CPU topology',
  '4.2-boot': 'Boot order, boot menu, autostart',
  '4.3-memory': 'Current and maximum memory, balloon, statistics period',
  '4.3-ksm': 'KSM: the host switch and the opt-out',
  '4.3-locked': 'Locked memory',
  '4.4-add': 'Add a disk (new or existing) and remove it, running or off',
  '4.4-bus': 'Disk bus: IDE, SATA, virtio, SCSI, USB',
  '4.4-cache': 'Disk cache mode',
  '4.4-io': 'Disk I/O mode',
  '4.4-media': 'Change and eject the CD-ROM',
  '4.5-source': 'NIC source: network, bridge, macvtap, isolated',
  '4.5-model': 'NIC model',
  '4.5-link': 'NIC link state',
  '4.5-mac': 'NIC MAC address: automatic, by hand, anew',
  '5.1-open': 'Open, scale, full screen, release, reconnect',
  '5.2-vnc': 'VNC display: listen, port, password',
  '5.3-spice': 'SPICE display, sound, USB redirection, clipboard, shared folder',
  '5.4-keys': 'Send keys',
  '5.4-screenshot': 'Screenshot',
  '5.4-serial': 'Serial console',
  '5.4-trouble': 'Why there is no picture: state, reason, display, log',
  '6.2-dir': 'Directory pool',
  '6.2-fs': 'File system pool',
  '6.2-logical': 'LVM pool',
  '6.2-netfs': 'NFS pool',
  '6.2-iscsi': 'iSCSI pools',
  '6.3-worked': 'The worked example: myvm-storage',
  '6.4-create': 'Create a volume',
  '6.4-delete': 'Delete a volume',
  '6.4-info': 'Volume information',
  '6.4-rename': 'A volume cannot be renamed: clone, re-point, delete',
  '6.4-clone': 'Clone a volume',
  '6.4-resize': 'Resize a volume, in use and not',
  '6.4-upload': 'Upload and download a volume',
  '6.5-pool': 'Pool: autostart, persistence, permissions, space',
  '7.1-default': 'The pieces of a network; `default`',
  '7.3-isolated': 'Isolated network: the worked example, and the one without an address',
  '7.3-nat': 'NAT network',
  '7.3-routed': 'Routed network',
  '7.3-open': 'Open network',
  '7.3-bridge': 'Network on a bridge of the host',
  '7.3-autostart': 'Network: start, stop, autostart, delete',
  '7.3-dhcp': 'Subnet, gateway and DHCP range, checked as one types',
  '7.3-lease': 'Lease time',
  '7.4-dns': 'DNS forwarders or the host’s DNS',
  '7.4-host': 'Static address by MAC, with a host name',
  '7.4-forward': 'Port forwarding that works',
  '7.5-diagnose': 'Diagnose: no address, no way out',
  '8.2-clone': 'Clone: name, MAC, storage',
  '8.2-running': 'Clone of a VM that runs: refused, and why',
  '8.3-linked': 'Linked clone, and the backing chain',
  '8.4-create': 'Create a snapshot: internal, external, with memory',
  '8.5-list': 'Snapshots as a tree, and their information',
  '8.5-revert': 'Revert',
  '8.5-delete': 'Delete a snapshot',
  '8.5-edit': 'Edit a snapshot’s description',
  '8.5-undefine': 'A VM with snapshots cannot be undefined as it is',
} as const

/** What lessons teach and nothing of the site does by itself: proved by their checkpoints. */
export const lessonRows = {
  '1.1-gui-cli': 'Graphical and command-line tools do the same; `create` is transient, `define` and `start` are not',
  '1.2-stack': 'The place in the stack: client, libvirt, QEMU/KVM, kernel',
  '1.3-fits': 'Where virt-manager fits; remote hosts by `qemu+ssh://`',
  '2.1-checks': 'Checks before installation: CPU, module, virt-host-validate, the daemon and its split form',
  '2.2-packages': 'Packages and versions; what stands behind `qemu-kvm`',
  '2.3-groups': 'The libvirt group, polkit, and why `virsh list` looks empty',
  '2.4-remote': 'A remote host in virt-manager instead of X11 forwarding',
  '9-create': 'The flow of creating a VM, in one piece',
  '9-hardware': 'The flow of changing hardware, in one piece',
  '9-storage-network': 'The flow of storage and networks, in one piece',
  '9-glossary': 'The glossary: one word for one thing in both languages',
  '9-exam': 'The exam: a small environment end to end, on a fresh lab, graded',
} as const

export const rows = { ...siteRows, ...lessonRows }

export type CoveredRow = keyof typeof rows

/** The chapters of the course, as the rows begin with their numbers. */
export const chapters: Record<string, string> = {
  1: 'Overview',
  2: 'Installation and permissions',
  3: 'New VM wizard',
  4: 'Hardware',
  5: 'Console',
  6: 'Storage',
  7: 'Networks',
  8: 'Clone and snapshot',
  9: 'Summary and exam',
}

/** Ids of a chapter's rows: `4.2-boot` and `9-exam` begin with its number. */
export function rowsOf(chapter: string): CoveredRow[] {
  return (Object.keys(rows) as CoveredRow[]).filter((row) => chapterOf(row) === Number(chapter))
}

export function chapterOf(row: CoveredRow): number {
  return Number.parseInt(row, 10)
}

/** What the kernel of a lab host (an unprivileged container) cannot do of a row; its tests then show all but this. */
export const limits: Partial<Record<CoveredRow, string>> = {
  '4.2-model': 'host-passthrough and host-model need KVM: under TCG they are defined, and refused at start',
  '4.5-source': 'a lab host has no uplink: macvtap and bridges to the outside are defined, not used',
  '6.2-fs': 'a container may not mount a block device: defined, not started',
  '6.2-logical': 'no device-mapper in a container: defined, not started',
  '6.2-netfs': 'NFS cannot be mounted in a user namespace: defined, not started',
  '6.2-iscsi': 'no iSCSI initiator in a container: defined, not started',
}

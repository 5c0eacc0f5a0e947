/** Prints everything that libvirt knows in a lab host, whatever made it: run as root there. */
export const printState = `
LC_ALL=C; export LC_ALL
section() { printf '\\n### %s\\n' "$*"; }
for vm in $(virsh list --all --name | sort); do
  section vm "$vm" "$(virsh domstate --reason "$vm" | head -1)"
  virsh dumpxml --security-info "$vm"
  section vm "$vm" --inactive; virsh dumpxml --security-info --inactive "$vm" 2>/dev/null
  section vm "$vm" info; virsh dominfo "$vm" | grep -E '^(Persistent|Autostart|Managed)'
  virsh snapshot-list "$vm" --name 2>/dev/null | sed '/^$/d' | sort | while read -r snapshot; do
    section snapshot "$vm" "$snapshot"; virsh snapshot-dumpxml --security-info "$vm" "$snapshot" </dev/null
  done
  section snapshot "$vm" current; virsh snapshot-current "$vm" --name 2>/dev/null
done
for net in $(virsh net-list --all --name | sort); do
  section net "$net"; virsh net-dumpxml "$net"; virsh net-dumpxml --inactive "$net" 2>/dev/null
  virsh net-info "$net" | grep -E '^(Active|Persistent|Autostart)'
done
for pool in $(virsh pool-list --all --name | sort); do
  section pool "$pool"; virsh pool-dumpxml --inactive "$pool"; virsh pool-info "$pool" | grep -E '^(State|Persistent|Autostart)'
  virsh vol-list "$pool" 2>/dev/null | awk 'NR > 2 && NF { print $1 }' | sort | while read -r vol; do
    section volume "$pool" "$vol"; virsh vol-dumpxml --pool "$pool" "$vol" </dev/null
  done
done
section files; find /etc/libvirt/hooks -type f 2>/dev/null | sort | while read -r file; do echo "$file"; cat "$file"; done
`

/** What is chosen at random or by the clock, and what a running QEMU was given. */
const replacements: [RegExp, string][] = [
  [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID'],
  [/52:54:00(:[0-9a-f]{2}){3}/g, 'MAC'],
  [/<domain type='(\w+)' id='\d+'/g, "<domain type='$1' id='ID'"],
  [/domain-\d+-/g, 'domain-ID-'],
  [/vnet\d+/g, 'vnetN'],
  [/\/dev\/pts\/\d+/g, '/dev/pts/N'],
  [/<creationTime>\d+/g, '<creationTime>TIME'],
  [/<(atime|mtime|ctime|btime)>[\d.]+/g, '<$1>TIME'],
  [/<(allocation|available|physical) unit='(\w+)'>\d+/g, "<$1 unit='$2'>SIZE"],
  [/<currentMemory unit='KiB'>(\d+)/g, "<currentMemory unit='KiB'>$1"],
]

export function normaliseState(printed: string): string {
  return replacements.reduce((text, [pattern, to]) => text.replace(pattern, to), printed)
}

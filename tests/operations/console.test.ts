import { vi } from 'vitest'
import { proof, proveOperations } from '#tests/support/prove.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

proveOperations('Consoles', site, [
  proof({
    row: '5.4-keys',
    title: 'Ctrl+Alt+Del',
    given: `virt-install --name demo --osinfo generic --memory 64 --vcpus 1 --disk none --network none --import \\
      --boot hd --graphics vnc,listen=socket --print-xml > /tmp/demo.xml && virsh -q define /tmp/demo.xml &&
      virsh -q start demo --paused`,
    operation: 'vm-send-key',
    input: { vm: 'demo', keys: ['KEY_LEFTCTRL', 'KEY_LEFTALT', 'KEY_DELETE'] },
    check: 'virsh domstate demo',
    prints: /paused/,
  }),
])

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TestLab } from '#tests/support/lab.ts'
import { labImages } from '#tests/support/lab-images.ts'

/**
 * TinyVM Linux on the machines that lessons make: each bus of disks and model of network cards to a login, an address, an
 * answering agent and a shutdown by ACPI. The ways to install it are lib/labs/creation/installations.test.ts.
 */
const images = '/var/lib/libvirt/images'
const bootMs = 90_000
const [labImage] = labImages
let lab: TestLab

beforeAll(async () => {
  if (!labImage) throw new Error('there is no lab image')
  lab = await TestLab.start(labImage)
})
afterAll(() => lab?.remove())

const sh = (line: string) => lab.run('sh', '-c', line)

/** Waits until a shell condition holds; says what is there if it never does. */
const until = (condition: string, otherwise = 'true') =>
  sh(`timeout 60 sh -c "until ${condition}; do sleep 0.2; done" || { ${otherwise}; exit 1; } >&2`)

async function boot(name: string, hardware: string): Promise<void> {
  await sh(`qemu-img create -q -f qcow2 -F qcow2 -b ${images}/tinyvm-1.0-x86_64.qcow2 ${images}/${name}.qcow2
    virt-install --quiet --name ${name} --osinfo tinyvm1.0 --memory 192 --vcpus 1 --import --graphics vnc --noautoconsole \\
      --channel unix,target.type=virtio,target.name=org.qemu.guest_agent.0 \\
      --serial file,path=/var/log/libvirt/qemu/${name}.serial ${hardware.replace('DISK', `path=${images}/${name}.qcow2`)}`)
  await until(
    `grep -q 'tinyvm login:' /var/log/libvirt/qemu/${name}.serial`,
    `tail -c 500 /var/log/libvirt/qemu/${name}.serial`,
  )
}

/** What a program of the guest prints, through the agent. */
async function inGuest(name: string, path: string, ...args: string[]): Promise<string> {
  const ask = async (execute: string, given: object) =>
    JSON.parse(await lab.run('virsh', 'qemu-agent-command', name, JSON.stringify({ execute, arguments: given }))).return
  const { pid } = await ask('guest-exec', { path, arg: args, 'capture-output': true })
  for (;;) {
    const status = await ask('guest-exec-status', { pid })
    if (status.exited) return Buffer.from(status['out-data'] ?? '', 'base64').toString()
  }
}

const agentAnswers = (name: string) => until(`virsh domtime ${name} >/dev/null 2>&1`)

describe.each([
  ['virtio', '--machine q35 --disk DISK,bus=virtio --network network=default,model=virtio'],
  ['sata', '--machine q35 --disk DISK,bus=sata --network network=default,model=e1000'],
  ['ide', '--machine pc --disk DISK,bus=ide --network network=default,model=rtl8139'],
  [
    'scsi',
    '--machine q35 --controller scsi,model=virtio-scsi --disk DISK,bus=scsi --network network=default,model=e1000e',
  ],
  ['usb', '--machine pc --disk DISK,bus=usb --network network=default,model=virtio'],
])('a guest whose disk is %s', (name, hardware) => {
  beforeAll(() => boot(name, hardware), bootMs)
  afterAll(() => sh(`virsh -q destroy ${name} 2>/dev/null; virsh -q undefine ${name} --remove-all-storage`))

  it('gets an address and answers as agent', async () => {
    await until(`virsh -q domifaddr ${name} | grep -q 192.168.122`, 'virsh net-dhcp-leases default')
    await agentAnswers(name)
    expect(await lab.run('virsh', '-q', 'domifaddr', name, '--source', 'agent')).toContain('192.168.122.')
  })

  if (name === 'virtio') {
    it('asks for a login on the screen as well, which is 800 by 600', async () => {
      expect(await inGuest(name, '/bin/ps')).toMatch(/getty .*tty1\b/)
      await until(
        `virsh -q screenshot ${name} /tmp/screen --screen 0 >/dev/null && file /tmp/screen | grep -q '800 x 600'`,
      )
    })

    it('gives memory back to the host', async () => {
      await sh(`virsh setmem ${name} 128M --live`)
      await until(`virsh dommemstat ${name} | grep -qx 'actual 131072'`, `virsh dommemstat ${name}`)
    })
  }

  it('stops when its power button is pressed', async () => {
    await sh(`virsh shutdown ${name} --mode acpi`)
    await until(`virsh domstate ${name} | grep -q 'shut off'`)
  })
})

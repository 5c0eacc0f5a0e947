import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { GuestCounter } from './guest-counter.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const { incus } = await import('#lib/incus/client.ts')
const { findInstance } = await import('#lib/incus/instances.ts')
const { acquireLabHost, closeLabHosts } = await import('#lib/labs/lab-host.ts')
const { findOrCreateLab, readPhase, startLab } = await import('#lib/labs/lab-service.ts')
const { suspendLab } = await import('#lib/labs/suspend-lab.ts')

let labId: string
let instance: string

async function inLab(command: string): Promise<string> {
  const { exitCode, stdout, stderr } = await incus().run(instance, ['sh', '-c', command], { timeoutMs: 100_000 })
  if (exitCode !== 0) throw new Error(`${command}: ${stderr || stdout}`)
  return stdout.trim()
}
const makeVm = (name: string, ...options: string[]) =>
  inLab(`virsh -q vol-create-as default ${name}.qcow2 1G --format qcow2 --backing-vol tinyvm-1.0-x86_64.qcow2 --backing-vol-format qcow2
virt-install --name ${name} --memory 192 --vcpus 1 --osinfo tinyvm1.0 --import --disk vol=default/${name}.qcow2 --graphics none \
  --noautoconsole ${options.join(' ')}`)

beforeAll(async () => {
  const lab = await findOrCreateLab({ studentId: await site.addStudent(), courseId: 'c' })
  labId = lab.id
  instance = lab.instance
  await startLab({ labId })
  await inLab(`cat > /tmp/own.xml <<'X'
<network><name>own</name><bridge name='virbr7'/><ip address='10.7.0.1' netmask='255.255.255.0'/></network>
X
virsh -q net-define /tmp/own.xml; virsh -q net-start own`)
  await makeVm('one')
  // On a network that does not start by itself.
  await makeVm('two', '--network network=own')
  await makeVm('still')
  await inLab('virsh -q suspend still')
}, 180_000)
afterAll(async () => {
  await closeLabHosts()
  await site.remove()
}, 60_000)

test('two VMs that count go on counting where they were, a paused one stays paused; nothing boots anew', async () => {
  const host = await acquireLabHost(labId)
  const before = await Promise.all([GuestCounter.open(host, 'one'), GuestCounter.open(host, 'two')])
  await Promise.all(before.map((guest) => guest.begin()))
  await Promise.all(before.map((guest) => guest.next()))
  const last = await Promise.all(before.map((guest) => guest.next()))
  for (const guest of before) guest.close()
  host.release()

  await suspendLab({ labId, why: 'idle' })
  expect(readPhase(labId)).toEqual({ phase: 'stopped', suspended: { vms: 3, why: 'idle' } })
  expect((await findInstance(incus(), instance))?.running).toBe(false)

  await startLab({ labId })
  expect(readPhase(labId).phase).toBe('running')
  expect(await inLab('virsh domstate still; virsh domstate one; virsh domstate two')).toMatch(
    /^paused\s+running\s+running$/,
  )
  const again = await acquireLabHost(labId)
  const after = await Promise.all([GuestCounter.open(again, 'one'), GuestCounter.open(again, 'two')])
  const now = await Promise.all(after.map((guest) => guest.next()))
  for (const [index, count] of now.entries()) {
    const then = last[index] as typeof count
    expect(count.bootId).toBe(then.bootId)
    expect(count.n).toBeGreaterThan(then.n)
    // One count a second of its own time: none was left out, none begun anew.
    expect(Math.abs(count.n - then.n - (count.uptimeSeconds - then.uptimeSeconds))).toBeLessThan(15)
  }
  for (const guest of after) guest.close()
  again.release()
}, 240_000)

test('a VM that cannot be saved is named, and all run on', async () => {
  await inLab('virsh -q dumpxml one > /tmp/one.xml; virsh -q undefine one')
  await expect(suspendLab({ labId, why: 'idle' })).rejects.toMatchObject({
    code: 'lab.not-saved',
    params: { name: 'one' },
  })
  expect(readPhase(labId).phase).toBe('running')
  expect(await inLab('virsh domstate one; virsh domstate two')).toMatch(/^running\s+running$/)
  await inLab('virsh -q define /tmp/one.xml')
}, 120_000)

test('VMs that libvirtd does not know of are not cut off', async () => {
  await inLab('systemctl stop libvirtd.socket libvirtd-ro.socket libvirtd-admin.socket libvirtd')
  const before = await inLab('pgrep -c qemu-system')
  await expect(suspendLab({ labId, why: 'idle' })).rejects.toMatchObject({ code: 'lab.not-saved' })
  expect(readPhase(labId).phase).toBe('running')
  expect(await inLab('pgrep -c qemu-system')).toBe(before)
  await inLab('systemctl start libvirtd.socket libvirtd')
}, 120_000)

test('what is wanted again meanwhile is not suspended', async () => {
  await suspendLab({ labId, why: 'idle', unless: () => true })
  expect(readPhase(labId).phase).toBe('running')
})

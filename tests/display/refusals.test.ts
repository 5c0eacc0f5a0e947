import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '#lib/access/actor.ts'
import type { OperationInput } from '#lib/labs/operations/catalogue.ts'
import type { LiveLab } from '#tests/support/live-lab.ts'

const site = await vi.hoisted(async () => (await import('#lib/labs/test-site.ts')).makeTestSite())

const screen = `virt-install --name screen --osinfo generic --memory 64 --vcpus 1 --disk none --network none --import \\
  --boot hd --graphics vnc --noautoconsole --print-xml > /tmp/screen.xml && virsh -q define /tmp/screen.xml`
const set = (change: Partial<OperationInput<'display-set'>>): OperationInput<'display-set'> => ({
  ...{ vm: 'screen', number: 1, type: 'vnc', listen: 'localhost', port: null, password: null },
  ...change,
})

describe('a display that cannot be', () => {
  let lab: LiveLab
  let actor: Actor

  beforeAll(async () => {
    const { LiveLab: Lab } = await import('#tests/support/live-lab.ts')
    lab = await Lab.start(await site.addStudent())
    actor = { userId: lab.studentId, role: 'student', name: 'ann', locale: 'en' }
    await lab.run(
      `${screen}; virsh dumpxml screen | sed 's/screen/other/; /<uuid>/d; s/port=.-1. autoport=.yes./port="5940"/' > /tmp/o.xml; virsh -q define /tmp/o.xml`,
    )
    await lab.run(`virsh dumpxml screen | sed 's/screen/spice/; /<uuid>/d' > /tmp/s.xml; virsh -q define /tmp/s.xml
      virt-xml spice --edit --graphics clearxml=yes,type=spice,port=-1,tlsport=-1 && virt-xml spice --add-device --channel spicevmc`)
  })
  afterAll(async () => {
    await lab?.remove()
    await site.remove()
  })

  it.each([
    ['a port that another VM has', { port: 5940 }, 'display.port-taken', 'port'],
    ['a port below all displays', { port: 80 }, 'display.port', 'port'],
    ['a port that is none', { port: 1e9 }, 'display.port', 'port'],
    ['a VNC password that would be cut', { password: '123456789' }, 'display.password-long', 'password'],
    ['a password that virt-xml would write wrongly', { password: '<a&b>' }, 'display.password-markup', 'password'],
    ['an empty password', { password: '' }, 'display.password-empty', 'password'],
    ['a password of two lines', { password: 'a\nb' }, 'display.password-empty', 'password'],
    ['SPICE taken away from devices that need it', { vm: 'spice' }, 'display.needs-spice', 'type'],
    ['a display that is not there', { number: 3 }, 'devices.not-there', undefined],
    ['XML in a choice', { listen: "'/><x" as 'all' }, 'operation.bad-request', 'listen'],
  ])('%s: told at its field, nothing changed', async (_what, change, code, field) => {
    const { performOperation } = await import('#lib/labs/operations/perform-operation.ts')
    const dump = 'for vm in screen spice; do virsh dumpxml $vm --inactive --security-info; done'
    const before = await lab.run(dump)
    const request = { labId: lab.labId, operation: 'display-set', jobId: crypto.randomUUID(), input: set(change) }
    await expect(performOperation(actor, request)).rejects.toMatchObject({ code, field })
    expect(await lab.run(dump)).toBe(before)
  })
})

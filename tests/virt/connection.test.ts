import type { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { type Libvirt, openLibvirt } from '#lib/virt/connect.ts'
import { createDomain, listDomains, readDomain, readDomainState, readDomains, startDomain } from '#lib/virt/domain.ts'
import { domainProcedures } from '#lib/virt/rpc/procedures.ts'
import { tinyDomain } from '#tests/support/lab-domain.ts'
import { EventRecorder } from '#tests/support/lab-events.ts'
import { describeOnLabs } from '#tests/support/lab-suite.ts'
import { virsh } from '#tests/support/virsh.ts'

function stateReached(lv: Libvirt, wanted: string): Promise<void> {
  return new Promise((resolve) => {
    const stop = lv.onStateChange((state) => {
      if (state !== wanted) return
      void stop()
      resolve()
    })
  })
}

describeOnLabs('the connection', (context) => {
  // The first: what others do, libvirtd may say a moment later.
  test('libvirtd finds nothing to complain of when we go', async () => {
    const { lab } = context
    const [, cursor = ''] = /^-- cursor: (.*)$/m.exec(await lab.run('journalctl', '-n0', '--show-cursor')) ?? []
    const lv = await lab.libvirt()
    await listDomains(lv)
    await lv.close()
    const words = await lab.run('journalctl', '-u', 'libvirtd', '-o', 'cat', '--no-pager', `--after-cursor=${cursor}`)
    expect(words).not.toContain('End of file')
  })

  test('slow calls do not hold up quick ones', async () => {
    const { lab, lv } = context
    const other = await createDomain(lv, { xml: tinyDomain('other') })
    const dom = await createDomain(lv, { xml: tinyDomain('stuck') })
    // A QEMU that is stopped answers no monitor: calls that ask it wait until it goes on.
    const pid = await lab.qemuPid(dom.name)
    await lab.run('sh', '-c', `kill -STOP ${pid}`)
    const slow = Array.from({ length: 5 }, () =>
      lv.call(domainProcedures.domainMemoryStats, { dom: { ...dom, id: -1 }, maxStats: 20, flags: 0 }),
    )
    let slowDone = 0
    for (const call of slow) void call.finally(() => slowDone++).catch(() => {})
    for (let i = 0; i < 20; i++) expect(await listDomains(lv)).toHaveLength(2)
    expect((await readDomainState(lv, dom)).state).toBe('running')
    expect((await readDomain(lv, other.uuid)).state).toBe('running')
    expect(slowDone).toBe(0)
    await lab.run('sh', '-c', `kill -CONT ${pid}`)
    await Promise.all(slow)
    await virsh(lab, 'destroy', 'stuck')
    await virsh(lab, 'destroy', 'other')
  })

  test('a call in flight can be given up', async () => {
    const { lab, lv } = context
    const dom = await createDomain(lv, { xml: tinyDomain('waits') })
    const pid = await lab.qemuPid(dom.name)
    await lab.run('sh', '-c', `kill -STOP ${pid}`)
    const args = { dom: { ...dom, id: -1 }, maxStats: 20, flags: 0 }
    await expect(lv.call(domainProcedures.domainMemoryStats, args, { timeoutMs: 50 })).rejects.toMatchObject({
      code: 'libvirt.timeout',
    })
    const cancel = new AbortController()
    const call = lv.call(domainProcedures.domainMemoryStats, args, { signal: cancel.signal })
    setImmediate(() => cancel.abort())
    await expect(call).rejects.toMatchObject({ code: 'libvirt.aborted' })
    await lab.run('sh', '-c', `kill -CONT ${pid}`)
    await lv.call(domainProcedures.domainMemoryStats, args)
    await virsh(lab, 'destroy', 'waits')
  })

  test('libvirtd killed: calls reject, it reconnects, says resync, and events come again', async () => {
    const { lab, lv } = context
    const dom = await createDomain(lv, { xml: tinyDomain('survives') })
    const events = new EventRecorder(lv)
    const pid = await lab.qemuPid(dom.name)
    await lab.run('sh', '-c', `kill -STOP ${pid}`)
    const args = { dom: { ...dom, id: -1 }, maxStats: 20, flags: 0 }
    const pending = lv.call(domainProcedures.domainMemoryStats, args)
    const rejected = expect(pending).rejects.toMatchObject({ code: 'libvirt.disconnected' })
    const lost = stateReached(lv, 'reconnecting')
    const back = stateReached(lv, 'connected')
    await lab.run('systemctl', 'kill', '--signal=KILL', 'libvirtd.service')
    await lab.run('sh', '-c', `kill -CONT ${pid}`)
    await Promise.all([rejected, lost])
    await back
    await events.next(({ type }) => type === 'resync')
    expect(await readDomains(lv)).toMatchObject([{ name: 'survives', state: 'running', id: dom.id }])
    await virsh(lab, 'suspend', 'survives')
    await events.lifecycle('survives', 'suspended')
    await virsh(lab, 'destroy', 'survives')
    events.stop()
  })

  test('while it is away, calls reject at once; after close, for good', async () => {
    const { lab } = context
    let openings = 0
    const streams: Duplex[] = []
    const lv = await openLibvirt({
      open: async (signal) => {
        if (++openings > 1) throw new Error('the lab is gone')
        const stream = await lab.openBytes(signal)
        streams.push(stream)
        return stream
      },
    })
    const lost = stateReached(lv, 'reconnecting')
    streams[0]?.destroy()
    await lost
    await expect(listDomains(lv)).rejects.toMatchObject({ code: 'libvirt.disconnected' })
    await expect(startDomain(lv, { uuid: '00000000-0000-4000-8000-000000000000' })).rejects.toMatchObject({
      code: 'libvirt.disconnected',
    })
    const closed = stateReached(lv, 'closed')
    await lv.close()
    await closed
    await expect(listDomains(lv)).rejects.toMatchObject({ code: 'libvirt.closed' })
  })

  test('opening what does not open', async () => {
    const { lab } = context
    const open = (signal?: AbortSignal) => lab.openBytes(signal)
    await expect(openLibvirt({ open, uri: 'nothing:///here' })).rejects.toMatchObject({
      code: expect.stringMatching(/^libvirt\.\d+$/),
    })
    const fails = () => Promise.reject(new Error('no way in'))
    await expect(openLibvirt({ open: fails })).rejects.toMatchObject({
      code: 'libvirt.disconnected',
      params: { words: 'no way in' },
    })
    await expect(openLibvirt({ open, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'libvirt.aborted' })
  })
})

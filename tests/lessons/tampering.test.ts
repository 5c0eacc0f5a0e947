import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { LiveLab } from '#tests/support/live-lab.ts'

const program = '#!/usr/bin/python3\nprint("the program as the image knows it")\n'

const { site, lessons } = await vi.hoisted(async () => ({
  site: (await import('#lib/labs/test-site.ts')).makeTestSite(),
  lessons: (await import('#tests/support/test-lessons.ts')).makeTestLessons({
    '01-tampering': {
      checkpoints: `
      const hints = { zh: [], en: [] }
      export default [
        is.checkpoint('vm', { points: 10, expect: [is.vm('ghost').exists().isPersistent().hasVcpus({ min: 1 })], hints }),
        is.checkpoint('network', { points: 10, expect: [is.network('ghost').exists().isActive().autostarts()], hints }),
        is.checkpoint('pool', { points: 10, expect: [is.pool('ghost').exists().isActive().autostarts()], hints }),
        is.checkpoint('package', { points: 10, expect: [is.host().hasPackage('ghost')], hints }),
        is.checkpoint('group', { points: 10, expect: [is.host().hasUserInGroup('student', 'ghost')], hints }),
      ]`,
    },
  }),
}))

const { refreshGrading } = await import('#lib/grading/grader.ts')
const { readResults } = await import('#lib/grading/results.ts')
const { incus } = await import('#lib/incus/client.ts')
const { setInstanceConfig } = await import('#lib/incus/instances.ts')
const { LiveLab: Lab } = await import('#tests/support/live-lab.ts')

let lab: LiveLab
beforeAll(async () => {
  lab = await Lab.start(await site.addStudent(), 'tampering')
  // As the lab's image does for the packages of the course.
  const digest = createHash('sha256').update(program).digest('hex')
  await setInstanceConfig(incus(), lab.host.instance, { 'image.sha256.ghost': `${digest}  /usr/share/ghost/ghost.py` })
}, 300_000)
afterAll(async () => {
  await lab?.remove()
  await site.remove()
  lessons.remove()
})

const view = (id: string) => lab.state.checkpoints[`01-tampering/${id}`]
/** The host is read anew, as by “Judge again now”: nobody can say that the server had not looked yet. */
const judged = async (id: string) => {
  await refreshGrading(lab.labId)
  const { status, expectations } = view(id) ?? {}
  return [status, ...(expectations ?? []).map(({ met }) => met)]
}

const vmXml = `<domain type="qemu"><name>ghost</name><uuid>b4b1c6de-0000-4000-8000-000000000001</uuid><memory unit="MiB">64</memory><vcpu>1</vcpu><os><type arch="x86_64" machine="q35">hvm</type></os></domain>`
const networkXml = `<network><name>ghost</name><uuid>b4b1c6de-0000-4000-8000-000000000002</uuid><bridge name="virbr9"/><ip address="10.9.9.1" netmask="255.255.255.0"/></network>`
const poolXml = `<pool type="dir"><name>ghost</name><uuid>b4b1c6de-0000-4000-8000-000000000003</uuid><target><path>/srv</path></target></pool>`

describe('root in the lab host earns nothing by files that look right', { timeout: 120_000 }, () => {
  it('definitions written where libvirt keeps them, and marked as autostarted', async () => {
    await lab.run(`cat >/etc/libvirt/qemu/ghost.xml`, { input: vmXml })
    expect(await judged('vm')).toEqual(['open', false, false, false])
    await lab.run(
      `cat >/etc/libvirt/qemu/networks/ghost.xml; cp /etc/libvirt/qemu/networks/ghost.xml /run/libvirt/network/;
       ln -s /etc/libvirt/qemu/networks/ghost.xml /etc/libvirt/qemu/networks/autostart/`,
      { input: networkXml },
    )
    expect(await judged('network')).toEqual(['open', false, false, false])
    await lab.run(
      `cat >/etc/libvirt/storage/ghost.xml; mkdir -p /etc/libvirt/storage/autostart;
       ln -s /etc/libvirt/storage/ghost.xml /etc/libvirt/storage/autostart/`,
      { input: poolXml },
    )
    expect(await judged('pool')).toEqual(['open', false, false, false])
  })

  it('programs that lie: virsh, virt-install, dpkg, id', async () => {
    const lie = `#!/bin/sh\necho ' 1   ghost   running'\necho 'Status: install ok installed'\necho 'groups=100(ghost)'\n`
    await lab.run(
      `cat >/usr/local/bin/lie; chmod +x /usr/local/bin/lie;
       for one in virsh virt-install dpkg dpkg-query id groups getent; do cp -a "$(command -v $one)" /root/$one; cp /usr/local/bin/lie "$(readlink -f "$(command -v $one)")"; done;
       virsh list --all | grep ghost`,
      { input: lie },
    )
    expect(await judged('vm')).toEqual(['open', false, false, false])
    expect(await judged('package')).toEqual(['open', false])
    expect(await judged('group')).toEqual(['open', false])
    await lab.run(`for one in /root/*; do cp -a $one "$(readlink -f "$(command -v \${one##*/})")"; done`)
  })

  it('a package that dpkg believes in, and a program of its name', async () => {
    const paragraph = 'Package: ghost\nStatus: install ok installed\nVersion: 1.0\n\n'
    await lab.run(`cat >>/var/lib/dpkg/status; printf '#!/bin/sh\\n' >/usr/bin/ghost; chmod +x /usr/bin/ghost`, {
      input: paragraph,
    })
    expect(await lab.run('dpkg -s ghost')).toContain('install ok installed')
    expect(await judged('package')).toEqual(['open', false])
    await lab.run(`mkdir /usr/share/ghost; cat >/usr/share/ghost/ghost.py`, { input: `${program}# ` })
    expect(await judged('package')).toEqual(['open', false])
  })

  it('a file without end in the place of one that is read: it neither fills the server nor stops it', async () => {
    await lab.run('cp /etc/group /root/group; rm /etc/group; truncate -s 40G /etc/group')
    expect(await judged('group')).toEqual(['open', false])
    await lab.run('rm /etc/group; mkfifo /etc/group')
    await judged('vm')
    await lab.run('mv /root/group /etc/group')
    expect(await judged('group')).toEqual(['open', false])
  })

  it('and has no point after all that', async () => {
    expect(await readResults(lab.studentId)).toEqual([])
  })

  it('what is real is seen at once, so that the above means something', async () => {
    await lab.run('rm /etc/libvirt/qemu/ghost.xml; cat >/root/vm.xml; virsh -q define /root/vm.xml', { input: vmXml })
    await lab.until(() => view('vm')?.status === 'passed')
    await lab.run('groupadd ghost; usermod -aG ghost student')
    await lab.until(() => view('group')?.status === 'passed')
    await lab.run('cat >/usr/share/ghost/ghost.py', { input: program })
    expect(await judged('package')).toEqual(['passed', true])
    expect((await readResults(lab.studentId)).map(({ checkpoint, earned }) => [checkpoint, earned]).sort()).toEqual(
      ['group', 'package', 'vm'].map((id) => [`01-tampering/${id}`, 10]),
    )
  })
})

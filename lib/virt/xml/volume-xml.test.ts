import { describe, expect, it } from 'vitest'
import { renamedVolumeXml, virtCloneVolumeXml } from './volume-xml.ts'

const linked = `<volume type='file'>
  <name>demo.qcow2</name>
  <capacity unit='bytes'>67108864</capacity>
  <allocation unit='bytes'>200704</allocation>
  <target>
    <format type='qcow2'/>
    <permissions>
      <mode>0600</mode>
      <owner>64055</owner>
    </permissions>
    <features/>
  </target>
  <backingStore>
    <path>/srv/base.qcow2</path>
  </backingStore>
</volume>
`

describe('a copy of a volume', () => {
  it('by virsh vol-clone is the same but for its name', () => {
    const same = linked.replace('demo.qcow2', 'a&lt;b').replaceAll("'", '"').trim()
    expect(renamedVolumeXml(linked, 'a<b')).toBe(same)
  })

  it('by virt-clone has no base and no owner, and qcow2 lazy reference counts', () => {
    expect(virtCloneVolumeXml(linked, 'a<b')).toBe(`<volume>
  <name>a&lt;b</name>
  <capacity>67108864</capacity>
  <allocation>200704</allocation>
  <target>
    <format type='qcow2'/>
    <permissions>
      <mode>0600</mode>
    </permissions>
    <features>
      <lazy_refcounts/>
    </features>
  </target>
</volume>`)
  })

  it('by virt-clone of a raw one has no features', () => {
    expect(virtCloneVolumeXml(linked.replace("'qcow2'", "'raw'"), 'copy.img')).not.toContain('features')
  })
})

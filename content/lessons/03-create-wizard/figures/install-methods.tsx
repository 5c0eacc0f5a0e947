import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '四种安装方式：安装程序从哪里来，怎样到达虚拟机的磁盘',
    disk: '虚拟机的磁盘',
    rows: [
      { name: '本地安装介质', parts: ['ISO 文件', '虚拟光驱', '固件从光盘启动'], last: '安装程序写入' },
      { name: '网络安装', parts: ['安装树（HTTP）', '内核 + initrd', 'QEMU 直接引导'], last: '安装程序写入' },
      { name: '网络引导 PXE', parts: ['DHCP 应答', 'TFTP 引导程序', '固件从网卡启动'], last: '安装程序写入' },
      { name: '导入现有磁盘', parts: ['装好的磁盘映像', '', ''], last: '它就是磁盘' },
    ],
  },
  en: {
    title: 'Four methods: where the installer comes from and how it gets to the disk of the VM',
    disk: 'disk of the VM',
    rows: [
      { name: 'Local media', parts: ['ISO file', 'virtual CD drive', 'firmware boots it'], last: 'installer writes' },
      {
        name: 'Network install',
        parts: ['tree over HTTP', 'kernel + initrd', 'QEMU boots them'],
        last: 'installer writes',
      },
      {
        name: 'Network boot (PXE)',
        parts: ['DHCP answer', 'loader by TFTP', 'firmware boots NIC'],
        last: 'installer writes',
      },
      { name: 'Import a disk', parts: ['a finished image', '', ''], last: 'this is the disk' },
    ],
  },
}

export function InstallMethodsFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 276" role="img" aria-label={words.title} className="figure">
      {words.rows.map((row, index) => {
        const y = index * 66 + 10
        const shown = row.parts.filter(Boolean)
        return (
          <g key={row.name} transform={`translate(0 ${y})`}>
            <text className="fig-text" x="6" y="29" fontSize="13.5" fontWeight="600">
              {row.name}
            </text>
            {shown.map((part, place) => (
              <g key={part} transform={`translate(${146 + place * 146} 0)`}>
                <rect className="fig-box" width="128" height="46" rx="7" />
                <text className="fig-text" x="64" y="28" textAnchor="middle" fontSize="12.5">
                  {part}
                </text>
                {place < shown.length - 1 && (
                  <path className="fig-line" d="M128 23 h16" markerEnd="url(#methods-arrow)" />
                )}
              </g>
            ))}
            <path
              className={shown.length === 1 ? 'fig-accent-line' : 'fig-line'}
              d={`M${146 + shown.length * 146 - 18} 23 H 606`}
              markerEnd="url(#methods-arrow)"
            />
            <text className="fig-muted" x={shown.length === 1 ? 440 : 585} y="13" textAnchor="middle" fontSize="11">
              {shown.length === 1 ? row.last : ''}
            </text>
          </g>
        )
      })}
      <rect className="fig-accent-soft" x="610" y="10" width="104" height="244" rx="10" />
      <ellipse className="fig-disk" cx="662" cy="96" rx="30" ry="9" />
      <path className="fig-disk" d="M632 96 v44 a30 9 0 0 0 60 0 v-44" />
      <path className="fig-disk" d="M632 118 a30 9 0 0 0 60 0" />
      <text className="fig-text" x="662" y="178" textAnchor="middle" fontSize="13" fontWeight="600">
        {words.disk}
      </text>
      <ArrowHead id="methods-arrow" />
    </svg>
  )
}

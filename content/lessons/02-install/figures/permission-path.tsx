import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '一次连接要过的关：套接字，polkit，libvirtd，QEMU',
    steps: [
      ['virsh', '以 student 运行'],
      ['套接字', '/run/libvirt/libvirt-sock'],
      ['polkit', '在 libvirt 组里吗？'],
      ['libvirtd', '以 root 运行'],
      ['QEMU', '虚拟机'],
    ],
    no: '不在：拒绝',
    root: '过了 polkit 这一关，就能让 root 的进程替你做事',
  },
  en: {
    title: 'What a connection has to pass: the socket, polkit, libvirtd, QEMU',
    steps: [
      ['virsh', 'run by student'],
      ['socket', '/run/libvirt/libvirt-sock'],
      ['polkit', 'in the group libvirt?'],
      ['libvirtd', 'run by root'],
      ['QEMU', 'the VM'],
    ],
    no: 'no: refused',
    root: 'past polkit, a process of root’s does what you say',
  },
}

const places = [0, 112, 270, 414, 542]
const widths = [94, 140, 126, 110, 92]

export function PermissionPathFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 640 150" role="img" aria-label={words.title} className="figure">
      {words.steps.map(([name = '', note], index) => {
        const x = (places[index] ?? 0) + 2
        const width = widths[index] ?? 0
        return (
          <g key={name}>
            <rect
              className={index === 2 ? 'fig-accent-soft' : 'fig-box'}
              x={x}
              y="14"
              width={width}
              height="62"
              rx="8"
            />
            <text className="fig-text" x={x + width / 2} y="40" textAnchor="middle" fontSize="14" fontWeight="600">
              {name}
            </text>
            <text className="fig-muted" x={x + width / 2} y="62" textAnchor="middle" fontSize="10.5">
              {note}
            </text>
            {index > 0 && <path className="fig-line" d={`M${x - 17} 45 h14`} markerEnd="url(#permission-arrow)" />}
          </g>
        )
      })}
      <path className="fig-line" d="M335 78 v28" markerEnd="url(#permission-arrow)" />
      <text className="fig-text" x="335" y="126" textAnchor="middle" fontSize="13">
        {words.no}
      </text>
      <text className="fig-muted" x="634" y="104" textAnchor="end" fontSize="11.5">
        {words.root}
      </text>
      <ArrowHead id="permission-arrow" />
    </svg>
  )
}

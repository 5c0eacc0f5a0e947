import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '页面上的按钮和终端里的命令，经 libvirt 作用在同一台虚拟机上，状态变化又告诉两边',
    page: ['页面或 virt-manager', '点“运行”'],
    shell: ['终端', 'virsh start web01'],
    libvirt: ['libvirt', 'virDomainCreate()'],
    vm: ['web01', '运行中'],
    event: '状态变了：告诉每一个在看的人',
  },
  en: {
    title:
      'A button on the page and a command in the terminal reach the same VM through libvirt, and its change of state is told to both',
    page: ['page or virt-manager', 'press Run'],
    shell: ['terminal', 'virsh start web01'],
    libvirt: ['libvirt', 'virDomainCreate()'],
    vm: ['web01', 'running'],
    event: 'its state has changed: tell everyone who looks',
  },
}

export function SameVmFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 216" role="img" aria-label={words.title} className="figure">
      {[words.page, words.shell].map(([who, what], index) => (
        <g key={who} transform={`translate(6 ${10 + index * 84})`}>
          <rect className="fig-box" width="190" height="62" rx="8" />
          <text className="fig-muted" x="95" y="25" textAnchor="middle" fontSize="12.5">
            {who}
          </text>
          <text
            className={index === 0 ? 'fig-text' : 'fig-code'}
            x="95"
            y="47"
            textAnchor="middle"
            fontSize="13.5"
            fontWeight="600"
          >
            {what}
          </text>
        </g>
      ))}
      <path className="fig-line" d="M196 41 C 250 41 250 76 302 76" markerEnd="url(#same-vm-arrow)" />
      <path className="fig-line" d="M196 125 C 250 125 250 90 302 90" markerEnd="url(#same-vm-arrow)" />
      <rect className="fig-accent-soft" x="308" y="50" width="170" height="66" rx="8" />
      <text className="fig-text" x="393" y="77" textAnchor="middle" fontSize="14" fontWeight="600">
        {words.libvirt[0]}
      </text>
      <text className="fig-code" x="393" y="99" textAnchor="middle" fontSize="12.5">
        {words.libvirt[1]}
      </text>
      <path className="fig-line" d="M478 83 H 562" markerEnd="url(#same-vm-arrow)" />
      <rect className="fig-box" x="568" y="50" width="146" height="66" rx="8" />
      <text className="fig-text" x="641" y="77" textAnchor="middle" fontSize="14" fontWeight="600">
        {words.vm[0]}
      </text>
      <text className="fig-muted" x="641" y="99" textAnchor="middle" fontSize="12.5">
        {words.vm[1]}
      </text>
      <path className="fig-dash" d="M641 118 V 186 H 100 V 160" markerEnd="url(#same-vm-arrow)" />
      <text className="fig-muted" x="393" y="206" textAnchor="middle" fontSize="12.5">
        {words.event}
      </text>
      <ArrowHead id="same-vm-arrow" />
    </svg>
  )
}

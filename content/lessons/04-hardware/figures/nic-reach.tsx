import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '五种接法，各能和谁通信：外部网络、宿主机、另一台客户机',
    outside: '外部',
    host: '宿主机',
    guest: '客户机',
    other: '另一台',
    kinds: ['NAT', '仅主机', '隔离', 'macvtap', '桥接'],
    legend: '实线：双向　箭头：只能从里往外　虚线：不通',
  },
  en: {
    title: 'Five ways to connect a NIC, and whom the guest can talk to: the outside, the host, another guest',
    outside: 'outside',
    host: 'host',
    guest: 'guest',
    other: 'another',
    kinds: ['NAT', 'host-only', 'isolated', 'macvtap', 'bridge'],
    legend: 'solid: both ways · arrow: only from inside · dashed: nothing gets through',
  },
}

/** outside, host, other guest: both ways, out only, or not at all. */
const reach = [
  ['out', 'both', 'both'],
  ['no', 'both', 'both'],
  ['no', 'no', 'both'],
  ['both', 'no', 'both'],
  ['both', 'both', 'both'],
] as const

const look = { both: 'fig-accent-line', out: 'fig-accent-line', no: 'fig-dash' }

export function NicReachFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  const box = (x: number, y: number, label: string, kind: string) => (
    <>
      <rect className={kind} x={x} y={y} width="52" height="30" rx="6" />
      <text className="fig-text" x={x + 26} y={y + 19.5} textAnchor="middle" fontSize="12">
        {label}
      </text>
    </>
  )
  return (
    <svg viewBox="0 0 720 232" role="img" aria-label={words.title} className="figure">
      {words.kinds.map((kind, index) => {
        const [outside, host, other] = reach[index] ?? reach[0]
        return (
          <g key={kind} transform={`translate(${4 + index * 143} 0)`}>
            <rect className="fig-soft" width="136" height="200" rx="9" />
            <text className="fig-text" x="68" y="22" textAnchor="middle" fontSize="13.5" fontWeight="600">
              {kind}
            </text>
            <path className={look[host]} d="M33 104 V 152" />
            <path className={look[other]} d="M59 168 H 77" />
            <path
              className={look[outside]}
              d="M56 152 L 92 72"
              markerEnd={outside === 'out' ? 'url(#reach-arrow)' : undefined}
            />
            {box(77, 38, words.outside, 'fig-box')}
            {box(6, 74, words.host, 'fig-box')}
            {box(6, 153, words.guest, 'fig-accent-soft')}
            {box(78, 153, words.other, 'fig-box')}
          </g>
        )
      })}
      <text className="fig-muted" x="4" y="222" fontSize="12.5">
        {words.legend}
      </text>
      <ArrowHead id="reach-arrow" accent />
    </svg>
  )
}

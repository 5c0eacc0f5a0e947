import { ArrowHead, type FigureProps } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '从虚拟机往外的七站，每一站查什么',
    stations: ['网卡', '网线', '网桥', 'dnsmasq', '网关', '规则', '外面'],
    asks: [
      ['驱动在吗？', '有地址吗？'],
      ['up 还是', 'down？'],
      ['网络启动了？', 'tap 插着？'],
      ['发地址吗？', '67 被拦了？'],
      ['指向谁？', 'ping 得通？'],
      ['转发开了？', '谁在 drop？'],
      ['有路吗？', '名字呢？'],
    ],
    kinds: ['没有地址：查到这里为止', '有地址，出不去：从这里查起'],
  },
  en: {
    title: 'Seven stations from the guest outwards, and what to ask at each',
    stations: ['NIC', 'cable', 'bridge', 'dnsmasq', 'gateway', 'rules', 'outside'],
    asks: [
      ['driver?', 'address?'],
      ['up or', 'down?'],
      ['net active?', 'tap in it?'],
      ['any leases?', '67 blocked?'],
      ['which one?', 'answers?'],
      ['forwards?', 'who drops?'],
      ['a route?', 'names?'],
    ],
    kinds: ['no address: it is one of these', 'an address, no way out: one of these'],
  },
}

const tools = ['ip addr', 'getlink', 'net-info', 'leases', 'ip route', 'nft list', 'nslookup']
const pitch = 102

export function FaultPathFigure({ locale }: FigureProps) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 150" role="img" aria-label={words.title} className="figure">
      {words.stations.map((station, index) => {
        const x = 4 + index * pitch
        return (
          <g key={station}>
            <rect
              className={index === 0 || index === 6 ? 'fig-box' : 'fig-accent-soft'}
              x={x}
              y="40"
              width="88"
              height="34"
              rx="7"
            />
            <text className="fig-text" x={x + 44} y="62" textAnchor="middle" fontSize="13.5" fontWeight="600">
              {station}
            </text>
            {index < 6 && <path className="fig-line" d={`M${x + 88} 57 h12`} markerEnd="url(#fault-arrow)" />}
            {words.asks[index]?.map((ask, row) => (
              <text key={ask} className="fig-text" x={x + 44} y={96 + row * 18} textAnchor="middle" fontSize="12.5">
                {ask}
              </text>
            ))}
            <text className="fig-code" x={x + 44} y="138" textAnchor="middle" fontSize="12">
              {tools[index]}
            </text>
          </g>
        )
      })}
      <path className="fig-line" d="M4 26 V 18 H 398 V 26 M412 26 V 18 H 704 V 26" />
      <text className="fig-muted" x="201" y="12" textAnchor="middle" fontSize="12.5">
        {words.kinds[0]}
      </text>
      <text className="fig-muted" x="558" y="12" textAnchor="middle" fontSize="12.5">
        {words.kinds[1]}
      </text>
      <ArrowHead id="fault-arrow" />
    </svg>
  )
}

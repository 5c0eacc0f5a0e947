import type { FigureProps } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '监听地址决定谁能连到屏幕',
    zones: ['有权打开套接字的进程', '宿主机上的任何程序', '网络上的任何机器'],
    rows: [
      { name: 'UNIX 套接字', code: "<listen type='socket'/>" },
      { name: '仅本机', code: "listen='127.0.0.1'" },
      { name: '所有网卡', code: "listen='0.0.0.0'" },
    ],
  },
  en: {
    title: 'The listen address decides who reaches the screen',
    zones: ['who may open the socket', 'any program on the host', 'the whole network'],
    rows: [
      { name: 'UNIX socket', code: "<listen type='socket'/>" },
      { name: 'This host only', code: "listen='127.0.0.1'" },
      { name: 'All interfaces', code: "listen='0.0.0.0'" },
    ],
  },
}

const start = 180
const zoneWidth = 178

export function ListenFigure({ locale }: FigureProps) {
  const { title, zones, rows } = text[locale]
  return (
    <svg viewBox="0 0 720 212" role="img" aria-label={title} className="figure">
      {zones.map((zone, index) => (
        <g key={zone} transform={`translate(${start + index * zoneWidth} 0)`}>
          <text className="fig-muted" x={zoneWidth / 2} y="20" textAnchor="middle" fontSize="12.5">
            {zone}
          </text>
          <path className="fig-dash" d={`M${zoneWidth} 6 V 204`} />
        </g>
      ))}
      {rows.map(({ name, code }, index) => {
        const y = 36 + index * 58
        const end = start + (index + 1) * zoneWidth - 14
        return (
          <g key={name}>
            <text className="fig-text" x="8" y={y + 18} fontSize="13.5" fontWeight="600">
              {name}
            </text>
            <text className="fig-code" x="8" y={y + 36} fontSize="11">
              {code}
            </text>
            <rect className="fig-accent-soft" x={start} y={y + 2} width={end - start} height="40" rx="8" />
            {zones.slice(0, index + 1).map((zone, reached) => (
              <text
                key={zone}
                className="fig-text"
                x={start + (reached + 0.5) * zoneWidth - 4}
                y={y + 28}
                textAnchor="middle"
                fontSize="15"
              >
                ✓
              </text>
            ))}
          </g>
        )
      })}
    </svg>
  )
}

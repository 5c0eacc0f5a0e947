import { ArrowHead, Cross, type FigureProps } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '五种模式下，虚拟机、宿主机和外面之间谁能主动找到谁',
    modes: ['隔离', 'NAT', '路由', '开放', '网桥'],
    outside: ['外面', '外面', '外面', '外面', '公司局域网'],
    host: ['宿主机', '宿主机', '宿主机', '宿主机', 'br-lan'],
    notes: [
      ['出不去', '也进不来'],
      ['用宿主机的地址', '只出不进'],
      ['用自己的地址', '外面要有路'],
      ['libvirt 不加规则', '由你决定'],
      ['地址由局域网发', '就是其中一员'],
    ],
    vm: '虚拟机',
  },
  en: {
    title: 'Who can begin to talk to whom in the five modes: VMs, the host, and outside',
    modes: ['isolated', 'NAT', 'routed', 'open', 'bridge'],
    outside: ['outside', 'outside', 'outside', 'outside', 'the LAN'],
    host: ['host', 'host', 'host', 'host', 'br-lan'],
    notes: [
      ['no way out', 'and none in'],
      ['host’s address', 'out, not in'],
      ['own address', 'needs a route'],
      ['no rules by libvirt', 'yours decide'],
      ['LAN’s addresses', 'one of its own'],
    ],
    vm: 'VM',
  },
}

const pitch = 143

export function ModesFigure({ locale }: FigureProps) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 300" role="img" aria-label={words.title} className="figure">
      {words.modes.map((mode, index) => {
        const x = 6 + index * pitch
        const middle = x + 66
        const up = index > 0
        const down = index > 1
        const open = index === 3
        const line = open ? 'fig-dash' : 'fig-accent-line'
        const head = `url(#modes-${open ? 'plain' : 'accent'})`
        return (
          <g key={mode}>
            <text className="fig-text" x={middle} y="18" textAnchor="middle" fontSize="14" fontWeight="600">
              {mode}
            </text>
            <rect className="fig-box" x={x + 8} y="30" width="116" height="32" rx="6" />
            <text className="fig-text" x={middle} y="51" textAnchor="middle" fontSize="12.5">
              {words.outside[index]}
            </text>
            <rect
              className={index === 4 ? 'fig-hollow' : 'fig-soft'}
              x={x + 8}
              y="116"
              width="116"
              height="32"
              rx="6"
            />
            <text
              className={index === 4 ? 'fig-code' : 'fig-text'}
              x={up ? x + 44 : middle}
              y="137"
              textAnchor="middle"
              fontSize="12.5"
            >
              {words.host[index]}
            </text>
            {[x + 8, x + 70].map((left) => (
              <g key={left}>
                <rect className="fig-accent-soft" x={left} y="206" width="54" height="32" rx="6" />
                <text className="fig-text" x={left + 27} y="226" textAnchor="middle" fontSize="11.5">
                  {words.vm}
                </text>
              </g>
            ))}
            {/* Guests among themselves, and with the host. */}
            <path className="fig-accent-line" d={`M${x + 62} 222 h8`} />
            {index !== 4 && (
              <path
                className="fig-accent-line"
                d={`M${x + 30} 152 V 202`}
                markerStart="url(#modes-accent)"
                markerEnd="url(#modes-accent)"
              />
            )}
            {up ? (
              <path className={line} d={`M${x + 84} 204 V 66`} markerEnd={head} />
            ) : (
              <>
                <path className="fig-dash" d={`M${middle} 114 V 66`} />
                <Cross x={middle} y={89} />
              </>
            )}
            {down && <path className={line} d={`M${x + 104} 64 V 202`} markerEnd={head} />}
            {index === 1 && (
              <>
                <path className="fig-dash" d={`M${x + 104} 64 V 114`} />
                <Cross x={x + 104} y={89} />
              </>
            )}
            {words.notes[index]?.map((note, row) => (
              <text key={note} className="fig-muted" x={middle} y={262 + row * 18} textAnchor="middle" fontSize="12">
                {note}
              </text>
            ))}
          </g>
        )
      })}
      <ArrowHead id="modes-accent" accent />
      <ArrowHead id="modes-plain" />
    </svg>
  )
}

import { ArrowHead, Box, type FigureProps, Zone } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '串口控制台的三环',
    host: '宿主机',
    guest: '客户机',
    links: [
      { title: '① 设备', line: "<serial type='pty'>", missing: '缺了：连不上' },
      { title: '② 内核', line: 'console=ttyS0', missing: '缺了：没有启动消息' },
      { title: '③ 登录', line: 'getty ttyS0', missing: '缺了：没有 login:' },
    ],
  },
  en: {
    title: 'The three links of a serial console',
    host: 'Host',
    guest: 'Guest',
    links: [
      { title: '① Device', line: "<serial type='pty'>", missing: 'without: no connection' },
      { title: '② Kernel', line: 'console=ttyS0', missing: 'without: no boot messages' },
      { title: '③ Login', line: 'getty ttyS0', missing: 'without: no login:' },
    ],
  },
}

export function SerialChainFigure({ locale }: FigureProps) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 172" role="img" aria-label={words.title} className="figure">
      <ArrowHead id="serial-arrow" />
      <Zone x={8} y={6} width={334} height={128} name={words.host} />
      <Zone x={356} y={6} width={356} height={128} name={words.guest} />
      <Box x={22} y={44} width={132} height={64} title="virsh console" lines={['Ctrl+]']} code />
      {words.links.map(({ title, line, missing }, index) => {
        const x = 184 + index * 182
        return (
          <g key={title}>
            <path
              className="fig-line"
              d={`M${index === 0 ? 156 : x - 36} 76 H ${x - 4}`}
              markerStart="url(#serial-arrow)"
              markerEnd="url(#serial-arrow)"
            />
            <Box x={x} y={44} width={144} height={64} title={title} lines={[line]} code accent />
            <text className="fig-muted" x={x + 72} y="156" textAnchor="middle" fontSize="12">
              {missing}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

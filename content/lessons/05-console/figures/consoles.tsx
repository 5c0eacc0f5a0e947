import { ArrowHead, Box, type FigureProps, Zone } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: 'VNC、SPICE 和串口各送什么',
    qemu: 'QEMU 进程',
    card: '显卡、键鼠',
    extras: '声卡、USB、信道',
    serial: '串口',
    nic: '网卡',
    guestNetwork: '客户机的网络：控制台用不着它',
    rows: [
      { name: 'VNC', carries: '画面、键盘、鼠标', viewer: 'VNC 客户端、本页' },
      { name: 'SPICE', carries: '再加声音、USB、剪贴板', viewer: 'remote-viewer' },
      { name: '串口', carries: '文字', viewer: '终端' },
    ],
  },
  en: {
    title: 'What VNC, SPICE and serial carry',
    qemu: 'QEMU process',
    card: 'screen, keys, mouse',
    extras: 'sound, USB, channel',
    serial: 'serial port',
    nic: 'NIC',
    guestNetwork: 'the guest’s network: no console needs it',
    rows: [
      { name: 'VNC', carries: 'picture, keyboard, mouse', viewer: 'VNC viewer, this page' },
      { name: 'SPICE', carries: 'plus sound, USB, clipboard', viewer: 'remote-viewer' },
      { name: 'Serial', carries: 'text', viewer: 'a terminal' },
    ],
  },
}

export function ConsolesFigure({ locale }: FigureProps) {
  const words = text[locale]
  const devices = [words.card, words.extras, words.serial, words.nic]
  return (
    <svg viewBox="0 0 720 262" role="img" aria-label={words.title} className="figure">
      <ArrowHead id="consoles-arrow" />
      <Zone x={8} y={6} width={196} height={250} name={words.qemu} />
      {devices.map((device, index) => (
        <Box key={device} x={24} y={34 + index * 55} width={164} height={40} title={device} accent={index < 3} />
      ))}
      {words.rows.map(({ name, carries, viewer }, index) => {
        const y = 54 + index * 55
        return (
          <g key={name}>
            <path
              className="fig-line"
              d={`M194 ${y} H 512`}
              markerStart="url(#consoles-arrow)"
              markerEnd="url(#consoles-arrow)"
            />
            <text className="fig-text" x="352" y={y - 7} textAnchor="middle" fontSize="13">
              <tspan fontWeight="600">{name}</tspan>
              <tspan dx="8">{carries}</tspan>
            </text>
            <Box x={520} y={y - 20} width={192} height={40} title={viewer} />
          </g>
        )
      })}
      <path className="fig-line" d="M188 76 q 20 12 0 24" />
      <path className="fig-dash" d="M188 219 H 512" />
      <text className="fig-muted" x="352" y="212" textAnchor="middle" fontSize="12.5">
        {words.guestNetwork}
      </text>
    </svg>
  )
}

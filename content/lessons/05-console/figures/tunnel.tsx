import { ArrowHead, Box, type FigureProps, Zone } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '经 SSH 隧道看宿主机上的 VNC',
    laptop: '你的电脑',
    host: '宿主机',
    viewer: 'VNC 客户端',
    network: '网络上：只有 SSH',
    encrypted: '加密',
    direct: 'VNC 不加密：不直接上网络',
    far: '监听 127.0.0.1',
  },
  en: {
    title: 'VNC on the host, seen through an SSH tunnel',
    laptop: 'Your computer',
    host: 'The host',
    viewer: 'VNC viewer',
    network: 'on the network: SSH only',
    encrypted: 'encrypted',
    direct: 'plain VNC: not over the network',
    far: 'on 127.0.0.1',
  },
}

export function TunnelFigure({ locale }: FigureProps) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 190" role="img" aria-label={words.title} className="figure">
      <ArrowHead id="tunnel-arrow" />
      <Zone x={8} y={6} width={232} height={178} name={words.laptop} />
      <Zone x={480} y={6} width={232} height={178} name={words.host} />
      <Box x={28} y={34} width={192} height={44} title={words.viewer} lines={['127.0.0.1::5901']} code />
      <Box x={28} y={116} width={192} height={50} title="ssh -L" lines={['5901:127.0.0.1:5933']} code accent />
      <Box x={500} y={116} width={192} height={50} title="sshd" lines={['22/tcp']} code accent />
      <Box x={500} y={34} width={192} height={44} title="QEMU" lines={[`:5933 ${words.far}`]} />
      <path className="fig-line" d="M124 80 V 112" markerEnd="url(#tunnel-arrow)" />
      <path className="fig-line" d="M596 114 V 82" markerEnd="url(#tunnel-arrow)" />
      <path className="fig-accent-line" strokeWidth="9" strokeOpacity="0.25" d="M224 141 H 496" />
      <path className="fig-line" d="M224 141 H 494" markerEnd="url(#tunnel-arrow)" />
      <text className="fig-text" x="360" y="124" textAnchor="middle" fontSize="13" fontWeight="600">
        {words.network}
      </text>
      <text className="fig-muted" x="360" y="166" textAnchor="middle" fontSize="12.5">
        {words.encrypted}
      </text>
      <text className="fig-muted" x="360" y="44" textAnchor="middle" fontSize="12.5">
        {words.direct}
      </text>
      <path className="fig-dash" d="M224 56 H 496" />
      <path className="fig-line" strokeWidth="2.2" d="M354 62 l12 12 M366 62 l-12 12" transform="translate(0 -12)" />
    </svg>
  )
}

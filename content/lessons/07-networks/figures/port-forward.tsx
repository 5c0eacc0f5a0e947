import { ArrowHead, Box, Cross, type FigureProps } from '../../figure-parts.tsx'

const text = {
  zh: {
    title:
      '端口转发的路：外面的请求到宿主机的端口，DNAT 改目的地址，FORWARD 里放行，经网桥到虚拟机；应答由连接表改回来',
    client: '外面',
    host: '宿主机',
    dnat: ['改目的地址'],
    accept: ['放它进去'],
    refused: '没有这一条：libvirt 的规则拒绝',
    back: '应答原路返回，内核按连接表改回地址，不用另写规则',
    hook: '两条规则都由钩子脚本在网络启动时加上',
  },
  en: {
    title:
      'The path of a forwarded port: a request reaches a port of the host, DNAT rewrites its destination, a rule in FORWARD lets it in, and the bridge carries it to the VM; the kernel translates the answers back',
    client: 'outside',
    host: 'the host',
    dnat: ['new destination'],
    accept: ['lets it in'],
    refused: 'without it, libvirt’s rules refuse',
    back: 'answers go back the same way; the kernel translates them by its table of connections',
    hook: 'both rules are added by a hook when the network starts',
  },
}

export function PortForwardFigure({ locale }: FigureProps) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 272" role="img" aria-label={words.title} className="figure">
      <rect className="fig-box" x="146" y="8" width="408" height="196" rx="10" />
      <text className="fig-muted" x="160" y="30" fontSize="12.5">
        {words.host}
      </text>
      <Box x={6} y={66} width={98} height={60} title={words.client} lines={['203.0.113.1']} code />
      <path className="fig-accent-line" d="M104 96 H 163" markerEnd="url(#forward-arrow)" />
      <text className="fig-code" x="160" y="52" fontSize="12">
        203.0.113.2:8080
      </text>
      <Box x={166} y={66} width={170} height={60} title="PREROUTING: DNAT" lines={words.dnat} accent />
      <path className="fig-accent-line" d="M336 96 H 363" markerEnd="url(#forward-arrow)" />
      <Box x={366} y={66} width={174} height={60} title="FORWARD: ACCEPT" lines={words.accept} accent />
      <path className="fig-accent-line" d="M540 96 H 604" markerEnd="url(#forward-arrow)" />
      <text className="fig-code" x="579" y="86" textAnchor="middle" fontSize="12">
        virbr0
      </text>
      <Box x={608} y={66} width={106} height={60} title="web01" lines={['…122.100:80']} code />
      <path className="fig-dash" d="M452 126 V 158" />
      <Cross x={452} y={164} />
      <text className="fig-muted" x="436" y="170" textAnchor="end" fontSize="12.5">
        {words.refused}
      </text>
      <text className="fig-muted" x="350" y="194" textAnchor="middle" fontSize="12.5">
        {words.hook}
      </text>
      <path className="fig-dash" d="M660 128 V 228 H 56 V 132" markerEnd="url(#forward-plain)" />
      <text className="fig-muted" x="358" y="250" textAnchor="middle" fontSize="12.5">
        {words.back}
      </text>
      <ArrowHead id="forward-arrow" accent />
      <ArrowHead id="forward-plain" />
    </svg>
  )
}

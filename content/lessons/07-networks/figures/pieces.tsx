import { ArrowHead, Box, type FigureProps } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '一张 NAT 网络的零件：网桥连着虚拟机的 tap、宿主机的地址和 dnsmasq；出去的包经内核转发和 NAT 规则',
    host: '宿主机',
    vmNote: '虚拟机',
    bridge: '网桥 virbr0（交换机）',
    gateway: '宿主机的地址 = 网关',
    dnsmasq: ['DHCP：发地址', 'DNS：答名字'],
    kernel: '内核',
    kernelNotes: ['转发 ip_forward', '规则 NAT'],
    outside: '外面',
    router: '路由器',
  },
  en: {
    title:
      'The pieces of a NAT network: a bridge joins the VMs’ taps, the host’s address and dnsmasq; packets leave by way of the kernel’s forwarding and NAT rules',
    host: 'the host',
    vmNote: 'VM',
    bridge: 'bridge virbr0 (the switch)',
    gateway: 'the host’s address = gateway',
    dnsmasq: ['DHCP: addresses', 'DNS: names'],
    kernel: 'kernel',
    kernelNotes: ['ip_forward', 'NAT rules'],
    outside: 'outside',
    router: 'the router',
  },
}

export function PiecesFigure({ locale }: FigureProps) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 300" role="img" aria-label={words.title} className="figure">
      <rect className="fig-box" x="6" y="6" width="566" height="288" rx="10" />
      <text className="fig-muted" x="20" y="28" fontSize="12.5">
        {words.host}
      </text>
      <Box x={40} y={40} width={104} height={48} title="web01" lines={[words.vmNote]} />
      <Box x={176} y={40} width={104} height={48} title="db01" lines={[words.vmNote]} />
      <path className="fig-accent-line" d="M92 88 V 152 M228 88 V 152" />
      <text className="fig-code" x="100" y="124" fontSize="12">
        vnet0
      </text>
      <text className="fig-code" x="236" y="124" fontSize="12">
        vnet1
      </text>
      <rect className="fig-accent-soft" x="30" y="152" width="334" height="44" rx="7" />
      <text className="fig-text" x="197" y="179" textAnchor="middle" fontSize="13.5" fontWeight="600">
        {words.bridge}
      </text>
      <path className="fig-accent-line" d="M120 196 V 226" />
      <Box x={30} y={226} width={180} height={60} title="dnsmasq" lines={words.dnsmasq} />
      <path className="fig-accent-line" d="M364 174 H 428" markerEnd="url(#pieces-arrow)" />
      <Box
        x={430}
        y={116}
        width={126}
        height={116}
        title={words.kernel}
        lines={[`(${words.router})`, ...words.kernelNotes]}
      />
      <text className="fig-code" x="226" y="222" fontSize="12">
        192.168.122.1
      </text>
      <text className="fig-muted" x="226" y="240" fontSize="12">
        {words.gateway}
      </text>
      <path className="fig-line" d="M556 174 H 626" markerEnd="url(#pieces-out)" />
      <text className="fig-code" x="599" y="164" textAnchor="middle" fontSize="12">
        wan0
      </text>
      <Box x={628} y={148} width={86} height={52} title={words.outside} />
      <ArrowHead id="pieces-arrow" accent />
      <ArrowHead id="pieces-out" />
    </svg>
  )
}

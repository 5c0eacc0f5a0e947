import { ArrowHead, Box, type FigureProps } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '名字的去向：网络里的名字由 dnsmasq 自己答，其余转给 forwarder；没有 forwarder 就转给宿主机的 DNS 服务器',
    guest: '虚拟机',
    own: '自己的名字',
    ownLines: ['test-server', '主机名、静态记录'],
    host: '宿主机的 DNS',
    hostLines: ['/etc/resolv.conf'],
    hostWhen: '没有 forwarder',
    other: '指定的服务器',
    otherLines: ['203.0.113.1'],
    otherWhen: '写了 forwarder',
  },
  en: {
    title:
      'Where a name is looked up: dnsmasq answers for the network’s own names, the rest goes to a forwarder, or to the host’s DNS servers if there is none',
    guest: 'the guest',
    own: 'its own names',
    ownLines: ['test-server', 'hosts, DNS entries'],
    host: 'the host’s DNS',
    hostLines: ['/etc/resolv.conf'],
    hostWhen: 'no forwarder',
    other: 'the servers you chose',
    otherLines: ['203.0.113.1'],
    otherWhen: 'with a forwarder',
  },
}

export function DnsFigure({ locale }: FigureProps) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 222" role="img" aria-label={words.title} className="figure">
      <Box x={8} y={80} width={112} height={60} title={words.guest} accent />
      <path className="fig-accent-line" d="M120 110 H 194" markerEnd="url(#dns-arrow)" />
      <Box x={198} y={80} width={150} height={60} title="dnsmasq" lines={['192.168.122.1:53']} code />
      {[37, 110, 183].map((y, index) => (
        <path
          key={y}
          className={index === 0 ? 'fig-accent-line' : 'fig-line'}
          d={index === 1 ? `M348 110 H 526` : `M348 ${110 + (index - 1) * 14} H 392 L 420 ${y} H 526`}
          markerEnd={index === 0 ? 'url(#dns-arrow)' : 'url(#dns-plain)'}
        />
      ))}
      <text className="fig-muted" x="474" y="101" textAnchor="middle" fontSize="11.5">
        {words.hostWhen}
      </text>
      <text className="fig-muted" x="474" y="174" textAnchor="middle" fontSize="11.5">
        {words.otherWhen}
      </text>
      <Box x={530} y={6} width={182} height={62} title={words.own} lines={words.ownLines} accent />
      <Box x={530} y={80} width={182} height={60} title={words.host} lines={words.hostLines} code />
      <Box x={530} y={153} width={182} height={60} title={words.other} lines={words.otherLines} code />
      <ArrowHead id="dns-arrow" accent />
      <ArrowHead id="dns-plain" />
    </svg>
  )
}

import { ArrowHead, Box, type FigureProps } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: 'DHCP 的四步：发现、提供、请求、确认，以及过半租期后的续租',
    guest: '虚拟机',
    steps: ['Discover：有人发地址吗？（广播）', 'Offer：10.0.0.23 给你', 'Request：我就要它', 'Ack：给你了，附带这些'],
    gift: ['地址 10.0.0.23/24', '网关 10.0.0.1（3 号选项）', 'DNS 10.0.0.1', '租期 1 小时'],
    renew: '过了半小时：再要一次，续租',
  },
  en: {
    title: 'The four steps of DHCP: discover, offer, request, acknowledge; and renewal at half time',
    guest: 'the guest',
    steps: [
      'Discover: any addresses here? (broadcast)',
      'Offer: take 10.0.0.23',
      'Request: that one, please',
      'Ack: it is yours, with these',
    ],
    gift: ['address 10.0.0.23/24', 'router 10.0.0.1 (option 3)', 'DNS 10.0.0.1', 'lease: one hour'],
    renew: 'half an hour later: ask again, and keep it',
  },
}

export function DhcpFigure({ locale }: FigureProps) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 268" role="img" aria-label={words.title} className="figure">
      <Box x={10} y={8} width={120} height={36} title={words.guest} accent />
      <Box x={400} y={8} width={120} height={36} title="dnsmasq" />
      <path className="fig-dash" d="M70 44 V 258 M460 44 V 258" />
      {words.steps.map((step, index) => {
        const y = 82 + index * 40
        const there = index % 2 === 0
        return (
          <g key={step}>
            <path
              className="fig-accent-line"
              d={there ? `M72 ${y} H 456` : `M458 ${y} H 74`}
              markerEnd="url(#dhcp-arrow)"
            />
            <text className="fig-text" x="265" y={y - 8} textAnchor="middle" fontSize="13">
              {step}
            </text>
          </g>
        )
      })}
      <path className="fig-dash" d="M72 244 H 456" markerEnd="url(#dhcp-plain)" />
      <text className="fig-muted" x="265" y="236" textAnchor="middle" fontSize="12.5">
        {words.renew}
      </text>
      <rect className="fig-soft" x="500" y="132" width="212" height="104" rx="8" />
      <path className="fig-dash" d="M462 202 H 500" />
      {words.gift.map((line, index) => (
        <text key={line} className="fig-text" x="516" y={158 + index * 22} fontSize="13">
          {line}
        </text>
      ))}
      <ArrowHead id="dhcp-arrow" accent />
      <ArrowHead id="dhcp-plain" />
    </svg>
  )
}

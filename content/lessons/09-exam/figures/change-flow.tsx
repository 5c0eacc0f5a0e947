import { ArrowHead } from '../../figure-parts.tsx'

const text = {
  zh: {
    title: '改硬件：修改写进持久定义，能热改的同时改运行中的那份；否则等下次启动，关机再开才生效，重启客户机不算',
    change: '你的修改',
    config: ['持久定义', '--config', '下次启动用它'],
    live: ['运行中的那份', '--live', '现在用它'],
    boot: '关机再启动',
    reboot: '客户机里 reboot 不算',
    hot: ['可以热改', 'vCPU（最大值以内）、气球内存、virtio 磁盘和网卡、网线、光盘'],
    cold: ['只能等下次启动', 'CPU 型号和拓扑、最大值、固件、总线、网卡型号和 MAC'],
  },
  en: {
    title:
      'A change goes into the persistent definition, and into the running one if it can be made live; otherwise it waits for a power cycle, a reboot inside does not count',
    change: 'your change',
    config: ['persistent definition', '--config', 'used at the next start'],
    live: ['running definition', '--live', 'used now'],
    boot: 'shut down, start',
    reboot: 'a reboot inside won’t do',
    hot: ['can be live', 'vCPUs up to the maximum, ballooned memory, virtio disks and NICs, cable, CDs'],
    cold: ['at the next start only', 'CPU model and topology, maxima, firmware, bus, NIC model and MAC'],
  },
}

export function ChangeFlowFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  const definition = ([name, flag, note]: string[], y: number, accent: boolean) => (
    <g transform={`translate(244 ${y})`}>
      <rect className={accent ? 'fig-accent-soft' : 'fig-box'} width="220" height="70" rx="9" />
      <text className="fig-text" x="16" y="27" fontSize="13.5" fontWeight="600">
        {name}
      </text>
      <text className="fig-code" x="204" y="52" textAnchor="end" fontSize="12.5">
        {flag}
      </text>
      <text className="fig-muted" x="16" y="52" fontSize="12.5">
        {note}
      </text>
    </g>
  )
  return (
    <svg viewBox="0 0 720 272" role="img" aria-label={words.title} className="figure">
      <rect className="fig-accent-fill" x="6" y="62" width="150" height="56" rx="9" />
      <text className="fig-on-accent" x="81" y="95" textAnchor="middle" fontSize="14" fontWeight="600">
        {words.change}
      </text>
      <path className="fig-accent-line" d="M160 78 L238 44" markerEnd="url(#change-accent)" />
      <path className="fig-accent-line" d="M160 102 L238 136" markerEnd="url(#change-accent)" />
      {definition(words.config!, 6, false)}
      {definition(words.live!, 102, true)}
      <path className="fig-line" d="M468 41 H560 V137 H472" markerEnd="url(#change-arrow)" />
      <text className="fig-text" x="572" y="84" fontSize="13" fontWeight="600">
        {words.boot}
      </text>
      <text className="fig-muted" x="572" y="104" fontSize="11.5">
        {words.reboot}
      </text>
      {[words.hot, words.cold].map(([name, what], row) => (
        <g key={name} transform={`translate(6 ${192 + row * 40})`}>
          <rect className={row === 0 ? 'fig-accent-soft' : 'fig-box'} width="708" height="34" rx="7" />
          <text className="fig-text" x="14" y="22" fontSize="12.5" fontWeight="600">
            {name}
          </text>
          <text className="fig-muted" x="694" y="22" textAnchor="end" fontSize="12">
            {what}
          </text>
        </g>
      ))}
      <ArrowHead id="change-arrow" />
      <ArrowHead id="change-accent" accent />
    </svg>
  )
}

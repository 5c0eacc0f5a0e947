const text = {
  zh: {
    title: '存储池与虚拟网络的一生是同一个样子：定义、启动、自动启动，停止和取消定义',
    rows: [
      ['存储池', 'pool-define', 'pool-build', 'pool-start', 'pool-autostart'],
      ['网络', 'net-define', '', 'net-start', 'net-autostart'],
      ['虚拟机', 'define', '', 'start', 'autostart'],
    ],
    heads: ['', '记下定义', '准备好地方', '现在可用', '重启后还可用'],
    back: '反过来：destroy 只是停止，undefine 才忘掉定义；两样都不碰数据',
  },
  en: {
    title: 'Pools, networks and VMs live alike: define, start, autostart, and back by destroy and undefine',
    rows: [
      ['pool', 'pool-define', 'pool-build', 'pool-start', 'pool-autostart'],
      ['network', 'net-define', '', 'net-start', 'net-autostart'],
      ['VM', 'define', '', 'start', 'autostart'],
    ],
    heads: ['', 'noted', 'place made', 'usable now', 'and after a reboot'],
    back: 'And back: destroy only stops, undefine forgets the definition; neither touches data.',
  },
}
const columns = [6, 100, 256, 412, 568]

export function SameLifeFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 206" role="img" aria-label={words.title} className="figure">
      {words.heads.map((head, index) => (
        <text
          key={columns[index]}
          className="fig-muted"
          x={(columns[index] ?? 0) + 70}
          y="16"
          textAnchor="middle"
          fontSize="12.5"
        >
          {head}
        </text>
      ))}
      {words.rows.map(([name, ...commands], row) => (
        <g key={name} transform={`translate(0 ${28 + row * 48})`}>
          <text className="fig-text" x="6" y="24" fontSize="13.5" fontWeight="600">
            {name}
          </text>
          <path className="fig-accent-line" d="M240 19 H564" />
          {commands.map((command, index) =>
            command === '' ? null : (
              <g key={command} transform={`translate(${columns[index + 1]} 0)`}>
                <rect className={index === 3 ? 'fig-accent-soft' : 'fig-soft'} width="146" height="38" rx="8" />
                <text className="fig-code" x="73" y="24" textAnchor="middle" fontSize="12.5">
                  {command}
                </text>
              </g>
            ),
          )}
        </g>
      ))}
      <text className="fig-text" x="6" y="194" fontSize="12.5">
        {words.back}
      </text>
    </svg>
  )
}

const text = {
  zh: {
    title: '克隆之后，外壳上的名称、UUID、MAC 和磁盘都是新的，客户机里面的主机名、SSH 密钥和 machine-id 一个没变',
    shell: '外壳：virt-clone 换掉的',
    inside: '里面：原封不动',
    shellRows: ['名称', 'UUID', 'MAC', '磁盘'],
    insideRows: ['主机名', 'SSH 主机密钥', 'machine-id', '静态 IP、任务计划'],
    same: '相同',
    new: '新的',
  },
  en: {
    title:
      'After cloning, name, UUID, MAC and disk of the shell are new; host name, SSH keys and machine-id inside are the same',
    shell: 'the shell: changed by virt-clone',
    inside: 'inside: not touched',
    shellRows: ['name', 'UUID', 'MAC', 'disk'],
    insideRows: ['host name', 'SSH host keys', 'machine-id', 'static IP, cron jobs'],
    same: 'same',
    new: 'new',
  },
}
const values = [
  ['web01', 'web02'],
  ['e0b87a0a-…', '9c41d2f7-…'],
  ['52:54:00:08:00:01', '52:54:00:b0:35:bd'],
  ['web01.qcow2', 'web02.qcow2'],
]

export function CloneInsideFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 268" role="img" aria-label={words.title} className="figure">
      {['web01', 'web02'].map((vm, side) => (
        <g key={vm} transform={`translate(${6 + side * 398} 6)`}>
          <rect className={side === 0 ? 'fig-box' : 'fig-accent-soft'} width="310" height="256" rx="12" />
          <text className="fig-text" x="16" y="25" fontSize="13.5" fontWeight="600">
            {words.shell}
          </text>
          {values.map((pair, row) => (
            <g key={pair[side]} transform={`translate(16 ${34 + row * 23})`}>
              <text className="fig-muted" y="16" fontSize="12">
                {words.shellRows[row]}
              </text>
              <text className="fig-code" x="60" y="16" fontSize="12.5">
                {pair[side]}
              </text>
            </g>
          ))}
          <rect className="fig-soft" x="14" y="136" width="282" height="108" rx="9" />
          <text className="fig-text" x="28" y="157" fontSize="13" fontWeight="600">
            {words.inside}
          </text>
          {words.insideRows.map((row, index) => (
            <text key={row} className="fig-muted" x="28" y={176 + index * 18} fontSize="12">
              {row}
            </text>
          ))}
        </g>
      ))}
      {values.map((pair, row) => (
        <text key={pair[0]} className="fig-text" x="360" y={56 + row * 23} textAnchor="middle" fontSize="12.5">
          ≠ {words.new}
        </text>
      ))}
      <path className="fig-accent-line" d="M302 196 H418" />
      <text className="fig-text" x="360" y="188" textAnchor="middle" fontSize="13" fontWeight="600">
        = {words.same}
      </text>
    </svg>
  )
}

const text = {
  zh: {
    title: '2 个插槽，每个 2 核，每核 1 线程，一共 4 个位置，就是最大值；当前插上了 2 个',
    socket: '插槽',
    core: '核心',
    in: '已插上',
    free: '空位',
    product: '插槽 × 核心 × 线程 = 最大值',
    current: '当前：开机时有几个，运行中可加到最大值',
  },
  en: {
    title: '2 sockets of 2 cores with 1 thread each make 4 places, which is the maximum; 2 of them are filled now',
    socket: 'socket',
    core: 'core',
    in: 'plugged in',
    free: 'free',
    product: 'sockets × cores × threads = maximum',
    current: 'current: filled at the start; more can be added while it runs',
  },
}

export function VcpuTopologyFigure({ locale }: { locale: 'zh' | 'en' }) {
  const words = text[locale]
  return (
    <svg viewBox="0 0 720 214" role="img" aria-label={words.title} className="figure">
      {[0, 1].map((socket) => (
        <g key={socket} transform={`translate(${8 + socket * 178} 8)`}>
          <rect className="fig-box" width="166" height="150" rx="10" />
          <text className="fig-muted" x="14" y="24" fontSize="12.5">
            {words.socket} {socket}
          </text>
          {[0, 1].map((core) => (
            <g key={core} transform={`translate(${12 + core * 74} 36)`}>
              <rect className={socket === 0 ? 'fig-accent-fill' : 'fig-hollow'} width="68" height="100" rx="7" />
              <text
                className={socket === 0 ? 'fig-on-accent' : 'fig-text'}
                x="34"
                y="40"
                textAnchor="middle"
                fontSize="13"
                fontWeight="600"
              >
                vCPU {socket * 2 + core}
              </text>
              <text
                className={socket === 0 ? 'fig-on-accent' : 'fig-muted'}
                x="34"
                y="62"
                textAnchor="middle"
                fontSize="12"
              >
                {words.core} {core}
              </text>
              <text
                className={socket === 0 ? 'fig-on-accent' : 'fig-muted'}
                x="34"
                y="82"
                textAnchor="middle"
                fontSize="11.5"
              >
                {socket === 0 ? words.in : words.free}
              </text>
            </g>
          ))}
        </g>
      ))}
      <text className="fig-text" x="372" y="34" fontSize="13.5" fontWeight="600">
        {words.product}
      </text>
      <text className="fig-text" x="372" y="58" fontSize="13.5">
        2 × 2 × 1 = 4
      </text>
      <text className="fig-code" x="372" y="100" fontSize="12.5">
        {"<vcpu current='2'>4</vcpu>"}
      </text>
      <text className="fig-code" x="372" y="124" fontSize="12.5">
        {'<cpu …>'}
      </text>
      <text className="fig-code" x="388" y="144" fontSize="11.5">
        {"<topology sockets='2' cores='2' threads='1'/>"}
      </text>
      <text className="fig-muted" x="8" y="194" fontSize="12.5">
        {words.current}
      </text>
    </svg>
  )
}

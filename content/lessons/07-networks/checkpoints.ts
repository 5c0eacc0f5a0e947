import { checkpoint, host, integer, network, oneOf, subnet, vm, withVariables } from '#lib/grading/define.ts'

const webMac = '52:54:00:12:34:56'

export default withVariables(
  {
    /** The network of the student's own. */
    net: oneOf('vault', 'island', 'cellar', 'harbour'),
    subnet: subnet(),
    lease: integer(5, 30),
    /** Last number of web01's fixed address. */
    host: integer(101, 149),
    /** Port of the host that leads to web01. */
    port: integer(8081, 8099),
  },
  (v) => {
    const address = `192.168.122.${v.host}`
    return [
      checkpoint('own-network', {
        points: 10,
        covers: ['7.3-isolated', '7.3-dhcp', '7.3-lease', '7.3-autostart'],
        expect: [
          network(v.net)
            .exists()
            .saying({
              unmet: {
                zh: `还没有名为 ${v.net} 的网络，现有：{actual}。`,
                en: `There is no network named ${v.net}; there are: {actual}.`,
              },
            })
            .hasForward('isolated')
            .saying({
              unmet: {
                zh: `${v.net} 应当是隔离的，现在是 {actual}。隔离就是没有 <forward>：virsh net-edit 删掉那一行，再停止、启动。`,
                en: `${v.net} should be isolated and is {actual}. Isolated means no <forward> at all: delete that line with virsh net-edit, then stop and start it.`,
              },
            })
            .config('ip/@address', `${v.subnet}.1`, {
              id: 'gateway',
              text: { zh: `网关是 ${v.subnet}.1`, en: `Its gateway is ${v.subnet}.1` },
              unmet: {
                zh: `网关应当是 ${v.subnet}.1，现在是 {actual}。<ip address> 就是网关，不是子网地址。`,
                en: `The gateway should be ${v.subnet}.1 and is {actual}. <ip address> is the gateway, not the network’s own address.`,
              },
            })
            .config("ip[@netmask='255.255.255.0' or @prefix='24']", true, {
              id: 'subnet',
              text: { zh: '子网是 /24', en: 'Its subnet is a /24' },
              unmet: {
                zh: '子网应当是 /24：netmask 写 255.255.255.0。不写的话，10.x.x.x 按老规矩算成 /8。',
                en: 'The subnet should be a /24: netmask 255.255.255.0. Without one, 10.x.x.x counts as a /8 by an old rule.',
              },
            })
            .config(`ip/dhcp/range[@start='${v.subnet}.10' and @end='${v.subnet}.50']`, true, {
              id: 'range',
              text: {
                zh: `DHCP 从 ${v.subnet}.10 到 ${v.subnet}.50`,
                en: `DHCP from ${v.subnet}.10 to ${v.subnet}.50`,
              },
              unmet: {
                zh: `DHCP 范围应当是 ${v.subnet}.10 到 ${v.subnet}.50，start 和 end 都要对。`,
                en: `The DHCP range should be ${v.subnet}.10 to ${v.subnet}.50, both start and end.`,
              },
            })
            .config(leaseOf(v.lease), true, {
              id: 'lease',
              text: { zh: `租期 ${v.lease} 分钟`, en: `Leases of ${v.lease} minutes` },
              unmet: {
                zh: `租期应当是 ${v.lease} 分钟。它写在 <range> 里面：<lease expiry='${v.lease}' unit='minutes'/>；不写 unit 就按分钟算，什么都不写是一小时。`,
                en: `Leases should last ${v.lease} minutes. That goes inside <range>: <lease expiry='${v.lease}' unit='minutes'/>. Minutes are the default unit; without the element it is an hour.`,
              },
            })
            .isActive()
            .saying({
              unmet: {
                zh: `${v.net} 已经定义，但没有启动：define 只是登记，还要 virsh net-start ${v.net}。`,
                en: `${v.net} is defined but not active. define only makes it known: virsh net-start ${v.net}.`,
              },
            })
            .live(leaseOf(v.lease), true, {
              id: 'lease-live',
              text: { zh: '运行的也是这样', en: 'It runs that way, too' },
              unmet: {
                zh: `保存的定义对了，运行的还是旧的：停止再启动 ${v.net}，或者用 net-update 时加上 --live。`,
                en: `The saved definition is right, what runs is still the old one: stop and start ${v.net}, or add --live to net-update.`,
              },
            })
            .autostarts()
            .saying({
              unmet: {
                zh: `${v.net} 现在能用，宿主机重启后就没了：virsh net-autostart ${v.net}。`,
                en: `${v.net} works now and is gone after a restart of the host: virsh net-autostart ${v.net}.`,
              },
            }),
        ],
        hints: {
          zh: [
            '题目给了六样东西：名字、模式、网关、范围、租期、状态。用 virsh net-dumpxml 和 net-info 对一遍，哪一样不符？',
            `隔离就是没有 <forward>；<ip address> 写网关 ${v.subnet}.1；租期是 <range> 里面的 <lease>。定义之后还要 net-start 和 net-autostart。`,
            `在终端运行：sed -e 's/isolated-network/${v.net}/' -e 's/10\\.0\\.0\\./${v.subnet}./g' -e "s|50'/>|50'><lease expiry='${v.lease}' unit='minutes'/></range>|" ~/nets/isolated-network.xml | virsh net-define /dev/stdin; virsh net-start ${v.net}; virsh net-autostart ${v.net}`,
          ],
          en: [
            'The task names six things: name, mode, gateway, range, lease, state. Compare with virsh net-dumpxml and net-info: which of them differs?',
            `Isolated means no <forward>; <ip address> is the gateway, ${v.subnet}.1; the lease time is a <lease> inside <range>. After defining it, net-start and net-autostart.`,
            `In the terminal: sed -e 's/isolated-network/${v.net}/' -e 's/10\\.0\\.0\\./${v.subnet}./g' -e "s|50'/>|50'><lease expiry='${v.lease}' unit='minutes'/></range>|" ~/nets/isolated-network.xml | virsh net-define /dev/stdin; virsh net-start ${v.net}; virsh net-autostart ${v.net}`,
          ],
        },
      }),

      checkpoint('four-modes', {
        points: 10,
        covers: ['7.3-nat', '7.3-routed', '7.3-open', '7.3-bridge', '7.3-autostart'],
        expect: [
          networkOf('dev', 'nat', {
            zh: '要出得去，又不能动外面的路由器，就得借宿主机的地址。dev 现在是 {actual}。',
            en: 'To get out without touching a router outside, guests must borrow the host’s address. dev is {actual}.',
          }),
          networkOf('partner', 'route', {
            zh: '对方要看见虚拟机自己的地址，也已经有了回来的路，就不该改写地址。partner 现在是 {actual}。',
            en: 'They want to see the VMs’ own addresses and have the route back, so nothing should rewrite them. partner is {actual}.',
          }),
          networkOf('probe', 'open', {
            zh: '要转发，但 libvirt 不许加规则：nat 和 route 都会加。probe 现在是 {actual}。',
            en: 'It is to be forwarded, without rules of libvirt’s; nat and route both add some. probe is {actual}.',
          }),
          networkOf('lan', 'bridge', {
            zh: '地址由公司局域网发，就要接到宿主机已有的网桥上。lan 现在是 {actual}；没有 <forward> 时，libvirt 会想自己建 br-lan，所以启动不了。',
            en: 'Addresses from the company’s LAN mean the bridge that the host has. lan is {actual}; without a <forward> libvirt wants to make br-lan itself, which is why it does not start.',
          }).config('bridge/@name', 'br-lan', {
            id: 'br-lan',
            text: { zh: 'lan 接在 br-lan 上', en: 'lan is on br-lan' },
            unmet: {
              zh: 'lan 应当接在宿主机的网桥 br-lan 上，现在是 {actual}。',
              en: 'lan should be on the host’s bridge br-lan; it is on {actual}.',
            },
          }),
        ],
        hints: {
          zh: [
            '先别看 XML。每张网各问两句：虚拟机要不要出去，用谁的地址？外面要不要主动找进来？答案对应哪一种模式？',
            'dev 用 nat，partner 用 route，probe 用 open，lan 用 bridge。草稿里缺的都是 <name> 后面的 <forward mode=…/>。',
            `在终端运行：for n in dev:nat partner:route probe:open lan:bridge; do sed "/<name>/a <forward mode='\${n#*:}'/>" ~/nets/\${n%:*}.xml | virsh net-define /dev/stdin; virsh net-start \${n%:*}; virsh net-autostart \${n%:*}; done`,
          ],
          en: [
            'Leave the XML for a moment. For each network: do its guests go out, and under whose address? Must anybody outside find them? Which mode does that make it?',
            'dev is nat, partner route, probe open, lan bridge. What the drafts lack is <forward mode=…/> after <name>.',
            `In the terminal: for n in dev:nat partner:route probe:open lan:bridge; do sed "/<name>/a <forward mode='\${n#*:}'/>" ~/nets/\${n%:*}.xml | virsh net-define /dev/stdin; virsh net-start \${n%:*}; virsh net-autostart \${n%:*}; done`,
          ],
        },
      }),

      checkpoint('static-address', {
        points: 10,
        covers: ['7.4-host'],
        expect: [
          network('default')
            .config(`ip/dhcp/host[@mac='${webMac}']/@ip`, address, {
              id: 'reserved',
              text: { zh: `default 为 web01 保留 ${address}`, en: `default keeps ${address} for web01` },
              unmet: {
                zh: `保存的定义里，${webMac} 没有对应到 ${address}（现在：{actual}）。用了 --live 却没加 --config，网络重启后就没了。`,
                en: `In the saved definition ${webMac} does not get ${address} (now: {actual}). With --live and no --config it is gone after a restart of the network.`,
              },
            })
            .config(`ip/dhcp/host[@mac='${webMac}']/@name`, 'test-server', {
              id: 'name',
              text: { zh: '主机名是 test-server', en: 'Its name is test-server' },
              unmet: {
                zh: '这一行还缺主机名：name 应当是 test-server，现在是 {actual}。用 net-update 的 modify 改。',
                en: 'That line lacks the host name: name should be test-server and is {actual}. net-update … modify changes it.',
              },
            })
            .live(`ip/dhcp/host[@mac='${webMac}']/@ip`, address, {
              id: 'reserved-live',
              text: { zh: '正在运行的 default 也这样', en: 'The running default does so, too' },
              unmet: {
                zh: '已经保存，但正在运行的网络还不知道：net-update 时加上 --live，或者重启网络。',
                en: 'It is saved, and the running network knows nothing of it: add --live to net-update, or restart the network.',
              },
            })
            .hasLease({ address })
            .saying({
              text: { zh: `有租约用的是 ${address}`, en: `A lease for ${address} was given out` },
              unmet: {
                zh: `网络已经准备好，web01 还拿着旧地址（租约：{actual}）。让它再要一次：重启 web01，或者在里面续租。`,
                en: `The network is ready, but web01 still holds its old address (leases: {actual}). Make it ask again: restart it, or renew from inside.`,
              },
            }),
        ],
        hints: {
          zh: [
            '固定地址由谁记住，是虚拟机还是网络？记下之后，正在运行的虚拟机什么时候才会知道？',
            `在 default 的 DHCP 里加一行：MAC ${webMac}、地址 ${address}、名字 test-server，--live 和 --config 都要。然后让 web01 重新请求。`,
            `在终端运行：virsh net-update default add ip-dhcp-host "<host mac='${webMac}' name='test-server' ip='${address}'/>" --live --config; guest web01 'killall -USR2 udhcpc && killall -USR1 udhcpc'`,
          ],
          en: [
            'Who remembers a fixed address, the VM or the network? And when does a running VM hear of it?',
            `Add a line to the DHCP of default: MAC ${webMac}, address ${address}, name test-server, with --live and --config. Then have web01 ask again.`,
            `In the terminal: virsh net-update default add ip-dhcp-host "<host mac='${webMac}' name='test-server' ip='${address}'/>" --live --config; guest web01 'killall -USR2 udhcpc && killall -USR1 udhcpc'`,
          ],
        },
      }),

      checkpoint('dns-forwarder', {
        points: 10,
        covers: ['7.4-dns', '7.1-default'],
        expect: [
          network('default')
            .config('dns/forwarder/@addr', '203.0.113.1', {
              id: 'forwarder',
              text: { zh: 'default 的 DNS 去问 203.0.113.1', en: 'The DNS of default asks 203.0.113.1' },
              unmet: {
                zh: "default 的定义里没有 <forwarder addr='203.0.113.1'/>，现有：{actual}。它要放在 <dns> 里面。",
                en: "The definition of default has no <forwarder addr='203.0.113.1'/>; it has: {actual}. Its place is inside <dns>.",
              },
            })
            .isActive()
            .saying({
              unmet: {
                zh: 'default 停着。启动它：virsh net-start default。',
                en: 'default is stopped. Start it: virsh net-start default.',
              },
            })
            .live('dns/forwarder/@addr', '203.0.113.1', {
              id: 'forwarder-live',
              text: { zh: '正在运行的也是', en: 'The running one does' },
              unmet: {
                zh: '定义改了，运行的还是旧的那份。forwarder 不能用 net-update，只能停止再启动：virsh net-destroy default && virsh net-start default。',
                en: 'The definition is changed, what runs is the old one. net-update cannot do forwarders; stop and start the network: virsh net-destroy default && virsh net-start default.',
              },
            }),
          host().prints(
            { run: ['ls', '/sys/class/net/virbr0/brif'], matches: /^vnet/ },
            {
              id: 'plugged',
              text: { zh: 'web01 仍接在 default 的网桥上', en: 'web01 is still plugged into its bridge' },
              unmet: {
                zh: '重启网络时 web01 的网线被拔掉了，没有插回去：sudo systemctl restart libvirtd，或者重启 web01。',
                en: 'The restart of the network pulled the cable of web01, and nobody put it back: sudo systemctl restart libvirtd, or restart web01.',
              },
            },
          ),
          vm('web01').isRunning(),
        ],
        hints: {
          zh: [
            '名字先问谁，答不出来又问谁？这个“问谁”写在网络的哪个元素里？',
            "在 default 的定义里加 <dns><forwarder addr='203.0.113.1'/></dns>，停止再启动网络，然后把 web01 接回网桥。",
            `在终端运行：virsh net-dumpxml --inactive default | sed "/<ip /i <dns><forwarder addr='203.0.113.1'/></dns>" | virsh net-define /dev/stdin; virsh net-destroy default; virsh net-start default; sudo systemctl restart libvirtd`,
          ],
          en: [
            'Who is asked for a name first, and who after that? In which element of the network is the second written?',
            "Put <dns><forwarder addr='203.0.113.1'/></dns> into the definition of default, stop and start the network, then plug web01 back in.",
            `In the terminal: virsh net-dumpxml --inactive default | sed "/<ip /i <dns><forwarder addr='203.0.113.1'/></dns>" | virsh net-define /dev/stdin; virsh net-destroy default; virsh net-start default; sudo systemctl restart libvirtd`,
          ],
        },
      }),

      checkpoint('port-forward', {
        points: 10,
        covers: ['7.4-forward'],
        expect: [
          network('default').isActive(),
          vm('web01').isRunning(),
          host()
            .prints(
              {
                run: [
                  'sh',
                  '-c',
                  `iptables -t nat -S; grep -h '<range start=.${v.port}.' /etc/libvirt/qemu/web01.xml; true`,
                ],
                matches: new RegExp(String.raw`--dports? ${v.port}\b.*DNAT|start='${v.port}'`),
              },
              {
                id: 'redirected',
                text: { zh: `宿主机的 ${v.port} 端口转走了`, en: `Port ${v.port} of the host is led away` },
                unmet: {
                  zh: `宿主机上没有转发 ${v.port} 端口的 DNAT 规则（也没有 passt 的 <portForward>）。`,
                  en: `The host has no DNAT rule for port ${v.port} (nor does passt have a <portForward>).`,
                },
              },
            )
            .prints(
              {
                run: ['ip', 'netns', 'exec', 'outside', 'curl', '-s', '-m', '2', `http://203.0.113.2:${v.port}/`],
                matches: /This is web01/,
              },
              {
                id: 'answers',
                text: { zh: '从外面看得到 web01 的网页', en: 'From outside one gets the page of web01' },
                unmet: {
                  zh: `${v.port} 端口转走了，外面仍得不到 web01 的网页。多半缺了放行：在 FORWARD 最前面插一条 ACCEPT，否则 libvirt 的规则会拒绝；也核对一下转到的地址和端口。`,
                  en: `Port ${v.port} is led away, yet outside does not get the page of web01. Most likely nothing lets it in: insert an ACCEPT at the top of FORWARD, or libvirt’s rules refuse it. Check the address and port it leads to as well.`,
                },
              },
            )
            .prints(
              {
                run: ['sh', '-c', `grep -rls '${v.port}' /etc/libvirt/hooks /etc/libvirt/qemu/web01.xml; true`],
                matches: /./,
              },
              {
                id: 'lasts',
                text: { zh: '网络重启之后仍然有效', en: 'It outlasts a restart of the network' },
                unmet: {
                  zh: '现在通了，但规则只在内存里，宿主机一重启就没了。把它们写成 /etc/libvirt/hooks/network.d/ 里的可执行脚本。',
                  en: 'It works now, but the rules are in memory only and gone after a restart of the host. Make them an executable script in /etc/libvirt/hooks/network.d/.',
                },
              },
            ),
        ],
        hints: {
          zh: [
            '一个包从外面到 web01 要过两关：目的地址由谁改？改完之后，谁会拦它？',
            `PREROUTING 里把 ${v.port} 端口 DNAT 到 ${address}:80，FORWARD 最前面放行到 ${address} 的 80 端口，两条都写进 /etc/libvirt/hooks/network.d/ 的脚本。`,
            `在终端运行：sed -i 's/^port=.*/port=${v.port} guest=${address} to=80/' ~/nets/port-forward; sudo install -m 755 ~/nets/port-forward /etc/libvirt/hooks/network.d/web01; sudo /etc/libvirt/hooks/network.d/web01 default started begin -`,
          ],
          en: [
            'On its way from outside to web01 a packet passes two gates: who changes its destination, and who may stop it after that?',
            `In PREROUTING, DNAT port ${v.port} to ${address}:80; at the top of FORWARD, accept what goes to port 80 of ${address}. Write both into a script in /etc/libvirt/hooks/network.d/.`,
            `In the terminal: sed -i 's/^port=.*/port=${v.port} guest=${address} to=80/' ~/nets/port-forward; sudo install -m 755 ~/nets/port-forward /etc/libvirt/hooks/network.d/web01; sudo /etc/libvirt/hooks/network.d/web01 default started begin -`,
          ],
        },
      }),

      checkpoint('fix-office', {
        points: 10,
        covers: ['7.5-diagnose', '7.3-dhcp'],
        expect: [
          network('office')
            .config("ip/dhcp/range[@start='10.10.1.10' and @end='10.10.1.50']", true, {
              id: 'range',
              text: { zh: 'office 分配 10.10.1.10–50', en: 'office gives out 10.10.1.10–50' },
              unmet: {
                zh: 'office 是活动的，可是保存的定义里没有 10.10.1.10 到 10.10.1.50 这一段地址可发。只用 --live 加上的不算：网络一重启就没了。',
                en: 'office is active, but its saved definition has no addresses from 10.10.1.10 to 10.10.1.50 to give out. With --live alone they are gone after a restart of the network.',
              },
            })
            .isActive()
            .live("ip/dhcp/range[@start='10.10.1.10' and @end='10.10.1.50']", true, {
              id: 'range-live',
              text: { zh: '现在就分配', en: 'And does so now' },
              unmet: {
                zh: '范围写进了定义，运行的 office 还没有：net-update 时要加 --live。',
                en: 'The range is in the definition, the running office has none: net-update needs --live as well.',
              },
            }),
          vm('desk01')
            .hasAddress({ network: 'office' })
            .saying({
              unmet: {
                zh: '有人发地址了，desk01 还没拿到。它每隔十几秒要一次；要是重启过网络，网线可能也掉了。',
                en: 'Addresses are given out, desk01 has none yet. It asks every ten seconds or so; if you restarted the network, its cable may be out.',
              },
            }),
        ],
        hints: {
          zh: [
            '“网络是活动的”和“有人发地址”是一回事吗？把 office 的 XML 和 default 的并排看，少了哪一个元素？',
            'office 没有 <dhcp>。用 net-update 给它加一个 range，--live 和 --config 都写，不用停网络。',
            `在终端运行：virsh net-update office add ip-dhcp-range "<range start='10.10.1.10' end='10.10.1.50'/>" --live --config`,
          ],
          en: [
            'Is “the network is active” the same as “somebody gives out addresses”? Put the XML of office beside that of default: which element is missing?',
            'office has no <dhcp>. Add a range with net-update, with --live and --config; no need to stop it.',
            `In the terminal: virsh net-update office add ip-dhcp-range "<range start='10.10.1.10' end='10.10.1.50'/>" --live --config`,
          ],
        },
      }),

      checkpoint('fix-backup', {
        points: 5,
        covers: ['7.5-diagnose', '7.3-autostart'],
        expect: [
          network('backup')
            .isActive()
            .saying({
              unmet: {
                zh: 'vault01 要用的网络 backup 没有启动。',
                en: 'backup, the network that vault01 needs, is not active.',
              },
            })
            .autostarts()
            .saying({
              unmet: {
                zh: 'backup 现在好了，宿主机下次重启又会停着，上一位就是这样。打开自动启动：virsh net-autostart backup。',
                en: 'backup is fine now, and will be down again after the next restart of the host: what happened last time. Switch autostart on: virsh net-autostart backup.',
              },
            }),
          vm('vault01')
            .isRunning()
            .saying({
              unmet: {
                zh: '网络好了，vault01 还没开机（{actual}）：virsh start vault01。',
                en: 'The network is fine, vault01 is not running yet ({actual}): virsh start vault01.',
              },
            }),
        ],
        hints: {
          zh: [
            'virsh start vault01 的错误消息提到了谁？这个“谁”上次被手工启动过，为什么重启之后又停了？',
            '启动 backup，给它打开自动启动，再启动 vault01。',
            '在终端运行：virsh net-start backup; virsh net-autostart backup; virsh start vault01',
          ],
          en: [
            'Whom does the message of virsh start vault01 name? It was started by hand last time: why was it down after the restart?',
            'Start backup, switch its autostart on, then start vault01.',
            'In the terminal: virsh net-start backup; virsh net-autostart backup; virsh start vault01',
          ],
        },
      }),

      checkpoint('fix-shop', {
        points: 10,
        covers: ['7.5-diagnose'],
        expect: [
          network('shop')
            .config("ip[@address='10.10.3.1']", true, {
              id: 'address',
              text: { zh: 'shop 的网关是 10.10.3.1', en: 'The gateway of shop is 10.10.3.1' },
              unmet: {
                zh: 'shop 的 <ip address> 应当仍是 10.10.3.1，它本来没有错。',
                en: 'The <ip address> of shop should still be 10.10.3.1; there was nothing wrong with it.',
              },
            })
            .config(wrongRouter, false, {
              id: 'router',
              text: { zh: 'DHCP 给出的网关就是它', en: 'Its DHCP names that gateway' },
              unmet: {
                zh: 'shop 仍让虚拟机把包交给一个不存在的网关。虚拟机里的默认路由指向谁？shop 的定义里，是哪一行告诉它的？',
                en: 'shop still sends its guests to a gateway that does not exist. Where does the default route in the guest lead, and which line of the definition of shop told it so?',
              },
            })
            .isActive()
            .live(wrongRouter, false, {
              id: 'router-live',
              text: { zh: '正在运行的也不', en: 'Nor does the running one' },
              unmet: {
                zh: '定义改好了，运行的还是旧的那份：停止再启动 shop。',
                en: 'The definition is right, what runs is the old one: stop and start shop.',
              },
            }),
          vm('shop01').isRunning(),
          host().prints(
            { run: ['ls', '/sys/class/net/virbr-shop/brif'], matches: /^vnet/ },
            {
              id: 'plugged',
              text: { zh: 'shop01 接在网桥上', en: 'shop01 is plugged into its bridge' },
              unmet: {
                zh: '重启网络之后，shop01 的网线没有插回去：sudo systemctl restart libvirtd，或者重启 shop01。',
                en: 'After the restart of the network, shop01 was not plugged back in: sudo systemctl restart libvirtd, or restart shop01.',
              },
            },
          ),
        ],
        hints: {
          zh: [
            'shop01 的默认路由指向谁？宿主机在 shop 里的地址又是谁？是谁把前一个告诉它的？',
            'DHCP 的 3 号选项就是网关，它写在 shop 的 <dnsmasq:options> 里。删掉，重新定义，重启网络，再把 shop01 接回网桥。',
            `在终端运行：virsh net-dumpxml --inactive shop | sed '/dnsmasq:option/d' | virsh net-define /dev/stdin; virsh net-destroy shop; virsh net-start shop; sudo systemctl restart libvirtd`,
          ],
          en: [
            'Where does the default route of shop01 lead, and what is the host’s address in shop? Who told it the first?',
            'DHCP option 3 is the gateway; it is in <dnsmasq:options> of shop. Delete that, define the network anew, restart it, and plug shop01 back in.',
            `In the terminal: virsh net-dumpxml --inactive shop | sed '/dnsmasq:option/d' | virsh net-define /dev/stdin; virsh net-destroy shop; virsh net-start shop; sudo systemctl restart libvirtd`,
          ],
        },
      }),

      checkpoint('fix-lobby', {
        points: 10,
        covers: ['7.5-diagnose'],
        expect: [
          vm('kiosk01')
            .hasNic({ source: 'lobby', link: 'up' })
            .saying({
              text: { zh: 'kiosk01 这一头是好的，下次开机也是', en: 'The end of kiosk01 is fine, and stays so' },
              unmet: {
                zh: 'kiosk01 自己这一头就断着，从最近的一站查起。保存的定义里也要改：只改运行中的，下次开机又断了。',
                en: 'It fails at the end of kiosk01 already: begin with the nearest station. The saved definition counts too; a repair of the running VM alone is undone by its next start.',
              },
            }),
          host()
            .prints(
              {
                run: ['sh', '-c', 'nft list ruleset 2>/dev/null | grep virbr-lobby | grep 67 | grep drop || echo none'],
                matches: /^none$/,
              },
              {
                id: 'passes',
                text: { zh: 'lobby 上的请求到得了 dnsmasq', en: 'Requests on lobby get to dnsmasq' },
                unmet: {
                  zh: '请求到了网桥，却没有到 dnsmasq：宿主机在半路把它丢了。哪一条规则的 counter 在涨？',
                  en: 'Requests reach the bridge and not dnsmasq: the host drops them on the way. Which rule has a counter that grows?',
                },
              },
            )
            .prints(
              {
                run: [
                  'sh',
                  '-c',
                  "systemctl is-enabled -q nftables && grep -v '^ *#' /etc/nftables.conf | grep virbr-lobby | grep 67 | grep drop || echo none",
                ],
                matches: /^none$/,
              },
              {
                id: 'lasts',
                text: { zh: '宿主机重启后也没有', en: 'Nor after a restart of the host' },
                unmet: {
                  zh: '规则只在内存里删了，/etc/nftables.conf 里还有这一行，宿主机一重启它又回来：{actual}',
                  en: 'The rule is gone from memory only. /etc/nftables.conf still has the line, and a restart of the host brings it back: {actual}',
                },
              },
            )
            .prints(
              { run: ['nft', 'list', 'ruleset'], matches: /LIBVIRT_FWI/ },
              {
                id: 'libvirt-rules',
                text: { zh: 'libvirt 的规则都在', en: 'libvirt’s own rules are there' },
                unmet: {
                  zh: '连 libvirt 的规则也被清空了，所有网络的 NAT 都失灵了：sudo systemctl reload libvirtd 让它重写。',
                  en: 'libvirt’s rules were swept away too, and with them the NAT of every network: sudo systemctl reload libvirtd writes them again.',
                },
              },
            ),
          vm('kiosk01')
            .isRunning()
            .hasAddress({ network: 'lobby' })
            .saying({
              unmet: {
                zh: '路通了，kiosk01 还没有地址。确认运行中的网线也接上了（domif-getlink），再等十几秒。',
                en: 'The way is clear, kiosk01 has no address yet. See that its cable is in while it runs (domif-getlink), then give it ten seconds or so.',
              },
            }),
        ],
        hints: {
          zh: [
            '近处先看网线：domif-getlink 怎么说？远处再看网桥：tcpdump 里有请求没有应答，是谁在中间把它丢了？',
            '网线用 domif-setlink 接上（现在和以后各一次）。nft list ruleset 里有一条规则丢弃 virbr-lobby 的 UDP 67；它写在 /etc/nftables.conf，删掉那一行再 reload。',
            `在终端运行：virsh domif-setlink kiosk01 52:54:00:07:00:04 up; virsh domif-setlink kiosk01 52:54:00:07:00:04 up --config; sudo sed -i '/virbr-lobby/d' /etc/nftables.conf; sudo systemctl reload nftables`,
          ],
          en: [
            'Near first: what does domif-getlink say? Then far: on the bridge tcpdump shows requests and no answers, so who drops them in between?',
            'Plug the cable in with domif-setlink, for now and for later. nft list ruleset has a rule that drops UDP 67 from virbr-lobby; it is in /etc/nftables.conf. Delete the line and reload.',
            `In the terminal: virsh domif-setlink kiosk01 52:54:00:07:00:04 up; virsh domif-setlink kiosk01 52:54:00:07:00:04 up --config; sudo sed -i '/virbr-lobby/d' /etc/nftables.conf; sudo systemctl reload nftables`,
          ],
        },
      }),
    ]
  },
)

/** In minutes, which is also the unit when none is written; or the same in seconds. */
function leaseOf(minutes: number): string {
  const inMinutes = `(not(@unit) or @unit='minutes') and @expiry='${minutes}'`
  return `ip/dhcp/range/lease[(${inMinutes}) or (@unit='seconds' and @expiry='${minutes * 60}')]`
}

/** Option 3 of DHCP, by number or name, that names somebody else than the host. */
const wrongRouter =
  "//*[local-name()='option']/@value[(contains(., 'option=3,') or contains(., 'router')) and not(contains(., '10.10.3.1'))]"

function networkOf(name: string, mode: string, why: { zh: string; en: string }) {
  return network(name)
    .exists()
    .saying({
      unmet: {
        zh: `还没有定义 ${name}，现有：{actual}。草稿在 ~/nets/${name}.xml。`,
        en: `${name} is not defined yet; there are: {actual}. Its draft is ~/nets/${name}.xml.`,
      },
    })
    .hasForward(mode)
    .saying({
      // Which mode that is, is what is asked.
      text: { zh: `${name} 的模式符合要求`, en: `${name} has the mode that its task needs` },
      unmet: why,
    })
    .isActive()
    .saying({
      unmet: {
        zh: `${name} 还没有启动：virsh net-start ${name}。`,
        en: `${name} is not active: virsh net-start ${name}.`,
      },
    })
    .autostarts()
    .saying({
      unmet: {
        zh: `${name} 不会随宿主机启动：virsh net-autostart ${name}。`,
        en: `${name} does not start with the host: virsh net-autostart ${name}.`,
      },
    })
}

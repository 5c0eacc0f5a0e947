#!/bin/sh
# Passes the checkpoints of chapter 7 the terminal way, as student.
set -eu
export LIBVIRT_DEFAULT_URI=qemu:///system

# checkpoint: own-network
sed -e "s/isolated-network/$V_net/" -e "s/10\.0\.0\./$V_subnet./g" \
  -e "s|50'/>|50'><lease expiry='$V_lease' unit='minutes'/></range>|" \
  ~/nets/isolated-network.xml | virsh net-define /dev/stdin
virsh net-start "$V_net"
virsh net-autostart "$V_net"

# checkpoint: four-modes
for draft in dev:nat partner:route probe:open lan:bridge; do
  name=${draft%:*}
  sed "/<name>/a <forward mode='${draft#*:}'/>" ~/nets/"$name.xml" | virsh net-define /dev/stdin
  virsh net-start "$name"
  virsh net-autostart "$name"
done

# checkpoint: static-address
virsh net-update default add ip-dhcp-host \
  "<host mac='52:54:00:12:34:56' name='test-server' ip='192.168.122.$V_host'/>" --live --config
guest web01 'killall -USR2 udhcpc && killall -USR1 udhcpc'

# checkpoint: dns-forwarder
virsh net-dumpxml --inactive default | sed "/<ip /i <dns><forwarder addr='203.0.113.1'/></dns>" |
  virsh net-define /dev/stdin
virsh net-destroy default
virsh net-start default
sudo systemctl restart libvirtd

# checkpoint: port-forward
sed -i "s/^port=.*/port=$V_port guest=192.168.122.$V_host to=80/" ~/nets/port-forward
sudo install -m 755 ~/nets/port-forward /etc/libvirt/hooks/network.d/web01
sudo /etc/libvirt/hooks/network.d/web01 default started begin -

# checkpoint: fix-office
virsh net-update office add ip-dhcp-range "<range start='10.10.1.10' end='10.10.1.50'/>" --live --config

# checkpoint: fix-backup
virsh net-start backup
virsh net-autostart backup
virsh start vault01

# checkpoint: fix-shop
virsh net-dumpxml --inactive shop | sed '/dnsmasq:option/d' | virsh net-define /dev/stdin
virsh net-destroy shop
virsh net-start shop
sudo ip link set "$(virsh domiflist shop01 | awk '/shop/ { print $1 }')" master virbr-shop

# checkpoint: fix-lobby
virsh domif-setlink kiosk01 52:54:00:07:00:04 up
virsh domif-setlink kiosk01 52:54:00:07:00:04 up --config
sudo sed -i '/virbr-lobby/d' /etc/nftables.conf
sudo systemctl reload nftables

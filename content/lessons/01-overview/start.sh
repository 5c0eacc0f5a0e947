# web01 is defined and off. kiosk01 is only a file in student's home: libvirt has not been told of it.
virsh vol-create-as default web01.qcow2 1G --format qcow2 --backing-vol tinyvm-1.0-x86_64.qcow2 --backing-vol-format qcow2
virt-install --name web01 --osinfo tinyvm1.0 --import --disk vol=default/web01.qcow2 --memory 192 --vcpus 1 \
  --network network=default,mac=52:54:00:01:00:01 --graphics vnc --print-xml | virsh define /dev/stdin

# No disk: the system of the installation tree lives in memory. qemu works with and without KVM.
cat >/home/student/kiosk01.xml <<'XML'
<domain type='qemu'>
  <name>kiosk01</name>
  <memory unit='MiB'>192</memory>
  <vcpu>1</vcpu>
  <os>
    <type arch='x86_64' machine='q35'>hvm</type>
    <kernel>/srv/www/tinyvm/images/pxeboot/vmlinuz</kernel>
    <initrd>/srv/www/tinyvm/images/pxeboot/initrd.img</initrd>
    <cmdline>tinyvm.live=1 quiet</cmdline>
  </os>
  <features>
    <acpi/>
  </features>
  <devices>
    <interface type='network'>
      <source network='default'/>
      <model type='virtio'/>
    </interface>
    <serial type='pty'/>
    <graphics type='vnc'/>
    <video>
      <model type='virtio'/>
    </video>
  </devices>
</domain>
XML
chown student: /home/student/kiosk01.xml

# step: monitoring
virsh autostart web01
virsh start web01
while ! virsh domifaddr web01 | grep -q ipv4; do inotifywait -qq -t 5 /var/lib/libvirt/dnsmasq || true; done

# step: lifecycle
virsh dommemstat web01 --period 2 --live

# Pulls the cable of every network card of a machine.
param($Request)

Hyper-V\Disconnect-VMNetworkAdapter -VMName $Request.name

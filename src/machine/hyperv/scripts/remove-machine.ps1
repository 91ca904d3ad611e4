# Removes a machine that is off; its disks stay. Nothing to do where it is gone.
param($Request)

$machine = Hyper-V\Get-VM | Where-Object { $_.Name -eq $Request.name }
if ($null -ne $machine) { Hyper-V\Remove-VM -Name $Request.name -Force -Confirm:$false }

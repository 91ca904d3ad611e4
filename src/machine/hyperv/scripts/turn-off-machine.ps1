# Pulls the plug, and drops a saved state; nothing to do where it is off or gone.
param($Request)

$machine = Hyper-V\Get-VM | Where-Object { $_.Name -eq $Request.name }
if ($null -eq $machine) { return }
$state = [string] $machine.State
if ($state -like '*Saved*') { Hyper-V\Remove-VMSavedState -VMName $Request.name }
elseif ($state -ne 'Off') { Hyper-V\Stop-VM -Name $Request.name -TurnOff -Force -Confirm:$false }

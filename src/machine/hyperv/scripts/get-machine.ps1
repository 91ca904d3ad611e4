# The state of a machine in Hyper-V's word; null where there is none of that name.
param($Request)

$machine = Hyper-V\Get-VM | Where-Object { $_.Name -eq $Request.name }
$state = $null
if ($null -ne $machine) { $state = [string] $machine.State }
@{ state = $state }

# All machines of the host with their notes, where the marker is.
param($Request)

$machines = @(Hyper-V\Get-VM | ForEach-Object { @{ name = $_.Name; notes = [string] $_.Notes } })
@{ machines = $machines }

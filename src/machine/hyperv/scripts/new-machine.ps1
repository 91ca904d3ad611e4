# A generation 2 machine as a build needs it: marked as ours before anything else is done with it, no checkpoints, all
# its memory from the start, no network unless a switch is named, its first serial port as a pipe.
param($Request)

$network = @{}
if ($null -ne $Request.network) { $network.SwitchName = $Request.network }
$machine = Hyper-V\New-VM -Name $Request.name -Path $Request.folder -Generation 2 -MemoryStartupBytes $Request.memory -VHDPath $Request.disk @network
Hyper-V\Set-VM -VM $machine -Notes $Request.notes

Hyper-V\Set-VM -VM $machine -ProcessorCount $Request.cpus -StaticMemory -CheckpointType Disabled -AutomaticCheckpointsEnabled $false -AutomaticStartAction Nothing -AutomaticStopAction TurnOff
if ($null -eq $Request.network) { Hyper-V\Remove-VMNetworkAdapter -VM $machine }
Hyper-V\Set-VMComPort -VM $machine -Number 1 -Path $Request.pipe
foreach ($medium in @($Request.media)) { Hyper-V\Add-VMDvdDrive -VM $machine -Path $medium }

$first = @(Hyper-V\Get-VMHardDiskDrive -VM $machine)[0]
if ($Request.bootMedium) { $first = @(Hyper-V\Get-VMDvdDrive -VM $machine)[0] }
# Secure Boot would refuse boot files that are signed with a newer certificate than this host knows; the system partition
# is not captured, so that nothing is lost without it.
Hyper-V\Set-VMFirmware -VM $machine -EnableSecureBoot Off -PauseAfterBootFailure On -FirstBootDevice $first
@{ id = [string] $machine.Id }

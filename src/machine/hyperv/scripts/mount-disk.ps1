# Attaches a disk to the host; none of its volumes gets a letter.
param($Request)

Hyper-V\Mount-VHD -Path $Request.path -NoDriveLetter
$number = (Hyper-V\Get-VHD -Path $Request.path).DiskNumber
# A host's SAN policy may leave a new disk offline or read-only.
$disk = Storage\Get-Disk -Number $number
if ($disk.IsOffline) { Storage\Set-Disk -Number $number -IsOffline $false }
if ($disk.IsReadOnly) { Storage\Set-Disk -Number $number -IsReadOnly $false }
@{ number = $number }
